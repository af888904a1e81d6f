"""The queries of the pack as operations, one each, and the list of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.ask.lookup import NamedEntity
from kg.ask.pack import Query
from kg.ask.parameters import Parameter
from kg.ask.queries import entities
from kg.interfaces.output import write_rows
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.operations import LIMIT, MOST_ROWS, OFFSET, Operation, json_answer
from kg.interfaces.web.schemas import TEXT, TEXTS, TRUTH, VALUES, record, several, table
from kg.interfaces.web.snapshot import Snapshot
from kg.stores.store import Row

COUNTED = 10_000
"""Rows that are counted of a query that has a limit of its own: ``total`` is no larger."""

FORMATS = ("json", "csv")
FORMAT = Parameter("format", "string", "json, or csv for a file to save", "json", values=FORMATS)

_PARAMETER = record(
    {
        "name": TEXT,
        "type": TEXT,
        "default": {},
        "required": TRUTH,
        "help": TEXT,
        "values": TEXTS,
        "entity": TEXTS,
    }
)
_QUERY = record(
    {
        "name": TEXT,
        "question": TEXT,
        "parameters": several(_PARAMETER),
        "columns": several(record({"name": TEXT, "help": TEXT})),
        "example": VALUES,
    }
)


def pack_operations(queries: Iterable[Query]) -> list[Operation]:
    """The list of the queries, and an operation for each."""
    pack = tuple(queries)
    listed = Operation(
        "list-queries",
        "/queries",
        "The queries of the pack, with what they take and give",
        (),
        record({"queries": several(_QUERY)}),
        lambda snapshot, _: json_answer({"queries": [_listed(one) for one in snapshot.queries.values()]}),
    )
    return [listed, *map(_operation, pack)]


def answer_table(
    snapshot: Snapshot, query: Query, values: Mapping[str, Any], limit: int, offset: int
) -> tuple[dict[str, Any], Sequence[Row]]:
    """What an answer with rows says, and its rows from ``offset`` on, ``limit`` at most.

    A query with a limit of its own is asked for ``COUNTED`` rows, so that those behind are counted. Raises QueryError,
    StoreError.
    """
    asked = {**values, "limit": COUNTED} if has_limit(query) else dict(values)
    found = entities(snapshot.store, query, asked, snapshot.known)
    answer = snapshot.graph.answer(query, asked)
    rows = answer[offset : offset + limit]
    said = {
        "entities": resolved(values, found),
        "notes": list(answer.notes),
        "columns": list(answer.columns),
        "rows": list(rows),
        "total": len(answer),
        "limit": limit,
        "offset": offset,
        "truncated": len(answer) > offset + len(rows),
    }
    return said, rows


def has_limit(query: Query) -> bool:
    """Whether a query has a parameter for the most rows itself."""
    return any(parameter.name == LIMIT.name for parameter in query.parameters)


def resolved(values: Mapping[str, Any], found: Mapping[str, NamedEntity]) -> list[dict[str, str]]:
    """What names among the values were taken for."""
    return [
        {"parameter": name, "asked": str(values[name]), "id": one.id, "name": one.name, "label": one.label}
        for name, one in found.items()
    ]


def _operation(query: Query) -> Operation:
    own = tuple(
        Parameter(LIMIT.name, "int", f"{one.help}, {MOST_ROWS} at most", min(one.default, MOST_ROWS), least=0)
        if one.name == LIMIT.name
        else one
        for one in query.parameters
    )
    parameters = (*own, *(() if has_limit(query) else (LIMIT,)), OFFSET, FORMAT)

    def answer(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
        given = {one.name: values[one.name] for one in query.parameters}
        said, rows = answer_table(snapshot, query, given, values["limit"], values["offset"])
        if values["format"] == "csv":
            return _csv(query, rows)
        return json_answer({"query": query.name, "question": query.question, "parameters": given, **said})

    schema = record({"query": TEXT, "question": TEXT, "parameters": VALUES, **table(query.columns)})
    path = f"/queries/{query.name}"
    return Operation(
        query.name, path, query.question, parameters, schema, answer, csv=True, example=dict(query.example)
    )


def _csv(query: Query, rows: Sequence[Row]) -> HttpAnswer:
    stream = io.StringIO()
    write_rows(rows, query.column_names, "csv", stream)
    return HttpAnswer(200, stream.getvalue().encode(), "text/csv; charset=utf-8", f"{query.name}.csv")


def _listed(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "question": query.question,
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "default": list(one.default) if isinstance(one.default, tuple) else one.default,
                "required": one.default is None,
                "help": one.help,
                "values": list(one.values),
                "entity": list(one.entity),
            }
            for one in query.parameters
        ],
        "columns": [{"name": name, "help": meaning} for name, meaning in query.columns],
        "example": dict(query.example),
    }
