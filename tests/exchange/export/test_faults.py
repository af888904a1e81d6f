"""Bad datasets and outputs that cannot be written: one line that says what to do, and no partial file."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.errors import DatasetError
from kg.exchange.export import EXPORTS
from tests.exchange.export import sample

Break = Callable[[Path], Any]


def _ledger(**changes: Any) -> Break:
    def change(folder: Path) -> None:
        ledger = json.loads((folder / "run.json").read_text())
        (folder / "run.json").write_text(json.dumps({**ledger, **changes}))

    return change


def _table(name: str, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> Break:
    def rewrite(folder: Path) -> None:
        path = folder / "tables" / f"{name}.parquet"
        table = pq.read_table(path)
        pq.write_table(pa.Table.from_pylist(change(table.to_pylist()), schema=table.schema), path)

    return rewrite


def _set(**cells: Any) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    return lambda rows: [{**rows[0], **cells}, *rows[1:]]


def _drop_column(folder: Path) -> None:
    path = folder / "tables" / "assertions.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["best_tier"]), path)


def _change_type(folder: Path) -> None:
    path = folder / "tables" / "evidence.parquet"
    table = pq.read_table(path)
    position = table.schema.get_field_index("score")
    pq.write_table(table.set_column(position, "score", table.column("score").cast(pa.string())), path)


def _truncate(name: str) -> Break:
    def cut(folder: Path) -> None:
        path = folder / "tables" / f"{name}.parquet"
        path.write_bytes(path.read_bytes()[:-20])

    return cut


def _scramble(folder: Path) -> None:
    # the footer stays good: the damage shows only when the pages are read
    path = folder / "tables" / "evidence.parquet"
    data = bytearray(path.read_bytes())
    data[4:2000] = b"\xff" * 1996
    path.write_bytes(bytes(data))


FAULTS: dict[str, tuple[Break, str]] = {
    "no ledger": (
        lambda folder: (folder / "run.json").unlink(),
        "has no run.json, so it is not a finished dataset: make one with `kg run",
    ),
    "ledger is no JSON": (lambda folder: (folder / "run.json").write_text("{"), "run.json is damaged"),
    "ledger is no UTF-8": (lambda folder: (folder / "run.json").write_bytes(b'{"id": "\xff"}'), "run.json is damaged"),
    "ledger is a list": (lambda folder: (folder / "run.json").write_text("[]"), "expected an object"),
    "another format": (_ledger(format=1), "dataset format 1 found, 2 expected"),
    "no id": (_ledger(id=None), 'expected an object with a text "id"'),
    "id with a slash": (_ledger(id="a/b"), "id is 'a/b'"),
    "half a surrogate": (_ledger(versions={"kg": "\ud800"}), "surrogate"),
    "no table": (lambda folder: (folder / "tables" / "edges.parquet").unlink(), "edges.parquet: a table is missing"),
    "no column": (_drop_column, "'best_tier' should be string, found no such column"),
    "another type": (_change_type, "'score' should be float, found string"),
    "truncated table": (_truncate("documents"), "documents.parquet is damaged"),
    "damaged pages": (_scramble, "evidence.parquet is damaged"),
    "not sorted": (_table("entities", lambda rows: rows[::-1]), "follows"),
    "a row twice": (_table("documents", lambda rows: [rows[0], *rows]), "follows"),
    "null in a key": (_table("assertions", _set(subject=None)), "subject is empty in 1 rows"),
    "unknown prefix of a word of a vocabulary": (
        _table("assertions", _set(predicate="NOPE:1")),
        "unknown prefix 'NOPE'",
    ),
    "not a category": (_table("entities", _set(category="a drug")), "not a Biolink category"),
    "qualifier without value": (_table("assertions", _set(qualifiers=["odd"])), "not of the form key=value"),
    "score is not a number": (_table("evidence", _set(score=float("nan"))), "expected a number"),
    "belief is not a number": (_table("assertions", _set(belief=float("nan"))), "expected a number"),
    "evidence without assertion": (_table("assertions", lambda rows: rows[1:]), "which is not in the dataset"),
    "evidence for a later assertion": (_table("evidence", _set(assertion="zzz")), "evidence"),
    "assertion without evidence": (_table("evidence", lambda rows: []), "has no evidence for assertion"),
}


FLAT = ("csv", "graphml")
"""Formats of nodes and edges alone, which write neither documents nor evidence one by one."""

OF_CLAIMS = (
    *("null in a key", "unknown prefix of a word of a vocabulary", "qualifier without value", "score is not a number"),
    *("belief is not a number", "evidence without assertion", "evidence for a later assertion"),
    "assertion without evidence",
)
NOT_LOOKED_AT = {
    *((name, fault) for name in FLAT for fault in ("a row twice", "score is not a number")),
    *(("nanopub", fault) for fault in ("not sorted", "a row twice", "not a category")),
    *(("sssom", fault) for fault in ("a row twice", *OF_CLAIMS)),
}
"""Faults in what a format does not write: documents, scores of evidence; entities in nanopublications, claims in
SSSOM.
"""


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    return sample.write(tmp_path / "data [1] *", sample.held_by("graphml"))


@pytest.mark.parametrize(
    ("name", "fault"), [(n, f) for n in sorted(EXPORTS) for f in FAULTS if (n, f) not in NOT_LOOKED_AT]
)
def test_a_bad_dataset_is_one_line_and_leaves_no_file(name: str, fault: str, folder: Path, tmp_path: Path) -> None:
    spoil, message = FAULTS[fault]
    spoil(folder)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(DatasetError) as caught:
        EXPORTS[name](folder, out / "graph")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(out.iterdir())


def test_a_folder_with_characters_of_patterns_is_only_a_name(folder: Path, tmp_path: Path) -> None:
    assert EXPORTS["nquads"](folder, tmp_path / "graph.nq")["lines"] > 0


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_missing_output_folder_is_said(name: str, dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"cannot write .*nowhere.*No such file or directory"):
        EXPORTS[name](dataset, tmp_path / "nowhere" / "graph")


def test_a_file_where_a_folder_should_be_is_said(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="Not a directory"):
        EXPORTS["nquads"](dataset, tmp_path / "file" / "graph.nq")


def test_a_folder_where_the_file_should_be_is_said(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="it is a folder"):
        EXPORTS["nquads"](dataset, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_no_permission_is_said(name: str, dataset: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DatasetError, match="Permission denied"):
        EXPORTS[name](dataset, tmp_path / "graph")


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_refused_file_is_said_for_root_too(
    name: str, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        if "w" in mode:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, mode, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DatasetError, match="Permission denied"):
        EXPORTS[name](dataset, tmp_path / "graph")
    assert not list(tmp_path.iterdir())


@contextmanager
def small_disk() -> Iterator[None]:
    """No file may grow past 256 bytes while this holds, as on a full disk: the sample is small, and some formats say
    little of it.
    """
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256, before[1]))
    try:
        yield
    finally:  # what pytest prints may go to a file, too
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_full_disk_keeps_the_old_file_and_no_partial_one(name: str, dataset: Path, tmp_path: Path) -> None:
    old = tmp_path / {"kgx-jsonl": "graph_nodes.jsonl", "kgx-tsv": "graph_nodes.tsv", "csv": "graph_nodes.csv"}.get(
        name, "graph"
    )
    old.write_text("old")
    with small_disk(), pytest.raises(DatasetError, match="cannot write") as caught:
        EXPORTS[name](dataset, tmp_path / "graph")
    assert "\n" not in str(caught.value)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {old.name: "old"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_stream_is_said(dataset: Path) -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as file,
        pytest.raises(DatasetError, match="No space left on device"),
    ):
        EXPORTS["nquads"](dataset, file)


def test_a_closed_pipe_is_left_to_the_command_line(dataset: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb", buffering=0) as file, pytest.raises(BrokenPipeError):
        EXPORTS["nquads"](dataset, file)


def test_no_temporary_folder_is_said(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(DatasetError, match=r"cannot make a temporary folder .* set TMPDIR"):
        EXPORTS["nquads"](dataset, tmp_path / "graph.nq")
