"""The CRFs that vote beside the network: they learn their gold, and change the types they are asked about under their
guideline alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.gold.training.corpora import CorpusText, GoldSpan
from kg.gold.training.ner_examples import NerExample, TextEncoder, WordTable, gold_examples
from kg.gold.training.voter_training import train_voter
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import GUIDELINES, named
from kg.pipeline.nlp.ner.kinds import BEGIN, DISEASE, DRUG, INSIDE, OUTSIDE, TARGET
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.tagger import Tagger, voted
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.voters import Voters

TEXT = "Everolimus in HCC\nSorafenib cured HCC."
GOLD = (
    CorpusText(
        "1",
        "bc5cdr",
        TEXT,
        (GoldSpan(0, 10, DRUG), GoldSpan(14, 17, DISEASE), GoldSpan(18, 27, DRUG), GoldSpan(34, 37, DISEASE)),
    ),
    CorpusText(
        "2", "bc5cdr", "hepatocellular carcinoma grew in HCC", (GoldSpan(0, 24, DISEASE), GoldSpan(33, 36, DISEASE))
    ),
)


@pytest.fixture(scope="module")
def examples(any_model: MentionModel, small_lexicon: Lexicon) -> list[NerExample]:
    return list(gold_examples(GOLD, TextEncoder(small_lexicon), WordTable(WordVectors(any_model.vectors))))


@pytest.fixture(scope="module")
def crf(examples: list[NerExample], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path: Path = tmp_path_factory.mktemp("crf") / "voter"
    train_voter(examples * 3, path)
    return path.read_bytes()


def test_a_voter_learns_its_gold(examples: list[NerExample], crf: bytes) -> None:
    voters = Voters({"bc5cdr": crf})
    for example in examples:
        found = voters(example.piece)["bc5cdr"]
        assert found.shape == example.wanted.shape
        np.testing.assert_allclose(found.sum(axis=2), 1.0, atol=1e-3)
        assert (found.argmax(axis=2) == example.wanted.argmax(axis=2)).all()


def test_a_vote_is_the_weighted_geometric_mean_for_the_types_asked() -> None:
    network = np.full((2, 3, 3), 1 / 3, dtype=np.float32)
    network[0, DISEASE] = [0.8, 0.1, 0.1]
    opinion = np.full((2, 3, 3), 1 / 3, dtype=np.float32)
    opinion[:, :, OUTSIDE], opinion[:, :, BEGIN], opinion[:, :, INSIDE] = 0.2, 0.7, 0.1
    mixed = voted(network, opinion, {DISEASE: 0.25})
    assert (mixed[:, [DRUG, TARGET]] == network[:, [DRUG, TARGET]]).all()
    wanted = np.array([0.8, 0.1, 0.1]) ** 0.75 * np.array([0.2, 0.7, 0.1]) ** 0.25
    np.testing.assert_allclose(mixed[0, DISEASE], wanted / wanted.sum(), rtol=1e-5)


def test_the_crf_of_a_guideline_changes_diseases_under_that_guideline_alone(
    any_model: MentionModel, small_lexicon: Lexicon, crf: bytes
) -> None:
    def spans(model: MentionModel, guideline: str, disease: bool) -> list[object]:
        found, _ = Tagger(small_lexicon, model, named(guideline)).tag(
            TEXT + " It is a text about liver cancer and its treatment."
        )
        return [(s.first, s.last, s.kind) for s in found if (s.kind == DISEASE) == disease]

    with_crf = replace(any_model, voters={"bc5cdr": crf})
    assert spans(with_crf, "bc5cdr", True) != spans(any_model, "bc5cdr", True)
    assert spans(with_crf, "biored", True) == spans(any_model, "biored", True)
    assert spans(with_crf, "ncbi-disease", True) == spans(any_model, "ncbi-disease", True)


def test_bytes_that_are_no_crf_are_one_clear_line(any_model: MentionModel, small_lexicon: Lexicon) -> None:
    with pytest.raises(ModelError, match=r"^the CRF for bc5cdr: Invalid model; install kg again$"):
        Tagger(small_lexicon, replace(any_model, voters={"bc5cdr": b"something else"}), GUIDELINES["bc5cdr"])
