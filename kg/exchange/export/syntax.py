"""The syntaxes of RDF that are written statement by statement.

Each turns terms of ``kg.exchange.export.rdf_terms`` into text, one subject at a time.

A syntax keeps only where it is in the file (which graph is open, whether a comma is due), never a statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from kg.exchange.export.compact import namespaces, prefixed
from kg.exchange.export.rdf_terms import FALSE, TRUE, XSD

PredicateObject = tuple[str, str]
"""Predicate and object, as terms."""

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_TRIPLE = "<<("
_INTEGER = re.compile(rf'"(-?[0-9]+)"\^\^<{re.escape(XSD)}integer>')


class Syntax(Protocol):
    """What a file of RDF is made of. ``named``: whether it says which graph a statement is in; else each statement is
    written once.
    """

    named: bool

    def head(self) -> str:
        """What comes before the first statement."""
        ...

    def about(self, subject: str, pairs: Sequence[PredicateObject], graph: str) -> str:
        """Statements of one subject in one graph (``""``: the default graph). Raises DatasetError for what the syntax
        cannot hold.
        """
        ...

    def tail(self) -> str:
        """What comes after the last statement."""
        ...


class LineSyntax:
    """N-Quads (``named``) or N-Triples: one statement a line."""

    def __init__(self, named: bool) -> None:
        self.named = named

    def head(self) -> str:
        """Nothing."""
        return ""

    def about(self, subject: str, pairs: Sequence[PredicateObject], graph: str) -> str:
        """A line a statement."""
        tail = f" {graph} .\n" if graph and self.named else " .\n"
        return "".join([f"{subject} {p} {o}{tail}" for p, o in pairs])

    def tail(self) -> str:
        """Nothing."""
        return ""


class Turtle:
    """Turtle, or TriG (``named``): the statements about a subject together, its graph opened when it differs from the
    one before.
    """

    def __init__(self, named: bool) -> None:
        self.named = named
        self._graph = ""

    def head(self) -> str:
        """The prefixes, by name."""
        known = sorted((prefix, start) for start, prefix in namespaces().items())
        return "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in known)

    def about(self, subject: str, pairs: Sequence[PredicateObject], graph: str) -> str:
        """One block; a predicate with several objects is named once."""
        if not pairs:
            return ""
        opened = self._open(graph) if self.named else "\n"
        said = [opened, short(subject)]
        last, between = "", " "
        for predicate, object_ in pairs:
            # a plain text, as most objects are, is itself
            value = object_ if object_[0] == object_[-1] == '"' else short(object_)
            said.append(f" , {value}" if predicate == last else f"{between}{_verb(predicate)} {value}")
            last, between = predicate, " ;\n    "
        said.append(" .\n")
        return "".join(said)

    def _open(self, graph: str) -> str:
        if graph == self._graph:
            return "\n"
        closed = "}\n" if self._graph else ""
        self._graph = graph
        return closed + (f"\n{short(graph)} {{\n" if graph else "\n")

    def tail(self) -> str:
        """The end of the graph that is open."""
        return "}\n" if self._graph else ""


@lru_cache(maxsize=1024)
def _verb(predicate: str) -> str:
    return "a" if predicate == _TYPE else short(predicate)


@lru_cache(maxsize=32768)
def short(term: str) -> str:
    """A term as Turtle has it: a prefixed name, a bare number or truth value, else as in N-Triples.

    A triple term is one of IRIs.
    """
    if term.startswith(_TRIPLE):
        return f"{_TRIPLE} {' '.join(short(one) for one in term[len(_TRIPLE) : -len(_TRIPLE)].split())} )>>"
    if term[0] == "<":
        return prefixed(term[1:-1]) or term
    if term in (TRUE, FALSE):
        return "true" if term == TRUE else "false"
    number = _INTEGER.fullmatch(term)
    if number:
        return number[1]
    text, quote, datatype = term.rpartition('"')
    return f"{text}{quote}^^{short(datatype[2:])}" if datatype else term
