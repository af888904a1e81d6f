"""Where documents come from: every format, told apart by content, as one stream of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module

from kg.errors import InputError
from kg.model import Record, Reject
from kg.pipeline.sources import opening
from kg.pipeline.sources.formats import sniff_bytes
from kg.pipeline.sources.inputs import expand, passed_over
from kg.pipeline.sources.registries import with_trials

__all__ = ["FORMATS", "SOURCES", "expand", "passed_over", "read", "sniff"]

FORMATS: dict[str, str] = {
    "pubmed-xml": "kg.pipeline.sources.pubmed",
    "pubtator": "kg.pipeline.sources.pubtator",
    "bioc-json": "kg.pipeline.sources.bioc_json",
    "bioc-xml": "kg.pipeline.sources.bioc_xml",
    "jats": "kg.pipeline.sources.jats",
    "jsonl": "kg.pipeline.sources.jsonl",
    "text": "kg.pipeline.sources.text",
}
"""Format of a file -> module whose ``parse(stream, source)`` reads it; imported when first needed."""


def sniff(path: str) -> str:
    """Format of a file, one of ``FORMATS``, by its content (name and suffix do not count); gz is seen through.

    Raises InputError when the file cannot be opened or its format is not known. Not for ``-``: what is read of standard
    input is gone.
    """
    head, _ = opening.split_head(opening.chunks(path))
    return sniff_bytes(head, path)


def read(path: str, kind: str = "auto") -> Iterator[Record]:
    """Records of one file (or of standard input for ``-``), in the order of the file.

    ``kind`` is one of ``FORMATS``, or ``auto`` to go by content. Raises InputError, when the first record is asked for,
    if the file cannot be read at all; whatever is wrong with one record, or breaks off part-way, is a Reject in the
    stream.
    """
    if kind != "auto" and kind not in FORMATS:
        raise InputError(f"{path}: {kind!r} is not a format: expected auto, {', '.join(FORMATS)}")
    head, stream = opening.split_head(opening.chunks(path))
    wanted = sniff_bytes(head, path) if kind == "auto" else kind
    records = with_trials(import_module(FORMATS[wanted]).parse(stream, path))
    if kind != "auto":
        records = _hinted(records, kind, head, path)
    yield from records


def _hinted(records: Iterator[Record], kind: str, head: bytes, path: str) -> Iterator[Record]:
    """The records of a file in the format that was asked for; where it begins with one that cannot be used, that says
    what format the file looks like.
    """
    for first in records:
        if isinstance(first, Reject) and (seen := _seen(head, path)) not in ("", kind):
            first = replace(first, reason=f"{first.reason}; the file looks like {seen}: leave out the format {kind}")
        yield first
        break
    yield from records


def _seen(head: bytes, path: str) -> str:
    """The format of a file by its first bytes; empty where it has none."""
    try:
        return sniff_bytes(head, path)
    except InputError:
        return ""


def _query(query: str) -> Iterator[Record]:
    return with_trials(import_module("kg.pipeline.sources.eutils").search(query))


SOURCES: dict[str, Callable[[str], Iterator[Record]]] = {
    "auto": read,
    **{kind: partial(read, kind=kind) for kind in FORMATS},
    "eutils": _query,
}
"""Name of a source in a pipeline -> what reads one of its inputs: a path, or a PubMed query for ``eutils``."""
