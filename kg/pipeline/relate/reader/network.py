"""Runs the reader's network on one document at a time, on one thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pieces import NetworkInputs
from kg.pipeline.relate.probabilities import softmax
from kg.pipeline.relate.reader.model import OUTPUTS, StudyModel
from kg.pipeline.relate.reader.rows import F32, DocumentEncoder, DocumentRows
from kg.pipeline.relate.reader.study_pairs import StudyPairs


@dataclass(frozen=True, slots=True)
class StudyReading:
    """What the network says of one pair: the probabilities of each output's labels."""

    drug: int
    disease: int
    role: Mapping[str, float]
    tier: Mapping[str, float]
    polarity: Mapping[str, float]


class StudyNetwork:
    """Holds the network; call it with a document and its pairs."""

    def __init__(self, model: StudyModel) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # An arena would keep the memory of the longest document.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(model.network, options, providers=["CPUExecutionProvider"])
        self._encode = DocumentEncoder(Tokenizer.from_str(model.tokenizer))
        self._temperatures = model.temperatures

    def __call__(self, annotated: AnnotatedDocument, found: StudyPairs) -> tuple[StudyReading, ...]:
        """One reading a pair, in their order; pairs beyond what is read of a long document have none."""
        rows = self._encode(annotated, found)
        if rows is None:
            return ()
        counts = np.array([found.counts[at] for at in rows.pairs], np.float32)
        scores = self._session.run([*OUTPUTS], inputs(rows, counts))
        shares = {name: softmax(each / self._temperatures[name]) for name, each in zip(OUTPUTS, scores, strict=True)}
        told = [
            {name: dict(zip(labels, map(float, shares[name][row]), strict=True)) for name, labels in OUTPUTS.items()}
            for row in range(len(rows.pairs))
        ]
        return tuple(
            StudyReading(*found.pairs[at], each["role"], each["tier"], each["polarity"])
            for at, each in zip(rows.pairs, told, strict=True)
        )


def inputs(rows: DocumentRows, counts: F32) -> NetworkInputs:
    """What the network is given of a document: its rows, and the counts of its pairs."""
    return {
        "pieces": rows.pieces,
        "types": rows.types,
        "zones": rows.zones,
        "shares": rows.shares,
        "sentences": rows.sentences,
        "sentence_mask": rows.sentence_mask,
        "drugs": rows.drugs,
        "diseases": rows.diseases,
        "counts": counts,
    }
