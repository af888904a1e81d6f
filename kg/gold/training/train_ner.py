"""``kg train ner``: from corpora and unlabelled abstracts to the model that ships.

1. Word vectors over all the text. 2. Teachers: networks on the gold of all corpora, each with a seed of its own. 3. A
   CRF for each of
three guidelines. 4. Teachers and CRFs label the abstracts without labels, and the text of the corpora, under each of
these guidelines.
5. The first teacher goes on with gold and labels together; that one is kept, with the CRFs that vote at run time too
   and the words that
annotators never marked.
Publications of the development files are left out everywhere, the unlabelled text included, unless they are asked for
as gold. Each step's outcome is kept in ``OUT/steps`` under a name that depends on all that went into it, so a run that
was stopped goes on.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError
from kg.files import whole
from kg.gold.training import vector_training, voter_training
from kg.gold.training.corpora import TRAIN_FILES, TYPES, CorpusText, gold_files, held_out, read_corpus, read_texts
from kg.gold.training.ner_examples import NerExample, TextEncoder, WordTable, gold_examples
from kg.gold.training.ner_fit import NerRecipe, fit
from kg.gold.training.number_types import F32
from kg.gold.training.parallel import each
from kg.gold.training.unmarked_words import unmarked_words
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.guidelines import GUIDELINES, row
from kg.pipeline.nlp.ner.crf import marginals
from kg.pipeline.nlp.ner.encode import TextPiece
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.model import MentionModel, save
from kg.pipeline.nlp.ner.network import MentionNetwork, Weights
from kg.pipeline.nlp.ner.vectors import VectorTable, WordVectors
from kg.pipeline.nlp.ner.voters import Voters, vote
from kg.progress import Report

SHARES = {one.name: one.gold.share for one in GUIDELINES.values()}
"""How often a corpus' documents are drawn in an epoch; a share below 1 draws other ones in each."""

STUDENT_SHARES = {one.name: one.gold.student or one.gold.share for one in GUIDELINES.values()}
"""The same while labelled texts are learned too, so that these do not drown the gold of the guidelines that can be
asked for.
"""

LABELLED_SHARE = 0.5
"""Share of the texts that the voters labelled, drawn in an epoch; each under a random one of the guidelines."""

ALSO_LABELLED = tuple(one.name for one in GUIDELINES.values() if one.gold.labelled)
"""Corpora whose text is labelled too, under the guidelines that are not its own."""

VOTING = tuple(one.name for one in GUIDELINES.values() if one.votes)
"""Guidelines whose CRF ships with the network and votes beside it."""

LOT = 2000
"""Texts that a process labels at a time."""

TEACHERS = 3
TEACHER = NerRecipe(epochs=6)
STUDENT = NerRecipe(epochs=4, dropout=0.2)
DEFAULT_GUIDELINE = "biored"

_LABELS = (ALSO_LABELLED, TEACHERS, voter_training.PARAMETERS, voter_training.WEIGHTS)
"""What the labels depend on beside the teachers' weights."""

_TrainingJob = tuple[Callable[["_Workshop", Any], Any], Any]
"""A step and its item."""


@dataclass(frozen=True, slots=True, eq=False)
class _Workshop:
    """What all steps share."""

    steps: Path
    say: Report
    vectors: VectorTable
    table: WordTable
    encode: TextEncoder
    gold: dict[str, list[NerExample]]
    inputs: str


def train(
    corpora: Path,
    texts: Sequence[Path],
    out: Path,
    lexicon: Lexicon,
    *,
    seed: int = 0,
    epochs: int = TEACHER.epochs,
    workers: int = 1,
    with_development: bool = False,
    say: Report,
) -> None:
    """Train on the corpora's training files and write the model to ``out``; without ``texts`` on the gold alone, for
    ``epochs`` passes.

    The same arguments and the same lexicon give the same weights on the same machine; ``workers`` (processes that train
    teachers and label texts side by side) do not change them. ``with_development``: the development files are gold too.
    Raises ModelError where a package is missing, InputError for a file that is missing or not in its format.
    """
    _check_packages()
    steps = out / "steps"
    steps.mkdir(parents=True, exist_ok=True)
    held = frozenset[str]() if with_development else held_out(corpora)
    documents = {
        corpus: [
            d
            for file in gold_files(corpus, with_development)
            for d in read_corpus(corpora, corpus, file)
            if d.id not in held
        ]
        for corpus in TRAIN_FILES
    }
    gold_ids = {d.id for found in documents.values() for d in found}
    unlabelled = [text for _, text in read_texts(texts, held | gold_ids)]
    say(
        f"{sum(map(len, documents.values())):,} gold documents and passages, {len(unlabelled):,} abstracts without"
        " labels"
    )
    shop = _prepare(documents, unlabelled, steps, lexicon, say)
    recipe = replace(TEACHER, epochs=epochs)
    # Seeds differ in all their teachers.
    seeds = [seed * TEACHERS + number for number in range(TEACHERS if unlabelled else 1)]
    # In one go, so that a process which has no teacher left trains CRFs beside the last one.
    jobs: list[_TrainingJob] = [(_teacher, (number, recipe, own)) for number, own in enumerate(seeds)]
    jobs += [(_voter, corpus) for corpus in (voter_training.WEIGHTS if unlabelled else VOTING)]
    made = list(each(_do, shop, jobs, workers))
    teachers, crfs = made[: len(seeds)], dict(made[len(seeds) :])
    weights = teachers[0]
    if unlabelled:
        weights = _network(shop, "student", STUDENT, seed, _label(shop, teachers, crfs, unlabelled, workers), weights)
    trained = {
        "seed": seed,
        "teachers": len(teachers),
        "recipes": [asdict(recipe), *([asdict(STUDENT)] if unlabelled else [])],
        "shares": [SHARES, *([STUDENT_SHARES | {"labelled": LABELLED_SHARE}] if unlabelled else [])],
        "documents": {corpus: len(found) for corpus, found in documents.items()} | {"labelled": len(unlabelled)},
        "publications": " ".join(sorted(gold_ids)),
        "lexicon": str(lexicon.meta.get("hash", "")),
    }
    voting = {corpus: crfs[corpus].read_bytes() for corpus in VOTING}
    save(out, MentionModel(weights, shop.vectors, voting, unmarked_words(documents), DEFAULT_GUIDELINE), trained)
    say(f"model written to {out}")


