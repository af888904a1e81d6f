"""The network of relations in torch: a small BERT over a sentence, in which each pair of mentions has two markers of
its own.

A marker starts as its mention (kind, place, words), sees the text and its partner through all layers, and is seen by no
piece of the text, so a sentence is read once however many pairs it has (levitated markers: Ye et al. 2022, PL-Marker).
Each layer and head learns how far a marker looks at the pieces of its own mention and at its partner's. Both markers,
both mentions as the text has them, and what is counted of the pair decide together. The weights at the start are
MiniLM's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.gold.training import shipped
from kg.gold.training.encoder import POSITIONS, Bert, Inputs, attend
from kg.pipeline.relate.pairs.labels import DENIED, LABELS
from kg.pipeline.relate.pairs.rows import KINDS
from kg.pipeline.relate.pairs.sentence_pairs import FEATURES

LAYERS = 4
"""Layers of the encoder that are taken, the lower ones: a third less time than all six, when it is trained and whenever
it is run.
"""

COUNTED = 64
"""Width of the layer that what is counted goes through."""


class TorchRelations(nn.Module):
    """Called with the inputs of a batch (``kg.pipeline.relate.pairs.rows.arrays``), gives what each pair is.

    That is [B, P, width + COUNTED], which ``scores`` turns into an output.
    """

    def __init__(self, encoder: Path, dropout: float = 0.1) -> None:
        """``encoder``: folder with a BERT's ``config.json`` and ``model.safetensors``."""
        super().__init__()
        self.bert = Bert(encoder, dropout, LAYERS)
        width, layers = self.bert.width, len(self.bert.layers)
        heads = self.bert.layers[0].heads
        self.kinds, self.marks = (
            nn.Embedding(max(KINDS.values()) + 1, width),
            nn.Embedding(max(KINDS.values()) + 1, width),
        )
        # a third of the heads looks at the own mention, a third at the partner's, from the start
        place = torch.arange(heads)
        self.looks = nn.Parameter(torch.stack([(place % 3) * 1.5, (place // 3 % 3) * 1.5]).repeat(layers, 1, 1))
        self.pair, self.counted = nn.Linear(4 * width, width), nn.Linear(len(FEATURES), COUNTED)
        sizes = {name: len(labels) for name, labels in LABELS.items()} | {DENIED: 2}
        self.out = nn.ModuleDict({name: nn.Linear(width + COUNTED, size) for name, size in sizes.items()})
        nn.init.zeros_(self.kinds.weight)
        nn.init.normal_(self.marks.weight, std=0.02)

    def forward(self, given: Inputs) -> Tensor:
        """See the class."""
        bert, shares = self.bert, given["shares"]
        rows, length = given["pieces"].shape
        words = bert.words(given["pieces"])
        positions = torch.arange(length).clamp(max=POSITIONS - 1)
        text = bert.drop(bert.norm(words + bert.positions(positions) + self.kinds(given["kinds"])))
        marker = bert.drop(bert.norm(shares @ words + bert.positions(given["places"]) + self.marks(given["marks"])))
        own = (shares > 0).to(shares.dtype)
        partner = own.reshape(rows, -1, 2, length).flip(2).reshape(rows, -1, length)
        for layer, looks in zip(bert.layers, self.looks, strict=True):
            text, marker = self._layer(layer, looks, text, marker, given["mask"], own, partner)
        mentions = shares.to(text.dtype) @ text
        width = bert.width
        pair = torch.cat([marker.reshape(rows, -1, 2 * width), mentions.reshape(rows, -1, 2 * width)], -1)
        pair = functional.gelu(self.pair(functional.dropout(pair, 0.1, self.training)))
        counts = functional.gelu(self.counted(given["counts"]))
        return torch.cat([functional.dropout(pair, 0.2, self.training), counts.to(pair.dtype)], -1)

    def _layer(
        self, layer: Any, looks: Tensor, text: Tensor, marker: Tensor, mask: Tensor, own: Tensor, partner: Tensor
    ) -> tuple[Tensor, Tensor]:
        rows, length, width = text.shape
        count, heads = marker.shape[1], layer.heads
        both = torch.cat([text, marker], 1)
        query, key, value = (
            layer.asked(both).view(rows, length + count, 3, heads, width // heads).permute(2, 0, 3, 1, 4).unbind(0)
        )
        seen = attend(query[:, :, :length], key[:, :, :length], value[:, :, :length], mask)
        looked = query[:, :, length:] * (width // heads) ** -0.5
        near = looks[0].view(1, heads, 1, 1) * own[:, None] + looks[1].view(1, heads, 1, 1) * partner[:, None]
        to_text = looked @ key[:, :, :length].transpose(-1, -2) + (mask + near).to(query.dtype)
        parted = (rows, heads, -1, 2, width // heads)
        own_key, own_value = key[:, :, length:].reshape(*parted), value[:, :, length:].reshape(*parted)
        to_pair = (looked.reshape(*parted) @ own_key.transpose(-1, -2)).reshape(rows, heads, -1, 2)
        weights = torch.cat([to_text, to_pair], -1).softmax(-1).to(value.dtype)
        from_pair = weights[..., length:].reshape(rows, heads, -1, 2, 2) @ own_value
        marked = weights[..., :length] @ value[:, :, :length] + from_pair.reshape(rows, heads, -1, width // heads)
        both = layer.after(both, torch.cat([seen, marked], 2).transpose(1, 2).reshape(rows, length + count, width))
        return both[:, :length], both[:, length:]

    def scores(self, told: Tensor, name: str) -> Tensor:
        """Scores of an output's labels, in full precision."""
        layer = self.out[name]
        return functional.linear(told.float(), layer.weight, layer.bias)


def export(network: TorchRelations, example: Mapping[str, Any], path: Path) -> None:
    """Write the network as it ships (``shipped.export``); ``example``: the inputs of some sentences."""
    outputs = [*LABELS, DENIED]

    def told(inputs: Inputs) -> tuple[Tensor, ...]:
        told = network(inputs)
        return tuple(network.scores(told, name) for name in outputs)

    free = {
        **{name: {0: "B", 1: "T"} for name in ("pieces", "kinds")},
        "mask": {0: "B", 3: "T"},
        "shares": {0: "B", 1: "M", 2: "T"},
        **{name: {0: "B", 1: "M"} for name in ("marks", "places")},
        "counts": {0: "B", 1: "P"},
        **{name: {0: "B", 1: "P"} for name in outputs},
    }
    shipped.export(network, told, outputs, example, free, path)
