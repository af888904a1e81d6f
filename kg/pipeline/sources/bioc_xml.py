"""BioC XML (``<collection>`` of ``<document>``), one document at a time."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Record, Reject
from kg.pipeline.sources.bioc import InputMark, InputPassage, documents
from kg.pipeline.sources.opening import Fault
from kg.pipeline.sources.xmlstream import Element, elements

ROOTS = {"collection": ("document",)}


def parse(stream: Iterator[bytes], source: str) -> Iterator[Record]:
    """Documents of a BioC XML input, each followed by the Rejects of its annotations; ``place`` is ``record N``.

    Raises InputError when the input cannot be read at all.
    """
    number = 0
    try:
        for element in elements(stream, source, ROOTS):
            number += 1
            place = f"record {number}"
            try:
                passages = [_passage(row) for row in element if row.tag == "passage"]
            except ValueError as error:
                yield Reject(
                    source, place, "source", f"not a BioC document: {error}; expected numbers in offset and length"
                )
                continue
            yield from documents(_child(element, "id"), passages, _infons(element), source, place)
    except Fault as fault:
        yield Reject(
            source,
            f"record {number + 1}",
            "source",
            f"{fault}: the {number} records before it were read; fetch the file again",
        )


def _passage(row: Element) -> InputPassage:
    offset = int(_child(row, "offset"))
    text = _child(row, "text")
    marks = _marks(row)
    for sentence in row:
        if sentence.tag == "sentence":
            # BioC may split a passage into sentences only: the gaps between them are white space
            text = text.ljust(int(_child(sentence, "offset")) - offset) + _child(sentence, "text")
            marks.extend(_marks(sentence))
    return InputPassage(offset, text, _infons(row), marks)


def _marks(row: Element) -> list[InputMark]:
    return [
        InputMark(
            _child(one, "text"),
            _infons(one),
            [(int(place.get("offset", "")), int(place.get("length", ""))) for place in one if place.tag == "location"],
        )
        for one in row
        if one.tag == "annotation"
    ]


def _child(row: Element, tag: str) -> str:
    """Text of the first child with a tag, to the character."""
    for child in row:
        if child.tag == tag:
            return child.text or ""
    return ""


def _infons(row: Element) -> dict[str, str]:
    return {child.get("key", ""): child.text or "" for child in row if child.tag == "infon"}