def _check_packages() -> None:
    """Raises ModelError unless all that training needs is installed."""
    # One thread: sums taken by several come out in another order each time. jax reads this when it is imported.
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
    for package in ("jax", "floret"):
        # looked for and not imported: jax starts threads, and a process with threads cannot be forked safely
        if find_spec(package) is None:
            raise ModelError(f"training needs the package {package}, which is not installed: pip install 'kg[train]'")


def _prepare(
    documents: dict[str, list[CorpusText]], unlabelled: list[str], steps: Path, lexicon: Lexicon, say: Report
) -> _Workshop:
    texts = [d.text for found in documents.values() for d in found] + unlabelled
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass"))
    path = steps / f"vectors-{_name(digest.hexdigest(), vector_training.RECIPE)}.npz"
    if not path.exists():
        say("word vectors (five minutes)")
        made = vector_training.train_vectors(texts)
        _keep(path, {"rows": made.rows, "scale": made.scale})
    with np.load(path) as kept:
        vectors = VectorTable(kept["rows"], kept["scale"])
    table, encode = WordTable(WordVectors(vectors)), TextEncoder(lexicon)
    gold = {corpus: list(gold_examples(found, encode, table)) for corpus, found in documents.items()}
    inputs = _name(
        digest.hexdigest(),
        path.name,
        [repr(d.spans) for found in documents.values() for d in found],
        lexicon.meta.get("hash"),
    )
    return _Workshop(steps, say, vectors, table, encode, gold, inputs)


def _do(shop: _Workshop, job: _TrainingJob) -> Any:
    work, item = job
    return work(shop, item)


def _teacher(shop: _Workshop, numbered: tuple[int, NerRecipe, int]) -> Weights:
    number, recipe, seed = numbered
    return _network(shop, f"teacher-{number}", recipe, seed)


def _network(
    shop: _Workshop,
    name: str,
    recipe: NerRecipe,
    seed: int,
    labelled: Sequence[Sequence[NerExample]] = (),
    start: Weights | None = None,
) -> Weights:
    """A network trained on the gold and on what voters have labelled, or the one kept from an earlier run.

    ``labelled``: for each text the examples to choose from. ``start``: weights to go on from.
    """
    # the labels come from the start and from what is in its name
    before = hashlib.sha256(b"".join(array.tobytes() for array in start.values())).hexdigest() if start else 0
    shares = STUDENT_SHARES if labelled else SHARES
    drawn_from = (LABELLED_SHARE, *_LABELS) if labelled else 0
    path = shop.steps / f"{name}-{_name(shop.inputs, recipe, seed, shares, drawn_from, before)}.npz"
    if not path.exists():
        draw = partial(_of_a_pass, shop.gold, labelled)
        shop.say(f"{name}: {recipe.epochs} passes")
        begun = time.monotonic()
        weights = fit(
            draw,
            shop.table,
            recipe,
            seed,
            lambda line: shop.say(f"{name}: {line} ({time.monotonic() - begun:.0f} s)"),
            start,
        )
        _keep(path, weights)
    with np.load(path) as kept:
        return {key: kept[key] for key in kept.files}


def _of_a_pass(
    gold: Mapping[str, Sequence[NerExample]], labelled: Sequence[Sequence[NerExample]], random: np.random.RandomState
) -> list[NerExample]:
    """The examples that a pass learns from: each corpus' gold by its share, and of some labelled texts one example
    each.
    """
    shares = STUDENT_SHARES if labelled else SHARES
    found: list[NerExample] = []
    for corpus, examples in gold.items():
        found += [examples[number] for number in _drawn(shares[corpus], len(examples), random)]
    for number in _drawn(LABELLED_SHARE, len(labelled), random):
        found.append(labelled[number][random.randint(len(labelled[number]))])
    return found


