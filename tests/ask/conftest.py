from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.stores import open_store
from kg.stores.store import Store
from tests.ask.pack_sample import write_pack_sample
from tests.stores.sample import write_dataset


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(write_dataset(tmp_path_factory.mktemp("sample") / "dataset")))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pack_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(write_pack_sample(tmp_path_factory.mktemp("pack") / "dataset")))
    yield opened
    opened.close()
