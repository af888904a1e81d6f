"""The reader of relations on disk: what is written is read, and what is damaged says so in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import paths
from kg.errors import ModelError
from kg.pipeline import model_files
from kg.pipeline.relate import network_files
from kg.pipeline.relate.pairs import model
from kg.pipeline.relate.pairs.labels import DENIED, LABELS

LEAST = {output: dict.fromkeys(asked, 0.4) for output, asked in model.ASKED.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    numbers: dict[str, dict[str, Any]] = {"temperatures": dict.fromkeys((*LABELS, DENIED), 1.5), "least": LEAST}
    network_files.save(tmp_path, model.LAYOUT, b"network", '{"a": 1}\n', numbers, {"publications": "1 2"})
    model.load.cache_clear()
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    found = model.load(folder)
    assert (found.network, found.tokenizer, found.least["graph"]["<INHIBITS"], found.temperatures[DENIED]) == (
        b"network", '{"a": 1}\n', 0.4, 1.5,
    )  # fmt: skip
    assert found.hash == network_files.content_hash(folder, model.LAYOUT)
    assert network_files.publications(folder, model.LAYOUT) == {"1", "2"}


def _change(change: Callable[[dict[str, dict[str, Any]]], object]) -> Callable[[Path], object]:
    def damage(folder: Path) -> None:
        meta = json.loads((folder / model_files.META).read_text())
        change(meta)
        (folder / model_files.META).write_text(json.dumps(meta))

    return damage


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda folder: (folder / model_files.META).unlink(), "no model here"),
        (lambda folder: (folder / network_files.NETWORK).write_bytes(b"other"), "network.onnx: damaged"),
        (_change(lambda meta: meta["outputs"].update(bc5cdr=["none"])), "belongs to another version"),
        (_change(lambda meta: meta["least"]["graph"].pop("<INHIBITS")), "not every output has its numbers"),
        (_change(lambda meta: meta["temperatures"].pop(DENIED)), "not every output has its numbers"),
        (_change(lambda meta: meta.update(least={"graph": 1})), "damaged"),
        (_change(lambda meta: meta.pop("sha256")), "damaged"),
    ],
)
def test_a_damaged_model_is_one_clear_line(folder: Path, damage: Callable[[Path], object], says: str) -> None:
    damage(folder)
    with pytest.raises(ModelError, match=says) as caught:
        model.load(folder)
    assert "\n" not in str(caught.value)


def test_what_is_believed_when_is_part_of_the_hash(folder: Path) -> None:
    before = network_files.content_hash(folder, model.LAYOUT)
    _change(lambda meta: meta["least"]["graph"].update(CAUSES=0.9))(folder)
    assert network_files.content_hash(folder, model.LAYOUT) != before


def test_another_folder_of_models_can_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MODELS", str(folder.parent))
    assert model.in_use() == paths.models("relate") == folder.parent / "relate"
