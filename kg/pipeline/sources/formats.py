"""Tell formats apart by their first bytes."""

from __future__ import annotations

import json
import re

from kg.errors import InputError

_ROOTS = {"collection": "bioc-xml", "article": "jats", "pmc-articleset": "jats"}
_PUBTATOR = re.compile(rb"[^\s|]+\|[ta]\|")
_PUBTATOR_BLOCK = re.compile(rb"([^\t\r\n|]+)\|t\|[^\n]*\n\1\|a\|")
"""Title and abstract of one identifier, whatever it looks like."""
_BIOC_KEYS = re.compile(rb'"(?:passages|documents|PubTator3)"\s*:')
_RECORD_KEYS = frozenset({"pmid", "id", "title", "abstract", "text", "sections"})
_ARCHIVES = {
    b"PK\x03\x04": "a zip archive",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstandard",
    b"%PDF": "a PDF",
    b"PAR1": "Parquet",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
_BOM = b"\xef\xbb\xbf"


def sniff_bytes(head: bytes, source: str) -> str:
    """Format of an input from its first bytes (already decompressed): a key of ``kg.pipeline.sources.FORMATS``.

    Raises InputError, naming what was found, for an archive, binary data, XML with another root, or JSON of another
    shape.
    """
    for magic, name in _ARCHIVES.items():
        # UTF-16 XML says its encoding itself, and the parser reads it
        if head.startswith(magic) and not (name == "UTF-16 text" and b"<" in head[:8]):
            raise InputError(
                f"{source}: is {name}: expected UTF-8 text or XML, plain or gzipped; unpack or convert it first"
            )
    bare = head.removeprefix(_BOM).lstrip()
    if not bare:
        raise InputError(f"{source}: there is nothing but white space: expected records; fetch or write the file again")
    if _PUBTATOR_BLOCK.match(bare):
        return "pubtator"
    if bare.startswith(b"<") or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _xml(bare, source)
    if bare.startswith((b"{", b"[")):
        return _json(bare, source)
    if _PUBTATOR.match(bare):
        return "pubtator"
    if b"\0" in bare:
        raise InputError(
            f"{source}: is binary data, of no known format: expected PubMed XML, JATS, BioC, PubTator, JSON lines or"
            " text"
        )
    return "text"


def _xml(head: bytes, source: str) -> str:
    from kg.pipeline.sources import pubmed, xmlstream

    root = xmlstream.root_name(head, source)
    if root in pubmed.ROOTS:
        return "pubmed-xml"
    if root in _ROOTS:
        return _ROOTS[root]
    known = ", ".join(f"<{name}>" for name in (*pubmed.ROOTS, *_ROOTS))
    raise InputError(f"{source}: the root element is <{root}>: expected one of {known}; is it the right file?")


def _json(head: bytes, source: str) -> str:
    # inside a JSON string the quotes of these keys would have a backslash before them, so they are keys
    if _BIOC_KEYS.search(head):
        return "bioc-json"
    line, newline, _ = head.partition(b"\n")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        # a first line longer than the head, or with a byte that is not UTF-8, is the reader's to judge
        if not newline or line.rstrip().endswith(b"}"):
            return "jsonl"
        raise InputError(
            f"{source}: is JSON, but neither BioC nor one object a line: write each record on a line of its own"
        ) from None
    if isinstance(found, dict) and _RECORD_KEYS & found.keys():
        return "jsonl"
    what = f"an object with the keys {', '.join(sorted(found)) or 'none'}" if isinstance(found, dict) else "a list"
    raise InputError(
        f"{source}: is JSON whose first line is {what}: expected BioC, or one object a line with pmid or id, title,"
        " abstract"
    )
