"""Rows of an answer: to look at in a notebook or a terminal, to go through in Python, to hand on to pandas or
polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from importlib.util import find_spec
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, Any, overload

from kg.errors import LibraryError, QueryError
from kg.interfaces.output import folded, write_rows
from kg.stores.store import Row

if TYPE_CHECKING:
    import pandas
    import polars

_LEFT = 'style="text-align: left; caption-side: top"'

SHOWN = 60
"""Rows that a notebook or a terminal shows before it says how many more there are."""


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[Row]):
    """Rows with the same columns, each a dict in their order; values are texts, numbers, truth values, lists, maps or
    None.

    ``question`` is what was asked, where it was one of the pack. ``notes`` say what a name was taken for and what is
    known and has nothing here: what ``kg query`` says beside its table.

    >>> rows = Rows(({"drug": "everolimus", "year": 2014}, {"drug": "sirolimus", "year": None}))
    >>> len(rows), rows.columns, rows[0]["drug"]
    (2, ('drug', 'year'), 'everolimus')
    >>> rows
    drug        year
    ────────────────
    everolimus  2014
    sirolimus
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    question: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns and self.rows:
            object.__setattr__(self, "columns", tuple(self.rows[0]))

    @classmethod
    def of(cls, records: Iterable[Any]) -> Rows:
        """Rows of records of one kind, such as the mentions or claims of ``kg.annotate``, or of dicts with the same
        keys.

        Raises QueryError where a record has other columns than the first.

        >>> Rows.of({"name": name, "length": len(name)} for name in ("mTOR", "HCC")).columns
        ('name', 'length')
        """
        rows = tuple(_row(one) for one in records)
        for number, row in enumerate(rows):
            if tuple(row) != tuple(rows[0]):
                raise QueryError(
                    f"record {number + 1} has the columns {', '.join(row)}: expected {', '.join(rows[0])}, as the"
                    " first has"
                )
        return cls(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        if isinstance(index, slice):
            return Rows(self.rows[index], self.columns, self.question, self.notes)
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame with a column each; whole numbers stay whole beside empty cells (``Int64``). Raises LibraryError
        without pandas.
        """
        _require("pandas", "to_pandas")
        import pandas

        frame = pandas.DataFrame.from_records(
            [tuple(row.values()) for row in self._ordered()], columns=list(self.columns)
        )
        for column in self.columns:
            kinds = {type(row[column]) for row in self.rows}
            if kinds == {int, type(None)}:
                frame[column] = pandas.array([row[column] for row in self.rows], dtype="Int64")
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A DataFrame with a column each. Raises LibraryError without polars, QueryError for a column of several
        types.
        """
        _require("polars", "to_polars")
        import polars

        columns = {column: [row[column] for row in self.rows] for column in self.columns}
        kinds = {column: {type(one) for one in values} - {type(None)} for column, values in columns.items()}
        for column, values in columns.items():
            if kinds[column] == {int, float}:
                columns[column] = [None if one is None else float(one) for one in values]
        try:
            return polars.DataFrame(
                {column: polars.Series(column, values, strict=True) for column, values in columns.items()}
            )
        except (TypeError, polars.exceptions.PolarsError) as error:
            mixed = ", ".join(column for column, found in kinds.items() if len(found) > 1) or "within their lists"
            raise QueryError(
                f"columns hold values of several types ({mixed}), and polars wants one: use to_pandas, or toString() in"
                " the statement"
            ) from error

    def __repr__(self) -> str:
        stream = StringIO()
        write_rows(self.rows[:SHOWN], self.columns, "table", stream)
        more = self._left_out() if self.rows else ()
        return "\n".join(line.rstrip() for line in chain(stream.getvalue().splitlines(), more, self.notes))

    def _repr_html_(self) -> str:
        """The table of a notebook; everything in it is escaped."""
        caption = f"<caption {_LEFT}>{escape(self.question)}</caption>" if self.question else ""
        head = "".join(f"<th {_LEFT}>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td {_LEFT}>{escape(folded(row[column]))}</td>" for column in self.columns) + "</tr>"
            for row in self.rows[:SHOWN]
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in (*self._left_out(), *self.notes))
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"

    def _left_out(self) -> list[str]:
        if not self.rows:
            return ["no rows"]
        return [f"{len(self) - SHOWN:,} more rows"] if len(self) > SHOWN else []

    def _ordered(self) -> Iterable[Row]:
        return ({column: row[column] for column in self.columns} for row in self.rows)


def _row(record: Any) -> Row:
    if isinstance(record, dict):
        return record
    if is_dataclass(record) and not isinstance(record, type):
        values = ((field.name, getattr(record, field.name)) for field in fields(record))
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}
    raise QueryError(f"{record!r} is no row: expected a dict or a record such as a claim of kg.annotate")


def _require(library: str, method: str) -> None:
    """Raise LibraryError where a library is not installed."""
    if find_spec(library) is None:
        raise LibraryError(f"{method} needs {library}, which is not installed: pip install {library}")
