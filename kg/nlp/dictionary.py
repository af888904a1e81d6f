"""Dictionary mentions: every stretch of tokens whose key is the key of a name in the lexicon.

All stretches of up to ``MAX_TOKENS`` tokens are hashed at once (numpy, one pass a length) and looked up in the lexicon's bitmap and
sorted hashes; only true hits reach Python, where case and blanks are checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from kg.nlp.tokens import U64, Tokens
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon, NameRow

MAX_TOKENS = 14
"""Longest name looked for, in fine tokens (punctuation counts): 99.7% of the names with a chance to be printed are shorter."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens ``[first, last)`` with the names it can stand for."""

    first: int
    last: int
    start: int
    end: int
    rows: tuple[NameRow, ...]


def matches(tokens: Tokens, lexicon: Lexicon) -> list[Match]:
    """All stretches that name something, overlapping ones included, in text order."""
    hits: dict[tuple[int, int], tuple[int, ...]] = {}
    for first, last, key_hash in _hits(tokens, lexicon):
        hits[first, last] = (*hits.get((first, last), ()), key_hash)
    found = []
    for (first, last), hashes in sorted(hits.items()):
        start, end = tokens.starts[first], tokens.ends[last - 1]
        if rows := _named(lexicon, tokens.text[start:end], last - first == 1, hashes):
            found.append(Match(first, last, start, end, rows))
    return found


@lru_cache(maxsize=1 << 16)
def _named(lexicon: Lexicon, surface: str, one_token: bool, hashes: tuple[int, ...]) -> tuple[NameRow, ...]:
    """The names that a surface with keys of these hashes can stand for; kept, because most surfaces come again and again."""
    if (
        "\n" in surface
        or surface.count("(") != surface.count(")")
        or (one_token and surface.lower() in STOP_WORDS and not (surface.isupper() and len(surface) > 2))
    ):
        return ()
    return tuple(row for key_hash in hashes for row in lexicon.rows_of_hash(key_hash) if fits(surface, row))


def fits(surface: str, row: NameRow) -> bool:
    """Whether a surface with the key of a name may stand for it: case by the name's policy, blanks where the name allows them."""
    return names.case_fits(surface, row.text, row.policy) and names.blanks_fit(surface, row.text)


def _hits(tokens: Tokens, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """(first, last, hash) of every stretch whose key is that of a name, as printed first and then in the singular."""
    count = len(tokens.words)
    sizes = min(MAX_TOKENS, count)
    if not count:
        return []
    # Row n holds the stretches of n + 1 tokens by their first token. A name starts and ends at a word; a hash of 0 is never looked up.
    hashes: U64 = np.zeros((sizes, count), dtype=np.uint64)
    singular: U64 = np.zeros((sizes, count), dtype=np.uint64)
    hashes[0], singular[0] = tokens.hashes, tokens.singular_hashes
    for size in range(1, sizes):
        before = hashes[size - 1, : count - size]
        np.multiply(before, tokens.powers[size:], out=hashes[size, : count - size])
        hashes[size, : count - size] += tokens.hashes[size:]
        np.multiply(before, tokens.singular_powers[size:], out=singular[size, : count - size])
        singular[size, : count - size] += tokens.singular_hashes[size:]
    is_word = np.zeros(count + sizes, dtype=bool)
    is_word[:count] = tokens.lengths > 0
    last_is_word = np.lib.stride_tricks.sliding_window_view(is_word, count)[:sizes]
    places = np.flatnonzero(last_is_word & is_word[:count])
    full, single = hashes.ravel()[places], singular.ravel()[places]
    other = single != full
    places, keys = np.concatenate([places, places[other]]), np.concatenate([full, single[other]])
    maybe = np.flatnonzero(lexicon.may_hold(keys) & (keys != 0))
    places, keys = places[maybe], keys[maybe]
    at = np.searchsorted(lexicon.name_hash, keys)
    at[at == len(lexicon.name_hash)] = 0
    true = lexicon.name_hash[at] == keys
    size, first = np.divmod(places[true], count)
    return list(zip(first.tolist(), (first + size + 1).tolist(), keys[true].tolist(), strict=True))
