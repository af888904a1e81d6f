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

from kg.dataset import ledger_keys
from kg.dataset.tables import FORMAT, TABLES
from kg.errors import ConfigError, DatasetError

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
        damaged (a key that a run writes is missing or holds another thing) or of another format; for a table that is
        missing.
        """
        ledger = folder / LEDGER
        try:
            content = ledger.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise _no_dataset(folder) from None
        except OSError as error:
            raise unreadable(ledger, error) from error
        opened = cls(folder, _parsed(ledger, content), content)
        for name in tables:
            if not opened.path(name).is_file():
                raise missing(opened.path(name))
        return opened

    @classmethod
    def known(cls, folder: Path, tables: Collection[str] = ()) -> Dataset | None:
        """The dataset in a folder; None where there is none, or none that this version can read."""
        try:
            return cls.open(folder, tables)
        except DatasetError:
            return None

    def path(self, table: str) -> Path:
        """File of a table."""
        return self.folder / "tables" / f"{table}.parquet"

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A table, or some of its columns. Raises DatasetError when it cannot be read."""
        path = self.path(name)
        try:
            return pq.read_table(path, columns=list(columns) if columns else None)
        except (OSError, pa.ArrowException) as error:
            raise unreadable(path, error) from None

    def of_document(self, name: str, document: str, columns: Sequence[str]) -> pa.Table:
        """Some columns of the rows of a table that are of one document. Raises DatasetError when it cannot be read."""
        path = self.path(name)
        try:
            return pq.read_table(path, columns=list(columns), filters=[("document", "=", document)])
        except (OSError, pa.ArrowException) as error:
            raise unreadable(path, error) from None

    def whole(self) -> bool:
        """Whether every table is there and ends as a Parquet file does, so that no part of it is cut off."""
        try:
            return all(pq.read_metadata(self.path(name)) is not None for name in TABLES)
        except (OSError, pa.ArrowException):
            return False


def require_outside(path: Path, dataset: Path) -> None:
    """Raise ConfigError for a place to write to that is in a dataset's own folder, or that cannot be told."""
    try:
        inside = path.resolve().is_relative_to(dataset.resolve())
    except (OSError, RuntimeError):
        raise ConfigError(f"{path}: symbolic links lead in a circle: give another place") from None
    if inside:
        raise ConfigError(f"{path} is in the folder of the dataset {dataset}: give another place")


def unreadable(path: Path, error: Exception) -> DatasetError:
    """The fault of a file of a dataset that is not there, that the system does not give out (``OSError`` with its
    number), or whose content makes no sense.
    """
    if isinstance(error, FileNotFoundError):
        return missing(path)
    if isinstance(error, OSError) and error.strerror:
        return DatasetError(f"{path} cannot be read ({error.strerror}); {AGAIN}")
    return DatasetError(f"{path} is damaged ({' '.join(str(error).split())[:200]}); {AGAIN}")


def missing(path: Path) -> DatasetError:
    """The fault of a table that is not there."""
    return DatasetError(f"{path}: a table is missing, so it is not a finished dataset; {AGAIN}")


def _no_dataset(folder: Path) -> DatasetError:
    if folder.is_dir():
        return DatasetError(
            f"{folder} has no {LEDGER}, so it is not a finished dataset: make one with `kg run PIPELINE.toml --out"
            f" {folder}`"
        )
    if folder.exists():
        return DatasetError(f"{folder} is a file, not a dataset: name the folder that `kg run` wrote")
    return DatasetError(f"{folder} does not exist: make one with `kg run PIPELINE.toml --out {folder}`")


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    try:
        ledger = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise unreadable(path, error) from None
    if not isinstance(ledger, dict) or not isinstance(ledger.get("id"), str):
        raise DatasetError(f'{path} is damaged: expected an object with a text "id"; {AGAIN}')
    if ledger.get("format") != FORMAT:
        raise DatasetError(
            f"{path}: dataset format {ledger.get('format')!r} found, {FORMAT} expected; run the pipeline again with"
            " this version of kg"
        )
    if fault := ledger_keys.fault(ledger):
        raise DatasetError(f"{path} is damaged: {fault}; {AGAIN}")
    return ledger
