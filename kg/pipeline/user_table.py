"""Tables that users write by hand or in a spreadsheet: TSV in UTF-8, read strictly, every fault told with file and
line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import ConfigError


def table_rows(path: Path, columns: Sequence[str], more: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, str]]]:
    """Place (file and line) and cells of each row, by column; blanks within a cell are one, empty lines are left out.

    ``columns`` must be in the first line and ``more`` may, in any order. Raises ConfigError, with file and line, what
    was found and what is expected, for a file that cannot be read or is no such table.
    """
    text = _text(path, columns)
    reader = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True)
    head: list[str] = []
    try:
        for fields in reader:
            place = f"{path}:{reader.line_num}"
            cells = [squeezed(cell) for cell in fields]
            if not any(cells):
                continue
            if not head:
                head = _header(place, cells, columns, more)
                continue
            if len(cells) != len(head):
                raise ConfigError(
                    f"{place}: {len(cells)} cells found, {len(head)} expected, one for each column of the first line"
                )
            yield place, dict(zip(head, cells, strict=True))
    except csv.Error as error:
        raise ConfigError(
            f"{path}:{reader.line_num}: no TSV ({error}): expected cells parted by tabs, quoted as spreadsheets do"
        ) from error
    if not head:
        raise ConfigError(f"{path}:1: nothing found: expected a first line with the columns {', '.join(columns)}")


def squeezed(text: str) -> str:
    """A text as it stands in a cell: without line breaks, tabs or runs of blanks."""
    return " ".join(text.split())


def _text(path: Path, columns: Sequence[str]) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}): expected a table with the columns {', '.join(columns)}"
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"{path}:{_line(content[: error.start])}"
        raise ConfigError(
            f"{place}: is not UTF-8 text ({error.reason} at byte {error.start}): save it as TSV in UTF-8"
        ) from error
    if "\0" in text:
        raise ConfigError(
            f"{path}:{_line(content[: content.index(0)])}: a NUL character found, which no text has: save it as TSV in"
            " UTF-8"
        )
    return text


def _line(before: bytes) -> int:
    """The line, from 1, that follows these bytes; a carriage return alone ends one too."""
    return before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def _header(place: str, cells: list[str], columns: Sequence[str], more: Sequence[str]) -> list[str]:
    expected = f"expected {', '.join(columns)}" + (f" and, if wanted, {', '.join(more)}" if more else "")
    for cell in cells:
        if cell not in (*columns, *more):
            raise ConfigError(f"{place}: unknown column {cell!r}: {expected}")
        if cells.count(cell) > 1:
            raise ConfigError(f"{place}: column {cell!r} found twice: {expected}")
    if missing := [column for column in columns if column not in cells]:
        raise ConfigError(f"{place}: no column {', '.join(missing)}: {expected}")
    return cells
