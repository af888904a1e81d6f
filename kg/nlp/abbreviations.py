"""Abbreviations a document defines, by the algorithm of scispaCy's AbbreviationDetector (Schwartz and Hearst 2003).

The detector's candidate filter and alignment are called on brackets paired here: its own pattern tries every pair of brackets of the
document, which is quadratic, and its global matcher is rebuilt for each document. They work on coarse tokens (blanks and brackets
only), because the short-form filter refuses any form with a one-character token, and ``TGF-β`` or ``PI3K/AKT`` would be three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import spacy
from scispacy.abbreviation import filter_matches, find_abbreviation
from spacy.tokens import Doc

_COARSE = re.compile(r"[()\[\]]|[^\s()\[\],;:]+|[,;:]")
_WORD = re.compile(r"\w")
_TRIM = ".,;:"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, the long form that defines it (both as printed) and where the definition stands."""

    short: str
    long: str
    start: int
    end: int
    long_start: int
    long_end: int


class Abbreviations:
    """Holds the vocabulary that the detector's spans need; call it with a text."""

    def __init__(self) -> None:
        self._vocab = spacy.blank("en").vocab

    def __call__(self, text: str) -> tuple[Abbreviation, ...]:
        """Definitions in a text, in text order; the first definition of a short form wins."""
        if "(" not in text:
            return ()
        found: dict[str, Abbreviation] = {}
        for line in re.finditer(r"[^\n]+", text):
            for abbreviation in self._line(line.group(), line.start()):
                found.setdefault(abbreviation.short, abbreviation)
        return tuple(found.values())

    def _line(self, text: str, offset: int) -> list[Abbreviation]:
        starts, words, spaces = [], [], []
        for match in _COARSE.finditer(text):
            word = match.group().rstrip(_TRIM) or match.group()
            starts.append(match.start())
            words.append(word)
            spaces.append(match.end() < len(text) and text[match.end()].isspace())
        pairs = _brackets(words)
        if not pairs:
            return []
        # Only the stretch before each bracket can hold a long form: the longest allowed is short form + 5 words, 12 here.
        found = []
        for opened, closed in pairs:
            low = max(0, opened - 16)
            doc = Doc(self._vocab, words=words[low : closed + 1], spaces=spaces[low : closed + 1])
            inside = (-1, opened + 1 - low, closed - low)
            for long_candidate, short_candidate in filter_matches([inside], doc):
                short, long = find_abbreviation(long_candidate, short_candidate)
                abbreviation = long and self._abbreviation(text, offset, starts, words, low, long, short)
                if abbreviation:
                    found.append(abbreviation)
        return found

    @staticmethod
    def _abbreviation(text: str, offset: int, starts: list[int], words: list[str], low: int, long: Any, short: Any) -> Abbreviation | None:
        long_start, long_end = starts[low + long.start], starts[low + long.end - 1] + len(words[low + long.end - 1])
        start, end = starts[low + short.start], starts[low + short.end - 1] + len(words[low + short.end - 1])
        long_text, short_text = text[long_start:long_end], text[start:end]
        if not _WORD.search(long_text) or len(long_text) <= len(short_text) or short_text in long_text.split():
            return None
        return Abbreviation(short_text, long_text, offset + start, offset + end, offset + long_start, offset + long_end)


def _brackets(words: list[str]) -> list[tuple[int, int]]:
    """Innermost pairs of round brackets at most eight words apart, as token positions; the inside ends at a comma or semicolon."""
    pairs = []
    opened = -1
    for at, word in enumerate(words):
        if word == "(":
            opened = at
        elif word == ")" and opened >= 0:
            end = next((i for i in range(opened + 1, at) if words[i] in ",;:"), at)
            if 1 < end - opened <= 9 and opened > 0:
                pairs.append((opened, end))
            opened = -1
    return pairs
