"""The server of ``kg serve`` and ``kg mcp --http``: how long a request may take to come, how many connections there
may be, and how it ends.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from http import HTTPStatus
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.interfaces.library_talk import hear_libraries

Message = MutableMapping[str, Any]
AsgiApp = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Any
]

ARRIVAL_S = 10.0
"""Seconds that a request has to come whole, from the connection or its first byte on."""

IDLE_S = 15
"""Seconds that a connection is kept after an answer for the next request."""

MOST_CONNECTIONS = 512
"""Connections that are open at the same time; fewer where the process may open few files."""

ACCEPTED_AT_ONCE = 64
"""Connections that are taken before any of them is looked at, each of which needs a file."""

LAST_S = 3.0
"""Seconds from the signal that ends a server to its end."""

ANSWERED_S = 2
"""Seconds of these that requests have to be answered; those that are not are refused."""


def most_connections() -> int:
    """Connections that may be open: half of the files that the process may open are for them."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource

    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_CONNECTIONS if files == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, files // 2)


class TimedProtocol(H11Protocol):
    """A connection that is closed when a request does not come whole in ``ARRIVAL_S`` seconds, and at once when there
    are too many.
    """

    _expiry: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or close it."""
        if len(self.connections) >= most_connections():
            self.transport = transport
            transport.abort()
            return
        super().connection_made(transport)
        self._mind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what the connection had."""
        self._disarm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        self._mind()

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing: the request is answered as if it had not asked for another protocol."""

    def _mind(self) -> None:
        cycle = self.cycle
        waits = cycle is None or cycle.more_body or (cycle.response_complete and self.timeout_keep_alive_task is None)
        if not waits or self.transport.is_closing():
            self._disarm()
        elif self._expiry is None:
            self._expiry = self.loop.call_later(ARRIVAL_S, self.transport.abort)

    def _disarm(self) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None


class EndedApp:
    """An application whose requests are answered 503 when the server ends before they are done."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer a request."""
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except asyncio.CancelledError:
            if scope["type"] != "http" or begun:
                raise
            status = int(HTTPStatus.SERVICE_UNAVAILABLE)
            body = json.dumps({"error": "the server ends: ask again when it runs", "status": status}).encode()
            fields = {"content-type": "application/json", "content-length": str(len(body)), "connection": "close"}
            headers = [(name.encode(), value.encode()) for name, value in fields.items()]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})


class BoundServer(uvicorn.Server):
    """A server of an application that calls ``ready`` when it answers, and is gone ``LAST_S`` seconds after the signal
    that ends it, with exit code 0. ``run(sockets=[listening])`` serves.
    """

    def __init__(self, app: AsgiApp, ready: Callable[[], None] | None = None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=TimedProtocol,
                ws="none",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=16_384,
                backlog=ACCEPTED_AT_ONCE,
                timeout_keep_alive=IDLE_S,
                timeout_graceful_shutdown=ANSWERED_S,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        asyncio.get_running_loop().set_exception_handler(hear_libraries().of_loop)
        await super().startup(sockets)
        if self.started and self._ready:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals that end the server; the library's own raises them again when it has ended."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def end(number: int, frame: FrameType | None) -> None:
            if not self.should_exit:
                # nothing else can end a thread that is in a query
                last = threading.Timer(LAST_S, _leave)
                last.daemon = True
                last.start()
            self.handle_exit(number, frame)

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _leave() -> None:
    sys.stderr.write("kg: stopped, with what was being answered left\n")
    sys.stderr.flush()
    os._exit(0)
