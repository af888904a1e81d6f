"""Passes over examples with which a network of the reader learns, each kept so that a run that was stopped goes on."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from kg.gold.training.encoder import ENCODER_FILES
from kg.progress import Report

Batched = TypeVar("Batched")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network learns; ``pieces``: most of a batch, with its padding; the rates rise over the first ``warm`` and
    fall to the end.
    """

    epochs: int = 4
    pieces: int = 4000
    rate: float = 2.5e-4
    new_rate: float = 6e-4
    warm: float = 0.08
    decay: float = 0.01
    seed: int = 0


class Kept:
    """The state after each pass, under a name that depends on all that goes into it: recipe, encoder, and ``items`` by
    their ``repr``.
    """

    def __init__(self, folder: Path, recipe: Recipe, encoder: Path, items: Iterable[object]) -> None:
        said = hashlib.sha256(repr(asdict(recipe)).encode())
        for name in ENCODER_FILES:
            said.update((encoder / name).read_bytes())
        for one in items:
            said.update(repr(one).encode())
        self._path = folder / f"{said.hexdigest()[:16]}.pt"

    def read(self) -> dict[str, Any]:
        """The last state; empty where none was kept."""
        return dict(torch.load(self._path, weights_only=False)) if self._path.is_file() else {}

    def write(self, state: Mapping[str, Any]) -> None:
        """Keep a state in place of the one before."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        torch.save(dict(state), partial)
        partial.replace(self._path)


def fit(
    network: nn.Module,
    new: frozenset[str],
    batched: Callable[[random.Random], Sequence[Batched]],
    loss_of: Callable[[Batched, random.Random], Tensor],
    recipe: Recipe,
    kept: Kept,
    say: Report,
) -> None:
    """Let a network learn, or go on where an earlier run was stopped.

    ``new``: its parts that start from nothing and learn at ``new_rate``; ``batched``: the batches of a pass, as many
    each time, shuffled by the chance that it is given; ``loss_of`` a batch.
    """
    parts: dict[bool, list[Any]] = {True: [], False: []}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            parts[name.split(".")[0] in new].append(parameter)
    rates = (recipe.rate, recipe.new_rate)
    optimizer = torch.optim.AdamW(
        [{"params": parts[False], "lr": rates[0]}, {"params": parts[True], "lr": rates[1]}],
        weight_decay=recipe.decay, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    state = kept.read()
    if state:
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
    for epoch in range(state.get("epochs", 0), recipe.epochs):
        began = time.process_time()
        chance = random.Random(recipe.seed * 1000 + epoch)
        torch.manual_seed(recipe.seed * 1000 + epoch)  # so that a run that goes on draws the same dropout
        order = batched(chance)
        steps, total = recipe.epochs * len(order), 0.0
        network.train()
        for step, batch in enumerate(order, epoch * len(order)):
            share = min(1.0, (step + 1) / (steps * recipe.warm)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            loss = loss_of(batch, chance)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += float(loss)
        say(
            f"pass {epoch + 1} of {recipe.epochs}: loss {total / len(order):.3f}, {time.process_time() - began:.0f} s"
            " of CPU time"
        )
        kept.write({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1})
