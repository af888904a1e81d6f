"""Small inputs in our own words, and how the tests read them."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from kg.model import Deletion, Document, Record, Reject
from kg.pipeline.sources import read

_R = TypeVar("_R", Document, Deletion, Reject)


def records(path: Path, content: bytes | str, kind: str = "auto") -> list[Record]:
    """Write an input and read it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(str(path), kind))


def only(kind: type[_R], found: Iterable[Record]) -> list[_R]:
    """The records of one kind."""
    return [record for record in found if isinstance(record, kind)]


def document(found: Iterable[Record]) -> Document:
    """The one document among the records, which has to be there alone."""
    listed = list(found)
    assert [type(record) for record in listed] == [Document], listed
    return only(Document, listed)[0]


def gz(content: bytes | str) -> bytes:
    return gzip.compress(content.encode() if isinstance(content, str) else content, mtime=0)


def citation(
    pmid: int | str = 1,
    title: str = "Sirolimus slows a tumour.",
    abstract: str = "It grew less.",
    extra: str = "",
    version: int = 1,
) -> str:
    """A MedlineCitation; ``abstract`` is one AbstractText unless it has markup of its own."""
    body = abstract if "<AbstractText" in abstract else f"<AbstractText>{abstract}</AbstractText>" if abstract else ""
    return (
        f'<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="{version}">{pmid}</PMID>'
        '<Article PubModel="Print"><Journal><JournalIssue><PubDate><Year>2011</Year></PubDate></JournalIssue>'
        "<Title>Journal of Made-up Trials</Title></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle>{f'<Abstract>{body}</Abstract>' if body else ''}<Language>eng</Language>"
        f"</Article>{extra}</MedlineCitation>"
    )


def article(
    pmid: int | str = 1,
    title: str = "Sirolimus slows a tumour.",
    abstract: str = "It grew less.",
    extra: str = "",
    version: int = 1,
) -> str:
    return f"<PubmedArticle>{citation(pmid, title, abstract, extra, version)}</PubmedArticle>"


def article_set(*rows: str) -> str:
    doctype = (
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
        ' "https://example.org/pubmed_250101.dtd">'
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{doctype}\n<PubmedArticleSet>{"".join(rows)}</PubmedArticleSet>\n'
