"""A document as BioC's plain structure, which ``bioc_json`` and ``bioc_xml`` write in their notation.

Passages are the title and the abstract's sections with offsets in the document's text, annotations lie in the passage
they start in, and relations name annotations by their id. Types are PubTator's; a relation has ours as ``type`` and
BioRED's as ``biored``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.exchange.annotation_formats import relation_names
from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow, RelationRow
from kg.model import CONTROLS, Section
from kg.pipeline.sources.identifiers import encoded_name

SOURCE = "kg"
KEY = "kg.key"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold; ids are the same in both notations."""

Infons = dict[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """A BioC annotation; ``offset`` and ``length`` in code points of the document's text."""

    id: str
    infons: Infons
    offset: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class BiocPassage:
    """A BioC passage with its annotations."""

    infons: Infons
    offset: int
    text: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class BiocRelation:
    """A BioC relation: ``nodes`` are (annotation id, role)."""

    id: str
    infons: Infons
    nodes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BiocDocument:
    """A BioC document."""

    id: str
    infons: Infons
    passages: tuple[BiocPassage, ...]
    relations: tuple[BiocRelation, ...]


def bioc_document(row: DocumentRow) -> BiocDocument:
    """The BioC structure of a document; annotation ids are ``M0``, ``M1``, ... and relation ids ``R0``, ``R1``, ...
    within it.
    """
    document = row.document
    sections = document.sections or (Section("abstract", 0, len(document.text)),)
    notes: list[list[Note]] = [[] for _ in sections]
    starts = [section.start for section in sections]
    for number, mention in enumerate(row.mentions):
        notes[max(0, bisect_right(starts, mention.start) - 1)].append(_note(number, mention))
    passages = tuple(
        BiocPassage(_section_infons(section), section.start, document.text[section.start : section.end], tuple(inside))
        for section, inside in zip(sections, notes, strict=True)
    )
    facts = {
        "year": str(document.year or ""),
        "journal": document.journal,
        "doi": document.doi,
        "pmcid": document.pmcid,
    }
    relations = tuple(_relation(number, row, relation) for number, relation in enumerate(row.relations))
    prefix, _, local = document.id.partition(":")
    identifier = local if prefix == "PMID" else encoded_name(document.id, NOT_XML)
    return BiocDocument(identifier, {key: value for key, value in facts.items() if value}, passages, relations)


def _section_infons(section: Section) -> Infons:
    if section.name == "title":
        return {"type": "title"}
    if section.name == "abstract" and not section.label:
        return {"type": "abstract"}
    return {"type": "abstract", "section_type": section.name.upper(), "section": section.label or section.name}


def _note(number: int, mention: MentionRow) -> Note:
    infons = {"identifier": mention.id or "-", "type": mention.pubtator_type}
    if mention.detector != "given":
        infons |= {"score": str(mention.score), "detector": mention.detector}
        infons |= {key: value for key, value in (("name", mention.name), ("expanded", mention.expanded)) if value}
    return Note(f"M{number}", infons, mention.start, mention.end - mention.start, mention.text)


def _relation(number: int, row: DocumentRow, relation: RelationRow) -> BiocRelation:
    subject, object_ = row.pair(relation)
    evidence = relation.claim.evidence
    infons = {
        "type": relation.relation,
        "biored": relation_names.biored(evidence, relation.relation, subject.type, object_.type),
    }
    infons |= {
        "score": str(evidence.score),
        "negated": str(relation.negated).lower(),
        "speculated": str(relation.speculated).lower(),
    }
    infons |= {"rule": evidence.rule}
    if evidence.tier:
        infons |= {"tier": evidence.tier, "polarity": evidence.polarity, "attribution": evidence.attribution}
    trials = " ".join(row.document.registry_ids) if evidence.tier else ""
    details = (
        *(("endpoint", evidence.endpoint), ("setting", evidence.setting), ("figures", " | ".join(evidence.figures))),
        *(("trials", trials), ("flags", " ".join(evidence.flags))),
    )
    controls = ", ".join(word for word in evidence.comparators if word in CONTROLS)
    infons |= {key: value for key, value in (*details, ("controls", controls)) if value}
    nodes = [(f"M{relation.subject}", "subject"), (f"M{relation.object}", "object")]
    nodes += [(f"M{partner}", "partner") for partner in relation.partners]
    nodes += [(f"M{comparator}", "comparator") for comparator in relation.comparators]
    return BiocRelation(f"R{number}", infons, tuple(nodes))
