"""Counting what RDF files hold without keeping it, by pyoxigraph and by rdflib's own line parsers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph
from rdflib.plugins.parsers.nquads import NQuadsParser
from rdflib.plugins.parsers.ntriples import W3CNTriplesParser

from kg import ids

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PUBLICATION = "https://w3id.org/biolink/vocab/Publication"
RECORDS = ("assertion", "evidence", "fact", "run", "version")
"""Kinds of nodes whose IRIs are minted here."""


@dataclass(slots=True)
class Tally:
    """Statements that a parser gave, and typed nodes by what they stand for; ``nodes`` are the IRIs of entities and
    publications.
    """

    statements: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    nodes: dict[str, set[str]] = field(default_factory=lambda: {"entities": set(), "documents": set()})

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Count a statement."""
        self.statements += 1
        if predicate != _TYPE:
            return
        kind = subject.removeprefix(ids.base_iri()).partition("/")[0] if subject.startswith(ids.base_iri()) else ""
        if kind in RECORDS:
            self.kinds[kind] += 1
        elif kind not in ("dataset", "graph"):
            self.nodes["documents" if value == _PUBLICATION else "entities"].add(subject)

    def counts(self) -> dict[str, int]:
        """Rows of the dataset's tables that the statements stand for."""
        return {
            "assertions": self.kinds["assertion"],
            "evidence": self.kinds["evidence"],
            **{k: len(v) for k, v in self.nodes.items()},
        }


def by_oxigraph(path: Path) -> Tally:
    """What pyoxigraph reads in an .nq or .nt file."""
    tally = Tally()
    kind = pyoxigraph.RdfFormat.N_QUADS if path.suffix == ".nq" else pyoxigraph.RdfFormat.N_TRIPLES
    for quad in pyoxigraph.parse(path=str(path), format=kind):
        tally.add(quad.subject.value, quad.predicate.value, quad.object.value)
    return tally


class _Sink:
    """Where rdflib's parsers put statements."""

    def __init__(self) -> None:
        self.tally = Tally()

    def triple(self, subject: Any, predicate: Any, value: Any) -> None:
        self.tally.add(str(subject), str(predicate), str(value))

    # what the parser of quads asks of a dataset
    @property
    def default_context(self) -> _Sink:
        return self

    def get_context(self, name: Any) -> _Sink:
        return self

    def add(self, statement: tuple[Any, Any, Any]) -> None:
        self.triple(*statement)


class _Quads(NQuadsParser):
    """rdflib's grammar of N-Quads line by line; its own ``parse`` fills a graph in memory first."""

    parse = W3CNTriplesParser.parse


def by_rdflib(path: Path) -> Tally:
    """The same by rdflib."""
    sink = _Sink()
    parser = (_Quads if path.suffix == ".nq" else W3CNTriplesParser)(sink)
    with path.open("rb") as file:
        parser.parse(file)
    return sink.tally
