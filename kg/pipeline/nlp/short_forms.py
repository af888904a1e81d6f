"""What looks like a short form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import ConfigError
from kg.pipeline.nlp.long_forms import INNER, MOST_UNITS, bearable, units

try:
    from scispacy.abbreviation import short_form_filter
except ModuleNotFoundError as missing:
    raise ConfigError(
        "scispaCy is not installed here, and without it no abbreviation is read: pip install --no-deps scispacy==0.6.2"
    ) from missing

QUOTES = "\"'“”‘’`´"

LEAD = re.compile(
    r"(?:i\.?e\.?|or|the|here(?:in)?after|(?:also |so[- ])?(?:called|termed|named|known as|referred to as)|abbreviated|"
    r"abbreviation|abbr\.?|designated|denoted|henceforth|in short)(?:,|:| as| to| by)*\s+",
    re.IGNORECASE,
)
"""Words that say in a bracket that a form follows."""

LONGEST = 13
"""Most characters of a short form that is one word."""

_SHORTEST_LEAD = 4
"""Least characters of those words with a short form is one more."""

_SEVERAL = 19
"""Most characters of one that is several: ``SV40 Tag``."""

_CORE = re.compile(r"[^\W_](?:[\w+./’'*‐‑-]|:(?=\w))*(?:[ ][\w+./’'*‐‑-]+){0,2}")
_BY_CAPITALS = re.compile(r"[a-z]?[A-Z][a-z]{0,2}-?\d+|[A-Z][a-z]?[A-Z]")
_GREEK = frozenset("alpha beta gamma delta epsilon zeta theta kappa lambda sigma omega".split())

_NEVER = frozenset(
    "fig figs figure figures table tables ref refs see eg ie vs and or the both mean men group groups"
    " range age aged".split()
)
"""What is no short form unless it is in capitals: OR is an odds ratio."""

_SMALL, _WORD = 3, 4
"""Most letters of a short form in small letters, and of one with a capital before them (``Prog``): a longer one is a
word or a name.
"""


class _FilterSpan(tuple[str]):
    """A word, as scispaCy's filter looks at a span of tokens."""

    __slots__ = ()

    @property
    def text(self) -> str:
        return self[0]


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form: where it is printed, less the plural's s; its letters and numbers; and the most cost that laying
    them may have.
    """

    start: int
    end: int
    parts: list[str]
    most: float


def in_part(text: str, start: int, end: int) -> ShortForm | None:
    """The short form that a part of a bracket is; nothing where it does not look like one."""
    while start < end and (text[start].isspace() or text[start] in QUOTES):
        start += 1
    if end - start > _SHORTEST_LEAD and (lead := LEAD.match(text, start, end)):
        start = lead.end()
        while start < end and text[start] in QUOTES:
            start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in QUOTES or text[end - 1] in ".,;:"):
        end -= 1
    if not 1 < end - start <= _SEVERAL or not (core := _CORE.fullmatch(text, start, end)):
        return None
    return form(core.group(), start)


def form(printed: str, start: int) -> ShortForm | None:
    """What is printed at a place as a short form; nothing where it does not look like one."""
    known = _known(printed)
    return ShortForm(start, start + known[0], known[1], known[2]) if known else None


@lru_cache(maxsize=1 << 14)  # most brackets of a document say the same few things (95% CI, n = 20)
def _known(printed: str) -> tuple[int, list[str], float] | None:
    """Length of a short form without the plural's s, its letters and numbers, and the most cost that it bears."""
    if " " in printed:
        words = printed.split(" ")
        if any(word.islower() and len(word) > 4 and word not in _GREEK for word in words) or not any(
            _marked(word) for word in words
        ):
            return None
    elif len(printed) > LONGEST or (printed.isalpha() and not short_form_filter(_FilterSpan((printed,)))):
        # With a digit (5-FU, IL-10) a form may be half numbers, which scispaCy's filter does not let through.
        return None
    if printed[-1] == "s" and len(printed) > 2 and printed[-2].isupper():
        printed = printed[:-1]
    parts = units(printed)
    letters = sum([part.isalpha() for part in parts])
    if not 2 <= len(parts) <= MOST_UNITS or not letters or (letters < 2 and not printed[0].isupper()):
        return None
    most = bearable(len(parts))
    if not printed.isupper() and printed.isalpha():
        if printed.lower() in _NEVER or (
            printed[1:].islower() and letters > (_SMALL if printed[0].islower() else _WORD)
        ):
            return None
        if printed.islower():
            most = INNER
    return len(printed), parts, most


def _marked(word: str) -> bool:
    """Whether a word is none of ordinary text."""
    return not (word.isalpha() and (word.islower() or word[1:].islower())) or not word.isascii()


def by_capitals(printed: str, start: int) -> ShortForm | None:
    """What is printed at a place as a short form, where its capitals leave no doubt that it is one."""
    if sum([c.isupper() for c in printed]) < 2 and not _BY_CAPITALS.fullmatch(printed):
        return None
    return form(printed, start)
