"""The embedded store builds its graph when it must, never otherwise, and survives damage, rivals and full disks."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import kglite
import pytest

from kg.errors import DatasetError, StoreError
from kg.stores import open_store
from kg.stores.embedded import cached_path, graph_path
from kg.stores.store import Store
from tests.stores.sample import PAPERS, SAID, Content, write_dataset

COUNT = "MATCH (n) RETURN count(*) AS n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))


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
        damage = (
            content[:middle]
            if damage == "truncated"
            else content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]
        )
    path.write_bytes(damage)
    said: list[str] = []
    assert open_store(str(dataset), said.append).run(COUNT) == expected
    assert "is damaged" in said[0]
    said.clear()
    open_store(str(dataset), said.append)
    assert said == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_read_only_dataset_is_served_from_the_cache(
    code: int, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = open_store(str(dataset)).run(COUNT)
    graph_path(dataset).unlink()
    before = sorted(dataset.rglob("*"))
    _make_read_only(dataset, code, monkeypatch)
    said: list[str] = []
    assert open_store(str(dataset), said.append).run(COUNT) == expected
    cached = cached_path(dataset)
    assert [line for line in said if "is read-only" in line and str(cached.parent) in line]
    assert cached.is_file() and cached.is_relative_to(tmp_path / "cache" / "graphs")
    assert sorted(dataset.rglob("*")) == before
    said.clear()
    stamp = cached.stat().st_mtime_ns
    assert open_store(str(dataset), said.append).run(COUNT) == expected
    assert (said, cached.stat().st_mtime_ns) == ([], stamp), "the graph in the cache is used again"


def test_the_graphs_in_the_cache_are_those_of_datasets_as_they_are(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    shutil.copytree(dataset, other)
    with monkeypatch.context() as patch:
        _make_read_only(dataset, errno.EROFS, patch)
        _make_read_only(other, errno.EROFS, patch)
        open_store(str(other))
        open_store(str(dataset))
    first, gone = cached_path(dataset), cached_path(other)
    assert first.is_file() and gone.is_file()
    write_dataset(dataset, Content(SAID[:5], papers=PAPERS))
    shutil.rmtree(other)
    with monkeypatch.context() as patch:
        _make_read_only(dataset, errno.EROFS, patch)
        open_store(str(dataset))
    assert cached_path(dataset).is_file() and not first.exists(), "of an earlier state"
    assert not gone.parent.exists(), "of a dataset that is gone"
    open_store(str(dataset)).close()
    assert cached_path(dataset).is_file(), "there is no need to build it again"
    cached_path(dataset).unlink()
    open_store(str(dataset)).close()
    assert graph_path(dataset).is_file(), "a folder that can be written to holds its own graph"


def test_a_damaged_graph_in_a_read_only_dataset_is_built_once(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = open_store(str(dataset)).run(COUNT)
    graph_path(dataset).write_bytes(b"no graph")
    _make_read_only(dataset, errno.EROFS, monkeypatch)
    said: list[str] = []
    assert open_store(str(dataset), said.append).run(COUNT) == expected
    assert "is damaged" in said[0]
    stamp = cached_path(dataset).stat().st_mtime_ns
    assert open_store(str(dataset)).run(COUNT) == expected
    assert cached_path(dataset).stat().st_mtime_ns == stamp


def test_a_full_disk_is_one_clear_error(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.files.put", refuse)
    with pytest.raises(StoreError, match=r"cannot be written \(No space left on device\)"):
        open_store(str(dataset))
    assert [path.name for path in dataset.iterdir() if "graph" in path.name] == []


def test_a_dataset_and_a_cache_that_are_read_only_are_one_clear_error(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make_read_only(tmp_path, errno.EROFS, monkeypatch)
    with pytest.raises(StoreError, match=r"both are read-only: set KG_CACHE to a folder you may write to"):
        open_store(str(dataset))


def test_another_user_may_ask_a_dataset_that_is_not_his(dataset: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may become another user")
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == 0 and path.is_relative_to("/tmp") and path != Path("/tmp"):
            path.chmod(0o755)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    os.chown(theirs, NOBODY, NOBODY)
    # Modules first: the other user may not be allowed to read where they are.
    program = (
        "import os, sys; import duckdb._relation, kglite, pyarrow.parquet; import kg.stores.embedded; from kg"
        " import code; from kg.stores import open_store; code.code_hash(*kg.stores.embedded.BUILT_BY);"
        f" os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY}); print(open_store(sys.argv[1], lambda line:"
        " print(line, file=sys.stderr)).run(sys.argv[2])[0]['n'])"
    )
    environment = {**os.environ, "KG_CACHE": str(theirs), "HOME": str(theirs)}
    command = [sys.executable, "-c", program, str(dataset), COUNT]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert "is read-only" in done.stderr
    assert list(theirs.glob("graphs/*/graph-*.kgl"))
    assert not list(dataset.glob("graph-*.kgl"))
    assert int(done.stdout) == open_store(str(dataset)).run(COUNT)[0]["n"]


NOBODY = 65534
"""A user without any rights of his own."""


def _make_read_only(folder: Path, code: int, patch: pytest.MonkeyPatch) -> None:
    """As a medium that can only be read, or the folder of somebody else: root, as whom tests may run, is refused
    nothing otherwise.
    """
    mkdir, touch, unlink = Path.mkdir, Path.touch, Path.unlink

    def refuse(path: Path) -> None:
        if path.is_relative_to(folder):
            raise OSError(code, os.strerror(code), str(path))

    def refusing(do: Callable[..., None]) -> Callable[..., None]:
        def instead(path: Path, *arguments: object, **options: object) -> None:
            refuse(path)
            do(path, *arguments, **options)

        return instead

    patch.setattr(Path, "mkdir", refusing(mkdir))
    patch.setattr(Path, "touch", refusing(touch))
    patch.setattr(Path, "unlink", refusing(unlink))


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
    done = subprocess.run(
        [sys.executable, "-c", program, str(dataset), COUNT], capture_output=True, text=True, check=True
    )
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
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )
