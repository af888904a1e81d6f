"""Exports as files, what is in them by Oxigraph, and the blocks of docs/rdf.md that say how to load them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.exchange import sparql
from kg.exchange.export import EXPORTS
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.stores.store import Row, Store
from tests.typing_pages import Fence, fences

PAGE = "docs/rdf.md"
ENDINGS = {
    "nquads": "nq",
    "ntriples": "nt",
    "trig": "trig",
    "turtle": "ttl",
    "jsonld": "jsonld",
    "rdfxml": "rdf",
    "rdf12": "rdf12.ttl",
    "nanopub": "nanopub.trig",
}
READERS = {
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
FLAGSHIP = "drug-class-with-disease-evidence"
GIVEN = ("class=CHEBI:68481", "disease=MONDO:0007256")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of RDF, and how many statements its export says are in it (nanopublications: as Oxigraph counts)."""

    path: Path
    statements: int


def exported(name: str, dataset: Path, folder: Path, options: ExportOptions = DEFAULT) -> Exported:
    """Write a dataset into a folder in a format of ``ENDINGS``."""
    path = folder / f"mine.{ENDINGS[name]}"
    counts = EXPORTS[name](dataset, path, options=options)
    return Exported(path, counts["lines"] if "lines" in counts else len(statements(path)))


def statements(path: Path) -> set[str]:
    """The statements of a file, each as a line of N-Quads."""
    return {str(quad) for quad in ox.parse(path=str(path), format=READERS[path.suffix[1:]])}


def rows_of(tsv: str, columns: tuple[str, ...]) -> list[Row]:
    """An answer in SPARQL's TSV as the rows that ``kg sparql`` gives."""
    found = ox.parse_query_results(tsv.encode(), ox.QueryResultsFormat.TSV)
    assert isinstance(found, ox.QuerySolutions)
    names = [one.value for one in found.variables]
    rows: list[dict[str, Any]] = [
        {name.removesuffix(sparql.LIST): sparql._value(row[name], name.endswith(sparql.LIST)) for name in names}
        for row in found
    ]
    return [{column: row[column] for column in columns} for row in rows]


def flagship(store: Store) -> tuple[tuple[str, ...], list[Row]]:
    """Columns and rows of the query that the page asks, by its Cypher."""
    query = load_queries()[FLAGSHIP]
    return tuple(query.column_names), run_query(store, query, parse_parameters(query, GIVEN))


def block(kind: str, title: str = "", number: int = 0) -> str:
    """The page's block of this kind and title below its heading on loading elsewhere."""
    return blocks(kind, title)[number].body


def blocks(kind: str, title: str = "") -> list[Fence]:
    """All of them."""
    start = next(fence.line for fence in fences(PAGE) if fence.title == "claims.rq")
    return [one for one in fences(PAGE) if (one.kind, one.title) == (kind, title) and one.line >= start]
