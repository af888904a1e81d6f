"""Dictionary mentions: every stretch of tokens whose key is the key of a name in the lexicon.

All stretches of up to ``MAX_TOKENS`` tokens are hashed at once (numpy, one pass a length) and looked up in the lexicon's bitmap and
sorted hashes; only true hits reach Python, where case and blanks are checked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.lang.en.stop_words import STOP_WORDS

from kg.nlp.tokens import U64, Tokens
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon, NameRow

MAX_TOKENS = 14
"""Longest name looked for, in fine tokens (punctuation counts): 99.7% of the names with a chance to be printed are shorter."""

STOP = re.compile(r"[.!?;:][\"'”’)\]]*\s")
"""What ends a sentence or a clause; most names have none."""


class Match(NamedTuple):
    """A stretch of tokens ``[first, last)`` with the names it can stand for."""

    first: int
    last: int
    start: int
    end: int
    rows: tuple[NameRow, ...]


def matches(tokens: Tokens, lexicon: Lexicon) -> list[Match]:
    """All stretches that name something, overlapping ones included, in text order."""
    hits: dict[tuple[int, int], tuple[int, ...]] = {}
    for first, last, name in _hits(tokens, lexicon):
        hits[first, last] = (*hits.get((first, last), ()), name)
    found = []
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    for (first, last), own in sorted(hits.items()):
        start, end = starts[first], ends[last - 1]
        if rows := _named(lexicon, text[start:end], last - first == 1, own):
            found.append(Match(first, last, start, end, rows))
    return found


def whole(text: str, found: list[Match]) -> list[Match]:
    """Matches without those that a comma parts in two: ``LTR, as`` is not *LTRAs*. The network is shown them, as it was in training."""
    kept = []
    for match in found:
        surface = text[match.start : match.end]
        if "," in surface or ";" in surface:
            match = match._replace(rows=tuple([row for row in match.rows if not names.is_parted(surface, row.text)]))
        if match.rows:
            kept.append(match)
    return kept


@lru_cache(maxsize=1 << 16)
def _named(lexicon: Lexicon, surface: str, one_token: bool, found: tuple[int, ...]) -> tuple[NameRow, ...]:
    """The names that a surface can stand for, of those found by its keys; kept, because most surfaces come again and again."""
    if (
        "\n" in surface
        or surface.count("(") != surface.count(")")
        or (one_token and surface.lower() in STOP_WORDS and not (surface.isupper() and len(surface) > 2))
    ):
        return ()
    return tuple([row for first in found for row in lexicon.rows_from(first) if fits(surface, row)])


def fits(surface: str, row: NameRow) -> bool:
    """Whether a surface with the key of a name may stand for it: case by the name's policy, blanks where the name allows them, and a
    stop before a blank only where the name has one (``E. coli``): ``IL. 6 patients`` is no IL-6."""
    if STOP.search(surface) and not STOP.search(row.text):
        return False
    return names.case_fits(surface, row.text, row.policy) and names.blanks_fit(surface, row.text)


def _hits(tokens: Tokens, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """(first, last, first name) of every stretch whose key is that of a name, as printed first and then in the singular."""
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
    single = np.take_along_axis(table[:-1], begins, axis=1) * tokens.singular_powers[plural] + tokens.singular_hashes[plural]
    good = (begins >= 0) & word[begins]
    rows, _ = good.nonzero()
    places, keys = np.concatenate([places, rows * count + begins[good]]), np.concatenate([table[1:].ravel()[places], single[good]])
    found, name = lexicon.found(keys)
    before_last, first = np.divmod(places[found], count)
    return list(zip(first.tolist(), (first + before_last + 1).tolist(), name.tolist(), strict=True))
