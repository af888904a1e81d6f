"""Dictionary mentions: every stretch of tokens whose key is the key of a name in the lexicon.

All stretches of up to ``MAX_TOKENS`` tokens are hashed at once (numpy, one pass a length) and looked up in the lexicon's bitmap and
sorted hashes; only true hits reach Python, where case and blanks are checked.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    hits: dict[tuple[int, int], list[int]] = {}
    for first, last, key_hash in _hits(tokens, lexicon):
        hits.setdefault((first, last), []).append(key_hash)
    found = []
    for (first, last), hashes in sorted(hits.items()):
        start, end = tokens.starts[first], tokens.ends[last - 1]
        surface = tokens.text[start:end]
        if (
            "\n" in surface
            or surface.count("(") != surface.count(")")
            or (last - first == 1 and surface.lower() in STOP_WORDS and not (surface.isupper() and len(surface) > 2))
        ):
            continue
        rows = tuple(row for key_hash in hashes for row in lexicon.rows_of_hash(key_hash) if fits(surface, row))
        if rows:
            found.append(Match(first, last, start, end, rows))
    return found


def fits(surface: str, row: NameRow) -> bool:
    """Whether a surface with the key of a name may stand for it: case by the name's policy, blanks where the name allows them."""
    return names.case_fits(surface, row.text, row.policy) and names.blanks_fit(surface, row.text)


def _hits(tokens: Tokens, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    count = len(tokens.words)
    if not count:
        return []
    is_word = tokens.lengths > 0
    hashes: U64 = tokens.hashes.copy()
    spans: list[tuple[U64, U64, U64]] = []
    every = np.arange(count, dtype=np.uint64)
    # A name starts and ends at a word; a lone "s", digit or letter is never looked up.
    for size in range(1, min(MAX_TOKENS, count) + 1):
        if size > 1:
            tail = slice(size - 1, None)
            before = hashes[: count - size + 1]
            hashes = before * tokens.powers[tail] + tokens.hashes[tail]
            singular = before * tokens.singular_powers[tail] + tokens.singular_hashes[tail]
        else:
            singular = tokens.singular_hashes
        good = is_word[: count - size + 1] & is_word[size - 1 :]
        first = every[: count - size + 1][good]
        full = hashes[good]
        single = singular[good]
        spans.append((first, np.full(len(first), size, dtype=np.uint64), full))
        other = single != full
        spans.append((first[other], np.full(int(other.sum()), size, dtype=np.uint64), single[other]))
    first_of = np.concatenate([s[0] for s in spans])
    size_of = np.concatenate([s[1] for s in spans])
    hash_of = np.concatenate([s[2] for s in spans])
    maybe = lexicon.may_hold(hash_of) & (hash_of != 0)
    first_of, size_of, hash_of = first_of[maybe], size_of[maybe], hash_of[maybe]
    at = np.searchsorted(lexicon.name_hash, hash_of)
    at[at == len(lexicon.name_hash)] = 0
    true = lexicon.name_hash[at] == hash_of
    return [
        (first, first + size, key_hash)
        for first, size, key_hash in zip(first_of[true].tolist(), size_of[true].tolist(), hash_of[true].tolist(), strict=True)
    ]
