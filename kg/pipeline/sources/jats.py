"""JATS / PMC full texts (``.nxml``): front matter, abstract, and body paragraph by paragraph.

Left out, because they are no sentences: tables, displayed formulas, reference lists, footnotes, citation marks
(``[1]``), author lists, appendices and sub-articles. Every paragraph is a section with the heading it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Document, PublicationLink, Record, Reject
from kg.pipeline.sources.assemble import SectionText, assemble, too_long
from kg.pipeline.sources.dates import year_in
from kg.pipeline.sources.headings import HEADINGS, section_name
from kg.pipeline.sources.identifiers import publication, registered_publication
from kg.pipeline.sources.languages import Abstract, english, is_english
from kg.pipeline.sources.markup import flat, flat_without
from kg.pipeline.sources.opening import Fault
from kg.pipeline.sources.registries import registered
from kg.pipeline.sources.xmlstream import XML_LANG, Element, elements, local

ROOTS = {"article": ("article",), "pmc-articleset": ("article",)}

PUBLICATION_TYPES: dict[str, str] = {
    "research-article": "Journal Article",
    "review-article": "Review",
    "systematic-review": "Systematic Review",
    "case-report": "Case Reports",
    "letter": "Letter",
    "editorial": "Editorial",
    "correction": "Published Erratum",
    "retraction": "Retraction of Publication",
    "expression-of-concern": "Expression of Concern",
    "article-commentary": "Comment",
    "protocol": "Clinical Trial Protocol",
    "study-protocol": "Clinical Trial Protocol",
    "meta-analysis": "Meta-Analysis",
    "clinical-trial": "Clinical Trial",
}
"""JATS ``article-type`` -> PubMed's publication type; another type is kept as printed."""

LINKS: dict[str, str] = {
    "retracted-article": "retracts",
    "retraction-forward": "retracted-by",
    "corrected-article": "corrects",
    "correction-forward": "corrected-by",
    "object-of-concern": "concerns",
    "concern-forward": "concern-by",
    "commentary-article": "comments-on",
    "commentary": "commented-by",
    "updated-article": "updates",
    "update": "updated-by",
    "republished-article": "republishes",
}
"""JATS ``related-article-type`` -> link kind."""

_LINES = frozenset({"p", "term", "verse-line"})
_BLOCKS = frozenset({"list", "list-item", "def-list", "def-item", "def", "disp-quote", "verse-group", "boxed-text"})
_NO_TEXT: Final = _BLOCKS | frozenset(
    {
        "table-wrap",
        "table-wrap-group",
        "table",
        "disp-formula",
        "disp-formula-group",
        "ref-list",
        "fn",
        "fn-group",
        "fig",
        "fig-group",
        "supplementary-material",
        "object-id",
        "media",
        "citation-marks",
    }
)
_BODY_DISCUSSION = frozenset({"discussion", "comment", "comments"})
"""Unlike an abstract's, a full text's discussion is mostly about the work of others: it is ``other``, not
``conclusions``.
"""

_EMPTY_BRACKETS = re.compile(r"\s?(?:\[[\s,;\-–—]*\]|\([\s,;\-–—]*\))")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.,;](?:\s|$))")
_DATE_ORDER = ("epub", "pub", "ppub", "epub-ppub", "collection", "")


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """One Document an article; ``place`` is ``record N``. An article without an identifier or without text is a Reject.

    The id is the PMID, else the PMC id, else the DOI, else the first other one, such as a publisher's. Raises
    InputError when the input cannot be read at all.
    """
    number = 0
    try:
        for article in elements(stream, source, ROOTS):
            number += 1
            yield _article(article, source, f"record {number}")
    except Fault as fault:
        yield Reject(
            source,
            f"record {number + 1}",
            "source",
            f"{fault}: the {number} records before it were read; fetch the file again",
        )


def _article(article: Element, source: str, place: str) -> Document | Reject:
    front = _child(article, "front")
    meta = _child(front, "article-meta") if front is not None else None
    if front is None or meta is None:
        return Reject(
            source, place, "source", "an article without front matter (front/article-meta): no identifier, no title"
        )
    printed = {row.get("pub-id-type", ""): flat(row) for row in meta if local(row.tag) == "article-id"}
    pmcid = printed.get("pmcid") or printed.get("pmc") or ""
    pmcid = f"PMC{pmcid}" if pmcid.isdigit() else pmcid
    best = next((one for one in (printed.get("pmid"), pmcid, printed.get("doi")) if one), "")
    others = [text for text in printed.values() if text]
    if not best and not others:
        return Reject(source, place, "source", "no identifier: expected an article-id, such as a pmid, pmc or doi")
    curie = publication(best) if best else publication(others[0], numbers=False)
    body = _child(article, "body")
    language = article.get(XML_LANG, "")
    title, parts = (
        _title(meta, language),
        _abstract(meta, language) + (list(_paragraphs(body, "", "other", in_body=True)) if body is not None else []),
    )
    text, sections = assemble(title, parts)
    reason = too_long(text) or ("" if text.strip() else "neither a title nor an abstract nor a body: nothing to read")
    if reason:
        return Reject(source, place, "source", reason, curie)
    kind = article.get("article-type", "")
    return Document(
        curie,
        title,
        text,
        sections,
        year=_year(meta),
        journal=_journal(front),
        doi=printed.get("doi", ""),
        pmcid=pmcid,
        language=language,
        publication_types=(PUBLICATION_TYPES.get(kind, kind),) if kind else (),
        registry_ids=_registered(meta),
        keywords=tuple(word for row in meta.iter("{*}kwd") if (word := flat(row))),
        links=tuple(_links(meta)),
        source=source,
        place=place,
    )


