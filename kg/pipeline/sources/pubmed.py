"""PubMed / MEDLINE XML: baseline and update files, E-utilities answers, single records; articles, books and deletions.

Element names follow NLM's DTD (``pubmed_250101.dtd``). The text is the title and the abstract's sections; inline markup
is flattened.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.model import Deletion, Document, Heading, PublicationLink, Record, Reject
from kg.pipeline.sources.assemble import SectionText, assemble, too_long
from kg.pipeline.sources.dates import year_in
from kg.pipeline.sources.headings import section_name
from kg.pipeline.sources.identifiers import doi_in
from kg.pipeline.sources.languages import Abstract, english
from kg.pipeline.sources.markup import flat
from kg.pipeline.sources.opening import Fault
from kg.pipeline.sources.registries import registered
from kg.pipeline.sources.xmlstream import XML_LANG, Element, elements

_SETS = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation", "DeleteDocument")
ROOTS: dict[str, tuple[str, ...]] = {
    "PubmedArticleSet": _SETS,
    "PubmedBookArticleSet": _SETS,
    "PubmedArticle": ("PubmedArticle",),
    "PubmedBookArticle": ("PubmedBookArticle",),
    "MedlineCitationSet": ("MedlineCitation", "DeleteCitation"),
    "MedlineCitation": ("MedlineCitation",),
}
"""Root element -> elements that are records."""

LINKS: dict[str, tuple[str, ...]] = {
    "RetractionIn": ("retracted-by",),
    "RetractionOf": ("retracts",),
    "PartialRetractionIn": ("corrected-by",),
    "PartialRetractionOf": ("corrects",),
    "RetractedandRepublishedIn": ("retracted-by", "republished-by"),
    "RetractedandRepublishedFrom": ("retracts", "republishes"),
    "ErratumIn": ("corrected-by",),
    "ErratumFor": ("corrects",),
    "CorrectedandRepublishedIn": ("corrected-by", "republished-by"),
    "CorrectedandRepublishedFrom": ("corrects", "republishes"),
    "ExpressionOfConcernIn": ("concern-by",),
    "ExpressionOfConcernFor": ("concerns",),
    "RepublishedIn": ("republished-by",),
    "RepublishedFrom": ("republishes",),
    "ReprintIn": ("republished-by",),
    "ReprintOf": ("republishes",),
    "UpdateIn": ("updated-by",),
    "UpdateOf": ("updates",),
    "CommentIn": ("commented-by",),
    "CommentOn": ("comments-on",),
}
"""``RefType`` of CommentsCorrections -> link kinds. The rest (citations, data sets, patient summaries) is no statement
about the study.
"""

_NO_TITLE = frozenset({"", "[Not Available].", "[Not Available]", "Not Available."})
"""What stands in ArticleTitle when NLM has none."""


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """Records of one XML input in their order; ``place`` is ``record N``, N counting articles, books and deleted PMIDs
    from 1.

    A record without a PMID, without any text or with too long a text is a Reject; so is a break of the file part-way,
    after all that was read before it. Raises InputError when the input cannot be read at all (wrong root, entities,
    broken before the first element).
    """
    number = 0
    try:
        for element in elements(stream, source, ROOTS):
            tag = element.tag
            if tag in ("DeleteCitation", "DeleteDocument"):
                for pmid in element:
                    number += 1
                    yield _deletion(flat(pmid), source, f"record {number}")
                continue
            number += 1
            fields = _Fields()
            if tag == "PubmedArticle":
                for child in element:
                    if child.tag == "MedlineCitation":
                        _citation(child, fields)
                    elif child.tag == "PubmedData":
                        _pubmed_data(child, fields)
            elif tag == "MedlineCitation":
                _citation(element, fields)
            else:
                for child in element:
                    if child.tag == "BookDocument":
                        _book(child, fields)
            yield fields.record(source, f"record {number}")
    except Fault as fault:
        yield Reject(
            source,
            f"record {number + 1}",
            "source",
            f"{fault}: the {number} records before it were read; fetch the file again",
        )


class _Fields:
    """What has been found of one record; filled element by element, then frozen into a Document."""

    __slots__ = (
        "abstracts", "doi", "headings", "journal", "keywords", "language", "links", "other_abstracts", "pmcid", "pmid",
        "publication_types", "registry_ids", "substances", "title", "vernacular", "version", "year",
    )  # fmt: skip

    def __init__(self) -> None:
        self.pmid = self.title = self.vernacular = self.journal = self.doi = self.pmcid = self.language = ""
        self.version = 1
        self.year: int | None = None
        self.abstracts: list[Abstract] = []
        self.other_abstracts: list[Abstract] = []
        self.publication_types: list[str] = []
        self.headings: list[Heading] = []
        self.substances: list[str] = []
        self.registry_ids: list[str] = []
        self.keywords: list[str] = []
        self.links: list[PublicationLink] = []

    def record(self, source: str, place: str) -> Document | Reject:
        """The Document, or the reason why there is none."""
        if not self.pmid.isdigit():
            return Reject(
                source, place, "source", f"no PMID: found {self.pmid!r}, expected digits" if self.pmid else "no PMID"
            )
        identifier = f"PMID:{self.pmid}"
        title = self.title if self.title not in _NO_TITLE else self.vernacular or self.title
        parts = english([*self.abstracts, *self.other_abstracts])
        if not title and not parts:
            return Reject(source, place, "source", "neither a title nor an abstract: nothing to read", identifier)
        text, sections = assemble(title, parts)
        if reason := too_long(text):
            return Reject(source, place, "source", reason, identifier)
        return Document(
            identifier,
            title,
            text,
            sections,
            self.version,
            self.year,
            self.journal,
            self.doi,
            self.pmcid,
            self.language,
            tuple(self.publication_types),
            tuple(self.headings),
            tuple(self.substances),
            tuple(dict.fromkeys(self.registry_ids)),
            tuple(self.keywords),
            tuple(self.links),
            (),
            source,
            place,
        )


def _deletion(pmid: str, source: str, place: str) -> Deletion | Reject:
    if pmid.isdigit():
        return Deletion(f"PMID:{pmid}", source, place)
    return Reject(source, place, "source", f"a deletion without a PMID: found {pmid!r}, expected digits")


def _citation(citation: Element, fields: _Fields) -> None:
    # a chain of comparisons on the tag, commonest first: find() and xpath would compile and search once a field
    for child in citation:
        tag = child.tag
        if tag == "PMID":
            _pmid(child, fields)
        elif tag == "Article":
            _article(child, fields)
        elif tag == "MeshHeadingList":
            fields.headings.extend(_headings(child))
        elif tag == "ChemicalList":
            _substances(child, fields)
        elif tag == "KeywordList":
            fields.keywords.extend(word for row in child if (word := flat(row)))
        elif tag == "CommentsCorrectionsList":
            fields.links.extend(link for row in child for link in _links(row))
        elif tag == "OtherAbstract":
            fields.other_abstracts.extend(_abstract(child))
        elif tag == "SupplMeshList":
            fields.headings.extend(Heading(f"MESH:{row.get('UI', '')}", flat(row)) for row in child)


def _pmid(element: Element, fields: _Fields) -> None:
    fields.pmid = flat(element)
    version = element.get("Version", "1")
    fields.version = int(version) if version.isdigit() else 1


def _article(article: Element, fields: _Fields) -> None:
    issue_year: int | None = None
    for child in article:
        tag = child.tag
        if tag == "ArticleTitle":
            fields.title = flat(child)
        elif tag == "Abstract":
            fields.abstracts.extend(_abstract(child))
        elif tag == "Journal":
            issue_year = _journal(child, fields)
        elif tag == "ELocationID":
            if not fields.doi and child.get("EIdType") == "doi" and child.get("ValidYN", "Y") == "Y":
                fields.doi = flat(child)
        elif tag == "Language":
            fields.language = fields.language or flat(child)
        elif tag == "PublicationTypeList":
            fields.publication_types.extend(name for row in child if (name := flat(row)))
        elif tag == "ArticleDate":
            fields.year = fields.year or _year(child)
        elif tag == "VernacularTitle":
            fields.vernacular = flat(child)
        elif tag == "DataBankList":
            # GENBANK, figshare and other banks of data stand here too: their numbers are no trials
            fields.registry_ids.extend(
                trial for number in child.iter("AccessionNumber") for trial in registered(flat(number))
            )
    fields.year = fields.year or issue_year


def _journal(journal: Element, fields: _Fields) -> int | None:
    """Fill in the journal's name; gives the year of the issue."""
    year: int | None = None
    abbreviation = ""
    for child in journal:
        tag = child.tag
        if tag == "Title":
            fields.journal = flat(child)
        elif tag == "JournalIssue":
            for part in child:
                if part.tag == "PubDate":
                    year = _year(part)
        elif tag == "ISOAbbreviation":
            abbreviation = flat(child)
    fields.journal = fields.journal or abbreviation
    return year


