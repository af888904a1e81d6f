"""``kg train ner``: from corpora and unlabelled abstracts to the model that ships.

1. Word vectors over all the text. 2. A network on the gold of all corpora. 3. A CRF for each of three guidelines. 4. Network and CRF label
the unlabelled abstracts, each abstract under one of the guidelines. 5. The network goes on with gold and labels together; that one is kept.
Publications of the development files are left out everywhere, the unlabelled text included. Each step's outcome is kept in
``OUT/steps`` under a name that depends on all that went into it, so a run that was stopped goes on.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError
from kg.nlp.ner.crf import marginals
from kg.nlp.ner.encode import Piece
from kg.nlp.ner.kinds import GUIDELINES
from kg.nlp.ner.model import save
from kg.nlp.ner.network import Network, Weights
from kg.nlp.ner.vectors import VectorTable, WordVectors
from kg.ontologies.lexicon import Lexicon
from kg.training import vectors as word_vectors
from kg.training import voters
from kg.training.corpora import TRAIN_FILES, TYPES, GoldDocument, held_out, read_corpus, read_texts
from kg.training.examples import Encoder, Example, WordTable, gold_examples
from kg.training.fit import Recipe, fit

SHARES = {"bc5cdr": 2.0, "biored": 2.0, "ncbi-disease": 1.0, "gnormplus": 1.0, "nlmgene": 1.0, "drugprot": 0.4, "nlmchem": 0.25}
"""How often a corpus' documents are drawn in an epoch; a share below 1 draws other ones in each."""

LABELLED_SHARE = 0.33
"""Share of the abstracts that the voters labelled, drawn in an epoch."""

TEACHER = Recipe(epochs=6)
STUDENT = Recipe(epochs=2, rate=1e-3, dropout=0.25)
DEFAULT_GUIDELINE = "biored"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Workshop:
    """What all steps share."""

    steps: Path
    seed: int
    say: Say
    vectors: VectorTable
    table: WordTable
    encode: Encoder
    gold: dict[str, list[Example]]
    inputs: str


def train(
    corpora: Path, texts: Sequence[Path], out: Path, lexicon: Lexicon, *, seed: int = 0, epochs: int = TEACHER.epochs, say: Say
) -> None:
    """Train on the corpora's training files and write the model to ``out``; without ``texts`` on the gold alone, for ``epochs`` passes.

    The same arguments and the same lexicon give the same weights on the same machine. Raises ModelError where a package is missing,
    InputError for a file that is missing or not in its format.
    """
    _check_packages()
    steps = out / "steps"
    steps.mkdir(parents=True, exist_ok=True)
    held = held_out(corpora)
    documents = {corpus: [d for d in read_corpus(corpora, corpus, file) if d.id not in held] for corpus, file in TRAIN_FILES.items()}
    gold_ids = {d.id for found in documents.values() for d in found}
    unlabelled = [text for _, text in read_texts(texts, held | gold_ids)]
    say(f"{sum(map(len, documents.values())):,} gold documents and passages, {len(unlabelled):,} abstracts without labels")
    shop = _prepare(documents, unlabelled, steps, lexicon, seed, say)
    recipe = replace(TEACHER, epochs=epochs)
    weights = _network(shop, "teacher", recipe)
    if unlabelled:
        labelled = _label(shop, weights, recipe, unlabelled)
        weights = _network(shop, "student", STUDENT, labelled, weights)
    trained = {
        "seed": seed,
        "recipes": [asdict(recipe), *([asdict(STUDENT)] if unlabelled else [])],
        "shares": SHARES | ({"labelled": LABELLED_SHARE} if unlabelled else {}),
        "documents": {corpus: len(found) for corpus, found in documents.items()} | {"labelled": len(unlabelled)},
        "lexicon": str(lexicon.meta.get("hash", "")),
    }
    save(out, weights, shop.vectors, DEFAULT_GUIDELINE, trained)
    say(f"model written to {out}")


def _check_packages() -> None:
    """Raises ModelError unless all that training needs is installed."""
    # One thread: sums taken by several come out in another order each time. jax reads this when it is imported.
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
    for package in ("jax", "floret", "pycrfsuite"):
        try:
            __import__(package)
        except ImportError:
            raise ModelError(f"training needs the package {package}, which is not installed: pip install 'kg[train]'") from None


