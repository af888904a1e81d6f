"""The trained reader of relations: what its network says, and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import paths
from kg.errors import ModelError
from kg.pipeline.model_files import META
from kg.pipeline.relate import network_files
from kg.pipeline.relate.network_files import Layout
from kg.pipeline.relate.pairs.labels import DENIED, LABELS, NONE, STUDIED
from kg.pipeline.relate.pairs.sentence_pairs import FEATURES

ASKED: Mapping[str, tuple[str, ...]] = {
    output: tuple(label for label in labels if label not in (NONE, STUDIED)) for output, labels in LABELS.items()
}
"""Output -> the labels that make a claim, each with the least probability at which it does."""


LAYOUT = Layout(1, LABELS, len(FEATURES), {"temperatures": frozenset((*LABELS, DENIED)), "least": frozenset(ASKED)})


@dataclass(frozen=True, slots=True)
class RelationModel:
    """A trained reader of relations: ``network`` and ``tokenizer`` as files hold them.

    ``temperatures``: output -> by what its scores are divided. ``least``: output -> label -> the least probability at
    which the network alone would be believed; what is believed of it and the linear model together stands in
    ``kg.pipeline.relate.linear_model``. ``hash``: SHA-256 over its files, in hex.
    """

    network: bytes
    tokenizer: str
    temperatures: Mapping[str, float]
    least: Mapping[str, Mapping[str, float]]
    hash: str


def in_use() -> Path:
    """Folder of the reader that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("relate")


@lru_cache(maxsize=2)
def load(folder: Path) -> RelationModel:
    """Read a model. Raises ModelError where a file is missing, damaged, or of another layout."""
    files = network_files.load(folder, LAYOUT)
    least = files.numbers["least"]
    if {output: frozenset(one) for output, one in least.items()} != {
        output: frozenset(one) for output, one in ASKED.items()
    }:
        raise ModelError(
            f"{folder / META}: not every output has its numbers; the model belongs to another version of kg"
        )
    return RelationModel(files.network, files.tokenizer, files.numbers["temperatures"], least, files.hash)
