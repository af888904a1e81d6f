"""The trained reader on disk: a folder with the network (ONNX, int8), its tokenizer, and ``model.json`` with the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import ModelError
from kg.model import POLARITIES, TIERS
from kg.model_files import read_checked
from kg.relate.reader.candidates import FEATURES

FORMAT = 1
"""Version of the layout; a reader refuses any other."""

NETWORK, TOKENIZER, META = "network.onnx", "tokenizer.json", "model.json"

ROLES = ("none", "drug", "combination", "comparator", "mention")
"""What a drug may be for a disease in a document, in the order of the network's outputs: no study of it, tested by itself, tested together
with others, control or standard of others, or only spoken of."""

OUTPUTS: Mapping[str, tuple[str, ...]] = {"role": ROLES, "tier": TIERS, "polarity": POLARITIES}
"""Outputs of the network with their labels; one more, ``sentence``, weighs the sentences of the document."""


@dataclass(frozen=True, slots=True)
class Model:
    """A trained reader: the network and tokenizer as files hold them; how scores are softened (temperature by output); the least
    probability of a study and of a mention that is believed; ``hash``: SHA-256 over its files, in hex."""

    network: bytes
    tokenizer: str
    temperatures: Mapping[str, float]
    least: Mapping[str, float]
    hash: str


def in_use() -> Path:
    """Folder of the reader that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("read")


def save(folder: Path, network: bytes, tokenizer: str, temperatures: Mapping[str, float], least: Mapping[str, float], trained: Any) -> None:
    """Write a reader; the same arguments give the same bytes. ``trained`` says how it was made and goes into ``model.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {NETWORK: network, TOKENIZER: tokenizer.encode()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    meta = {
        **_expected(),
        "temperatures": dict(temperatures),
        "least": dict(least),
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
        "trained": trained,
    }
    (folder / META).write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def content_hash(folder: Path) -> str:
    """SHA-256 (hex) that names the reader's contents, from ``model.json`` alone. Raises ModelError as ``load`` does."""
    return _hash(_meta(folder))


def publications(folder: Path) -> frozenset[str]:
    """PMIDs of the gold documents that the reader was trained on. Raises ModelError where it does not tell them."""
    try:
        return frozenset(str(_meta(folder)["trained"]["publications"]).split())
    except (KeyError, TypeError) as error:
        raise ModelError(f"{folder / META}: trained.publications cannot be read ({error!r}); install kg again") from error


@lru_cache(maxsize=2)
def load(folder: Path) -> Model:
    """Read a model. Raises ModelError where a file is missing, damaged, or of another layout."""
    meta = _meta(folder)
    contents = {name: read_checked(folder / name, str(meta["sha256"].get(name, ""))) for name in (NETWORK, TOKENIZER)}
    return Model(contents[NETWORK], contents[TOKENIZER].decode(), meta["temperatures"], meta["least"], _hash(meta))


def _hash(meta: Mapping[str, Any]) -> str:
    kept = {key: meta[key] for key in ("temperatures", "least", "sha256")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _expected() -> dict[str, Any]:
    return {"format": FORMAT, "features": len(FEATURES), "outputs": {name: list(labels) for name, labels in OUTPUTS.items()}}


def _meta(folder: Path) -> dict[str, Any]:
    try:
        meta = dict(json.loads((folder / META).read_text(encoding="utf-8")))
        found = {key: meta[key] for key in _expected()}
        numbers = (dict(meta["temperatures"]), dict(meta["least"]), dict(meta["sha256"]))
        wanted = set(numbers[0]) == set(OUTPUTS) and set(numbers[1]) == {"study", "mention"}
    except FileNotFoundError:
        raise ModelError(f"{folder}: no model here; install kg again, or set KG_MODELS to a folder with ner/, ground/ and read/") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    if found != _expected() or not wanted:
        raise ModelError(f"{folder / META}: {found} found, {_expected()} expected; the model belongs to another version of kg")
    return meta
