"""The store contract: what a view of a dataset must do, whichever engine answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kg.errors import StoreError

Row = dict[str, Any]
"""One row of an answer: column name -> string, number, boolean, list, map or None; columns in the order of RETURN."""

TIMEOUT_S = 180
"""A query that takes longer is stopped, unless its store was opened with another limit."""


class QueryTimeout(StoreError):
    """A query took longer than its store gives one, and was stopped."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"the query was stopped after {seconds} s: bound its paths or start it at a node with an id")


class Store(Protocol):
    """A view of a dataset that answers Cypher in the subset both engines share. A resource: close it."""

    def run(self, cypher: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a reading statement. Raises StoreError for a statement that writes, is not understood or fails."""
        ...

    def close(self) -> None:
        """Give the resources back; calling it twice is fine."""
        ...
