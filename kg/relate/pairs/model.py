"""The trained reader of relations on disk: a folder with the network (ONNX, int8), its tokenizer, and ``model.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import model_files, paths
from kg.errors import ModelError
from kg.relate.pairs.candidates import FEATURES
from kg.relate.pairs.labels import DENIED, LABELS, NONE, STUDIED

FORMAT = 1
"""Version of the layout; a reader refuses any other."""

NETWORK, TOKENIZER = "network.onnx", "tokenizer.json"

ASKED: Mapping[str, tuple[str, ...]] = {
    output: tuple(label for label in labels if label not in (NONE, STUDIED)) for output, labels in LABELS.items()
}
"""Output -> the labels that make a claim, each with the least probability at which it does."""


@dataclass(frozen=True, slots=True)
class Model:
    """A trained reader: the network and tokenizer as files hold them; how scores are softened (temperature by output); the least
    probability of each label (by output) that is believed; ``hash``: SHA-256 over its files, in hex."""

    network: bytes
    tokenizer: str
    temperatures: Mapping[str, float]
    least: Mapping[str, Mapping[str, float]]
    hash: str


def in_use() -> Path:
    """Folder of the reader that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("relate")


def save(
    folder: Path,
    network: bytes,
    tokenizer: str,
    temperatures: Mapping[str, float],
    least: Mapping[str, Mapping[str, float]],
    trained: Any,
) -> None:
    """Write a reader; the same arguments give the same bytes. ``trained`` says how it was made and goes into ``model.json``."""
    numbers = {"temperatures": dict(temperatures), "least": {output: dict(one) for output, one in least.items()}}
    model_files.save(folder, {NETWORK: network, TOKENIZER: tokenizer.encode()}, {**_expected(), **numbers, "trained": trained})


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
    outputs = {name: list(labels) for name, labels in LABELS.items()}
    return {"format": FORMAT, "features": len(FEATURES), "outputs": outputs}


def _meta(folder: Path) -> dict[str, Any]:
    meta = model_files.meta(folder, _expected())
    try:
        wanted = set(meta["temperatures"]) == {*LABELS, DENIED}
        bounds = {output: frozenset(one) for output, one in meta["least"].items()}
        wanted = wanted and bounds == {output: frozenset(one) for output, one in ASKED.items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder / model_files.META}: damaged ({error!r}); install kg again") from error
    if not wanted:
        raise ModelError(f"{folder / model_files.META}: not every output has its numbers; the model belongs to another version of kg")
    return meta
