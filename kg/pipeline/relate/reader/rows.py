"""A document as the network reads it: word pieces with the type of mention and the zone that each lies in, and where
the entities are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pieces import FIRST, LAST, MASKED, WORD, Pieces
from kg.pipeline.relate.reader.study_pairs import StudyPairs
from kg.pipeline.relate.zones import ZONES

F32 = npt.NDArray[np.float32]
I64 = npt.NDArray[np.int64]

TYPES = {"Drug": 1, "Role": 1, "Target": 2, "Disease": 3, "Organism": 4, "CellLine": 4, "Pathway": 4}
"""Type of a mention -> number of its embedding; 0 is that of a piece in no mention."""

LONGEST = 640
"""Pieces of a document that are read; what follows is left out, and pairs that stand there alone are not read."""


@dataclass(frozen=True, slots=True, eq=False)
class DocumentRows:
    """Arrays of one document for the network, and the pairs (numbers in ``StudyPairs.pairs``) that they hold.

    ``pieces``, ``types``, ``zones``: [1, T]; ``shares``: [1, E, T], what each entity's pieces make up of it;
    ``sentences``: [1, S, T] likewise, ``sentence_mask``: [1, 1, S]; ``drugs``, ``diseases``: [1, N], places among the E
    entities.
    """

    pairs: tuple[int, ...]
    pieces: I64
    types: I64
    zones: I64
    shares: F32
    sentences: F32
    sentence_mask: F32
    drugs: I64
    diseases: I64


def _read(annotated: AnnotatedDocument, named: Sequence[int]) -> list[tuple[int, int]]:
    """Spans of the sentences that are read: the title, the last, and those in which an entity of a pair is named (at
    ``named``, sorted).

    What other sentences say of a pair is left to the passages of the reader of results; they are a third of the pieces.
    """
    sentences = annotated.sentences
    last = len(sentences) - 1
    return [
        (one.start, one.end)
        for at, one in enumerate(sentences)
        if at in (0, last) or bisect_left(named, one.start) < bisect_left(named, one.end)
    ]


class DocumentEncoder:
    """Turns documents into rows; holds the tokenizer and the pieces of words seen so far."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._pieces = Pieces(tokenizer)

    def __call__(self, annotated: AnnotatedDocument, found: StudyPairs) -> DocumentRows | None:
        """The rows of a document; None where no pair lies in what is read of it."""
        text = annotated.document.text
        starts = [sentence.start for sentence in annotated.sentences]
        number = {one.id: at for at, one in enumerate(found.entities)}
        marks = sorted(
            (
                grounding.mention.start,
                grounding.mention.end,
                TYPES[grounding.best.type],
                number.get(grounding.best.id, -1),
            )
            for grounding in annotated.groundings
            if grounding.best is not None and grounding.best.type in TYPES
        )
        pieces, types, held, words = self.laid_out(
            text, marks, _read(annotated, [mark[0] for mark in marks if mark[3] >= 0])
        )
        zones, places = [0], [-1]
        for start, count in words:
            place = max(0, bisect_right(starts, start) - 1)
            zones += [ZONES.index(found.zones[place]) + 1] * count
            places += [place] * count
        return self._rows(found, pieces[:LONGEST], types[:LONGEST], zones[:LONGEST], places[:LONGEST], held)

    def marked(
        self, text: str, marks: list[tuple[int, int, int, int]]
    ) -> tuple[list[int], list[int], dict[int, list[int]]]:
        """Pieces of a text with the number of the type that each lies in, and where each entity is; ``marks``: (start,
        end, type, entity) of its mentions, sorted.
        """
        pieces, types, held, _ = self.laid_out(text, marks)
        pieces, types = [*pieces[:LONGEST], LAST], [*types[:LONGEST], 0]
        held = {
            entity: inside for entity, where in held.items() if (inside := [at for at in where if at < len(pieces) - 1])
        }
        return pieces, types, held

    def laid_out(
        self, text: str, marks: list[tuple[int, int, int, int]], spans: Sequence[tuple[int, int]] = ()
    ) -> tuple[list[int], list[int], dict[int, list[int]], list[tuple[int, int]]]:
        """The same before it is cut, with the start of each word and how many pieces it has; of ``spans`` of the text
        alone, if any.
        """
        pieces, types, words = [FIRST], [0], []
        held: dict[int, list[int]] = {}
        at = 0
        for word in chain.from_iterable(WORD.finditer(text, *span) for span in spans or ((0, len(text)),)):
            start, end = word.span()
            own = self._pieces(word.group())
            while at < len(marks) and marks[at][1] <= start:
                at += 1
            type_ = 0
            for first, last, kind, entity in marks[at:]:
                if first >= end:
                    break
                if last > start:
                    type_ = kind
                    if entity >= 0:
                        held.setdefault(entity, []).extend(range(len(pieces), len(pieces) + len(own)))
            pieces += own
            types += [type_] * len(own)
            words.append((start, len(own)))
            if len(pieces) > LONGEST:
                break
        return pieces, types, held, words

    def _rows(
        self,
        found: StudyPairs,
        pieces: list[int],
        types: list[int],
        zones: list[int],
        places: list[int],
        held: dict[int, list[int]],
    ) -> DocumentRows | None:
        size = len(pieces) + 1
        held = {entity: inside for entity, where in held.items() if (inside := [at for at in where if at < size - 1])}
        pairs = [at for at, (drug, disease) in enumerate(found.pairs) if drug in held and disease in held]
        if not pairs:
            return None
        row_of = {entity: at for at, entity in enumerate(held)}
        shares = np.zeros((1, len(held), size), np.float32)
        for entity, where in held.items():
            shares[0, row_of[entity], where] = 1 / len(where)
        where_of = np.array([*places, -1])
        sentences = np.zeros((1, len(found.zones), size), np.float32)
        sentences[0, where_of[where_of >= 0], np.flatnonzero(where_of >= 0)] = 1
        lengths = sentences.sum(-1, keepdims=True)
        return DocumentRows(
            tuple(pairs),
            np.array([[*pieces, LAST]], np.int64),
            np.array([[*types, 0]], np.int64),
            np.array([[*zones, 0]], np.int64),
            shares,
            sentences / np.maximum(lengths, 1),
            np.where(lengths[:, :, 0] > 0, 0, MASKED).astype(np.float32)[:, None],
            np.array([[row_of[found.pairs[at][0]] for at in pairs]], np.int64),
            np.array([[row_of[found.pairs[at][1]] for at in pairs]], np.int64),
        )
