"""An operation of the REST interface: what it takes, what it gives, and what makes the one of the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.ask.parameters import Parameter
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.schemas import REFUSAL, Schema
from kg.interfaces.web.snapshot import Snapshot

BASE = "/api/v1"
"""Path before that of every operation."""

MOST_ROWS = 1000
"""Rows of an answer at most."""

ROWS = 100
"""Rows of an answer where nothing is said."""

FURTHEST = 1_000_000
"""The furthest row that an answer begins at."""

LIMIT = Parameter("limit", "int", f"most rows to give, {MOST_ROWS} at most", ROWS, least=0)
OFFSET = Parameter("offset", "int", "how many rows to leave out before", 0, least=0)

MOST: Mapping[str, int] = {"limit": MOST_ROWS, "offset": FURTHEST}
"""Parameter -> the largest number that it takes."""

STATUSES: Mapping[int, str] = {
    400: "a parameter is not understood",
    401: "the token is missing or wrong",
    404: "there is no such thing",
    405: "only GET is answered",
    413: "a request with a body",
    414: "the address is too long",
    503: "too much is asked at once, or the graph is being loaded",
    504: "the answer takes too long",
}
"""Status of a refusal -> what it says."""

_TYPES: Mapping[str, dict[str, Any]] = {
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "list": {"type": "string"},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: ``answer`` makes its answer of a graph and the values of its parameters.

    ``path`` comes after ``BASE``; ``in_path`` are the parameters that stand in it; ``schema`` is the shape of the
    answer in JSON. ``csv`` is whether there is another as CSV. With ``by_year`` the answer may depend on the year.
    """

    name: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    schema: Schema
    answer: Callable[[Snapshot, Mapping[str, Any]], HttpAnswer]
    in_path: frozenset[str] = frozenset()
    csv: bool = False
    example: Mapping[str, str] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """What FastAPI does not know of it by itself, for its OpenAPI description."""
        content: dict[str, Any] = {"application/json": {"schema": self.schema}}
        if self.csv:
            content["text/csv"] = {"schema": {"type": "string"}}
        refused = {"application/json": {"schema": REFUSAL}}
        responses: dict[str, Any] = {"200": {"description": "the answer", "content": content}}
        responses |= {str(status): {"description": said, "content": refused} for status, said in STATUSES.items()}
        return {
            "operationId": self.name,
            "parameters": [self._described(one) for one in self.parameters],
            "responses": responses,
        }

    def _described(self, parameter: Parameter) -> dict[str, Any]:
        schema: dict[str, Any] = dict(_TYPES.get(parameter.type, {"type": "string"}))
        if parameter.least is not None:
            schema["minimum"] = parameter.least
        if parameter.name in MOST:
            schema["maximum"] = MOST[parameter.name]
        if parameter.values and parameter.type != "list":
            schema["enum"] = list(parameter.values)
        default = parameter.default
        if default is not None:
            schema["default"] = ",".join(default) if isinstance(default, tuple) else default
        in_path = parameter.name in self.in_path
        described: dict[str, Any] = {
            "name": parameter.name,
            "in": "path" if in_path else "query",
            "required": in_path or default is None,
            "description": parameter.help + _kinds(parameter),
            "schema": schema,
        }
        if parameter.name in self.example:
            described["example"] = self.example[parameter.name]
        return described


def json_answer(payload: Any) -> HttpAnswer:
    """An answer in JSON."""
    return HttpAnswer(200, json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode())


def _kinds(parameter: Parameter) -> str:
    """What a name is looked up among, and what a list may hold, in words."""
    if parameter.entity:
        return f" (CURIE or name of a {' or '.join(parameter.entity)})"
    if parameter.type == "list":
        return f" (with commas{': any of ' + ', '.join(parameter.values) if parameter.values else ''})"
    return ""
