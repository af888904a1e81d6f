"""Names of the lexicon that a stretch of text has the letters of and does not say: values and units, months, the middle
of a longer chemical name, a small word with the letters of an acronym.

Keys of names leave out case and punctuation, so that *95% CI = 1.042* has the key of the code CI-1042. In gold corpora
annotators mark 2 to 20% of what is left out here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.pipeline.nlp.dictionary import Match

_LONGEST = 6
"""Letters and digits of the longest name that punctuation parts: long names of chemicals have commas and brackets."""

_APART = re.compile(r"[=<>%,;:&+\[\]^~≤≥£$°]")
_DECIMAL = re.compile(r"\d[.·]\d")
_ARTICLE = re.compile(r"[aA]\s")
"""The article before a word: *a DNA* is no A-DNA."""

_GREEK = re.compile(
    r"(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|pi|sigma|upsilon|phi|chi|psi|"
    r"omega|[α-ρσ-ω])[- ]?\d?",
    re.IGNORECASE,
)
"""A Greek letter is part of very many names; tau and Rho are proteins too."""

_MONTH = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|Feb|Apr|Aug|Sept|Oct|Nov"
)

_MORE_BEFORE = re.compile(r"[A-Za-z)\]]-\d[\d,'′]*[a-zH]?-$")
_MORE_AFTER = re.compile(r"-\d[\d,'′]*-[a-z]")
"""The rest of a chemical name on either side of a place in it: *-3-* of *carboline-3-carboxylate*."""

_REACH = 16
"""Characters before and after a stretch that are looked at for them."""

_GIVEN = ("curated", "label", "symbol")
"""Scopes of names that an entity really has."""


def without_unlike(text: str, found: list[Match], lexicon: Lexicon) -> list[Match]:
    """The matches without the names that their stretches do not say."""
    kept = []
    for match in found:
        if "Drug" in match.types and _is_middle(text, match):
            continue
        surface = text[match.start : match.end]
        rows = match.rows
        if len(surface) <= 2 * _LONGEST:
            rows = tuple([row for row in rows if not _is_unlike(surface, row, lexicon)])
        if rows:
            kept.append(match if len(rows) == len(match.rows) else match.with_rows(rows, lexicon))
    return kept


def _is_middle(text: str, match: Match) -> bool:
    """Whether a stretch is a part of a longer chemical name."""
    before, after = text[max(0, match.start - _REACH) : match.start], text[match.end : match.end + _REACH]
    return _MORE_BEFORE.search(before) is not None or _MORE_AFTER.match(after) is not None


@lru_cache(maxsize=1 << 16)
def _is_unlike(surface: str, row: NameRow, lexicon: Lexicon) -> bool:
    if row.scope == "curated" or (surface == row.text and not surface.islower()):
        return False
    if row.scope not in _GIVEN and (_GREEK.fullmatch(surface) or _MONTH.fullmatch(surface)):
        return True
    if surface.isalpha():
        return _is_small_acronym(surface, row, lexicon)
    if _ARTICLE.match(surface) and not _ARTICLE.match(row.text):
        return True
    if sum(c.isalnum() for c in surface) > _LONGEST:
        return False
    if not any(c.isalpha() for c in surface):
        return any(c.isalpha() for c in row.text)
    parts = set(_APART.findall(surface)) - set(row.text)
    if row.scope == "symbol" and not parts and not any(c.isspace() for c in surface):
        return False  # Nkx2.1
    return bool(parts) or (_DECIMAL.search(surface) is not None and _DECIMAL.search(row.text) is None)


def _is_small_acronym(surface: str, row: NameRow, lexicon: Lexicon) -> bool:
    """Whether a name in small letters is an acronym that its source has so: *cold*, chronic obstructive lung disease,
    whose letters begin words of another name of the disease.
    """
    name = row.text
    if not (surface[1:].islower() and name.islower() and len(name) <= 4) or row.scope in _GIVEN:
        return False
    if lexicon.type(row.entity) != "Disease":
        return False
    others = (other.text.casefold() for other in lexicon.names_of(row.entity))
    return any(_begins_words(name.removesuffix("s"), other) for other in others if " " in other or "-" in other)


def _begins_words(letters: str, name: str) -> bool:
    """Whether the first two letters, or all, begin the first words of a name that has about as many."""
    words = re.findall(r"\w+", name)
    initials = "".join([word[0] for word in words])
    return initials.startswith(letters[:2]) and len(words) >= len(letters) - 1
