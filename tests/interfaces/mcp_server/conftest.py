"""The sample's graph on the small lexicon, as a server of the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.interfaces.mcp_server.server import make_server
from kg.interfaces.mcp_server.tools import Toolbox
from tests.interfaces.mcp_server.asking import Asked, client_of
from tests.stores.sample import write_dataset


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample, with its graph."""
    folder = write_dataset(tmp_path_factory.mktemp("mcp") / "dataset")
    kg.open(folder).close()
    return folder


@pytest.fixture(scope="module")
def graph(sample: Path, small_folder: Path) -> Iterator[kg.Graph]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_LEXICON", str(small_folder))
        with kg.open(sample) as opened:
            yield opened


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the server has reported."""
    return []


@pytest.fixture(scope="module")
def call(graph: kg.Graph, said: list[str]) -> Iterator[Asked]:
    """Calls a tool of a server over the sample, by the protocol's own client."""
    with client_of(make_server(Toolbox(graph), said.append)) as asked:
        yield asked


@pytest.fixture(scope="module")
def tools(graph: kg.Graph) -> dict[str, Any]:
    return Toolbox(graph).tools
