"""What is chosen on documents held back from training: how scores are softened, and the least probability of a label that is believed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch

from kg.relate.pairs.labels import DENIED, LABELS
from kg.relate.pairs.model import ASKED
from kg.relate.pairs.network import softmax
from kg.training.relation_batches import grouped_scores
from kg.training.relation_gold import Example
from kg.training.relation_network import RelationNetwork
from kg.training.temperature import temperature

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

FEW = 15
"""Gold relations of a label that have to be held back for it to have a least probability of its own."""

GRID = tuple(round(0.1 + 0.02 * at, 2) for at in range(41))
"""Least probabilities that are tried."""


def choose(network: RelationNetwork, held: Sequence[Example]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Temperatures by output, and least probabilities by output and label."""
    temperatures: dict[str, float] = {}
    chosen: dict[str, dict[str, float]] = {}
    network.eval()
    for output in LABELS:
        own = [one for one in held if one.head == output]
        with torch.no_grad():
            scores, denied = grouped_scores(network, own)
        wanted = np.array([label for one in own for label in one.labels])
        temperatures[output] = temperature(scores, wanted)
        chosen[output] = least(softmax(scores / temperatures[output]), wanted, output, sum(one.missed for one in own))
        said = np.array([label for one in own for label in one.denied])
        if (said >= 0).any():
            temperatures[DENIED] = temperature(denied, said)
    return temperatures, chosen


def least(chances: F64, wanted: I64, output: str, missed: int) -> dict[str, float]:
    """The least probability of each label with which most relations come out right (F1, over all labels together).

    One for all at first, then by turns that of each label of which there is enough gold. ``missed``: gold relations of which no pair of
    mentions is found, which count as not found.
    """
    labels = LABELS[output]
    asked = [labels.index(label) for label in ASKED[output]]
    best = np.array(asked)[chances[:, asked].argmax(-1)]
    chance, right = chances[np.arange(len(best)), best], best == wanted
    gold = int(np.isin(wanted, asked).sum()) + missed

    def f1(bounds: F64) -> float:
        believed = chance >= bounds[best]
        return 2 * float((believed & right).sum()) / max(1, int(believed.sum()) + gold)

    common = max(GRID, key=lambda bound: f1(np.full(len(labels), bound)))
    bounds = np.full(len(labels), common)
    for at in 2 * [at for at in asked if int((wanted == at).sum()) >= FEW]:
        tried = []
        for bound in GRID:
            bounds[at] = bound
            tried.append((f1(bounds), -abs(bound - common), bound))
        bounds[at] = max(tried)[2]
    return {labels[at]: float(bounds[at]) for at in asked}
