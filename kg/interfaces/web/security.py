"""Who may ask, and with what: the first thing a request meets, and the last that an answer passes.

On a loopback address the ``Host`` of a request has to be a loopback name, so that no page of the web can reach the
server by a name that it lets lead here. Anywhere else, and wherever ``KG_TOKEN`` is set, a request brings the token:
``Authorization: Bearer TOKEN``, or the cookie that ``/?token=TOKEN`` sets. Every answer, refusals too, has the headers
of ``HEADERS``.
"""

from __future__ import annotations

import hashlib
import hmac
import sys
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from kg.interfaces.connections import Message
from kg.interfaces.listening import bears_token, check_token, host_named, is_loopback, is_same_secret
from kg.interfaces.web.refusals import body_of

HttpScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[HttpScope, Receive, Send], Awaitable[None]]

COOKIE = "kg_token"
LONGEST_QUERY = 4096
"""Bytes of the longest query of an address."""

LONGEST_PATH = 1024
"""Bytes of the longest path."""

SPARQL = "/sparql"
LONGER_QUERY: Mapping[str, int] = {SPARQL: 8192}
"""Path -> bytes of the longest query of its address, where that is another."""

LARGEST_BODY: Mapping[str, int] = {SPARQL: 2**18}
"""Path that is asked by POST, too -> bytes of the largest body. All others are asked by GET alone, without a body."""

HEADERS: dict[str, str] = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; frame-ancestors 'none';"
        " base-uri 'none'; form-action 'self'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Headers of every answer; one that the answer has itself stands."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who is let in: ``token`` is what a request has to bring (empty: nothing), ``local`` whether it has to name this
    machine as its host.
    """

    token: str = field(default="", repr=False)
    local: bool = True

    @property
    def cookie(self) -> str:
        """Value of the cookie for those who have shown the token, from which the token cannot be found."""
        return hmac.new(self.token.encode(), b"kg serve", hashlib.sha256).hexdigest()


def door_of(host: str, token: str) -> Door:
    """Who is let in at an address. Raises ConfigError where others may reach it and there is no token, and for a token
    that is too short.
    """
    check_token(host, token)
    return Door(token, is_loopback(host))


class GuardedApp:
    """An application behind a door: it gets what the door lets in, and what it gives gets ``HEADERS``."""

    def __init__(self, app: App, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: HttpScope, receive: Receive, send: Send) -> None:
        """A request, or what the server has to tell the application."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                there = {name.lower() for name, _ in message["headers"]}
                more = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(one for one in more if one[0] not in there)]
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await _answer(sent, *refused)
            return
        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # a fault of ours: one line here, nothing of it to those who ask
            sys.stderr.write(f"kg: {scope['path']!r} failed: {type(error).__name__}: {' '.join(str(error).split())}\n")
            if not begun:
                status = HTTPStatus.INTERNAL_SERVER_ERROR
                await _answer(sent, status, "the server failed; what went wrong is on its stderr", {})

    def _refused(self, scope: HttpScope) -> tuple[HTTPStatus, str, dict[str, str]] | None:
        """Status, message and headers where a request is not let in."""
        headers = {name.lower(): value for name, value in scope["headers"]}
        if self._door.local and not _names_this_machine(headers.get(b"host", b"")):
            return HTTPStatus.BAD_REQUEST, "the Host of the request is not this machine: ask http://127.0.0.1", {}
        longest = LONGER_QUERY.get(scope["path"], LONGEST_QUERY)
        if len(scope["query_string"]) > longest or len(scope.get("raw_path") or scope["path"]) > LONGEST_PATH:
            return (
                HTTPStatus.REQUEST_URI_TOO_LONG,
                f"the address is too long: at most {LONGEST_PATH} bytes of path and {longest} of query",
                {},
            )
        return _misplaced(scope, headers) or (self._unknown(scope, headers) if self._door.token else None)

    def _unknown(self, scope: HttpScope, headers: dict[bytes, bytes]) -> tuple[HTTPStatus, str, dict[str, str]] | None:
        if bears_token(headers.get(b"authorization", b""), self._door.token):
            return None
        if is_same_secret(_cookie(headers.get(b"cookie", b"")), self._door.cookie):
            return None
        if scope["path"] == "/" and b"token=" in scope["query_string"]:
            pairs = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
            shown = [value for name, value in pairs if name == "token"]
            if len(shown) > 1:
                return HTTPStatus.BAD_REQUEST, "parameter 'token' is given twice", {}
            if is_same_secret("".join(shown).encode(), self._door.token):
                return HTTPStatus.SEE_OTHER, "", self._welcome(scope, pairs)
        return (
            HTTPStatus.UNAUTHORIZED,
            "the token is missing or wrong: send it as `Authorization: Bearer TOKEN`, or open /?token=TOKEN once",
            {"www-authenticate": "Bearer"},
        )

    def _welcome(self, scope: HttpScope, pairs: list[tuple[str, str]]) -> dict[str, str]:
        """Headers that set the cookie and lead to the same address without the token."""
        rest = urlencode([(name, value) for name, value in pairs if name != "token"])
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        return {
            "location": f"/?{rest}" if rest else "/",
            "set-cookie": f"{COOKIE}={self._door.cookie}; Path=/; HttpOnly; SameSite=Strict{secure}",
        }


def _misplaced(scope: HttpScope, headers: dict[bytes, bytes]) -> tuple[HTTPStatus, str, dict[str, str]] | None:
    """Status, message and headers where the method or the body is none that the path takes."""
    most = LARGEST_BODY.get(scope["path"], 0)
    if scope["method"] == "POST" and most:
        told = headers.get(b"content-length", b"0")
        return too_large(most) if told.isdigit() and int(told) > most else None
    if scope["method"] != "GET":
        only = "GET and POST are" if most else "GET is"
        allowed = "GET, POST" if most else "GET"
        return HTTPStatus.METHOD_NOT_ALLOWED, f"only {only} answered: the graph is read", {"allow": allowed}
    if headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers:
        return (
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "a request has no body here: parameters stand in the address",
            {"connection": "close"},
        )
    return None


def too_large(most: int) -> tuple[HTTPStatus, str, dict[str, str]]:
    """The refusal of a body of more than ``most`` bytes."""
    return (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"the body has more than {most:,} bytes, which is the most that is read",
        {"connection": "close"},
    )


def _names_this_machine(host: bytes) -> bool:
    return is_loopback(host_named(host))


def _cookie(header: bytes) -> bytes:
    try:
        cookie: SimpleCookie = SimpleCookie(header.decode("latin-1"))
    except CookieError:
        return b""
    return cookie[COOKIE].value.encode() if COOKIE in cookie else b""


async def _answer(send: Send, status: HTTPStatus, message: str, headers: dict[str, str]) -> None:
    body = body_of(status, message) if message else b""
    fields = {"content-type": "application/json", "content-length": str(len(body)), **headers}
    start = [(name.encode(), value.encode("latin-1", "replace")) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": int(status), "headers": start})
    await send({"type": "http.response.body", "body": body})
