"""The server: its address, and how it begins and ends."""

from __future__ import annotations

import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn

from kg import stores
from kg.interfaces.listening import bracketed, listen
from kg.interfaces.web.app import LIMIT_S, Service, build_app
from kg.interfaces.web.security import Door, door_of
from kg.interfaces.web.snapshot import ServedGraph
from kg.progress import Report

LAST_S = 3
"""Seconds that requests have to end when the server does."""


def serve(store: str, host: str, port: int, token: str, report: Report, *, open_page: bool = False) -> None:
    """Serve the graph of a store at an address until interrupted; port 0 is any that is free.

    ``report`` is told the address once the server answers there. Raises ConfigError for a host that needs a token,
    AddressError for an address that cannot be had, and what ``kg.stores.open_store`` does.
    """
    door = door_of(host, token)
    with listen(host, port) as listening:
        address = f"http://{bracketed(host)}:{listening.getsockname()[1]}/"
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
