from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.stores import open_store
from kg.stores.store import Store
from tests.conftest import Hold
from tests.stores.sample import write_dataset

NEO4J = pytest.mark.neo4j
ENGINES = ["embedded", pytest.param("neo4j", marks=NEO4J), pytest.param("newest", marks=NEO4J)]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "dataset")


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, dataset: Path) -> str:
    """Address of a store that holds the sample: its own folder, a Neo4j of the long-term line, one of the newest
    version.
    """
    if request.param == "embedded":
        return str(dataset)
    hold: Hold = request.getfixturevalue(f"{request.param}_holding")
    return hold(dataset).uri


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open store with the sample in it, one engine after the other."""
    opened = open_store(address)
    yield opened
    opened.close()
