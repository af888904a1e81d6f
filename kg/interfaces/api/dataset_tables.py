"""The tables of a dataset by name, as ``Graph.tables`` gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.dataset.opened import Dataset
from kg.dataset.tables import TABLES
from kg.errors import QueryError

if TYPE_CHECKING:
    import pyarrow


class NoTableError(QueryError, KeyError):
    """There is no table of a name; a KeyError too, so that ``in`` and ``get`` work as those of every mapping do."""

    __str__ = Exception.__str__  # that of KeyError puts quotes around the message


class DatasetTables(Mapping[str, Any]):
    """The tables of a dataset, each read when it is asked for."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def __getitem__(self, name: str) -> pyarrow.Table:
        if name not in TABLES:
            raise NoTableError(f"there is no table {name!r}: expected one of {', '.join(TABLES)}")
        return self._dataset.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)
