"""A trained network on disk: a folder with the network (ONNX, int8), its tokenizer, and ``model.json`` with the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ModelError
from kg.model_files import read_checked

NETWORK, TOKENIZER, META = "network.onnx", "tokenizer.json", "model.json"

Numbers = Mapping[str, Mapping[str, float]]
"""Learned numbers by kind, then by name: ``temperatures`` by output, and whatever else a network comes with."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of network has to be, to be read: version, outputs with their labels, how many things are counted, names of numbers.

    A folder that says anything else belongs to another version of kg.
    """

    format: int
    outputs: Mapping[str, tuple[str, ...]]
    features: int
    numbers: Mapping[str, frozenset[str]]

    def told(self) -> dict[str, Any]:
        """The part that ``model.json`` repeats."""
        return {"format": self.format, "features": self.features, "outputs": {name: list(labels) for name, labels in self.outputs.items()}}


@dataclass(frozen=True, slots=True)
class NetworkFiles:
    """Network and tokenizer as files hold them, the learned numbers; ``hash``: SHA-256 over all that decides, in hex."""

    network: bytes
    tokenizer: str
    numbers: Numbers
    hash: str


def save(folder: Path, layout: Layout, network: bytes, tokenizer: str, numbers: Numbers, trained: Mapping[str, Any]) -> None:
    """Write a network; the same arguments give the same bytes. ``trained`` says how it was made and goes into ``model.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {NETWORK: network, TOKENIZER: tokenizer.encode()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    meta = {**layout.told(), **{kind: dict(each) for kind, each in numbers.items()}, "sha256": digests, "trained": dict(trained)}
    (folder / META).write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load(folder: Path, layout: Layout) -> NetworkFiles:
    """Read a network. Raises ModelError where a file is missing, damaged, or of another layout."""
    meta = _meta(folder, layout)
    contents = {name: read_checked(folder / name, str(meta["sha256"].get(name, ""))) for name in (NETWORK, TOKENIZER)}
    numbers = {kind: meta[kind] for kind in layout.numbers}
    return NetworkFiles(contents[NETWORK], contents[TOKENIZER].decode(), numbers, _hash(meta, layout))


def content_hash(folder: Path, layout: Layout) -> str:
    """SHA-256 (hex) that names the contents, from ``model.json`` alone. Raises ModelError as ``load`` does."""
    return _hash(_meta(folder, layout), layout)


def publications(folder: Path, layout: Layout) -> frozenset[str]:
    """PMIDs of the gold documents that the network was trained on. Raises ModelError where it does not tell them."""
    try:
        return frozenset(str(_meta(folder, layout)["trained"]["publications"]).split())
    except (KeyError, TypeError) as error:
        raise ModelError(f"{folder / META}: trained.publications cannot be read ({error!r}); install kg again") from error


def _hash(meta: Mapping[str, Any], layout: Layout) -> str:
    kept = {key: meta[key] for key in (*layout.numbers, "sha256")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def _meta(folder: Path, layout: Layout) -> dict[str, Any]:
    expected = layout.told()
    try:
        meta = dict(json.loads((folder / META).read_text(encoding="utf-8")))
        found = {key: meta[key] for key in expected}
        digests = dict(meta["sha256"])
        known = all(set(dict(meta[kind])) == names for kind, names in layout.numbers.items())
    except FileNotFoundError:
        kinds = ", ".join(sorted(one.name for one in folder.parent.iterdir())) if folder.parent.is_dir() else "no such folder"
        raise ModelError(
            f"{folder}: no model here ({folder.parent} holds: {kinds}); install kg again, or let KG_MODELS name a folder with all of them"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    if found != expected or not known or not digests:
        raise ModelError(f"{folder / META}: {found} found, {expected} expected; the model belongs to another version of kg")
    return meta
