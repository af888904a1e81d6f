"""What a short form stands for at a place of a document: of its definitions, the nearest before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.lexicon import names
from kg.pipeline.nlp.abbreviations import Abbreviation
from kg.pipeline.nlp.tokens import Tokens

_INFECTION = re.compile(r"(\S+)[ -]infections?")
_INFECTIOUS = re.compile(r"infections?$|(?:itis|iasis|osis|emia|disease|fever)$", re.IGNORECASE)

_LINKS = re.compile(r"[-‐‑–/ ]")
_NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "kappa", "lambda", "sigma", "omega")
_GREEK = dict(zip(_NAMES, "αβγδεζθκλσω", strict=True))
_GREEK_NAME = re.compile("|".join(_GREEK))


class ShortForms:
    """The definitions of a document, looked up by a short form and its place.

    A short form may stand in the plural, without its hyphen (``COX2`` for ``COX-2``) or with a Greek letter for its
    name.
    """

    __slots__ = ("_found",)

    def __init__(self, defined: tuple[Abbreviation, ...]) -> None:
        self._found: dict[str, list[Abbreviation]] = {}
        for abbreviation in defined:
            self._found.setdefault(_key(abbreviation.short), []).append(abbreviation)

    def at(self, text: str, start: int) -> Abbreviation | None:
        """The definition that holds for a text that begins at a place: the last that begins before it ends, else the
        first after.

        An infection that is called by a short form is one of what that stands for here: *HAT infection*.
        """
        if not self._found:
            return None
        if (infection := _INFECTION.fullmatch(text)) and (head := self.at(infection[1], start)):
            return replace(head, long=_infection(head.long))
        key = _key(text)
        found = self._found.get(key) or (self._found.get(key[:-1]) if key[-1:] == "s" else None)
        if not found:
            return None
        return next((one for one in reversed(found) if min(one.start, one.long_start) <= start), found[0])


def _infection(long: str) -> str:
    """The infection by what a long form names; itself where it names one."""
    if _INFECTIOUS.search(long):
        return long
    return f"{long[:-2] if long.endswith('viruses') else long} infection"


@lru_cache(maxsize=1 << 14)  # asked again at each place of a short form
def _key(text: str) -> str:
    return _GREEK_NAME.sub(lambda name: _GREEK[name.group()], _LINKS.sub("", text))


def uses(tokens: Tokens, short: str) -> Iterator[tuple[int, int]]:
    """Half-open numbers of the tokens that are a short form or its plural."""
    own = names.TOKEN.findall(short)
    if not own:
        return
    *first, last = own
    begins = _places(first[0], tokens) if first else []
    for end in (last, last + "s"):
        form = [*first, end]
        for at in begins if first else _places(end, tokens):
            if tokens.words[at : at + len(form)] == form:
                yield at, at + len(form)


@lru_cache(maxsize=64)  # the network asks, and its mentions and the lexicon's do
def used(tokens: Tokens, short: str) -> tuple[tuple[int, int], ...]:
    """The same of a text, kept while it is worked on."""
    return tuple(uses(tokens, short))


def _places(word: str, tokens: Tokens) -> list[int]:
    """The tokens that are a word; to search the text for it is faster than to go through the tokens."""
    found = []
    start = tokens.text.find(word)
    while start >= 0:
        at = bisect_left(tokens.starts, start)
        if at < len(tokens.starts) and tokens.starts[at] == start and tokens.words[at] == word:
            found.append(at)
        start = tokens.text.find(word, start + 1)
    return found
