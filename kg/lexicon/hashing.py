"""A rolling hash of keys, so that every stretch of a document can be looked up without building a string for it.

The hash of a string of bytes is the polynomial ``sum(byte * BASE**(n-1-i))`` modulo 2**64 (Karp and Rabin 1987), so the
hash of a concatenation follows from the hashes of its parts. With 2 million keys and 10**11 looked-up stretches the
expected number of false meetings is about 0.01; ``Lexicon`` checks blanks and case against the name's own text
afterwards.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

BASE = 0x9E3779B97F4A7C15 | 1
MASK = (1 << 64) - 1
MAX_LENGTH = 160
"""Bytes of the longest key that is looked up."""

NO_KEY = 0
"""The hash of nothing.

A name without letters and digits has no key, and names that are not looked for are kept under this one.
"""

POWERS: npt.NDArray[np.uint64] = np.array([pow(BASE, n, 1 << 64) for n in range(MAX_LENGTH + 1)], dtype=np.uint64)


@lru_cache(maxsize=1 << 18)
def hash_of(text: str) -> int:
    """Polynomial hash of a string's UTF-8 bytes, 0..2**64-1."""
    value = 0
    for byte in text.encode():
        value = (value * BASE + byte + 1) & MASK
    return value


def mix(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread the bits of hashes evenly (the finaliser of SplitMix64), for use as bitmap positions."""
    mixed = values >> np.uint64(30)
    mixed ^= values
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed
