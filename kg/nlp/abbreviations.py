"""Abbreviations a document defines, by the algorithm of scispaCy's AbbreviationDetector (Schwartz and Hearst 2003).

The detector's candidate filter and alignment are called on brackets paired here: its own pattern tries every pair of brackets of the
document, which is quadratic, and its global matcher is rebuilt for each document. They work on coarse tokens (blanks and brackets
only), because the short-form filter refuses any form with a one-character token, and ``TGF-β`` or ``PI3K/AKT`` would be three. What they
are given is no spaCy document but has as much of one as they use: making documents took most of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from scispacy.abbreviation import filter_matches, find_abbreviation, short_form_filter

_COARSE = re.compile(r"([()\[\],;:]|[^\s()\[\],;:]+)(\s?)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"\w")
_TRIM = ".,;:"
_MOST, _SHORT = 8, 3
"""Most tokens in a bracket that counts; up to ``_SHORT`` are a short form, more are the long form of the token before the bracket."""
_REACH = 16
"""Most tokens before a bracket among which the long form is looked for."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, the long form that defines it (both as printed) and where the definition stands."""

    short: str
    long: str
    start: int
    end: int
    long_start: int
    long_end: int


def abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """Definitions in a text, in text order; the first definition of a short form wins."""
    if "(" not in text:
        return ()
    found: dict[str, Abbreviation] = {}
    for line in re.finditer(r"[^\n]+", text):
        for abbreviation in _line(line.group(), line.start()):
            found.setdefault(abbreviation.short, abbreviation)
    return tuple(found.values())


class _Token(str):
    """A token of a stretch, as the detector looks at one."""

    __slots__ = ("text_with_ws",)
    text_with_ws: str

    @property
    def text(self) -> str:
        return self


class _Stretch:
    """Tokens in a row, as the detector looks at a spaCy document or a span of one: ``start`` and ``end`` count in the whole stretch."""

    __slots__ = ("_tokens", "end", "start")

    def __init__(self, tokens: list[_Token], start: int = 0) -> None:
        self._tokens = tokens
        self.start, self.end = start, start + len(tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[_Token]:
        return iter(self._tokens)

    def __getitem__(self, part: slice) -> _Stretch:
        return _Stretch(self._tokens[part], self.start + (part.start or 0))

    @property
    def text(self) -> str:
        return "".join([token.text_with_ws for token in self._tokens[:-1]]) + self._tokens[-1]


def _line(text: str, offset: int) -> Iterator[Abbreviation]:
    """Definitions in one line, by its innermost round brackets; the inside of one ends at a comma or semicolon, and is 1 to 8 tokens."""
    for bracket in _BRACKETS.finditer(text):
        opened = bracket.start()
        inside = _tokens(text, opened + 1, bracket.end() - 1)
        count = next((at for at, (word, _) in enumerate(inside) if word in ",;:"), len(inside))
        if not 0 < count <= _MOST or (count <= _SHORT and not short_form_filter(_Stretch([word for word, _ in inside[:count]]))):
            continue
        # As far as the detector looks: for a short form by its letters, else at the token before the bracket.
        letters = sum([len(word) for word, _ in inside[:count]])
        before = _last_tokens(text, opened, min(_REACH, letters + 5, 2 * letters) if count <= _SHORT else 1)
        if not before:
            continue
        placed = [*before, *_tokens(text, opened, opened + 1), *inside[:count]]
        first = len(before) + 1
        for candidates in filter_matches([(-1, first, first + count)], _Stretch([word for word, _ in placed])):
            short, long = cast("tuple[_Stretch, _Stretch | None]", find_abbreviation(*candidates))
            if long and (abbreviation := _abbreviation(text, offset, placed, long, short)):
                yield abbreviation


def _tokens(text: str, start: int, end: int) -> list[tuple[_Token, int]]:
    """Coarse tokens of a part of a text, without the full stop at their end, and where they start."""
    return [_token(match) for match in _COARSE.finditer(text, start, end)]


def _token(match: re.Match[str]) -> tuple[_Token, int]:
    printed, blank = match.groups()
    word = _Token(printed.rstrip(_TRIM) or printed)
    word.text_with_ws = word + " " if blank else word
    return word, match.start()


def _last_tokens(text: str, end: int, count: int) -> list[tuple[_Token, int]]:
    """The last ``count`` coarse tokens before a place."""
    width = 10 * (count + 1)
    while True:
        start = max(0, end - width)
        found = list(_COARSE.finditer(text, start, end))
        if start == 0 or len(found) > count:  # the first of a part may be half a token
            return [_token(match) for match in found[-count:]]
        width *= 2


def _abbreviation(text: str, offset: int, placed: list[tuple[_Token, int]], long: _Stretch, short: _Stretch) -> Abbreviation | None:
    (long_start, long_end), (start, end) = (
        (placed[one.start][1], placed[one.end - 1][1] + len(placed[one.end - 1][0])) for one in (long, short)
    )
    long_text, short_text = text[long_start:long_end], text[start:end]
    if not _WORD.search(long_text) or len(long_text) <= len(short_text) or short_text in long_text.split():
        return None
    return Abbreviation(short_text, long_text, offset + start, offset + end, offset + long_start, offset + long_end)
