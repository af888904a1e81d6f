"""Linear models of hashed features: what stands around two names, with a weight each that was learned (logistic
regression).

They tell what a pair of names is about as well as a small network does, at a fraction of its time, and err elsewhere,
so both together are right more often (decision 15). A feature is a word or a run of words and where it stands; both are
hashed to a number below ``SIZE``, so there is no list of words to keep (hashing trick: Weinberger et al. 2009).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
I8 = npt.NDArray[np.int8]
U64 = npt.NDArray[np.uint64]

BITS = 18
SIZE = 1 << BITS
"""Numbers that features have, some of them several features."""

_SHIFT = np.uint64(64 - BITS)
_SPREAD, _NEXT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd: multiplying by them loses nothing

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?|[^\w\s]")


def tokens(text: str) -> list[str]:
    """The words, numbers and signs of a text, in small letters; a number is only known to be one."""
    return ["0" if token[0].isdigit() else token for token in _TOKEN.findall(text.lower())]


@lru_cache(maxsize=1 << 17)
def hashed(word: str) -> int:
    """A word as a number of 64 bits: its CRC-32, spread."""
    return (crc32(word.encode()) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF


@lru_cache(maxsize=1 << 12)
def slot(place: str) -> np.uint64:
    """What is mixed into the words of a place, so that the same word counts apart in another."""
    return np.uint64(hashed(f"/{place}"))


def words(written: Sequence[str]) -> U64:
    """Words as numbers [N]."""
    return np.array([hashed(one) for one in written], np.uint64)


def runs(one: U64, length: int) -> U64:
    """The runs of ``length`` words that follow each other, as numbers [N - length + 1]."""
    found = one[: max(0, len(one) - length + 1)]
    for at in range(1, length):
        found = found * _NEXT + one[at : len(found) + at]
    return found


def whole(one: U64) -> U64:
    """All words together as one number [1]."""
    return runs(one, len(one)) if len(one) else np.zeros(1, np.uint64)


def features(one: U64, place: str) -> U64:
    """Words or runs as features of a place: numbers below ``SIZE`` [N]."""
    return ((one ^ slot(place)) * _SPREAD) >> _SHIFT


PlacedWords = tuple[U64, str]
"""Words or runs, and the place whose features they are."""


def mixed(parts: Sequence[PlacedWords]) -> U64:
    """The features of several parts, in their order: what ``features`` makes of each, in one go."""
    told, places = zip(*parts, strict=True)
    slots = _slots(places).repeat([len(one) for one in told])
    found: U64 = ((np.concatenate(told) ^ slots) * _SPREAD) >> _SHIFT
    return found


@lru_cache(maxsize=1 << 12)
def _slots(places: tuple[str, ...]) -> U64:
    return np.array([slot(place) for place in places], np.uint64)


def gathered(parts: Sequence[U64]) -> U64:
    """Features of several places together, each once, in order; one at least. ``numpy.unique`` does more in more
    time.
    """
    found: U64 = np.concatenate(parts)
    found.sort()
    kept = np.empty(len(found), bool)
    kept[:1] = True
    np.not_equal(found[1:], found[:-1], out=kept[1:])
    once: U64 = found[kept]
    return once


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Weights [SIZE, L] in whole numbers of 8 bits, what one is worth in each column [L], and the constants [L]."""

    weights: I8
    scale: F32
    constants: F32

    def __call__(self, each: Sequence[U64]) -> F64:
        """The probability of each label [N, L], each by itself, of N things by their features; a thing has one feature
        at least.
        """
        if not each:
            return np.zeros((0, len(self.scale)))
        starts = np.cumsum([0, *(len(one) for one in each[:-1])])
        sums = np.add.reduceat(self.weights[np.concatenate(each)].astype(np.int32), starts, 0)
        told: F64 = 1 / (1 + np.exp(-(sums * self.scale + self.constants).astype(np.float64)))
        return told


def quantized(weights: F64, constants: F64) -> Linear:
    """A model with its weights as whole numbers: the greatest of a column is 127."""
    scale = np.maximum(np.abs(weights).max(0) / 127, 1e-9)
    return Linear(np.rint(weights / scale).astype(np.int8), scale.astype(np.float32), constants.astype(np.float32))


def packed(linear: Linear) -> bytes:
    """A model as a compressed file; the same model gives the same bytes."""
    file = io.BytesIO()
    np.savez_compressed(file, weights=linear.weights, scale=linear.scale, constants=linear.constants)
    return file.getvalue()


def unpacked(content: bytes, labels: int) -> Linear:
    """The model of a file. Raises ValueError where it does not have as many labels or is none."""
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        found = Linear(kept["weights"], kept["scale"], kept["constants"])
    if found.weights.shape != (SIZE, labels) or found.weights.dtype != np.int8:
        raise ValueError(f"weights of {found.weights.shape} {found.weights.dtype}, expected {(SIZE, labels)} int8")
    return found
