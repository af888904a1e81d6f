from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.stores import open_store
from kg.stores.store import Store
from tests.stores.sample import write_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "dataset")


@pytest.fixture
def store(dataset: Path) -> Iterator[Store]:
    opened = open_store(str(dataset))
    yield opened
    opened.close()
