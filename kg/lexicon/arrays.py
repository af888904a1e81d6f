"""Arrays of the lexicon on disk, memory-mapped: plain ones, string tables and compressed adjacency lists.

Written by ``kg.ontologies.array_files``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import OntologyError


def load(folder: Path, name: str) -> npt.NDArray[Any]:
    """Memory-map one array. Raises OntologyError when the file is missing or damaged."""
    path = folder / f"{name}.npy"
    try:
        mapped: npt.NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
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
