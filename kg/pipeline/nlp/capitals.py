"""Sentences printed in capitals, where capitals tell no name from a word: *IT WAS GIVEN TO CATS* names neither WAS nor
CATS.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.lang.en.stop_words import STOP_WORDS

from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon

_RUN = re.compile(r"[A-Z][A-Z'-]+(?:[ ,;:()/.]+[A-Z0-9][A-Z0-9'-]*){4,}")
"""Five words in capitals in a row."""

LONGEST = 6
"""Letters of the longest name that is asked for; longer ones are no words by chance."""


class Capitals:
    """The stretches of a text that are in capitals."""

    def __init__(self, text: str) -> None:
        runs = [match.span() for match in _RUN.finditer(text)]
        self._starts = [start for start, _ in runs]
        self._ends = [end for _, end in runs]

    def __bool__(self) -> bool:
        return bool(self._starts)

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch lies in one."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


def is_word(surface: str, lexicon: Lexicon) -> bool:
    """Whether a name in capitals is a word as well: a stop word, one that is kept from standing for a gene in small
    letters, or the name of something else in small letters (*cat*).
    """
    if not (surface.isalpha() and len(surface) <= LONGEST):
        return False
    return surface.lower() in STOP_WORDS or any(
        row.policy == names.UPPER or (row.text.isalpha() and row.text.islower())
        for row in lexicon.lookup(surface.lower())
    )
