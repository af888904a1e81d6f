"""The one door to a finished dataset: its folder, its ledger ``run.json`` and its tables, with one wording for each
fault.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.dataset.tables import FORMAT, TABLES, no_dataset
from kg.errors import DatasetError

LEDGER = "run.json"
AGAIN = "run the same command again with `kg run`, finished partitions are kept"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A finished dataset. ``ledger`` is what ``kg.dataset.ledger`` wrote, ``content`` the same as the bytes of the
    file.
    """

    folder: Path
    ledger: dict[str, Any] = field(repr=False)
    content: bytes = field(repr=False)

    @classmethod
    def open(cls, folder: Path, tables: Collection[str] = tuple(TABLES)) -> Dataset:
        """The dataset in a folder; ``tables`` have to be there, whether they can be read is seen when they are.

        Raises DatasetError for a folder that holds none, or none that is whole; for a ledger that cannot be read, is
        damaged or of another format; for a table that is missing.
        """
        content = content_of(folder)
        if content is None:
            raise no_dataset(folder)
        opened = cls(folder, parsed(folder, content), content)
        if missing := next((name for name in tables if not opened.path(name).is_file()), None):
            raise DatasetError(f"{opened.path(missing)}: a table is missing, so it is not a finished dataset; {AGAIN}")
        return opened

    def path(self, table: str) -> Path:
        """File of a table."""
        return table_file(self.folder, table)

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A table, or some of its columns. Raises DatasetError when it cannot be read."""
        path = self.path(name)
        try:
            return pq.read_table(path, columns=list(columns) if columns else None)
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(f"{path} cannot be read ({' '.join(str(error).split())[:200]}); {AGAIN}") from None


def table_file(folder: Path, table: str) -> Path:
    """File of a table of the dataset in a folder."""
    return folder / "tables" / f"{table}.parquet"


def content_of(folder: Path) -> bytes | None:
    """The bytes of the ledger in a folder; None where there is none. Raises DatasetError when it cannot be read."""
    path = folder / LEDGER
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise DatasetError(f"{path} cannot be read ({error.strerror or error}); {AGAIN}") from error


def parsed(folder: Path, content: bytes) -> dict[str, Any]:
    """The ledger that the bytes of a folder's ledger are. Raises DatasetError when it is damaged or of another
    format.
    """
    path = folder / LEDGER
    try:
        ledger = json.loads(content)
    except ValueError as error:
        raise DatasetError(f"{path} is damaged ({error}); {AGAIN}") from None
    if not isinstance(ledger, dict) or not isinstance(ledger.get("id"), str):
        raise DatasetError(f'{path} is damaged: expected an object with a text "id"; {AGAIN}')
    if ledger.get("format") != FORMAT:
        raise DatasetError(
            f"{path}: dataset format {ledger.get('format')!r} found, {FORMAT} expected; run the pipeline again with"
            " this version of kg"
        )
    return ledger
