"""Deleting what a database has and a dataset has not: the half of an exact update that upserts cannot do."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from neo4j import ManagedTransaction

from kg.dataset import graph
from kg.stores.bolt.journal import LoadUnderWay
from kg.stores.bolt.state import State, count_relationships

NODES, RELATIONSHIPS = 1_000, 10_000
"""How many are deleted in one transaction; a node takes the relationships that others have put on it along."""


def sweep(
    work: LoadUnderWay, dataset: Path, state: State, tell: Callable[[int], None] = lambda _: None
) -> tuple[int, int]:
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
            found.extend(hash((row["subject"], row.get("key"), row["object"])) for row in links_batch.rows)
    relationships = sum(_relationships(work, label, links, tell) for label in state.ours)
    nodes = sum(_nodes(work, label, ids[label], tell) for label in state.ours)
    return nodes, relationships


def drop_doubles(work: LoadUnderWay, label: str) -> int:
    """Delete the nodes of a label that share their ``id`` or have none, which is what keeps a constraint from being
    made.
    """
    statement = (
        f"MATCH (n:{label}) WITH n.id AS id, collect(elementId(n)) AS found WHERE id IS NULL OR size(found) > 1 "
        "UNWIND found AS e RETURN e AS e"
    )
    return _delete(work, _NODE, (row["e"] for row in work.connection.stream(statement)), NODES, lambda _: None)


def _relationships(
    work: LoadUnderWay, label: str, links: dict[tuple[str, str], list[int]], tell: Callable[[int], None]
) -> int:
    kinds = [kind for kind in graph.relationship_kinds() if kind[0] == label]
    there = count_relationships(work.connection.read, kinds) if kinds else {}
    deleted = 0
    for kind in (kind for kind, count in there.items() if count):
        statement = (
            f"MATCH (a:{label})-[r:{kind[1]}]->(b) RETURN elementId(r) AS e, a.id AS subject, r.key AS key, b.id AS"
            " object"
        )
        known = _SeenHashes(links.get(kind, []))
        rows = (
            (row["e"], hash((row["subject"], row["key"], row["object"]))) for row in work.connection.stream(statement)
        )
        stale = (element for element, value in rows if not known.first_time(value))
        deleted += _delete(work, _RELATIONSHIP, stale, RELATIONSHIPS, tell)
    return deleted


def _nodes(work: LoadUnderWay, label: str, ids: list[int], tell: Callable[[int], None]) -> int:
    known = _SeenHashes(ids)
    rows = work.connection.stream(f"MATCH (n:{label}) RETURN elementId(n) AS e, n.id AS id")
    return _delete(work, _NODE, (row["e"] for row in rows if not known.first_time(hash(row["id"]))), NODES, tell)


_NODE = "MATCH (n) WHERE elementId(n) IN $found DETACH DELETE n"
_RELATIONSHIP = "MATCH ()-[r]->() WHERE elementId(r) IN $found DELETE r"


def _delete(work: LoadUnderWay, statement: str, found: Iterable[str], size: int, tell: Callable[[int], None]) -> int:
    # Everything is read before anything is deleted: a server does not promise what a cursor sees of changes made beside
    # it.
    deleted = 0
    for batch in _batches(list(found), size):
        if not work.prepare(partial(_delete_batch, statement, batch)):
            break  # another loader of the same build has swept already, and writes
        deleted += len(batch)
        tell(len(batch))
    return deleted


def _delete_batch(statement: str, batch: list[str], transaction: ManagedTransaction) -> None:
    transaction.run(statement, {"found": batch}).consume()


def _batches(found: list[str], size: int) -> Iterator[list[str]]:
    rest = iter(found)
    while batch := list(islice(rest, size)):
        yield batch


class _SeenHashes:
    """64-bit hashes that should be seen once each, 9 bytes apiece.

    Two different rows with one hash (one chance in millions for millions of rows) would hide a stale row; the count at
    the end of the load shows it.
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
