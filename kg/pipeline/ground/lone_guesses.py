"""Guesses that nothing but a short name speaks for, where neither a network nor annotators have a say.

Sources collect every short form that anybody used. Of those that a text neither writes out nor supports otherwise,
annotators of gold corpora mark 7% of diseases, 30% of drugs and half of genes as what the lexicon has under that name:
diseases and drugs are left out, and genes where the name is an old one or is spelt otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Candidate, Document, Grounding

LONGEST = 5
"""Letters and digits of the longest name that is judged here: a longer one is a word."""

_NUMBERED = re.compile(r"\d-[A-Z]{2}")
"""A substance by the place of its group: ``5-HT``, ``5-FU``."""

_ION = re.compile(r"[A-Z][a-z]\d?")
_CHARGE = re.compile(r"\s?\(?\d?\+|\^")
"""The symbol of an element with two letters is hardly anything else; one of one letter needs its charge."""

_APART = re.compile(r"[^\w\s'’./‐‑–-]|\d\.\d")
"""What parts two things, or a number: ``p = 0.5`` is no P05."""

_SMALL_BEFORE = re.compile(r"(?!h[A-Z]{3})[a-z][A-Z]{2,}")
"""A small letter before capitals, where no source writes it so: ``cAMP`` is no CAMP, ``pERK`` no PERK. An ``h`` before
a whole symbol is *human*: ``hERG``.
"""


def without_lone_guesses(document: Document, groundings: Iterable[Grounding]) -> tuple[Grounding, ...]:
    """The groundings of a document, those by the dictionary without what only a short name speaks for."""
    return tuple(
        [
            one if one.mention.detector != "dictionary" or one.mention.expanded else _believed(document.text, one)
            for one in groundings
        ]
    )


def _believed(text: str, grounding: Grounding) -> Grounding:
    """A grounding without lone guesses, where one of them cannot be believed: a short form of several things tells
    nothing.
    """
    surface = grounding.mention.text
    if sum(c.isalnum() for c in surface) > LONGEST:
        return grounding
    odd = [one for one in grounding.candidates if _has_small_before(one, surface) and (_is_lone(one) or _is_cued(one))]
    lone = [one for one in grounding.candidates if _is_lone(one) and one not in odd]
    if all(_may_be_meant(one, surface, text[grounding.mention.end :][:3]) for one in lone):
        lone = []
    left = tuple([one for one in grounding.candidates if one not in lone and one not in odd])
    if left == grounding.candidates:
        return grounding
    if left and (grounding.mention.type, left[0].type) == ("Target", "Disease"):
        left = ()  # A gene is often called after its disease: what an old symbol means is not told by this.
    mention = replace(grounding.mention, type=left[0].type) if left else grounding.mention
    return Grounding(mention, left)


def _is_lone(one: Candidate) -> bool:
    """Whether the document adds nothing to a guess: what it adds stands in the reason after a semicolon."""
    return one.evidence == "guess" and "; " not in one.reason


def _is_cued(one: Candidate) -> bool:
    """Whether only a word for its type speaks for a guess: substances have levels as proteins do (*cAMP levels*)."""
    return one.evidence == "guess" and one.reason.partition("; ")[2].startswith("followed by")


def _has_small_before(one: Candidate, surface: str) -> bool:
    return "other case" in one.reason and _SMALL_BEFORE.fullmatch(surface) is not None


def _may_be_meant(one: Candidate, surface: str, after: str) -> bool:
    """Whether a short name is as good as any other; ``after``: what follows it in the text."""
    if one.type == "Target":
        old = one.reason.startswith("previous") and surface.isupper()
        return not (old or _APART.search(surface))
    if one.type == "Drug":
        if one.reason.startswith("curated"):
            return bool(_ION.fullmatch(surface) or _CHARGE.match(after))
        brand = surface.islower() and len(surface) == LONGEST and "same letters" not in one.reason
        return brand or (_NUMBERED.fullmatch(surface) is not None and one.reason.startswith("exact"))
    return one.type != "Disease"
