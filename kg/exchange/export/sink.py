"""Where statements go, and what was counted on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import BinaryIO

from kg.exchange.export.rdf_terms import curie_term
from kg.exchange.export.syntax import PredicateObject, Syntax

Form = Callable[[Sequence[PredicateObject]], Sequence[PredicateObject]]
"""What is said of a subject -> how a format says it."""


def as_it_is(pairs: Sequence[PredicateObject]) -> Sequence[PredicateObject]:
    """The form of most formats."""
    return pairs


class Sink:
    """An open file in a syntax, with the count of its statements, of those of each predicate (a term) and of the nodes
    of each class; ``end`` completes the file.
    """

    def __init__(self, file: BinaryIO, syntax: Syntax, form: Form = as_it_is) -> None:
        self.file = file
        self.form = form
        self.syntax = syntax
        self.named = syntax.named
        self.lines = 0
        self.classes: Counter[str] = Counter()
        self.predicates: Counter[str] = Counter()
        self.file.write(syntax.head().encode())

    def node(self, subject: str, category: str, pairs: list[PredicateObject], graph: str) -> None:
        """Write a node: its class (a CURIE) as ``rdf:type`` and as ``biolink:category``, then the pairs."""
        kind = curie_term(category)
        self.classes[category] += 1
        self.write(subject, [(curie_term("rdf:type"), kind), (curie_term("biolink:category"), kind), *pairs], graph)

    def write(self, subject: str, pairs: list[PredicateObject], graph: str = "") -> None:
        """Write statements about one subject; without a graph they go to the default graph."""
        said = self.form(pairs)
        self.file.write(self.syntax.about(subject, said, graph).encode())
        self.lines += len(said)
        self.predicates.update(predicate for predicate, _ in said)

    def end(self) -> None:
        """Write what closes the file."""
        self.file.write(self.syntax.tail().encode())