def _drawn(share: float, count: int, random: np.random.RandomState) -> list[int]:
    """Numbers below ``count``, each as often as the share has whole parts, and random ones for the rest of it."""
    numbers = list(range(count)) * int(share)
    if rest := share - int(share):
        numbers += random.permutation(count)[: int(rest * count)].tolist()
    return numbers


def _label(
    shop: _Workshop, teachers: Sequence[Weights], crfs: Mapping[str, Path], texts: Sequence[str], workers: int
) -> list[list[NerExample]]:
    """The texts, and those of ``ALSO_LABELLED``, with what teachers and CRFs agree on: for each piece an example a
    guideline.
    """
    pieces = [(corpus, example.piece) for corpus in ALSO_LABELLED for example in shop.gold[corpus]]
    pieces += [("", piece) for text in texts for piece in shop.encode(text)[1]]
    digest = hashlib.sha256(b"".join(array.tobytes() for weights in teachers for array in weights.values())).hexdigest()
    path = shop.steps / f"labels-{_name(shop.inputs, digest, _LABELS)}.npz"
    if not path.exists():
        shop.say(f"labels for {len(pieces):,} texts (ten minutes)")
        lots = [(first, min(first + LOT, len(pieces))) for first in range(0, len(pieces), LOT)]
        made: dict[str, list[npt.NDArray[np.float16]]] = {corpus: [] for corpus in voter_training.WEIGHTS}
        for lot in each(_label_lot, (pieces, teachers, crfs, shop.vectors), lots, workers):
            for corpus, states in lot.items():
                made[corpus].append(states)
        _keep(path, {corpus: np.concatenate(states) for corpus, states in made.items()})
    examples: list[list[NerExample]] = [[] for _ in pieces]
    words = [shop.table.rows(piece.words) for _, piece in pieces]
    with np.load(path) as kept:
        for corpus in voter_training.WEIGHTS:
            wanted, at = kept[corpus], 0
            known = np.zeros(len(KINDS), dtype=np.float32)
            known[list(TYPES[corpus])] = 1.0
            for found, rows, (own, piece) in zip(examples, words, pieces, strict=True):
                if corpus != own:
                    states = wanted[at : at + len(rows)]
                    at += len(rows)
                    found.append(NerExample(piece, row(corpus), rows, states, np.broadcast_to(known, states.shape[:2])))
    return examples


def _label_lot(
    shared: tuple[Sequence[tuple[str, TextPiece]], Sequence[Weights], Mapping[str, Path], VectorTable],
    bounds: tuple[int, int],
) -> dict[str, npt.NDArray[np.float16]]:
    """The labels of some of the pieces, end to end, by guideline."""
    pieces, teachers, crfs, table = shared
    vectors, opinions = WordVectors(table), Voters({corpus: path.read_bytes() for corpus, path in crfs.items()})
    networks = [MentionNetwork(weights, vectors, exact=True) for weights in teachers]
    made: dict[str, list[npt.NDArray[np.float16]]] = {
        corpus: [np.zeros((0, len(KINDS), 3), np.float16)] for corpus in crfs
    }
    for own, piece in pieces[slice(*bounds)]:
        for corpus, states in voted(networks, opinions, piece).items():
            if corpus != own:
                made[corpus].append(states.astype(np.float16))
    return {corpus: np.concatenate(states) for corpus, states in made.items()}


def _voter(shop: _Workshop, corpus: str) -> tuple[str, Path]:
    """A guideline and its CRF, trained unless an earlier run has."""
    path = shop.steps / f"voter-{corpus}-{_name(shop.inputs, voter_training.PARAMETERS)}.crfsuite"
    if not path.exists():
        shop.say(f"CRF for {corpus}")
        with whole(path) as beside:
            voter_training.train_voter(shop.gold[corpus], beside)
    return corpus, path


def voted(networks: Sequence[MentionNetwork], crfs: Voters, piece: TextPiece) -> dict[str, F32]:
    """What networks and CRFs together say of a piece, by guideline: tokens x types x states."""
    contexts = [network.context(piece) for network in networks]
    found = {}
    for corpus, opinion in crfs(piece).items():
        number = row(corpus)
        own = [
            marginals(network.scores(context, number), network.transitions)
            for network, context in zip(networks, contexts, strict=True)
        ]
        weight = voter_training.WEIGHTS[corpus]
        found[corpus] = vote([*own, opinion], [*[(1 - weight) / len(own)] * len(own), weight])
    return found


def _name(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _keep(path: Path, arrays: dict[str, Any]) -> None:
    with whole(path) as beside, beside.open("wb") as file:
        np.savez(file, **arrays)
