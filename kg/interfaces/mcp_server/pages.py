"""Pages of an answer: the rows that are given of it, as structured content and as text for a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from kg.errors import QueryError
from kg.interfaces.api.row_list import Rows
from kg.interfaces.mcp_server.schemas import LONGEST_TEXT, MOST_ROWS, MOST_TEXTS
from kg.interfaces.output import write_rows

LISTED = 20
"""Members of a list that the text of an answer shows; the structured content gives them all."""


@dataclass(frozen=True, slots=True)
class Page:
    """``max_rows`` rows of an answer from ``offset`` on."""

    max_rows: int
    offset: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What a tool answers: ``structured`` fits the tool's output schema, ``text`` says the same to be read."""

    text: str
    structured: dict[str, Any] = field(default_factory=dict)


def page_of(values: dict[str, Any]) -> Page:
    """The page that the values of a tool's parameters ask for, taken out of them. Raises QueryError for more rows than
    there may be.
    """
    page = Page(values.pop("max_rows"), values.pop("offset"))
    if page.max_rows > MOST_ROWS:
        raise QueryError(
            f"max_rows={page.max_rows}: expected a number up to {MOST_ROWS}; go on with offset={MOST_ROWS}"
        )
    return page


def refuse_texts(arguments: Mapping[str, Any]) -> None:
    """Raise QueryError for texts and lists longer than the schemas of the tools allow, and for what no text may be."""
    for name, value in arguments.items():
        several = value if isinstance(value, list) else [value]
        if len(several) > MOST_TEXTS:
            raise QueryError(f"{name} has {len(several)} members: expected at most {MOST_TEXTS}")
        for text in (one for one in several if isinstance(one, str)):
            if len(text) > LONGEST_TEXT:
                raise QueryError(f"{name} has {len(text)} characters: expected at most {LONGEST_TEXT}")
            if any("\ud800" <= character <= "\udfff" for character in text):
                raise QueryError(f"{name} has half a surrogate pair in it, which is no character: expected a text")


def reply(
    rows: Rows,
    page: Page,
    *,
    shown: Sequence[str] = (),
    said: Sequence[str] = (),
    more: Mapping[str, Any] | None = None,
) -> Reply:
    """A page of an answer.

    ``shown`` are the columns of the text, all where none are named; ``said`` are lines before it; ``more`` stands in
    the structured content beside the page.
    """
    given = list(rows[page.offset : page.offset + page.max_rows])
    end = page.offset + len(given)
    following = end if end < len(rows) else None
    structured = {
        **(more or {}),
        "columns": list(rows.columns),
        "rows": given,
        "total": len(rows),
        "offset": page.offset,
        "truncated": following is not None,
        "next_offset": following,
        "notes": list(rows.notes),
    }
    lines = [*said, *(f"note: {note}" for note in rows.notes)]
    if given:
        lines += ["", _table(given, shown or rows.columns)]
    lines += [_counted(page.offset, end, len(rows), following)]
    return Reply("\n".join(lines).strip(), structured)


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    stream = StringIO()
    write_rows([{column: _folded(row[column]) for column in columns} for row in rows], columns, "markdown", stream)
    return stream.getvalue()


def _folded(value: Any) -> Any:
    if isinstance(value, list) and len(value) > LISTED:
        return [*value[:LISTED], f"+{len(value) - LISTED} more"]
    return value


def _counted(offset: int, end: int, total: int, following: int | None) -> str:
    if total == 0:
        return "no rows"
    if end == offset:
        return f"no rows from offset {offset} on: the answer has {total}"
    on = f"; truncated: go on with offset={following}" if following is not None else ""
    return f"rows {offset + 1} to {end} of {total}{on}"
