"""What KGX files of ours hold, counted as every other form of the graph is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.exchange.check import counts, shapes
from kg.exchange.check.direct_edges import SaidTriple
from kg.exchange.export.inverse import types
from kg.exchange.export.kgx_inverse import KgxLine, attributes, predicate_of


@dataclass(slots=True)
class KgxCounts:
    """Nodes and claims by name, and the direct edges, each once."""

    named: counts.GraphCounts = field(default_factory=Counter)
    edges: set[SaidTriple] = field(default_factory=set)

    def node(self, line: KgxLine) -> None:
        """Count a line of nodes. Lines that hold no row, such as those of attributes, are none of these."""
        for category in line.get("category", [])[:1]:
            label = "Evidence" if category == shapes.EVIDENCE else types().get(category, "")
            if label in counts.labels():
                self.named[counts.NODE, label] += 1

    def edge(self, line: KgxLine) -> None:
        """Count a line of edges: of a claim, which is a direct edge when it stands and is not denied, or curated."""
        denied = line.get("negated") is True
        if str(line.get("id", "")).startswith("KGA:"):
            relation = next(iter(attributes(line).get("relation", [])), "")
            self.named[counts.NODE, "Assertion"] += 1
            self.named[counts.claim(relation, denied)] += 1
        if not denied and line.get("evidence_count") != 0 and "predicate" in line:
            self.edges.add((str(line.get("subject")), predicate_of(line), str(line.get("object"))))

    def found(self) -> counts.GraphCounts:
        """The numbers."""
        return self.named + counts.of_edges(predicate for _, predicate, _ in self.edges)
