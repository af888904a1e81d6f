"""The dataset's files: written whole or not at all, in equal bytes, with a ledger that refuses to balance when a row is
lost.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg.dataset import graph, ledger, parquet
from kg.dataset.content import content_hash
from kg.dataset.finish import Finished
from kg.dataset.ledger_keys import OF_A_RUN, RECORDS
from kg.dataset.opened import Dataset
from kg.dataset.partition import Partition, is_partition, read_counts
from kg.dataset.rejects import rejects
from kg.dataset.tables import FORMAT, KEYS, TABLES
from kg.errors import DatasetError
from kg.model import AnnotatedDocument, Deletion, Document, Reject
from kg.pipeline.frequent import frequent_names

SCHEMA = pa.schema([("n", pa.int32())])


def _batches(*sizes: int) -> list[pa.RecordBatch]:
    start, made = 0, []
    for size in sizes:
        made.append(pa.RecordBatch.from_pydict({"n": pa.array(range(start, start + size), pa.int32())}, schema=SCHEMA))
        start += size
    return made


def test_the_bytes_of_a_table_do_not_depend_on_its_batches(tmp_path: Path) -> None:
    total = 2 * parquet.ROW_GROUP + 5
    for name, sizes in {
        "one": (total,),
        "many": (7, parquet.ROW_GROUP, total - parquet.ROW_GROUP - 7),
        "small": (1000,) * (total // 1000) + (total % 1000,),
    }.items():
        assert parquet.write_table(tmp_path / name, SCHEMA, _batches(*sizes)) == total
    assert (tmp_path / "one").read_bytes() == (tmp_path / "many").read_bytes() == (tmp_path / "small").read_bytes()
    assert [pq.ParquetFile(tmp_path / "one").metadata.row_group(at).num_rows for at in range(3)] == [
        parquet.ROW_GROUP,
        parquet.ROW_GROUP,
        5,
    ]


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    assert parquet.write_table(tmp_path / "t", SCHEMA, []) == 0
    assert pq.read_table(tmp_path / "t").schema == SCHEMA


def test_a_table_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> Any:
        yield from _batches(3)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    parquet.write_table(tmp_path / "t", SCHEMA, _batches(1))
    with pytest.raises(OSError, match="No space"):
        parquet.write_table(tmp_path / "t", SCHEMA, broken())
    assert pq.read_table(tmp_path / "t").num_rows == 1


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full"),
        (OSError("Write failed: No space left on device"), "the disk is full"),
        (duckdb.IOException("IO Error: Could not write: No space left on device"), "the disk is full"),
        (OSError(errno.EFBIG, "x"), "the disk is full"),
        (PermissionError(errno.EACCES, "x"), "no permission to write here"),
        (OSError(errno.EIO, "Input/output error"), r"cannot be written \(Input/output error\)"),
        (duckdb.InvalidInputException("no magic bytes\nat the end"), r"the tables cannot be made \(no magic bytes\)"),
    ],
)
def test_a_failure_to_write_says_what_state_the_data_is_in(
    error: Exception, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ds").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatasetError, match=says) as raised, parquet.write_failures(Path("ds")):
        raise error
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith("ds: ")


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(DatasetError, match=r"cannot be made \(No such file") as raised,
        parquet.write_failures(tmp_path / "none" / "ds"),
    ):
        raise OSError(errno.ENOENT, "No such file or directory")
    assert "kept" not in str(raised.value) and str(raised.value).endswith("choose another folder with --out")


def test_other_errors_pass_unchanged() -> None:
    with pytest.raises(ZeroDivisionError), parquet.write_failures(Path("ds")):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("totals", "kept", "superseded", "rejects", "says"),
    [
        ({"records": 5, "documents": 3, "deletions": 1, "rejects": 1}, 2, 1, 2, ""),
        (
            {"records": 6, "documents": 3, "deletions": 1, "rejects": 1},
            2,
            1,
            2,
            "records read = documents . deletions . rejected: 6 is not 5",
        ),
        (
            {"records": 5, "documents": 3, "deletions": 1, "rejects": 1},
            2,
            0,
            1,
            "documents = kept . superseded . deleted: 3 is not 2",
        ),
        ({"records": 5, "documents": 3, "deletions": 1, "rejects": 1}, 2, 1, 1, "rows of rejects"),
    ],
)
def test_a_ledger_that_does_not_balance_is_refused(
    totals: dict[str, int], kept: int, superseded: int, rejects: int, says: str
) -> None:
    counts = {"documents": kept, "rejects": rejects}

    def balance() -> dict[str, Any]:
        return ledger.balance({"id": "x"}, totals, counts, Finished(counts, superseded, 0))

    if not says:
        assert balance()["records"] == {
            "read": 5, "documents": 3, "deletions": 1, "rejected": 1, "kept": 2, "superseded": 1, "deleted": 0
        }  # fmt: skip
        return
    with pytest.raises(DatasetError, match=f"does not balance .*{says}"):
        balance()


def test_documents_that_were_deleted_are_in_the_balance() -> None:
    totals, counts = {"records": 6, "documents": 5, "deletions": 1}, {"documents": 2, "rejects": 3}
    assert ledger.balance({}, totals, counts, Finished(counts, 1, 2))["records"]["deleted"] == 2
    with pytest.raises(DatasetError, match=r"documents = kept . superseded . deleted: 5 is not 4.*rejects"):
        ledger.balance({}, totals, counts, Finished(counts, 1, 1))


def test_a_run_that_read_nothing_has_a_ledger_of_zeros() -> None:
    counts = {"documents": 0, "rejects": 0}
    told = ledger.balance({"id": "x"}, {}, counts, Finished(counts, 0, 0))
    assert set(told["records"].values()) == {0}
    assert told["mentions"] == {"found": 0, "grounded": 0}


def test_a_dataset_without_its_ledger_or_a_table_is_not_finished(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    ledger.write(tmp_path, {"format": FORMAT, "id": "x"})
    with pytest.raises(DatasetError, match="a table is missing, so it is not a finished dataset"):
        Dataset.open(tmp_path)
    for name, schema in TABLES.items():
        parquet.write_rows(tmp_path / "tables" / f"{name}.parquet", schema, [])
    assert Dataset.open(tmp_path).ledger["id"] == "x"
    assert Dataset.known(tmp_path, TABLES)
    (tmp_path / "tables" / "edges.parquet").unlink()
    assert Dataset.known(tmp_path, TABLES) is None
    assert Dataset.known(tmp_path)
    ledger.remove(tmp_path)
    assert Dataset.known(tmp_path) is None
    with pytest.raises(DatasetError, match=r"has no run\.json, so it is not a finished dataset: make one"):
        Dataset.open(tmp_path)


RUN_LEDGER = {
    "format": 2, "id": "x", "pipeline": {"name": "mine"}, "versions": {}, "counts": {"documents": 1},
    "inputs": [{"source": "a", "format": "jsonl", "sha256": "0", "partitions": ["ab"]}],
    "records": dict.fromkeys(RECORDS, 1),
}  # fmt: skip

LEDGERS = {
    "no folder": (None, "ds does not exist: make one with `kg run"),
    "no ledger": (b"", r"ds has no run\.json, so it is not a finished dataset"),
    "no JSON": (b"{", r"run\.json is damaged \(.*\); run the same command again with `kg run`"),
    "no UTF-8": (b'{"id": "\xff"}', r"run\.json is damaged \(.*\); run the same command again"),
    "a list": (b"[]", r'run\.json is damaged: expected an object with a text "id"; run the same command again'),
    "no id": (b'{"format": 2, "id": 7}', r'run\.json is damaged: expected an object with a text "id"'),
    **{
        f"{key} {found}": (
            json.dumps({"format": 2, "id": "x", key: found}).encode(),
            rf'run\.json is damaged: key "{key}" should be {expected}.*, found .*; run the same command again',
        )
        for key, found, expected in (
            ("versions", [], "an object"),
            ("counts", {"documents": "3"}, "an object of counts by table"),
            ("pipeline", "mine", "an object with a text name"),
            ("pipeline", {"name": 3}, "an object with a text name"),
            ("mentions", None, "an object with the counts found and grounded"),
            (
                "records",
                {"read": 3},
                "an object with the counts read, documents, deletions, rejected, kept, superseded, deleted",
            ),
            ("records", {**dict.fromkeys(RECORDS, 1), "kept": True}, "an object with the counts read, documents"),
            ("inputs", {}, "a list of objects with source, format, sha256 and partitions"),
            ("inputs", [{"format": "jsonl"}], "a list of objects with source"),
            ("inputs", [{"source": "a", "format": "jsonl", "sha256": "0", "partitions": "ab"}], "a list of objects"),
            ("corrections", {"rows": 1}, "an object with rows, mentions, unmatched and left_out"),
            ("part", 7, "a text"),
        )
    },
    **{
        f"without {key}": (
            json.dumps({key_: value for key_, value in RUN_LEDGER.items() if key_ != key}).encode(),
            rf'run\.json is damaged: key "{key}" should be an? .*, found nothing; run the same command again',
        )
        for key in OF_A_RUN
    },
    "too deep": (b"[" * 100_000, r"run\.json is damaged \(.*\); run the same command again"),
    "another format": (
        b'{"format": 99, "id": "x"}',
        r"run\.json: dataset format 99 found, 2 expected; run the pipeline again with this",
    ),
}


@pytest.mark.parametrize("fault", LEDGERS)
@pytest.mark.parametrize(
    "door", [Dataset.open, graph.stamp, content_hash, rejects, frequent_names], ids=lambda door: door.__name__
)
def test_a_fault_of_the_ledger_is_said_in_the_same_words_by_whoever_reads_it(
    fault: str, door: Callable[[Path], object], tmp_path: Path
) -> None:
    content, says = LEDGERS[fault]
    if content is not None:
        (tmp_path / "ds").mkdir()
    if content:
        (tmp_path / "ds" / "run.json").write_bytes(content)
    with pytest.raises(DatasetError, match=says) as raised:
        door(tmp_path / "ds")
    with pytest.raises(DatasetError) as first:
        Dataset.open(tmp_path / "ds")
    assert str(raised.value) == str(first.value)
    assert "\n" not in str(raised.value)


def test_a_ledger_that_cannot_be_read_is_not_taken_for_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "run.json").mkdir()
    for door in (Dataset.open, graph.stamp, content_hash):
        with pytest.raises(DatasetError, match=r"run\.json cannot be read \(Is a directory\)"):
            door(tmp_path)
    assert Dataset.known(tmp_path) is None


def test_keys_are_columns() -> None:
    assert KEYS.keys() == TABLES.keys()
    assert all(set(key) <= set(TABLES[name].names) for name, key in KEYS.items())


# --- partitions -------------------------------------------------------------------------------------------------------

IDENTIFIER = "0123456789abcdef" * 2


def test_a_partition_is_found_again_with_its_counts(tmp_path: Path) -> None:
    partition = Partition.empty(IDENTIFIER)
    partition.add_document(0, AnnotatedDocument(Document("PMID:1", "T", "T"), (), ()), (), "")
    partition.add_deletion(1, Deletion("PMID:2"))
    partition.add_reject(2, Reject("f", "record 3", "source", "why"))
    partition.write(tmp_path)
    assert read_counts(tmp_path, IDENTIFIER) == partition.counts
    assert {path.name for path in (tmp_path / IDENTIFIER).iterdir()} == {
        "documents.parquet",
        "deletions.parquet",
        "rejects.parquet",
        "counts.json",
    }
    assert [path.name for path in tmp_path.iterdir()] == [IDENTIFIER]
    assert read_counts(tmp_path, "f" * 32) is None


def test_a_document_that_cannot_be_held_leaves_the_partition_as_it_was() -> None:
    partition = Partition.empty(IDENTIFIER)
    with pytest.raises(UnicodeEncodeError):
        partition.add_document(0, AnnotatedDocument(Document("PMID:1", "T", "half \ud800"), (), ()), (), "")
    with pytest.raises(pa.ArrowInvalid):
        partition.add_document(0, AnnotatedDocument(Document("PMID:1", "T", "T", version=1 << 40), (), ()), (), "")
    assert partition == Partition.empty(IDENTIFIER)


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        (IDENTIFIER, True),
        (f".{IDENTIFIER}.123.part", True),
        (f".{IDENTIFIER}.123.old", True),
        (f".{IDENTIFIER}.part", True),
        ("holiday", False),
        (IDENTIFIER[:-1], False),
        (f"{IDENTIFIER}.bak", False),
    ],
)
def test_only_partitions_are_taken_for_partitions(name: str, ours: bool) -> None:
    assert is_partition(name) is ours
