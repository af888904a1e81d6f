"""Training of the linear models: what is fitted, and what the places of a gold document are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="pip install 'kg[train]' brings scikit-learn")

from kg.errors import InputError
from kg.gold.training import relation_corpora
from kg.gold.training.reader_gold import is_held
from kg.gold.training.train_linear import FEWEST, Learned, fitted, train
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.relate import linear_model
from kg.pipeline.relate.linear import features, packed, words
from tests import small_lexicon as small
from tests.gold.training import tiny_relations


def _learned(labels: list[int], rare: list[int]) -> Learned:
    told = [features(words(["good" if label == 1 else "bad", f"word{at}"]), "text") for at, label in enumerate(labels)]
    return Learned(told, {"so": np.array(labels), "rare": np.array(rare)})


def test_a_word_that_tells_is_learned_and_a_rare_label_is_never_said() -> None:
    labels = [1, 0] * 20
    rare = [1] * (FEWEST - 1) + [0] * (40 - FEWEST + 1)
    model = fitted(_learned(labels, rare), ["so", "rare"], 0)
    good, bad = model([features(words([word]), "text") for word in ("good", "bad")])
    assert good[0] > 0.6 > 0.4 > bad[0]
    assert good[1] < 0.001 and bad[1] < 0.001


def test_what_is_not_known_is_not_learned_from() -> None:
    labels = [1, 0] * 20
    doubtful = [label if at < 20 else -1 for at, label in enumerate(labels)]
    first, second = _learned(labels, labels), _learned(labels, labels)
    part = Learned(first.features, {"so": np.array(doubtful), "rare": np.array(doubtful)})
    half = Learned(second.features[:20], {"so": np.array(labels[:20]), "rare": np.array(labels[:20])})
    assert packed(fitted(part, ["so", "rare"], 0)) == packed(fitted(half, ["so", "rare"], 0))


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return Lexicon(small.write_small(tmp_path_factory.mktemp("linear") / "lexicon"))


@pytest.mark.slow
def test_from_gold_to_models(lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relation_corpora, "TIMES", 1)
    corpora = tiny_relations.write(tmp_path / "corpora", range(1, 33))
    said: list[str] = []
    for out in ("first", "second"):
        train(corpora, tmp_path / out, lexicon, 0, said.append)
    files = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert [(tmp_path / "first" / name).read_bytes() for name in files] == [
        (tmp_path / "second" / name).read_bytes() for name in files
    ]
    model = linear_model.load(tmp_path / "first")
    assert {place: set(each) for place, each in model.least.items()} == {
        place: set(model.models) for place in ("alone", "together")
    }
    assert "2001" in linear_model.publications(tmp_path / "first")
    assert sum("documents held back" in line for line in said) == 4


def test_gold_without_a_document_held_back_is_refused(
    lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relation_corpora, "TIMES", 1)
    corpora = tiny_relations.write(tmp_path / "corpora", range(1, 33))
    kept = [
        part
        for part in (corpora / "biored-train.pubtator").read_text().split("\n\n")
        if not is_held(f"PMID:{part.partition('|')[0]}")
    ]
    (corpora / "biored-train.pubtator").write_text("\n\n".join(kept))
    with pytest.raises(InputError, match="relations of biored"):
        train(corpora, tmp_path / "out", lexicon, 0, lambda _: None)
