"""Terms and statements as plain tuples, read by pyoxigraph and by rdflib, so that the two can be compared."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

Term = tuple[str, str, str]
Statement = tuple[Term, Term, Term, str]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def by_oxigraph(path: Path) -> Iterator[Statement]:
    """Statements of an .nq or .nt file; the graph is empty for the default graph."""
    kind = pyoxigraph.RdfFormat.N_QUADS if path.suffix == ".nq" else pyoxigraph.RdfFormat.N_TRIPLES
    with path.open("rb") as file:
        for quad in pyoxigraph.parse(file, format=kind):
            graph = getattr(quad.graph_name, "value", "")
            yield _ox(quad.subject), _ox(quad.predicate), _ox(quad.object), graph


def by_rdflib(path: Path) -> Iterator[Statement]:
    """The same by rdflib, literals as written."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Dataset()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own use of its own old name
            graph.parse(path, format="nquads")
        for s, p, o, name in graph.quads():
            yield _rdf(s), _rdf(p), _rdf(o), "" if name in (None, DATASET_DEFAULT_GRAPH_ID) else str(name)
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _ox(term: object) -> Term:
    if isinstance(term, pyoxigraph.NamedNode):
        return "iri", term.value, ""
    assert isinstance(term, pyoxigraph.Literal) and not term.language, f"unexpected {term}"
    return "literal", term.value, term.datatype.value


def _rdf(term: object) -> Term:
    if isinstance(term, rdflib.URIRef):
        return "iri", str(term), ""
    assert isinstance(term, rdflib.Literal) and not term.language, f"unexpected {term!r}"
    return "literal", str(term), str(term.datatype or _STRING)
