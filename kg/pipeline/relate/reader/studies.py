"""Claims of studies from what is read: ``STUDIED_FOR`` of each pair that a document tested, and ``AMELIORATES`` of its
result.

``study/read``      the document tests, reviews or plans a test of the drug against the disease
``study/across``    the same, where no one sentence names both: the evidence runs from the one to the other
``mention/read``    it only speaks of one; likewise ``mention/across``

A linear model looks at all pairs; those that it leaves in question a network reads in the whole document, and another
reads the result of each that is found (:mod:`kg.pipeline.relate.reader.verdict`). The fast profile goes by the linear
model alone. A phase that the publication states and what a drug is only used for are read by rules, which are right
more often there. The arms of a study (``kg.pipeline.relate.arms``) have their say in what a result is credited to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from kg.ids import evidence_id
from kg.model import AnnotatedDocument, Claim, Evidence
from kg.pipeline.relate.arms import Arm
from kg.pipeline.relate.comparators import comparators
from kg.pipeline.relate.details import detailed
from kg.pipeline.relate.linear import Linear
from kg.pipeline.relate.marked import mark
from kg.pipeline.relate.partners import given_together
from kg.pipeline.relate.reader import joint
from kg.pipeline.relate.reader.network import StudyNetwork, StudyReading
from kg.pipeline.relate.reader.passages import F64, Passages
from kg.pipeline.relate.reader.results import ResultNetwork
from kg.pipeline.relate.reader.ruled import Ruled, ruled
from kg.pipeline.relate.reader.study_pairs import PairedEntity, StudyPairs, study_pairs
from kg.pipeline.relate.reader.verdict import OPEN, Verdict, attribution, most, verdict, verdict_alone
from kg.pipeline.relate.study import Study, study_of
from kg.pipeline.relate.tier import PHASES, is_notice, is_protocol, is_retracted
from kg.schema import make_assertion

NO_RESULT = frozenset({"review", "mention"})
"""Tiers without a result of their own: nothing is said to help because of one."""

DOUBTFUL, SPOKEN = 0.1, 0.3
"""Probability that a pair was studied, and that it is spoken of, from which the network is asked."""

MENTIONED = 0.5
"""Probability that a pair is spoken of from which this is claimed."""

REGIMENS = "KGC:"
"""How the ids of drugs that are given together under one name begin (``ontologies/prefixes.toml``)."""

MOST_PLACES = 100
"""Mentions of a drug and of a disease among which the place that shows a pair best is looked for, the first of
these.
"""

_SHOWN = {"conclusions": 0, "title": 1, "results": 2, "objective": 3, "methods": 4, "background": 5}
"""Where a pair is shown best, of the places that name both."""


@dataclass(frozen=True, slots=True)
class _StudyDocument:
    """A document with its pairs, what rules say of it (None where it names no drug but classes of them), and the flags
    of all pairs.
    """

    annotated: AnnotatedDocument
    found: StudyPairs
    study: Study | None
    flags: frozenset[str]

    @property
    def drugs(self) -> tuple[str, ...]:
        """The drugs that rules know, by number."""
        return self.study.marked.drugs if self.study else ()

    def arms(self) -> dict[str, Arm]:
        """What part each drug has in the study."""
        return dict(zip(self.drugs, self.study.arms, strict=True)) if self.study else {}

    def rules(self, pair: tuple[int, int]) -> Callable[[], Ruled]:
        """What rules read as the result of a pair, when it is asked for."""
        return partial(ruled, self.study, *(self.found.entities[at].id for at in pair))


@dataclass(frozen=True, slots=True)
class _Credit:
    """What was read of a pair's result, to whom it is credited, and the other drugs of a combination."""

    verdict: Verdict
    attribution: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _PairRead:
    """What is read of a pair in the end, and of its result: the verdict and the shares of its roles."""

    reading: StudyReading
    verdict: Verdict
    role: Mapping[str, float]


