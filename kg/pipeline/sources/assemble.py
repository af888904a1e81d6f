"""A document's text from its title and sections: the one place where offsets are made.

``text`` is the title, one newline, then the sections joined by newlines; headings are not in the text. Every section's
offsets index it exactly. Without sections the text is the title alone; without a title it starts with the newline, so
that offsets stay PubTator's.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Section

MAX_TEXT = 1_000_000
"""Longest text of one document, in code points. The longest real PubMed abstracts have about 30,000 and full texts
rarely 500,000; spaCy refuses texts above 1,000,000 by default (``Language.max_length``), because its memory grows with
a text's length.
"""

SectionText = tuple[str, str, str]
"""A section before assembly: name (one of ``kg.model.SECTIONS``), heading as printed, text."""


def squeeze(text: str) -> str:
    """The text with every run of white space (tabs, newlines, no-break spaces) turned into one space, and none at its
    ends.
    """
    # most texts are clean ASCII already: to look is a quarter of the work of splitting and joining
    if text.isascii() and "  " not in text and "\t" not in text and "\x1f" not in text and len(text.splitlines()) <= 1:
        return text.rstrip("\n\r\v\f\x1c\x1d\x1e ").lstrip(" ")
    return " ".join(text.split())


def assemble(title: str, parts: Iterable[SectionText]) -> tuple[str, tuple[Section, ...]]:
    """Text and sections of a document; the parts' texts are taken as they are, and those without text are left out.

    The title is a section too (name ``title``), so every character but the joining newlines lies in exactly one
    section.
    """
    sections: list[Section] = []
    texts = [title]
    end = len(title)
    if title:
        sections.append(Section("title", 0, end))
    for name, label, text in parts:
        if text:
            start = end + 1
            end = start + len(text)
            sections.append(Section(name, start, end, label))
            texts.append(text)
    return "\n".join(texts), tuple(sections)


def too_long(text: str) -> str:
    """Why a text cannot be used for its length, or nothing."""
    if len(text) <= MAX_TEXT:
        return ""
    return f"the text has {len(text):,} characters: more than the {MAX_TEXT:,} a document may have; split it"
