"""The parameters of a request, read as strictly as those of the command line: nothing is passed over."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from kg.ask.pack import nearest
from kg.ask.parameters import typed
from kg.errors import QueryError
from kg.interfaces.web.operations import MOST, Operation
from kg.interfaces.web.refusals import RefusedRequest

LONGEST_VALUE = 500
"""Characters of the longest value."""

MOST_FIELDS = 40
"""Parameters that a request may give."""


def values_of_request(operation: Operation, query: bytes, path: Mapping[str, str]) -> dict[str, Any]:
    """Values of an operation's parameters, of the address's query and of the parts of its path, defaults filled in.

    Raises RefusedRequest for a query that is no text and for one that is too long; QueryError for an unknown, repeated,
    missing or wrong parameter.
    """
    given = pairs_of(query)
    declared = {one.name: one for one in operation.parameters}
    values: dict[str, Any] = {}
    for name, text in (*path.items(), *given):
        if name not in declared or (name in operation.in_path and name not in path):
            takes = ", ".join(one for one in declared if one not in operation.in_path) or "none"
            raise QueryError(f"{operation.name} has no parameter {name!r}{nearest(name, declared)}: it takes {takes}")
        if name in values:
            raise QueryError(f"parameter {name!r} is given twice")
        value = typed(declared[name], _text(name, text))
        if name in MOST and value > MOST[name]:
            raise QueryError(f"{name}={value}: expected at most {MOST[name]:,}")
        values[name] = value
    for parameter in operation.parameters:
        if parameter.name not in values and parameter.default is None:
            raise QueryError(f"{operation.name} needs {parameter.name}: {parameter.help}")
    return {
        one.name: values.get(one.name, list(one.default) if isinstance(one.default, tuple) else one.default)
        for one in operation.parameters
    }


def pairs_of(query: bytes) -> list[tuple[str, str]]:
    """Names and values of the query of an address. Raises RefusedRequest for what is no UTF-8, and for too many."""
    try:
        return parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(query),
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeError:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, "the query of the address is no UTF-8, with % before its bytes"
        ) from None
    except ValueError:
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST,
            f"the query of the address is not understood: expected name=value, with & between, {MOST_FIELDS} at most",
        ) from None


def _text(name: str, text: str) -> str:
    """A value without spaces around it. Raises QueryError for one that is too long or has signs that no text has."""
    if len(text) > LONGEST_VALUE:
        raise QueryError(f"{name} has {len(text):,} characters: at most {LONGEST_VALUE} are read")
    strange = next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n"), "")
    if strange:
        raise QueryError(f"{name} has the character U+{ord(strange):04X}, which no name or number has")
    return " ".join(text.split())
