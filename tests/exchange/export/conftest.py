"""The small dataset and its exports, made once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.exchange.export import EXPORTS
from tests.exchange.export import sample


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("dataset"), sample.contents())


@pytest.fixture(scope="session")
def quads(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("nquads") / "graph.nq"
    EXPORTS["nquads"](dataset, out)
    return out


@pytest.fixture(scope="session")
def triples(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("ntriples") / "graph.nt"
    EXPORTS["ntriples"](dataset, out)
    return out


@pytest.fixture(scope="session")
def kgx(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("kgx")
    EXPORTS["kgx-jsonl"](dataset, folder)
    # split at line feeds alone and, in the test of line breaks, as Python splits text
    return {
        kind: [json.loads(line) for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]
        for kind in ("nodes", "edges")
    }
