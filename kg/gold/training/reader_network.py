"""The reader's network in torch: a small BERT over the whole abstract, in which each pair of entities asks the text
what it says of them.

An entity is the mean of its mentions' pieces. A pair attends to all pieces, with its own question, and weighs the
sentences, which it learns from those that annotators named as deciding. Both contexts, the two entities, their product,
the document and what was counted of the pair decide together. A context of its own for each pair is an idea of ATLOP
(Zhou et al. 2021); the weights at the start are MiniLM's.
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
from kg.pipeline.relate.reader.model import OUTPUTS
from kg.pipeline.relate.reader.rows import TYPES
from kg.pipeline.relate.reader.study_pairs import FEATURES
from kg.pipeline.relate.zones import ZONES

COUNTED = 96
"""Width of the layer that what is counted goes through."""

LAYERS = 4
"""Of the six of MiniLM: two thirds of the time, and what is read of a document is its names and what stands beside
them.
"""


class TorchReader(nn.Module):
    """Called with the inputs of a batch, gives what each pair is and the weights of the sentences; ``scores`` turns
    that into outputs.
    """

    def __init__(self, encoder: Path, means: Tensor, deviations: Tensor, dropout: float = 0.1) -> None:
        """``encoder``: folder with a BERT's ``config.json`` and ``model.safetensors``; ``means`` and ``deviations`` of
        what is counted.
        """
        super().__init__()
        self.bert = Bert(encoder, dropout, LAYERS)
        self.width, self.questions = self.bert.width, 6
        width = self.width
        self.types, self.zones = nn.Embedding(max(TYPES.values()) + 1, width), nn.Embedding(len(ZONES) + 2, width)
        self.question, self.answer = nn.Linear(2 * width, width), nn.Linear(width, width)
        self.choice, self.chosen = nn.Linear(2 * width, width), nn.Linear(width, width)
        self.pair, self.counted = nn.Linear(6 * width, width), nn.Linear(len(FEATURES), COUNTED)
        sizes = {name: len(labels) for name, labels in OUTPUTS.items()}
        self.out = nn.ModuleDict({name: nn.Linear(width + COUNTED, size) for name, size in sizes.items()})
        self.register_buffer("means", means)
        self.register_buffer("deviations", deviations)
        for added in (self.types, self.zones):
            nn.init.zeros_(added.weight)

    def forward(self, given: Inputs) -> tuple[Tensor, Tensor]:
        """[N, width + COUNTED] of the N pairs of a batch, and [N, S] weights of sentences (before the softmax)."""
        rows = given["pieces"].shape[0]
        text = self.bert(given["pieces"], self.types(given["types"]) + self.zones(given["zones"]), given.get("mask"))
        entities = given["shares"].to(text.dtype) @ text
        first, second = (_picked(entities, given[name]) for name in ("drugs", "diseases"))
        count, both = given["drugs"].shape[1], torch.cat([first, second], -1)
        context = attend_in(self.questions, self.question(both), self.answer(text), text, given.get("mask"))
        sentences = given["sentences"].to(text.dtype) @ text
        weights = (self.choice(both) * self.width**-0.5) @ self.chosen(sentences).transpose(-1, -2)
        weights = weights + given["sentence_mask"].to(text.dtype)
        decisive = weights.softmax(-1).to(text.dtype) @ sentences
        document = text[:, :1].expand(-1, count, -1)
        flat = [each.reshape(-1, self.width)[given["rows"]] for each in (first, second, context, decisive, document)]
        pair = torch.cat([*flat[:2], flat[0] * flat[1], *flat[2:]], -1)
        pair = functional.gelu(self.pair(functional.dropout(pair, 0.15, self.training)))
        counts = ((given["counts"] - self.means) / self.deviations).clamp(-4, 4)
        counts = functional.dropout(functional.gelu(self.counted(counts)), 0.1, self.training)
        told = torch.cat([functional.dropout(pair, 0.2, self.training), counts.to(pair.dtype)], -1)
        return told, weights.reshape(rows * count, -1)[given["rows"]]

    def scores(self, told: Tensor, name: str) -> Tensor:
        """Scores of an output's labels, in full precision."""
        layer = self.out[name]
        return functional.linear(told.float(), layer.weight, layer.bias)


def _picked(entities: Tensor, places: Tensor) -> Tensor:
    return entities.gather(1, places[..., None].expand(-1, -1, entities.shape[-1]))


def export(network: TorchReader, example: Mapping[str, Any], path: Path) -> None:
    """Write the network as it ships (``shipped.export``): inputs as ``kg.pipeline.relate.reader.network`` names them.

    ``example``: the inputs of some document. Nothing is padded, so there is no mask; only what ships is an output.
    """

    def told(inputs: Inputs) -> tuple[Tensor, ...]:
        told, _ = network({**inputs, "rows": torch.arange(inputs["drugs"].shape[1])})
        return tuple(network.scores(told, name) for name in OUTPUTS)

    free = {
        **{name: {1: "T"} for name in ("pieces", "types", "zones")},
        "shares": {1: "E", 2: "T"},
        "sentences": {1: "S", 2: "T"},
        "sentence_mask": {2: "S"},
        "drugs": {1: "N"},
        "diseases": {1: "N"},
        "counts": {0: "N"},
        **{name: {0: "N"} for name in OUTPUTS},
    }
    shipped.export(network, told, [*OUTPUTS], example, free, path)
