"""Writes the arrays that ``kg.lexicon.arrays`` reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def save(folder: Path, name: str, array: npt.NDArray[Any]) -> None:
    """Write one array as ``NAME.npy``."""
    np.save(folder / f"{name}.npy", array, allow_pickle=False)


def save_strings(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write a string table: the strings' UTF-8 bytes in one block, and where each begins."""
    encoded = [s.encode() for s in strings]
    offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
    np.cumsum([len(e) for e in encoded], out=offsets[1:])
    save(folder, f"{name}.bytes", np.frombuffer(b"".join(encoded), dtype=np.uint8))
    save(folder, f"{name}.offsets", offsets)


def save_lists(folder: Path, name: str, columns: Sequence[str], rows: int, entries: Iterable[tuple[int, ...]]) -> None:
    """Write adjacency lists of ``rows`` rows from entries ``(row, value, ...)``, one value a column.

    Entries are sorted and made unique, so the bytes do not depend on their order.
    """
    table = np.array(sorted(set(entries)), dtype=np.uint32).reshape(-1, len(columns) + 1)
    starts = np.zeros(rows + 1, dtype=np.uint32)
    np.add.at(starts, table[:, 0] + 1, 1)
    save(folder, f"{name}.starts", np.cumsum(starts, dtype=np.uint32))
    for position, column in enumerate(columns, start=1):
        save(folder, f"{name}.{column}", np.ascontiguousarray(table[:, position]))
