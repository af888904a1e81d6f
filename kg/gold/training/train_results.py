"""``kg train results``: from gold studies to the network that reads what a study found, of a pair and the sentences
that decide it.

1. The product's own mentions of each gold abstract; which sentences decide a result is learned by logistic regression.
   2. A small
pretrained encoder learns role and polarity of each pair from its passage, together with how outcomes changed in results
of trials
(Evidence Inference). 3. On the documents held back its scores are softened until they are true to their word. 4. The
network is written
as ONNX in whole numbers of 8 bits. A run that was stopped goes on.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.errors import InputError
from kg.gold.training.encoder import ENCODER_FILES, check_encoder
from kg.gold.training.passes import Kept, Recipe, fit
from kg.gold.training.reader_batches import batches
from kg.gold.training.reader_gold import parted, told
from kg.gold.training.results_batches import LearnedPassage, collate, loss_of, of_studies, of_trials, sentence_weights
from kg.gold.training.results_network import NEW, TorchResults, export
from kg.gold.training.temperature import temperature
from kg.gold.training.train_reader import bare, plain
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate
from kg.pipeline.relate import network_files
from kg.pipeline.relate.reader import results_model
from kg.pipeline.relate.reader.passages import FEATURES
from kg.pipeline.relate.reader.results import arrays
from kg.pipeline.relate.reader.results_model import OUTPUTS
from kg.pipeline.relate.reader.rows import DocumentEncoder
from kg.progress import Report

RECIPE = Recipe(epochs=4, pieces=2000, rate=2e-4)


def train(gold: Path, inference: Path, encoder: Path, out: Path, lexicon: Lexicon, recipe: Recipe, say: Report) -> None:
    """Train a reader of results and write it to ``out``. Raises InputError for files that are missing or no gold,
    ModelError for an encoder that is damaged.
    """
    for path in (gold, inference, *(encoder / name for name in ENCODER_FILES)):
        if not path.is_file():
            raise InputError(f"{path}: not there; see kg train results --help for what it takes")
    check_encoder(encoder)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # sums in another order would give other weights
    tokenizer = (encoder / "tokenizer.json").read_text(encoding="utf-8")
    encode = DocumentEncoder(plain(tokenizer))
    say("annotating the gold")
    learned, held = parted(gold, Annotator(lexicon, Pipeline("train", relate=Relate(readers=()))), encode)
    weights = sentence_weights(learned, say)
    items = [item for one in learned for item in of_studies(one, weights, encode)]
    extra = list(of_trials(inference, encode))
    say(f"{len(items)} pairs to learn from, {len(extra)} results of trials")
    network = TorchResults(encoder)
    _learn(network, [items, extra], recipe, Kept(out / "steps", recipe, encoder, (*items, *extra)), say)
    scores, wanted = _scores(network, [item for one in held for item in of_studies(one, weights, encode)])
    temperatures = {name: temperature(scores[name], wanted[name]) for name in OUTPUTS}
    say(f"temperatures {temperatures}")
    out.mkdir(parents=True, exist_ok=True)
    path = out / network_files.NETWORK
    export(network, arrays(items[0].row), path)
    trained = {"recipe": asdict(recipe), **told(learned, held), "results of trials": len(extra)}
    numbers = {"temperatures": temperatures, "sentences": dict(zip(FEATURES, map(float, weights), strict=True))}
    network_files.save(out, results_model.LAYOUT, path.read_bytes(), bare(tokenizer), numbers, trained)


def _learn(
    network: TorchResults, groups: Sequence[Sequence[LearnedPassage]], recipe: Recipe, kept: Kept, say: Report
) -> None:
    def batched(chance: random.Random) -> Sequence[list[LearnedPassage]]:
        order = [batch for items in groups for batch in batches(items, recipe.pieces, chance)]
        chance.shuffle(order)
        return order

    def loss(items: list[LearnedPassage], chance: random.Random) -> Tensor:
        given, targets = collate(items, chance)
        return loss_of(network(given), targets)

    fit(network, NEW, batched, loss, recipe, kept, say)


def _scores(
    network: TorchResults, items: Sequence[LearnedPassage]
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:  # type: ignore[type-arg]
    """Scores of all passages by output [N, labels], and the numbers of the right labels [N]."""
    network.eval()
    scores: dict[str, list[np.ndarray]] = {name: [] for name in OUTPUTS}  # type: ignore[type-arg]
    wanted = []
    with torch.no_grad():
        for some in batches(items, 4000):
            given, targets = collate(some)
            told = network(given)
            for name in OUTPUTS:
                scores[name].append(told[name].double().numpy())
            wanted.append(targets.numpy())
    numbers = np.concatenate(wanted)
    return {name: np.concatenate(each) for name, each in scores.items()}, {
        name: numbers[:, at] for at, name in enumerate(OUTPUTS)
    }
