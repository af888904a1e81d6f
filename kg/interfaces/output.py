"""Rows on paper: one function a format, all listed in ``FORMATS``."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from io import TextIOWrapper
from typing import Any, Literal, TextIO

from kg.errors import QueryError
from kg.stores.store import Row

SHOWN = 5
"""Members of a list that a table shows before it says how many more there are; the other formats give them all."""

LEGIBLE = 16
"""Characters a column is never squeezed below, when it has that many."""

CLOSE = 12
"""The same in a close table, which also breaks the words of its head."""

LINES = 6
"""Lines that a cell may take in a close table, and in one without its lists; what would take more is read in blocks."""

FILE_WIDTH = 160
"""Width of a table that is not written to a terminal."""

LIST_SEPARATOR = "|"
"""Between the members of a list in CSV, as in KGX."""


FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a cell begins that a spreadsheet takes for a formula."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of writing: what a terminal or a spreadsheet would obey."""

_OBEYED = re.compile(f"(?![\t\n]){_CONTROL.pattern}")


def write_rows(rows: Sequence[Row], columns: Sequence[str], format: str, stream: TextIO) -> None:
    """Write rows to a stream as ``table``, ``json``, ``csv`` or ``markdown``, columns in the order given.

    Raises QueryError for another format and KeyError for a row without one of the columns.
    """
    writer = FORMATS.get(format)
    if writer is None:
        raise unknown_format(format)
    with legible(stream) if format == "table" else nullcontext():
        writer([[row[column] for column in columns] for row in rows], columns, stream)


@contextmanager
def legible(stream: TextIO) -> Iterator[None]:
    """For as long as something is written to be read: a character that the encoding of the stream lacks becomes ``?``.

    What is written for programs must not change unseen: JSON escapes such characters, other formats are refused there
    (UnicodeEncodeError).
    """
    if not isinstance(stream, TextIOWrapper) or stream.errors not in ("strict", "surrogateescape"):
        yield  # in memory, where nothing is lacking; or PYTHONIOENCODING says what is to become of them
        return
    before = stream.errors
    stream.reconfigure(errors="replace")
    try:
        yield
    finally:
        stream.reconfigure(errors=before)


def unknown_format(format: str) -> QueryError:
    """The error for a format that is not in ``FORMATS``."""
    return QueryError(f"format {format!r}: expected one of {', '.join(FORMATS)}")


def _write_json(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """A JSON array of objects, one a line, and nothing else; text as it is, but what a terminal would obey; all beyond
    ASCII is escaped where the stream is not in UTF-8, which JSON has to be.
    """
    escaped = not (stream.encoding or "utf-8").lower().replace("_", "-").startswith("utf-8")
    lines = [shown_escaped(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=escaped)) for row in rows]
    stream.write("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n")


