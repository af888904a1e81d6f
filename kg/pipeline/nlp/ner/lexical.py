"""What the lexicon says of each token: part of the longest name of each class of names, and what the token means on its
own.

Works on the matches of ``kg.pipeline.nlp.dictionary``, so that network, dictionary and grounding see the same names.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.ner.words import MAX_CHARACTERS

CLASSES = (
    "drug",
    "substance-register",
    "supplementary",
    "disease-mesh",
    "disease",
    "symbol",
    "target-name",
    "pathway",
    "role",
    "other",
)
"""Classes of names; each has four columns: the token begins, is inside, ends, or alone is the longest name of the class
here.
"""

ALONE = ("target-any-case", "target-own-case", "drug-any-case", "disease-any-case")
"""What a token on its own names when its case is not judged (or, for symbols, is exactly the name's)."""

COLUMNS = 4 * len(CLASSES) + len(ALONE)
_BEGIN, _INSIDE, _END, _SINGLE = range(4)
_CACHED = 1 << 17


class LexicalFeatures:
    """Holds what is known of surfaces and tokens seen so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._classes: dict[str, tuple[int, ...]] = {}
        self._alone: dict[str, tuple[int, ...]] = {}

    def __call__(self, words: list[str], found: list[Match], text: str, into: npt.NDArray[np.float32]) -> None:
        """Set the columns of ``into`` (tokens x at least ``COLUMNS``, zeros); ``found``: the dictionary matches of all
        the ``words``.
        """
        end = [0] * len(CLASSES)
        # Of the names that start at a token the longest comes first.
        for match in sorted(found, key=lambda m: (m.first, -m.last)):
            for class_ in self._classes_of(text[match.start : match.end], match.rows):
                if end[class_] > match.first:
                    continue
                end[class_] = match.last
                column = 4 * class_
                if match.last - match.first == 1:
                    into[match.first, column + _SINGLE] = 1.0
                else:
                    into[match.first, column + _BEGIN] = 1.0
                    into[match.first + 1 : match.last - 1, column + _INSIDE] = 1.0
                    into[match.last - 1, column + _END] = 1.0
        known = self._alone
        alone = [columns if (columns := known.get(word)) is not None else self._alone_of(word) for word in words]
        if places := [(at, column) for at, columns in enumerate(alone) if columns for column in columns]:
            rows, columns = zip(*places, strict=True)
            into[rows, columns] = 1.0

    def _classes_of(self, surface: str, rows: tuple[NameRow, ...]) -> tuple[int, ...]:
        known = self._classes.get(surface)
        if known is None:
            known = tuple(sorted({_class(self._lexicon.type(row.entity), row) for row in rows}))
            _keep(self._classes, surface, known)
        return known

    def _alone_of(self, word: str) -> tuple[int, ...]:
        columns = self._look_up(word) if 1 < len(word) <= MAX_CHARACTERS and word[0].isalnum() else ()
        _keep(self._alone, word, columns)
        return columns

    def _look_up(self, word: str) -> tuple[int, ...]:
        columns = set()
        for row in self._lexicon.lookup(word):
            type_ = self._lexicon.type(row.entity)
            if type_ == "Target":
                columns.add(0)
                if row.text == word:
                    columns.add(1)
            elif type_ == "Drug":
                columns.add(2)
            elif type_ == "Disease":
                columns.add(3)
        return tuple(4 * len(CLASSES) + column for column in sorted(columns))


def _class(type_: str, row: NameRow) -> int:
    if type_ == "Drug":
        return {"unii": 1, "mesh-scr": 2, "unii-plants": 9}.get(row.source, 0)
    if type_ == "Disease":
        return 3 if row.source == "mesh" else 4
    if type_ == "Target":
        return 6 if " " in row.text or row.scope == "label" else 5
    return {"Pathway": 7, "Role": 8}.get(type_, 9)


def _keep(cache: dict[str, Any], key: str, value: Any) -> None:
    if len(cache) >= _CACHED:
        cache.clear()
    cache[key] = value
