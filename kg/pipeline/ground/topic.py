"""Which species a document is about, by all its words: ``polymorphism`` speaks for human genes, ``knockout`` for a
mouse's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kg.lexicon.taxa import HUMAN, MOUSE, RAT

KINDS = ("human", "mouse", "rat", "other")
KIND_OF = {HUMAN: 0, MOUSE: 1, RAT: 2}
OTHER = 3

_WORD = re.compile(r"[A-Za-z][A-Za-z/0-9()+-]*[A-Za-z0-9)+-]|-/-")

Vector = npt.NDArray[np.float64]
"""Numbers in rows: a row for each species that competes, or one for all of ``KINDS``."""


def kind_of(taxon: str) -> int:
    """Place in ``KINDS`` of a species."""
    return KIND_OF.get(taxon, OTHER)


@lru_cache(maxsize=4)  # each text is asked for twice
def words_of(text: str) -> tuple[str, ...]:
    """The distinct words of a text, in lower case unless all their letters are capitals, sorted."""
    return tuple(sorted({word if word.isupper() else word.lower() for word in _WORD.findall(text)}))


class Topic:
    """Holds what each word says for each of ``KINDS``."""

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._row = {word: number for number, word in enumerate(weights)}
        self._weights = np.array(list(weights.values()), dtype=np.float64).reshape(-1, len(KINDS))

    def __call__(self, text: str) -> Vector:
        """What the words of a text say for each of ``KINDS``, to be added to a species' score."""
        row = self._row
        total: Vector = self._weights[[row[word] for word in words_of(text) if word in row]].sum(axis=0)
        return total
