"""Claims from what is read of relations, by a linear model and a network together, or by the linear model alone (the
fast profile).

``read/inhibits``         the sentence states it (the graph's own relations, where no corpus is followed)
``across/inhibits``       the same, where the sentence leaves one of the two unsaid, which the title names
``drugprot/INHIBITOR``    it is related as that corpus annotates (its guideline is followed), in the graph's nearest
relation

What is said of the several places where a sentence names a pair counts together, as in training; each place of which
the network says enough is shown, and the one that says most in any case. What a corpus says of ids is read from all
sentences of the document together, and shown where it is said best; of ids that no sentence names both the linear model
reads alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from kg import ids, schema
from kg.model import AnnotatedDocument, Claim, Evidence
from kg.pipeline.relate import context
from kg.pipeline.relate.linear import Linear
from kg.pipeline.relate.pairs.denied import is_denied
from kg.pipeline.relate.pairs.direction import TURNED, contradicted, eased
from kg.pipeline.relate.pairs.features import Instance, RelationFeatures
from kg.pipeline.relate.pairs.labels import CORPORA, GRAPH, LABELS, NONE, ORDER, PAIRS, directed
from kg.pipeline.relate.pairs.model import ASKED
from kg.pipeline.relate.pairs.network import F64, PairScores, RelationNetwork, pooled
from kg.pipeline.relate.pairs.sentence_pairs import ArgumentMention, SentencePairs, sentence_pairs
from kg.pipeline.relate.probabilities import softmax

DENIED, DOUBTED = 0.5, 0.2
"""Probability from which a claim is denied, and from which it is where a cue of denial holds an argument too."""


OF_LINEAR = 0.3
"""What the linear model weighs in the geometric mean of what both say of a pair. Chosen, as the next, on documents held
back.
"""

DOUBTFUL, UNSAID = 0.08, 0.15
"""Probability that a pair is related from which the network is asked of it, and where the sentence leaves one of the
two unsaid. Half of the pairs and four in five sentences are left; typed F1 on documents held back is 38.9 with all of
them, 39.1 so, 38.7 from 0.1 on.
"""


@dataclass(frozen=True, slots=True)
class _StatedLabel:
    """A label of a pair with its probability, where it is shown best, and whether it is denied (None: no network says,
    cues decide).
    """

    label: str
    chance: float
    first: ArgumentMention
    second: ArgumentMention
    sentence: int
    denied: bool | None = None


@dataclass(frozen=True, slots=True)
class _PairInstances:
    """What speaks of the same: the places, and the probabilities of the output's labels by the linear model."""

    instances: tuple[Instance, ...]
    chances: F64


