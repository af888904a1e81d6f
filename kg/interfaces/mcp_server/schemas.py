"""JSON schemas of the tools: what a query takes and gives, as its header says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.ask.pack import Query
from kg.ask.parameters import Parameter

ROWS = 50
"""Rows of a page where no number is given."""

MOST_ROWS = 1000
"""Rows of the largest page."""

LONGEST_TEXT = 1000
"""Characters of the longest text that a parameter takes: names are compared with all others, which takes time."""

MOST_TEXTS = 100
"""Members of the longest list that a parameter takes."""

PAGE = (
    Parameter("max_rows", "int", "rows of a page", default=ROWS, least=1),
    Parameter("offset", "int", "rows before the page", default=0, least=0),
)
"""What every tool takes beside the parameters of its query."""

_JSON: dict[str, dict[str, Any]] = {
    "curie": {"type": "string", "maxLength": LONGEST_TEXT},
    "string": {"type": "string", "maxLength": LONGEST_TEXT},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "list": {"type": "array", "maxItems": MOST_TEXTS},
    "any": {},
}
"""Type of a parameter -> what JSON schema calls it."""


def paged(query: Query) -> Query:
    """A query with the parameters of a page."""
    return replace(query, parameters=(*query.parameters, *PAGE))


def input_schema(query: Query) -> dict[str, Any]:
    """The JSON schema of a query's parameters; those without a default are required."""
    return {
        "type": "object",
        "properties": {one.name: _property(one) for one in query.parameters},
        "required": [one.name for one in query.parameters if one.default is None],
        "additionalProperties": False,
    }


def _property(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_JSON[parameter.type])
    if parameter.type == "list":
        schema["items"] = {"type": "string", "maxLength": LONGEST_TEXT}
    if parameter.values:
        allowed = schema["items"] if parameter.type == "list" else schema
        allowed["enum"] = list(parameter.values)
    if parameter.least is not None:
        schema["minimum"] = parameter.least
    if parameter.name == "max_rows":
        schema["maximum"] = MOST_ROWS
    of = f"; a name or the CURIE of a {' or '.join(parameter.entity)}" if parameter.type == "curie" else ""
    schema["description"] = parameter.help + of
    if parameter.default is not None:
        schema["default"] = list(parameter.default) if isinstance(parameter.default, tuple) else parameter.default
    return schema


def output_schema(query: Query, more: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """The JSON schema of an answer: its page of rows with the query's columns, and ``more`` properties.

    A column has no type: any value may be null. What the other properties are is in the instructions, once for all
    tools.
    """
    row: dict[str, Any] = {"type": "object"}
    if query.columns:
        row |= {
            "properties": {name: {"description": meaning} for name, meaning in query.columns},
            "required": list(query.column_names),
            "additionalProperties": False,
        }
    properties = {
        **(more or {}),
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": row},
        "total": {"type": "integer"},
        "offset": {"type": "integer"},
        "truncated": {"type": "boolean"},
        "next_offset": {"type": ["integer", "null"]},
        "notes": {"type": "array", "items": {"type": "string"}},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
