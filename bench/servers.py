"""A Neo4j server for measurements, and its credentials where the stores look for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.server import Server

PAGE_CACHE = {"server.memory.pagecache.size": "2g"}
"""Room for all of the graphs measured here, as a server that is in use should have."""


@contextmanager
def credentials(server: Server) -> Iterator[None]:
    """Put a server's user and password into the environment, and what was there back afterwards."""
    wanted = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    before = {name: os.environ.pop(name, None) for name in (*wanted, "NEO4J_DATABASE", "KG_STORE")}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
