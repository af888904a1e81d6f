"""BioC collections as documents, whichever of its two notations they are written in.

``bioc_json`` and ``bioc_xml`` turn their notation into the plain records here. Passages are kept to the character and
joined by newlines; an annotation's offset counts in BioC's document, so it is moved by the distance between its passage
there and here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import ConfigError
from kg.model import Annotation, Document, Record, Reject
from kg.pipeline.sources import given
from kg.pipeline.sources.assemble import SectionText, assemble, too_long
from kg.pipeline.sources.dates import year_in
from kg.pipeline.sources.headings import section_name
from kg.pipeline.sources.identifiers import publication


@dataclass(frozen=True, slots=True)
class InputMark:
    """A BioC annotation: its text, infons, and ``(offset, length)`` of each of its stretches."""

    text: str
    infons: Mapping[str, str]
    locations: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class InputPassage:
    """A BioC passage; ``offset`` counts in the BioC document."""

    offset: int
    text: str
    infons: Mapping[str, str] = field(default_factory=dict)
    marks: Sequence[InputMark] = ()


_TITLES = frozenset({"title", "front", "article-title", "document title"})
_IDENTIFIERS = ("identifier", "NCBI Gene", "MESH", "NCBI Taxonomy", "id")
_DATABASES = {"ncbi_gene": "NCBIGene", "ncbi_taxonomy": "NCBITaxon", "ncbi_mesh": "MESH", "mesh": "MESH"}


def documents(
    identifier: str, passages: Sequence[InputPassage], infons: Mapping[str, str], source: str, place: str
) -> Iterator[Record]:
    """The document of one BioC document and a Reject for each annotation that does not fit it, or the Reject of the
    whole.

    The first passage is the title when its type says so; every other passage is a section, named by its type and
    section type.
    """
    try:
        curie = publication(identifier, encoded=True)
    except ConfigError as error:
        yield Reject(source, place, "source", str(error))
        return
    has_title = bool(passages) and _kind(passages[0]) in _TITLES
    title = passages[0].text if has_title else ""
    bodies = passages[1:] if has_title else passages
    text, sections = assemble(title, [_part(passage) for passage in bodies])
    reason = too_long(text) or ("" if text.strip() else "no text in its passages: nothing to read")
    if reason:
        yield Reject(source, place, "source", reason, curie)
        return
    annotations: list[Annotation] = []
    rejects: list[Reject] = []
    start = 0 if has_title else 1
    for passage in passages:
        for mark in passage.marks:
            found = _annotation(mark, text, start - passage.offset)
            if isinstance(found, str):
                rejects.append(Reject(source, place, "source", found, curie))
            else:
                annotations.append(found)
        start += len(passage.text) + 1 if passage.text or (has_title and passage is passages[0]) else 0
    annotations.sort(key=lambda one: (one.start, one.end))
    first = passages[0].infons
    yield Document(
        curie, title, text, sections,
        year=year_in(infons.get("year") or first.get("year", "")),
        journal=infons.get("journal", ""),
        doi=doi if (doi := infons.get("doi") or first.get("article-id_doi", "")).startswith("10.") else "",
        pmcid=_pmcid(infons.get("pmcid") or first.get("article-id_pmc", "")),
        annotations=tuple(annotations), source=source, place=place,
    )  # fmt: skip
    yield from rejects


def _kind(passage: InputPassage) -> str:
    return (
        passage.infons.get("type") or passage.infons.get("section_type") or passage.infons.get("section") or ""
    ).lower()


def _part(passage: InputPassage) -> SectionText:
    infons = passage.infons
    label = infons.get("section_title_1") or infons.get("section") or ""
    category = infons.get("section_type") or infons.get("type") or ""
    name = section_name(label, category)
    # the section type of a full text's passage (REF, TABLE, FIG) says that it is none of the named sections
    if name == "abstract" and infons.get("section_type", "ABSTRACT").upper() not in ("ABSTRACT", "TITLE"):
        name = "other"
    return name, label, passage.text


def _annotation(mark: InputMark, text: str, shift: int) -> Annotation | str:
    """The annotation in this project's offsets, or why it cannot be used."""
    if len(mark.locations) != 1:
        return f"the annotation {_short(mark.text)} has {len(mark.locations)} stretches, expected one: it is left out"
    offset, length = mark.locations[0]
    start, end = offset + shift, offset + length + shift
    found = text[start:end] if 0 <= start < end else ""
    if not found or found != mark.text:
        return (
            f"the text at offset {offset} is {_short(found)}, not the annotation's {_short(mark.text)}: it is left out"
        )
    type_ = given.label(mark.infons.get("type", ""))
    printed = next((mark.infons[key] for key in _IDENTIFIERS if mark.infons.get(key)), "")
    return Annotation(
        start, end, found, type_, _identifier(printed, mark.infons, type_), mark.infons.get("type", ""), printed
    )


def _identifier(printed: str, infons: Mapping[str, str], type_: str) -> str:
    database = _DATABASES.get(infons.get("database", ""))
    if database and printed and ":" not in printed and all(piece.isalnum() for piece in printed.split(";")):
        return given.curie(";".join(f"{database}:{piece}" for piece in printed.split(";")), type_)
    return given.curie(printed, type_)


def _pmcid(printed: str) -> str:
    return f"PMC{printed}" if printed.isdigit() else printed


def _short(text: str, length: int = 40) -> str:
    return repr(text if len(text) <= length else text[:length] + "...")
