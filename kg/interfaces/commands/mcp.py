"""``kg mcp``: the query pack as tools for language models."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from typing import Annotated

import typer

from kg.interfaces.commands.options import StoreOption

PORT = 8766
"""Port of HTTP where none is given."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(mcp)


def mcp(
    store: StoreOption = "",
    http: Annotated[
        bool, typer.Option("--http", help="Serve streamable HTTP at /mcp; without it stdin and stdout.")
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            help="With --http: address to serve (127.0.0.1 when not given); any that others reach needs KG_TOKEN."
        ),
    ] = "",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="With --http: port (8766 when not given); 0 is a free one.")
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="With --http: another name that requests may call this host by; may be repeated.",
        ),
    ] = None,
) -> None:
    """Serve the graph to language models as tools of the Model Context Protocol: a tool a query, and ask, explain,
    ground and search_names.

    A client starts it and talks over stdin and stdout; stderr is talk. With --http it serves until Ctrl-C, and where
    KG_TOKEN is set every request must bear it. All tools read only.

    Example: kg mcp --store build/mtor-hcc
    """
    from kg.errors import ConfigError
    from kg.interfaces.api.open_graph import open_graph
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.listening import TOKEN

    if not http and (host or port is not None or allow_host):
        raise ConfigError("--host, --port and --allow-host are for HTTP: give --http too, or leave them out")
    address = last.store(store)
    # stdout carries the protocol alone, from the first byte on
    with redirect_stdout(sys.stderr):
        from kg.interfaces.mcp_server import over_http, over_stdio
        from kg.interfaces.mcp_server.server import make_server
        from kg.interfaces.mcp_server.tools import Toolbox

        at = over_http.McpAddress(
            host or "127.0.0.1",
            PORT if port is None else port,
            os.environ.get(TOKEN, ""),
            tuple(allow_host or ()),
        )
        bound = over_http.bind(at) if http else None
        opened = open_graph(address, report=say)
        server = make_server(Toolbox(opened), say)
    with opened:
        say(last.read_from(store))
        if bound:
            over_http.serve_http(server, at, bound, say)
        else:
            over_stdio.serve_stdio(server)
