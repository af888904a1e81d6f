"""Slips of the pen: the word of the vocabulary, or the name, that differs by one letter."""

from __future__ import annotations

import string

from kg.ask.lookup import KnownNames
from kg.ask.words.filler import NO_MISTAKES
from kg.ask.words.phrases import Phrases
from kg.ask.words.tokens import Token

LEAST = 4
"""Letters of the shortest word that is corrected; one of so few may only lack a letter."""

LONG = 8
"""Letters of the shortest word that may have another letter in a place: short ones that differ so are words of
their own.
"""

NAMED = 6
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


def names_like(surface: str, known: KnownNames) -> tuple[str, ...]:
    """Names of the lexicon that differ from a text that is none by one letter, or are like it; the texts, three at
    most.
    """
    alike = [one.name for one in known.named(surface) if one.evidence == "likeness"]
    if not alike and known.lexicon and len(surface) >= NAMED and surface.isalpha():
        alike = [near for near in sorted(edits(surface.lower())) if known.lexicon.fitting(near)]
    if not alike:
        alike = [one.name for one in known.like(surface)] if len(surface) >= NAMED else []
    return tuple(dict.fromkeys(alike))[:3]