class StudyReader:
    """Reads documents one by one; holds the models and what it takes to believe them.

    ``linear`` looks at all pairs. ``networks``: the one that finds pairs, and the one that reads what was found of
    them; the fast profile has none. ``least``: the least probability of a study. ``weights``: [FEATURES], those of
    sentences that decide results (``kg.pipeline.relate.reader.passages``). ``contaminated``: CURIEs of cell lines that
    are known to be something else (Cellosaurus); preclinical evidence that rests on such lines alone is flagged.
    """

    def __init__(
        self,
        linear: Linear,
        networks: tuple[StudyNetwork, ResultNetwork] | None,
        least: float,
        weights: F64,
        contaminated: frozenset[str],
    ) -> None:
        self._linear, self._networks, self._least, self._weights, self._contaminated = (
            linear,
            networks,
            least,
            weights,
            contaminated,
        )

    def __call__(self, annotated: AnnotatedDocument) -> Iterator[Claim]:
        """Claims of one document, by drug then disease in order of first mention; none where it does not name both."""
        if is_notice(annotated.document) or not _names_both(annotated):
            return
        marked = mark(annotated)
        study = study_of(annotated, marked, self._contaminated) if marked else None
        found = study_pairs(annotated, study.tier if study else "mention")
        if found is None:
            return
        document = _StudyDocument(annotated, found, study, study.flags if study else _flags(annotated))
        aside = (_only_used(study) if study else frozenset[str]()) | _only_admitted(annotated, found)
        told = [
            one
            for one in joint.told(self._linear, annotated, found)
            if aside.isdisjoint((found.entities[one.drug].id, found.entities[one.disease].id))
        ]
        read = (
            self._alone(document, told) if self._networks is None else self._together(document, told, *self._networks)
        )
        studied = joint.studied((one.reading for one in read), self._least)
        credited = _credited(document, [one for one in read if (one.reading.drug, one.reading.disease) in studied])
        for one in read:
            credit = credited.get((one.reading.drug, one.reading.disease))
            if credit is not None or one.reading.role["mention"] >= MENTIONED:
                yield from _claims(document, one.reading, credit)

    def _alone(self, document: _StudyDocument, told: Sequence[StudyReading]) -> list[_PairRead]:
        studied = joint.studied(told, self._least)
        if not studied:
            return [_PairRead(one, OPEN, one.role) for one in told]
        passage_of = Passages(document.annotated, document.found, self._weights)
        return [
            _PairRead(
                one,
                verdict_alone(one, passage_of(*pair).decisive, document.rules(pair)) if pair in studied else OPEN,
                one.role,
            )
            for one in told
            for pair in ((one.drug, one.disease),)
        ]

    def _together(
        self, document: _StudyDocument, told: Sequence[StudyReading], network: StudyNetwork, results: ResultNetwork
    ) -> list[_PairRead]:
        asked = {
            (one.drug, one.disease): one
            for one in told
            if joint.chance(one) >= DOUBTFUL or one.role["mention"] >= SPOKEN
        }
        if not asked:
            return []
        pairs = [at for at, pair in enumerate(document.found.pairs) if pair in asked]
        some = replace(
            document.found,
            pairs=tuple(document.found.pairs[at] for at in pairs),
            counts=tuple(document.found.counts[at] for at in pairs),
        )
        both = [(joint.joined(one, asked[one.drug, one.disease]), one) for one in network(document.annotated, some)]
        studied = sorted(joint.studied((one for one, _ in both), self._least))
        found = dict(zip(studied, results(document.annotated, document.found, studied), strict=True))
        read = []
        for one, by_network in both:
            pair = one.drug, one.disease
            if pair in found:
                read.append(
                    _PairRead(
                        one, verdict(by_network, asked[pair], found[pair], document.rules(pair)), found[pair].role
                    )
                )
            else:
                read.append(_PairRead(one, OPEN, one.role))
        return read


def _names_both(annotated: AnnotatedDocument) -> bool:
    types = {one.best.type for one in annotated.groundings if one.best is not None}
    return "Disease" in types and ("Drug" in types or "Role" in types)


def _only_used(study: Study) -> frozenset[str]:
    """Drugs that the document names only as what coats a stent, induces a disease, is measured or was given before."""
    marked = study.marked
    named = frozenset(_PLACE_HOLDER.findall(" ".join(marked.sentences)))
    return frozenset(drug for number, drug in enumerate(marked.drugs) if str(number) not in named)


_PLACE_HOLDER = re.compile(r"\bdrug(\d+)")


def _only_admitted(annotated: AnnotatedDocument, found: StudyPairs) -> frozenset[str]:
    """Diseases that the document names only where it says who could take part: a trial of something else.

    Of 5,781 labelled studies (``python -m bench.gold``) one is of a disease that is named so alone.
    """
    text = annotated.document.text
    admits = [bool(_ADMITTED.search(text[one.start : one.end])) for one in annotated.sentences]
    return frozenset(
        one.id
        for one in found.entities
        if one.type == "Disease" and all(admits[at] and found.zones[at] != "title" for at in one.sentences)
    )


_ADMITTED = re.compile(r"\b(?:is|are|was|were) (?:also |not |considered |deemed |judged )*(?:in)?eligible\b")


def _flags(annotated: AnnotatedDocument) -> frozenset[str]:
    flags = {"retracted"} if is_retracted(annotated.document) else set()
    return frozenset(flags | ({"protocol"} if is_protocol(annotated.document, ()) else set()))


