"""The reader on disk: what is written is read, and what is damaged says so in one line."""

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
from kg.pipeline.relate.reader import model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    temperatures = dict.fromkeys(model.OUTPUTS, 1.5)
    numbers = {"temperatures": temperatures, "least": {"study": 0.3, "mention": 0.5}}
    network_files.save(tmp_path, model.LAYOUT, b"network", '{"a": 1}\n', numbers, {"publications": "1 2"})
    model.load.cache_clear()
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    found = model.load(folder)
    assert (found.network, found.tokenizer, found.least["study"], found.temperatures["role"]) == (
        b"network",
        '{"a": 1}\n',
        0.3,
        1.5,
    )
    assert found.hash == network_files.content_hash(folder, model.LAYOUT)
    assert network_files.publications(folder, model.LAYOUT) == {"1", "2"}


def _change(name: str, change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def damage(folder: Path) -> None:
        meta = json.loads((folder / model_files.META).read_text())
        change(meta)
        (folder / model_files.META).write_text(json.dumps(meta))

    return damage


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda folder: (folder / model_files.META).unlink(), "no model here"),
        (lambda folder: (folder / model_files.META).write_text("{"), "damaged"),
        (lambda folder: (folder / network_files.NETWORK).write_bytes(b"other"), "network.onnx: damaged"),
        (lambda folder: (folder / network_files.TOKENIZER).unlink(), "tokenizer.json: cannot be read"),
        (_change("format", lambda meta: meta.update(format=99)), "belongs to another version"),
        (_change("features", lambda meta: meta.update(features=3)), "belongs to another version"),
        (_change("least", lambda meta: meta.update(least={"study": 1})), "belongs to another version"),
        (_change("sha256", lambda meta: meta.pop("sha256")), "damaged"),
        (
            _change("least", lambda meta: meta["least"].update(study=None)),
            r"least\.study is None, expected a finite number",
        ),
        (_change("least", lambda meta: meta["least"].update(study=float("nan"))), "expected a finite number"),
        (_change("least", lambda meta: meta["least"].update(study="0.5")), "expected a finite number"),
        (_change("role", lambda meta: meta["temperatures"].update(role=0)), "expected more than 0"),
        (lambda folder: (folder / model_files.META).write_text("[" * 100_000), "damaged"),
    ],
)
def test_a_damaged_model_is_one_clear_line(folder: Path, damage: Callable[[Path], object], says: str) -> None:
    damage(folder)
    with pytest.raises(ModelError, match=says) as caught:
        model.load(folder)
    assert "\n" not in str(caught.value)


def test_a_model_that_does_not_tell_its_publications_is_refused(folder: Path) -> None:
    _change("trained", lambda meta: meta.update(trained={}))(folder)
    with pytest.raises(ModelError, match=r"trained\.publications"):
        network_files.publications(folder, model.LAYOUT)


def test_another_folder_of_models_can_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MODELS", str(folder.parent))
    assert model.in_use() == paths.models("read") == folder.parent / "read"
