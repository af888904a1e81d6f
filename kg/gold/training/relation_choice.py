"""What is chosen on documents held back from training: how scores are softened, and the least probability of a label
that is believed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from kg.gold.training.relation_batches import grouped_scores
from kg.gold.training.relation_gold import RelationExample
from kg.gold.training.relation_least import least
from kg.gold.training.relation_network import TorchRelations
from kg.gold.training.temperature import temperature
from kg.pipeline.relate.pairs.labels import DENIED, LABELS
from kg.pipeline.relate.probabilities import softmax


def choose(
    network: TorchRelations, held: Sequence[RelationExample]
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
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
