"""``kg train linear``: from gold studies and relations to the linear models that ship.

1. The product's own mentions of each gold document, and the features of every pair in it. 2. Logistic regression of
   each label (liblinear,
Fan et al. 2008). 3. On one document in eight, held back from learning, the least probabilities that are believed are
chosen (F1), for the
linear models alone and together with the networks in use, which therefore have to be trained before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

from kg.errors import InputError
from kg.gold.training import reader_gold, relation_corpora, relation_gold
from kg.gold.training.number_types import F64, I64
from kg.gold.training.relation_gold import AS_GRAPH
from kg.gold.training.relation_least import least
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate
from kg.pipeline.relate import linear_model
from kg.pipeline.relate.linear import SIZE, U64, Linear, packed, quantized
from kg.pipeline.relate.linear_model import ALONE, RELATED, RELATIONS, STUDIES, TOGETHER
from kg.pipeline.relate.pairs import model as pairs_model
from kg.pipeline.relate.pairs.claims import joined, told
from kg.pipeline.relate.pairs.features import Instance, RelationFeatures
from kg.pipeline.relate.pairs.labels import GRAPH, LABELS
from kg.pipeline.relate.pairs.network import RelationNetwork, pooled
from kg.pipeline.relate.pairs.rows import SentenceEncoder
from kg.pipeline.relate.probabilities import softmax
from kg.pipeline.relate.reader import joint
from kg.pipeline.relate.reader import model as reader_model
from kg.pipeline.relate.reader.features import StudyFeatures
from kg.pipeline.relate.reader.model import STUDIED
from kg.pipeline.relate.reader.network import StudyNetwork, StudyReading
from kg.pipeline.relate.reader.rows import DocumentEncoder
from kg.progress import Report

STRENGTH: Mapping[str, float] = {
    "studied": 0.02,
    "mention": 0.02,
    **dict.fromkeys(STUDIED, 0.1),
    **dict.fromkeys(STUDIES[2 + len(STUDIED) :], 0.05),
    RELATED: 0.1,
}
"""Column -> the inverse of how strongly its weights are held small (``OF_TYPES`` for how pairs are related). Chosen on
documents held back.
"""

OF_TYPES = 0.4

FEWEST = 3
"""Examples of a label from which it is learned; a label with fewer is never said."""

ALIKE = 0.001
"""F1 that two bounds may differ by and still be as good as each other: of these the lower is taken, which finds
more.
"""

SURE = 0.5
"""How many times as much it weighs, where the linear model is alone, that a relation is found as that one that is found
is right: it tells how two things are related less well than the network, so it has to be surer.
"""

_NEVER = -12.0


@dataclass(frozen=True, slots=True)
class Learned:
    """Pairs to learn from: their features, and of each label of a column whether it is so (1, 0, or -1: not learned
    from).
    """

    features: list[U64]
    columns: Mapping[str, I64]


def train(corpora: Path, out: Path, lexicon: Lexicon, seed: int, say: Report) -> None:
    """Train the models and write them to ``out``. Raises InputError for files that are missing or no gold."""
    pipeline = Pipeline("train", relate=Relate(readers=()))
    annotators = Annotator(lexicon, pipeline), Annotator(lexicon, pipeline, given=True)
    say("annotating the gold")
    reader = reader_model.load(reader_model.in_use())
    studies = relation_corpora.there(corpora / relation_corpora.STUDIES)
    learned, held = reader_gold.parted(studies, annotators[0], DocumentEncoder(Tokenizer.from_str(reader.tokenizer)))
    models = {"studies": fitted(_studies(learned), STUDIES, seed)}
    chosen: dict[str, dict[str, Any]] = {ALONE: {}, TOGETHER: {}}
    for place, network in ((ALONE, None), (TOGETHER, StudyNetwork(reader))):
        bound, f1 = _least(held, models["studies"], network)
        chosen[place]["studies"] = {"studied": bound}
        say(f"studies {place}: least {bound}, F1 {100 * f1:.1f} on the documents held back")
    pairs = pairs_model.load(pairs_model.in_use())
    encode = SentenceEncoder(Tokenizer.from_str(pairs.tokenizer))
    gold = list(relation_corpora.examples(corpora, *annotators, encode, seed))
    ids = [*(one.id for one in (*learned, *held)), *(one.id for one in gold)]
    documents = {one.partition(":")[2] for one in ids if one.startswith("PMID:")}
    related = {output: [one for one in gold if one.head == output] for output in LABELS}
    kept = {output: [one for one in related[output] if relation_corpora.is_held(one)] for output in LABELS}
    for output in LABELS:
        if not kept[output]:
            raise InputError(
                f"{corpora}: no document with relations of {output} among those held back (one in eight by its id)"
            )
    for output in LABELS:
        given = _relations(related[output], output, related["drugprot"] if output == GRAPH else ())
        models[output] = fitted(given, RELATIONS[output], seed)
        scores = Scores(kept[output], models[output], RelationNetwork(pairs, output), output)
        for place, chances, found in ((ALONE, scores.alone, SURE), (TOGETHER, scores.together, 1.0)):
            chosen[place][output] = least(chances, scores.wanted, output, scores.missed, found)
            say(f"{output} {place}: least {chosen[place][output]}")
    trained = {"seed": seed, "publications": " ".join(sorted(documents))}
    linear_model.save(out, {name: packed(one) for name, one in models.items()}, chosen, trained)


def _studies(documents: Sequence[reader_gold.StudyExample]) -> Learned:
    features: list[U64] = []
    labels: list[reader_gold.StudyLabel | None] = []
    for one in documents:
        words = StudyFeatures(one.annotated, one.candidates)
        for number, pair in enumerate(one.candidates.pairs):
            features.append(words(number))
            labels.append(one.labels.get(pair))
    studied = np.array([label is not None and label.role in STUDIED for label in labels])
    columns = {"studied": studied.astype(np.int64)}
    columns["mention"] = np.where(
        studied, -1, np.array([label is not None and label.role == "mention" for label in labels])
    )
    for name in STUDIES[2:]:
        so = np.array([label is not None and name in (label.role, label.tier, label.polarity) for label in labels])
        columns[name] = np.where(studied, so, -1)
    return Learned(features, columns)


def _relations(
    examples: Sequence[relation_gold.RelationExample], output: str, others: Sequence[relation_gold.RelationExample]
) -> Learned:
    """Pairs of an output; ``others``: documents of DrugProt, whose types tell what the graph's relations look like."""
    features: list[U64] = []
    labels: list[int] = []
    known: list[bool] = []
    for one in examples:
        if not relation_corpora.is_held(one):
            for found, label in _pairs(one):
                features.append(found)
                labels.append(label)
                known.append(True)
    for one in others:
        if not relation_corpora.is_held(one):
            for found, label in _pairs(one):
                said = AS_GRAPH.get(LABELS["drugprot"][label]) if label else None
                if said is not None:
                    features.append(found)
                    labels.append(LABELS[GRAPH].index(said))
                    known.append(False)
    numbers, own = np.array(labels), np.array(known)
    columns = {RELATED: np.where(own, numbers > 0, -1)}
    for name in RELATIONS[output][1:]:
        columns[name] = np.where(numbers > 0, numbers == LABELS[output].index(name), -1)
    return Learned(features, columns)


