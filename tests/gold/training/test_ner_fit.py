"""The fit, where its packages are installed: the same function as the numpy network, and the same weights from the same
seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kg.gold.training.corpora import CorpusText, GoldSpan
from kg.gold.training.ner_examples import NerExample, TextEncoder, WordTable, gold_examples
from kg.gold.training.ner_fit import BATCH_TOKENS, GAP, NerRecipe, _loss, _pairs, batches, fit, noise_columns, pack
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import row
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG
from kg.pipeline.nlp.ner.network import MentionNetwork, Weights
from kg.pipeline.nlp.ner.vectors import WordVectors
from tests.pipeline.nlp.ner.conftest import random_model

GOLD = (
    CorpusText(
        "1", "bc5cdr", "Everolimus in HCC\nSorafenib cured HCC.", (GoldSpan(0, 10, DRUG), GoldSpan(14, 17, DISEASE))
    ),
    CorpusText(
        "2",
        "bc5cdr",
        "hepatocellular carcinoma (HCC)\nHCC grew.",
        (GoldSpan(0, 24, DISEASE), GoldSpan(26, 29, DISEASE)),
    ),
)


@pytest.fixture
def made(small_lexicon: Lexicon) -> tuple[list[NerExample], WordTable, WordVectors]:
    vectors = WordVectors(random_model().vectors)
    table = WordTable(vectors)
    return list(gold_examples(GOLD, TextEncoder(small_lexicon), table)), table, vectors


@pytest.fixture
def compiled_once(tmp_path: Path) -> Iterator[None]:
    """Keeps what jax compiles for the next fit: compiling takes twenty seconds, and two passes over two sentences
    none.
    """
    jax = pytest.importorskip("jax")
    jax.config.update("jax_compilation_cache_dir", str(tmp_path / "compiled"))
    yield
    jax.config.update("jax_compilation_cache_dir", None)


@pytest.mark.slow
@pytest.mark.usefixtures("compiled_once")
def test_the_same_seed_gives_the_same_weights(made: tuple[list[NerExample], WordTable, WordVectors]) -> None:
    examples, table, _ = made

    def trained(seed: int) -> Weights:
        return fit(lambda random: examples, table, NerRecipe(epochs=2), seed, lambda line: None)

    one, again, other = trained(1), trained(1), trained(2)
    assert all((one[name] == again[name]).all() for name in one)
    assert any((one[name] != other[name]).any() for name in one)


def test_batches_hold_each_example_once_and_what_fits(made: tuple[list[NerExample], WordTable, WordVectors]) -> None:
    examples = made[0] * 300
    lots = list(batches(examples, np.random.RandomState(0)))
    assert sum(map(len, lots)) == len(examples)
    sizes = [sum(len(example.words) + GAP for example in lot) for lot in lots]
    assert max(sizes) <= BATCH_TOKENS
    assert sum(sizes) > 0.9 * BATCH_TOKENS * (len(lots) - 1)


def test_a_mention_that_is_half_sure_begins_and_goes_on_together() -> None:
    jax = pytest.importorskip("jax")
    half = np.array([[1, 0, 0], [0.5, 0.5, 0], [0.5, 0, 0.5], [1, 0, 0]], dtype=np.float32)[:, None]
    expected = [[0.5 + 0.5 + 0.5, 0.5, 0], [0, 0, 0.5], [0.5, 0, 0]]
    np.testing.assert_allclose(_pairs(jax.numpy, jax.numpy.asarray(half))[0], expected, atol=1e-6)


def test_the_cost_is_that_of_the_numpy_network(made: tuple[list[NerExample], WordTable, WordVectors]) -> None:
    jax = pytest.importorskip("jax")
    examples, table, vectors = made
    weights = random_model().weights
    noise = np.zeros((BATCH_TOKENS, noise_columns(vectors.dimensions)), dtype=np.uint8)
    cost = float(
        _loss(jax, table.arrays(), NerRecipe(dropout=0.0, word_dropout=0.0, flag_dropout=0.0))(
            weights, pack(examples), noise
        )
    )
    assert cost == pytest.approx(_cost(examples, weights, vectors), rel=1e-3)


def _cost(examples: list[NerExample], weights: Weights, vectors: WordVectors) -> float:
    """The negative log-likelihood of the known types' gold, a known token and type, times the number of types."""
    network = MentionNetwork(weights, vectors, exact=True)
    step = weights["transitions"].astype(np.float64).copy()
    step[:, 0, 2] = -1e4
    total, known = 0.0, 0.0
    for number, example in enumerate(examples):
        scores = network.emissions(example.piece, row("bc5cdr")).astype(np.float64)
        scores = np.where(example.known[:, :, None] > 0, scores, [0.0, -1e4, -1e4])
        states = np.where(example.known > 0, example.wanted.argmax(axis=2), 0)
        for kind in range(3):
            # The first document of a batch has no token before it, so its first step is free.
            first = np.array([0.0, 0.0, -1e4]) if number == 0 else step[kind, 0]
            chain, right = first + scores[0, kind], first[states[0, kind]] + scores[0, kind, states[0, kind]]
            for at in range(1, len(states)):
                chain = np.logaddexp.reduce(chain[:, None] + step[kind], axis=0) + scores[at, kind]
                right += step[kind, states[at - 1, kind], states[at, kind]] + scores[at, kind, states[at, kind]]
            total += np.logaddexp.reduce(chain + step[kind, :, 0]) - right - step[kind, states[-1, kind], 0]
        known += example.known.sum()
    return float(total / known * 3)