class RelationReader:
    """Reads documents one by one; ``output`` is the graph's or a guideline's, ``least`` the least probability of its
    labels.
    """

    def __init__(
        self, linear: Linear, network: RelationNetwork | None, output: str, least: Mapping[str, float]
    ) -> None:
        self._linear, self._network, self._output, self._least = linear, network, output, least
        self._corpus = CORPORA.get(output)
        self._lowest = min(least.values())

    def __call__(self, annotated: AnnotatedDocument) -> Iterator[Claim]:
        """Claims of one document, in order of sentence and arguments."""
        for stated in self._stated(annotated):
            relation, forward = self._relation(stated)
            subject, object_ = (stated.first, stated.second)[:: 1 if forward else -1]
            if self._output == GRAPH:
                relation = _as_said(annotated, stated.sentence, subject, relation, object_)
                if not relation:
                    continue
            row = schema.relations()[relation]
            if in_graph(subject.type) in row.subject and in_graph(object_.type) in row.object:
                yield _claim(annotated, self._output, stated, subject, relation, object_)

    def _relation(self, stated: _StatedLabel) -> tuple[str, bool]:
        if self._corpus is None:
            return directed(stated.label)
        return self._corpus.nearest[stated.label][in_graph(stated.first.type), in_graph(stated.second.type)], True

    def _stated(self, annotated: AnnotatedDocument) -> Iterator[_StatedLabel]:
        outside = self._corpus is None or not self._corpus.of_mentions
        features = RelationFeatures(annotated)
        pairs = self._pairs(
            features, sentence_pairs(annotated, PAIRS[self._output], outside=outside and self._network is not None)
        )
        readings = self._readings(annotated, pairs)
        for key, pair in pairs.items():
            own = readings.get(key, [])
            chances = joined(softmax(pooled([one.scores for one in own])), pair.chances) if own else pair.chances
            if (own or self._network is None) and 1 - chances[0] >= self._lowest:
                yield from self._of(annotated, pair, own, chances)
        if self._corpus and self._corpus.apart:
            yield from self._apart(
                features,
                {tuple(sorted((a.id, b.id))) for pair in pairs.values() for a, b in map(_arguments, pair.instances)},
            )

    def _pairs(
        self, features: RelationFeatures, found: Iterable[SentencePairs]
    ) -> dict[tuple[object, ...], _PairInstances]:
        groups: dict[tuple[object, ...], list[Instance]] = {}
        for one in found:
            for number in range(len(one.pairs)):
                first, second = _arguments((one, number))
                groups.setdefault(_TOGETHER[self._output](one.sentence, first, second), []).append((one, number))
        chances = told(self._linear([features(group) for group in groups.values()]))
        return {
            key: _PairInstances(tuple(group), own) for (key, group), own in zip(groups.items(), chances, strict=True)
        }

    def _readings(
        self, annotated: AnnotatedDocument, pairs: Mapping[tuple[object, ...], _PairInstances]
    ) -> dict[tuple[object, ...], list[PairScores]]:
        """What the network says of the pairs that may be related."""
        if self._network is None:
            return {}
        asked: dict[int, tuple[SentencePairs, list[int]]] = {}
        for pair in pairs.values():
            unsaid = all(any(one.outside for one in _arguments(instance)) for instance in pair.instances)
            if 1 - pair.chances[0] >= (UNSAID if unsaid else DOUBTFUL):
                for one, number in pair.instances:
                    asked.setdefault(one.sentence, (one, []))[1].append(number)
        found: dict[tuple[object, ...], list[PairScores]] = {}
        for reading in self._network(annotated, [_some(*asked[sentence]) for sentence in sorted(asked)]):
            found.setdefault(_TOGETHER[self._output](reading.sentence, reading.first, reading.second), []).append(
                reading
            )
        return found

    def _of(
        self, annotated: AnnotatedDocument, pair: _PairInstances, readings: Sequence[PairScores], chances: F64
    ) -> Iterator[_StatedLabel]:
        labels = LABELS[self._output]
        best = self._best(chances)
        if not self._believed(chances, best):
            return
        if not readings:
            found, number = pair.instances[0]
            yield _StatedLabel(labels[best], float(chances[best]), *_arguments((found, number)), found.sentence)
            return
        sure = [_surest(one.scores, best, labels.index(NONE)) for one in readings]
        surest = readings[sure.index(max(sure))]
        # one answer for all its places: a sentence that names a pair twice does not state and deny the same
        cue = self._output == GRAPH and _held(annotated, surest.sentence, surest.first, surest.second)[0]
        denied = bool(softmax(pooled([one.denied for one in readings]))[1] >= (DOUBTED if cue else DENIED))
        for number, one in enumerate(readings):
            enough = self._output == GRAPH and softmax(one.scores)[best] >= self._least[labels[best]]
            if enough or number == sure.index(max(sure)):
                yield _StatedLabel(labels[best], float(chances[best]), one.first, one.second, one.sentence, denied)

    def _apart(self, features: RelationFeatures, together: Collection[tuple[str, ...]]) -> Iterator[_StatedLabel]:
        """What is said of ids that no sentence names both."""
        types = features.ids()
        for one, other in combinations(sorted(types), 2):
            first, second = sorted((one, other), key=lambda curie: ORDER.index(types[curie]))
            if (types[first], types[second]) in PAIRS[self._output] and (one, other) not in together:
                chances = told(self._linear([features.apart(first, second)]))[0]
                best = self._best(chances)
                if self._believed(chances, best):
                    at, beside = features.nearest(first, second)
                    arguments = features.mention(first, at), features.mention(second, beside)
                    yield _StatedLabel(LABELS[self._output][best], float(chances[best]), *arguments, max(at, beside))

    def _believed(self, chances: F64, best: int) -> bool:
        return bool(belief(chances, best, self._output) >= self._least[LABELS[self._output][best]])

    def _best(self, chances: F64) -> int:
        labels = LABELS[self._output]
        return max((labels.index(label) for label in ASKED[self._output]), key=lambda at: chances[at])


def belief(chances: F64, label: int, output: str) -> float:
    """What has to reach the least probability of a label: its own or, where a corpus asks first whether two are
    related, that they are.
    """
    return float(1 - chances[0] if is_related_first(output) else chances[label])


def is_related_first(output: str) -> bool:
    """Whether an output makes a claim where two are likely to be related at all, whatever the label."""
    return output in CORPORA and CORPORA[output].related_first


def in_graph(type_: str) -> str:
    """The type of an argument in the graph, which has no variants: one is related as its gene is."""
    return "Target" if type_ == "Variant" else type_


def _some(found: SentencePairs, numbers: list[int]) -> SentencePairs:
    """Candidates with these pairs alone, in their order."""
    kept = sorted(numbers)
    return replace(found, pairs=tuple(found.pairs[at] for at in kept), counts=tuple(found.counts[at] for at in kept))