def _pairs(one: relation_gold.RelationExample) -> Iterator[tuple[U64, int]]:
    """Features and label of each group of a document, then of what no sentence names together."""
    words = RelationFeatures(one.annotated)
    for number, instances in grouped(one).items():
        yield words(instances), one.labels[number]
    for first, second, label in one.apart:
        yield words.apart(first, second), label


def grouped(one: relation_gold.RelationExample) -> dict[int, list[Instance]]:
    """The places of each group of a document, in the order in which the text names them."""
    found: dict[int, list[Instance]] = {}
    for row, own in zip(one.rows, one.groups, strict=True):
        for number, group in zip(row.pairs, own, strict=True):
            if group != relation_gold.NOT_LEARNED:
                found.setdefault(group, []).append((row.candidates, number))
    return found


def fitted(learned: Learned, names: Sequence[str], seed: int) -> Linear:
    """A model of these columns."""
    sizes = [len(one) for one in learned.features]
    borders = np.concatenate([[0], np.cumsum(sizes)])
    places = np.concatenate(learned.features).astype(np.int64)
    told = csr_matrix((np.ones(len(places), np.float32), places, borders), shape=(len(sizes), SIZE))
    weights, constants = np.zeros((SIZE, len(names))), np.full(len(names), _NEVER)
    for at, name in enumerate(names):
        wanted = learned.columns[name]
        known = np.flatnonzero(wanted >= 0)
        if FEWEST <= int(wanted[known].sum()) < len(known):
            model = LogisticRegression(C=STRENGTH.get(name, OF_TYPES), solver="liblinear", random_state=seed)
            model.fit(told[known], wanted[known])
            weights[:, at], constants[at] = model.coef_[0], model.intercept_[0]
    return quantized(weights, constants)


