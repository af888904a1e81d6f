"""``kg train reader``: from gold studies of abstracts to the reader that ships.

1. The product's own mentions of each gold abstract, and every pair of a drug and a disease in it, with what the gold
   says. 2. A small
pretrained encoder learns from these. 3. On one document in eight, held back from learning, the scores are softened
until they are true to
their word (temperature scaling; Guo et al. 2017), and the least probabilities that are believed are chosen. 4. The
network is written as
ONNX in whole numbers of 8 bits.

After each pass the state is kept in ``OUT/steps``, so a run that was stopped goes on.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from kg.errors import InputError
from kg.gold.training.encoder import ENCODER_FILES, check_encoder
from kg.gold.training.number_types import F64, I64
from kg.gold.training.passes import Kept, Recipe, fit
from kg.gold.training.reader_batches import LearnedText, batches, collate, losses, of_document
from kg.gold.training.reader_gold import StudyExample, parted, told
from kg.gold.training.reader_network import TorchReader, export
from kg.gold.training.temperature import temperature
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate
from kg.pipeline.relate import network_files
from kg.pipeline.relate.probabilities import softmax
from kg.pipeline.relate.reader import model
from kg.pipeline.relate.reader.model import OUTPUTS, ROLES
from kg.pipeline.relate.reader.network import inputs
from kg.pipeline.relate.reader.rows import DocumentEncoder
from kg.progress import Report

NEW = frozenset(("types", "zones", "question", "answer", "choice", "chosen", "pair", "counted", "out"))
"""Parts of the network that start from nothing and learn faster."""


def train(gold: Path, encoder: Path, out: Path, lexicon: Lexicon, recipe: Recipe, say: Report) -> None:
    """Train a reader and write it to ``out``. Raises InputError for files that are missing or no gold,
    ModelError for an encoder that is damaged.
    """
    for path in (gold, *(encoder / name for name in ENCODER_FILES)):
        if not path.is_file():
            raise InputError(f"{path}: not there; see kg train reader --help for what it takes")
    check_encoder(encoder)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # sums in another order would give other weights
    tokenizer = (encoder / "tokenizer.json").read_text(encoding="utf-8")
    encode = DocumentEncoder(plain(tokenizer))
    say("annotating the gold")
    learned, held = parted(gold, Annotator(lexicon, Pipeline("train", relate=Relate(readers=()))), encode)
    say(f"{len(learned)} documents to learn from, {len(held)} held back")
    counts = np.array([counted for one in learned for counted in one.candidates.counts], np.float32)
    means, deviations = torch.from_numpy(counts.mean(0)), torch.from_numpy(counts.std(0) + 1e-6)
    network = TorchReader(encoder, means, deviations)
    items = [of_document(one) for one in learned]
    _learn(network, items, recipe, Kept(out / "steps", recipe, encoder, items), say)
    scores, wanted = _scores(network, [of_document(one) for one in held])
    temperatures = {name: temperature(scores[name], wanted[name]) for name in OUTPUTS}
    least = {"study": _least(scores["role"] / temperatures["role"], wanted["role"]), "mention": 0.5}
    say(f"temperatures {temperatures}, least {least}")
    out.mkdir(parents=True, exist_ok=True)
    path = out / network_files.NETWORK
    export(network, _example(learned), path)
    trained = {"recipe": asdict(recipe), **told(learned, held)}
    numbers = {"temperatures": temperatures, "least": least}
    network_files.save(out, model.LAYOUT, path.read_bytes(), bare(tokenizer), numbers, trained)


def plain(tokenizer: str) -> Tokenizer:
    """The tokenizer of a file, without cutting and padding."""
    return Tokenizer.from_str(bare(tokenizer))


def bare(tokenizer: str) -> str:
    """A tokenizer's file without cutting and padding, which are ours to do."""
    content = json.loads(tokenizer)
    content["truncation"] = content["padding"] = None
    return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"


def _example(documents: Sequence[StudyExample]) -> dict[str, Any]:
    """Inputs of the document with most pairs among the first, for the tracer: as ``kg.pipeline.relate.reader.network``
    gives them.
    """
    one = max(documents[:50], key=lambda each: len(each.rows.pairs))
    rows = one.rows
    counts = np.array([one.candidates.counts[at] for at in rows.pairs], np.float32)
    return inputs(rows, counts)


def _learn(network: TorchReader, items: Sequence[LearnedText], recipe: Recipe, kept: Kept, say: Report) -> None:
    def loss_of(some: list[LearnedText], chance: random.Random) -> torch.Tensor:
        batch = collate(some, chance)
        told, weights = network(batch.inputs)
        return losses(network, told, weights, batch)

    fit(network, NEW, lambda chance: batches(items, recipe.pieces, chance), loss_of, recipe, kept, say)


def _scores(network: TorchReader, items: Sequence[LearnedText]) -> tuple[dict[str, F64], dict[str, I64]]:
    """Scores of all pairs by output [N, labels], and the numbers of the right labels [N]."""
    network.eval()
    scores: dict[str, list[Any]] = {name: [] for name in OUTPUTS}
    wanted: list[Any] = []
    with torch.no_grad():
        for some in batches(items, 4000):
            batch = collate(some)
            told, _ = network(batch.inputs)
            for name in OUTPUTS:
                scores[name].append(network.scores(told, name).double().numpy())
            wanted.append(batch.targets.numpy())
    numbers = np.concatenate(wanted)
    return {name: np.concatenate(each) for name, each in scores.items()}, {
        name: numbers[:, at] for at, name in enumerate(OUTPUTS)
    }


def _least(scores: F64, wanted: I64) -> float:
    """The least probability of a study with which most pairs come out right (F1)."""
    studied = [ROLES.index(role) for role in ("drug", "combination", "comparator")]
    chances, right = softmax(scores)[:, studied].sum(-1), np.isin(wanted, studied)

    def f1(least: float) -> float:
        found = chances >= least
        return 2 * float((found & right).sum()) / max(1, int(found.sum() + right.sum()))

    return max((round(0.2 + 0.02 * at, 2) for at in range(26)), key=f1)
