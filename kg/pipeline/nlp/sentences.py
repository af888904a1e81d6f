"""Sentence borders by rule: after a full stop, question or exclamation mark, unless what stands before it is an
abbreviation.

A border never falls inside a token and every newline (the border between sections) is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Document, Sentence

_END = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9Α-Ω]))")
"""What ends a sentence, and newlines. Either begins with one of a few characters, so that a search goes from one to the
next of these.
"""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:[A-Za-z]|e\.g|i\.e|vs|cf|ca|al|etc|Figs?|figs?|Tab|Eqs?|Refs?|refs?|Drs?|Mr|Mrs|Ms|Prof|St|No|no|"
    r"nos|Nos|approx|resp|spp?|subsp|var|Inc|Ltd|Co|Corp|Jr|Sr|Vol|vol|pp|viz|wt|i\.v|i\.p|s\.c|p\.o|b\.i\.d|a\.m|p\.m|"
    r"U\.S|U\.K)\.$"
)
_LIST_NUMBER = re.compile(r"(?:^|\s)\(?\d{1,2}\.$")


@lru_cache(maxsize=4)  # the network asks for the sentences of a text, and the document does
def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open bounds of the sentences of a text, blanks at both ends left out; empty for a blank text."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and "\n" not in match[0]:
            head = text[max(start, match.start() - 12) : match.start() + 1]
            # The digit is looked for first: a search for the number's pattern would go through the whole sentence.
            numbered = match.start() > start and text[match.start() - 1].isdigit()
            looks_inner = _ABBREVIATION.search(head) or (
                numbered and _LIST_NUMBER.search(text[start : match.start() + 1])
            )
            # "vitamin C. The" ends a sentence although "C." looks like an initial: a word follows that only ever starts
            # one.
            if looks_inner and not _ends_after_letter(text, match):
                continue
        _add(bounds, text, start, match.end())
        start = match.end()
    _add(bounds, text, start, len(text))
    return tuple(bounds)


_STARTER = re.compile(
    r"(?:The|In|We|This|These|However|Our|It|Here|Although|To|After|Furthermore|Moreover|Thus|Therefore|Patients|"
    r"Results)\b"
)


def _ends_after_letter(text: str, match: re.Match[str]) -> bool:
    """Whether a single letter before the full stop ends a sentence: a word follows that only ever starts one."""
    at = match.start()
    alone = (
        at > 0
        and text[at - 1].isascii()
        and text[at - 1].isalpha()
        and (at == 1 or text[at - 2].isspace() or text[at - 2] in "([")
    )
    return alone and bool(_STARTER.match(text, match.end()))


def _add(bounds: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        bounds.append((start, end))


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document, each with the name of its section."""
    found = []
    sections = document.sections
    at = 0
    for start, end in sentence_bounds(document.text):
        while at < len(sections) and sections[at].end <= start:
            at += 1
        name = sections[at].name if at < len(sections) and sections[at].start <= start else "abstract"
        found.append(Sentence(start, end, name))
    return tuple(found)
