"""``kg train relations``: from gold claims and the relations of corpora to the network of relations that ships.

1. The product's own mentions of each gold abstract (a corpus brings its own), every pair of them in a sentence, and
   what the gold says of
it. 2. A small pretrained encoder learns from all of it, with an output for the graph and one for each corpus. 3. On one
document in eight,
held back from learning, each output is softened until it is true to its word (temperature scaling; Guo et al. 2017),
and the least
probabilities that are believed are chosen. 4. The network is written as ONNX in whole numbers of 8 bits.

After each pass the state is kept in ``OUT/steps``, so a run that was stopped goes on.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from kg.gold.training import relation_corpora
from kg.gold.training.encoder import ENCODER_FILES, check_encoder
from kg.gold.training.passes import Kept, Recipe, fit
from kg.gold.training.relation_batches import grouped, loss_of
from kg.gold.training.relation_choice import choose
from kg.gold.training.relation_corpora import there
from kg.gold.training.relation_gold import RelationExample
from kg.gold.training.relation_network import TorchRelations, export
from kg.gold.training.train_reader import bare
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate
from kg.pipeline.relate import network_files
from kg.pipeline.relate.pairs import model
from kg.pipeline.relate.pairs.labels import LABELS
from kg.pipeline.relate.pairs.rows import SentenceEncoder, arrays
from kg.progress import Report

NEW = frozenset(("kinds", "marks", "looks", "pair", "counted", "out"))
"""Parts of the network that start from nothing and learn faster."""


def train(corpora: Path, encoder: Path, out: Path, lexicon: Lexicon, recipe: Recipe, say: Report) -> None:
    """Train the network and write it to ``out``. Raises InputError for files that are missing or no gold,
    ModelError for an encoder that is damaged.
    """
    for name in ENCODER_FILES:
        there(encoder / name)
    check_encoder(encoder)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # sums in another order would give other weights
    tokenizer = bare((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    pipeline = Pipeline("train", relate=Relate(readers=()))
    say("annotating the gold")
    annotators = Annotator(lexicon, pipeline), Annotator(lexicon, pipeline, given=True)
    documents = list(
        relation_corpora.examples(corpora, *annotators, SentenceEncoder(Tokenizer.from_str(tokenizer)), recipe.seed)
    )
    held = [one for one in documents if relation_corpora.is_held(one)]
    learned = [one for one in documents if not relation_corpora.is_held(one)]
    say(f"{len(learned)} documents to learn from, {len(held)} held back")
    network = TorchRelations(encoder)
    _learn(network, learned, recipe, Kept(out / "steps", recipe, encoder, learned), say)
    finish(network, learned, held, out, tokenizer, asdict(recipe), say)


def finish(
    network: TorchRelations,
    learned: Sequence[RelationExample],
    held: Sequence[RelationExample],
    out: Path,
    tokenizer: str,
    recipe: Mapping[str, Any],
    say: Report,
) -> None:
    """Choose on what is held back, and write the network to ``out``."""
    network.eval()
    temperatures, least = choose(network, held)
    say(f"temperatures {temperatures}, least {least}")
    out.mkdir(parents=True, exist_ok=True)
    path = out / network_files.NETWORK
    export(network, arrays(learned[0].rows[:4]), path)
    documents = [one for one in (*learned, *held) if one.id.startswith("PMID:")]
    trained = {
        "recipe": dict(recipe),
        "documents": {head: sum(one.head == head for one in documents) for head in LABELS},
        "publications": " ".join(sorted({one.id.partition(":")[2] for one in documents})),
        "held back": " ".join(sorted({one.id.partition(":")[2] for one in held})),
    }
    numbers: network_files.LearnedNumbers = {"temperatures": temperatures, "least": least}
    network_files.save(out, model.LAYOUT, path.read_bytes(), tokenizer, numbers, trained)


def _learn(
    network: TorchRelations, learned: Sequence[RelationExample], recipe: Recipe, kept: Kept, say: Report
) -> None:
    def batched(chance: random.Random) -> Sequence[list[RelationExample]]:
        return grouped(learned, recipe.pieces, chance)

    def loss(batch: list[RelationExample], chance: random.Random) -> torch.Tensor:
        return loss_of(network, batch, chance)

    fit(network, NEW, batched, loss, recipe, kept, say)
