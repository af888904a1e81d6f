"""Requests made up from the OpenAPI description: none makes the server fail, and answers are as it says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

Message = MutableMapping[str, Any]

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


EXAMPLES = 2
"""Requests an operation and mode."""


@pytest.fixture(scope="session")
def described(client: TestClient) -> Any:
    """The description, and the application that it is of, asked by the name of this machine."""

    async def local(
        scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        if scope["type"] == "http":
            scope["headers"] = [*(one for one in scope["headers"] if one[0] != b"host"), (b"host", b"127.0.0.1")]
        await client.app(scope, receive, send)

    return schemathesis.openapi.from_asgi("/openapi.json", local)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_an_answer_is_as_it_is_described(described: Any, mode: GenerationMode) -> None:
    """Of every operation a few requests: those that fit the description, and those that do not."""
    operations = [one.ok() for one in described.get_all_operations()]
    assert len(operations) > 50
    for operation in operations:
        if mode is GenerationMode.POSITIVE or _can_be_wrong(operation):
            _requests(operation.as_strategy(generation_mode=mode))


def _can_be_wrong(operation: Any) -> bool:
    """Whether there are values that the description rules out; of the pack one operation stands for all."""
    name = operation.label.rpartition("/")[2]
    takes = [one["schema"] for one in operation.definition.raw["parameters"]]
    alike = "/queries/" in operation.label and name != "drug-class-with-disease-evidence"
    return not alike and any("minimum" in schema or "enum" in schema for schema in takes)


def _requests(strategy: Any) -> None:
    @given(strategy)
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def asked(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    asked()
