"""The embedded store builds its graph when it must, never otherwise, and survives damage, rivals and full disks."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import kglite
import pytest

from kg.errors import DatasetError, StoreError
from kg.stores import open_store
from kg.stores.embedded import graph_path
from kg.stores.store import Store
from tests.stores.sample import PAPERS, SAID, Content, write_dataset

COUNT = "MATCH (n) RETURN count(*) AS n"


@pytest.fixture
def store(dataset: Path) -> Iterator[Store]:
    opened = open_store(str(dataset))
    yield opened
    opened.close()


def test_a_graph_is_built_once_and_opened_after_that(dataset: Path) -> None:
    said: list[str] = []
    first = open_store(str(dataset), said.append).run(COUNT)
    assert said[0].startswith("building the graph")
    path = graph_path(dataset)
    before = path.stat().st_mtime_ns
    said.clear()
    assert open_store(str(dataset), said.append).run(COUNT) == first
    assert said == []
    assert path.stat().st_mtime_ns == before


def test_a_changed_dataset_gets_a_new_graph_and_the_old_one_goes(dataset: Path) -> None:
    before = open_store(str(dataset)).run(COUNT)
    old = graph_path(dataset)
    write_dataset(dataset, Content(SAID[:5], papers=PAPERS))
    assert open_store(str(dataset)).run(COUNT) != before
    assert not old.exists()
    assert [path.name for path in dataset.iterdir() if "graph" in path.name] == [graph_path(dataset).name]


@pytest.mark.parametrize("damage", [b"", b"not a graph", "truncated", "flipped"])
def test_a_damaged_graph_is_built_again_with_a_message(dataset: Path, damage: bytes | str) -> None:
    expected = open_store(str(dataset)).run(COUNT)
    path = graph_path(dataset)
    content = path.read_bytes()
    if isinstance(damage, str):
        middle = len(content) // 2
        damage = content[:middle] if damage == "truncated" else content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]
    path.write_bytes(damage)
    said: list[str] = []
    assert open_store(str(dataset), said.append).run(COUNT) == expected
    assert "is damaged" in said[0]
    said.clear()
    open_store(str(dataset), said.append)
    assert said == []


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"), OSError(errno.ENOSPC, "No space left on device")])
def test_a_folder_that_cannot_be_written_is_one_clear_error(dataset: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreError, match=rf"cannot be written \({error.strerror}\)"):
        open_store(str(dataset))
    assert [path.name for path in dataset.iterdir() if "graph" in path.name] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_one_clear_error(dataset: Path) -> None:
    dataset.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            open_store(str(dataset))
    finally:
        dataset.chmod(0o755)


@pytest.mark.parametrize(
    ("address", "message"),
    [("", "empty"), ("bolt4://localhost:7687", "bolt4://"), ("s3://bucket/x", "s3://")],
)
def test_an_address_that_no_store_answers_to_is_an_error(address: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        open_store(address)


def test_a_folder_that_is_no_dataset_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"has no run\.json.*kg run"):
        open_store(str(tmp_path))
    with pytest.raises(DatasetError, match="does not exist"):
        open_store(str(tmp_path / "nowhere"))


def test_a_file_url_is_a_folder(dataset: Path) -> None:
    assert open_store(f"file://{dataset}").run(COUNT) == open_store(str(dataset)).run(COUNT)


def test_a_reader_keeps_its_snapshot_while_the_dataset_is_rebuilt(dataset: Path) -> None:
    reader = open_store(str(dataset))
    before = reader.run(COUNT)
    write_dataset(dataset, Content(SAID[:5], papers=PAPERS))
    after = open_store(str(dataset)).run(COUNT)
    assert reader.run(COUNT) == before != after


def test_another_process_reads_the_same_graph(dataset: Path, store: Store) -> None:
    program = "import sys; from kg.stores import open_store; print(open_store(sys.argv[1]).run(sys.argv[2])[0]['n'])"
    done = subprocess.run([sys.executable, "-c", program, str(dataset), COUNT], capture_output=True, text=True, check=True)
    assert (int(done.stdout), done.stderr) == (store.run(COUNT)[0]["n"], "")


def test_an_extension_of_the_engine_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="--format csv"):
        store.run("MATCH (n) RETURN n.id AS id FORMAT CSV")


def test_a_query_that_takes_too_long_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise kglite.CypherTimeoutError("deadline")

    class Slow:
        cypher = staticmethod(slow)

    monkeypatch.setattr(store, "_snapshot", Slow())
    with pytest.raises(StoreError, match="stopped after 180 s"):
        store.run("MATCH (n) RETURN count(*) AS n")


def test_opening_a_store_is_what_imports_the_engine() -> None:
    program = "import sys, kg.stores; print([m for m in ('kglite', 'pyarrow') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"
