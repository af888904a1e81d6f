"""RDF in every syntax: the mapping of docs/rdf.md, written subject by subject.

Order of the file: runs, entities, publications, assertions, evidence, bare triples, curated associations, and last the
description of the dataset (it counts what came before). Each part is sorted by id, as its table is. The bare triples
are sorted and made distinct by DuckDB out of core: several assertions and ontologies can claim the same one, and
N-Triples has no graph to tell them apart. A complete export has, beside that, what no statement of the mapping holds of
a row (``kg.exchange.export.remainder``).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from kg import ids
from kg.dataset.tables import TABLES
from kg.exchange.export import exported_claims, inverse
from kg.exchange.export.categories import category
from kg.exchange.export.description import describe, licence
from kg.exchange.export.jsonld import JsonLd
from kg.exchange.export.rdf_claims import about_claim, class_of, reified, sources_of
from kg.exchange.export.rdf_evidence import EVIDENCE, about_evidence
from kg.exchange.export.rdf_terms import (
    boolean,
    curie_term,
    document_term,
    entity_term,
    integer,
    iri_term,
    literal,
    ontology_graph,
    own,
    reference_term,
    run_graph,
    single,
    year,
)
from kg.exchange.export.rdfxml import RdfXml
from kg.exchange.export.reading import ExportedDataset, open_dataset, ordered, rows
from kg.exchange.export.remainder import KINDS, ROW, Remainder, packed
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.sink import Form, Sink, as_it_is
from kg.exchange.export.syntax import LineSyntax, PredicateObject, Syntax, Turtle
from kg.exchange.export.unregistered import report_unregistered
from kg.exchange.export.whole_files import streaming, writing
from kg.progress import Report, silent

READ = ("entities", "documents", "assertions", "evidence", "edges")
"""Tables that the mapping reads."""
_HIERARCHY = "SUBCLASS_OF"
_BARE = """
SELECT DISTINCT subject, predicate, object, source FROM (
    SELECT subject, predicate, object, '' AS source FROM assertions
    WHERE NOT negated AND coalesce(evidence_count, 1) > 0
    UNION ALL
    SELECT subject, predicate, object, coalesce(source, '') FROM edges WHERE basis = 'curated'
) ORDER BY subject, predicate, object, source
"""


SYNTAXES: dict[str, Callable[[], Syntax]] = {
    "nquads": lambda: LineSyntax(named=True),
    "ntriples": lambda: LineSyntax(named=False),
    "trig": lambda: Turtle(named=True),
    "turtle": lambda: Turtle(named=False),
    "rdf12": lambda: Turtle(named=False),
    "jsonld": JsonLd,
    "rdfxml": RdfXml,
}
"""Format -> what writes it."""

FORMS: dict[str, Form] = {"rdf12": reified}
"""Format -> how it says what is said of a subject, where that is in another way."""

CHECKED_FIRST = frozenset({"rdfxml"})
"""Formats that cannot hold every graph: they are written to nowhere first, so that a refusal leaves nothing behind."""


def write(
    name: str, folder: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write a dataset in one of ``SYNTAXES`` to a file or an open stream; counts of statements (``lines``) and nodes.

    Raises DatasetError, also for what the syntax cannot hold.
    """
    dataset = open_dataset(folder, tuple(TABLES) if options.complete else READ, options.progress)
    report_unregistered(dataset, report)
    if name in CHECKED_FIRST and not isinstance(out, Path):
        with Path(os.devnull).open("wb") as nowhere:
            _write(dataset, _sink(name, nowhere), options.complete)
    if isinstance(out, Path):
        with writing(out) as (file,):
            return _write(dataset, _sink(name, file), options.complete)
    with streaming(out) as file:
        return _write(dataset, _sink(name, file), options.complete)


def _sink(name: str, file: BinaryIO) -> Sink:
    return Sink(file, SYNTAXES[name](), FORMS.get(name, as_it_is))


def _write(dataset: ExportedDataset, sink: Sink, complete: bool) -> dict[str, int]:
    graph = run_graph(dataset.run)
    rest = Remainder(dataset, lambda table, key, row: _whole(sink, graph, table, key, row)) if complete else None
    _runs(dataset, sink)
    counts = {
        "entities": _entities(dataset, sink, graph, rest),
        "publications": _publications(dataset, sink, graph, rest),
        **_assertions(dataset, sink, graph, rest),
        "evidence": _evidence(dataset, sink, rest),
    }
    repeated = _bare(dataset, sink, graph)
    counts["facts"] = _facts(dataset, sink, graph, rest)
    if rest is not None:
        rest.others()
        counts["rows besides"] = rest.count
    triples = sink.predicates - repeated
    describe(dataset, sink, triples, [(own(ROW), literal(rest.of_dataset()))] if rest else ())
    sink.end()
    return {**counts, "lines": sink.lines, "triples": triples.total()}


