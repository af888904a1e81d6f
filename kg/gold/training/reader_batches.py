"""Batches of documents for the reader's training: rows of alike length, padded, with what is to be learned of each
pair.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from kg.gold.training.reader_gold import StudyExample, StudyLabel
from kg.gold.training.reader_network import TorchReader
from kg.model import POLARITIES, TIERS
from kg.pipeline.relate.pieces import MASKED
from kg.pipeline.relate.reader.model import ROLES

NOT_LEARNED = -1
HIDDEN = 103
"""The piece [MASK] of BERT's vocabulary."""

HIDDEN_PIECES, HIDDEN_ENTITIES = 0.05, 0.15
"""Shares of the pieces, and of the entities with all their mentions, that are hidden while learning: names are not to
be known by heart.
"""

MOST_PAIRS = 48
"""Pairs of a document that are learned from at a time: all studies, and others by chance."""


LearnedPair = tuple[int, int, tuple[float, ...], tuple[int, ...], tuple[int, ...]]
"""Numbers of its two entities, what is counted of it, its targets, and its deciding sentences."""


@dataclass(frozen=True, slots=True, eq=False)
class LearnedText:
    """A text to learn from: arrays over its pieces, where each entity is, and its pairs (first, second, counts,
    targets, sentences).

    Targets are numbers of (role, tier, polarity).
    """

    id: str
    pieces: list[int]
    types: list[int]
    zones: list[int]
    sentences: list[int]
    held: dict[int, list[int]]
    pairs: Sequence[LearnedPair]


class Pieced(Protocol):
    """What is made of pieces."""

    @property
    def pieces(self) -> Sequence[int]:
        """Numbers of its pieces."""


TextT = TypeVar("TextT", bound=Pieced)


def of_document(example: StudyExample) -> LearnedText:
    """A gold document as an item."""
    rows = example.rows
    where = rows.sentences[0]
    sentences = np.where(where.any(0), where.argmax(0), NOT_LEARNED)
    held: dict[int, list[int]] = {}
    pairs: list[LearnedPair] = []
    for place, at in enumerate(rows.pairs):
        drug, disease = example.candidates.pairs[at]
        for entity, row in ((drug, rows.drugs[0, place]), (disease, rows.diseases[0, place])):
            held.setdefault(entity, np.flatnonzero(rows.shares[0, row]).tolist())
        label = example.labels.get((drug, disease))
        pairs.append((drug, disease, example.candidates.counts[at], targets(label), label.sentences if label else ()))
    return LearnedText(
        example.id,
        rows.pieces[0].tolist(),
        rows.types[0].tolist(),
        rows.zones[0].tolist(),
        sentences.tolist(),
        held,
        pairs,
    )


def targets(label: StudyLabel | None) -> tuple[int, int, int]:
    """Numbers of role, tier and polarity; what a pair that nobody studied has none of is not learned."""
    if label is None:
        return 0, NOT_LEARNED, NOT_LEARNED
    polarity = NOT_LEARNED if label.role == "mention" else POLARITIES.index(label.polarity)
    return ROLES.index(label.role), TIERS.index(label.tier), polarity


def batches(items: Sequence[TextT], most: int, chance: random.Random | None = None) -> list[list[TextT]]:
    """Items of alike length together, at most ``most`` pieces with the padding; in another order each time where there
    is chance.
    """
    noise = 40 if chance else 0
    order = sorted(range(len(items)), key=lambda at: len(items[at].pieces) + (chance.random() * noise if chance else 0))
    found: list[list[TextT]] = []
    current: list[TextT] = []
    longest = 0
    for at in order:
        longest = max(longest, len(items[at].pieces))
        if current and (len(current) + 1) * longest > most:
            found.append(current)
            current, longest = [], len(items[at].pieces)
        current.append(items[at])
    found += [current] if current else []
    if chance:
        chance.shuffle(found)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class ReaderBatch:
    """Inputs of the network, the targets of the pairs [N, 3], and the shares of the deciding sentences [N, S]."""

    inputs: dict[str, Tensor]
    targets: Tensor
    decisive: Tensor
    keys: list[tuple[str, int, int]]


