"""Where lines of N-Quads or N-Triples go, and what was counted on the way."""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO

from kg.export.terms import curie_term

Pair = tuple[str, str]
"""Predicate and object, as terms."""


class Sink:
    """An open file of quads (``named``) or triples, with the count of its lines and of the nodes of each class."""

    def __init__(self, file: BinaryIO, named: bool) -> None:
        self.file = file
        self.named = named
        self.lines = 0
        self.classes: Counter[str] = Counter()

    def node(self, subject: str, category: str, pairs: list[Pair], graph: str) -> None:
        """Write a node: its class (a CURIE) as ``rdf:type`` and as ``biolink:category``, then the pairs."""
        kind = curie_term(category)
        self.classes[category] += 1
        self.write(subject, [(curie_term("rdf:type"), kind), (curie_term("biolink:category"), kind), *pairs], graph)

    def write(self, subject: str, pairs: list[Pair], graph: str = "") -> None:
        """Write statements about one subject; without a graph they go to the default graph."""
        tail = f" {graph} .\n" if graph and self.named else " .\n"
        self.file.write("".join([f"{subject} {p} {o}{tail}" for p, o in pairs]).encode())
        self.lines += len(pairs)