def _node(
    sink: Sink,
    rest: Remainder | None,
    table: str,
    key: str,
    subject: str,
    category: str,
    pairs: list[PredicateObject],
    graph: str,
) -> None:
    """Write a node, in a complete export with what its statements do not hold of its row."""
    if rest is not None:
        said = [*pairs, (curie_term("rdf:type"), curie_term(category))]
        text = rest.of_row(
            table, key, lambda: inverse.ROWS[table](inverse.said_of(subject, said, graph if sink.named else ""))
        )
        pairs = [*pairs, *([(own(ROW), literal(text))] if text else [])]
    sink.node(subject, category, pairs, graph)


def _whole(sink: Sink, graph: str, table: str, key: str, row: dict[str, Any]) -> None:
    sink.write(
        iri_term(ids.minted(KINDS[table], quote(key, safe=""))), [(own(ROW), literal(packed(table, row)))], graph
    )


def _graph(source: str, run: str) -> str:
    # what names no source was said by the run itself
    return ontology_graph(source) if source else run


def _runs(dataset: ExportedDataset, sink: Sink) -> None:
    runs = ordered(
        dataset,
        "SELECT DISTINCT run FROM evidence WHERE run <> '' ORDER BY run",
        {"evidence": ("evidence", ("id", "run"))},
    )
    for run in sorted({dataset.run, *(row[0] for row in runs)}):
        pairs = [
            (curie_term("rdf:type"), curie_term("prov:Activity")),
            (curie_term("rdfs:label"), literal(f"kg run {run}")),
        ]
        versions = dataset.versions if run == dataset.run else ()
        used = [(ids.minted("version", f"{_part(name)}/{_part(version)}"), name, version) for name, version in versions]
        pairs += [(curie_term("prov:used"), iri_term(iri)) for iri, _, _ in used]
        subject = iri_term(ids.minted("run", run))
        sink.write(subject, pairs, run_graph(run))
        for iri, name, version in used:
            said = [
                (curie_term("rdf:type"), curie_term("prov:Entity")),
                (curie_term("rdfs:label"), literal(name)),
                (curie_term("dct:hasVersion"), literal(version)),
            ]
            sink.write(iri_term(iri), said, run_graph(run))


def _entities(dataset: ExportedDataset, sink: Sink, run: str, rest: Remainder | None) -> int:
    count = 0
    same, xref = curie_term("skos:exactMatch"), curie_term("biolink:xref")
    label, alternative = curie_term("rdfs:label"), curie_term("skos:altLabel")
    for identifier, kind, stored, name, synonyms, xrefs, source in rows(
        dataset, "entities", ("id", "type", "category", "name", "synonyms", "xrefs", "source")
    ):
        subject = entity_term(identifier)
        pairs: list[PredicateObject] = [(label, literal(name))] if name else []
        pairs += [(alternative, literal(synonym)) for synonym in dict.fromkeys(synonyms) if synonym]
        for term in dict.fromkeys(reference_term(other) for other in xrefs if other):
            if term != subject:
                # an identifier of a vocabulary that has no IRI here is kept as text
                pairs.append((same if term.startswith("<") else xref, term))
        _node(
            sink, rest, "entities", identifier, subject, category(kind, identifier, stored), pairs, _graph(source, run)
        )
        count += 1
    return count


def _publications(dataset: ExportedDataset, sink: Sink, graph: str, rest: Remainder | None) -> int:
    count = 0
    columns = ("id", "title", "year", "doi", "pmcid", "publication_types", "mesh", "registry_ids", "tier", "retracted")
    for identifier, title, published, doi, pmcid, kinds, mesh, registered, tier, retracted in rows(
        dataset, "documents", columns
    ):
        pairs: list[PredicateObject] = [(curie_term("rdfs:label"), literal(title))] if title else []
        if published is not None:
            pairs.append((curie_term("dct:issued"), year(published)))
        pairs += [(curie_term("dct:type"), literal(kind)) for kind in dict.fromkeys(kinds) if kind]
        headings = dict.fromkeys(reference_term(heading) for heading in mesh if heading)
        pairs += [(curie_term("dct:subject"), heading) for heading in headings]
        trials = dict.fromkeys(reference_term(exported_claims.trial(number)) for number in registered if number)
        pairs += [(own("registered_as"), trial) for trial in trials]
        pairs += [
            (curie_term("skos:exactMatch"), iri_term(ids.iri(other)))
            for other in exported_claims.same_document(doi, pmcid)
        ]
        if tier:
            pairs.append((own("tier"), literal(tier)))
        pairs.append((own("retracted"), boolean(bool(retracted))))
        if retracted:
            pairs.append((curie_term("biolink:deprecated"), boolean(True)))
        _node(sink, rest, "documents", identifier, document_term(identifier), "biolink:Publication", pairs, graph)
        count += 1
    return count


