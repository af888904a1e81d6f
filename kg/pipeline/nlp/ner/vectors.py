"""Static vectors of words by floret's scheme: the mean of the bucket rows of a word and its character n-grams.

Any string has a vector. The hashes are those of spaCy's floret vectors (MurmurHash3, 128 bits), so that a table trained
with floret fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.vectors import Vectors

BUCKETS = 50_000
HASHES = 2
SHORTEST, LONGEST = 3, 5
"""Characters of the n-grams, word borders included."""

MAX_CHARACTERS = 64
"""A longer token is no word; its vector is that of its beginning."""


@dataclass(frozen=True, slots=True, eq=False)
class VectorTable:
    """Bucket rows (int8, buckets x dimensions) and the scale of each (float16)."""

    rows: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float16]


class WordVectors:
    """Holds the unpacked table; call it with a word."""

    def __init__(self, table: VectorTable) -> None:
        data = table.rows.astype(np.float32)
        data *= table.scale.astype(np.float32)[:, None]
        self.dimensions = data.shape[1]
        self._vectors = Vectors(
            data=data,
            mode="floret",
            minn=SHORTEST,
            maxn=LONGEST,
            hash_count=HASHES,
            hash_seed=2166136261,
            bow="<",
            eow=">",
        )

    def __call__(self, word: str) -> npt.NDArray[np.float32]:
        """The vector of a word (float32, dimensions)."""
        vector: npt.NDArray[np.float32] = self.all([word])[0]
        return vector

    def all(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of words: float32, words x dimensions."""
        # Half a surrogate pair has no bytes to hash.
        found: npt.NDArray[np.float32] = self._vectors.get_batch(
            [word[:MAX_CHARACTERS].encode("utf-8", "replace").decode() for word in words]
        )
        return found
