"""Nanopublications: each claim a small publication of four graphs, as https://nanopub.net/guidelines/working_draft/
has it.

Head, assertion, provenance and publication info. They are not signed: that is for whoever publishes them. The
assertion is the claim as an association, and the bare triple beside it when it is not denied; its evidence is its
provenance. A nanopublication is named by its claim, its run and its evidence, so that another one has another name.

What is published is quoted by others who do not see the rest of the graph: a claim whose whole evidence a curator
rejected, or of which nothing but retracted publications is left, is not published, and rejected evidence is in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from kg import ids
from kg.dataset.curation import REJECTED
from kg.dataset.tables import TABLES
from kg.exchange.export import exported_claims
from kg.exchange.export.description import dataset_iri
from kg.exchange.export.rdf_claims import about_claim, class_of, sources_of
from kg.exchange.export.rdf_evidence import EVIDENCE, about_evidence
from kg.exchange.export.rdf_terms import XSD, curie_term, document_term, entity_term, iri_term, literal
from kg.exchange.export.reading import ExportedDataset, open_dataset, ordered
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.sink import Sink
from kg.exchange.export.syntax import PredicateObject, Turtle
from kg.exchange.export.unregistered import report_unregistered
from kg.exchange.export.whole_files import streaming, writing
from kg.progress import Report, silent

NP = "http://www.nanopub.org/nschema#"
NPX = "http://purl.org/nanopub/x/"
RETRACTED = "retracted"
_FLAGS = EVIDENCE.index("flags")
READ = ("entities", "documents", "assertions", "evidence", "edges")


def nanopub(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write each claim of a dataset as a nanopublication, in TriG; counts of them, of denied ones and of evidence, and
    of what is left out where something is: claims whose whole evidence was rejected, claims of retracted publications
    alone, rejected evidence of other claims.

    Raises DatasetError.
    """
    opened = open_dataset(dataset, READ, options.progress)
    report_unregistered(opened, report)
    if isinstance(out, Path):
        with writing(out) as (file,):
            return _write(opened, Sink(file, Turtle(named=True)), options)
    with streaming(out) as file:
        return _write(opened, Sink(file, Turtle(named=True)), options)


def _write(dataset: ExportedDataset, sink: Sink, options: ExportOptions) -> dict[str, int]:
    counts = {"nanopublications": 0, "negated": 0, "evidence": 0}
    evidence = groupby(_evidence(dataset), lambda row: str(row[1]))
    for claim in exported_claims.assertions(dataset):
        # every claim has evidence, and all evidence a claim: both come by the id of the claim
        _, found = next(evidence)
        everything = list(found)
        kept = [row for row in everything if REJECTED not in row[_FLAGS]]
        if not any(RETRACTED not in row[_FLAGS] for row in kept):
            _add(counts, "retracted claims left out" if kept else "rejected claims left out")
            continue
        if len(kept) < len(everything):
            _add(counts, "rejected pieces of evidence left out", len(everything) - len(kept))
        pieces = [about_evidence(row, dataset.run) for row in kept]
        _publish(dataset, sink, claim, pieces, options)
        counts["nanopublications"] += 1
        counts["negated"] += claim.negated
        counts["evidence"] += len(pieces)
    sink.end()
    return counts


def _add(counts: dict[str, int], what: str, number: int = 1) -> None:
    counts[what] = counts.get(what, 0) + number


def _evidence(dataset: ExportedDataset) -> Iterator[tuple[Any, ...]]:
    """Rows of ``EVIDENCE`` by claim and id; nulls of texts and lists are empty."""
    import pyarrow as pa

    def column(name: str) -> str:
        kind = TABLES["evidence"].field(name).type
        if pa.types.is_string(kind):
            return f"coalesce(\"{name}\", '')"
        return f'coalesce("{name}", [])' if pa.types.is_list(kind) else f'"{name}"'

    sql = f"SELECT {', '.join(map(column, EVIDENCE))} FROM evidence ORDER BY assertion, id"
    yield from ordered(dataset, sql, {"evidence": ("evidence", EVIDENCE)})


def _publish(
    dataset: ExportedDataset,
    sink: Sink,
    claim: exported_claims.Asserted,
    pieces: list[tuple[str, str, list[PredicateObject]]],
    options: ExportOptions,
) -> None:
    name = ids.minted("np", ids.digest("nanopub", claim.id, dataset.run, *claim.evidence))
    head, assertion, provenance, published = (
        iri_term(f"{name}/{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    this, said = iri_term(name), iri_term(ids.minted("assertion", claim.id))
    kind = curie_term("rdf:type")
    parts = (("hasAssertion", assertion), ("hasProvenance", provenance), ("hasPublicationInfo", published))
    nanopublication = (kind, iri_term(f"{NP}Nanopublication"))
    sink.write(this, [nanopublication, *((iri_term(f"{NP}{one}"), graph) for one, graph in parts)], head)
    sink.node(said, class_of(claim), about_claim(claim, claim.negated, "not_provided", "text_mining_agent"), assertion)
    if not claim.negated:
        subject, predicate = entity_term(claim.subject), curie_term(claim.predicate)
        sink.write(subject, [(predicate, entity_term(claim.object))], assertion)
    runs = dict.fromkeys(run for _, run, _ in pieces)
    pairs = [(curie_term("prov:wasDerivedFrom"), document_term(one)) for one in claim.publications]
    pairs += [(curie_term("prov:wasGeneratedBy"), iri_term(ids.minted("run", run))) for run in runs]
    pairs += sources_of(exported_claims.said_by(claim.publications))
    pairs += [(curie_term("biolink:has_evidence"), iri_term(ids.minted("evidence", one))) for one, _, _ in pieces]
    sink.write(assertion, pairs, provenance)
    for identifier, _, about in pieces:
        sink.node(iri_term(ids.minted("evidence", identifier)), "biolink:TextMiningStudyResult", about, provenance)
    sink.write(this, [*_info(dataset, options), (iri_term(f"{NPX}introduces"), said)], published)


def _info(dataset: ExportedDataset, options: ExportOptions) -> Iterator[PredicateObject]:
    yield curie_term("prov:wasGeneratedBy"), iri_term(ids.minted("run", dataset.run))
    yield curie_term("dct:isPartOf"), iri_term(dataset_iri(dataset))
    if options.creator:
        yield curie_term("dct:creator"), iri_term(options.creator)
    if options.created:
        kind = "dateTime" if "T" in options.created else "date"
        yield curie_term("dct:created"), f"{literal(options.created)}^^<{XSD}{kind}>"
