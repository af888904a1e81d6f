"""The Neo4j store: queries in sessions that may only read; loading by ``kg.stores.bolt.load``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.progress import Progress, Report
from kg.stores import cypher
from kg.stores.bolt.connection import Connection
from kg.stores.bolt.load import load
from kg.stores.bolt.plain_values import plain
from kg.stores.bolt.state import inspect
from kg.stores.store import TIMEOUT_S, Row


class BoltStore:
    """An open connection to a database that holds a whole build. ``open_bolt`` makes it."""

    def __init__(self, connection: Connection, timeout_s: int = TIMEOUT_S) -> None:
        self._connection: Connection | None = connection
        self._timeout_s = timeout_s
        self._url = connection.url

    def run(self, statement: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a reading statement. Raises StoreError for anything else, with the server's first line of
        explanation.
        """
        if self._connection is None:
            raise StoreError(f"the store at {self._url} is closed")
        cypher.require_reading(statement)
        records = self._connection.read(statement, params, timeout_s=self._timeout_s)
        return [{key: plain(record[key]) for key in record.keys()} for record in records]  # noqa: SIM118 - no mapping

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def open_bolt(url: str, report: Report, timeout_s: int = TIMEOUT_S) -> BoltStore:
    """Open the database at an address for queries.

    Raises StoreError, one line, when there is no server, it refuses the credentials or is too old, or holds no whole
    graph of ours.
    """
    connection = Connection(url)
    try:
        state = inspect(connection.read)
        if state.journal:
            raise StoreError(
                f"{url} is being loaded, or its load did not end ({state.journal.done} transactions are done): answers"
                " would be incomplete; run `kg load` again to go on with it"
            )
        if state.whole is None:
            what = "is empty" if not state.nodes else f"holds {state.nodes:,} nodes, but no graph of kg"
            raise StoreError(f"{url} {what}: load one with `kg load DATASET --store {url}`")
    except BaseException:
        connection.close()
        raise
    return BoltStore(connection, timeout_s)


def load_bolt(
    dataset: Path, url: str, *, replace: bool, renew: bool, alongside: bool, report: Report, progress: Progress
) -> dict[str, int]:
    """Bring the database at an address to the state of a dataset (see ``load``). Raises StoreError, DatasetError."""
    connection = Connection(url)
    try:
        return load(
            connection, dataset, replace=replace, renew=renew, alongside=alongside, report=report, progress=progress
        )
    finally:
        connection.close()
