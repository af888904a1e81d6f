"""The rows of an answer as a small network: things in layers from left to right, and the rows that link them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ask.lookup import NamedEntity
from kg.stores.store import Row

LAYERS = (
    *("class", "of_target", "subject", "drug", "partner", "other", "comparator", "target", "pathway", "cell_line"),
    *("object", "effect", "related", "disease"),
)
"""Columns and parameters whose things are drawn, in the order of their layers. ``of_target`` is a target that was asked
for as what makes drugs a class.
"""

GROUPS = ("class", "of_target")
"""Layers of what only groups drugs: that a row supports says nothing of its links."""

LINKS = 40
"""Rows that are drawn, the first of an answer."""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A thing in a layer, one of ``LAYERS``; ``key`` is its CURIE."""

    layer: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """Rows that link two things: ``weight`` is the publications that they count, or else the number of rows.

    ``supports`` is whether any of them says that it is so or helps; None where the rows say nothing of that kind.
    """

    left: NetworkNode
    right: NetworkNode
    weight: int
    supports: bool | None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order of the rows, links between neighbouring layers; ``left_out`` rows were too many to draw."""

    nodes: tuple[NetworkNode, ...]
    links: tuple[NetworkLink, ...]
    left_out: int = 0


def network(rows: Sequence[Row], asked: Mapping[str, NamedEntity]) -> Network | None:
    """The network of an answer, with the entities that were asked for by parameter; None where no row links two
    things.
    """
    links: dict[tuple[NetworkNode, NetworkNode], NetworkLink] = {}
    for row in rows[:LINKS]:
        chain = list(_chain(row, asked))
        for left, right in pairwise(chain):
            group = left.layer in GROUPS
            before = links.get((left, right), NetworkLink(left, right, 0, None))
            links[left, right] = NetworkLink(
                left,
                right,
                1 if group else before.weight + _weight(row),
                None if group else _either(before.supports, _supports(row)),
            )
    if not links:
        return None
    nodes = dict.fromkeys(node for ends in links for node in ends)
    ordered = sorted(nodes, key=lambda node: LAYERS.index(node.layer))
    return Network(tuple(ordered), tuple(links.values()), max(0, len(rows) - LINKS))


def _chain(row: Row, asked: Mapping[str, NamedEntity]) -> Iterator[NetworkNode]:
    """The things of a row, and those asked for that it does not have itself, layer by layer."""
    beside = _beside(row, asked)
    for layer in LAYERS:
        if row.get(f"{layer}_id"):
            yield NetworkNode(layer, str(row[f"{layer}_id"]), str(row[layer] or row[f"{layer}_id"]))
        elif f"{layer}_id" not in row and layer in beside:
            yield NetworkNode(layer, beside[layer].id, beside[layer].name)


def _beside(row: Row, asked: Mapping[str, NamedEntity]) -> dict[str, NamedEntity]:
    """What was asked for and belongs to a row by its layer; a claim, and two drugs compared, are whole without."""
    if "subject_id" in row or "comparator_id" in row:
        return {}
    about_disease = "disease" in asked or "disease_id" in row
    groups = "target" in asked and "drug_id" in row and about_disease
    return {"of_target" if layer == "target" and groups else layer: entity for layer, entity in asked.items()}


def _weight(row: Row) -> int:
    count = row.get("publications")
    return max(1, count if isinstance(count, int) else len(row.get("pmids") or ()))


def _supports(row: Row) -> bool | None:
    if "supports" in row:
        return bool(row["supports"])
    if "polarity" in row:
        return bool(row["polarity"] == "supports")
    return not row["negated"] if "negated" in row else None


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one if other is None else one or other
