"""Trains the CRFs of ``kg.pipeline.nlp.ner.voters`` (python-crfsuite)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from kg.gold.training.ner_examples import NerExample
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.ner.kinds import BEGIN
from kg.pipeline.nlp.ner.voters import features

PARAMETERS: dict[str, Any] = {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}

WEIGHTS = {one.name: one.gold.vote for one in GUIDELINES.values() if one.gold.vote}
"""Share of the CRF in the vote that labels text, by guideline; chosen on the development files in an earlier trial."""


def train_voter(examples: Iterable[NerExample], path: Path) -> None:
    """Train the CRF of one guideline on its gold and write it to ``path``. The outcome depends on the examples
    alone.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        labels = _labels(example)
        for (first, last), rows in features(example.piece):
            trainer.append(rows, labels[first:last])
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


def _labels(example: NerExample) -> list[str]:
    """One label a token: ``O``, or ``B`` or ``I`` with the number of the type."""
    labels = ["O"] * len(example.words)
    states = example.wanted.argmax(axis=2)
    for at, kind in zip(*np.nonzero(states), strict=True):
        labels[at] = f"{'B' if states[at, kind] == BEGIN else 'I'}{kind}"
    return labels
