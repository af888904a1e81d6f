r"""PubTator: ``PMID|t|title``, ``PMID|a|abstract``, then one tab-separated mention a line, blocks parted by blank
lines.

Text is kept to the character, so that the offsets of mentions (title + one character + abstract) stay true. Relation
lines (``PMID\tCID\tD1\tD2``) are not part of a document and are passed over. A PMID may come back in a later block
(passages of a full text): each block is a document of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import ConfigError
from kg.model import Annotation, Document, Record, Reject
from kg.pipeline.sources import given
from kg.pipeline.sources.assemble import assemble, too_long
from kg.pipeline.sources.identifiers import publication
from kg.pipeline.sources.lines import InputLine, decoded
from kg.pipeline.sources.opening import Fault

_RELATION = (4, 5)
"""Fields of a relation's line: PMID, type and two ids; BioRED adds whether it is new."""

_TEXT_LINE = re.compile(r"([^\t|]+)\|([ta])\|(.*)", re.DOTALL)


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """Documents of a PubTator input, each followed by the Rejects of its own mentions; ``place`` is the ``line N`` of
    the title.

    A mention that does not fit its document's text is a Reject with its line, the document stays. Blocks without an
    identifier, bytes that are not UTF-8 in title or abstract, or too long a text are Rejects whole.
    """
    block: list[InputLine] = []
    number = 0
    try:
        for line in decoded(stream):
            number = line.number
            if not line.text.strip():
                yield from _document(block, source)
                block = []
            else:
                starts_next = block and (match := _TEXT_LINE.match(line.text)) and match[2] == "t" and _has_title(block)
                if starts_next:
                    yield from _document(block, source)
                    block = []
                block.append(line)
    except Fault as fault:
        # mentions that would follow may be missing, but the block's text is whole once its abstract is there
        yield from _document(block, source)
        yield Reject(
            source, f"line {number + 1}", "source", f"{fault}: the lines before it were read; fetch the file again"
        )
        return
    yield from _document(block, source)


def _has_title(block: list[InputLine]) -> bool:
    return any((match := _TEXT_LINE.match(line.text)) and match[2] == "t" for line in block)


def _document(block: list[InputLine], source: str) -> Iterator[Record]:
    """The document of one block's lines, and the Rejects of its lines."""
    if not block:
        return
    texts: dict[str, str] = {}
    printed = ""
    place = f"line {block[0].number}"
    rows: list[InputLine] = []
    rejects: list[Reject] = []
    for line in block:
        match = _TEXT_LINE.match(line.text)
        if match is None:
            rows.append(line)
        elif line.fault:
            yield Reject(source, f"line {line.number}", "source", line.fault)
            return
        elif match[2] in texts or (printed and match[1] != printed):
            what = "title" if match[2] == "t" else "abstract"
            reason = f"a second {what} in the block of {printed}: expected a blank line before the next document"
            rejects.append(Reject(source, f"line {line.number}", "source", reason))
        else:
            printed = match[1]
            texts[match[2]] = match[3]
    try:
        if not texts:
            raise ConfigError("expected PMID|t|title and PMID|a|abstract before mentions; found neither")
        identifier = publication(printed, encoded=True)
    except ConfigError as error:
        yield Reject(source, place, "source", str(error))
        return
    title, abstract = texts.get("t", ""), texts.get("a", "")
    text, sections = assemble(title, [("abstract", "", abstract)])
    reason = too_long(text) or ("" if text.strip() else "neither a title nor an abstract: nothing to read")
    if reason:
        yield Reject(source, place, "source", reason, identifier)
        return
    annotations: list[Annotation] = []
    for line in rows:
        found = _mention(line, printed, text)
        if isinstance(found, str):
            rejects.append(Reject(source, f"line {line.number}", "source", found, identifier))
        elif found is not None:
            annotations.append(found)
    yield Document(identifier, title, text, sections, annotations=tuple(annotations), source=source, place=place)
    yield from rejects


def _mention(line: InputLine, printed: str, text: str) -> Annotation | str | None:
    """The annotation of a line, nothing for a relation, or the reason why it is neither."""
    if line.fault:
        return line.fault
    fields = line.text.split("\t")
    if fields[0].strip() != printed.strip():
        return f"belongs to {fields[0]!r}, but the document above it is {printed!r}: the mention is left out"
    if len(fields) in _RELATION and not _is_number(fields[1]):
        return None
    if len(fields) >= 5 and not (_is_number(fields[1]) and _is_number(fields[2])):
        return f"start and end are {fields[1]!r} and {fields[2]!r}, expected two numbers: the mention is left out"
    if len(fields) < 5 or not _is_number(fields[2]):
        return f"{len(fields)} tab-separated fields, expected PMID, start, end, text, type and id: the line is left out"
    start, end = int(fields[1]), int(fields[2])
    if text[start:end] != fields[3]:
        there, said = _differing(text[start:end], fields[3])
        return f"the text at {start}-{end} is {there}, not the mention's {said}: the mention is left out"
    if start >= end:
        return f"the mention at {start}-{end} is empty: it is left out"
    type_, printed_id = given.label(fields[4]), fields[5] if len(fields) > 5 else ""
    return Annotation(start, end, fields[3], type_, given.curie(printed_id, type_), fields[4], printed_id)


def _is_number(field: str) -> bool:
    return field.isascii() and field.isdigit() and len(field) <= _DIGITS


_DIGITS = 12
"""Digits of an offset at most: no text is as long."""


def _differing(one: str, other: str, before: int = 10, length: int = 40) -> tuple[str, str]:
    """Two unequal strings quoted, each cut to a stretch of ``length`` around the first character in which they
    differ.
    """
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    first = at - before if max(len(one), len(other)) > length and at > before else 0
    cut = [
        ("..." if first else "") + text[first : first + length] + ("..." if first + length < len(text) else "")
        for text in (one, other)
    ]
    return repr(cut[0]), repr(cut[1])
