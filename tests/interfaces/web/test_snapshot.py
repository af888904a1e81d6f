"""A dataset that changes while it is served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.errors import DatasetError
from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.security import Door
from kg.interfaces.web.snapshot import ServedGraph
from tests.ask.pack_sample import CONTENT
from tests.interfaces.web.conftest import LOCAL
from tests.stores.sample import EVEROLIMUS, HCC, Content, Said, write_dataset

ADDRESS = f"/api/v1/evidence?drug={EVEROLIMUS}&disease={HCC}&limit=1000"
MORE = Said("PMID:900", EVEROLIMUS, "STUDIED_FOR", HCC, "phase-3", "opposes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "dataset", CONTENT)


@pytest.fixture
def said() -> list[str]:
    """What was said on stderr."""
    return []


@pytest.fixture
def own(folder: Path, said: list[str], small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("KG_LEXICON", str(small_folder))
    made = Service(ServedGraph(str(folder), 20, said.append))
    said.clear()
    yield made
    made.close()


def _write_again(folder: Path) -> None:
    content = Content([*CONTENT.said, MORE], CONTENT.curated, CONTENT.entities, CONTENT.papers)
    beside = write_dataset(folder.parent / "again", content)
    ledger = (beside / "run.json").read_text(encoding="utf-8")
    (folder / "run.json").unlink()
    for table in (beside / "tables").iterdir():
        shutil.copy(table, folder / "tables" / table.name)
    (folder / "run.json").write_text(ledger.replace("{", '{"again": true, ', 1), encoding="utf-8")


def test_another_state_is_served_once_it_is_whole(own: Service, folder: Path, page: Path, said: list[str]) -> None:
    client = TestClient(build_app(own, Door(), page), base_url=LOCAL)
    before = client.get(ADDRESS).json()
    assert not own.served.renew() and said == []
    ledger = (folder / "run.json").read_bytes()
    (folder / "run.json").unlink()
    assert not own.served.renew() and not own.served.renew()
    assert len(said) == 1 and "is served on" in said[0], "it is said once"
    own.kept.clear()
    assert client.get(ADDRESS).json() == before, "what is in memory is whole"
    (folder / "run.json").write_bytes(ledger)
    old = own.served.current
    _write_again(folder)
    assert own.served.renew()
    assert any("serving build" in line for line in said)
    after = client.get(ADDRESS).json()
    assert after["total"] == before["total"] + 1
    assert "PMID:900" in {row["document"] for row in after["rows"]}
    assert old.graph.explain(EVEROLIMUS, HCC), "who had begun with the old state ends on it"
    assert not own.served.renew()


def test_what_was_kept_of_another_state_is_not_given(own: Service, folder: Path, page: Path) -> None:
    client = TestClient(build_app(own, Door(), page), base_url=LOCAL)
    before = client.get(ADDRESS).json()
    _write_again(folder)
    own.served.renew()  # without clearing: the state is part of what is asked
    assert client.get(ADDRESS).json()["total"] == before["total"] + 1


def test_a_damaged_dataset_is_not_taken(own: Service, folder: Path, said: list[str]) -> None:
    _write_again(folder)
    (folder / "tables" / "entities.parquet").write_bytes(b"PAR1 no more PAR1")
    assert not own.served.renew() and "is served on" in said[-1]


def test_a_dataset_that_changes_all_the_time_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = iter(map(str, range(100)))
    monkeypatch.setattr(ServedGraph, "_build", lambda *_: next(builds))
    with pytest.raises(DatasetError, match="changed while it was opened, 3 times"):
        ServedGraph(str(folder), 20)
