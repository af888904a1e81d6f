"""From a text to what the network reads: tokens, flags, and which tokens share a word or an abbreviation's long form.

A text of more than ``MAX_TOKENS`` tokens is cut at sentence borders into pieces that are tagged one by one; memory
stays bounded and an abstract is always one piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kg.pipeline.nlp.abbreviations import Abbreviation
from kg.pipeline.nlp.defined import used
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.ner import lexical
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.sentences import sentence_bounds
from kg.pipeline.nlp.tokens import Tokens

MAX_TOKENS = 4096
"""Most tokens of a piece, unless one sentence alone has more; such a sentence is cut anywhere."""

FLAGS = ("short-defined", "short-used", "long", "long-first", "long-last", "sentence-first", "title", "joined")
"""Columns after the lexical ones. ``joined``: no blank before the token."""

COLUMNS = lexical.COLUMNS + len(FLAGS)
_SHORT_DEFINED, _SHORT_USED, _LONG, _LONG_FIRST, _LONG_LAST, _SENTENCE, _TITLE, _JOINED = range(
    lexical.COLUMNS, COLUMNS
)


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """What the network reads of ``count`` tokens, the first of which is token ``first`` of the text.

    ``flags``: float32, tokens x ``COLUMNS``. ``same``: number of the word a token is an instance of, from 0 without
    gaps. ``long_of``: number of the long form that a token's abbreviation stands for, -1 for none; ``in_long``: number
    of the long form it is part of.
    ``sentences``: half-open token bounds of the sentences, counted from ``first``.
    """

    first: int
    words: list[str]
    flags: npt.NDArray[np.float32]
    same: npt.NDArray[np.int32]
    long_of: npt.NDArray[np.int32]
    in_long: npt.NDArray[np.int32]
    sentences: tuple[tuple[int, int], ...]


def pieces(
    tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...], features: LexicalFeatures
) -> Iterator[TextPiece]:
    """The pieces of a text, in text order; none for a text without tokens."""
    if not tokens.words:
        return
    flags = np.zeros((len(tokens.words), COLUMNS), dtype=np.float32)
    features(tokens.words, found, tokens.text, flags)
    title_end = tokens.text.find("\n")
    flags[: bisect_left(tokens.starts, title_end), _TITLE] = 1.0
    starts, ends = np.array(tokens.starts), np.array(tokens.ends)
    flags[1:, _JOINED] = starts[1:] == ends[:-1]
    borders = _sentence_tokens(tokens)
    flags[borders[:-1], _SENTENCE] = 1.0
    long_of, in_long = _long_forms(tokens, defined, flags)
    first = 0
    while first < len(tokens.words):
        last = len(tokens.words)
        if last - first > MAX_TOKENS:
            fitting = borders[bisect_right(borders, first + MAX_TOKENS) - 1]
            last = fitting if fitting > first else first + MAX_TOKENS
        inner = [first, *(b for b in borders if first < b < last), last]
        yield TextPiece(
            first,
            tokens.words[first:last],
            flags[first:last],
            _same(tokens.words[first:last]),
            long_of[first:last],
            in_long[first:last],
            tuple((a - first, b - first) for a, b in pairwise(inner)),
        )
        first = last


def _sentence_tokens(tokens: Tokens) -> list[int]:
    """Numbers of the tokens that begin a sentence, the first token's among them, and the count of tokens at the end."""
    begins = {bisect_left(tokens.starts, start) for start, _ in sentence_bounds(tokens.text)}
    return [*sorted({0, *begins} - {len(tokens.words)}), len(tokens.words)]


def _same(words: list[str]) -> npt.NDArray[np.int32]:
    # Short words keep their case: "CAT" is not "cat", "Tumour" is "tumour".
    number: dict[str, int] = {}
    return np.array(
        [number.setdefault(word.lower() if len(word) > 3 else word, len(number)) for word in words], dtype=np.int32
    )


def _long_forms(
    tokens: Tokens, defined: tuple[Abbreviation, ...], flags: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """``long_of`` and ``in_long`` of the whole text; sets the flags of abbreviations."""
    long_of = np.full(len(tokens.words), -1, dtype=np.int32)
    in_long = np.full(len(tokens.words), -1, dtype=np.int32)
    for number, abbreviation in enumerate(defined):
        first, last = token_span(tokens, abbreviation.start, abbreviation.end)
        long_first, long_last = token_span(tokens, abbreviation.long_start, abbreviation.long_end)
        if first == last or long_first == long_last:
            continue
        flags[first:last, _SHORT_DEFINED] = 1.0
        flags[long_first:long_last, _LONG] = 1.0
        flags[long_first, _LONG_FIRST] = flags[long_last - 1, _LONG_LAST] = 1.0
        in_long[long_first:long_last] = number
        begins = min(abbreviation.start, abbreviation.long_start)
        for at, end in used(tokens, abbreviation.short):
            # Of several definitions the nearest before counts, and the first for what stands before all.
            if long_of[at] < 0 or tokens.starts[at] >= begins:
                long_of[at:end] = number
                flags[at:end, _SHORT_USED] = 1.0
    return long_of, in_long


def token_span(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Half-open numbers of the tokens that have a character in ``[start, end)``; both equal where there is none."""
    first = bisect_right(tokens.ends, start)
    return first, max(first, bisect_left(tokens.starts, end))
