"""The batches that the graph of a dataset comes in: nodes, relationships, and nodes together with the relationships
they bring along.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Nodes:
    """A batch of nodes of one label; a row is ``{"id", "props"}``."""

    label: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Relationships:
    """A batch of relationships between two labels; a row is ``{"subject", "object", "key", "props"}``.

    ``key``, which is also among the properties, tells the claims of a type about the same two entities apart. A link of
    a record has neither key nor properties: two records are linked once.
    """

    subject: str
    relation: str
    object: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A relationship that nodes of a label come with: ``outwards`` to (else from) a node of ``label``, whose id is in
    ``column``.
    """

    relation: str
    label: str
    column: str
    outwards: bool = True


@dataclass(frozen=True, slots=True)
class Linked:
    """A batch of nodes of one label, each with the same links to nodes of other labels.

    A row is ``{"id", "props"}`` and the columns of the links.

    A store that writes a record together with its links has it in hand once, and not once more for each link.
    """

    label: str
    links: tuple[RecordLink, ...]
    rows: list[dict[str, Any]]

    def nodes(self) -> Nodes:
        """The nodes alone."""
        return Nodes(self.label, [{"id": row["id"], "props": row["props"]} for row in self.rows])

    def relationships(self) -> Iterator[Relationships]:
        """The links alone, one kind after the other."""
        for kind in self.links:
            if kind.outwards:
                rows = [link(row["id"], row[kind.column]) for row in self.rows]
                yield Relationships(self.label, kind.relation, kind.label, rows)
            else:
                rows = [link(row[kind.column], row["id"]) for row in self.rows]
                yield Relationships(kind.label, kind.relation, self.label, rows)


def link(subject: str, object_: str) -> dict[str, Any]:
    """The row of a link of a record, by the ids of its ends."""
    return {"subject": subject, "object": object_, "props": {}}
