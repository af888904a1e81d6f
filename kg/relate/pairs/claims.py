"""Claims from what the network of relations reads.

``read/inhibits``         the sentence states it (the graph's own relations, where no corpus is followed)
``drugprot/INHIBITOR``    it is related as that corpus annotates (its guideline is followed), in the graph's nearest relation

What the network says of the several places where a sentence names a pair counts together, as in its training; each place that says enough
by itself is shown, and the one that says most in any case. What a corpus says of ids is read from all sentences of the document together,
and shown where it is said best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg import ids, schema
from kg.model import AnnotatedDocument, Claim, Evidence
from kg.relate import context
from kg.relate.pairs.candidates import Argument
from kg.relate.pairs.labels import GRAPH, LABELS, NONE, PAIRS, directed
from kg.relate.pairs.model import ASKED
from kg.relate.pairs.network import F64, Network, Reading, pooled, softmax
from kg.relate.relations import SPECULATED_WEIGHT

_ASSOCIATED = {
    ("Drug", "Drug"): "INTERACTS_WITH", ("Drug", "Target"): "AFFECTS", ("Drug", "Disease"): "ASSOCIATED_WITH",
    ("Target", "Target"): "INTERACTS_WITH", ("Target", "Disease"): "ASSOCIATED_WITH",
}  # fmt: skip
_MORE = {("Drug", "Target"): "UPREGULATES", ("Drug", "Disease"): "CAUSES", ("Target", "Target"): "ACTIVATES"}
_LESS = {("Drug", "Target"): "DOWNREGULATES", ("Drug", "Disease"): "AMELIORATES", ("Target", "Target"): "INHIBITS"}
_BOUND = {("Drug", "Target"): "BINDS", ("Target", "Target"): "BINDS"}

NEAREST: Mapping[str, Mapping[str, Mapping[tuple[str, str], str]]] = {
    "drugprot": {
        type_: {("Drug", "Target"): relation}
        for relation, types in (
            ("INHIBITS", ("INHIBITOR", "ANTAGONIST", "AGONIST-INHIBITOR")),
            ("ACTIVATES", ("ACTIVATOR", "AGONIST", "AGONIST-ACTIVATOR")),
            ("SUBSTRATE_OF", ("SUBSTRATE", "SUBSTRATE_PRODUCT-OF")),
            ("BINDS", ("DIRECT-REGULATOR",)),
            ("UPREGULATES", ("INDIRECT-UPREGULATOR",)),
            ("DOWNREGULATES", ("INDIRECT-DOWNREGULATOR",)),
            ("INTERACTS_WITH", ("PRODUCT-OF", "PART-OF")),
        )
        for type_ in types
    },
    "biored": {
        **dict.fromkeys(("Association", "Cotreatment", "Comparison", "Drug_Interaction", "Conversion"), _ASSOCIATED),
        "Positive_Correlation": {**_ASSOCIATED, **_MORE},
        "Negative_Correlation": {**_ASSOCIATED, **_LESS},
        "Bind": {**_ASSOCIATED, **_BOUND},
    },
    "bc5cdr": {"CID": {("Drug", "Disease"): "CAUSES"}},
}
"""Guideline -> its type of relation -> by the types of the arguments, the graph's relation that comes nearest."""

WITHIN = frozenset(("drugprot",))
"""Guidelines that relate mentions; the others relate what a document names."""


DENIED, DOUBTED = 0.5, 0.2
"""Probability from which a claim is denied, and from which it is where a cue of denial holds an argument too."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A label of a pair with its probability, and the reading that shows it best; ``denied``: how probable it is that it is denied."""

    label: str
    chance: float
    denied: float
    shown: Reading


