"""The content of a dataset as one number: two datasets with the same rows and the same ledger have the same, whoever
wrote the files.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kg.dataset import tables
from kg.dataset.opened import Dataset, unreadable

_BATCH = 4096


def content_hash(dataset: Path) -> str:
    """SHA-256 over the ledger and every row of every table in order, hex. Raises DatasetError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    there = Dataset.open(dataset)
    found = hashlib.sha256(_line(there.ledger))
    for name, columns in tables.TABLES.items():
        path = there.path(name)
        found.update(_line(name))
        try:
            with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
                for batch in file.iter_batches(_BATCH, columns=columns.names, use_threads=False):
                    for row in zip(*(batch.column(column).to_pylist() for column in columns.names), strict=True):
                        found.update(_line(row))
        except (OSError, pa.ArrowException) as error:
            raise unreadable(path, error) from error
    return found.hexdigest()


def _line(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n"