def _least(
    held: Sequence[reader_gold.StudyExample], linear: Linear, network: StudyNetwork | None
) -> tuple[float, float]:
    """The least probability of a study with which most pairs come out right, by the linear model or with a network, and
    their F1.
    """
    documents: list[tuple[list[StudyReading], frozenset[tuple[int, int]]]] = []
    for one in held:
        read: dict[tuple[int, int], StudyReading] = {
            (each.drug, each.disease): each for each in joint.told(linear, one.annotated, one.candidates)
        }
        if network is not None:
            together = {(each.drug, each.disease): each for each in network(one.annotated, one.candidates)}
            read = {pair: joint.joined(together[pair], each) for pair, each in read.items() if pair in together}
        documents.append(
            (list(read.values()), frozenset(pair for pair, label in one.labels.items() if label.role in STUDIED))
        )

    def f1(bound: float) -> float:
        found = [joint.studied(read, bound) for read, _ in documents]
        right = sum(len(one & wanted) for one, (_, wanted) in zip(found, documents, strict=True))
        return 2 * right / max(1, sum(map(len, found)) + sum(len(wanted) for _, wanted in documents))

    bounds = [round(0.2 + 0.02 * at, 2) for at in range(26)]
    highest = max(map(f1, bounds))
    best = next(bound for bound in bounds if f1(bound) >= highest - ALIKE)
    return best, f1(best)


class Scores:
    """What is said of the groups of documents held back: by the linear model ``alone`` and ``together`` with the
    network [N, labels], what they are (``wanted`` [N]), and how many gold relations no group stands for
    (``missed``).
    """

    def __init__(
        self, held: Sequence[relation_gold.RelationExample], linear: Linear, network: RelationNetwork, output: str
    ) -> None:
        alone: list[F64] = []
        together: list[F64] = []
        wanted: list[int] = []
        for one in held:
            words = RelationFeatures(one.annotated)
            instances = grouped(one)
            readings: dict[int, list[F64]] = {}
            for row, own, scores in zip(one.rows, one.groups, network.scores(one.rows), strict=True):
                for group, each in zip(own, scores[: len(row.pairs)], strict=True):
                    readings.setdefault(group, []).append(each)
            chances = told(
                linear(
                    [*(words(places) for places in instances.values()), *(words.apart(a, b) for a, b, _ in one.apart)]
                )
            )
            alone += list(chances)
            for number, own in zip(instances, chances, strict=False):
                together.append(joined(softmax(pooled(readings[number])), own))
                wanted.append(one.labels[number])
            for (*_, label), own in zip(one.apart, chances[len(instances) :], strict=True):
                together.append(own)
                wanted.append(label)
        self.alone, self.together, self.wanted = np.stack(alone), np.stack(together), np.array(wanted)
        self.missed = sum(one.missed - sum(label > 0 for *_, label in one.apart) for one in held)
