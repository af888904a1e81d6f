"""One query of the pack on paper: what it asks, its example as a command, what it takes and what it gives."""

from __future__ import annotations

from typing import TextIO

from kg.ask.catalogue import command, default_of, type_of
from kg.ask.pack import Query
from kg.interfaces.output import write_rows


def write_query(query: Query, format: str, stream: TextIO) -> None:
    """Write a query as text; in another format than ``table`` as one row with its ``name``, ``question``, ``command``
    (that of its example), and lists of ``parameters`` and ``columns``, a text each. Raises QueryError for a format.
    """
    takes = [(one.name, type_of(one), default_of(one).strip("`"), one.help) for one in query.parameters]
    if format != "table":
        row = {
            "name": query.name,
            "question": query.question,
            "command": command(query),
            "parameters": [f"{name} ({kind}, {default}): {meaning}" for name, kind, default, meaning in takes],
            "columns": [f"{name}: {meaning}" for name, meaning in query.columns],
        }
        write_rows([row], list(row), format, stream)
        return
    stream.write(f"{query.question}\n\n{command(query)}\n")
    for heads, cells in ((("parameter", "type", "default", "meaning"), takes), (("column", "meaning"), query.columns)):
        if cells:
            stream.write("\n")
            write_rows([dict(zip(heads, one, strict=True)) for one in cells], heads, "table", stream)
