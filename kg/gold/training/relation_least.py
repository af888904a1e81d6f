"""The least probability at which a label of a relation is believed, chosen on documents held back from training."""

from __future__ import annotations

import numpy as np

from kg.gold.training.number_types import F64, I64
from kg.pipeline.relate.pairs.claims import belief, is_related_first
from kg.pipeline.relate.pairs.labels import LABELS
from kg.pipeline.relate.pairs.model import ASKED

FEW = 15
"""Gold relations of a label that have to be held back for it to have a least probability of its own."""

GRID = tuple(round(0.1 + 0.02 * at, 2) for at in range(41))
"""Least probabilities that are tried."""


def least(chances: F64, wanted: I64, output: str, missed: int, found: float = 1.0) -> dict[str, float]:
    """The least probability of each label with which most relations come out right (F over all labels together).

    One for all at first, then by turns that of each label of which there is enough gold. Where what counts first is
    whether two are related (``is_related_first``) one for all stays, with which most pairs come out
    right. ``missed``: gold relations of which no pair of mentions is found, which count as not found; ``found``: how
    many times as much it weighs that relations are found as that what is found is right (1: F1, 0.5: F0.5).
    """
    labels = LABELS[output]
    asked = [labels.index(label) for label in ASKED[output]]
    best = np.array(asked)[chances[:, asked].argmax(-1)]
    first = is_related_first(output)
    chance = np.array([belief(own, at, output) for own, at in zip(chances, best, strict=True)])
    right = wanted > 0 if first else best == wanted
    gold = int(np.isin(wanted, asked).sum()) + missed

    def score(bounds: F64) -> float:
        believed = chance >= bounds[best]
        return (1 + found**2) * float((believed & right).sum()) / max(1, int(believed.sum()) + found**2 * gold)

    common = max(GRID, key=lambda bound: score(np.full(len(labels), bound)))
    bounds = np.full(len(labels), common)
    for at in 2 * [at for at in asked if not first and int((wanted == at).sum()) >= FEW]:
        tried = []
        for bound in GRID:
            bounds[at] = bound
            tried.append((score(bounds), -abs(bound - common), bound))
        bounds[at] = max(tried)[2]
    return {labels[at]: float(bounds[at]) for at in asked}
