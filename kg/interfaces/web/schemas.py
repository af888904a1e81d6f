"""Shapes of answers, as JSON Schema for the OpenAPI description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.model import POLARITIES, TIERS

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": TEXT}
YEAR: Schema = {"type": ["integer", "null"]}
VALUES: Schema = {"type": "object", "description": "values by the name of the parameter"}


def record(properties: Mapping[str, Schema], optional: Sequence[str] = ()) -> Schema:
    """An object with these properties and no others, all but the optional ones there."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def several(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


COUNTS: Mapping[str, Schema] = dict.fromkeys(POLARITIES, WHOLE)
"""Publications by what they found."""

NAMED: Schema = record({"id": TEXT, "name": TEXT, "label": TEXT})
RESOLVED: Schema = record({"parameter": TEXT, "asked": TEXT, "id": TEXT, "name": TEXT, "label": TEXT})
TIER: Schema = {"type": "string", "enum": list(TIERS)}
REFUSAL: Schema = record({"error": TEXT, "status": WHOLE})

PAGED: Mapping[str, Schema] = {"total": WHOLE, "limit": WHOLE, "offset": WHOLE, "truncated": TRUTH}
"""What a list of rows says of itself: ``total`` are all rows, ``truncated`` whether there are more behind these."""


def row(columns: Sequence[tuple[str, str]]) -> Schema:
    """A row with columns, each given with its help. Values are texts, numbers, truth values, lists or null."""
    return record({name: {"description": meaning} for name, meaning in columns})


def table(columns: Sequence[tuple[str, str]] = ()) -> dict[str, Schema]:
    """The properties of an answer with rows of these columns, of any where none are given."""
    return {
        "entities": several(RESOLVED),
        "notes": TEXTS,
        "columns": TEXTS,
        "rows": several(row(columns) if columns else {"type": "object"}),
        **PAGED,
    }