def _assertions(dataset: ExportedDataset, sink: Sink, graph: str, rest: Remainder | None) -> dict[str, int]:
    count = negated = 0
    for claim in exported_claims.assertions(dataset):
        pairs = about_claim(claim, claim.negated, "not_provided", "text_mining_agent")
        pairs += sources_of(exported_claims.said_by(claim.publications))
        pairs += [
            (curie_term("biolink:publications"), document_term(publication)) for publication in claim.publications
        ]
        if claim.best_tier:
            pairs.append((own("best_tier"), literal(claim.best_tier)))
        if claim.best_tier in exported_claims.PHASES:
            pairs.append((curie_term("biolink:max_research_phase"), literal(exported_claims.PHASES[claim.best_tier])))
        if claim.score is not None:
            pairs.append((own("score"), single(claim.score)))
        numbers = (
            (curie_term("biolink:evidence_count"), claim.evidence_count),
            (own("first_year"), claim.first_year),
            (own("latest_year"), claim.latest_year),
        )
        pairs += [(predicate, integer(value)) for predicate, value in numbers if value is not None]
        for predicate, found in (
            (curie_term("biolink:has_evidence"), claim.evidence),
            (own("rejected_evidence"), claim.rejected),
        ):
            pairs += [(predicate, iri_term(ids.minted("evidence", one))) for one in found]
        _node(
            sink,
            rest,
            "assertions",
            claim.id,
            iri_term(ids.minted("assertion", claim.id)),
            class_of(claim),
            pairs,
            graph,
        )
        count += 1
        negated += claim.negated
    return {"assertions": count, "negated": negated}


def _evidence(dataset: ExportedDataset, sink: Sink, rest: Remainder | None) -> int:
    count = 0
    for row in rows(dataset, "evidence", EVIDENCE):
        identifier, run, pairs = about_evidence(row, dataset.run)
        subject = iri_term(ids.minted("evidence", identifier))
        _node(sink, rest, "evidence", identifier, subject, "biolink:TextMiningStudyResult", pairs, run_graph(run))
        count += 1
    return count


def _bare(dataset: ExportedDataset, sink: Sink, graph: str) -> Counter[str]:
    """Write the direct edges; returns how many lines, by their predicate, say in another graph what a line before said
    already.
    """
    views = {
        "assertions": ("assertions", ("subject", "predicate", "object", "negated", "evidence_count")),
        "edges": ("edges", ("subject", "predicate", "object", "source", "basis")),
    }
    last: tuple[str, ...] = ()
    repeated: Counter[str] = Counter()
    for *triple, source in ordered(dataset, _BARE, views):
        again = tuple(triple) == last
        last = tuple(triple)
        if again and not sink.named:
            continue
        subject, predicate, object_ = triple
        repeated[curie_term(predicate)] += again
        sink.write(entity_term(subject), [(curie_term(predicate), entity_term(object_))], _graph(source, graph))
    return repeated


def _facts(dataset: ExportedDataset, sink: Sink, run: str, rest: Remainder | None) -> int:
    """Write the associations of curated edges.

    The hierarchy is left as bare triples unless a row has a reference of its own: its source is its graph, and the
    description gives the graph's licence.
    """
    count = 0
    for edge in exported_claims.curated(dataset):
        if not edge.reference and (edge.relation == _HIERARCHY or not edge.licence):
            continue
        pairs = about_claim(edge, False, "knowledge_assertion", "manual_agent") + sources_of(
            exported_claims.infores(edge.source)
        )
        pairs += licence(edge.licence)
        if edge.reference.startswith("PMID:"):
            pairs.append((curie_term("biolink:publications"), document_term(edge.reference)))
        elif edge.reference:
            pairs.append((curie_term("dct:source"), reference_term(edge.reference)))
        _node(
            sink,
            rest,
            "edges",
            edge.id,
            iri_term(ids.minted("fact", edge.id)),
            class_of(edge),
            pairs,
            _graph(edge.source, run),
        )
        count += 1
    return count


def _part(text: str) -> str:
    return quote(text, safe="")
