"""The trained reader of results: what its network says, and the weights by which the sentences that it reads are
chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kg import paths
from kg.model import POLARITIES
from kg.pipeline.relate import network_files
from kg.pipeline.relate.network_files import Layout
from kg.pipeline.relate.reader.model import ROLES
from kg.pipeline.relate.reader.passages import F64, FEATURES
from kg.pipeline.relate.zones import ZONES

OUTPUTS: Mapping[str, tuple[str, ...]] = {"role": ROLES, "polarity": POLARITIES}
"""Outputs of the network with their labels."""

ZONE_NUMBERS: Mapping[str, int] = {**{zone: number for number, zone in enumerate(ZONES, 1)}, "head": len(ZONES) + 1}
"""Part of a passage -> number of its embedding; 0 is that of what lies in none."""

LAYOUT = Layout(1, OUTPUTS, len(FEATURES), {"temperatures": frozenset(OUTPUTS), "sentences": frozenset(FEATURES)})


@dataclass(frozen=True, slots=True)
class ResultModel:
    """A trained reader of results: ``network`` and ``tokenizer`` as files hold them.

    ``temperatures``: output -> by what its scores are divided. ``sentences``: [FEATURES], the weights by which
    ``kg.pipeline.relate.reader.passages`` chooses what is read. ``hash``: SHA-256 over its files, in hex.
    """

    network: bytes
    tokenizer: str
    temperatures: Mapping[str, float]
    sentences: F64
    hash: str


def in_use() -> Path:
    """Folder of the reader of results that ships with kg, or of the one that ``KG_MODELS`` names instead."""
    return paths.models("results")


@lru_cache(maxsize=2)
def load(folder: Path) -> ResultModel:
    """Read a model. Raises ModelError where a file is missing, damaged, or of another layout."""
    files = network_files.load(folder, LAYOUT)
    weights = np.array([files.numbers["sentences"][name] for name in FEATURES], np.float64)
    return ResultModel(files.network, files.tokenizer, files.numbers["temperatures"], weights, files.hash)
