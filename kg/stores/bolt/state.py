"""What a database holds before it is loaded: nothing, a build of a dataset (whole or half loaded), or somebody else's graph.

The node of the run tells: ``build`` names the dataset it was made from, ``loading`` is there while a load is under way and counts
its transactions.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.dataset.graph import labels
from kg.stores.bolt.connection import Connection


@dataclass(frozen=True, slots=True)
class Build:
    """A build that a database holds; ``loading`` is None when it is whole, else how many transactions of its load are done.

    ``mode`` of an unfinished load is ``create`` (into a database that had nothing of ours) or ``merge``.
    """

    run: str
    build: str
    pipeline: str
    loading: int | None
    mode: str


@dataclass(frozen=True, slots=True)
class State:
    """Builds in a database, how many nodes it has in all, and the labels of ours that nodes carry, with their counts."""

    builds: tuple[Build, ...]
    nodes: int
    ours: dict[str, int]

    @property
    def unfinished(self) -> Build | None:
        """The load that was begun and not ended."""
        return next((build for build in self.builds if build.loading is not None), None)

    @property
    def whole(self) -> Build | None:
        """The build that was loaded to the end, when no other load has begun since."""
        return None if self.unfinished else next(iter(self.builds), None)


def inspect(connection: Connection) -> State:
    """Look at a database; counts come from the server's own counters, so this takes no time. Raises StoreError."""
    rows = connection.read(
        "MATCH (r:Run) WHERE r.build IS NOT NULL OR r.loading IS NOT NULL "
        "RETURN r.id AS run, r.build AS build, r.pipeline AS pipeline, r.loading AS loading, r.mode AS mode ORDER BY run"
    )
    builds = tuple(Build(row["run"], row["build"] or "", row["pipeline"] or "", row["loading"], row["mode"] or "") for row in rows)
    counted = {label: count_nodes(connection, label) for label in labels()}
    return State(builds, count_nodes(connection), {label: count for label, count in counted.items() if count})


def count_nodes(connection: Connection, label: str = "") -> int:
    """Nodes of a label, or all."""
    pattern = f"n:{label}" if label else "n"
    return int(connection.read(f"MATCH ({pattern}) RETURN count(n) AS n")[0]["n"])


def count_relationships(connection: Connection, subject: str, relation: str) -> int:
    """Relationships of a type that start at nodes of a label."""
    return int(connection.read(f"MATCH (:{subject})-[r:{relation}]->() RETURN count(r) AS n")[0]["n"])
