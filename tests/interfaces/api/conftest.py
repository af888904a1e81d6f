"""The front door on the small lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.lexicon.lexicon import Lexicon
from tests.runs import run_on, study, write


@pytest.fixture
def small(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built lexicon is the small one."""
    monkeypatch.setenv("KG_LEXICON", str(small_folder))


@pytest.fixture(scope="session")
def dataset(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of three studies."""
    folder = tmp_path_factory.mktemp("door")
    file = write(folder / "a.xml", study(1), study(2, "sirolimus"), study(3, "sorafenib"))
    return run_on(small_lexicon, folder / "ds", file).dataset


@pytest.fixture
def graph(small: None, dataset: Path) -> Iterator[kg.Graph]:
    """Its graph, open."""
    with kg.open(dataset) as opened:
        yield opened
