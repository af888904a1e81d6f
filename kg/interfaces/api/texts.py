"""A text as a document, character for character, so that offsets count in the very text that was given."""

from __future__ import annotations

import re
from itertools import pairwise

from kg import ids
from kg.model import Document, Section

_PARAGRAPH = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")
"""What stands between two paragraphs: a blank line at least."""


def document_of(text: str) -> Document:
    """The document of a text: its first line is the title where a blank line follows, and every paragraph a section.

    Unlike the text of a file its white space is not squeezed: where a line ends within a paragraph there is a space
    instead, and all else is as it was. Its id is ``KGD:`` and a hash. A text with nothing to read is a document without
    sections.
    """
    places = [(start, end) for start, end in _paragraphs(text) if text[start:end].strip()]
    whole = list(text)
    for start, end in places:
        whole[start:end] = [" " if character.isspace() else character for character in text[start:end]]
    titled = len(places) > 1 and "\n" not in text[slice(*places[0])]
    sections = [
        Section("title" if titled and not number else "abstract", *place) for number, place in enumerate(places)
    ]
    title = text[slice(*places[0])] if titled else ""
    return Document(f"KGD:{ids.digest(text, length=16)}", title, "".join(whole), tuple(sections))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text are, without the white space around each."""
    gaps = [(0, 0), *(found.span() for found in _PARAGRAPH.finditer(text)), (len(text), len(text))]
    found = []
    for (_, start), (end, _) in pairwise(gaps):
        stretch = text[start:end]
        found.append((start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())))
    return found