def _title(meta: Element, language: str) -> str:
    """The title; of an article in another language its English one, where it has one."""
    group = _child(meta, "title-group")
    if group is None:
        return ""
    title = _child(group, "article-title")
    if not is_english((title.get(XML_LANG) if title is not None else None) or language or "en"):
        for row in group:
            if local(row.tag) == "trans-title-group":
                translated = _child(row, "trans-title")
                if translated is not None and is_english(translated.get(XML_LANG) or row.get(XML_LANG) or ""):
                    title = translated
    return _sentence_text(title) if title is not None else ""


def _abstract(meta: Element, language: str) -> list[SectionText]:
    """The English abstract, of those without a type (such as graphical or teaser) and their translations first; else
    the first.
    """
    found = [row for row in meta if local(row.tag) == "abstract"]
    plain = [row for row in found if not row.get("abstract-type")]
    translated = [row for row in meta if local(row.tag) == "trans-abstract"]
    chosen = [(row, row.get(XML_LANG) or language) for row in plain or found] + [
        (row, row.get(XML_LANG, "")) for row in translated
    ]
    return english([Abstract(list(_paragraphs(row, "", "abstract", in_body=False)), code) for row, code in chosen])


def _paragraphs(element: Element, label: str, name: str, *, in_body: bool) -> Iterator[SectionText]:
    """Paragraphs below an element in order; a nested heading of unknown meaning keeps the section of the heading above
    it.
    """
    for child in element:
        tag = local(child.tag)
        if tag == "title":
            continue
        if tag in _LINES:
            if text := _sentence_text(child):
                yield name, label, text
            for inner in child:  # lists and figures may stand inside a paragraph
                if local(inner.tag) in _BLOCKS:
                    yield from _paragraphs(inner, label, name, in_body=in_body)
                elif local(inner.tag) == "fig":
                    yield from _caption(inner)
        elif tag in _BLOCKS:
            yield from _paragraphs(child, label, name, in_body=in_body)
        elif tag == "sec":
            heading = _child(child, "title")
            printed = flat(heading) if heading is not None else ""
            yield from _paragraphs(
                child, printed or label, _section(printed, child.get("sec-type", ""), name, in_body), in_body=in_body
            )
        elif tag in ("fig", "fig-group"):
            for figure in [child] if tag == "fig" else child.iter("{*}fig"):
                yield from _caption(figure)


def _section(heading: str, kind: str, above: str, in_body: bool) -> str:
    bare = re.sub(r"^[\dIVX]+[.)]?\s+", "", heading).lower().strip(" :.")  # "2. Methods"
    if in_body and (bare in _BODY_DISCUSSION or (not bare and kind.lower() in _BODY_DISCUSSION)):
        return "other"
    if above in ("other", "abstract"):
        return section_name(bare, kind.partition("|")[0]) if bare or kind else above
    # below a known section only an exact heading leaves it: "Background characteristics" under Results are results
    name = HEADINGS.get(bare, above)
    return above if name in ("other", "abstract") else name


def _caption(figure: Element) -> Iterator[SectionText]:
    caption = _child(figure, "caption")
    if caption is None:
        return
    mark = _child(figure, "label")
    label = flat(mark) if mark is not None else "figure"
    for child in caption:
        if local(child.tag) in ("p", "title") and (text := _sentence_text(child)):
            yield "other", label, text


def _sentence_text(element: Element) -> str:
    """Text of a paragraph without citation marks and what else is no sentence; brackets left empty by that are taken
    out.
    """
    for mark in list(element.iter("{*}xref")):
        if mark.get("ref-type") in ("bibr", "fn", "table-fn", "corresp", "aff"):
            mark.tag = "citation-marks"
    text = flat_without(element, _NO_TEXT)
    return _SPACE_BEFORE_STOP.sub(r"\1", _EMPTY_BRACKETS.sub("", text)).strip()


def _year(meta: Element) -> int | None:
    """Year of publication: electronic first, as for PubMed's ArticleDate."""
    years: dict[str, int] = {}
    for row in meta:
        if local(row.tag) == "pub-date":
            year = _child(row, "year")
            printed = flat(year) if year is not None else ""
            if published := year_in(printed):
                kind = row.get("pub-type") or row.get("date-type") or ""
                if row.get("publication-format") == "electronic" and kind == "pub":
                    kind = "epub"
                years.setdefault(kind, published)
    return next((years[kind] for kind in _DATE_ORDER if kind in years), None)


def _journal(front: Element) -> str:
    return next((flat(row) for row in front.iter("{*}journal-title")), "")


def _registered(meta: Element) -> tuple[str, ...]:
    rows = (row for row in meta.iter("{*}related-object") if row.get("source-type") == "clinical-trials-registry")
    return tuple(dict.fromkeys(trial for row in rows for trial in registered(row.get("document-id") or flat(row))))


def _links(meta: Element) -> Iterator[PublicationLink]:
    for row in meta.iter("{*}related-article"):
        kind = LINKS.get(row.get("related-article-type", ""))
        href = row.get("{http://www.w3.org/1999/xlink}href", "")
        # an address that names no publication, such as a publisher's page, is left out
        if kind and (target := registered_publication(href)):
            yield PublicationLink(kind, target)


def _child(element: Element, tag: str) -> Element | None:
    return next((child for child in element if local(child.tag) == tag), None)
