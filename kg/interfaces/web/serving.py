"""The server: its address, and how it begins and ends."""

from __future__ import annotations

import os
import sys
import webbrowser

from kg import stores
from kg.interfaces.connections import BoundServer
from kg.interfaces.listening import bracketed, listen
from kg.interfaces.web.app import LIMIT_S, Service, build_app
from kg.interfaces.web.security import Door, door_of
from kg.interfaces.web.snapshot import ServedGraph
from kg.progress import Report


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

            BoundServer(build_app(service, door), ready).run(sockets=[listening])
        finally:
            service.workers.close()
            service.sparql.close()
            busy = service.workers.busy
            if not busy:
                service.close()
    report("stopped")
    if busy:
        # a query that its store has not stopped yet would hold the graph, and the process, until it has
        sys.stderr.flush()
        os._exit(0)


def _hint(door: Door) -> str:
    return "; open it with ?token= and the token once" if door.token else ""
