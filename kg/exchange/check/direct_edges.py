"""Claims of RDF held against its direct edges: one for each claim that stands and is not denied, none for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import ids
from kg.exchange.check import shapes
from kg.exchange.check.faults import Findings
from kg.exchange.check.shapes import short
from kg.exchange.statements import Statement

SaidTriple = tuple[str, str, str]


@dataclass(slots=True)
class DirectEdges:
    """Claims and direct edges of a whole file; ``named``: it has graphs."""

    claimed: dict[SaidTriple, str] = field(default_factory=dict)
    unsaid: dict[tuple[SaidTriple, str], str] = field(default_factory=dict)  # claims of no direct edge, and why
    edges: dict[SaidTriple, bool] = field(default_factory=dict)  # whether a run says it
    named: bool = False

    def note(self, subject: str, said: Sequence[Statement]) -> None:
        """Remember what is said of a subject."""
        run = ids.minted("graph/run", "")
        about: dict[str, str] = {}
        for one in said:
            if one.predicate in _bare() and not one.datatype:
                edge = (subject, one.predicate, one.object)
                self.edges[edge] = self.edges.get(edge, False) or one.graph.startswith(run)
            about.setdefault(one.predicate, one.object)
        ends = [about.get(shapes.iri(name)) for name in ("rdf:subject", "rdf:predicate", "rdf:object")]
        if all(ends):
            triple = (ends[0] or "", ends[1] or "", ends[2] or "")
            denied = about.get(shapes.iri("biolink:negated"))
            if denied in ("true", "1"):
                self.unsaid[triple, subject] = "the claim is denied"
            elif denied in ("false", "0") and shapes.iri(shapes.REJECTED_RELATION) in about:
                self.unsaid[triple, subject] = "all its evidence is rejected"
            elif denied in ("false", "0"):
                self.claimed.setdefault(triple, subject)

    def check(self, findings: Findings) -> None:
        """A direct edge for each claim that stands and is not denied; none that only another would stand for."""
        for triple, claim in sorted(self.claimed.items()):
            if triple not in self.edges:
                findings.add(short(claim), "direct edge", "none", f"{_said(triple)}, as the claim is not denied")
        for (triple, claim), why in sorted(self.unsaid.items()):
            # in a file without graphs an edge of a source without licence would not be told from one of the claim
            if triple not in self.claimed and self.edges.get(triple, False) | (triple in self.edges and not self.named):
                expected = f"none, as {why} and nothing else says it"
                findings.add(short(claim), "direct edge", _said(triple), expected)


@cache
def _bare() -> frozenset[str]:
    return frozenset(map(shapes.iri, shapes.predicates()))


def _said(triple: SaidTriple) -> str:
    return " ".join(map(short, triple))
