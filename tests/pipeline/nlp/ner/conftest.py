"""A model of random weights: what the tests of the network need where no answer has to be right."""

from __future__ import annotations

import numpy as np
import pytest

from kg.lexicon.lexicon import Lexicon
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.network import shapes
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.ner.vectors import BUCKETS, VectorTable

DIMENSIONS = 12


def random_model(seed: int = 0) -> MentionModel:
    """Weights and vectors by a seed; about a third of all tokens becomes part of some span."""
    random = np.random.RandomState(seed)
    weights = {
        name: (random.randn(*shape) / np.sqrt(shape[0] if name.endswith("_w") else 1)).astype(np.float32)
        for name, shape in shapes(DIMENSIONS).items()
    }
    rows = random.randint(-127, 128, (BUCKETS, DIMENSIONS)).astype(np.int8)
    return MentionModel(
        weights, VectorTable(rows, np.full(BUCKETS, 0.01, dtype=np.float16)), {}, {}, "biored", "0" * 64
    )


@pytest.fixture(scope="session")
def any_model() -> MentionModel:
    return random_model()


@pytest.fixture(scope="session")
def any_tagger(any_model: MentionModel, small_lexicon: Lexicon) -> Tagger:
    return Tagger(small_lexicon, any_model)
