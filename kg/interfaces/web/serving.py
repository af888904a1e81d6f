"""The server: its address, and how it begins and ends."""

from __future__ import annotations

import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from types import FrameType
from typing import Any

import uvicorn

from kg import stores
from kg.errors import KgError
from kg.interfaces.web.app import LIMIT_S, Service, build_app
from kg.interfaces.web.security import Door, door_of
from kg.interfaces.web.snapshot import ServedGraph
from kg.progress import Report

WAITING_CONNECTIONS = 512
"""Connections that the system keeps until the server takes them."""

LAST_S = 3
"""Seconds that requests have to end when the server does."""


class AddressError(KgError):
    """The server cannot have the address that it was given."""

    exit_code = 1


def serve(store: str, host: str, port: int, token: str, report: Report, *, open_page: bool = False) -> None:
    """Serve the graph of a store at an address until interrupted; port 0 is any that is free.

    ``report`` is told the address once the server answers there. Raises ConfigError for a host that needs a token,
    AddressError for an address that cannot be had, and what ``kg.stores.open_store`` does.
    """
    door = door_of(host, token)
    with bound(host, port) as listening:
        address = _address(host, listening.getsockname()[1])
        service = Service(ServedGraph(store, LIMIT_S, report))
        try:

            def ready() -> None:
                shown = stores.without_credentials(store)
                report(f"serving {shown} at {address} (Ctrl-C ends it)" + _hint(door))
                if open_page:
                    webbrowser.open(address)

            app: Any = build_app(service, door)
            config = uvicorn.Config(
                app,
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws="none",
                h11_max_incomplete_event_size=16_384,
                timeout_keep_alive=15,
                timeout_graceful_shutdown=LAST_S,
            )
            _AnnouncedServer(config, ready).run(sockets=[listening])
        finally:
            service.close()
    report("stopped")
    if service.workers.busy:
        # a query that its store has not stopped yet would hold the process until it has
        sys.stderr.flush()
        os._exit(0)


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at an address. Raises AddressError, one line, where it cannot."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise AddressError(f"--host {host}: there is no such address ({_reason(error)})") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(WAITING_CONNECTIONS)
    except OSError as error:
        listening.close()
        raise AddressError(_refused(host, port, error)) from None
    with listening:
        yield listening


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == EADDRINUSE:
        return (
            f"port {port} of {host} is in use: stop what listens there, or give another with --port (0: any free one)"
        )
    if error.errno == EACCES:
        return f"port {port} of {host} may not be used ({_reason(error)}): give one above 1023 with --port"
    if error.errno == EADDRNOTAVAIL:
        return f"--host {host}: this machine does not have that address"
    return f"{host}:{port} cannot be listened at ({_reason(error)})"


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _hint(door: Door) -> str:
    return "; open it with ?token= and the token once" if door.token else ""


class _AnnouncedServer(uvicorn.Server):
    """A server that says when it is ready, and ends quietly when it is told to."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals that end the server; the library's own raises them again when it has ended."""

        def end(number: int, frame: FrameType | None) -> None:
            self.handle_exit(number, frame)

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
