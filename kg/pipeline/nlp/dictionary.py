"""Dictionary mentions: every stretch of tokens whose key is the key of a name in the lexicon.

All stretches of up to ``MAX_TOKENS`` tokens are hashed at once (numpy, one pass a length) and looked up in the
lexicon's bitmap and sorted hashes; only true hits reach Python, where case and blanks are checked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.lang.en.stop_words import STOP_WORDS

from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon, NameRow
from kg.lexicon.scopes import SCOPES
from kg.pipeline.nlp.tokens import U64, Tokens

MAX_TOKENS = 14
"""Longest name looked for, in fine tokens (punctuation counts): 99.7% of the names with a chance to be printed are
shorter.
"""

STOP = re.compile(r"[.!?;:][\"'”’)\]]*\s")
"""What ends a sentence or a clause; most names have none."""


TYPE_ORDER = ("Disease", "Drug", "Role", "Target", "Pathway", "CellLine", "Organism")
"""Which type wins when a surface names entities of several types equally closely; grounding may still decide
otherwise.
"""

_RANK = {scope: number for number, scope in enumerate(SCOPES)}
_PLACE = {type_: number for number, type_ in enumerate(TYPE_ORDER)}


class Match(NamedTuple):
    """A stretch of tokens ``[first, last)`` with the names it can stand for, the type of the closest, and the types of
    all.
    """

    first: int
    last: int
    start: int
    end: int
    rows: tuple[NameRow, ...]
    type: str
    types: frozenset[str]

    def with_rows(self, rows: tuple[NameRow, ...], lexicon: Lexicon) -> Match:
        """The same stretch with some of its names."""
        return Match(*self[:4], *named_types(rows, lexicon))


def named_types(rows: tuple[NameRow, ...], lexicon: Lexicon) -> tuple[tuple[NameRow, ...], str, frozenset[str]]:
    """Some names (one at least), the type of the closest, and the types of all."""
    if len(rows) == 1:
        only = lexicon.type(rows[0].entity)
        return rows, only, frozenset((only,))
    types = [(_RANK[row.scope], _PLACE[lexicon.type(row.entity)], row.entity) for row in rows]
    return rows, TYPE_ORDER[min(types)[1]], frozenset([TYPE_ORDER[place] for _, place, _ in types])


def matches(tokens: Tokens, lexicon: Lexicon) -> list[Match]:
    """All stretches that name something, overlapping ones included, in text order."""
    hits: dict[tuple[int, int], tuple[int, ...]] = {}
    for first, last, name in _hits(tokens, lexicon):
        place = first, last
        hits[place] = (*hits[place], name) if place in hits else (name,)
    found = []
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    for (first, last), own in sorted(hits.items()):
        start, end = starts[first], ends[last - 1]
        if named := _named(lexicon, text[start:end], last - first == 1, own):
            found.append(Match(first, last, start, end, *named))
    return found


def whole(text: str, found: list[Match], lexicon: Lexicon) -> list[Match]:
    """Matches without those that a comma parts in two: ``LTR, as`` is not *LTRAs*. The network is shown them, as it was
    in training.
    """
    kept = []
    for match in found:
        surface = text[match.start : match.end]
        if "," in surface or ";" in surface:
            rows = tuple([row for row in match.rows if not names.is_parted(surface, row.text)])
            if not rows:
                continue
            match = match if len(rows) == len(match.rows) else match.with_rows(rows, lexicon)
        kept.append(match)
    return kept


@lru_cache(maxsize=1 << 16)
def _named(
    lexicon: Lexicon, surface: str, one_token: bool, found: tuple[int, ...]
) -> tuple[tuple[NameRow, ...], str, frozenset[str]] | None:
    """The names that a surface can stand for, of those found by its keys, and their types; kept, because most surfaces
    come again.
    """
    if (
        "\n" in surface
        or surface.count("(") != surface.count(")")
        or (one_token and surface.lower() in STOP_WORDS and not (surface.isupper() and len(surface) > 2))
    ):
        return None
    rows = _with_stops(surface, tuple([row for first in found for row in lexicon.fitting_from(first, surface)]))
    return named_types(rows, lexicon) if rows else None


def names_of(surface: str, lexicon: Lexicon) -> tuple[NameRow, ...]:
    """The names with the key of a surface that ``fits`` lets it stand for."""
    return _with_stops(surface, lexicon.fitting(surface))


class NamesInText:
    """Holds a lexicon and what was asked of it before."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - lives as long as its process
    def __call__(self, surface: str) -> tuple[NameRow, ...]:
        """The names that a surface can stand for, as ``names_of`` gives them."""
        return names_of(surface, self._lexicon)


def _with_stops(surface: str, rows: tuple[NameRow, ...]) -> tuple[NameRow, ...]:
    """Of names that a surface fits by its case and blanks those that it fits by its stops."""
    return tuple([row for row in rows if STOP.search(row.text)]) if STOP.search(surface) else rows


def fits(surface: str, row: NameRow) -> bool:
    """Whether a surface with the key of a name may stand for it: case by the name's policy, blanks where the name
    allows them, and a stop before a blank only where the name has one (``E. coli``): ``IL. 6 patients`` is no IL-6.
    """
    if STOP.search(surface) and not STOP.search(row.text):
        return False
    return names.case_fits(surface, row.text, row.policy) and names.blanks_fit(surface, row.text)


def is_near_label(surface: str, row: NameRow, lexicon: Lexicon) -> bool:
    """Whether a name is the label of its entity, was given by hand, or shares a word with the label: sources have the
    organ itself (``pituitary gland``) among the names of its disease.
    """
    return row.scope in ("label", "curated") or not {*surface.casefold().split()}.isdisjoint(
        lexicon.label(row.entity).casefold().split()
    )


def _hits(tokens: Tokens, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """(first, last, first name) of every stretch whose key is that of a name, as printed first and then in the
    singular.
    """
    count = len(tokens.words)
    sizes = min(MAX_TOKENS, count)
    if not count:
        return []
    # Row n of the table holds the stretches of n tokens by their first token.
    table: U64 = np.zeros((sizes + 1, count), dtype=np.uint64)
    table[1] = tokens.hashes
    for size in range(1, sizes):
        row = table[size + 1, : count - size]
        np.multiply(table[size, : count - size], tokens.powers[size:], out=row)
        row += tokens.hashes[size:]
    # A name starts and ends at a word: at (n, i) of the view, whether the last of n + 1 tokens from token i on is one.
    word = np.zeros(count + sizes, dtype=bool)
    np.greater(tokens.lengths, 0, out=word[:count])
    ends_at_word: npt.NDArray[np.bool_] = np.ndarray((sizes, count), np.bool_, word, 0, (1, 1))
    places = np.flatnonzero(ends_at_word & word[:count])
    # The stretches that end in a plural, in the singular.
    plural = np.flatnonzero(tokens.singular_hashes != tokens.hashes)
    begins = plural - np.arange(sizes)[:, None]
    rows, columns = ((begins >= 0) & word[begins]).nonzero()
    begins, plural = begins[rows, columns], plural[columns]
    single = table[rows, begins] * tokens.singular_powers[plural] + tokens.singular_hashes[plural]
    places, keys = np.concatenate([places, rows * count + begins]), np.concatenate([table[1:].ravel()[places], single])
    found, name = lexicon.found(keys)
    before_last, first = np.divmod(places[found], count)
    return list(zip(first.tolist(), (first + before_last + 1).tolist(), name.tolist(), strict=True))
