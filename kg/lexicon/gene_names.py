"""Human genes by likeness of their names.

For a name in words that the lexicon does not have, the names with most of its words are found: authors turn the words
of a gene's name about (``tissue-type plasminogen activator``: *plasminogen activator, tissue type*), and write Greek
letters and numbers in several ways. A name becomes a bag of words, each weighted by how few names hold it. Likeness is
the cosine of two bags, less a part for what makes another gene: a number or letter more, or a word such as *receptor*
or *like* in one of them only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kg.lexicon import arrays, names, similar
from kg.lexicon.hashing import hash_of
from kg.lexicon.word_lists import word_lists

LEAST_LETTERS = 8
"""A single word of fewer letters is a symbol, and symbols are not alike."""

FIRST, OTHER, HEAD = 0.08, 0.25, 0.3
"""What likeness loses by a number or letter that only the gene's name has, and by a head in one name only.

``FIRST`` is for ``1`` and ``a``, which authors leave out, ``OTHER`` for any other, ``HEAD`` for a word such as
*receptor*.
"""

_LOOKED_AT = 24
_PARTS = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class AlikeGene:
    """A gene's entity by its row, one of its names, and how like that is to what was asked for (0..1)."""

    row: int
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _GeneWords:
    same: dict[str, str]
    empty: frozenset[str]
    heads: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _GeneWords:
    table = word_lists()["gene-names"]
    return _GeneWords(dict(table["same"]), frozenset(table["empty"]), frozenset(table["heads"]))


def words(text: str) -> list[str]:
    """The words of a gene's name as they are compared.

    They are in the singular, Greek letters are Latin ones, and Roman numerals are numbers.
    """
    return [part for token in names.folded_tokens(text) for part in _parts(token)]


@lru_cache(maxsize=1 << 16)
def _parts(token: str) -> tuple[str, ...]:
    table = _table()
    found: list[str] = []
    for part in _PARTS.findall(token):
        greek = next(
            (name for name in table.same if len(name) > 2 and part.endswith(name) and len(part) > len(name) + 2), ""
        )
        both = (part.removesuffix(greek), greek) if greek else (part,)
        found += [table.same.get(one, one) for one in map(names.singular, both) if one not in table.empty]
    return tuple(found)


def bag(text: str) -> set[int]:
    """The hashes of a name's words."""
    return {hash_of(word) for word in words(text)}


def worth_comparing(text: str) -> bool:
    """Whether a name has words, and is not a symbol alone."""
    return " " in text.strip() or sum(c.isalpha() for c in text) >= LEAST_LETTERS


class GeneNames:
    """Read access to the index in a lexicon's folder."""

    def __init__(self, folder: Path) -> None:
        self._rows = arrays.load(folder, "gene_names.rows")
        self._texts = arrays.Strings(folder, "gene_names.texts")
        self._index = similar.SimilarNames(
            bag, **{name: arrays.load(folder, f"gene_names.{name}") for name in similar.INDEX}
        )

    def of(self, row: int) -> tuple[str, ...]:
        """The names in words of the gene or family of a row, those that compare equal once."""
        first, last = np.searchsorted(self._rows, (row, row + 1)).tolist()
        return tuple(self._texts[place] for place in range(first, last))

    def weight(self, word: str) -> float:
        """How rare a word (as ``words`` gives them) is in names: the logarithm of names by those that hold it."""
        return float(self._index.weights_of(np.array([hash_of(word)], dtype=np.uint64))[0])

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - a lexicon lives as long as its process
    def __call__(self, text: str, least: float = 0.0) -> AlikeGene | None:
        """The gene or family with the name most like ``text``.

        None where none is as like it as ``least`` (0..1), or where ``text`` is a symbol.
        """
        if not worth_comparing(text):
            return None
        wanted = words(text)
        best: AlikeGene | None = None
        for place, likeness in self._index(text, _LOOKED_AT, least):
            name = self._texts[place]
            score = round(likeness - _taken_off(wanted, words(name)), 4)
            if score > 0 and score >= least and (best is None or score > best.likeness):
                best = AlikeGene(int(self._rows[place]), name, score)
        return best


def _taken_off(wanted: list[str], have: list[str]) -> float:
    """What two names' likeness loses by what tells genes of one family apart.

    It is more than 1 where the gene's name lacks a number that is asked for.
    """
    numbers, others = ({word for word in bag if word.isdigit() or len(word) == 1} for bag in (wanted, have))
    if numbers - others:
        return 2.0
    more = others - numbers
    number = (FIRST if more <= {"1", "a"} else OTHER) if more else 0.0
    return number + (HEAD if set(wanted).symmetric_difference(have) & _table().heads else 0.0)
