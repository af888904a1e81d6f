"""``kg train reader`` from files to a model: what is written, kept between runs, and chosen on what is held back."""

# ruff: noqa: E402 - what comes after the skip imports torch

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="kg[train-reader] is not installed")
pytest.importorskip("safetensors", reason="kg[train-reader] is not installed")

from kg.errors import InputError, ModelError
from kg.gold.training.encoder import ENCODER_FILES
from kg.gold.training.passes import Recipe
from kg.gold.training.reader_batches import NOT_LEARNED
from kg.gold.training.reader_gold import is_held
from kg.gold.training.temperature import temperature
from kg.gold.training.train_reader import _least, train
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import model_files
from kg.pipeline.relate import network_files
from kg.pipeline.relate.reader import model
from kg.pipeline.relate.reader.network import StudyNetwork
from kg.pipeline.relate.reader.study_pairs import study_pairs
from tests import small_lexicon as small
from tests.gold.training import tiny_reader as tiny
from tests.pipeline.relate.build import annotate

PMIDS = (1, 2, 3, 4, 5, 6, 7, 8, 11)
HELD = [str(number) for number in PMIDS if is_held(f"PMID:{number}")]
RECIPE = Recipe(epochs=2, pieces=400)


class _StoppedError(Exception):
    pass


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return Lexicon(small.write_small(tmp_path_factory.mktemp("reader") / "lexicon"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Gold and the encoder."""
    gold = tiny.write_lines(tmp_path / "gold.jsonl", [tiny.document(number) for number in PMIDS])
    return gold, tiny.write_bert(tmp_path / "bert")


def test_from_gold_to_a_reader_and_on_after_a_stop(files: tuple[Path, Path], lexicon: Lexicon, tmp_path: Path) -> None:
    said: list[str] = []
    train(*files, tmp_path / "whole", lexicon, RECIPE, said.append)
    assert sum(line.startswith("pass ") for line in said) == RECIPE.epochs
    written = (network_files.NETWORK, network_files.TOKENIZER, model_files.META)
    assert {path.name for path in (tmp_path / "whole").iterdir()} == {*written, "steps"}
    loaded = model.load(tmp_path / "whole")
    assert set(loaded.least) == {"study", "mention"}
    tokenizer = json.loads(loaded.tokenizer)
    assert tokenizer["truncation"] is None and tokenizer["padding"] is None
    assert network_files.publications(tmp_path / "whole", model.LAYOUT) == {str(number) for number in PMIDS}
    trained = json.loads((tmp_path / "whole" / model_files.META).read_text())["trained"]
    assert sorted(trained["held back"].split()) == sorted(HELD)
    annotated = annotate("{ev} in {hcc}.", "{ev} improved survival.")
    found = study_pairs(annotated, "clinical")
    assert found is not None
    (reading,) = StudyNetwork(loaded)(annotated, found)
    assert sum(reading.role.values()) == pytest.approx(1, abs=1e-5)

    wanted = {name: (tmp_path / "whole" / name).read_bytes() for name in written}
    for name in written:
        (tmp_path / "whole" / name).unlink()
    said.clear()
    train(*files, tmp_path / "whole", lexicon, RECIPE, said.append)
    assert not any(line.startswith("pass ") for line in said), "nothing is learned again"
    assert {name: (tmp_path / "whole" / name).read_bytes() for name in written} == wanted

    def stop(line: str) -> None:
        if line.startswith("pass 2"):
            raise _StoppedError

    with pytest.raises(_StoppedError):
        train(*files, tmp_path / "stopped", lexicon, RECIPE, stop)
    assert [path.name for path in (tmp_path / "stopped").iterdir()] == ["steps"]
    said.clear()
    train(*files, tmp_path / "stopped", lexicon, RECIPE, said.append)
    assert [line[:11] for line in said if line.startswith("pass ")] == ["pass 2 of 2"]
    assert {name: (tmp_path / "stopped" / name).read_bytes() for name in written} == wanted, (
        "as if it had not been stopped"
    )


def test_what_was_kept_of_other_files_is_not_gone_on_with(
    files: tuple[Path, Path], lexicon: Lexicon, tmp_path: Path
) -> None:
    gold, encoder = files
    said: list[str] = []

    def passes() -> int:
        said.clear()
        train(*files, tmp_path / "out", lexicon, Recipe(epochs=1, pieces=400), said.append)
        return sum(line.startswith("pass ") for line in said)

    assert (passes(), passes()) == (1, 0)
    tiny.write_lines(gold, [tiny.document(number) for number in PMIDS[1:]])
    assert (passes(), passes()) == (1, 0)
    (encoder / "model.safetensors").unlink()
    tiny.write_weights(encoder, seed=1)
    assert (passes(), passes()) == (1, 0)


@pytest.mark.parametrize("missing", ["gold.jsonl", *(f"bert/{name}" for name in ENCODER_FILES)])
def test_a_missing_file_is_named(missing: str, files: tuple[Path, Path], lexicon: Lexicon, tmp_path: Path) -> None:
    (tmp_path / missing).unlink()
    with pytest.raises(InputError, match=missing):
        train(*files, tmp_path / "out", lexicon, RECIPE, lambda _: None)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "damage", "message"),
    [
        ("config.json", lambda _: b"{", r"config\.json: cannot be read \(.*\): expected that of a pretrained BERT"),
        ("config.json", lambda _: b"{}", r"bert: config\.json and model\.safetensors are not .* \(no 'hidden_size'\)"),
        (
            "config.json",
            lambda old: old.replace(b'"vocab_size": ', b'"vocab_size": 1'),
            r"bert: config\.json and model",
        ),
        ("model.safetensors", lambda old: old[:-100], r"model\.safetensors: cannot be read \("),
        ("model.safetensors", lambda _: b"", r"model\.safetensors: cannot be read \("),
        ("tokenizer.json", lambda old: old[:200], r"tokenizer\.json: cannot be read \("),
        ("tokenizer.json", lambda _: b"\xff", r"tokenizer\.json: cannot be read \("),
    ],
)
def test_an_encoder_that_is_damaged_is_one_line(
    name: str,
    damage: Callable[[bytes], bytes],
    message: str,
    files: tuple[Path, Path],
    lexicon: Lexicon,
    tmp_path: Path,
) -> None:
    path = files[1] / name
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match=message) as raised:
        train(*files, tmp_path / "out", lexicon, RECIPE, lambda _: None)
    assert "\n" not in str(raised.value) and not (tmp_path / "out").exists()


@pytest.mark.parametrize("part", [True, False])
def test_gold_that_is_all_held_back_or_all_learned_is_refused(
    part: bool, files: tuple[Path, Path], lexicon: Lexicon, tmp_path: Path
) -> None:
    tiny.write_lines(files[0], [tiny.document(number) for number in PMIDS if is_held(f"PMID:{number}") == part])
    with pytest.raises(InputError, match="to hold back"):
        train(*files, tmp_path / "out", lexicon, RECIPE, lambda _: None)


def test_the_temperature_makes_scores_true_to_their_word() -> None:
    """Three of four are right, where the scores say nine of ten: halved they say three of four."""
    scores = np.tile([2 * np.log(3), 0.0], (8, 1))
    wanted = np.array([0, 0, 0, 1, 0, 0, 0, 1])
    assert temperature(scores, wanted) == 2.0
    unknown = np.concatenate([wanted, [NOT_LEARNED] * 3])
    assert temperature(np.concatenate([scores, np.tile([0.0, 99.0], (3, 1))]), unknown) == 2.0, (
        "pairs without a label do not count"
    )
    assert temperature(scores, np.zeros(8, np.int64)) == 0.5, "no less than this, however right"
    assert temperature(scores, np.ones(8, np.int64)) == 4.0


def test_the_least_probability_is_that_with_most_studies_right() -> None:
    chances = np.array([0.9, 0.42, 0.31, 0.1])  # of a study: drug, combination and comparator together
    shares = np.stack([(1 - chances) / 2, chances / 2, chances / 4, chances / 4, (1 - chances) / 2], 1)
    assert _least(np.log(shares), np.array([1, 3, 0, 4])) == 0.32
    assert _least(np.log(shares), np.array([2, 0, 4, 0])) == 0.44
    assert _least(np.log(shares), np.array([1, 1, 1, 0])) == 0.2, "the least of those that are as good"
