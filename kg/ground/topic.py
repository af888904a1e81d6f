"""Which species a document is about, by all its words: ``polymorphism`` speaks for human genes, ``knockout`` for a mouse's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.ontologies.terms import HUMAN, MOUSE, RAT

KINDS = ("human", "mouse", "rat", "other")
KIND_OF = {HUMAN: 0, MOUSE: 1, RAT: 2}
OTHER = 3

_WORD = re.compile(r"[A-Za-z][A-Za-z/0-9()+-]*[A-Za-z0-9)+-]|-/-")

Vector = npt.NDArray[np.float64]


def kind_of(taxon: str) -> int:
    """Place in ``KINDS`` of a species."""
    return KIND_OF.get(taxon, OTHER)


def words_of(text: str) -> list[str]:
    """The distinct words of a text, in lower case unless all their letters are capitals, sorted."""
    return sorted({word if word.isupper() else word.lower() for word in _WORD.findall(text)})


class Topic:
    """Holds what each word says for each of ``KINDS``."""

    def __init__(self, weights: Mapping[str, Sequence[float]]) -> None:
        self._weights = {word: np.array(row, dtype=np.float64) for word, row in weights.items()}

    def __call__(self, text: str) -> Vector:
        """What the words of a text say for each of ``KINDS``, to be added to a species' score."""
        known = [row for word in words_of(text) if (row := self._weights.get(word)) is not None]
        total: Vector = np.sum(known, axis=0) if known else np.zeros(len(KINDS))
        return total
