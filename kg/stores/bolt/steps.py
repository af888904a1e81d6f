"""The load of a dataset cut into transactions: the same ones in the same order each time, so that a broken load can go
on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from kg.dataset import graph
from kg.dataset.batches import Linked, Nodes, Relationships
from kg.stores.cypher import write_relationships

ELEMENTS = 5_000
"""Nodes and relationships a transaction: larger ones cost the server more memory and time for it."""

ElementKind = tuple[str, str]
"""What is counted: a label and an empty string, or the label that relationships start at and their type."""

GraphBatch = Nodes | Linked | Relationships


@dataclass(frozen=True, slots=True)
class StepPart:
    """Rows for one statement, which writes one of each of ``keys`` a row; ``batch`` is the first batch that they came
    from.
    """

    keys: tuple[ElementKind, ...]
    statement: str
    rows: list[dict[str, Any]]
    batch: GraphBatch

    @property
    def size(self) -> int:
        """Nodes and relationships that it writes."""
        return len(self.rows) * len(self.keys)

    def relationships(self) -> Iterator[Relationships]:
        """Its relationships, by kind."""
        if not isinstance(self.batch, Nodes):
            batch = replace(self.batch, rows=self.rows)
            yield from batch.relationships() if isinstance(batch, Linked) else [batch]


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction: a few parts, about ``ELEMENTS`` nodes and relationships in all; each relies on steps of earlier
    phases only.
    """

    phase: int
    parts: list[StepPart]

    @property
    def size(self) -> int:
        """Nodes and relationships in all parts."""
        return sum(part.size for part in self.parts)


def steps(dataset: Path, mode: str) -> Iterator[Step]:
    """Transactions that write all of a graph, each what earlier ones have made way for. Raises DatasetError.

    ``mode`` is ``create`` or ``merge``. Each is made ready in a thread of its own while the server is busy with the one
    before.
    """
    fresh = mode == "create"
    phases: tuple[Callable[[Path], Iterator[GraphBatch]], ...] = (
        graph.unlinked,
        graph.assertions,
        graph.evidence,
        graph.edges,
    )
    made = chain.from_iterable(
        _full(number, (_part(batch, fresh) for batch in phase(dataset))) for number, phase in enumerate(phases)
    )
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(next, made, None)
        while step := coming.result():
            coming = ahead.submit(next, made, None)
            yield step


def _part(batch: GraphBatch, fresh: bool) -> StepPart:
    if isinstance(batch, Relationships):
        key = (batch.subject, batch.relation)
        return StepPart(
            (key,), write_relationships(batch.subject, batch.relation, batch.object, fresh=fresh), batch.rows, batch
        )
    if isinstance(batch, Nodes):
        return StepPart(((batch.label, ""),), _nodes_statement(batch.label, fresh), batch.rows, batch)
    keys = [(batch.label if link.outwards else link.label, link.relation) for link in batch.links]
    return StepPart(((batch.label, ""), *keys), _linked_statement(batch, fresh), batch.rows, batch)


def _nodes_statement(label: str, fresh: bool) -> str:
    """Statement that writes ``$rows`` (``{id, props}``) as nodes, with exactly these properties, and returns how many
    as ``n``.
    """
    entity = ":Entity" if label in graph.entity_labels() else ""
    if fresh:
        return f"UNWIND $rows AS row CREATE (n:{label}{entity}) SET n = row.props RETURN count(*) AS n"
    more = " SET n:Entity" if entity else ""
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}){more} SET n = row.props RETURN count(*) AS n"


def _linked_statement(batch: Linked, fresh: bool) -> str:
    """The same for nodes with their links. A row that is linked to a node that is not there is neither written nor
    counted.

    A node and its links in one statement cost the server less than one after the other: each relationship that comes
    later changes the records of the node and of its other relationships once more. Links have no properties: what
    others have put on one goes.
    """
    verb, node = ("CREATE", f"(n:{batch.label})") if fresh else ("MERGE", f"(n:{batch.label} {{id: row.id}})")
    ends = "".join(
        f" MATCH (end{place}:{link.label} {{id: row.{link.column}}})" for place, link in enumerate(batch.links)
    )
    links = ""
    for place, link in enumerate(batch.links):
        way = f"[link{place}:{link.relation}]"
        links += f" {verb} " + (f"(n)-{way}->(end{place})" if link.outwards else f"(end{place})-{way}->(n)")
        links += "" if fresh else f" SET link{place} = {{}}"
    return f"UNWIND $rows AS row{ends} {verb} {node} SET n = row.props{links} RETURN count(*) AS n"


def _full(phase: int, parts: Iterator[StepPart]) -> Iterator[Step]:
    """Rows of the same statement gathered until a transaction is full; what is left at the end shares transactions.

    Edges come in the order of their hashes, so a batch of them has a few rows of every kind, and each statement has its
    price.
    """
    open_: dict[str, StepPart] = {}
    for part in parts:
        held = open_.get(part.statement)
        if held:
            part = replace(held, rows=[*held.rows, *part.rows])
        most = ELEMENTS // len(part.keys)
        while len(part.rows) >= most:
            yield Step(phase, [replace(part, rows=part.rows[:most])])
            part = replace(part, rows=part.rows[most:])
        open_[part.statement] = part
    shared: list[StepPart] = []
    for part in open_.values():
        if shared and Step(phase, [*shared, part]).size > ELEMENTS:
            yield Step(phase, shared)
            shared = []
        if part.rows:
            shared.append(part)
    if shared:
        yield Step(phase, shared)
