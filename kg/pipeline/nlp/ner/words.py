"""Features of a token on its own: hashed forms, character trigrams and a static vector; computed once a distinct
token.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

ROWS = {"word": 8192, "prefix": 4096, "suffix": 4096, "shape": 1024}
"""Rows of the embedding tables of the hashed forms; two forms may share a row."""

TRIGRAM_ROWS = 8192
MAX_TRIGRAMS = 12
MAX_CHARACTERS = 64
"""A longer token is no word (a sequence, a broken file); its features are those of its beginning."""

_LOWER, _UPPER, _DIGIT = re.compile(r"[^\W\d_A-Z]"), re.compile(r"[A-Z]"), re.compile(r"\d")
_ASCII = {
    ord(c): "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in map(chr, range(128))
}
_REPEAT = re.compile(r"(.)\1{3,}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class WordForm:
    """Rows of the embedding tables for one token: one for each of ``ROWS``, in that order, and 1 to ``MAX_TRIGRAMS`` of
    the trigrams.
    """

    rows: tuple[int, int, int, int]
    trigrams: tuple[int, ...]


def word_form(word: str) -> WordForm:
    """The hashed forms of a token."""
    word = word[:MAX_CHARACTERS]
    lower = word.lower()
    framed = f"<{lower}>"
    # Bytes and characters are the same in nearly every token, and then the word is coded once.
    coded = framed.encode() if framed.isascii() else None
    if len(lower) <= 1:
        trigrams = [_row(framed, TRIGRAM_ROWS)]
    elif coded is None:
        trigrams = [_row(framed[at : at + 3], TRIGRAM_ROWS) for at in range(min(len(framed) - 2, MAX_TRIGRAMS))]
    else:
        trigrams = [zlib.crc32(coded[at : at + 3]) % TRIGRAM_ROWS for at in range(min(len(coded) - 2, MAX_TRIGRAMS))]
    return WordForm(
        (
            _row(lower, ROWS["word"]),
            _row("p" + lower[:3], ROWS["prefix"]),
            _row("s" + lower[-4:], ROWS["suffix"]),
            _row(shape(word), ROWS["shape"]),
        ),
        tuple(trigrams),
    )


def shape(word: str) -> str:
    """The shape of a token: ``shape("RAD001") == "XXXddd"``; a run of equal characters longer than three is cut to
    three.
    """
    letters = word.translate(_ASCII) if word.isascii() else _DIGIT.sub("d", _UPPER.sub("X", _LOWER.sub("x", word)))
    return _REPEAT.sub(_thrice, letters) if len(letters) > 3 else letters


def _thrice(run: re.Match[str]) -> str:
    # A template would be read anew for each word.
    return 3 * run[1]


def _row(text: str, rows: int) -> int:
    # CRC-32, because Python's own hash of a string differs from process to process.
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % rows
