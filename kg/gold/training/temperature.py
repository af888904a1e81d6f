"""Softening of scores until probabilities are true to their word (temperature scaling; Guo et al. 2017)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from kg.gold.training.number_types import F64, I64


def temperature(scores: F64, wanted: I64) -> float:
    """The number that scores [N, labels] are divided by so that the right labels [N] are as probable as they can be on
    average; what has none (below 0) does not count.
    """
    known = wanted >= 0
    return min(
        (round(0.5 + 0.05 * at, 2) for at in range(71)), key=lambda one: _surprise(scores[known] / one, wanted[known])
    )


def _surprise(scores: npt.NDArray[Any], wanted: I64) -> float:
    shares = scores - np.logaddexp.reduce(scores, -1, keepdims=True)
    return float(-shares[np.arange(len(wanted)), wanted].mean())
