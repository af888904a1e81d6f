"""Files of trained models: a folder with ``model.json``, which says how they were made and holds the SHA-256 of each
other file.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import ModelError

META = "model.json"

FOLDERS = "ner/, ground/, linear/, read/, relate/ and results/"
"""What a folder of models holds."""


def save(folder: Path, files: Mapping[str, bytes], meta: Mapping[str, Any]) -> None:
    """Write files and ``model.json`` with ``meta`` and their SHA-256; the same arguments give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    meta = {**meta, "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}}
    (folder / META).write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def meta(folder: Path, expected: Mapping[str, Any]) -> dict[str, Any]:
    """What ``model.json`` says. Raises ModelError where it is missing, damaged, or does not have what is expected of
    this version of kg.
    """
    try:
        read = dict(json.loads((folder / META).read_text(encoding="utf-8")))
        found = {key: read[key] for key in expected}
        dict(read["sha256"])
    except (FileNotFoundError, NotADirectoryError):
        raise absent(folder) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    if found != dict(expected):
        raise ModelError(
            f"{folder / META}: {found} found, {dict(expected)} expected; the model belongs to another version of kg"
        )
    return read


def absent(folder: Path) -> ModelError:
    """The fault of a folder without a model: where ``KG_MODELS`` names it, that is what is wrong."""
    if not os.environ.get("KG_MODELS"):
        return ModelError(f"{folder}: no model here; install kg again, or set KG_MODELS to a folder with {FOLDERS}")
    named = paths.models()
    found = "is a file" if named.is_file() else "has no model in" if named.is_dir() else "does not exist: no model at"
    where = "" if found == "is a file" else f" {folder}"
    return ModelError(
        f"KG_MODELS: {named} {found}{where}; set it to a folder with {FOLDERS}, or unset it to use the models that ship"
    )


def check_numbers(folder: Path, kind: str, value: object) -> None:
    """Raises ModelError unless all that a mapping holds, at any depth, are finite numbers, above 0 where they are
    temperatures.
    """
    if isinstance(value, Mapping):
        for name, one in value.items():
            check_numbers(folder, f"{kind}.{name}", one)
        return
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ModelError(f"{folder / META}: {kind} is {value!r}, expected a finite number; install kg again")
    if kind.startswith("temperatures") and value <= 0:
        raise ModelError(f"{folder / META}: {kind} is {value!r}, expected more than 0; install kg again")


def contents(folder: Path, meta: Mapping[str, Any], names: Collection[str]) -> dict[str, bytes]:
    """Files by name, each held to its SHA-256. Raises ModelError as ``read_checked`` does."""
    return {name: read_checked(folder / name, str(meta["sha256"].get(name, ""))) for name in names}


def content_hash(meta: Mapping[str, Any], keys: Collection[str]) -> str:
    """SHA-256 (hex) over the files' own and over what else decides what a model says."""
    kept = {key: meta[key] for key in (*keys, "sha256")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def publications(folder: Path, meta: Mapping[str, Any]) -> frozenset[str]:
    """PMIDs of the gold documents that a model was trained on. Raises ModelError where it does not tell them."""
    try:
        return frozenset(str(meta["trained"]["publications"]).split())
    except (KeyError, TypeError) as error:
        raise ModelError(
            f"{folder / META}: trained.publications cannot be read ({error!r}); install kg again"
        ) from error


def read_checked(path: Path, digest: str) -> bytes:
    """The content of a file with this SHA-256 (hex). Raises ModelError where it cannot be read or has another."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); install kg again") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise ModelError(f"{path}: damaged (SHA-256 {found[:12]}, {digest[:12] or 'none'} expected); install kg again")
    return content
