"""Writing the Parquet and JSON files of a dataset, each whole and on the disk before it has its name."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from kg.errors import DatasetError
from kg.files import whole, write_whole

ROW_GROUP = 65536
"""Rows of a Parquet row group; fixed, so that equal rows give equal bytes."""


@contextmanager
def write_failures(path: Path) -> Iterator[None]:
    """Turn failures to write below ``path`` into a DatasetError that says what state the data is in."""
    try:
        yield
    except OSError as error:
        code = (
            error.errno
            if error.errno is not None
            else next((c for c in (errno.ENOSPC, errno.EACCES) if os.strerror(c) in str(error)), None)
        )
        if code == errno.ENOSPC or code == errno.EDQUOT or code == errno.EFBIG:
            raise DatasetError(
                f"{path}: the disk is full; finished partitions are kept, free some space and run the same command"
                " again"
            ) from error
        if code in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise DatasetError(f"{path}: no permission to write here; choose another folder with --out") from error
        if not path.exists():
            raise DatasetError(
                f"{path}: cannot be made ({error.strerror or error}); choose another folder with --out"
            ) from error
        raise DatasetError(
            f"{path}: cannot be written ({error.strerror or error}); finished partitions are kept, run the same command"
            " again"
        ) from error
    except RuntimeError as error:
        # DuckDB takes a Ctrl-C for itself while it is at work and tells of it in this way.
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from None
        raise
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        if os.strerror(errno.ENOSPC) in str(error):
            raise DatasetError(
                f"{path}: the disk is full; finished partitions are kept, free some space and run the same command"
                " again"
            ) from error
        raise DatasetError(
            f"{path}: the tables cannot be made ({reason}); if a file in {path / 'partitions'} is damaged, "
            "delete that folder and run the same command again"
        ) from error


def write_table(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write record batches as one Parquet file in fixed row groups, whole or not at all; returns the number of rows."""
    count = 0
    with (
        whole(path, durable=True) as beside,
        pq.ParquetWriter(beside, schema, compression="zstd", version="2.6", write_statistics=True) as writer,
    ):
        held: list[pa.RecordBatch] = []
        rows = 0
        for batch in batches:
            held.append(batch)
            rows += batch.num_rows
            while rows >= ROW_GROUP:
                table = pa.Table.from_batches(held, schema)
                writer.write_table(table.slice(0, ROW_GROUP), row_group_size=ROW_GROUP)
                rest = table.slice(ROW_GROUP)
                held, rows = rest.to_batches(), rest.num_rows
                count += ROW_GROUP
        if held or not count:
            writer.write_table(pa.Table.from_batches(held, schema), row_group_size=ROW_GROUP)
            count += rows
    return count


def write_rows(path: Path, schema: pa.Schema, rows: list[dict[str, Any]]) -> int:
    """Write a list of dicts as one Parquet file."""
    return write_table(path, schema, pa.Table.from_pylist(rows, schema).to_batches())


def write_json(path: Path, value: Any) -> None:
    """Write JSON with sorted keys, whole or not at all."""
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    write_whole(path, text.encode(), durable=True)
