"""The model on disk: the same bytes from the same numbers, and one clear line where something is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ConfigError, ModelError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import GUIDELINES, named
from kg.pipeline.nlp.ner import model as files
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, TARGET
from kg.pipeline.nlp.ner.model import MentionModel
from kg.pipeline.nlp.ner.tagger import Tagger
from tests.pipeline.nlp.ner.conftest import random_model

UNMARKED = {
    "bc5cdr": {DISEASE: frozenset(("deaths", "inflammatory"))},
    "biored": {DISEASE: frozenset(("deaths",)), TARGET: frozenset()},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = replace(random_model(), unmarked=UNMARKED, voters={"bc5cdr": b"lCRF of a kind"})
    files.save(tmp_path / "model", made, {"seed": 0})
    return tmp_path / "model"


def test_what_is_written_is_read(folder: Path, any_model: MentionModel) -> None:
    found = files.load(folder)
    assert found.unmarked == {"bc5cdr": UNMARKED["bc5cdr"], "biored": {DISEASE: frozenset(("deaths",))}}
    assert found.voters == {"bc5cdr": b"lCRF of a kind"}
    assert found.default == "biored" and found.hash == files.content_hash(folder)
    assert (found.vectors.rows == any_model.vectors.rows).all()
    for name, array in any_model.weights.items():
        np.testing.assert_allclose(found.weights[name], array, rtol=1e-3, atol=1e-6)


def test_the_same_numbers_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    made = replace(random_model(), unmarked=UNMARKED, voters={"bc5cdr": b"lCRF of a kind"})
    files.save(tmp_path / "again", made, {"seed": 0})
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()
    }


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _edit(path: Path, **values: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | values), encoding="utf-8")


def _rewrite(folder: Path, words: bytes) -> None:
    (folder / files.UNMARKED).write_bytes(words)
    digests = json.loads((folder / files.META).read_text(encoding="utf-8"))["sha256"]
    _edit(folder / files.META, sha256=digests | {files.UNMARKED: hashlib.sha256(words).hexdigest()})


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda f: _flip(f / files.NETWORK), r"network\.npz: damaged \(SHA-256"),
        (lambda f: (f / files.VECTORS).write_bytes(b""), r"vectors\.npz: damaged \(SHA-256"),
        (lambda f: (f / files.VECTORS).unlink(), r"vectors\.npz: cannot be read"),
        (lambda f: _flip(f / "voter-bc5cdr.crfsuite"), r"voter-bc5cdr\.crfsuite: damaged \(SHA-256"),
        (lambda f: (f / "voter-bc5cdr.crfsuite").unlink(), r"voter-bc5cdr\.crfsuite: cannot be read"),
        (lambda f: _flip(f / files.UNMARKED), r"unmarked\.tsv: damaged \(SHA-256"),
        (
            lambda f: _rewrite(f, b"bc5cdr\tDisease\tdeaths\nbc5cdr deaths\n"),
            r"unmarked\.tsv:2: 'bc5cdr deaths' found; guideline, type and word",
        ),
        (lambda f: _rewrite(f, b"mine\tDisease\tdeaths\n"), r"unmarked\.tsv:1: 'mine"),
        (lambda f: (f / files.META).unlink(), "no model here"),
        (lambda f: (f / files.META).write_text("{"), r"model\.json: damaged"),
        (lambda f: (f / files.META).write_text("[]"), r"model\.json: damaged"),
        (lambda f: _edit(f / files.META, format=99), "belongs to another version of kg"),
        (lambda f: _edit(f / files.META, default="mine"), "belongs to another version of kg"),
        (lambda f: _edit(f / files.META, sha256={}), r"network\.npz: damaged \(SHA-256 .* none expected"),
    ],
)
def test_a_damaged_model_is_one_clear_line(damage: Callable[[Path], object], says: str, folder: Path) -> None:
    damage(folder)
    with pytest.raises(ModelError, match=says) as error:
        files.load(folder)
    assert "\n" not in str(error.value)


def test_arrays_of_another_shape_are_refused(folder: Path) -> None:
    made = random_model()
    files.save(folder, replace(made, weights={**made.weights, "hidden_b": np.zeros(3, dtype=np.float32)}), {})
    with pytest.raises(ModelError, match="other shapes"):
        files.load(folder)


def test_an_unknown_guideline_is_refused() -> None:
    with pytest.raises(ConfigError, match="guideline 'mine': expected one of default, bc5cdr"):
        named("mine")


def test_a_model_tells_what_it_was_trained_on(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"trained\.publications cannot be read"):
        files.publications(folder)
    _edit(folder / files.META, trained={"publications": "1 23"})
    assert files.publications(folder) == {"1", "23"}


def test_another_folder_of_models_can_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MODELS", str(folder.parent))
    assert files.in_use() == folder.parent / "ner"
    with pytest.raises(ModelError, match=r"^KG_MODELS: .* no model .*; set it to a folder with ner/"):
        files.load(files.in_use().parent / "nowhere")
    monkeypatch.delenv("KG_MODELS")
    assert (files.in_use() / files.META).is_file()


def test_a_bias_makes_mentions_of_a_type_more_or_fewer(any_model: MentionModel, small_lexicon: Lexicon) -> None:
    def drugs_and_others(bias: float) -> tuple[int, int]:
        biased = replace(GUIDELINES["biored"], bias={"Drug": bias})
        spans, _ = Tagger(small_lexicon, any_model, biased).tag(
            "Everolimus and sorafenib in patients with hepatocellular carcinoma (HCC)."
        )
        return sum(s.kind == DRUG for s in spans), sum(s.kind != DRUG for s in spans)

    assert drugs_and_others(-100.0)[0] == 0 < drugs_and_others(-100.0)[1]
    assert drugs_and_others(100.0)[0] > drugs_and_others(0.0)[0]


def test_words_that_annotators_never_mark_are_no_mentions_of_the_guideline(
    any_model: MentionModel, small_lexicon: Lexicon
) -> None:
    text = "Everolimus and sorafenib in patients with hepatocellular carcinoma (HCC)."
    before = Tagger(small_lexicon, any_model, GUIDELINES["biored"]).tag(text)
    alone = [s for s in before[0] if s.last - s.first == 1 and before[1].words[s.first].islower()]
    word, kind = before[1].words[alone[0].first], alone[0].kind
    changed = replace(any_model, unmarked={"biored": {kind: frozenset((word,))}})
    assert set(before[0]) - set(Tagger(small_lexicon, changed, GUIDELINES["biored"]).tag(text)[0]) == {
        s for s in alone if before[1].words[s.first] == word
    }
    with_it, without = (
        Tagger(small_lexicon, model, GUIDELINES["bc5cdr"]).tag(text)[0] for model in (changed, any_model)
    )
    assert with_it == without
