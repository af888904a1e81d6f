"""What a database holds: nothing, a build of a dataset (whole, or with a load under way), or somebody else's graph.

The node of a run tells which dataset it was made from (``build``). While a load is under way or did not end there is a
node ``KgLoad`` that keeps its books; whatever else is there is not whole then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.dataset.graph import labels

JOURNAL = "KgLoad"
"""Label of the one node that keeps the books of a load; it has the id ``load`` and is deleted at the end."""

BUILDS_NOW = (
    f"OPTIONAL MATCH (books:{JOURNAL} {{id: 'load'}}) WITH count(books) > 0 AS loading "
    "OPTIONAL MATCH (n:Run) WITH loading, n ORDER BY n.id RETURN loading, collect(n.build) AS builds"
)
"""Asks for the builds that a database holds (``builds``) and whether a load is under way or did not end
(``loading``): one row.
"""

T = TypeVar("T")

RunRead = Callable[[str], list[Any]]
"""Runs a reading statement and gives its records: in a transaction of its own, or in one that goes on."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build of a dataset: the id of its run, the SHA-256 of its ledger and the name of its pipeline."""

    run: str
    build: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The load that is under way or did not end: of which build, how many of its transactions are done, and how it
    writes.

    ``mode`` is ``create`` (into a database that had nothing of ours) or ``merge``; ``token`` tells loads of the same
    build apart.
    """

    build: Build
    done: int
    mode: str
    token: str


@dataclass(frozen=True, slots=True)
class State:
    """What a database holds.

    Its builds, the load that is under way, how many nodes there are in all, and how many under each of our labels.
    """

    builds: tuple[Build, ...]
    journal: Journal | None
    nodes: int
    ours: dict[str, int]

    @property
    def whole(self) -> Build | None:
        """The build that was loaded to the end, when no other load has begun since."""
        return None if self.journal else next(iter(self.builds), None)


def inspect(read: RunRead) -> State:
    """Look at a database; counts come from the server's own counters, so this takes no time. Raises StoreError."""
    columns = "n.run AS run, n.build AS build, n.pipeline AS pipeline, n.done AS done, n.mode AS mode, n.token AS token"
    journals = read(f"MATCH (n:{JOURNAL} {{id: 'load'}}) WHERE n.build IS NOT NULL RETURN {columns}")
    rows = read(
        "MATCH (n:Run) WHERE n.build IS NOT NULL RETURN n.id AS run, n.build AS build, n.pipeline AS pipeline ORDER"
        " BY run"
    )
    counted = count_nodes(read, [*labels(), JOURNAL, ""])
    return State(
        builds=tuple(_build(row) for row in rows),
        journal=next((Journal(_build(row), row["done"], row["mode"], row["token"]) for row in journals), None),
        nodes=counted[""] - counted[JOURNAL],
        ours={label: counted[label] for label in labels() if counted[label]},
    )


def _build(row: Any) -> Build:
    return Build(row["run"], row["build"], row["pipeline"] or "")


def count_nodes(read: RunRead, wanted: Iterable[str]) -> dict[str, int]:
    """Label -> how many nodes carry it; the empty string stands for all nodes."""
    return _counted(
        read,
        {
            label: f"MATCH (n{f':{label}' if label else ''}) WITH count(n) AS n RETURN {{at}} AS at, n AS n"
            for label in wanted
        },
    )


def count_relationships(read: RunRead, kinds: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Label and type -> how many relationships of the type start at nodes of the label."""
    pattern = "MATCH (:{0})-[r:{1}]->() WITH count(r) AS n RETURN {{at}} AS at, n AS n"
    return _counted(read, {kind: pattern.format(*kind) for kind in kinds})


def _counted(read: RunRead, statements: dict[T, str]) -> dict[T, int]:
    # One statement for all: the server takes each part from its own counters, and plans the whole once.
    union = " UNION ALL ".join(statement.format(at=place) for place, statement in enumerate(statements.values()))
    found = {row["at"]: int(row["n"]) for row in read(union)}
    return {key: found[place] for place, key in enumerate(statements)}
