"""``kg serve``."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from kg.interfaces.commands.options import StoreOption


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    store: StoreOption = "",
    host: Annotated[
        str, typer.Option(help="Address to listen at; any but this machine's own (127.0.0.1) needs KG_TOKEN.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 for any that is free.")] = 8765,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve a graph over HTTP until Ctrl-C: a page to explore it, the queries for programs (/docs lists them), and
    SPARQL (/sparql). It only reads.

    KG_TOKEN in the environment is the secret that requests have to bring; elsewhere than on this machine there has to
    be one.

    Example: kg serve --store build/mtor-hcc
    """
    from kg.interfaces.commands import last
    from kg.interfaces.commands.talk import say
    from kg.interfaces.listening import TOKEN
    from kg.interfaces.web.serving import serve as served

    served(last.store(store), host, port, os.environ.get(TOKEN, ""), say, open_page=open_)
