"""The tokens of a document with their rolling hashes: what every other part of this stage works on."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from kg.lexicon import names
from kg.lexicon.hashing import MAX_LENGTH, POWERS, hash_of

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Tokens of one text: offsets, strings, and for each the hash and the byte length of its folded form (0 for
    punctuation).
    """

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
def _numbers(word: str) -> bytes:
    """Hash, power, length, singular's hash and power of a token, as bytes, so that those of a text are joined without a
    loop.
    """
    folded = names.fold(word)
    if not folded:
        return _PUNCTUATION
    length = len(folded.encode())
    if length > MAX_LENGTH:
        return _TOO_LONG
    own, power = hash_of(folded), _POWERS[length]
    # "ARMS" is no plural; "HCCs" and "inhibitors" are.
    single = names.singular(folded) if word[-1] == "s" else folded
    if single == folded:
        return _PACK(own, power, length, own, power)
    return _PACK(own, power, length, hash_of(single), _POWERS[len(single.encode())])


_PACK = struct.Struct("=5Q").pack
_PUNCTUATION = _PACK(0, 1, 0, 0, 1)
_TOO_LONG = _PACK(0x5DEECE66D1CE4E5B, 1, MAX_LENGTH + 1, 0x5DEECE66D1CE4E5B, 1)
"""Of a token longer than any name: the hash is that of no key, so what has such a token in it is no name either."""

_POWERS: list[int] = POWERS.tolist()
_POSSESSIVE = ("'", "’")
_SPLIT = re.compile(f"({names.TOKEN.pattern})")
_SPLIT_ASCII = re.compile(r"([0-9]+(?:[.,][0-9]+)+|[0-9A-Za-z]+|\S)")
"""The same for a text of ASCII, as most abstracts are; in two thirds of the time."""


def tokenize(text: str) -> Tokens:
    """Split a text into fine tokens (``names.TOKEN``) and hash each; a possessive ``s`` counts as punctuation."""
    parts = (_SPLIT_ASCII if text.isascii() else _SPLIT).split(text)  # blanks, token, blanks, token, ..., blanks
    borders = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], borders[:-1:2], borders[1::2]
    numbers = list(map(_numbers, words))
    if "'s" in text or "’s" in text:
        for at, word in enumerate(words):
            if (
                word == "s"
                and at > 1
                and words[at - 1] in _POSSESSIVE
                and starts[at] == ends[at - 1]
                and starts[at - 1] == ends[at - 2]
            ):
                numbers[at] = _PUNCTUATION
    table = np.ascontiguousarray(np.frombuffer(b"".join(numbers), dtype=np.uint64).reshape(-1, 5).T)
    return Tokens(text, starts, ends, words, table[0], table[1], table[2].view(np.int64), table[3], table[4])
