"""Rows on paper: one function a format, all listed in ``FORMATS``."""

from __future__ import annotations

import csv
import json
import os
import shutil
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from kg.errors import QueryError
from kg.stores.store import Row

SHOWN = 5
"""Members of a list that a table shows before it says how many more there are; the other formats give them all."""

LEGIBLE = 16
"""Characters a column is never squeezed below, when it has that many."""

FILE_WIDTH = 160
"""Width of a table that is not written to a terminal."""

LIST_SEPARATOR = "|"
"""Between the members of a list in CSV, as in KGX."""


def write_rows(rows: Sequence[Row], columns: Sequence[str], format: str, stream: TextIO) -> None:
    """Write rows to a stream as ``table``, ``json``, ``csv`` or ``markdown``, columns in the order given.

    Raises QueryError for another format and KeyError for a row without one of the columns.
    """
    writer = FORMATS.get(format)
    if writer is None:
        raise unknown_format(format)
    writer([[row[column] for column in columns] for row in rows], columns, stream)


def unknown_format(format: str) -> QueryError:
    """The error for a format that is not in ``FORMATS``."""
    return QueryError(f"format {format!r}: expected one of {', '.join(FORMATS)}")


def _write_json(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """A JSON array of objects, one a line, and nothing else; text as it is, not escaped."""
    lines = [json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in rows]
    stream.write("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n")


def _write_csv(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """RFC 4180 with newlines as the only line end; lists joined by ``|``, nothing for null."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_text(value, LIST_SEPARATOR) for value in row] for row in rows)


def _write_markdown(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """A GitHub table; bars and line breaks in a cell are escaped."""

    def cell(value: Any) -> str:
        return " ".join(_text(value, ", ").replace("\\", "\\\\").replace("|", "\\|").split())

    stream.write("| " + " | ".join(columns) + " |\n" + "| " + " | ".join("---" for _ in columns) + " |\n")
    stream.writelines("| " + " | ".join(cell(value) for value in row) + " |\n" for row in rows)


def _write_table(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """A table where the terminal is wide enough to show every value; else one block a row, so that nothing is cut off."""
    if not rows:
        stream.write("no rows\n")
        return
    cells = [[_folded(value) for value in row] for row in rows]
    needed = [max(min(len(cell), LEGIBLE) for cell in column) for column in zip(columns, *cells, strict=True)]
    width = _width(stream)
    if sum(needed) + 2 * len(columns) <= width:
        _write_grid(rows, cells, columns, needed, width, stream)
    else:
        _write_blocks(cells, columns, width, stream)


def _write_grid(
    rows: list[list[Any]], cells: list[list[str]], columns: Sequence[str], needed: list[int], width: int, stream: TextIO
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, show_edge=False)
    for index, (column, least) in enumerate(zip(columns, needed, strict=True)):
        number = all(row[index] is None or type(row[index]) in (int, float) for row in rows)
        table.add_column(Text(column), justify="right" if number else "left", overflow="fold", min_width=least)
    for row in cells:
        table.add_row(*map(Text, row))
    Console(file=stream, width=width, highlight=False).print(table)


def _write_blocks(cells: list[list[str]], columns: Sequence[str], width: int, stream: TextIO) -> None:
    left = max(map(len, columns)) + 2
    for number, row in enumerate(cells):
        if number:
            stream.write("\n")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                lines = textwrap.wrap(cell, max(width - left, LEGIBLE)) or [cell]
                stream.write(column.ljust(left) + f"\n{' ' * left}".join(lines) + "\n")


def _width(stream: TextIO) -> int:
    """Columns of the terminal, or of ``$COLUMNS``; ``FILE_WIDTH`` where the stream is a file or a pipe."""
    if stream.isatty() or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size().columns
    return FILE_WIDTH


FORMATS: dict[str, Callable[[list[list[Any]], Sequence[str], TextIO], None]] = {
    "table": _write_table,
    "json": _write_json,
    "csv": _write_csv,
    "markdown": _write_markdown,
}


def _text(value: Any, separator: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return separator.join(_text(member, separator) for member in value)
    return str(value)


def _folded(value: Any) -> str:
    if isinstance(value, list) and len(value) > SHOWN:
        return f"{_text(value[:SHOWN], ', ')} +{len(value) - SHOWN} more"
    return _text(value, ", ")
