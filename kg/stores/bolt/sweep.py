"""Deleting what a database has and a dataset has not: the half of an exact update that upserts cannot do."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg.dataset import graph
from kg.stores.bolt.connection import Connection
from kg.stores.bolt.state import State, count_relationships

NODES, RELATIONSHIPS = 1_000, 10_000
"""How many are deleted in one transaction; a node takes the relationships that others have put on it along."""


def sweep(connection: Connection, dataset: Path, state: State, tell: Callable[[int], None] = lambda _: None) -> tuple[int, int]:
    """Delete nodes and relationships under our labels that the dataset does not have, doubles included.

    Returns how many nodes and relationships went. Idempotent: what an interrupted sweep left is found by the next.
    Raises StoreError, DatasetError.
    """
    ids: dict[str, list[int]] = {label: [] for label in state.ours}
    for batch in graph.nodes(dataset):
        if batch.label in ids:
            ids[batch.label].extend(hash(row["id"]) for row in batch.rows)
    links: dict[tuple[str, str], list[int]] = {}
    for links_batch in graph.relationships(dataset):
        if links_batch.subject in ids:
            found = links.setdefault((links_batch.subject, links_batch.relation), [])
            found.extend(hash((row["subject"], row["key"], row["object"])) for row in links_batch.rows)
    relationships = sum(_relationships(connection, label, links, tell) for label in state.ours)
    nodes = sum(_nodes(connection, label, ids[label], tell) for label in state.ours)
    return nodes, relationships


def drop_doubles(connection: Connection, label: str) -> int:
    """Delete the nodes of a label that share their ``id`` or have none, which is what keeps a constraint from being made."""
    statement = (
        f"MATCH (n:{label}) WITH n.id AS id, collect(elementId(n)) AS found WHERE id IS NULL OR size(found) > 1 "
        "UNWIND found AS e RETURN e AS e"
    )
    return _delete(connection, _NODE, (row["e"] for row in connection.stream(statement)), NODES, lambda _: None)


def _relationships(connection: Connection, label: str, links: dict[tuple[str, str], list[int]], tell: Callable[[int], None]) -> int:
    deleted = 0
    for start, relation in graph.relationship_kinds():
        if start == label and count_relationships(connection, label, relation):
            statement = f"MATCH (a:{label})-[r:{relation}]->(b) RETURN elementId(r) AS e, a.id AS subject, r.key AS key, b.id AS object"
            known = _Known(links.get((label, relation), []))
            stale = (
                row["e"] for row in connection.stream(statement) if not known.first_time(hash((row["subject"], row["key"], row["object"])))
            )
            deleted += _delete(connection, _RELATIONSHIP, stale, RELATIONSHIPS, tell)
    return deleted


def _nodes(connection: Connection, label: str, ids: list[int], tell: Callable[[int], None]) -> int:
    known = _Known(ids)
    rows = connection.stream(f"MATCH (n:{label}) RETURN elementId(n) AS e, n.id AS id")
    return _delete(connection, _NODE, (row["e"] for row in rows if not known.first_time(hash(row["id"]))), NODES, tell)


_NODE = "MATCH (n) WHERE elementId(n) IN $found DETACH DELETE n"
_RELATIONSHIP = "MATCH ()-[r]->() WHERE elementId(r) IN $found DELETE r"


def _delete(connection: Connection, statement: str, found: Iterable[str], size: int, tell: Callable[[int], None]) -> int:
    # Everything is read before anything is deleted: a server does not promise what a cursor sees of changes made beside it.
    deleted = 0
    for batch in _batches(list(found), size):
        connection.change(statement, {"found": batch})
        deleted += len(batch)
        tell(len(batch))
    return deleted


def _batches(found: list[str], size: int) -> Iterator[list[str]]:
    rest = iter(found)
    while batch := list(islice(rest, size)):
        yield batch


class _Known:
    """64-bit hashes that should be seen once each, 9 bytes apiece.

    Two different rows with one hash (one chance in millions for millions of rows) would hide a stale row; the count at the end of the
    load shows it.
    """

    def __init__(self, hashes: list[int]) -> None:
        self._sorted = array("q", sorted(hashes))
        self._seen = bytearray(len(hashes))

    def first_time(self, value: int) -> bool:
        """Whether ``value`` is known and has not been asked for before."""
        place = bisect_left(self._sorted, value)
        if place == len(self._sorted) or self._sorted[place] != value or self._seen[place]:
            return False
        self._seen[place] = 1
        return True