def _write_csv(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """RFC 4180 with newlines as the only line end; lists joined by ``|``, nothing for null; no cell is worked out by a
    spreadsheet, and control characters in it are escaped.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> str:
    """A value of a CSV file: with an apostrophe before a text that a spreadsheet would take for a formula."""
    first = value[0] if isinstance(value, list) and value else value
    text = _text(value, LIST_SEPARATOR)
    guard = "'" if isinstance(first, str) and text.startswith(FORMULAS) else ""
    return guard + shown_escaped(text.replace("\r\n", "\n").replace("\r", "\n"))


def _write_markdown(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """A GitHub table; bars and line breaks in a cell are escaped."""

    def cell(value: Any) -> str:
        return one_line(_text(value, ", ").replace("\\", "\\\\").replace("|", "\\|"))

    stream.write("| " + " | ".join(map(cell, columns)) + " |\n" + "| " + " | ".join("---" for _ in columns) + " |\n")
    stream.writelines("| " + " | ".join(cell(value) for value in row) + " |\n" for row in rows)


def _write_table(rows: list[list[Any]], columns: Sequence[str], stream: TextIO) -> None:
    """A table where the terminal is wide enough to show every value, or all but the widest lists, which are named below
    it.

    Else one block a row, so that nothing is cut off.
    """
    if not rows:
        stream.write("no rows\n")
        return
    cells = [[folded(value) for value in row] for row in rows]
    columns = [one_line(column) for column in columns]
    width = width_of(stream)
    shown = list(range(len(columns)))
    lists = [at for at in shown if any(isinstance(row[at], list) for row in rows)]
    left_out: list[str] = []
    while True:
        grid = [[row[at] for at in shown] for row in cells]
        heads = [columns[at] for at in shown]
        numbers = [all(row[at] is None or type(row[at]) in (int, float) for row in rows) for at in shown]
        for widths, close in ((_widths(heads, grid), False), (_close_widths(heads, grid, width), True)):
            if widths and sum(widths) + (len(widths) - 1 if close else 2 * len(widths)) <= width:
                _write_grid(grid, heads, numbers, widths, close, width, stream)
                if left_out:
                    stream.write(
                        f"not shown, for want of width: {', '.join(left_out)}; --format json, csv or markdown gives"
                        " all\n"
                    )
                return
        torn = any(len(row[at]) > LINES * LEGIBLE for row in cells for at in shown if at not in lists)
        if not lists or len(shown) < 3 or torn:
            _write_blocks(cells, columns, width, stream)
            return
        widest = max(lists, key=lambda at: max(len(row[at]) for row in cells))
        lists.remove(widest)
        shown.remove(widest)
        left_out.append(columns[widest])


def _widths(heads: Sequence[str], cells: list[list[str]]) -> list[int]:
    """The least widths of the columns."""
    return [max(min(len(cell), LEGIBLE) for cell in column) for column in zip(heads, *cells, strict=True)]


def _close_widths(heads: Sequence[str], cells: list[list[str]], width: int) -> list[int]:
    """The widths of the columns of a close table; none where a cell would be torn into too many lines."""
    widths, wanted = [], []
    for head, *column in zip(heads, *cells, strict=True):
        longest = max(map(len, column))
        widths.append(max(min(longest, CLOSE), len(head) if len(head) <= 4 else (len(head) + 1) // 2))
        wanted.append(max(longest, len(head)))
        if longest > LINES * widths[-1]:
            return []
    spare = width - sum(widths) - len(widths) + 1
    # What is left goes to the columns that need least, so that as many as can be are whole.
    for at in sorted(range(len(widths)), key=lambda at: wanted[at] - widths[at]):
        more = max(0, min(spare, wanted[at] - widths[at]))
        widths[at] += more
        spare -= more
    return widths


def _write_grid(
    cells: list[list[str]],
    heads: Sequence[str],
    numbers: Sequence[bool],
    widths: list[int],
    close: bool,
    width: int,
    stream: TextIO,
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, 0 if close else 1), pad_edge=False, collapse_padding=True, show_edge=False
    )
    for head, number, least in zip(heads, numbers, widths, strict=True):
        justify: Literal["right", "left"] = "right" if number else "left"
        table.add_column(Text(head), justify=justify, overflow="fold", min_width=least, width=least if close else None)
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


def width_of(stream: TextIO) -> int:
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


def folded(value: Any) -> str:
    """A value as a table shows it: in one line, and of a long list the first ``SHOWN`` members, and how many more there
    are.
    """
    if isinstance(value, list) and len(value) > SHOWN:
        return f"{one_line(_text(value[:SHOWN], ', '))} +{len(value) - SHOWN} more"
    return one_line(_text(value, ", "))


def shown_escaped(text: str) -> str:
    """A text in which control characters, and those that turn the direction of writing, are shown as JSON escapes them
    (``\\u001b``), so that nothing obeys them; tabs and line breaks stay.
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """A text without line breaks and control characters, which a terminal would obey: a space stands for them, and for
    any run of spaces.
    """
    return " ".join(_CONTROL.sub(" ", text).split())
