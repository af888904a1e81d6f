"""What the network that reads results learns from: passages of gold studies, and results of trials in the same
shape.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.errors import InputError
from kg.gold.training.reader_batches import HIDDEN, HIDDEN_ENTITIES, HIDDEN_PIECES, NOT_LEARNED
from kg.gold.training.reader_gold import StudyExample
from kg.gold.training.results_network import LEARNED
from kg.gold.training.trials import DIRECTIONS, Trial, trials
from kg.model import POLARITIES
from kg.pipeline.relate.pieces import MASKED, NetworkInputs
from kg.pipeline.relate.reader.model import ROLES
from kg.pipeline.relate.reader.passages import F64, Passages, counted, of_outcome
from kg.pipeline.relate.reader.results import PassageRow, arrays, row_of
from kg.pipeline.relate.reader.rows import DocumentEncoder
from kg.pipeline.relate.study_cues import plain, scan
from kg.progress import Report

_HELPS = {"good": (1, -1), "bad": (-1, 1), "trouble": (-1, 1)}
"""Kind of an outcome (``kg.pipeline.relate.study_cues``) -> whether it helps that it rises, and that it falls."""


@dataclass(frozen=True, slots=True)
class LearnedPassage:
    """A passage to learn from; ``targets``: numbers of role, polarity and direction."""

    id: str
    row: PassageRow
    targets: tuple[int, int, int]

    @property
    def pieces(self) -> Sequence[int]:
        """Its pieces."""
        return self.row.pieces


def sentence_weights(examples: Sequence[StudyExample], say: Report) -> F64:
    """[FEATURES] weights of what is counted of a sentence, by logistic regression on whether annotators named it as
    deciding.
    """
    told, decides = [], []
    for example in examples:
        for pair, label in example.labels.items():
            if label.sentences:
                rows = counted(example.annotated, example.candidates, *pair)
                told.append(rows)
                decides.append(np.isin(np.arange(len(rows)), label.sentences))
    if not told:
        raise InputError(
            "no study of the gold names the sentences that decide its result (s), so it cannot be learned which do"
        )
    rows, wanted = np.concatenate(told), np.concatenate(decides)
    mean, deviation = rows.mean(0), rows.std(0) + 1e-6
    given, right = torch.from_numpy((rows - mean) / deviation), torch.from_numpy(wanted.astype(np.float64))
    weights, bias = (
        torch.zeros(rows.shape[1], dtype=torch.float64, requires_grad=True),
        torch.zeros(1, dtype=torch.float64, requires_grad=True),
    )
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=100)

    def surprise() -> Tensor:
        optimizer.zero_grad()
        loss = (
            functional.binary_cross_entropy_with_logits(given @ weights + bias, right)
            + 1e-4 * (weights * weights).sum()
        )
        loss.backward()
        return loss

    optimizer.step(surprise)
    say(f"sentences are chosen by what {len(rows)} show, of which {int(wanted.sum())} decide")
    learned: F64 = np.round(weights.detach().numpy() / deviation, 4)
    return learned


def of_studies(example: StudyExample, weights: F64, encode: DocumentEncoder) -> Iterator[LearnedPassage]:
    """The studies of a document; of one that is only spoken of no polarity is learned."""
    passage_of = Passages(example.annotated, example.candidates, weights)
    for pair, label in example.labels.items():
        polarity = POLARITIES.index(label.polarity) if label.role != "mention" else NOT_LEARNED
        yield LearnedPassage(
            f"{example.id} {pair}", row_of(encode, passage_of(*pair)), (ROLES.index(label.role), polarity, NOT_LEARNED)
        )


def of_trials(path: Path, encode: DocumentEncoder) -> Iterator[LearnedPassage]:
    """Results of trials as passages: *INTERVENTION versus COMPARATOR on OUTCOME: RESULT*.

    Raises InputError for a line that is none.
    """
    for trial in trials(path):
        passage = of_outcome(trial.intervention, trial.comparator, trial.outcome, trial.text)
        yield LearnedPassage(
            f"result {trial.number}", row_of(encode, passage), (NOT_LEARNED, _polarity(trial), trial.direction)
        )


def _polarity(trial: Trial) -> int:
    """What a result says of the intervention, where its outcome is one that it is good to have more of, or less.

    No difference is ``null`` whatever the outcome, but for one of safety, which says nothing of a benefit
    (``unclear``).
    """
    kinds = {token.kind for token in scan(plain(trial.outcome))} & {*_HELPS, "safety"}
    if kinds == {"safety"}:
        return POLARITIES.index("unclear")
    if DIRECTIONS[trial.direction] == "no significant difference":
        return NOT_LEARNED if "safety" in kinds else POLARITIES.index("null")
    helps = {_HELPS[kind][trial.direction] for kind in kinds if kind in _HELPS}
    if len(helps) != 1 or "safety" in kinds:
        return NOT_LEARNED
    return POLARITIES.index("supports" if helps == {1} else "opposes")


def collate(items: Sequence[LearnedPassage], chance: random.Random | None = None) -> tuple[dict[str, Tensor], Tensor]:
    """Inputs of the network, and targets [B, 3]; with ``chance`` some pieces and names are hidden, for learning."""
    given = _padded([arrays(item.row) for item in items])
    if chance is not None:
        for at, item in enumerate(items):
            own = given["pieces"][at]
            own[[place for place in range(1, len(item.pieces)) if chance.random() < HIDDEN_PIECES]] = HIDDEN
            for places in (item.row.drug, item.row.disease):
                if chance.random() < HIDDEN_ENTITIES:
                    own[list(places)] = HIDDEN
    return {name: torch.from_numpy(each) for name, each in given.items()}, torch.tensor(
        [item.targets for item in items]
    )


def _padded(rows: Sequence[NetworkInputs]) -> NetworkInputs:
    """Rows as one batch, with the ``mask`` [B, 1, 1, T] that hides what is padded."""
    longest = max(row["pieces"].shape[-1] for row in rows)
    given = {
        name: np.concatenate(
            [np.pad(row[name], [*[(0, 0)] * (row[name].ndim - 1), (0, longest - row[name].shape[-1])]) for row in rows]
        )
        for name in rows[0]
    }
    given["mask"] = np.full((len(rows), 1, 1, longest), MASKED, np.float32)
    for at, row in enumerate(rows):
        given["mask"][at, ..., : row["pieces"].shape[-1]] = 0
    return given


def loss_of(scores: dict[str, Tensor], targets: Tensor) -> Tensor:
    """What a batch is learned by: the mean over its passages of the surprise of each label that is known."""
    total = torch.zeros(())
    for at, name in enumerate(LEARNED):
        own = functional.cross_entropy(scores[name].float(), targets[:, at], ignore_index=NOT_LEARNED, reduction="sum")
        total = total + own / len(targets)
    return total
