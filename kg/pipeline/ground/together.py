"""The two forms of a definition have one entity: where a document writes *green fluorescent protein (GFP)*, what the
one is the other is.

A form may be lost on its own: the long one is none of the lexicon's names, or a table knows only one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Candidate, Grounding
from kg.pipeline.ground.classes import is_single_gene


def one_entity(groundings: Sequence[Grounding], foreign: frozenset[str]) -> tuple[Grounding, ...]:
    """The groundings, a form of a definition without an entity with that of the other.

    ``foreign``: texts of mentions that are no human gene's, which get none by their other form either.
    """
    of_long: dict[str, tuple[Candidate, ...]] = {}
    of_short: dict[str, str] = {}
    for one in groundings:
        if one.mention.long_form:
            long = _key(one.mention.expanded)
            if one.candidates:
                of_long.setdefault(long, one.candidates)
            of_short.setdefault(long, one.mention.text)
    if not of_short:
        return tuple(groundings)
    of_text = {
        key: one.candidates
        for one in groundings
        if one.candidates and not one.mention.expanded and (key := _key(one.mention.text)) in of_short
    }
    found = []
    for one in groundings:
        mention = one.mention
        if not one.candidates and (mention.long_form or not mention.expanded):
            key = _key(mention.expanded or mention.text)
            others = of_text.get(key, ()) if mention.expanded else of_long.get(key, ())
            if others and not (mention.text in foreign and is_single_gene(others[0].id)):
                other = mention.expanded or of_short[key]
                first = replace(others[0], reason=f"defined here as '{other}': {others[0].reason}")
                one = Grounding(replace(mention, type=first.type), (first, *others[1:]))
        found.append(one)
    return tuple(found)


def _key(text: str) -> str:
    return text.casefold().removesuffix("s")
