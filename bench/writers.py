"""Other ways to write the same graph into Neo4j, for comparison: an edge a statement, and the way of KGX.

Both write the nodes and relationships of ``kg.dataset.graph`` with the same labels, ids and properties, through the
same driver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import neo4j

from kg.dataset import graph, graph_schema

KGX_BATCH = 10_000
KGX_CACHE = 100_000
"""Rows a statement and records held before any is written: KGX's defaults."""

Node = tuple[str, dict[str, Any]]
"""Label and properties."""
Edge = tuple[str, str, str, dict[str, Any]]
"""Labels of the start and the end, type, and the row (see ``kg.dataset.batches.Relationships``)."""


def sample(dataset: Path, edges: int) -> tuple[list[Node], list[Edge]]:
    """About this many relationships, evenly from the whole graph, and the nodes at their ends."""
    total = sum(len(batch.rows) for batch in graph.relationships(dataset))
    step = max(1, total // edges)
    chosen = list(islice(_edges(dataset), 0, None, step))
    wanted = {
        (label, row[end])
        for subject, _, object_, row in chosen
        for label, end in ((subject, "subject"), (object_, "object"))
    }
    return [node for node in _nodes(dataset) if (node[0], node[1]["id"]) in wanted], chosen


def one_by_one(session: neo4j.Session, nodes: list[Node], edges: list[Edge]) -> None:
    """A statement a node and a statement an edge, each a transaction of its own: what most scripts do.

    Fair to it: keyed by a uniqueness constraint a label, with parameters, so that the server plans each kind of
    statement once.
    """
    for statement in graph_schema.constraints():
        session.run(statement).consume()
    for label, props in nodes:
        pattern = f"{label}:Entity" if label in graph.entity_labels() else label
        session.run(f"MERGE (n:{pattern} {{id: $id}}) SET n += $props", id=props["id"], props=props).consume()
    for subject, relation, object_, row in edges:
        key = " {key: $key}" if "key" in row else ""
        statement = (
            f"MERGE (a:{subject} {{id: $subject}}) MERGE (b:{object_} {{id: $object}}) MERGE"
            f" (a)-[r:{relation}{key}]->(b) SET r += $props"
        )
        session.run(statement, row).consume()


def kgx(session: neo4j.Session, dataset: Path) -> None:
    """How KGX 2.6 writes to Neo4j (its ``kgx/sink/neo_sink.py``), reproduced from what it does, without its validation
    and logging.

    Nodes are held by category until there are ``KGX_CACHE``, then written ``KGX_BATCH`` a statement, an auto-commit
    transaction each: a constraint a category and one for ``biolink:NamedThing``, MERGE by id on ``biolink:NamedThing``,
    then properties and category. Edges likewise by predicate: MATCH both ends by ``biolink:NamedThing``, MERGE an edge
    of that type (any other of the type between the two is taken for the same one), then properties.
    """
    seen: set[str] = set()
    for nodes in _held(({**props, "category": f"biolink:{label}"} for label, props in _nodes(dataset)), "category"):
        for category in {*nodes, "biolink:NamedThing"} - seen:
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`{category}`) REQUIRE n.id IS UNIQUE").consume()
            seen.add(category)
        for category, records in nodes.items():
            setting = f"SET n += node, n:`{category}`"
            statement = (
                f"UNWIND $rows AS node MERGE (n:`biolink:NamedThing` {{id: node.id}}) ON CREATE {setting} ON MATCH"
                f" {setting}"
            )
            _send(session, statement, records)
    linked = (
        {**row["props"], "subject": row["subject"], "predicate": kind, "object": row["object"]}
        for _, kind, _, row in _edges(dataset)
    )
    for edges in _held(linked, "predicate"):
        for predicate, held in edges.items():
            ends = "(s:`biolink:NamedThing` {id: edge.subject}), (o:`biolink:NamedThing` {id: edge.object})"
            _send(
                session,
                f"UNWIND $rows AS edge MATCH {ends} MERGE (s)-[r:`biolink:{predicate}`]->(o) SET r += edge",
                held,
            )


def _held(records: Iterable[dict[str, Any]], key: str) -> Iterator[dict[str, list[dict[str, Any]]]]:
    rest = iter(records)
    while held := list(islice(rest, KGX_CACHE)):
        groups: dict[str, list[dict[str, Any]]] = {}
        for record in held:
            groups.setdefault(record[key], []).append(record)
        yield groups


def _send(session: neo4j.Session, statement: str, records: list[dict[str, Any]]) -> None:
    for low in range(0, len(records), KGX_BATCH):
        session.run(statement, rows=records[low : low + KGX_BATCH]).consume()


def _nodes(dataset: Path) -> Iterator[Node]:
    for batch in graph.nodes(dataset):
        for row in batch.rows:
            yield batch.label, row["props"]


def _edges(dataset: Path) -> Iterator[Edge]:
    for batch in graph.relationships(dataset):
        for row in batch.rows:
            yield batch.subject, batch.relation, batch.object, row
