"""The description of an exported dataset (VoID, DCAT): what it holds, from where, under which licences."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from urllib.parse import quote

from kg import ids
from kg.exchange.export.rdf_terms import (
    curie_term,
    integer,
    iri_term,
    literal,
    ontology_graph,
    parts,
    reference_term,
    run_graph,
)
from kg.exchange.export.reading import ExportedDataset, ordered
from kg.exchange.export.sink import Sink
from kg.exchange.export.syntax import PredicateObject

_VOID = "http://rdfs.org/ns/void#"
URI_SPACE = f"{_VOID}uriSpace"
"""Property of a dataset: the base of the IRIs that are minted here."""
TRIPLES, ENTITIES = f"{_VOID}triples", f"{_VOID}entities"
CLASS, PROPERTY = f"{_VOID}class", f"{_VOID}property"
KINDS = ("dataset", "graph")
"""Kinds of IRIs minted for what a description is of: none of its statements is counted in it."""

_DCAT = "http://www.w3.org/ns/dcat#"
_SPDX = re.compile(r"(?:CC0|CC-BY|MIT|Apache|BSD|ODbL|ODC)(?:-[A-Za-z0-9.]+)*")
_VOCABULARIES = (
    "https://w3id.org/biolink/vocab/",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://purl.org/dc/terms/",
)
_SOURCES = """
SELECT DISTINCT source, licence FROM (
    SELECT coalesce(source, '') AS source, coalesce(licence, '') AS licence FROM edges WHERE basis = 'curated'
    UNION ALL
    SELECT coalesce(source, ''), '' FROM entities
) WHERE source <> '' ORDER BY source, licence
"""


def is_described(values: Container[str]) -> bool:
    """Whether a node with these properties is a dataset that states its triples; a partition of one states them too."""
    return TRIPLES in values and PROPERTY not in values


def describe(
    dataset: ExportedDataset, sink: Sink, triples: Mapping[str, int], more: Sequence[PredicateObject] = ()
) -> None:
    """Write the description to the default graph: the distinct triples before it, which ``triples`` counts by the term
    of their predicate, and the nodes of each class.

    A part of a dataset is a dataset of its own, which says what it is a part of. ``more`` is said of the dataset too.
    """
    kind, title = curie_term("rdf:type"), curie_term("dct:title")
    here = dataset_iri(dataset)
    licences: dict[str, list[str]] = {}
    views = {"edges": ("edges", ("id", "source", "licence", "basis")), "entities": ("entities", ("id", "source"))}
    for source, text in ordered(dataset, _SOURCES, views):
        licences.setdefault(source, []).append(text)
    classes = sorted(sink.classes.items())
    properties = [(term, _partition(here, "property", _named(term)), count) for term, count in sorted(triples.items())]
    pairs: list[PredicateObject] = [
        (kind, iri_term(f"{_VOID}Dataset")),
        (kind, iri_term(f"{_DCAT}Dataset")),
        (title, literal(f"Biomedical knowledge graph of run {dataset.run}")),
        (
            curie_term("dct:description"),
            literal("Claims read from publications with their evidence, and curated facts, by source."),
        ),
        (curie_term("dct:identifier"), literal(dataset.run)),
        (curie_term("dct:hasVersion"), literal(dataset.run)),
        (curie_term("prov:wasGeneratedBy"), iri_term(ids.minted("run", dataset.run))),
        (iri_term(TRIPLES), integer(sum(triples.values()))),
        (iri_term(URI_SPACE), literal(ids.base_iri())),
        *((iri_term(f"{_VOID}vocabulary"), iri_term(name)) for name in (*_VOCABULARIES, ids.minted("vocab", ""))),
        (iri_term(f"{_VOID}subset"), run_graph(dataset.run)),
        *((iri_term(f"{_VOID}subset"), ontology_graph(source)) for source in licences),
        *((curie_term("dct:source"), ontology_graph(source)) for source in licences),
        *((iri_term(f"{_VOID}classPartition"), _partition(here, "class", category)) for category, _ in classes),
        *((iri_term(f"{_VOID}propertyPartition"), partition) for _, partition, _ in properties),
        *more,
    ]
    if dataset.part:
        pairs += [
            (curie_term("dct:isPartOf"), iri_term(ids.minted("dataset", dataset.run))),
            (curie_term("dct:abstract"), literal(dataset.part)),
        ]
    sink.write(iri_term(here), pairs)
    for category, count in classes:
        sink.write(
            _partition(here, "class", category),
            [(iri_term(CLASS), curie_term(category)), (iri_term(ENTITIES), integer(count))],
        )
    for term, partition, count in properties:
        sink.write(partition, [(iri_term(PROPERTY), term), (iri_term(TRIPLES), integer(count))])
    sink.write(
        run_graph(dataset.run),
        [(kind, iri_term(f"{_VOID}Dataset")), (title, literal(f"Claims read by run {dataset.run}"))],
    )
    for source, texts in licences.items():
        said = [pair for text in texts for pair in licence(text)]
        sink.write(ontology_graph(source), [(kind, iri_term(f"{_VOID}Dataset")), (title, literal(source)), *said])


def dataset_iri(dataset: ExportedDataset) -> str:
    """IRI of the dataset that an export is of."""
    part = f"/part/{ids.digest(dataset.part)}" if dataset.part else ""
    return ids.minted("dataset", f"{dataset.run}{part}")


def _partition(dataset: str, kind: str, curie: str) -> str:
    name = curie.partition(":")[2] if kind == "class" else curie
    return iri_term(f"{dataset}/{kind}/{quote(name, safe=':')}")


def _named(term: str) -> str:
    """The name of a property: its CURIE, else its IRI."""
    iri, _ = parts(term)
    return ids.curie_of(iri) or iri


def licence(text: str) -> list[PredicateObject]:
    """A licence as ``dct:license`` when it has an address (a URL, or an SPDX id with one), else as the text of
    ``dct:rights``.
    """
    if not text:
        return []
    if _SPDX.fullmatch(text):
        return [(curie_term("dct:license"), iri_term(f"https://spdx.org/licenses/{text}"))]
    term = reference_term(text)
    return [(curie_term("dct:license" if term.startswith("<") else "dct:rights"), term)]
