"""RDF that ``kg export`` wrote -> rows: the mapping of docs/rdf.md backwards, and beside it the rows of a complete
export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kg import ids, schema
from kg.dataset.belief import CURATED
from kg.dataset.tables import TABLES
from kg.errors import InputError
from kg.exchange.assembling import BESIDE, READ, Assembly
from kg.exchange.export import inverse
from kg.exchange.export.description import TRIPLES, is_described
from kg.exchange.export.inverse import AboutSubject
from kg.exchange.export.remainder import ROW, unpacked
from kg.exchange.one_line import one_line
from kg.exchange.one_way import NANOPUBLICATION, nanopublications
from kg.exchange.statements import Statement, by_subject
from kg.progress import Progress

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RECORDS = {
    "assertion": "assertions",
    "evidence": "evidence",
    "fact": "edges",
    "mention": "mentions",
    "reject": "rejects",
}
"""Kinds of IRIs minted for rows -> their tables."""
ABOUT = ("dataset", "graph", "run", "version")
"""Kinds of IRIs minted for what describes a dataset."""

_NODE = ("rdf:type", "biolink:category")
KNOWN = {
    "entities": (*_NODE, "rdfs:label", "skos:altLabel", "skos:exactMatch", "biolink:xref"),
    "documents": (
        *_NODE,
        "rdfs:label",
        "dct:issued",
        "skos:exactMatch",
        "dct:type",
        "dct:subject",
        "kgv:registered_as",
        "kgv:tier",
        "kgv:retracted",
        "biolink:deprecated",
    ),
    "evidence": (
        *_NODE,
        "biolink:supporting_text",
        "biolink:subject_location_in_text",
        "biolink:object_location_in_text",
        "biolink:extraction_confidence_score",
        "biolink:supporting_document_year",
        "biolink:supporting_text_section_type",
        "prov:wasDerivedFrom",
        "prov:wasGeneratedBy",
        "kgv:start",
        "kgv:end",
        "kgv:flag",
        "kgv:partner",
        "kgv:comparator",
        "kgv:figure",
        "kgv:trial",
        *(f"kgv:{name}" for name in inverse.TEXTS),
    ),
    "assertions": (
        "rdf:type",
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "kgv:relation",
        "kgv:rejected_relation",
        "kgv:rejected_evidence",
        "kgv:best_tier",
        "kgv:score",
        "kgv:first_year",
        "kgv:latest_year",
    ),
    "edges": (
        "rdf:type",
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "kgv:relation",
        "dct:license",
        "dct:rights",
        "dct:source",
    ),
}
"""Table -> the predicates of its nodes; claims and facts have qualifiers beside, all of Biolink."""

CLAIMS = ("assertions", "edges")


@dataclass(slots=True)
class RdfContents:
    """What RDF files held: runs, versions, counts of triples, ledgers and hashes of complete exports, and what was not
    understood.
    """

    runs: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    stated: list[int] = field(default_factory=list)
    triples: int = 0
    complete: list[dict[str, Any]] = field(default_factory=list)
    licences: dict[str, list[str]] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)


def read(files: list[tuple[Path, str]], assembly: Assembly, progress: Progress) -> RdfContents:
    """Read files (path, format) into an assembly. Raises InputError, one line, for what is no export of kg, ConfigError
    for nanopublications.
    """
    found = RdfContents()
    for subject, statements in by_subject(files, progress):
        names = ", ".join(str(path) for path, _ in files)
        if any(one.predicate == _TYPE and one.object == NANOPUBLICATION for one in statements):
            raise nanopublications(names, "imported")
        try:
            _take(subject, statements, assembly, found)
        except ValueError as error:
            raise InputError(f"{names}: <{one_line(subject)}> has {one_line(error, 300)}") from None
    return found


def _take(subject: str, statements: list[Statement], assembly: Assembly, found: RdfContents) -> None:
    kind, _, rest = (
        subject.removeprefix(ids.base_iri()).partition("/") if subject.startswith(ids.base_iri()) else ("", "", "")
    )
    said = _said(subject, statements)
    if kind not in ("dataset", "graph"):
        found.triples += len({(one.predicate, one.object, one.datatype) for one in statements if one.written})
    if kind in ABOUT:
        _describe(kind, unquote(rest), said, found)
        return
    pieces: dict[str, dict[str, Any]] = {}
    texts = said.texts(f"kgv:{ROW}")
    for text in texts:
        table, columns = unpacked(text)
        if not table or table in pieces:
            raise ValueError(f"two values of kgv:{ROW} for one table: give files of one export")
        pieces[table] = columns
    if kind in RECORDS:
        _record(RECORDS[kind], said, pieces, rest, assembly, found)
    else:
        _thing(said, statements, pieces, assembly, found)


def _said(subject: str, statements: Iterable[Statement]) -> AboutSubject:
    values: dict[str, list[tuple[str, str]]] = {}
    graphs = [one.graph for one in statements if one.predicate == _TYPE]
    for predicate, group in groupby(statements, attrgetter("predicate")):
        values[predicate] = list(dict.fromkeys((one.object, one.datatype) for one in group))
    return AboutSubject(subject, min(graphs, default=""), values)


def _record(
    table: str, said: AboutSubject, pieces: dict[str, dict[str, Any]], key: str, assembly: Assembly, found: RdfContents
) -> None:
    """A claim, a piece of evidence, a fact, or a row that a complete export has whole."""
    beside = pieces.get(table)
    if beside is not None and _TYPE not in said.values:
        _whole(table, beside, key, assembly)
        return
    if table not in KNOWN:
        raise ValueError(f"no kgv:{ROW}: a row of {table} is that or nothing")
    row = inverse.ROWS[table](said) | (beside or {})
    assembly.add(table, row)
    if table == "assertions":
        for evidence, _ in (*said.all("biolink:has_evidence"), *said.all("kgv:rejected_evidence")):
            assembly.link(unquote(evidence.removeprefix(ids.minted("evidence", ""))), row["id"])
    if table in CLAIMS and not row.get("negated"):
        assembly.covered(row["subject"], row["predicate"], row["object"], row.get("source") or "")
    _unknown(table, said, found)


def _whole(table: str, columns: dict[str, Any], key: str, assembly: Assembly) -> None:
    missing = set(TABLES[table].names) - set(columns)
    if missing:
        raise ValueError(f"a kgv:{ROW} of {table} without {', '.join(sorted(missing))}")
    tail = key.rpartition("-")[2]
    assembly.add(table, columns, BESIDE, seq=int(tail) if tail.isdigit() and table != "edges" else 0)
    if table == "edges":
        assembly.covered(
            columns["subject"],
            columns["predicate"],
            columns["object"],
            columns["source"] if columns["basis"] != "text" else "",
        )


def _thing(
    said: AboutSubject,
    statements: list[Statement],
    pieces: dict[str, dict[str, Any]],
    assembly: Assembly,
    found: RdfContents,
) -> None:
    """An entity, a publication, or both, and the bare triples about it."""
    kinds = {ids.curie_of(value) for value, _ in said.all("rdf:type")}
    tables = set(pieces) | ({"documents"} if "biolink:Publication" in kinds else {"entities"} if kinds else set())
    for table in sorted(tables):
        columns = pieces.get(table, {})
        if table not in ("entities", "documents"):
            raise ValueError(f"a row of {table}, expected one of entities or documents")
        if set(columns) >= set(TABLES[table].names):
            assembly.add(table, columns, BESIDE)
            continue
        row = inverse.ROWS[table](said) | columns
        assembly.add(table, row, READ)
    known = {_known(name) for table in ("entities", "documents") for name in KNOWN[table]}
    for one in statements:
        if one.predicate in known or one.predicate == _known(f"kgv:{ROW}"):
            continue
        if one.datatype:
            found.unknown[one.predicate] += 1
            continue
        subject, object_ = (ids.identifier_of(iri, "entity") for iri in (said.subject, one.object))
        assembly.bare(subject, ids.curie_of(one.predicate) or one.predicate, object_, inverse.source_of(one.graph))


def _known(predicate: str) -> str:
    return ids.minted("vocab", predicate[4:]) if predicate.startswith("kgv:") else ids.iri(predicate)


def _unknown(table: str, said: AboutSubject, found: RdfContents) -> None:
    start = ids.iri("biolink:x")[:-1] if table in CLAIMS else "\0"
    known = {_known(name) for name in (*KNOWN[table], f"kgv:{ROW}")}
    found.unknown.update(name for name in said.values if name not in known and not name.startswith(start))


def _describe(kind: str, rest: str, said: AboutSubject, found: RdfContents) -> None:
    for text in said.texts(f"kgv:{ROW}"):
        table, columns = unpacked(text)
        if table or set(columns) != {"ledger", "content"}:
            raise ValueError(f"a kgv:{ROW} that is not the ledger and the content of a dataset")
        found.complete.append(columns)
    if kind == "dataset" and is_described(said.values):
        found.runs.append(rest.partition("/")[0])
        found.parts += said.texts("dct:abstract")
        found.stated += [int(value) for value, _ in said.values[TRIPLES]]
    elif kind == "version":
        found.versions[said.text("rdfs:label")] = said.text("dct:hasVersion")
    elif kind == "graph" and rest.startswith("ontology/"):
        found.licences[rest.removeprefix("ontology/")] = inverse.licences(said)


def bare_edges(
    assembly: Assembly, licences: dict[str, list[str]], say: Callable[[str], None]
) -> Iterable[dict[str, Any]]:
    """Curated edges of the triples that nothing else says; of what has no relation ``say`` is told how many. Raises no
    error.
    """
    lost: Counter[str] = Counter()
    for subject, predicate, object_, source in assembly.uncovered():
        relation = _relation(predicate)
        if not relation:
            lost[predicate] += 1
            continue
        stated = licences.get(source, [])
        yield {
            "id": ids.digest("edge", subject, relation, object_, source, ""), "subject": subject, "relation": relation,
            "predicate": predicate, "object": object_, "basis": "curated", "assertion": "", "source": source,
            "licence": stated[0] if len(stated) == 1 else "",
            "reference": "", "evidence_count": 0, "best_tier": "", "score": 1.0, "belief": CURATED,
        }  # fmt: skip
    if lost:
        named = ", ".join(f"{one_line(name)} {count:,}" for name, count in sorted(lost.items())[:5])
        say(
            f"warning: {sum(lost.values()):,} triples of predicates that no relation of schema.toml has are left out:"
            f" {named}"
        )


def _relation(predicate: str) -> str:
    """The relation of a predicate; of those that share one the relation without qualifiers, which says no more than the
    triple.
    """
    names = [row.name for row in schema.relations().values() if row.predicate == predicate]
    plain = [name for name in names if not schema.relations()[name].qualifiers]
    return next(iter([*plain, *names]), "")
