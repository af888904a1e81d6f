"""The graph that is served: one state of it, opened with all that answers need, and how the next state takes its
place.

A dataset that is run again while it is served is opened anew, beside; requests that are under way end on the state
they began with, and no answer is of two. A server is asked after every answer whether it still holds the build that
was opened: where a load has begun meanwhile, the answer is thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from kg import stores
from kg.ask.asking import understand
from kg.ask.lookup import KnownNames
from kg.ask.name_index import NameIndex
from kg.ask.nothing_read import MentionsOf
from kg.ask.pack import Query, load_queries
from kg.dataset.graph import stamp
from kg.errors import DatasetError, KgError, StoreError
from kg.interfaces.api.graph import Graph
from kg.interfaces.api.kept_lexicon import known_names
from kg.interfaces.api.mentioned import mentions_at
from kg.interfaces.web.refusals import RefusedRequest
from kg.progress import Report, silent
from kg.stores.bolt.state import BUILDS_NOW
from kg.stores.store import Store

WARMING = "which drugs were studied in hepatocellular carcinoma"
"""A question that is read, and not asked."""

UNLIKE = "warmed carcinoma of nothing"
"""A name that nothing has, for which those that are like it are looked for."""

ATTEMPTS = 3
"""Times that a dataset is opened which changes while it is."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph in one state: ``build`` names it as the store does, ``names`` are those of its entities, ``known`` what
    the lexicon knows, ``mentions_of`` what a publication mentions; ``ledger`` is the SHA-256 of the dataset's ledger,
    ``versions`` what the dataset was made with.
    """

    build: str
    store: Store = field(repr=False)
    graph: Graph = field(repr=False)
    known: KnownNames = field(repr=False)
    names: NameIndex = field(repr=False)
    queries: Mapping[str, Query] = field(repr=False)
    mentions_of: MentionsOf = field(repr=False)
    versions: Mapping[str, Any]
    pipeline: str
    ledger: str


class ServedGraph:
    """The state that is served of the graph at an address. Close it.

    A query has ``limit_s`` seconds. ``report`` is told, in one line each, when another state is served, and why one is
    not. Raises what ``kg.stores.open_store`` does.
    """

    def __init__(self, address: str, limit_s: int, report: Report = silent) -> None:
        self._address, self._limit_s, self.report = address, limit_s, report
        self._said = ""
        self._current = self._open()

    @property
    def current(self) -> Snapshot:
        """The state that is served now."""
        return self._current

    @property
    def folder(self) -> Path | None:
        """The dataset that is served; None where it is a server that holds the graph."""
        return stores.folder_of(self._address) if stores.is_folder(self._address) else None

    def is_still(self, snapshot: Snapshot) -> bool:
        """Whether what was answered from a state is whole: of a folder it always is, which is in memory."""
        return stores.is_folder(self._address) or self._build(snapshot.store) == snapshot.build

    def refuse_half(self, snapshot: Snapshot) -> None:
        """Raise RefusedRequest where a server holds another build by now, or is being loaded."""
        if not self.is_still(snapshot):
            raise RefusedRequest(
                HTTPStatus.SERVICE_UNAVAILABLE, "the graph is being loaded anew: ask again when that is done"
            )

    def renew(self) -> bool:
        """Serve the graph as it is now where it has changed; whether it did. The old state is served until the new one
        is whole, and as long as the graph cannot be opened.
        """
        try:
            now = self._build(self._current.store)
            if not now or now == self._current.build:
                self._say(
                    "" if now else "the graph is being loaded anew, and no question is answered until it is whole"
                )
                return False
            self._say("the graph has changed, and is opened anew")
            renewed = self._open()
        except KgError as error:
            self._say(f"the graph as it was is served on: {error}")
            return False
        self._current, before = renewed, self._current
        if not stores.is_folder(self._address):
            before.store.close()  # whose answers are refused; a folder's is let go when the last request has ended
        self._say(f"serving build {renewed.build[:12]}")
        self._said = ""
        return True

    def close(self) -> None:
        """Give the graph back."""
        self._current.store.close()

    def _say(self, message: str) -> None:
        if message and message != self._said:
            self.report(message)
        self._said = message

    def _build(self, store: Store) -> str:
        """What the address holds now, empty where that is not whole. Raises DatasetError, StoreError."""
        if stores.is_folder(self._address):
            return stamp(stores.folder_of(self._address))
        (now,) = store.run(BUILDS_NOW)
        return "" if now["loading"] else " ".join(now["builds"])

    def _open(self) -> Snapshot:
        for _ in range(ATTEMPTS):
            store = stores.open_store(self._address, self.report, self._limit_s)
            try:
                build = self._build(store)
                opened = self._opened(build, store)
                if build and self._build(store) == build:
                    return opened
            except BaseException:
                store.close()
                raise
            store.close()
        shown = stores.without_credentials(self._address)
        raise (DatasetError if stores.is_folder(self._address) else StoreError)(
            f"{shown} changed while it was opened, {ATTEMPTS} times: serve it when it is no longer written"
        )

    def _opened(self, build: str, store: Store) -> Snapshot:
        graph = Graph(self._address, store, silent)
        runs = store.run(
            "MATCH (n:Run) RETURN n.versions AS versions, n.pipeline AS pipeline, n.build AS build ORDER BY n.id"
        )
        stated = [one.partition("=") for row in runs for one in row["versions"] or ()]
        versions = {
            key: json.loads(value) if value.startswith("{") else value for key, equals, value in stated if equals
        }
        pipeline, ledger = (next((row[key] for row in runs if row[key]), "") for key in ("pipeline", "build"))
        queries, names = load_queries(), known_names()
        # reads what questions and names are understood by, so that the first who asks does not wait for it
        understand(WARMING, queries.values(), names, 0)
        names.named(UNLIKE)
        mentions_of = mentions_at(self._address, build)
        return Snapshot(build, store, graph, names, graph.names, queries, mentions_of, versions, pipeline, ledger)
