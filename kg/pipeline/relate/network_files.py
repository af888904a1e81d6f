"""A trained network that reads text, on disk: the network (ONNX, int8), its tokenizer, and ``model.json`` with what it
comes with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ModelError
from kg.pipeline import model_files
from kg.pipeline.model_files import META

NETWORK, TOKENIZER = "network.onnx", "tokenizer.json"

LearnedNumbers = Mapping[str, Mapping[str, Any]]
"""Learned numbers by kind, then by name: ``temperatures`` by output, and whatever else a network comes with."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of network has to be, to be read; a folder that says anything else belongs to another version of kg.

    ``format``: version of the layout. ``outputs``: name of an output -> its labels. ``features``: how many things are
    counted of what it reads. ``numbers``: kind of learned number -> the names that have one.
    """

    format: int
    outputs: Mapping[str, tuple[str, ...]]
    features: int
    numbers: Mapping[str, frozenset[str]]

    def told(self) -> dict[str, Any]:
        """The part that ``model.json`` repeats."""
        return {
            "format": self.format,
            "features": self.features,
            "outputs": {name: list(labels) for name, labels in self.outputs.items()},
        }


@dataclass(frozen=True, slots=True)
class NetworkFiles:
    """Network and tokenizer as files hold them, the learned numbers; ``hash``: SHA-256 over all that decides, in
    hex.
    """

    network: bytes
    tokenizer: str
    numbers: LearnedNumbers
    hash: str


def save(
    folder: Path, layout: Layout, network: bytes, tokenizer: str, numbers: LearnedNumbers, trained: Mapping[str, Any]
) -> None:
    """Write a network; the same arguments give the same bytes. ``trained`` says how it was made and goes into
    ``model.json``.
    """
    meta = {**layout.told(), **{kind: dict(each) for kind, each in numbers.items()}, "trained": dict(trained)}
    model_files.save(folder, {NETWORK: network, TOKENIZER: tokenizer.encode()}, meta)


def load(folder: Path, layout: Layout) -> NetworkFiles:
    """Read a network. Raises ModelError where a file is missing, damaged, or of another layout."""
    meta = _meta(folder, layout)
    contents = model_files.contents(folder, meta, (NETWORK, TOKENIZER))
    numbers = {kind: meta[kind] for kind in layout.numbers}
    return NetworkFiles(
        contents[NETWORK], contents[TOKENIZER].decode(), numbers, model_files.content_hash(meta, layout.numbers)
    )


def content_hash(folder: Path, layout: Layout) -> str:
    """SHA-256 (hex) that names the contents, from ``model.json`` alone. Raises ModelError as ``load`` does."""
    return model_files.content_hash(_meta(folder, layout), layout.numbers)


def publications(folder: Path, layout: Layout) -> frozenset[str]:
    """PMIDs of the gold documents that the network was trained on. Raises ModelError where it does not tell them."""
    return model_files.publications(folder, _meta(folder, layout))


def _meta(folder: Path, layout: Layout) -> dict[str, Any]:
    meta = model_files.meta(folder, layout.told())
    try:
        known = all(set(dict(meta[kind])) == names for kind, names in layout.numbers.items())
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{folder / META}: damaged ({error!r}); install kg again") from error
    if not known:
        raise ModelError(
            f"{folder / META}: not every output has its numbers; the model belongs to another version of kg"
        )
    for kind in layout.numbers:
        model_files.check_numbers(folder, kind, meta[kind])
    return meta