def told(columns: F64) -> F64:
    """The probabilities of an output's labels [N, labels] from the columns of its linear model: related at all, then
    how.
    """
    related, how = columns[:, :1], columns[:, 1:] + 1e-6
    found: F64 = np.concatenate([1 - related, related * how / how.sum(1, keepdims=True)], 1)
    return found


def joined(network: F64, linear: F64) -> F64:
    """The weighted geometric mean of what both say of the labels."""
    means = network ** (1 - OF_LINEAR) * np.maximum(linear, 1e-6) ** OF_LINEAR
    shares: F64 = means / means.sum(-1, keepdims=True)
    return shares


def _arguments(instance: Instance) -> tuple[ArgumentMention, ArgumentMention]:
    found, number = instance
    first, second = found.pairs[number]
    return found.arguments[first], found.arguments[second]


def _surest(scores: F64, label: int, none: int) -> float:
    return float(scores[label] - np.logaddexp(scores[label], scores[none]))


_TOGETHER: Mapping[str, Callable[[int, ArgumentMention, ArgumentMention], tuple[object, ...]]] = {
    GRAPH: lambda sentence, first, second: (sentence, first.id, second.id),
    **{
        name: (
            (lambda _, first, second: (first.start, second.start))
            if corpus.of_mentions
            else (lambda _, first, second: (*sorted((first.id, second.id)),))
        )
        for name, corpus in CORPORA.items()
    },
}
"""Output -> what places of it, by sentence and arguments, speak of the same."""


def _claim(
    annotated: AnnotatedDocument,
    output: str,
    stated: _StatedLabel,
    subject: ArgumentMention,
    relation: str,
    object_: ArgumentMention,
) -> Claim:
    document, sentences = annotated.document, annotated.sentences
    own = sentences[stated.sentence]
    first = min((sentence for sentence in sentences if subject.start < sentence.end), key=lambda one: one.start)
    first = min(first, next(one for one in sentences if object_.start < one.end), own, key=lambda one: one.start)
    denied, hedged = _held(annotated, stated.sentence, subject, object_) if output == GRAPH else (False, False)
    negated = output == GRAPH and (denied if stated.denied is None else stated.denied)
    unsaid = subject.outside or object_.outside
    rule = f"{'across' if unsaid else 'read'}/{relation.lower()}" if output == GRAPH else f"{output}/{stated.label}"
    assertion = schema.make_assertion(subject.id, relation, object_.id, negated=negated)
    evidence = Evidence(
        id=ids.evidence_id(assertion.id, document.id, first.start, own.end, subject.start, object_.start, rule),
        assertion=assertion.id,
        document=document.id,
        start=first.start,
        end=own.end,
        subject_start=subject.start,
        subject_end=subject.end,
        object_start=object_.start,
        object_end=object_.end,
        section=own.section,
        rule=rule,
        score=round(stated.chance * (context.SPECULATED_WEIGHT if hedged else 1.0), 4),
        flags=("speculated",) if hedged else (),
    )
    return Claim(assertion, evidence)


def _as_said(
    annotated: AnnotatedDocument, number: int, subject: ArgumentMention, relation: str, object_: ArgumentMention
) -> str:
    """The relation, turned where the words between the two plainly state the other direction; empty where a drug that
    is read to cause a disease plainly eases it.
    """
    if subject.outside or object_.outside:
        return relation
    sentence = annotated.sentences[number]
    text = annotated.document.text[sentence.start : sentence.end]
    places = [(one.start - sentence.start, one.end - sentence.start) for one in (subject, object_)]
    if relation == "CAUSES" and eased(text, *places):
        return ""
    return TURNED[relation] if contradicted(text, places[0], relation, places[1]) else relation


def _held(annotated: AnnotatedDocument, number: int, *arguments: ArgumentMention) -> tuple[bool, bool]:
    """Whether a cue of denial holds an argument in a sentence, or the list that both stand in, and one of doubt that or
    what stands between the two.
    """
    start = annotated.sentences[number].start
    sentence = annotated.document.text[start : annotated.sentences[number].end]
    inside = sorted((one.start - start, one.end - start) for one in arguments if not one.outside)
    between: Sequence[tuple[int, int]] = (
        [(inside[0][1], inside[1][0])] if len(inside) == 2 and inside[0][1] < inside[1][0] else []
    )
    found = [context.status(sentence, *span) for span in inside]
    hedged = any(one.speculated for one in (*found, *(context.status(sentence, *span) for span in between)))
    denied = any(one.negated for one in found) or (len(inside) == 2 and is_denied(sentence, *inside))
    return denied, hedged
