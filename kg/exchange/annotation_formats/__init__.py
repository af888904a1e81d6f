"""Formats of annotated documents, for ``kg annotate``: each writes one document at a time, so a collection of any size
streams.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.exchange.annotation_formats import bioc_json, bioc_xml, jsonl, pubtator
from kg.exchange.annotation_formats.printed_rows import DocumentRow

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a file begins, how one document is written, what stands between two documents, and how the file ends.

    ``bare_ids``: ids of MeSH, NCBI Gene and NCBI Taxonomy that ``--ids`` asked for stand without their prefix.
    """

    write: Callable[[DocumentRow], str]
    head: str = ""
    between: str = ""
    tail: str = ""
    bare_ids: bool = False


FORMATS: dict[str, Format] = {
    "pubtator": Format(pubtator.write, bare_ids=True),
    "bioc-json": Format(bioc_json.write, bioc_json.HEAD, bioc_json.BETWEEN, bioc_json.TAIL),
    "bioc-xml": Format(bioc_xml.write, bioc_xml.HEAD, "", bioc_xml.TAIL),
    "jsonl": Format(jsonl.write),
}
"""Name on the command line -> format."""
