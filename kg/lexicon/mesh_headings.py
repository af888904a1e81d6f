"""MeSH headings of entities, and the nearest broader ones."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.lexicon.lexicon import Lexicon

BROADER = {"Disease": 2, "Drug": 1}
"""Node label -> how many steps up the hierarchy a MeSH heading may be taken from."""

_LONG = re.compile(r"MESH:D\d{9}")


def is_recent(heading: str) -> bool:
    """Whether MeSH gave out this heading in 2016 or later, when its numbers grew to nine digits."""
    return _LONG.fullmatch(heading) is not None


def closest(curie: str) -> tuple[bool, str]:
    """Sort key of MeSH ids: a descriptor before a supplementary record, then by spelling."""
    return curie.startswith("MESH:C"), curie


def headings(lexicon: Lexicon, curie: str) -> tuple[str, ...]:
    """The MeSH ids of an entity, closest first; none for an id that the lexicon does not have."""
    row = lexicon.row(curie)
    known = (curie,) if row is None else (lexicon.id(row), *lexicon.xrefs(row))
    return tuple(sorted((one for one in known if one.startswith("MESH:")), key=closest))


def broader_heading(lexicon: Lexicon, curie: str, steps: int, allowed: Callable[[str], bool] = bool) -> str:
    """The closest allowed MeSH id of the nearest broader entity that has one, at most ``steps`` steps above.

    Empty where there is none.
    """
    row = lexicon.row(curie)
    level = [] if row is None else [row]
    for _ in range(steps):
        level = sorted(
            {parent for one in level for parent, relation, _ in lexicon.parents(one) if relation == "SUBCLASS_OF"}
        )
        found = [one for row in level for one in headings(lexicon, lexicon.id(row)) if allowed(one)]
        if found:
            return min(found, key=closest)
    return ""
