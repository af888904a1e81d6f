"""The mapping of docs/rdf.md read backwards: the statements about a subject -> the columns of its row, as far as they
say them.

An import reads a graph by it, and a complete export by it knows what it has to write beside. What is a set in RDF comes
back sorted.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from kg import ids, schema
from kg.dataset.curation import COLUMNS
from kg.exchange.export.exported_claims import OURSELVES
from kg.exchange.export.rdf_terms import STRING, XSD, parts

Value = tuple[str, str]
"""A value and its datatype's IRI; ``""`` for an IRI."""


@dataclass(frozen=True, slots=True)
class AboutSubject:
    """What is said about a subject (an IRI) in a graph (an IRI, ``""`` for none): predicate IRI -> sorted values."""

    subject: str
    graph: str
    values: Mapping[str, list[Value]]

    def all(self, predicate: str) -> list[Value]:
        """Values of a predicate, given as a CURIE or as ``kgv:NAME`` for one of our own."""
        return self.values.get(_iri(predicate), [])

    def one(self, predicate: str, kinds: tuple[str, ...]) -> str:
        """The one value, ``""`` for none. Raises ValueError for several and for one of another datatype than
        ``kinds``.
        """
        found = self.all(predicate)
        if len(found) > 1:
            raise ValueError(f"{len(found)} values of {predicate}, expected one")
        return next(iter(self._of(predicate, kinds)), "")

    def _of(self, predicate: str, kinds: tuple[str, ...]) -> list[str]:
        for value, datatype in self.all(predicate):
            if datatype not in kinds:
                found = f"<{value}>" if not datatype else f'"{value[:100]}"^^<{datatype}>'
                raise ValueError(
                    f"{found} as {predicate}, expected"
                    f" {f'a literal of the type <{kinds[0]}>' if kinds[0] else 'an IRI'}"
                )
        return [value for value, _ in self.all(predicate)]

    def text(self, predicate: str) -> str:
        """The one text, ``""`` for none. Raises ValueError, as all of these do, for several and for what is no text."""
        return self.one(predicate, (STRING,))

    def texts(self, predicate: str) -> list[str]:
        """All texts."""
        return self._of(predicate, (STRING,))

    def number(self, predicate: str, kind: str = f"{XSD}integer") -> int | None:
        """The one whole number, None for none."""
        text = self.one(predicate, (kind,))
        return int(text) if text else None

    def numbers(self, predicate: str) -> list[int]:
        """All whole numbers, sorted."""
        return sorted(map(int, self._of(predicate, (f"{XSD}integer",))))

    def single(self, predicate: str) -> float | None:
        """The one 32-bit number, None for none."""
        text = self.one(predicate, (f"{XSD}float", f"{XSD}double", f"{XSD}decimal"))
        return single(float(text)) if text else None

    def truth(self, predicate: str) -> bool | None:
        """The one truth value, None for none."""
        text = self.one(predicate, (f"{XSD}boolean",))
        if text not in ("", "true", "false", "1", "0"):
            raise ValueError(f"{text!r} as {predicate}, expected true or false")
        return text in ("true", "1") if text else None

    def ids(self, predicate: str, kind: str = "entity") -> list[str]:
        """Identifiers of the things (or the texts) that are the values, sorted."""
        return sorted(value if datatype else ids.identifier_of(value, kind) for value, datatype in self.all(predicate))

    def id(self, predicate: str, kind: str = "entity") -> str:
        """The identifier of the one thing, ``""`` for none."""
        iri = self.one(predicate, ("",))
        return ids.identifier_of(iri, kind) if iri else ""

    def local(self, kind: str) -> str:
        """What comes behind ``BASE kind/`` in the subject."""
        return unquote(self.subject.removeprefix(ids.minted(kind, "")))


def said_of(subject: str, pairs: Iterable[tuple[str, str]], graph: str) -> AboutSubject:
    """The same from terms as an export writes them."""
    values: dict[str, list[Value]] = {}
    for predicate, object_ in set(pairs):
        values.setdefault(predicate[1:-1], []).append(parts(object_))
    return AboutSubject(subject[1:-1], graph[1:-1], {name: sorted(found) for name, found in values.items()})


@cache
def _iri(predicate: str) -> str:
    return ids.minted("vocab", predicate[4:]) if predicate.startswith("kgv:") else ids.iri(predicate)


def single(value: float) -> float:
    """A number as 32 bits hold it."""
    found: float = struct.unpack("f", struct.pack("f", value))[0]
    return found


@cache
def types() -> dict[str, str]:
    """Biolink category -> node label."""
    found: dict[str, str] = {}
    for label, row in schema.entity_types().items():
        for category in (row.category, *(one for _, one in row.category_of)):
            found.setdefault(category, label)
    return found


def source_of(graph: str) -> str:
    """The source of an ontology's graph; ``""`` for the graph of a run or none."""
    start = ids.minted("graph/ontology", "")
    return unquote(graph.removeprefix(start)) if graph.startswith(start) else ""


def kgx_source(infores: str) -> str:
    """The source that an information resource is, without its prefix; ``""`` for this project."""
    return "" if infores == OURSELVES else infores.removeprefix("infores:")


def entity(said: AboutSubject) -> dict[str, Any]:
    """An entity's row. Raises ValueError, like every function here, for values that no row can have."""
    category = said.id("rdf:type")
    return {
        "id": ids.identifier_of(said.subject, "entity"),
        "type": types().get(category, ""),
        "category": category,
        "name": said.text("rdfs:label"),
        "synonyms": said.texts("skos:altLabel"),
        "xrefs": sorted([*said.ids("skos:exactMatch"), *said.texts("biolink:xref")]),
        "source": source_of(said.graph),
        "mentions": 0,
        "documents": 0,
    }


