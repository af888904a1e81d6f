"""The load of a dataset cut into transactions: the same ones in the same order each time, so that a broken load can go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.dataset import graph

ROWS = 10_000
"""Rows a transaction: larger ones gain nothing and cost the server memory."""

Key = tuple[str, str]
"""What is counted: a label and an empty string, or the label that relationships start at and their type."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows for one statement. ``links`` is the group of relationships they come from, None for nodes."""

    key: Key
    statement: str
    rows: list[dict[str, Any]]
    links: graph.Relationships | None


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction: a few parts, at most ``ROWS`` rows in all."""

    parts: list[Part]

    @property
    def size(self) -> int:
        """Rows in all parts."""
        return sum(len(part.rows) for part in self.parts)


def steps(dataset: Path, mode: str) -> Iterator[Step]:
    """Transactions that write all nodes, then all relationships. ``mode`` is ``create`` or ``merge``. Raises DatasetError."""
    yield from _full(_node_parts(dataset, mode))
    yield from _full(_relationship_parts(dataset, mode))


def nodes_statement(label: str, mode: str) -> str:
    """Statement that writes ``$rows`` (``{id, props}``) as nodes, with exactly these properties, and returns how many as ``n``."""
    entity = ":Entity" if label in graph.entity_labels() else ""
    if mode == "create":
        return f"UNWIND $rows AS row CREATE (n:{label}{entity}) SET n = row.props RETURN count(*) AS n"
    more = " SET n:Entity" if entity else ""
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}){more} SET n = row.props RETURN count(*) AS n"


def relationships_statement(subject: str, relation: str, object_: str, mode: str) -> str:
    """Statement that writes ``$rows`` (``{subject, object, key, props}``), with exactly these properties, and returns how many as ``n``.

    A row whose subject or object is not there is not counted.
    """
    pattern = f"CREATE (a)-[r:{relation}]->(b)" if mode == "create" else f"MERGE (a)-[r:{relation} {{key: row.key}}]->(b)"
    return (
        f"UNWIND $rows AS row MATCH (a:{subject} {{id: row.subject}}) MATCH (b:{object_} {{id: row.object}}) "
        f"{pattern} SET r = row.props RETURN count(*) AS n"
    )


def _node_parts(dataset: Path, mode: str) -> Iterator[Part]:
    for batch in graph.nodes(dataset):
        yield Part((batch.label, ""), nodes_statement(batch.label, mode), batch.rows, None)


def _relationship_parts(dataset: Path, mode: str) -> Iterator[Part]:
    for batch in graph.relationships(dataset):
        statement = relationships_statement(batch.subject, batch.relation, batch.object, mode)
        yield Part((batch.subject, batch.relation), statement, batch.rows, batch)


def _full(parts: Iterator[Part]) -> Iterator[Step]:
    """Rows of the same statement gathered until a transaction is full; what is left at the end shares transactions.

    Edges come in the order of their hashes, so a batch of them has a few rows of every kind, and each statement has its price.
    """
    open_: dict[str, Part] = {}
    for part in parts:
        held = open_.get(part.statement)
        rows = [*held.rows, *part.rows] if held else part.rows
        while len(rows) >= ROWS:
            yield Step([Part(part.key, part.statement, rows[:ROWS], part.links)])
            rows = rows[ROWS:]
        open_[part.statement] = Part(part.key, part.statement, rows, part.links)
    shared: list[Part] = []
    for part in open_.values():
        if shared and Step([*shared, part]).size > ROWS:
            yield Step(shared)
            shared = []
        if part.rows:
            shared.append(part)
    if shared:
        yield Step(shared)
