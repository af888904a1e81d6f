"""Which dataset was run last in a folder, so that ``kg query`` needs no ``--store`` right after ``kg run``."""

from __future__ import annotations

import json
import os
from pathlib import Path

from kg import paths
from kg.errors import ConfigError, StoreError
from kg.files import write_whole
from kg.interfaces.commands.talk import say


def remember(dataset: Path) -> None:
    """Note that ``dataset`` was run last from the working directory; a cache that cannot be written costs the note, not
    the run.
    """
    file = paths.cache("last.json")
    known = _known(file)
    known[str(Path.cwd())] = str(dataset.resolve())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(known, indent=1, sort_keys=True).encode())
    except OSError as error:
        say(
            f"{file}: cannot be written ({error.strerror}), so kg query needs --store {dataset}; "
            "or set KG_CACHE to a folder you may write to"
        )


def _known(file: Path) -> dict[str, str]:
    try:
        known: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # a note that is missing or damaged is written anew by the next run
    return known if isinstance(known, dict) else {}


def read_from(given: str) -> str:
    """In words, which store was read, and why it was this one when it was not ``given``."""
    from kg.stores import without_credentials

    why = "" if given else " ($KG_STORE)" if os.environ.get("KG_STORE") else " (the dataset last run here)"
    return f"read from {without_credentials(store(given))}{why}{_cut_short(store(given))}"


def _cut_short(address: str) -> str:
    """What the dataset at an address lacks that did not go through all stages."""
    from kg.pipeline.origin import cut_short
    from kg.stores import folder_of, is_folder

    lacks = cut_short(folder_of(address)) if is_folder(address) else ""
    return f", which {lacks}" if lacks else ""


def dataset_folder(given: str, what: str, advice: str) -> Path:
    """The folder of the dataset given, else of ``$KG_STORE``, else of the one last run here. Raises ConfigError for a
    server, which says ``what`` a dataset folder, and ``advice``.
    """
    from kg.stores import folder_of

    return folder_of(store(given), what, advice)


def one(store: str, dataset: str) -> str:
    """What ``--store`` names, or the older spelling of it. Raises ConfigError where they name two."""
    if store and dataset and store != dataset:
        raise ConfigError(f"--store {store} and {dataset} are two datasets: give --store alone")
    return store or dataset


def store(given: str) -> str:
    """The store to use: the one given, else ``$KG_STORE``, else the dataset last run here. Raises StoreError when there
    is none.
    """
    if given:
        return given
    if from_environment := os.environ.get("KG_STORE"):
        return from_environment
    dataset = _known(paths.cache("last.json")).get(str(Path.cwd()))
    if dataset is None:
        raise StoreError(
            "no store: give --store (a dataset folder or bolt://HOST:7687), set KG_STORE, "
            "or run `kg run mtor-hcc` in this folder first"
        )
    return dataset