class RelationReader:
    """Reads documents one by one; ``output`` is the graph's or a guideline's, ``least`` the least probability of its labels."""

    def __init__(self, network: Network, output: str, least: Mapping[str, float]) -> None:
        self._network, self._output, self._least = network, output, least

    def __call__(self, annotated: AnnotatedDocument) -> Iterator[Claim]:
        """Claims of one document, in order of sentence and arguments."""
        readings = self._network(annotated, PAIRS[self._output], outside=self._output not in WITHIN)
        for stated in _stated(readings, self._output, self._least):
            relation, forward = self._relation(stated)
            subject, object_ = (stated.shown.first, stated.shown.second)[:: 1 if forward else -1]
            row = schema.relations()[relation]
            if subject.type in row.subject and object_.type in row.object:
                yield _claim(annotated, self._output, stated, subject, relation, object_)

    def _relation(self, stated: _Stated) -> tuple[str, bool]:
        if self._output == GRAPH:
            return directed(stated.label)
        return NEAREST[self._output][stated.label][stated.shown.first.type, stated.shown.second.type], True


def _stated(readings: Iterator[Reading], output: str, least: Mapping[str, float]) -> Iterator[_Stated]:
    labels = LABELS[output]
    asked = [labels.index(label) for label in ASKED[output]]
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for one in readings:
        groups.setdefault(_TOGETHER[output](one), []).append(one)
    for group in groups.values():
        chances = softmax(pooled([one.scores for one in group]))
        best = max(asked, key=lambda at: chances[at])
        if chances[best] >= least[labels[best]]:
            sure = [_surest(one.scores, best, labels.index(NONE)) for one in group]
            denied = softmax(pooled([one.denied for one in group]))
            for number, one in enumerate(group):
                enough = output == GRAPH and softmax(one.scores)[best] >= least[labels[best]]
                if enough or number == sure.index(max(sure)):
                    yield _Stated(labels[best], float(chances[best]), float(denied[1]), one)


def _surest(scores: F64, label: int, none: int) -> float:
    return float(scores[label] - np.logaddexp(scores[label], scores[none]))


_TOGETHER: Mapping[str, Callable[[Reading], tuple[object, ...]]] = {
    GRAPH: lambda one: (one.sentence, one.first.id, one.second.id),
    "drugprot": lambda one: (one.first.start, one.second.start),
    "biored": lambda one: (*sorted((one.first.id, one.second.id)),),
    "bc5cdr": lambda one: (one.first.id, one.second.id),
}
"""Output -> what readings of it speak of the same."""


def _claim(annotated: AnnotatedDocument, output: str, stated: _Stated, subject: Argument, relation: str, object_: Argument) -> Claim:
    document, sentences = annotated.document, annotated.sentences
    own = sentences[stated.shown.sentence]
    first = min((sentence for sentence in sentences if subject.start < sentence.end), key=lambda one: one.start)
    first = min(first, next(one for one in sentences if object_.start < one.end), own, key=lambda one: one.start)
    denied, hedged = _held(document.text[own.start : own.end], own.start, subject, object_) if output == GRAPH else (False, False)
    negated = output == GRAPH and stated.denied >= (DOUBTED if denied else DENIED)
    rule = f"read/{relation.lower()}" if output == GRAPH else f"{output}/{stated.label}"
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
        score=round(stated.chance * (SPECULATED_WEIGHT if hedged else 1.0), 4),
        flags=("speculated",) if hedged else (),
    )
    return Claim(assertion, evidence)


def _held(sentence: str, start: int, *arguments: Argument) -> tuple[bool, bool]:
    """Whether a cue of denial holds an argument, and one of doubt that or what stands between the two."""
    inside = sorted((one.start - start, one.end - start) for one in arguments if not one.outside)
    between: Sequence[tuple[int, int]] = [(inside[0][1], inside[1][0])] if len(inside) == 2 and inside[0][1] < inside[1][0] else []
    found = [context.status(sentence, *span) for span in inside]
    hedged = any(one.speculated for one in (*found, *(context.status(sentence, *span) for span in between)))
    return any(one.negated for one in found), hedged
