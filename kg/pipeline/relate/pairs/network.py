"""Runs the network of relations on one document at a time, on one thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pairs.labels import DENIED
from kg.pipeline.relate.pairs.model import RelationModel
from kg.pipeline.relate.pairs.rows import SentenceEncoder, SentenceRow, arrays, batches
from kg.pipeline.relate.pairs.sentence_pairs import ArgumentMention, SentencePairs

F64 = npt.NDArray[np.float64]

AT_ONCE = 250
"""Most places, with the padding, that go through the network together: more would be padded more, which costs more than
it saves.
"""


@dataclass(frozen=True, slots=True, eq=False)
class PairScores:
    """What the network says of a pair of mentions in a sentence (its number).

    ``scores``: [labels] of the output that was asked for; ``denied``: [2], that it is not denied and that it is. Both
    are divided by their temperature, so that ``softmax`` makes probabilities of them.
    """

    sentence: int
    first: ArgumentMention
    second: ArgumentMention
    scores: F64
    denied: F64


class RelationNetwork:
    """Holds the network; call it with a document.

    ``output``: which of ``kg.pipeline.relate.pairs.labels.LABELS`` is asked for.
    """

    def __init__(self, model: RelationModel, output: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The fused sum and norm of onnxruntime 1.32 is slower than the two apart: a tenth of the time of all.
        apart = ["SkipLayerNormFusion"]
        self._session = onnxruntime.InferenceSession(
            model.network, options, ["CPUExecutionProvider"], disabled_optimizers=apart
        )
        self._encode = SentenceEncoder(Tokenizer.from_str(model.tokenizer))
        self._temperatures = model.temperatures
        self._output = output

    def __call__(self, annotated: AnnotatedDocument, sentences: Iterable[SentencePairs]) -> Iterator[PairScores]:
        """Readings of the pairs of some sentences, by sentence and in the order of its pairs; pairs beyond what is read
        have none.
        """
        found = (self._encode(annotated, one) for one in sentences)
        rows = [row for row in found if row is not None]
        both = self._both(rows)
        for row, (scores, denied) in zip(rows, both, strict=True):
            for place, number in enumerate(row.pairs):
                first, second = (row.candidates.arguments[at] for at in row.candidates.pairs[number])
                yield PairScores(row.candidates.sentence, first, second, scores[place], denied[place])

    def scores(self, rows: Sequence[SentenceRow]) -> list[F64]:
        """Scores [P, labels] of the pairs of each row, softened."""
        return [scores for scores, _ in self._both(rows)]

    def _both(self, rows: Sequence[SentenceRow]) -> list[tuple[F64, F64]]:
        told: list[tuple[F64, F64]] = [(np.empty(0), np.empty(0))] * len(rows)
        for some in batches(rows, AT_ONCE):
            for place, both in zip(some, self._run([rows[at] for at in some]), strict=True):
                told[place] = both
        return told

    def _run(self, rows: Sequence[SentenceRow]) -> list[tuple[F64, F64]]:
        scores, denied = self._session.run([self._output, DENIED], arrays(rows))
        softened = (
            scores.astype(np.float64) / self._temperatures[self._output],
            denied.astype(np.float64) / self._temperatures[DENIED],
        )
        return [(softened[0][at, : len(row.pairs)], softened[1][at, : len(row.pairs)]) for at, row in enumerate(rows)]


def pooled(scores: Sequence[F64]) -> F64:
    """Scores of several places that speak of the same, as scores of it: the logarithm of the sum of exponentials."""
    together: F64 = np.logaddexp.reduce(np.stack(scores), 0)
    return together
