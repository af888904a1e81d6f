"""``kg.open``: the graph of a dataset, or of a server, to ask in Python."""

from __future__ import annotations

from pathlib import Path

from kg import stores
from kg.ask.given import shown
from kg.errors import StoreError
from kg.interfaces.api.arguments import expect_place
from kg.interfaces.api.graph import Graph
from kg.progress import Report, silent


def open_graph(address: str | Path = "", *, report: Report = silent) -> Graph:
    """Open a graph to ask: a dataset folder, as ``kg.run`` writes it, or a server, ``bolt://HOST:7687`` or
    ``neo4j://HOST:7687``.

    A folder's embedded graph is built from its tables where it is missing or stale. User name, password and database of
    a server come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. ``report`` is told, in one line each, what
    takes time and what the notes of answers say of names. Raises DatasetError for a folder that is no finished dataset,
    StoreError for a server that does not serve and where there is no address.

    >>> with kg.open("build/mtor-hcc") as graph:
    ...     len(graph.query("targets-of-drug", drug="everolimus")) > 0
    True
    """
    if not isinstance(address, str | Path):
        raise TypeError(f"{shown(address)} is no address: kg.open opens a dataset folder or a server, bolt://HOST:7687")
    if not str(address):
        raise StoreError("kg.open has no address: give it a dataset folder, or a server, bolt://HOST:7687")
    url = str(address)
    expect_place(url, "dataset folder")
    return Graph(url, stores.open_store(url, report), report)