def collate(items: Sequence[LearnedText], chance: random.Random | None = None) -> ReaderBatch:
    """Items as one batch; with ``chance`` some of it hidden and some pairs left out, for learning."""
    length, count = max(len(item.pieces) for item in items), max(max(item.sentences) for item in items) + 1
    chosen = [_some(item, chance) for item in items]
    entities = [list(dict.fromkeys(entity for pair in pairs for entity in pair[:2])) for pairs in chosen]
    widest, most = max(map(len, entities)), max(map(len, chosen))
    inputs: dict[str, npt.NDArray[Any]] = {
        "pieces": np.zeros((len(items), length), np.int64),
        "types": np.zeros((len(items), length), np.int64),
        "zones": np.zeros((len(items), length), np.int64),
        "mask": np.full((len(items), 1, 1, length), MASKED, np.float32),
        "shares": np.zeros((len(items), widest, length), np.float32),
        "sentences": np.zeros((len(items), count, length), np.float32),
        "sentence_mask": np.full((len(items), 1, count), MASKED, np.float32),
        "drugs": np.zeros((len(items), most), np.int64),
        "diseases": np.zeros((len(items), most), np.int64),
    }
    rows, counts, wanted, decisive, keys = [], [], [], [], []
    for row, (item, pairs, own) in enumerate(zip(items, chosen, entities, strict=True)):
        size = len(item.pieces)
        inputs["pieces"][row, :size] = _hidden(item, own, chance)
        inputs["types"][row, :size], inputs["zones"][row, :size], inputs["mask"][row, ..., :size] = (
            item.types,
            item.zones,
            0,
        )
        for at, entity in enumerate(own):
            inputs["shares"][row, at, item.held[entity]] = 1 / len(item.held[entity])
        _sentences(item, inputs["sentences"][row], inputs["sentence_mask"][row, 0])
        for at, (first, second, counted, numbers, deciding) in enumerate(pairs):
            inputs["drugs"][row, at], inputs["diseases"][row, at] = own.index(first), own.index(second)
            rows.append(row * most + at)
            counts.append(counted)
            wanted.append(numbers)
            shares = np.zeros(count, np.float32)
            shares[[place for place in deciding if place < count and inputs["sentence_mask"][row, 0, place] == 0]] = 1
            decisive.append(shares / max(shares.sum(), 1))
            keys.append((item.id, first, second))
    tensors = {name: torch.from_numpy(each) for name, each in inputs.items()}
    tensors |= {"rows": torch.tensor(rows), "counts": torch.tensor(counts, dtype=torch.float32)}
    return ReaderBatch(tensors, torch.tensor(wanted), torch.from_numpy(np.array(decisive)), keys)


def _some(item: LearnedText, chance: random.Random | None) -> Sequence[LearnedPair]:
    if chance is None or len(item.pairs) <= MOST_PAIRS:
        return item.pairs
    studied = [pair for pair in item.pairs if pair[3][0]]
    others = [pair for pair in item.pairs if not pair[3][0]]
    return [*studied, *chance.sample(others, max(0, min(len(others), MOST_PAIRS - len(studied))))]


def _hidden(item: LearnedText, entities: Sequence[int], chance: random.Random | None) -> list[int]:
    if chance is None:
        return item.pieces
    pieces = [item.pieces[0], *(HIDDEN if chance.random() < HIDDEN_PIECES else piece for piece in item.pieces[1:])]
    for entity in entities:
        if chance.random() < HIDDEN_ENTITIES:
            for at in item.held[entity]:
                pieces[at] = HIDDEN
    return pieces


def _sentences(item: LearnedText, shares: npt.NDArray[np.float32], mask: npt.NDArray[np.float32]) -> None:
    places = np.array(item.sentences)
    for number in range(places.max() + 1):
        inside = np.flatnonzero(places == number)
        if len(inside):
            shares[number, inside], mask[number] = 1 / len(inside), 0


def losses(network: TorchReader, told: Tensor, weights: Tensor, batch: ReaderBatch) -> Tensor:
    """What a batch is learned by: roles most, the rest where the gold has it."""
    total = WEIGHTS["role"] * functional.cross_entropy(network.scores(told, "role"), batch.targets[:, 0])
    for at, name in ((1, "tier"), (2, "polarity")):
        if (batch.targets[:, at] != NOT_LEARNED).any():
            own = functional.cross_entropy(network.scores(told, name), batch.targets[:, at], ignore_index=NOT_LEARNED)
            total = total + WEIGHTS[name] * own
    named = batch.decisive.sum(-1) > 0
    if named.any():
        chances = weights.float()[named].log_softmax(-1)
        total = total - WEIGHTS["sentence"] * (batch.decisive[named] * chances).sum(-1).mean()
    return total


WEIGHTS = {"role": 2.0, "tier": 0.3, "polarity": 0.6, "sentence": 0.3}
"""What each output counts in learning."""
