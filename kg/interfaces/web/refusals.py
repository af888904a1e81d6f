"""What a request is refused with: a status of HTTP and one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from kg.errors import ConfigError, KgError, OntologyError, QueryError
from kg.stores.store import QueryTimeout


class RefusedRequest(KgError):
    """A request that is not answered, with the status that says why and the headers that belong to it."""

    def __init__(self, status: HTTPStatus, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}


STATUS: tuple[tuple[type[KgError], HTTPStatus], ...] = (
    (QueryTimeout, HTTPStatus.GATEWAY_TIMEOUT),
    (QueryError, HTTPStatus.BAD_REQUEST),
    (ConfigError, HTTPStatus.BAD_REQUEST),
    (OntologyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (KgError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""Error -> status; the first that fits. What is wrong with a graph or its server is no fault of the request."""


def status_of(error: KgError) -> HTTPStatus:
    """The status that an error is answered with."""
    if isinstance(error, RefusedRequest):
        return error.status
    return next(status for kind, status in STATUS if isinstance(error, kind))


def headers_of(error: KgError) -> Mapping[str, str]:
    """The headers that an error is answered with."""
    return error.headers if isinstance(error, RefusedRequest) else {}


def body_of(status: int, message: str) -> bytes:
    """The body of a refusal: JSON with ``error``, one line, and ``status``."""
    return json.dumps({"error": " ".join(message.split()), "status": int(status)}, ensure_ascii=False).encode()
