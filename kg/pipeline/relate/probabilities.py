"""From a network's scores to probabilities."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Floats = TypeVar("Floats", bound=np.floating[Any])


def softmax(scores: npt.NDArray[Floats]) -> npt.NDArray[Floats]:
    """Probabilities of scores, along the last axis; an array of the same shape and precision."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: npt.NDArray[Floats] = raised / raised.sum(-1, keepdims=True)
    return shares
