"""The trained reader on disk: a folder with the network (ONNX, int8), its tokenizer, and ``model.json`` with the SHA-256 of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import model_files, paths
from kg.errors import ModelError
from kg.model import POLARITIES, TIERS
from kg.model_files import META
from kg.relate.reader.candidates import FEATURES

FORMAT = 1
"""Version of the layout; a reader refuses any other."""

NETWORK, TOKENIZER = "network.onnx", "tokenizer.json"

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
    meta = {**_expected(), "temperatures": dict(temperatures), "least": dict(least), "trained": trained}
    model_files.save(folder, {NETWORK: network, TOKENIZER: tokenizer.encode()}, meta)


def content_hash(folder: Path) -> str:
    """SHA-256 (hex) that names the reader's contents, from ``model.json`` alone. Raises ModelError as ``load`` does."""
    return model_files.content_hash(_meta(folder), _DECIDE)


def publications(folder: Path) -> frozenset[str]:
    """PMIDs of the gold documents that the reader was trained on. Raises ModelError where it does not tell them."""
    return model_files.publications(folder, _meta(folder))


@lru_cache(maxsize=2)
def load(folder: Path) -> Model:
    """Read a model. Raises ModelError where a file is missing, damaged, or of another layout."""
    meta = _meta(folder)
    contents = model_files.contents(folder, meta, (NETWORK, TOKENIZER))
    hash_ = model_files.content_hash(meta, _DECIDE)
    return Model(contents[NETWORK], contents[TOKENIZER].decode(), meta["temperatures"], meta["least"], hash_)


_DECIDE = ("temperatures", "least")


def _expected() -> dict[str, Any]:
    return {"format": FORMAT, "features": len(FEATURES), "outputs": {name: list(labels) for name, labels in OUTPUTS.items()}}


def _meta(folder: Path) -> dict[str, Any]:
    meta = model_files.meta(folder, _expected())
    try:
        wanted = set(meta["temperatures"]) == set(OUTPUTS) and set(meta["least"]) == {"study", "mention"}
    except (KeyError, TypeError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    if not wanted:
        raise ModelError(f"{folder / META}: not every output has its numbers; the model belongs to another version of kg")
    return meta
