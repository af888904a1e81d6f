"""The tokens of a document with their rolling hashes: what every other part of this stage works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.ontologies import names
from kg.ontologies.hashing import MAX_LENGTH, POWERS, hash_of

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Tokens of one text: offsets, strings, and for each the hash and the byte length of its folded form (0 for punctuation)."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    hashes: U64
    powers: U64
    lengths: npt.NDArray[np.int64]
    singular_hashes: U64
    singular_powers: U64


@lru_cache(maxsize=1 << 18)
def _numbers(word: str) -> tuple[int, int, int, int, int]:
    folded = names.fold(word)
    length = len(folded.encode())
    if length > MAX_LENGTH:
        return 0, 1, MAX_LENGTH + 1, 0, 1
    # "ARMS" is no plural; "HCCs" and "inhibitors" are.
    single = names.singular(folded) if word[-1] == "s" else folded
    return hash_of(folded), int(POWERS[length]), length, hash_of(single), int(POWERS[len(single.encode())])


_POSSESSIVE = ("'", "’")


def tokenize(text: str) -> Tokens:
    """Split a text into fine tokens (``names.TOKEN``) and hash each; a possessive ``s`` counts as punctuation."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in names.TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    numbers = [_numbers(word) for word in words]
    for at, word in enumerate(words):
        if word == "s" and at > 1 and words[at - 1] in _POSSESSIVE and starts[at] == ends[at - 1] and starts[at - 1] == ends[at - 2]:
            numbers[at] = (0, 1, 0, 0, 1)
    table = np.array(numbers, dtype=np.uint64).reshape(-1, 5)
    return Tokens(
        text, starts, ends, words,
        table[:, 0].copy(), table[:, 1].copy(), table[:, 2].astype(np.int64), table[:, 3].copy(), table[:, 4].copy(),
    )  # fmt: skip
