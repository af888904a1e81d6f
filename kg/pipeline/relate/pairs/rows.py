"""Sentences as the network reads them: word pieces with the type of mention that each lies in, and two markers for
every pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pairs.sentence_pairs import FEATURES, ArgumentMention, SentencePairs
from kg.pipeline.relate.pieces import FIRST, LAST, MASKED, WORD, NetworkInputs, Pieces

KINDS = {"Drug": 1, "Role": 2, "Target": 3, "Pathway": 4, "Disease": 5, "Organism": 6, "CellLine": 6, "Variant": 7}
"""Type of a mention -> number of its embedding; 0 is that of a piece in no mention."""

LONGEST = 224
"""Pieces of a sentence that are read; pairs that stand in what follows are not read."""


@dataclass(frozen=True, slots=True, eq=False)
class SentenceRow:
    """A sentence with its pairs.

    ``pieces``, ``kinds``: its word pieces, and the number of the type of mention that each lies in. ``pairs``: numbers
    of the pairs of ``candidates`` that lie in what is read. ``held``: of each argument the places of its pieces.
    """

    candidates: SentencePairs
    pieces: tuple[int, ...]
    kinds: tuple[int, ...]
    pairs: tuple[int, ...]
    held: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Places that it takes: its pieces, and two markers a pair."""
        return len(self.pieces) + 2 * len(self.pairs)


class SentenceEncoder:
    """Turns the candidates of sentences into rows; holds the tokenizer and the pieces of words seen so far."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._pieces = Pieces(tokenizer)

    def __call__(self, annotated: AnnotatedDocument, found: SentencePairs) -> SentenceRow | None:
        """The row of a sentence; None where no pair lies in what is read of it."""
        text, sentence = annotated.document.text, annotated.sentences[found.sentence]
        pieces, kinds = [FIRST], [0]
        held: list[tuple[int, ...]] = []
        for argument in found.arguments:
            if argument.outside:
                own = [
                    piece
                    for word in WORD.finditer(text, argument.start, argument.end)
                    for piece in self._pieces(word.group())
                ]
                held.append(tuple(range(len(pieces), len(pieces) + len(own))))
                pieces += [*own, *self._pieces(":")]
                kinds += [*([KINDS[argument.type]] * len(own)), 0]
        inside = [argument for argument in found.arguments if not argument.outside]
        spans = [(argument.start, argument.end, KINDS[argument.type]) for argument in inside]
        spans += [
            (one.mention.start, one.mention.end, KINDS[one.best.type])
            for one in annotated.groundings
            if sentence.start <= one.mention.start < sentence.end
            and one.best is not None
            and one.best.type in ("Organism", "CellLine")
        ]
        words = [word.span() for word in WORD.finditer(text, sentence.start, sentence.end)]
        places: list[int] = []
        for start, end in words:
            own = list(self._pieces(text[start:end]))
            places.append(len(pieces))
            kind = next((kind for first, last, kind in spans if first < end and start < last), 0)
            pieces += own
            kinds += [kind] * len(own)
        places.append(len(pieces))
        held += [_pieces_of(argument, words, places) for argument in inside]
        pieces, kinds = [*pieces[: LONGEST - 1], LAST], [*kinds[: LONGEST - 1], 0]
        within = [tuple(at for at in one if at < len(pieces) - 1) for one in held]
        pairs = tuple(number for number, (a, b) in enumerate(found.pairs) if within[a] and within[b])
        return SentenceRow(found, tuple(pieces), tuple(kinds), pairs, tuple(within)) if pairs else None


def _pieces_of(argument: ArgumentMention, words: Sequence[tuple[int, int]], places: Sequence[int]) -> tuple[int, ...]:
    covered = [number for number, (start, end) in enumerate(words) if start < argument.end and argument.start < end]
    return tuple(range(places[covered[0]], places[covered[-1] + 1])) if covered else ()


def arrays(rows: Sequence[SentenceRow]) -> NetworkInputs:
    """What the network is given of some sentences.

    ``pieces``, ``kinds``: [B, T]; ``mask``: [B, 1, 1, T], added to the attention; ``shares``: [B, 2P, T], what each
    piece makes up of the argument that a marker stands for; ``marks``, ``places``: [B, 2P], kind of the argument and
    place of its first piece; ``counts``: [B, P, F]. Where a sentence has fewer than P pairs, what stands in their place
    means nothing.
    """
    length, most = max(len(row.pieces) for row in rows), max(len(row.pairs) for row in rows)
    given: NetworkInputs = {
        "pieces": np.zeros((len(rows), length), np.int64),
        "kinds": np.zeros((len(rows), length), np.int64),
        "mask": np.full((len(rows), 1, 1, length), MASKED, np.float32),
        "shares": np.zeros((len(rows), 2 * most, length), np.float32),
        "marks": np.zeros((len(rows), 2 * most), np.int64),
        "places": np.zeros((len(rows), 2 * most), np.int64),
        "counts": np.zeros((len(rows), most, len(FEATURES)), np.float32),
    }
    for at, row in enumerate(rows):
        size = len(row.pieces)
        given["pieces"][at, :size], given["kinds"][at, :size], given["mask"][at, ..., :size] = row.pieces, row.kinds, 0
        for place, number in enumerate(row.pairs):
            for side, argument in enumerate(row.candidates.pairs[number]):
                where = row.held[argument]
                given["shares"][at, 2 * place + side, list(where)] = 1 / len(where)
                given["marks"][at, 2 * place + side] = KINDS[row.candidates.arguments[argument].type]
                given["places"][at, 2 * place + side] = where[0]
            given["counts"][at, place] = row.candidates.counts[number]
    return given


def batches(rows: Sequence[SentenceRow], most: int) -> list[list[int]]:
    """Numbers of rows that go through the network together: alike in length, at most ``most`` places with the
    padding.
    """
    found: list[list[int]] = []
    longest = widest = 0
    for at in sorted(range(len(rows)), key=lambda at: (len(rows[at].pieces) // 8, len(rows[at].pairs), at)):
        long, wide = max(longest, len(rows[at].pieces)), max(widest, len(rows[at].pairs))
        if found and (len(found[-1]) + 1) * (long + 2 * wide) <= most:
            found[-1].append(at)
            longest, widest = long, wide
        else:
            found.append([at])
            longest, widest = len(rows[at].pieces), len(rows[at].pairs)
    return found
