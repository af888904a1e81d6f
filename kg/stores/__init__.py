"""Stores: views of a dataset that answer Cypher. ``STORES`` names them by the scheme of their address."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import StoreError
from kg.stores.store import Report, Store


def _embedded(url: str, report: Report) -> Store:
    from kg.stores.embedded import open_embedded  # the engine is loaded only when a store is opened

    return open_embedded(url, report)


STORES: dict[str, Callable[[str, Report], Store]] = {
    "": _embedded,
    "file": _embedded,
}


def open_store(url: str, report: Report = lambda _: None) -> Store:
    """Open the store at an address: a dataset folder, by path or ``file://`` URL.

    ``report`` is told, in one line each, what takes time or was repaired. Raises StoreError for an address no store answers to,
    DatasetError for a folder that is not a whole dataset.
    """
    if not url:
        raise StoreError("the store's address is empty: expected a dataset folder")
    scheme, separator, _ = url.partition("://")
    opener = STORES.get(scheme if separator else "")
    if opener is None:
        raise StoreError(f"{scheme}:// is not supported: this version answers from dataset folders; give one with --store DATASET")
    return opener(url, report)