def _claims(document: _StudyDocument, reading: StudyReading, credit: _Credit | None) -> Iterator[Claim]:
    """The claims of a pair; ``credit``: what was read of its result, None where the document only speaks of it."""
    annotated, found = document.annotated, document.found
    drug, disease = found.entities[reading.drug], found.entities[reading.disease]
    tier = _tier(document, reading) if credit else "mention"
    flags = document.flags - (frozenset() if tier in ("in-vivo", "in-vitro") else {"contaminated-cell-line"})
    found_out = OPEN if credit is None or "protocol" in flags else credit.verdict
    chance = joint.chance(reading) if credit else reading.role["mention"]
    assertion = make_assertion(drug.id, "STUDIED_FOR", disease.id, tier=tier)
    first, last, subject, object_ = _shown(found, drug, disease)
    rule = f"{'study' if credit else 'mention'}/{'read' if first == last else 'across'}"
    sentences = annotated.sentences
    start, end = sentences[first].start, sentences[last].end
    evidence = Evidence(
        id=evidence_id(assertion.id, annotated.document.id, start, end, subject[0], object_[0], rule),
        assertion=assertion.id,
        document=annotated.document.id,
        start=start,
        end=end,
        subject_start=subject[0],
        subject_end=subject[1],
        object_start=object_[0],
        object_end=object_[1],
        section=sentences[first].section,
        rule=rule,
        score=round(chance, 3),
        tier=tier,
        polarity=found_out.polarity,
        attribution=credit.attribution if credit else "drug",
        partners=credit.partners if credit else (),
        flags=tuple(sorted(flags)),
        result_start=sentences[found_out.sentence].start if found_out.sentence >= 0 else -1,
        result_end=sentences[found_out.sentence].end if found_out.sentence >= 0 else -1,
    )
    evidence = detailed(evidence, drug.id, annotated, document.study.marked if document.study else None)
    yield Claim(assertion, evidence)
    own = tier not in NO_RESULT and not flags & {"retracted", "protocol"} and evidence.attribution == "drug"
    if own and found_out.polarity in ("supports", "null", "opposes"):
        effect = make_assertion(drug.id, "AMELIORATES", disease.id, negated=found_out.polarity != "supports")
        identifier = evidence_id(
            effect.id, evidence.document, start, end, evidence.subject_start, evidence.object_start, rule
        )
        yield Claim(
            effect, replace(evidence, id=identifier, assertion=effect.id, score=round(chance * found_out.chance, 3))
        )


def _tier(document: _StudyDocument, reading: StudyReading) -> str:
    """The network's tier; of a publication that is typed as a trial of a phase, or states one and reviews no such
    trials, this.
    """
    read = most({label: share for label, share in reading.tier.items() if label != "mention"})
    stated = document.study.tier if document.study else ""
    typed = not PHASES.keys().isdisjoint(document.annotated.document.publication_types)
    return stated if stated.startswith("phase-") and (typed or read != "review") else read


def _credited(document: _StudyDocument, read: Sequence[_PairRead]) -> dict[tuple[int, int], _Credit]:
    """To whom the result of each pair is credited, with the partners of combinations: those of the arm, else all other
    drugs of combinations against the same disease but for what this one was measured against. A regimen is a
    combination in itself: it has what it found for its own, unless it is given with something else.
    """
    arms = document.arms() if read else {}
    marked = document.study.marked if document.study else None
    entities = document.found.entities
    by_pair = {(one.reading.drug, one.reading.disease): one for one in read}
    said = {pair: attribution(one.role, arms.get(entities[pair[0]].id)) for pair, one in by_pair.items()}
    credited = {}
    for pair, one in by_pair.items():
        partners: frozenset[str] = frozenset()
        credited_to = said[pair]
        if credited_to == "combination":
            arm, own = arms.get(entities[pair[0]].id), entities[pair[0]].id
            named = [document.drugs[number] for number in arm.partners] if arm else []
            others = {
                entities[drug].id
                for drug, disease in by_pair
                if disease == pair[1] and said[drug, disease] == "combination"
            }
            against = comparators(marked, own) if marked and not named else ()
            beside = (set(named) or others.difference(against)) - {own}
            partners = given_together(document.annotated, own, beside)
            if not partners and own.startswith(REGIMENS):
                credited_to = "drug"
        credited[pair] = _Credit(one.verdict, credited_to, tuple(sorted(partners)))
    return credited


def _shown(
    found: StudyPairs, drug: PairedEntity, disease: PairedEntity
) -> tuple[int, int, tuple[int, int], tuple[int, int]]:
    """First and last sentence of the place that shows the pair best, and where drug and disease stand in it.

    One sentence that names both, a conclusion before the title before results; else the shortest run of sentences that
    does.
    """
    places = (
        (
            max(at, other) - min(at, other),
            _SHOWN[found.zones[min(at, other)]],
            min(at, other),
            abs(a.start - b.start),
            a,
            b,
            at,
            other,
        )
        for a, at in islice(zip(drug.mentions, drug.sentences, strict=True), MOST_PLACES)
        for b, other in islice(zip(disease.mentions, disease.sentences, strict=True), MOST_PLACES)
    )
    *_, a, b, at, other = min(places, key=lambda place: (*place[:4], place[4].start, place[5].start))
    return min(at, other), max(at, other), (a.start, a.end), (b.start, b.end)
