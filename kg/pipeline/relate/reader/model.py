"""The trained reader of studies: what its network says, and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import paths
from kg.model import POLARITIES, TIERS
from kg.pipeline.relate import network_files
from kg.pipeline.relate.network_files import Layout
from kg.pipeline.relate.reader.study_pairs import FEATURES

ROLES = ("none", "drug", "combination", "comparator", "mention")
"""What a drug may be for a disease in a document, in the order of the network's outputs: no study of it, tested by
itself, tested together with others, control or standard of others, or only spoken of.
"""

STUDIED = ("drug", "combination", "comparator")
"""Roles of a drug that a document studies, as ``Evidence.attribution`` calls them."""

OUTPUTS: Mapping[str, tuple[str, ...]] = {"role": ROLES, "tier": TIERS, "polarity": POLARITIES}
"""Outputs of the network with their labels; that it weighs sentences is learned beside them and asked of nobody."""

LAYOUT = Layout(
    1, OUTPUTS, len(FEATURES), {"temperatures": frozenset(OUTPUTS), "least": frozenset(("study", "mention"))}
)


@dataclass(frozen=True, slots=True)
class StudyModel:
    """A trained reader of studies: ``network`` and ``tokenizer`` as files hold them.

    ``temperatures``: output -> by what its scores are divided. ``least``: the least probability of a ``study`` and of
    a ``mention`` at which the network alone would be believed; what is believed of it and the linear model together
    stands in ``kg.pipeline.relate.linear_model``. ``hash``: SHA-256 over its files, in hex.
    """

    network: bytes
    tokenizer: str
    temperatures: Mapping[str, float]
    least: Mapping[str, float]
    hash: str


def in_use() -> Path:
    """Folder of the reader that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("read")


@lru_cache(maxsize=2)
def load(folder: Path) -> StudyModel:
    """Read a model. Raises ModelError where a file is missing, damaged, or of another layout."""
    files = network_files.load(folder, LAYOUT)
    return StudyModel(files.network, files.tokenizer, files.numbers["temperatures"], files.numbers["least"], files.hash)
