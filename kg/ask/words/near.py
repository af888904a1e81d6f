"""Wordings that fit but for some words: which of these may be left out."""

from __future__ import annotations

from kg.ask.words.matching import FIRM, GENERAL, Fit
from kg.ask.words.reading import Reading, Word

LIGHT = frozenset("how why where each strength belief else member within against say list people".split())
"""Concepts that may be a question beside another one without being a second question."""

PLAIN = frozenset(
    "drug evidence study work result claim how count strength strongest list say act not else each sentence".split()
)
"""Concepts that are asked for in the words of many queries."""

_HEADS = frozenset("which what many much list show name".split())
"""Words before what is asked for, which is never left out: *which pathways*."""

MOST_LEFT = 2
"""Words of a question that may be left out, at most."""

_JOINS = frozenset(("and", "or", ",", ";", "&", "?", ".", "plus", "then", "also"))


def is_near(fit: Fit, reading: Reading) -> bool:
    """Whether a wording that lacks nothing but words, or fits but for unknown ones, may be what is asked."""
    if not fit.nearly or len(fit.left) + len(reading.strange) > MOST_LEFT:
        return False
    if fit.left and fit.ask.shown:
        return False
    if any(word.concepts & FIRM or _is_asked_for(word, reading) for word in fit.left):
        return False
    content = [word for word in fit.read if not word.soft]
    if fit.fits and not reading.strange:
        return bool(content) or _has_more(reading)
    if not content and any(one.parameter.name in ("publication", "trial", "assertion") for one in fit.filled):
        return True
    if not content and len(fit.filled) < 2:
        return False
    return not any(_is_another_question(word, content, reading) for word in fit.left)


def _is_another_question(word: Word, content: list[Word], reading: Reading) -> bool:
    """Whether a word asks something of its own: *side effects and targets of everolimus*."""
    if word.concepts & (GENERAL | LIGHT):
        return False
    keys = [one.start for one in content if not one.concepts & GENERAL] or [0]
    return all(
        any(
            token.text.lower() in _JOINS
            for token in reading.tokens
            if min(at, word.start) < token.start < max(at, word.start)
        )
        for at in keys
    )


def asked_for(fit: Fit, reading: Reading) -> str:
    """A word that may ask for something else than the wording has: by *which* or *how many*, or by what it says."""
    said = {concept for element in fit.ask.elements for concept in element} | PLAIN
    for word in reading.words:
        if word.soft or word in fit.read or word.concepts & said:
            continue
        if _follows_a_head(word, reading) or not word.concepts & (GENERAL | LIGHT):
            return word.text
    return ""


def _is_asked_for(word: Word, reading: Reading) -> bool:
    """Whether a word is what is asked for: it comes after *which* or *how many*."""
    return _follows_a_head(word, reading) and not word.concepts & frozenset(("drug", "how", "strongest"))


def _follows_a_head(word: Word, reading: Reading) -> bool:
    before = [token.text.lower() for token in reading.tokens if token.start < word.start]
    return bool(before) and before[-2 if before[-1] == "the" else -1 :][0] in _HEADS


def _has_more(reading: Reading) -> bool:
    """Whether a question has a word beside its names and figures."""
    places = [(name.start, name.end) for name in reading.names]
    places += [(said.start, said.end) for said in reading.values]
    return any(token.stem and not any(start <= token.start < end for start, end in places) for token in reading.tokens)