def document(said: AboutSubject) -> dict[str, Any]:
    """A document's row."""
    other = said.ids("skos:exactMatch", "document")
    return {
        "id": ids.identifier_of(said.subject, "document"),
        "version": 1,
        "title": said.text("rdfs:label"),
        "year": said.number("dct:issued", f"{XSD}gYear"),
        "doi": next((one.removeprefix("DOI:") for one in other if one.startswith("DOI:")), ""),
        "pmcid": next((one.removeprefix("PMC:") for one in other if one.startswith("PMC:")), ""),
        "publication_types": said.texts("dct:type"),
        "mesh": said.ids("dct:subject"),
        "registry_ids": said.ids("kgv:registered_as"),
        "tier": said.text("kgv:tier"),
        "retracted": said.truth("kgv:retracted"),
    }


_NO_QUALIFIER = frozenset(
    f"biolink:{name}"
    for name in (
        "category",
        "negated",
        "knowledge_level",
        "agent_type",
        "original_predicate",
        "has_confidence_score",
        "primary_knowledge_source",
        "aggregator_knowledge_source",
        "publications",
        "max_research_phase",
        "evidence_count",
        "has_evidence",
    )
)


def _claim(said: AboutSubject) -> dict[str, Any]:
    start = ids.iri("biolink:x")[:-1]
    named = {f"biolink:{name[len(start) :]}": name for name in said.values if name.startswith(start)}
    return {
        "subject": said.id("rdf:subject"),
        "predicate": said.id("rdf:predicate"),
        "object": said.id("rdf:object"),
        "relation": said.text("kgv:relation") or said.text("kgv:rejected_relation"),
        "qualifiers": sorted(
            f"{name.removeprefix('biolink:')}={value if datatype else ids.identifier_of(value, 'entity')}"
            for name, iri in named.items()
            if name not in _NO_QUALIFIER
            for value, datatype in said.values[iri]
        ),
        "negated": said.truth("biolink:negated"),
        "belief": said.single("biolink:has_confidence_score"),
    }


def assertion(said: AboutSubject) -> dict[str, Any]:
    """An assertion's row, without the types of its ends, which are those of its entities."""
    return {
        **_claim(said),
        "id": said.local("assertion"),
        "evidence_count": said.number("biolink:evidence_count"),
        "publications": said.ids("biolink:publications", "document"),
        "best_tier": said.text("kgv:best_tier"),
        "score": said.single("kgv:score"),
        "first_year": said.number("kgv:first_year"),
        "latest_year": said.number("kgv:latest_year"),
    }


def evidence(said: AboutSubject) -> dict[str, Any]:
    """A row of evidence; its assertion names it, and not the other way round."""
    start = said.number("kgv:start")
    row: dict[str, Any] = {
        "id": said.local("evidence"),
        "document": said.id("prov:wasDerivedFrom", "document"),
        "start": start,
        "end": said.number("kgv:end"),
        "text": said.text("biolink:supporting_text"),
        "section": said.text("biolink:supporting_text_section_type"),
        "score": said.single("biolink:extraction_confidence_score"),
        "partners": said.ids("kgv:partner"),
        "comparators": said.ids("kgv:comparator"),
        "flags": said.texts("kgv:flag"),
        "figures": said.texts("kgv:figure"),
        "trials": said.ids("kgv:trial"),
        # the mapping says places within the text alone
        **dict.fromkeys(
            ("subject_start", "subject_end", "object_start", "object_end", "result_start", "result_end"), -1
        ),
        "year": said.number("biolink:supporting_document_year"),
        "run": unquote(said.one("prov:wasGeneratedBy", ("",)).removeprefix(ids.minted("run", ""))),
        **{name: said.text(f"kgv:{name}") for name in TEXTS},
    }
    for end, predicate in (
        ("subject", "biolink:subject_location_in_text"),
        ("object", "biolink:object_location_in_text"),
    ):
        places = said.numbers(predicate)
        if places and start is not None:
            row |= {f"{end}_start": start + places[0], f"{end}_end": start + places[-1]}
    return row


TEXTS = (
    *("rule", "cue", "tier", "polarity", "attribution", "result_text", "endpoint", "setting"),
    *COLUMNS,
)
"""Columns of evidence that are one text each, under their own names."""


def edge(said: AboutSubject) -> dict[str, Any]:
    """The row of a curated edge that has an association of its own."""
    claim = _claim(said)
    references = [*said.ids("biolink:publications", "document"), *_references(said, "dct:source")]
    return {
        **{key: value for key, value in claim.items() if key not in ("qualifiers", "negated")},
        "id": said.local("fact"),
        "basis": "curated",
        "assertion": "",
        "source": source_of(said.graph) or kgx_source(said.id("biolink:primary_knowledge_source")),
        "licence": next(iter(licences(said)), ""),
        "reference": next(iter(references), ""),
        "evidence_count": 0,
        "best_tier": "",
        "score": 1.0,
    }


def _references(said: AboutSubject, predicate: str) -> list[str]:
    return [value if datatype else ids.curie_of(value) or value for value, datatype in said.all(predicate)]


def licences(said: AboutSubject) -> list[str]:
    """Licences of what is described, as tables have them."""
    return [
        *(one.removeprefix("https://spdx.org/licenses/") for one, _ in said.all("dct:license")),
        *said.texts("dct:rights"),
    ]


ROWS: dict[str, Callable[[AboutSubject], dict[str, Any]]] = {
    "entities": entity,
    "documents": document,
    "assertions": assertion,
    "evidence": evidence,
    "edges": edge,
}
"""Table -> what reads a row of it."""
