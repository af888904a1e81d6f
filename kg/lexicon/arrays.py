"""Arrays of the lexicon on disk: string tables and compressed adjacency lists, memory-mapped when read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import OntologyError

Array = npt.NDArray[Any]


def save(folder: Path, name: str, array: Array) -> None:
    """Write one array as ``NAME.npy``."""
    np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, name: str) -> Array:
    """Memory-map one array. Raises OntologyError when the file is missing or damaged."""
    path = folder / f"{name}.npy"
    try:
        mapped: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise OntologyError(f"{path}: the lexicon is damaged ({error}); run `kg ontologies build --force`") from error
    # The subclass np.memmap makes every slice slow; a plain view reads the same pages.
    return np.asarray(mapped)


class Strings:
    """A read-only list of strings in one block of UTF-8 bytes with offsets; strings are decoded when asked for."""

    __slots__ = ("_block", "_offsets")

    def __init__(self, folder: Path, name: str) -> None:
        # Single elements and short stretches are read from a view of memory several times as fast as from an array.
        self._block = load(folder, f"{name}.bytes").data
        self._offsets = load(folder, f"{name}.offsets").data

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> str:
        return str(self._block[self._offsets[index] : self._offsets[index + 1]], "utf-8")

    @staticmethod
    def write(folder: Path, name: str, strings: Iterable[str]) -> None:
        """Write the block and the offsets."""
        encoded = [s.encode() for s in strings]
        offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
        np.cumsum([len(e) for e in encoded], out=offsets[1:])
        save(folder, f"{name}.bytes", np.frombuffer(b"".join(encoded), dtype=np.uint8))
        save(folder, f"{name}.offsets", offsets)


class Lists:
    """Adjacency lists: for each row number a run of values (and of parallel columns)."""

    __slots__ = ("_columns", "_starts")

    def __init__(self, folder: Path, name: str, columns: Sequence[str]) -> None:
        self._starts = load(folder, f"{name}.starts").data
        self._columns = [load(folder, f"{name}.{column}").data for column in columns]

    def __getitem__(self, row: int) -> list[tuple[int, ...]]:
        start, end = self._starts[row], self._starts[row + 1]
        return list(zip(*(column[start:end] for column in self._columns), strict=True))

    def values(self, row: int) -> memoryview:
        """The run of values of a row, without the parallel columns."""
        return self._columns[0][self._starts[row] : self._starts[row + 1]]

    @staticmethod
    def write(folder: Path, name: str, columns: Sequence[str], rows: int, entries: Iterable[tuple[int, ...]]) -> None:
        """Write entries ``(row, value, ...)``; they are sorted and made unique, so the bytes do not depend on their
        order.
        """
        table = np.array(sorted(set(entries)), dtype=np.uint32).reshape(-1, len(columns) + 1)
        starts = np.zeros(rows + 1, dtype=np.uint32)
        np.add.at(starts, table[:, 0] + 1, 1)
        save(folder, f"{name}.starts", np.cumsum(starts, dtype=np.uint32))
        for position, column in enumerate(columns, start=1):
            save(folder, f"{name}.{column}", np.ascontiguousarray(table[:, position]))
