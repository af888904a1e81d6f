"""``kg train relations``: from gold claims and the relations of corpora to the network of relations that ships.

1. The product's own mentions of each gold abstract (a corpus brings its own), every pair of them in a sentence, and what the gold says of
it. 2. A small pretrained encoder learns from all of it, with an output for the graph and one for each corpus. 3. On one document in eight,
held back from learning, each output is softened until it is true to its word (temperature scaling; Guo et al. 2017), and the least
probabilities that are believed are chosen. 4. The network is written as ONNX in whole numbers of 8 bits.

After each pass the state is kept in ``OUT/steps``, so a run that was stopped goes on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from kg.annotator import Annotator
from kg.config import Pipeline, Relate
from kg.errors import InputError
from kg.ontologies.lexicon import Lexicon
from kg.relate import network_files
from kg.relate.pairs import model
from kg.relate.pairs.labels import LABELS
from kg.relate.pairs.rows import Encoder, arrays
from kg.training import relation_gold as gold
from kg.training.documents import every_document
from kg.training.encoder import ENCODER_FILES
from kg.training.passes import Kept, Recipe, Say, fit
from kg.training.reader import bare
from kg.training.reader_gold import is_held
from kg.training.relation_batches import grouped, loss_of
from kg.training.relation_choice import choose
from kg.training.relation_gold import Example
from kg.training.relation_network import RelationNetwork, export

NEW = frozenset(("kinds", "marks", "looks", "pair", "counted", "out"))
"""Parts of the network that start from nothing and learn faster."""

TIMES = 6
"""How often each sentence that was written for training is learned, with other names."""

STUDIES = "studies-train.jsonl"
TRAIN_FILES = {"bc5cdr": "bc5cdr-train.pubtator", "biored": "biored-train.pubtator", "drugprot": "drugprot-train.jsonl"}
MEASURED_ON = ("studies-dev.jsonl", "bc5cdr-dev.pubtator", "biored-dev.pubtator")
"""Files of the folder of corpora: what is learned from, and those whose documents are left out of it, wherever else they stand."""


def examples(corpora: Path, annotate: Annotator, given: Annotator, encode: Encoder, seed: int) -> Iterator[Example]:
    """All that is learned from or held back. Raises InputError for files that are missing or no gold."""
    without = {one.id.partition(":")[2] for name in MEASURED_ON for one in every_document(_there(corpora / name))}
    drugprot = _there(corpora / TRAIN_FILES["drugprot"])
    reported = {local for one in every_document(drugprot) if gold.is_reported(local := one.id.partition(":")[2])}
    yield from gold.claims(_there(corpora / STUDIES), annotate, encode, without)
    yield from gold.of_drugprot(drugprot, given, encode, without | reported)
    for head in ("bc5cdr", "biored"):
        yield from gold.of_documents(_there(corpora / TRAIN_FILES[head]), head, given, encode, without | reported)
    yield from gold.of_rules(encode)
    yield from gold.of_sentences(encode, TIMES, seed)


def _there(path: Path) -> Path:
    if not path.is_file():
        raise InputError(f"{path}: not there; see kg train relations --help for what it takes")
    return path


def train(corpora: Path, encoder: Path, out: Path, lexicon: Lexicon, recipe: Recipe, say: Say) -> None:
    """Train the network and write it to ``out``. Raises InputError for files that are missing or no gold."""
    for name in ENCODER_FILES:
        _there(encoder / name)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # sums in another order would give other weights
    tokenizer = bare((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    pipeline = Pipeline("train", relate=Relate(readers=()))
    say("annotating the gold")
    annotators = Annotator(lexicon, pipeline), Annotator(lexicon, pipeline, given=True)
    documents = list(examples(corpora, *annotators, Encoder(Tokenizer.from_str(tokenizer)), recipe.seed))
    held = [one for one in documents if _is_held(one)]
    learned = [one for one in documents if not _is_held(one)]
    say(f"{len(learned)} documents to learn from, {len(held)} held back")
    network = RelationNetwork(encoder)
    _learn(network, learned, recipe, Kept(out / "steps", recipe, encoder, learned), say)
    finish(network, learned, held, out, tokenizer, asdict(recipe), say)


def finish(
    network: RelationNetwork,
    learned: Sequence[Example],
    held: Sequence[Example],
    out: Path,
    tokenizer: str,
    recipe: Mapping[str, Any],
    say: Say,
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
    numbers: network_files.Numbers = {"temperatures": temperatures, "least": least}
    network_files.save(out, model.LAYOUT, path.read_bytes(), tokenizer, numbers, trained)


def _is_held(one: Example) -> bool:
    """Whether a document is held back; sentences that were written for training never are."""
    return one.id.startswith("PMID:") and is_held(one.id)


def _learn(network: RelationNetwork, learned: Sequence[Example], recipe: Recipe, kept: Kept, say: Say) -> None:
    def batched(chance: random.Random) -> Sequence[list[Example]]:
        return grouped(learned, recipe.pieces, chance)

    def loss(batch: list[Example], chance: random.Random) -> torch.Tensor:
        return loss_of(network, batch, chance)

    fit(network, NEW, batched, loss, recipe, kept, say)
