"""Names by likeness: for a name that the lexicon does not have, the names that share most of their letters with it.

A name becomes a bag of its words and of their character 4-grams, each weighted by how few names hold it (tf-idf), after
the words that mean the same in names of diseases have been made one (``renal`` and ``kidney``, ``tumour`` and
``carcinoma``: ontologies/words.toml). Likeness is the cosine of two bags, 0..1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.lexicon import arrays, names
from kg.lexicon.hashing import hash_of
from kg.lexicon.word_lists import word_lists

SIZE = 4
Bag = Callable[[str], set[int]]
Run = tuple[npt.NDArray[np.uint32], float]
"""The names that hold a gram, and the gram's weight squared."""
SLIGHTEST = 1e-4
"""A likeness of less is none."""
INDEX = ("grams", "starts", "names", "weights", "norms")
"""Arrays of an index."""
FILES = (*INDEX, "rows")
"""Arrays of the lexicon's index of names of diseases: those of an index, and the row of each name."""


@dataclass(frozen=True, slots=True)
class _DiseaseWords:
    same: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    empty: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _DiseaseWords:
    table = word_lists()["similar"]
    same = {word: meant for meant, words in table["same"].items() for word in words}
    return _DiseaseWords(same, tuple((old, new) for old, new in table["endings"]), frozenset(table["empty"]))


def words(text: str) -> list[str]:
    """The words of a name of a disease as they are compared.

    They are folded and in the singular, nouns stand for adjectives, and one word for those that mean the same.
    """
    table = _words()
    found = []
    for token in names.folded_tokens(text):
        word = names.singular(token)
        if word in table.empty:
            continue
        if word not in table.same:
            old, new = next(
                ((old, new) for old, new in table.endings if word.endswith(old) and len(word) > len(old) + 2), ("", "")
            )
            word = word.removesuffix(old) + new if old else word
        found.append(table.same.get(word, word))
    return found


def _grams(text: str) -> set[int]:
    found: set[int] = set()
    for word in words(text):
        marked = f"<{word}>"
        found.add(hash_of(marked))
        found.update(hash_of(marked[at : at + SIZE]) for at in range(len(marked) - SIZE + 1))
    return found


class SimilarNames:
    """An index of names, which answers with places in the list it was built from.

    ``bag`` makes the grams of a name; ``index`` holds the arrays of ``INDEX``, as ``build`` makes them.
    """

    def __init__(self, bag: Bag, **index: npt.NDArray[Any]) -> None:
        self._bag = bag
        self._grams, self._starts, self._names, self._weights, self._norms = (index[name] for name in INDEX)
        # a gram that no name holds weighs as much as one that a single name holds
        self._unknown = float(self._weights.max()) if len(self._weights) else 0.0

    @classmethod
    def of(cls, texts: Sequence[str], like: SimilarNames | None = None) -> SimilarNames:
        """An index of ``texts``, with the weights of grams of another index where it has them."""
        return cls(_grams, **build(texts, like))

    def weights_of(self, grams: npt.NDArray[np.uint64]) -> npt.NDArray[np.float32]:
        """The weight of each gram."""
        at = np.searchsorted(self._grams, grams)
        at[at == len(self._grams)] = 0
        known = self._grams[at] == grams if len(self._grams) else np.zeros(len(grams), dtype=bool)
        return np.where(known, self._weights[at] if len(self._grams) else 0.0, self._unknown).astype(np.float32)

    def __call__(self, text: str, limit: int = 10, least: float = 0.0) -> list[tuple[int, float]]:
        """(place, likeness) of the ``limit`` names most like ``text``, most like first.

        Names equally like it come in the order of the list. Those less alike than ``least`` (0..1) are left out; the
        larger it is, the sooner an answer is found.
        """
        grams = np.array(sorted(self._bag(text)), dtype=np.uint64)
        if not len(grams) or not len(self._grams):
            return []
        at = np.searchsorted(self._grams, grams)
        at[at == len(self._grams)] = 0
        at = at[self._grams[at] == grams]
        length = float(np.sqrt((self.weights_of(grams) ** 2).sum()))
        runs = [
            (self._names[self._starts[one] : self._starts[one + 1]], float(self._weights[one]) ** 2)
            for one in at.tolist()
        ]
        telling, common = _parted(runs, (least * length) ** 2)
        if not telling:
            return []
        gains = np.repeat([gain for _, gain in telling], [len(run) for run, _ in telling])
        shared = np.bincount(np.concatenate([run for run, _ in telling]), weights=gains)
        places = np.flatnonzero(shared != 0)  # of numbers themselves it takes several times as long
        shared = shared[places]
        # Only names that the other grams could still make alike enough are looked up in their long runs.
        reachable = shared + sum(gain for _, gain in common) >= self._norms[places] * (length * least * (1 - 1e-6))
        places, shared = places[reachable], shared[reachable]
        for run, gain in common:
            where = np.searchsorted(run, places)
            where[where == len(run)] = 0
            shared += gain * (run[where] == places)
        likeness = (shared / (self._norms[places] * length)).round(4)
        kept = np.flatnonzero(likeness >= max(least, SLIGHTEST))
        ranked = sorted(zip((-likeness[kept]).tolist(), places[kept].tolist(), strict=True))[:limit]
        return [(place, min(-score, 1.0)) for score, place in ranked]


def _parted(runs: list[Run], wanted: float) -> tuple[list[Run], list[Run]]:
    """The grams in two parts: those to look for names with, and the commonest ones.

    No name that is alike enough shares only common ones. Of two bags with cosine c the squared weights of the shared
    grams add up to at least c**2 times those of either bag, which is ``wanted``; so grams that add up to less can be
    left out at first (prefix filtering: Chaudhuri, Ganti and Kaushik 2006).
    """
    runs = sorted(runs, key=lambda run: -len(run[0]))
    left = list(accumulate((gain for _, gain in runs), initial=0.0))
    cut = next((at for at in range(len(runs)) if left[at + 1] >= wanted * (1 - 1e-6)), len(runs))
    return runs[cut:], runs[:cut]


def build(texts: Sequence[str], like: SimilarNames | None = None, bag: Bag = _grams) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an index: sorted grams with their weights and lists of names, and the length of each name's bag."""
    held = [bag(text) for text in texts]
    names_of = np.repeat(np.arange(len(held), dtype=np.uint32), [len(grams) for grams in held])
    flat = np.fromiter((gram for grams in held for gram in grams), dtype=np.uint64, count=len(names_of))
    # by gram, then by name: the order of a set must not show
    order = np.lexsort((names_of, flat))
    flat, names_of = flat[order], names_of[order]
    grams, first, count = np.unique(flat, return_index=True, return_counts=True)
    weights = (
        like.weights_of(grams) if like else np.log(max(len(texts), 1) / count).astype(np.float32) + np.float32(1e-3)
    )
    norms = np.sqrt(np.bincount(names_of, weights=np.repeat(weights, count) ** 2, minlength=len(texts))).astype(
        np.float32
    )
    return {
        "grams": grams,
        "starts": np.append(first, len(flat)).astype(np.uint32),
        "names": names_of,
        "weights": weights,
        "norms": np.maximum(norms, np.float32(1e-6)),
    }


def read(folder: Path) -> tuple[SimilarNames, npt.NDArray[Any]]:
    """The index in a lexicon's folder, and the row of the name at each of its places."""
    index = {name: arrays.load(folder, f"similar.{name}") for name in FILES}
    return SimilarNames(_grams, **index), index["rows"]
