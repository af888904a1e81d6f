"""Reading a dataset a batch at a time, and the sorted or distinct views that need another order than a table's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.dataset import sorting, tables
from kg.dataset.opened import AGAIN, LEDGER, Dataset, unreadable
from kg.errors import DatasetError
from kg.progress import Progress, unwatched

BATCH = 1024
_REQUIRED = frozenset(
    (
        "id",
        "subject",
        "predicate",
        "object",
        "negated",
        "assertion",
        "document",
        "start",
        "end",
        "subject_start",
        "subject_end",
        "object_start",
        "object_end",
    )
)
"""Columns that are never null; in others a null text is the same as an empty one."""
_RUN_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_MEMORY = "160MB"  # what DuckDB may hold before it spills to a temporary folder


@dataclass(frozen=True, slots=True)
class ExportedDataset:
    """An opened dataset: its folder, its run's id, and the versions the run used as (name, version) pairs.

    ``part`` says in words what part of a run's dataset it is, ``""`` for the whole of it.
    """

    folder: Path
    run: str
    versions: tuple[tuple[str, str], ...]
    part: str = ""
    progress: Progress = unwatched

    def path(self, table: str) -> Path:
        """File of a table."""
        return self.folder / "tables" / f"{table}.parquet"


def open_dataset(folder: Path, names: Sequence[str], progress: Progress = unwatched) -> ExportedDataset:
    """Check a dataset's ledger and the columns of the tables named, and return it. Raises DatasetError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    dataset = replace(_ledger(folder), progress=progress)
    for name in names:
        path = dataset.path(name)
        try:
            found = pq.read_schema(path)
        except (pa.ArrowInvalid, OSError) as error:
            raise unreadable(path, error) from error
        for field in tables.TABLES[name]:
            kind = found.field(field.name).type if field.name in found.names else None
            if not _same(kind, field.type):
                found_type = "no such column" if kind is None else str(kind)
                raise DatasetError(f"{path}: column {field.name!r} should be {field.type}, found {found_type}; {AGAIN}")
    return dataset


def _same(found: Any, expected: Any) -> bool:
    import pyarrow as pa

    if found is None:
        return False
    if pa.types.is_list(found) and pa.types.is_list(expected):
        return _same(found.value_type, expected.value_type)
    return bool(found == expected)


def _ledger(folder: Path) -> ExportedDataset:
    ledger, path = Dataset.open(folder, tables=()).ledger, folder / LEDGER
    run = ledger["id"]
    if not _RUN_ID.fullmatch(run):
        raise DatasetError(f"{path}: id is {run!r}, expected letters, digits, dots and dashes")
    versions = tuple(sorted(_flatten("", ledger.get("versions") or {})))
    if any(not _encodable(text) for pair in versions for text in pair):
        raise DatasetError(f"{path}: a version holds half a surrogate pair, which is no text")
    return ExportedDataset(folder, run, versions, str(ledger.get("part") or ""))


def _flatten(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(f"{name}/{key}" if name else str(key), inner)
    else:
        yield name, value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _encodable(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)


def rows(dataset: ExportedDataset, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as tuples of the columns named, in the table's own order; the first column must be its key,
    sorted.

    Null texts come as ``""`` and null lists as ``[]``. Raises DatasetError for a damaged table, a null in a required
    column, or a table that is not sorted (its order is what makes an export repeatable).
    """
    last = ""
    for batch in _batches(dataset, table, columns):
        cells = [_cells(dataset.path(table), name, batch.column(name)) for name in columns]
        for row in zip(*cells, strict=True):
            if row[0] <= last:
                raise DatasetError(
                    f"{dataset.path(table)} is damaged: {columns[0]} {row[0]!r} follows {last!r}; {AGAIN}"
                )
            last = row[0]
            yield row


def whole_rows(dataset: ExportedDataset, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as they are stored, nulls and all columns included. Raises DatasetError for a damaged
    table.
    """
    for batch in _batches(dataset, table, tables.TABLES[table].names):
        yield from batch.to_pylist()


def _cells(path: Path, name: str, column: Any) -> list[Any]:
    import pyarrow as pa

    values: list[Any] = column.to_pylist()
    if not column.null_count:
        return values
    if name in _REQUIRED:
        raise DatasetError(f"{path} is damaged: {name} is empty in {column.null_count} rows; {AGAIN}")
    if pa.types.is_string(column.type):
        return ["" if value is None else value for value in values]
    if pa.types.is_list(column.type):
        return [[] if value is None else value for value in values]
    return values


def _batches(dataset: ExportedDataset, table: str, columns: Sequence[str]) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = dataset.path(table)
    try:
        # a buffered reader: without one the whole of a row group's columns is read at once
        with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
            for batch in file.iter_batches(batch_size=BATCH, columns=list(columns), use_threads=False):
                dataset.progress("rows", batch.num_rows, 0)
                yield batch
    except (pa.ArrowException, OSError) as error:
        raise unreadable(path, error) from error


def ordered(
    dataset: ExportedDataset, sql: str, views: Mapping[str, tuple[str, Sequence[str]]]
) -> Iterator[tuple[Any, ...]]:
    """Rows of a DuckDB query, sorted out of core; ``views`` is view name -> (table, columns). Raises DatasetError."""
    streams = {view: _stream(dataset, table, columns) for view, (table, columns) in views.items()}
    yield from sorting.ordered(sql, streams, what=f"the tables of {dataset.folder}", memory=_MEMORY)


def _stream(dataset: ExportedDataset, table: str, columns: Sequence[str]) -> sorting.Stream:
    import pyarrow as pa

    schema = pa.schema([tables.TABLES[table].field(name) for name in columns])
    return schema, lambda: _batches(dataset, table, columns)
