"""Which dataset was run last in a folder, so that ``kg query`` needs no ``--store`` right after ``kg run``."""

from __future__ import annotations

import json
import os
from pathlib import Path

from kg import paths
from kg.errors import StoreError


def remember(dataset: Path) -> None:
    """Note that ``dataset`` was run last from the working directory."""
    file = paths.cache("last.json")
    known = _known(file)
    known[str(Path.cwd())] = str(dataset.resolve())
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(".part")
    temporary.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    os.replace(temporary, file)


def _known(file: Path) -> dict[str, str]:
    try:
        known: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return known


def store(given: str) -> str:
    """The store to use: the one given, else ``$KG_STORE``, else the dataset last run here. Raises StoreError when there is none."""
    if given:
        return given
    if from_environment := os.environ.get("KG_STORE"):
        return from_environment
    dataset = _known(paths.cache("last.json")).get(str(Path.cwd()))
    if dataset is None:
        raise StoreError("no store: give --store DATASET, set KG_STORE, or run `kg run pipelines/mtor-hcc.toml` in this folder first")
    return dataset
