"""The reader's network in torch: a small BERT over the whole abstract, in which each pair of entities asks the text what it says of them.

An entity is the mean of its mentions' pieces. A pair attends to all pieces, with its own question, and weighs the sentences, which it
learns from those that annotators named as deciding. Both contexts, the two entities, their product, the document and what was counted of
the pair decide together. A context of its own for each pair is an idea of ATLOP (Zhou et al. 2021); the weights at the start are MiniLM's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.relate.reader.candidates import FEATURES
from kg.relate.reader.model import OUTPUTS
from kg.relate.reader.rows import TYPES
from kg.relate.zones import ZONES

POSITIONS = 512
"""Positions that the encoder has vectors for; later pieces share the last."""

COUNTED = 96
"""Width of the layer that what is counted goes through."""

DIRECTION = "direction"
"""An output that is learned beside the others and not shipped: how an outcome changed (Evidence Inference)."""

DIRECTIONS = ("significantly increased", "significantly decreased", "no significant difference")

Inputs = Mapping[str, Tensor]


class _Layer(nn.Module):
    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, nn.Dropout(dropout)
        self.asked, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.first, self.second = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, text: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = text.shape
        query, key, value = self.asked(text).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        seen = _attend(query, key, value, mask).transpose(1, 2).reshape(rows, length, width)
        text = self.first(text + self.drop(self.joined(seen)))
        put_back: Tensor = self.second(text + self.drop(self.down(functional.gelu(self.up(text)))))
        return put_back


class ReaderNetwork(nn.Module):
    """Called with the inputs of a batch, gives what each pair is and the weights of the sentences; ``scores`` turns that into outputs."""

    def __init__(self, encoder: Path, means: Tensor, deviations: Tensor, dropout: float = 0.1) -> None:
        """``encoder``: folder with a BERT's ``config.json`` and ``model.safetensors``; ``means`` and ``deviations`` of what is counted."""
        super().__init__()
        shape = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
        width, heads = shape["hidden_size"], shape["num_attention_heads"]
        self.width, self.questions, self.drop = width, 6, nn.Dropout(dropout)
        self.words, self.positions = nn.Embedding(shape["vocab_size"], width), nn.Embedding(POSITIONS, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(_Layer(width, shape["intermediate_size"], heads, dropout) for _ in range(shape["num_hidden_layers"]))
        self.types, self.zones = nn.Embedding(max(TYPES.values()) + 1, width), nn.Embedding(len(ZONES) + 2, width)
        self.question, self.answer = nn.Linear(2 * width, width), nn.Linear(width, width)
        self.choice, self.chosen = nn.Linear(2 * width, width), nn.Linear(width, width)
        self.pair, self.counted = nn.Linear(6 * width, width), nn.Linear(len(FEATURES), COUNTED)
        sizes = {name: len(labels) for name, labels in OUTPUTS.items()} | {DIRECTION: len(DIRECTIONS)}
        self.out = nn.ModuleDict({name: nn.Linear(width + COUNTED, size) for name, size in sizes.items()})
        self.register_buffer("means", means)
        self.register_buffer("deviations", deviations)
        for added in (self.types, self.zones):
            nn.init.zeros_(added.weight)
        self._start(load_file(encoder / "model.safetensors"))
        # Words that the gold lacks keep their place among those that it has.
        self.words.weight.requires_grad_(False)

    def _start(self, weights: Mapping[str, Tensor]) -> None:
        weights = {name.removeprefix("bert."): each for name, each in weights.items()}
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            first_type = weights["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + first_type)
            for kind in ("weight", "bias"):
                getattr(self.norm, kind).copy_(weights[f"embeddings.LayerNorm.{kind}"])
                for number, layer in enumerate(self.layers):
                    prefix = f"encoder.layer.{number}."
                    asked = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.asked, kind).copy_(torch.cat(asked))
                    for module, name in (
                        (layer.joined, "attention.output.dense"),
                        (layer.first, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.second, "output.LayerNorm"),
                    ):
                        getattr(module, kind).copy_(weights[f"{prefix}{name}.{kind}"])

    def forward(self, given: Inputs) -> tuple[Tensor, Tensor]:
        """[N, width + COUNTED] of the N pairs of a batch, and [N, S] weights of sentences (before the softmax)."""
        rows, length = given["pieces"].shape
        places = torch.arange(length).clamp(max=POSITIONS - 1)
        text = self.words(given["pieces"]) + self.positions(places) + self.types(given["types"]) + self.zones(given["zones"])
        text = self.drop(self.norm(text))
        for layer in self.layers:
            text = layer(text, given["mask"])
        entities = given["shares"].to(text.dtype) @ text
        first, second = (_picked(entities, given[name]) for name in ("drugs", "diseases"))
        count, both = given["drugs"].shape[1], torch.cat([first, second], -1)
        parted = (rows, -1, self.questions, self.width // self.questions)
        query, key, value = (each.view(*parted).transpose(1, 2) for each in (self.question(both), self.answer(text), text))
        context = _attend(query, key, value, given["mask"]).transpose(1, 2).reshape(rows, count, self.width)
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


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    weights = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + mask.to(query.dtype)
    attended: Tensor = weights.softmax(-1).to(value.dtype) @ value
    return attended


def _picked(entities: Tensor, places: Tensor) -> Tensor:
    return entities.gather(1, places[..., None].expand(-1, -1, entities.shape[-1]))


class _Exported(nn.Module):
    """The network as it ships: one document, the inputs as ``kg.relate.reader.network`` names them, the shipped outputs only."""

    def __init__(self, network: ReaderNetwork, names: tuple[str, ...]) -> None:
        super().__init__()
        self.network, self.names = network, names

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        inputs = dict(zip(self.names, given, strict=True))
        told, weights = self.network({**inputs, "rows": torch.arange(inputs["drugs"].shape[1])})
        return (*(self.network.scores(told, name) for name in OUTPUTS), weights)


def export(network: ReaderNetwork, example: Mapping[str, Any], path: Path) -> None:
    """Write the network as ONNX in whole numbers of 8 bits (dynamic, per channel); ``example``: the inputs of some document."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names, outputs = tuple(example), [*OUTPUTS, "sentence"]
    free = {
        **{name: {1: "T"} for name in ("pieces", "types", "zones")},
        "mask": {3: "T"},
        "shares": {1: "E", 2: "T"},
        "sentences": {1: "S", 2: "T"},
        "sentence_mask": {2: "S"},
        "drugs": {1: "N"},
        "diseases": {1: "N"},
        "counts": {0: "N"},
        "sentence": {0: "N", 1: "S"},
        **{name: {0: "N"} for name in OUTPUTS},
    }
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        _Exported(network, names).eval(), tuple(torch.from_numpy(each) for each in example.values()), str(whole),
        input_names=list(names), output_names=outputs, dynamic_axes=free, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"])
    whole.unlink()
