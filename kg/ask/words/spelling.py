"""Slips of the pen: the word of the vocabulary, or the name, that differs by one letter."""

from __future__ import annotations

import string

from kg.ask.lookup import KnownNames
from kg.ask.words.filler import NO_MISTAKES
from kg.ask.words.phrases import Phrases
from kg.ask.words.tokens import Token, tokens
from kg.model import Candidate

LEAST = 4
"""Letters of the shortest word that is corrected; one of so few may only lack a letter."""

LONG = 8
"""Letters of the shortest word that may have another letter in a place: short ones that differ so are words of
their own.
"""

AROUND = 3
"""Words of the longest stretch around an unknown word that is compared with names."""

ALIKE = 0.7
"""The least likeness (0 to 1) of a name to such a stretch."""

NAMED = 5
"""Letters of the shortest word that a name is proposed for."""


def corrected(word: Token, phrases: Phrases) -> str:
    """The one stem of the vocabulary that a word is a slip of the pen for; empty where there is none, or several."""
    lower = word.text.lower()
    if len(lower) < LEAST or not lower.isalpha() or lower in NO_MISTAKES or word.stem in NO_MISTAKES:
        return ""
    tried = {
        edit
        for text in (word.stem, lower)
        for edit in edits(text, lacking=len(lower) == LEAST, other=len(lower) >= LONG)
    }
    near = {
        stem: phrases.table[(stem,)].concepts
        for stem in sorted(tried)
        if stem[:1] == lower[:1] and len(stem) >= LEAST and stem in phrases
    }
    return next(iter(near)) if near and len(set(near.values())) == 1 else ""


def edits(word: str, *, lacking: bool = False, other: bool = True) -> set[str]:
    """All texts that one letter more makes of a word; and, unless it can only be ``lacking`` one, one less, two
    that change places, or, with ``other``, another letter in a place.
    """
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + letter + right for left, right in cuts for letter in string.ascii_lowercase}
    if not lacking:
        found |= {left + right[1:] for left, right in cuts if right}
        found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    if other and not lacking:
        found |= {left + letter + right[1:] for left, right in cuts if right for letter in string.ascii_lowercase}
    return found - {word}


def names_like(text: str, unknown: str, known: KnownNames) -> tuple[str, ...]:
    """Names that may have been meant by a word of a question that nothing is called by; three at most.

    They are like the word together with its neighbours (*rheumatoid artritis*), or differ from it by one letter.
    """
    words = [word for word in tokens(text) if word.stem]
    at = next((n for n, word in enumerate(words) if unknown.startswith(word.text)), None)
    if at is None or len(unknown) < LEAST:
        return ()
    stretches = [
        text[words[first].start : words[last].end]
        for length in range(AROUND, 0, -1)
        for first in range(max(0, at - length + 1), at + 1)
        if (last := first + length - 1) < len(words)
    ]
    near = [one for stretch in stretches if unknown in stretch for one in named_nearly(stretch, unknown, known)]
    near += [one.name for stretch in stretches for one in _alike(stretch, known)]
    return tuple(dict.fromkeys(near))[:3]


def named_nearly(stretch: str, unknown: str, known: KnownNames) -> list[str]:
    """Names of the lexicon that a stretch is with another letter in one word of it."""
    if known.lexicon is None or not unknown.isalpha() or len(unknown) < NAMED:
        return []
    before, _, after = stretch.partition(unknown)
    tried = (f"{before}{edit}{after}" for edit in sorted(edits(unknown.lower())))
    return [one for one in tried if known.lexicon.fitting(one)]


def _alike(stretch: str, known: KnownNames) -> list[Candidate]:
    """What some words together are nearly the name of."""
    if known.lexicon is None:
        return []
    named = [one for one in known.named(stretch) if one.evidence == "likeness"]
    return named[:1] or [one for one in known.like(stretch)[:1] if one.score >= ALIKE]
