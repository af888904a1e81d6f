"""Batches of documents for the training of the network of relations: sentences of alike length, with what is hidden of
them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.gold.training.number_types import F64
from kg.gold.training.relation_gold import AS_GRAPH, NOT_LEARNED, RelationExample
from kg.gold.training.relation_network import TorchRelations
from kg.pipeline.relate.pairs.labels import DENIED, GRAPH, LABELS
from kg.pipeline.relate.pairs.rows import SentenceRow, arrays, batches

HIDDEN = 103
"""The piece [MASK] of BERT's vocabulary."""

HIDDEN_PIECES, HIDDEN_ENTITIES = 0.04, 0.2
"""Shares of the pieces, and of the entities with all their mentions in a sentence, that are hidden while learning:
names are not to be known by heart.
"""

MOST_PAIRS = 24
"""Pairs of a sentence that are learned from at a time: all that are related, and others by chance."""

OF_DENIED, OF_DRUGPROT = 0.5, 0.3
"""What telling denied claims counts beside telling relations, and what DrugProt's count as relations of the graph."""

AT_ONCE = 600
"""Most places, with the padding, that go through the network together: more would be padded more."""

LEFT_OUT = 0.5
"""Share of the sentences in which nothing is related that are left out of a pass."""


@dataclass(frozen=True, slots=True)
class Instances:
    """Rows of some documents with one output, and the group of each of their pairs, numbered through the documents."""

    rows: list[SentenceRow]
    groups: list[list[int]]
    labels: list[int]
    denied: list[int]


def instances(examples: Sequence[RelationExample], chance: random.Random | None = None) -> Instances:
    """The rows of documents; with ``chance`` some pairs are left out, pieces and entities hidden, for learning."""
    rows: list[SentenceRow] = []
    groups: list[list[int]] = []
    labels: list[int] = []
    denied: list[int] = []
    for one in examples:
        base = len(labels)
        labels += one.labels
        denied += one.denied
        for row, own in zip(one.rows, one.groups, strict=True):
            kept = _some(own, one.labels, chance)
            unrelated = not any(one.labels[own[at]] for at in kept)
            if not kept or (chance and unrelated and chance.random() < LEFT_OUT):
                continue
            shown = replace(row, pairs=tuple(row.pairs[at] for at in kept))
            rows.append(_hidden(shown, chance) if chance else shown)
            groups.append([base + own[at] for at in kept])
    return Instances(rows, groups, labels, denied)


def _some(own: Sequence[int], labels: Sequence[int], chance: random.Random | None) -> list[int]:
    learned = [at for at, group in enumerate(own) if group != NOT_LEARNED]
    if chance is None or len(learned) <= MOST_PAIRS:
        return learned
    related = [at for at in learned if labels[own[at]]]
    others = [at for at in learned if not labels[own[at]]]
    return sorted([*related, *chance.sample(others, max(0, min(len(others), MOST_PAIRS - len(related))))])


def _hidden(row: SentenceRow, chance: random.Random) -> SentenceRow:
    pieces = [
        row.pieces[0],
        *(HIDDEN if chance.random() < HIDDEN_PIECES else piece for piece in row.pieces[1:-1]),
        row.pieces[-1],
    ]
    entities: dict[str, list[int]] = {}
    for argument, own in zip(row.candidates.arguments, row.held, strict=True):
        entities.setdefault(argument.id, []).extend(own)
    for where in entities.values():
        if chance.random() < HIDDEN_ENTITIES:
            for at in where:
                pieces[at] = HIDDEN
    return replace(row, pieces=tuple(pieces))


def grouped(examples: Sequence[RelationExample], most: int, chance: random.Random) -> list[list[RelationExample]]:
    """Documents of each output together, ``most`` places a batch, in an order by chance."""
    by_head: dict[str, list[RelationExample]] = {}
    for one in examples:
        by_head.setdefault(one.head, []).append(one)
    found: list[list[RelationExample]] = []
    for head in sorted(by_head):
        order = list(by_head[head])
        chance.shuffle(order)
        size = most
        for one in order:
            own = sum(min(row.size, len(row.pieces) + 2 * MOST_PAIRS) for row in one.rows)
            if size + own > most and size:
                found.append([])
                size = 0
            found[-1].append(one)
            size += own
    chance.shuffle(found)
    return found


def told(network: TorchRelations, given: Instances) -> tuple[Tensor, Tensor]:
    """What the network makes of each pair [N, width], and the group of each [N]."""
    seen, groups = [], []
    for some in batches(given.rows, AT_ONCE):
        rows = [given.rows[at] for at in some]
        inputs = {name: torch.from_numpy(each) for name, each in arrays(rows).items()}
        out = network(inputs)
        for place, at in enumerate(some):
            seen.append(out[place, : len(given.groups[at])])
            groups += given.groups[at]
    return torch.cat(seen), torch.tensor(groups)


def pooled(scores: Tensor, groups: Tensor, count: int) -> Tensor:
    """Scores of instances [N, labels] as scores of their groups [count, labels]: the logarithm of the sum of
    exponentials.
    """
    wide = groups[:, None].expand_as(scores)
    highest = torch.full((count, scores.shape[1]), -1e9).scatter_reduce(0, wide, scores.detach(), "amax")
    return (
        torch.zeros(count, scores.shape[1])
        .scatter_add(0, wide, (scores - highest[groups]).exp())
        .clamp(min=1e-30)
        .log()
        + highest
    )


def grouped_scores(network: TorchRelations, examples: Sequence[RelationExample]) -> tuple[F64, F64]:
    """Scores of the labels of all groups of documents with one output, in their order, and of whether they are
    denied.
    """
    scores: list[F64] = []
    denied: list[F64] = []
    for one in examples:
        given = instances([one])
        seen, groups = told(network, given)
        for found, name in ((scores, one.head), (denied, DENIED)):
            found.append(pooled(network.scores(seen, name), groups, len(given.labels)).double().numpy())
    return np.concatenate(scores), np.concatenate(denied)


def loss_of(network: TorchRelations, examples: Sequence[RelationExample], chance: random.Random) -> Tensor:
    """What a batch is learned by: the labels of its groups, and of claims whether they are denied."""
    head, given = examples[0].head, instances(examples, chance)
    if not given.rows:  # by chance all were left out
        given = instances(examples)
    seen, groups = told(network, given)
    present = np.unique(groups.numpy())
    labels, denied = torch.tensor(given.labels)[present], torch.tensor(given.denied)[present]
    scores = pooled(network.scores(seen, head), groups, len(given.labels))[present]
    total = functional.cross_entropy(scores, labels)
    if head == GRAPH and (denied != NOT_LEARNED).any():
        own = pooled(network.scores(seen, DENIED), groups, len(given.labels))[present]
        total = total + OF_DENIED * functional.cross_entropy(own, denied, ignore_index=NOT_LEARNED)
    if head == "drugprot":
        names = [AS_GRAPH.get(name) for name in LABELS[head]]
        numbers = torch.tensor([LABELS[GRAPH].index(name) if name else NOT_LEARNED for name in names])[labels]
        own = pooled(network.scores(seen, GRAPH), groups, len(given.labels))[present]
        if (numbers != NOT_LEARNED).any():
            total = total + OF_DRUGPROT * functional.cross_entropy(own, numbers, ignore_index=NOT_LEARNED)
    return total
