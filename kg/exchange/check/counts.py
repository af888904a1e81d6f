"""What is counted alike in every form of one graph: tables, embedded graph, server, RDF and KGX.

Nodes by label, claims by relation, the denied apart, and direct edges by predicate, each triple once: two sources or
two relations that say one triple are one edge here, as they are in RDF. Trials are not counted: they are nodes of a
graph and values elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.dataset.graph import entity_labels

COLUMNS = ("counted", "name", "number")
"""Columns of a count, as ``--json`` names them."""

NODE, CLAIM, DENIED, EDGE = "node", "claim", "denied claim", "direct edge"

GraphCounts = Counter[tuple[str, str]]
"""(what is counted, its label, relation or predicate) -> number."""


def labels() -> tuple[str, ...]:
    """Labels of the nodes that are counted."""
    return (*entity_labels(), "Publication", "Assertion", "Evidence")


def claim(relation: str, negated: bool) -> tuple[str, str]:
    """Under what a claim is counted."""
    return DENIED if negated else CLAIM, relation


def of_edges(predicates: Iterable[str]) -> GraphCounts:
    """The counts of direct edges, given the predicate of each."""
    return Counter((EDGE, predicate) for predicate in predicates)


def rows(counts: GraphCounts) -> Iterator[dict[str, str | int]]:
    """Counts above 0 as rows of ``COLUMNS``, in the order of this page."""
    order = (NODE, CLAIM, DENIED, EDGE)
    for what, name in sorted(counts, key=lambda key: (order.index(key[0]), key[1])):
        if counts[what, name]:
            yield dict(zip(COLUMNS, (what, name, counts[what, name]), strict=True))
