"""Whether what was found is what the gold names: the words of a reader against the names that an entity has in a
document.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.exchange.annotation_formats.printed_rows import DocumentRow

SHORTEST = 4
"""Letters, digits and blanks that a name needs at least to stand for a longer one that holds it."""

ALIKE = 0.5
"""Share of words, of all that two names have, that a loose fit needs in common."""

_WORD = re.compile(r"[a-z0-9]+")
_SAY_LITTLE = frozenset(
    (
        *("the", "a", "an", "of", "in", "with", "and", "for", "to"),
        *("disease", "disorder", "syndrome", "acute", "chronic", "severe", "primary", "advanced"),
    )
)
"""Words that do not count in a loose fit: two conditions are not alike because both are chronic diseases."""

Names = dict[str, frozenset[str]]
"""Id of an entity -> its names in one document, as ``plain`` has them."""


def plain(name: str) -> str:
    """A name in lower case, its stretches of Latin letters and digits one blank apart."""
    return " ".join(_WORD.findall(name.lower()))


def names_in(row: DocumentRow) -> Names:
    """What each entity is called in a document: by its mentions, by the long forms they stand for, and by its preferred
    name.
    """
    names: dict[str, set[str]] = {}
    for mention in row.mentions:
        if mention.id:
            called = (mention.text, mention.name, mention.expanded)
            names.setdefault(mention.id, set()).update(plain(one) for one in called if one)
    return {identifier: frozenset(one) for identifier, one in names.items()}


def fits(wanted: str, names: Collection[str], *, loose: bool) -> bool:
    """Whether one of an entity's names (``plain``) fits the gold's words: the same, or one within the other at borders
    of words.

    ``loose``: half of the words in common are enough, whatever their order and number; for conditions, which texts name
    in many ways.
    """
    words = plain(wanted)
    if words in names or any(_within(words, name) or _within(name, words) for name in names):
        return True
    return loose and any(_alike(_telling(words), _telling(name)) for name in names)


def _within(short: str, long: str) -> bool:
    return min(len(short), len(long)) >= SHORTEST and f" {short} " in f" {long} "


def _telling(name: str) -> set[str]:
    """The words of a name that say something, in the singular as far as an s makes the plural."""
    return {word.rstrip("s") for word in name.split()} - _SAY_LITTLE


def _alike(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and len(one & other) >= ALIKE * len(one | other)
