"""Runs the network that reads results: of each pair that a document may have studied, what was found and to whom it is
credited.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pieces import LAST, NetworkInputs
from kg.pipeline.relate.probabilities import softmax
from kg.pipeline.relate.reader.passages import Passages, ResultPassage
from kg.pipeline.relate.reader.results_model import OUTPUTS, ZONE_NUMBERS, ResultModel
from kg.pipeline.relate.reader.rows import DocumentEncoder
from kg.pipeline.relate.reader.study_pairs import StudyPairs

DRUG, OTHER_DRUG, DISEASE, OTHER_DISEASE = 1, 2, 3, 4
"""Numbers of the embeddings of the pair's own mentions and of others; 0 is that of a piece in no mention."""

LONGEST = 400
"""Pieces of a passage that are read: about 1,600 characters, which a passage has only where a sentence alone is
longer.
"""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage in pieces with their types and zones, and the places of the drug's and of the disease's pieces."""

    pieces: tuple[int, ...]
    types: tuple[int, ...]
    zones: tuple[int, ...]
    drug: tuple[int, ...]
    disease: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResultReading:
    """What the network says of one pair: the probabilities of each output's labels, and the sentence that weighs most
    in them.
    """

    role: Mapping[str, float]
    polarity: Mapping[str, float]
    sentence: int


class ResultNetwork:
    """Holds the network; call it with a document and some of its pairs."""

    def __init__(self, model: ResultModel) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep the memory of the greatest batch
        self._session = onnxruntime.InferenceSession(model.network, options, providers=["CPUExecutionProvider"])
        self._encode = DocumentEncoder(Tokenizer.from_str(model.tokenizer))
        self._model = model

    def __call__(
        self, annotated: AnnotatedDocument, found: StudyPairs, pairs: Sequence[tuple[int, int]]
    ) -> tuple[ResultReading, ...]:
        """One result a pair, in their order."""
        if not pairs:
            return ()
        passage_of = Passages(annotated, found, self._model.sentences)
        return tuple(self._read(passage_of(*pair)) for pair in pairs)

    def _read(self, passage: ResultPassage) -> ResultReading:
        scores = self._session.run([*OUTPUTS], arrays(row_of(self._encode, passage)))
        shares = {
            name: softmax(each[0] / self._model.temperatures[name]) for name, each in zip(OUTPUTS, scores, strict=True)
        }
        told = {name: dict(zip(labels, map(float, shares[name]), strict=True)) for name, labels in OUTPUTS.items()}
        return ResultReading(told["role"], told["polarity"], passage.decisive)


def row_of(encode: DocumentEncoder, passage: ResultPassage) -> PassageRow:
    """A passage in pieces."""
    marks = sorted((start, end, _type(type_, part), part) for start, end, type_, part in passage.marks)
    pieces, types, held, words = encode.laid_out(passage.text, marks)
    ends = [end for end, _ in passage.parts]
    zones = [0]
    for start, count in words:
        zones += [ZONE_NUMBERS[passage.parts[bisect_right(ends, start)][1]]] * count
    size = min(len(pieces), LONGEST)
    places = [tuple(at for at in held.get(part, ()) if at < size) for part in (0, 1)]
    return PassageRow((*pieces[:size], LAST), (*types[:size], 0), (*zones[:size], 0), *places)


def _type(type_: str, part: int) -> int:
    if type_ == "Disease":
        return DISEASE if part == 1 else OTHER_DISEASE
    return DRUG if part == 0 else OTHER_DRUG


def arrays(row: PassageRow) -> NetworkInputs:
    """A row as the network is given it: ``pieces``, ``types``, ``zones`` [1, T], ``drug`` and ``disease`` [1, 1, T],
    what each piece makes up of them.
    """
    made: NetworkInputs = {
        name: np.array([each], np.int64)
        for name, each in (("pieces", row.pieces), ("types", row.types), ("zones", row.zones))
    }
    for name, places in (("drug", row.drug), ("disease", row.disease)):
        made[name] = np.zeros((1, 1, len(row.pieces)), np.float32)
        made[name][0, 0, list(places)] = 1 / max(len(places), 1)
    return made
