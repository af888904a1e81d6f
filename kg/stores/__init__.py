"""Stores: views of a dataset that answer Cypher. ``STORES`` names them by the scheme of their address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.errors import ConfigError, StoreError
from kg.progress import Progress, Report
from kg.stores.store import TIMEOUT_S, Store


class Load(Protocol):
    """Brings the store at an address to the state of a dataset; returns rows per label and relationship type."""

    def __call__(
        self,
        dataset: Path,
        url: str,
        *,
        replace: bool,
        renew: bool,
        alongside: bool,
        report: Report,
        progress: Progress,
    ) -> dict[str, int]:
        """Raises StoreError, DatasetError."""
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """How the stores of a scheme are opened for queries and loaded."""

    open: Callable[[str, Report, int], Store]
    load: Load


def _embedded() -> Engine:
    from kg.stores.embedded import (
        load_embedded,
        open_embedded,
    )  # an engine is imported only when one of its stores is wanted

    return Engine(open_embedded, load_embedded)


def _bolt() -> Engine:
    from kg.stores.bolt.bolt_store import load_bolt, open_bolt

    return Engine(open_bolt, load_bolt)


STORES: dict[str, Callable[[], Engine]] = {
    "": _embedded,
    "file": _embedded,
    "bolt": _bolt,
    "bolt+s": _bolt,
    "bolt+ssc": _bolt,
    "neo4j": _bolt,
    "neo4j+s": _bolt,
    "neo4j+ssc": _bolt,
}


def is_folder(url: str) -> bool:
    """Whether an address is a dataset folder, not a server."""
    return "://" not in url or url.startswith("file://")


def folder_of(url: str, what: str = "what is asked for is in", advice: str = "name it") -> Path:
    """The dataset folder at an address. Raises ConfigError for a server: it says ``what`` a dataset folder, and
    ``advice``.
    """
    if not is_folder(url):
        scheme = url.partition("://")[0]  # not the whole address, which may hold a password
        raise ConfigError(f"{scheme}:// is a server, and {what} a dataset folder: {advice}")
    return Path(url.removeprefix("file://"))


def without_credentials(url: str) -> str:
    """An address to show: that of a server without the user name and password that it may hold."""
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}" if separator else url


def open_store(url: str, report: Report = lambda _: None, timeout_s: int = TIMEOUT_S) -> Store:
    """Open the store at an address for queries: a dataset folder, by path or ``file://`` URL, or a Neo4j server.

    ``report`` is told, in one line each, what takes time or was repaired; a query that takes more than ``timeout_s``
    seconds is stopped (QueryTimeout). Raises StoreError for an address no store
    answers to or a server that does not serve, DatasetError for a folder that is not a whole dataset.
    """
    return _engine(url).open(url, report, timeout_s)


def load_store(
    dataset: Path,
    url: str,
    *,
    replace: bool = False,
    renew: bool = False,
    alongside: bool = False,
    report: Report = lambda _: None,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, int]:
    """Bring the store at an address to the state of a dataset, and count what it holds then.

    Loading the same build again changes nothing. ``replace`` brings a server that holds another build to this one,
    deleting what it does not have; ``renew`` allows that where the build there is an earlier one of the same pipeline;
    ``alongside`` allows a database that holds somebody else's graph too. Returns rows per label and relationship type.
    Raises StoreError, DatasetError.
    """
    return _engine(url).load(
        dataset, url, replace=replace, renew=renew, alongside=alongside, report=report, progress=progress
    )


def _engine(url: str) -> Engine:
    if not url:
        raise StoreError("the store's address is empty: expected a dataset folder or bolt://HOST:7687")
    scheme, separator, _ = url.partition("://")
    made = STORES.get(scheme if separator else "")
    if made is None:
        known = ", ".join(f"{scheme}://" for scheme in STORES if scheme)
        raise StoreError(f"{scheme}:// is not the address of a store: expected a dataset folder or one of {known}")
    return made()
