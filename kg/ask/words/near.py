"""Wordings that fit but for some words: which of these may be left out."""

from __future__ import annotations

from kg.ask.words.matching import GENERAL, Fit
from kg.ask.words.reading import Reading, Word

FIRM = frozenset(("except", "not", "limit", "deny", "without", "retracted", "fail", "null", "harm", "worsen"))
"""Concepts that turn a question round: what says one is never left out."""

MOST_LEFT = 2
"""Words of a question that may be left out, at most."""

_JOINS = frozenset(("and", "or", ",", ";", "&", "?", ".", "plus", "then", "also"))


def is_near(fit: Fit, reading: Reading) -> bool:
    """Whether a wording that lacks nothing but words, or fits but for unknown ones, may be what is asked."""
    if not fit.nearly or len(fit.left) + len(reading.strange) > MOST_LEFT:
        return False
    if any(word.concepts & FIRM for word in fit.left):
        return False
    content = [word for word in fit.read if not word.soft]
    if not content and len(fit.filled) < 2:
        return False
    return not any(_is_another_question(word, content, reading) for word in fit.left)


def _is_another_question(word: Word, content: list[Word], reading: Reading) -> bool:
    """Whether a word asks something of its own: *side effects and targets of everolimus*."""
    if word.concepts & GENERAL:
        return False
    keys = [one.start for one in content if not one.concepts & GENERAL] or [0]
    return all(
        any(token.text.lower() in _JOINS for token in reading.tokens if min(at, word.start) < token.start < max(at, word.start))
        for at in keys
    )