def _year(date: Element) -> int | None:
    """Year of a date element: its Year, or the first year of its MedlineDate (``1998 Dec-1999 Jan``)."""
    for child in date:
        tag = child.tag
        if (tag == "Year" or tag == "MedlineDate") and (year := year_in(child.text or "")):
            return year
    return None


def _abstract(abstract: Element) -> list[Abstract]:
    """The abstracts in an element: one, unless its parts are declared to be of several languages."""
    parts: dict[str, list[SectionText]] = {}
    whole = _language(abstract)
    for child in abstract:
        if child.tag == "AbstractText" and (text := flat(child)):
            label = child.get("Label", "")
            part = (section_name(label, child.get("NlmCategory", "")), label, text)
            parts.setdefault(_language(child) or whole, []).append(part)
    return [Abstract(found, language) for language, found in parts.items()]


def _language(element: Element) -> str:
    return element.get("Language") or element.get(XML_LANG) or element.get("lang") or ""


def _headings(listed: Element) -> Iterator[Heading]:
    """Headings of a MeshHeadingList: by the DTD each has one DescriptorName, then any number of QualifierNames, all
    without markup.

    One flat walk that skips the MeshHeading elements: headings are the largest part of a record, and every element
    looked at costs.
    """
    identifier = name = ""
    major = False
    qualifiers: tuple[str, ...] = ()
    for node in listed.iter("DescriptorName", "QualifierName"):
        if node.tag == "DescriptorName":
            if name:
                yield _shared_heading(identifier, name, major, qualifiers)
            identifier, name = node.get("UI") or "", node.text or ""
            major, qualifiers = node.get("MajorTopicYN") == "Y", ()
        else:
            qualifiers += (node.text or "",)
            major = major or node.get("MajorTopicYN") == "Y"
    if name:
        yield _shared_heading(identifier, name, major, qualifiers)