def _prepare(
    documents: dict[str, list[GoldDocument]], unlabelled: list[str], steps: Path, lexicon: Lexicon, seed: int, say: Say
) -> _Workshop:
    texts = [d.text for found in documents.values() for d in found] + unlabelled
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass"))
    path = steps / f"vectors-{_name(digest.hexdigest(), word_vectors.RECIPE)}.npz"
    if not path.exists():
        say("word vectors (five minutes)")
        made = word_vectors.train_vectors(texts)
        _keep(path, {"rows": made.rows, "scale": made.scale})
    with np.load(path) as kept:
        vectors = VectorTable(kept["rows"], kept["scale"])
    table, encode = WordTable(WordVectors(vectors)), Encoder(lexicon)
    gold = {corpus: list(gold_examples(found, encode, table)) for corpus, found in documents.items()}
    inputs = _name(digest.hexdigest(), path.name, [repr(d.spans) for found in documents.values() for d in found], lexicon.meta.get("hash"))
    return _Workshop(steps, seed, say, vectors, table, encode, gold, inputs)


def _network(shop: _Workshop, name: str, recipe: Recipe, labelled: Sequence[Example] = (), start: Weights | None = None) -> Weights:
    """A network trained on the gold and on what voters have labelled, or the one kept from an earlier run."""
    before = hashlib.sha256(b"".join(array.tobytes() for array in start.values())).hexdigest() if start else 0
    path = shop.steps / f"{name}-{_name(shop.inputs, recipe, shop.seed, SHARES, LABELLED_SHARE if labelled else 0, before)}.npz"
    if not path.exists():

        def draw(random: np.random.RandomState) -> list[Example]:
            found: list[Example] = []
            for share, examples in [*((SHARES[corpus], gold) for corpus, gold in shop.gold.items()), (LABELLED_SHARE, labelled)]:
                found += list(examples) * int(share)
                if fraction := share - int(share):
                    found += [examples[number] for number in random.permutation(len(examples))[: int(fraction * len(examples))]]
            return found

        begun = time.monotonic()
        weights = fit(
            draw, shop.table, recipe, shop.seed, lambda line: shop.say(f"{name}: {line} ({time.monotonic() - begun:.0f} s)"), start
        )
        _keep(path, weights)
    with np.load(path) as kept:
        return {key: kept[key] for key in kept.files}


def _label(shop: _Workshop, teacher: Weights, recipe: Recipe, texts: Sequence[str]) -> list[Example]:
    """The abstracts with the states that network and CRF agree on, the guidelines taking turns."""
    opinions = {}
    for corpus in voters.WEIGHTS:
        path = shop.steps / f"voter-{corpus}-{_name(shop.inputs, voters.PARAMETERS)}.crfsuite"
        if not path.exists():
            shop.say(f"CRF for {corpus}")
            partial = path.with_suffix(".partial")
            voters.train_voter(shop.gold[corpus], partial)
            partial.replace(path)
        opinions[corpus] = voters.Voter(path)
    network = Network(teacher, WordVectors(shop.vectors))
    corpora = list(opinions)
    turns = [(corpora[number % len(corpora)], piece) for number, text in enumerate(texts) for piece in shop.encode(text)[1]]
    path = shop.steps / f"labels-{_name(shop.inputs, recipe, shop.seed, SHARES, voters.PARAMETERS, voters.WEIGHTS)}.npz"
    if not path.exists():
        shop.say("labels for the abstracts without (five minutes)")
        _keep(path, {"wanted": np.concatenate([_voted(network, opinions[corpus], corpus, piece) for corpus, piece in turns])})
    with np.load(path) as kept:
        ends = np.cumsum([len(piece.words) for _, piece in turns])
        wanted = np.split(kept["wanted"], ends[:-1])
    return [_labelled(shop, corpus, piece, states) for (corpus, piece), states in zip(turns, wanted, strict=True)]


def _voted(network: Network, voter: voters.Voter, corpus: str, piece: Piece) -> npt.NDArray[np.float16]:
    """What network and CRF together say of a piece: tokens x types x states."""
    own = marginals(network.emissions(piece, GUIDELINES.index(corpus)), network.transitions)
    weight = voters.WEIGHTS[corpus]
    return voters.vote([own, voter(piece)], [1 - weight, weight]).astype(np.float16)


def _labelled(shop: _Workshop, corpus: str, piece: Piece, wanted: npt.NDArray[np.float16]) -> Example:
    known = np.zeros(wanted.shape[:2], dtype=np.float32)
    known[:, TYPES[corpus]] = 1.0
    return Example(piece, GUIDELINES.index(corpus), shop.table.rows(piece.words), wanted, known)


def _name(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _keep(path: Path, arrays: dict[str, Any]) -> None:
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, **arrays)
    partial.replace(path)
