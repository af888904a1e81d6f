"""The protocol over streamable HTTP: to this machine by default, to others only with a token."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.interfaces.connections import BoundServer, EndedApp
from kg.interfaces.listening import bears_token, bracketed, check_token, host_named, listen
from kg.progress import Report

PATH = "/mcp"
"""Where the protocol is spoken."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Hosts that a request may always name: only this machine is called so."""

_ORIGIN = re.compile(rb"^https?://")


@dataclass(frozen=True, slots=True)
class McpAddress:
    """Where to serve: ``port`` 0 is a free one; ``token`` is what every request must bear, none when empty;
    ``allowed`` are names that requests may call the host by, beside its own.
    """

    host: str
    port: int
    token: str = ""
    allowed: tuple[str, ...] = ()


class BearerGate:
    """An application behind a token: a request without it is answered 401 and reaches nothing."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not bears_token(given, self._token):
                refused = PlainTextResponse(
                    "this server wants its token: Authorization: Bearer TOKEN, the KG_TOKEN that it was started with\n",
                    status_code=401,
                    headers={"WWW-Authenticate": "Bearer"},
                )
                return await refused(scope, receive, send)
        return await self._app(scope, receive, send)


class HostGate:
    """An application for requests that name one of its hosts, to the letter, and whose page, if any, is of one: the
    library's own check takes any text after the colon for a port.
    """

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self._app, self._names = app, frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            if not self._has(headers.get(b"host", b"")):
                return await PlainTextResponse("the Host is none of this server\n", 421)(scope, receive, send)
            origin = headers.get(b"origin")
            if origin is not None and not self._has(_ORIGIN.sub(b"", origin)):
                return await PlainTextResponse("the Origin is none of this server\n", 403)(scope, receive, send)
        return await self._app(scope, receive, send)

    def _has(self, host: bytes) -> bool:
        name = host_named(host)
        return bool(name) and (name in self._names or host.decode("ascii").lower() in self._names)


def make_app(server: Server[Any], address: McpAddress) -> ASGIApp:
    """The application: requests must name a host that this server has and, where a browser sends them, come from one of
    its own pages; so a page of somebody else cannot ask it, whatever its name resolves to.
    """
    names = hosts_of(address)
    origins = [f"{scheme}://{name}" for name in names for scheme in ("http", "https")]
    app: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        # every request stands alone: nothing is sent unasked, so there is no session to keep
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[*names, *(f"{name}:*" for name in names)],
            allowed_origins=[*origins, *(f"{origin}:*" for origin in origins)],
        ),
    )
    app = EndedApp(app)
    return HostGate(BearerGate(app, address.token) if address.token else app, names)


def hosts_of(address: McpAddress) -> tuple[str, ...]:
    """Names that a request may call the host by: a wildcard address has none but those that are allowed."""
    own = () if address.host in ("0.0.0.0", "::") else (bracketed(address.host),)
    return tuple(dict.fromkeys((*LOOPBACK, *own, *address.allowed)))


def bind(address: McpAddress) -> socket.socket:
    """A socket that listens there. Raises ConfigError for an address that others can reach without a token,
    AddressError where it cannot be had.
    """
    check_token(address.host, address.token)
    return listen(address.host, address.port)


def serve_http(server: Server[Any], address: McpAddress, bound: socket.socket, report: Report) -> None:
    """Serve at a bound socket until Ctrl-C; ``report`` is told the URL."""
    port = bound.getsockname()[1]
    guarded = ", with the token of KG_TOKEN" if address.token else ""
    report(f"MCP at http://{bracketed(address.host)}:{port}{PATH}{guarded}; Ctrl-C ends it")
    BoundServer(make_app(server, address)).run(sockets=[bound])