@lru_cache(maxsize=16_384)
def _shared_heading(identifier: str, name: str, major: bool, qualifiers: tuple[str, ...]) -> Heading:
    """The same few headings come back in record after record: one object each."""
    return Heading(f"MESH:{identifier}" if identifier else "", name, major, qualifiers)


def _substances(chemicals: Element, fields: _Fields) -> None:
    for chemical in chemicals:
        for child in chemical:
            if child.tag == "NameOfSubstance" and (identifier := child.get("UI")):
                fields.substances.append(f"MESH:{identifier}")


def _links(row: Element) -> Iterator[PublicationLink]:
    kinds = LINKS.get(row.get("RefType", ""))
    if kinds and (target := _target(row)):
        for kind in kinds:
            yield PublicationLink(kind, target)


def _target(row: Element) -> str:
    """CURIE of the publication a link names: its PMID, else a DOI printed in its reference, else nothing."""
    doi = ""
    for child in row:
        if child.tag == "PMID" and (pmid := flat(child)):
            return f"PMID:{pmid}"
        if child.tag == "RefSource":
            doi = doi_in(flat(child))
    return f"DOI:{doi.lower()}" if doi else ""


def _pubmed_data(data: Element, fields: _Fields) -> None:
    for child in data:
        # direct children only: each reference below ReferenceList has an ArticleIdList of its own
        if child.tag == "ArticleIdList":
            _article_ids(child, fields)


def _article_ids(listed: Element, fields: _Fields) -> None:
    for row in listed:
        kind = row.get("IdType")
        if kind == "doi":
            fields.doi = fields.doi or flat(row)
        elif kind == "pmc":
            fields.pmcid = fields.pmcid or flat(row)
        elif kind == "pubmed" and not fields.pmid:
            fields.pmid = flat(row)


def _book(book: Element, fields: _Fields) -> None:
    """A chapter (ArticleTitle) or a whole book (BookTitle); the book's name stands in for the journal's."""
    for child in book:
        tag = child.tag
        if tag == "PMID":
            _pmid(child, fields)
        elif tag == "Book":
            fields.journal = _text(child, "BookTitle")
            for part in child:
                if part.tag == "PubDate":
                    fields.year = _year(part)
        elif tag == "ArticleTitle":
            fields.title = flat(child)
        elif tag == "VernacularTitle":
            fields.vernacular = flat(child)
        elif tag == "Abstract":
            fields.abstracts.extend(_abstract(child))
        elif tag == "Language":
            fields.language = fields.language or flat(child)
        elif tag == "PublicationType":
            fields.publication_types.append(flat(child))
        elif tag == "KeywordList":
            fields.keywords.extend(word for row in child if (word := flat(row)))
        elif tag == "ArticleIdList":
            _article_ids(child, fields)
    fields.title = fields.title or fields.journal


def _text(element: Element, tag: str) -> str:
    """Flattened text of the first child with a tag, or nothing."""
    for child in element:
        if child.tag == tag:
            return flat(child)
    return ""
