"""Hashed features, and linear models of them as files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.pipeline.relate import linear_model
from kg.pipeline.relate.linear import (
    SIZE,
    features,
    gathered,
    mixed,
    packed,
    quantized,
    runs,
    tokens,
    unpacked,
    whole,
    words,
)
from kg.pipeline.relate.pairs.features import RelationFeatures
from kg.pipeline.relate.pairs.labels import GRAPH, PAIRS
from kg.pipeline.relate.pairs.sentence_pairs import sentence_pairs
from tests.pipeline.relate.build import annotate

MTOR = "[mTOR|Target|HGNC:3942]"


def test_numbers_are_told_only_to_be_numbers() -> None:
    assert tokens("It fell by 3.5% (P<0.001) in IL-6.") == tokens("It fell by 71% (P<0.05) in IL-8.")
    assert tokens("It fell.") != tokens("It rose.")


def test_a_word_counts_apart_in_another_place_and_order() -> None:
    told = words(["a", "b", "c"])
    assert set(features(told, "before")).isdisjoint(features(told, "behind"))
    assert len(runs(told, 2)) == 2 and len(runs(told, 4)) == 0
    assert whole(words(["a", "b"])) != whole(words(["b", "a"]))
    parts = [(told, "before"), (told[:1], "behind"), (told[:0], "between")]
    assert mixed(parts).tolist() == [number for one, place in parts for number in features(one, place).tolist()]
    every = gathered([features(told, "before"), features(told, "before")])
    assert len(every) == 3 and every.max() < SIZE, "each once"


def test_a_model_comes_back_from_its_file() -> None:
    weights = np.zeros((SIZE, 2))
    weights[5], weights[9] = (1.27, -0.5), (-0.64, 0.25)
    model = quantized(weights, np.array([-0.5, 0.1]))
    back = unpacked(packed(model), 2)
    found = np.array([5, 9], np.uint64)
    assert packed(model) == packed(back), "the same model gives the same bytes"
    assert back([found, found[:1]])[0] == pytest.approx(
        1 / (1 + np.exp(-np.array([1.27 - 0.64 - 0.5, -0.25 + 0.1]))), abs=0.005
    )
    with pytest.raises(ValueError, match="expected"):
        unpacked(packed(model), 3)


def test_what_stands_between_two_names_tells_pairs_apart() -> None:
    def of(text: str) -> set[int]:
        annotated = annotate(text.replace("{mtor}", MTOR))
        (found,) = sentence_pairs(annotated, PAIRS[GRAPH])
        return set(map(int, RelationFeatures(annotated)([(found, 0)])))

    inhibits, activates = of("{ev} inhibits {mtor}."), of("{ev} activates {mtor}.")
    assert inhibits != activates and len(inhibits & activates) > len(inhibits - activates)
    assert of("{ev} inhibits {mtor}.") == inhibits
    assert of("{mtor} inhibits {ev}.") != inhibits, "which comes first tells"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(linear_model.in_use(), tmp_path / "linear"))


def test_what_ships_can_be_read(copied: Path) -> None:
    model = linear_model.load(copied)
    assert model.hash == linear_model.content_hash(copied) == linear_model.content_hash(linear_model.in_use())
    assert len(linear_model.publications(copied)) > 3000
    assert 0 < model.least[linear_model.ALONE]["studies"]["studied"] < 1


def test_a_damaged_model_is_refused(copied: Path) -> None:
    (copied / "graph.npz").write_bytes((copied / "graph.npz").read_bytes()[:-9])
    with pytest.raises(ModelError, match="damaged"):
        linear_model.load(copied)


@pytest.mark.parametrize("change", ["columns", "bits", "least"])
def test_a_model_of_another_version_is_refused(copied: Path, change: str) -> None:
    meta = json.loads((copied / "model.json").read_text(encoding="utf-8"))
    if change == "least":
        del meta["least"]["alone"]["graph"]["INHIBITS"]
    elif change == "bits":
        meta["bits"] = 7
    else:
        meta["columns"]["graph"].append("HEALS")
    (copied / "model.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match="another version"):
        linear_model.load(copied)


def test_a_bound_that_is_no_number_is_refused(copied: Path) -> None:
    meta = json.loads((copied / "model.json").read_text(encoding="utf-8"))
    meta["least"]["alone"]["graph"]["INHIBITS"] = None
    (copied / "model.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match=r"least\.alone\.graph\.INHIBITS is None"):
        linear_model.load(copied)


def test_a_missing_model_says_what_helps(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="linear/"):
        linear_model.load(tmp_path)
