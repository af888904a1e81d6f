"""The network that reads results, in torch: a small BERT over a passage made for one pair, whose own mentions are
marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.gold.training import shipped
from kg.gold.training.encoder import Bert, Inputs, attend_in
from kg.gold.training.trials import DIRECTION, DIRECTIONS
from kg.pipeline.relate.reader.results import OTHER_DISEASE
from kg.pipeline.relate.reader.results_model import OUTPUTS, ZONE_NUMBERS

NEW = frozenset(("types", "zones", "question", "answer", "joined", "out"))
"""Parts of the network that start from nothing and learn faster."""

LEARNED = {**OUTPUTS, DIRECTION: DIRECTIONS}
"""What is learned, with its labels: what ships, and how outcomes changed."""

_QUESTIONS = 6


class TorchResults(nn.Module):
    """Called with a batch of passages, gives the scores of each output's labels [B, labels]."""

    def __init__(self, encoder: Path, dropout: float = 0.1) -> None:
        """``encoder``: folder with a BERT's ``config.json`` and ``model.safetensors``."""
        super().__init__()
        self.bert = Bert(encoder, dropout)
        width = self.bert.width
        self.types, self.zones = (
            nn.Embedding(OTHER_DISEASE + 1, width),
            nn.Embedding(max(ZONE_NUMBERS.values()) + 1, width),
        )
        self.question, self.answer, self.joined = (
            nn.Linear(3 * width, width),
            nn.Linear(width, width),
            nn.Linear(4 * width, width),
        )
        self.out = nn.ModuleDict({name: nn.Linear(width, len(labels)) for name, labels in LEARNED.items()})
        for added in (self.types, self.zones):
            nn.init.zeros_(added.weight)

    def forward(self, given: Inputs) -> dict[str, Tensor]:
        """Scores by output."""
        text = self.bert(given["pieces"], self.types(given["types"]) + self.zones(given["zones"]), given.get("mask"))
        drug, disease = ((given[name] @ text)[:, 0] for name in ("drug", "disease"))
        told = [text[:, 0], drug, disease]
        question = self.question(torch.cat(told, -1))[:, None]
        context = attend_in(_QUESTIONS, question, self.answer(text), text, given.get("mask"))[:, 0]
        told = [functional.dropout(each, 0.1, self.training) for each in (*told, context)]
        pair = functional.dropout(functional.gelu(self.joined(torch.cat(told, -1))), 0.2, self.training)
        return {name: layer(pair) for name, layer in self.out.items()}


def export(network: TorchResults, example: Mapping[str, Any], path: Path) -> None:
    """Write the network as it ships (``shipped.export``); ``example``: the inputs of some passage.

    It reads one passage at a time, so there is no mask.
    """

    def told(inputs: Inputs) -> tuple[Tensor, ...]:
        scores = network(inputs)
        return tuple(scores[name] for name in OUTPUTS)

    free = {**{name: {1: "T"} for name in ("pieces", "types", "zones")}, "drug": {2: "T"}, "disease": {2: "T"}}
    shipped.export(network, told, [*OUTPUTS], example, free, path)
