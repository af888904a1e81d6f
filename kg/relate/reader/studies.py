"""Claims of studies from what the networks read: ``STUDIED_FOR`` of each pair that a document tested, and ``AMELIORATES`` of its result.

``study/read``    the document tests, reviews or plans a test of the drug against the disease
``mention/read``  it only speaks of one

One network finds the pairs in the whole document, another reads the result of each (:mod:`kg.relate.reader.verdict`). Some things are
still read by rules, where these are right more often on the documents that are held back from training: a phase that the publication
states, and what a drug is only used for. The arms of a study (``kg.relate.arms``) have their say in what a result is credited to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.ids import evidence_id
from kg.model import AnnotatedDocument, Claim, Evidence
from kg.relate.arms import Arm
from kg.relate.details import detailed
from kg.relate.marked import mark
from kg.relate.reader.candidates import Candidates, Entity, candidates
from kg.relate.reader.network import Network, Reading
from kg.relate.reader.results import Result, ResultsNetwork
from kg.relate.reader.verdict import OPEN, STUDIED, attribution, most, verdict
from kg.relate.studies import NO_RESULT, Study, study_of
from kg.relate.tier import PHASES, is_notice, is_protocol, is_retracted
from kg.schema import make_assertion

_SHOWN = {"conclusions": 0, "title": 1, "results": 2, "objective": 3, "methods": 4, "background": 5}
"""Where a pair is shown best, of the places that name both."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A document with its pairs, what rules say of it (None where it names no drug but classes of them), and the flags of all pairs."""

    annotated: AnnotatedDocument
    found: Candidates
    study: Study | None
    flags: frozenset[str]

    @property
    def drugs(self) -> tuple[str, ...]:
        """The drugs that rules know, by number."""
        return self.study.marked.drugs if self.study else ()

    def arms(self) -> dict[str, Arm]:
        """What part each drug has in the study."""
        return dict(zip(self.drugs, self.study.arms, strict=True)) if self.study else {}


@dataclass(frozen=True, slots=True)
class _Credit:
    """What was read of a pair's result, to whom it is credited, and the other drugs of a combination."""

    result: Result
    attribution: str
    partners: tuple[str, ...]


class StudyReader:
    """Reads documents one by one; holds the networks and what it takes to believe them.

    ``network`` finds pairs, ``results`` reads what was found of them; ``least``: the least probability of a ``study`` and of a ``mention``;
    ``contaminated``: CURIEs of cell lines known to be something else (Cellosaurus), preclinical evidence that rests on such lines alone
    is flagged.
    """

    def __init__(self, network: Network, results: ResultsNetwork, least: Mapping[str, float], contaminated: frozenset[str]) -> None:
        self._network, self._results, self._least, self._contaminated = network, results, least, contaminated

    def __call__(self, annotated: AnnotatedDocument) -> Iterator[Claim]:
        """Claims of one document, by drug then disease in order of first mention; none where it does not name both."""
        if is_notice(annotated.document) or not _names_both(annotated):
            return
        marked = mark(annotated)
        study = study_of(annotated, marked, self._contaminated) if marked else None
        found = candidates(annotated, study.tier if study else "mention")
        if found is None:
            return
        document = _Document(annotated, found, study, study.flags if study else _flags(annotated))
        used = _only_used(study) if study else frozenset[str]()
        readings = [one for one in self._network(annotated, found) if found.entities[one.drug].id not in used]
        studied = [one for one in readings if _chance(one) >= self._least["study"]]
        results = self._results(annotated, found, [(one.drug, one.disease) for one in studied])
        credited = _credited(document, {(one.drug, one.disease): result for one, result in zip(studied, results, strict=True)})
        for reading in readings:
            credit = credited.get((reading.drug, reading.disease))
            if credit is not None:
                yield from _claims(document, reading, credit)
            elif reading.role["mention"] >= self._least["mention"]:
                yield from _claims(document, reading, None)


def _chance(reading: Reading) -> float:
    """The probability that the document studied a pair."""
    return sum(reading.role[role] for role in STUDIED)


def _names_both(annotated: AnnotatedDocument) -> bool:
    types = {one.best.type for one in annotated.groundings if one.best is not None}
    return "Disease" in types and ("Drug" in types or "Role" in types)


def _only_used(study: Study) -> frozenset[str]:
    """Drugs that the document names only as what coats a stent, induces a disease, is measured or was given before."""
    marked = study.marked
    named = frozenset(_PLACE_HOLDER.findall(" ".join(marked.sentences)))
    return frozenset(drug for number, drug in enumerate(marked.drugs) if str(number) not in named)


_PLACE_HOLDER = re.compile(r"\bdrug(\d+)")


def _flags(annotated: AnnotatedDocument) -> frozenset[str]:
    flags = {"retracted"} if is_retracted(annotated.document) else set()
    return frozenset(flags | ({"protocol"} if is_protocol(annotated.document, ()) else set()))


def _claims(document: _Document, reading: Reading, credit: _Credit | None) -> Iterator[Claim]:
    """The claims of a pair; ``credit``: what was read of its result, None where the document only speaks of it."""
    annotated, found = document.annotated, document.found
    drug, disease = found.entities[reading.drug], found.entities[reading.disease]
    tier = _tier(document, reading) if credit else "mention"
    flags = document.flags - (frozenset() if tier in ("in-vivo", "in-vitro") else {"contaminated-cell-line"})
    found_out = OPEN if credit is None or "protocol" in flags else verdict(reading, credit.result, document.study, drug.id, disease.id)
    chance = _chance(reading) if credit else reading.role["mention"]
    assertion = make_assertion(drug.id, "STUDIED_FOR", disease.id, tier=tier)
    first, last, subject, object_ = _shown(found, drug, disease)
    rule = "study/read" if credit else "mention/read"
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
        identifier = evidence_id(effect.id, evidence.document, start, end, evidence.subject_start, evidence.object_start, rule)
        yield Claim(effect, replace(evidence, id=identifier, assertion=effect.id, score=round(chance * found_out.chance, 3)))


def _tier(document: _Document, reading: Reading) -> str:
    """The network's tier; of a publication that is typed as a trial of a phase, or states one and reviews no such trials, this."""
    read = most({label: share for label, share in reading.tier.items() if label != "mention"})
    stated = document.study.tier if document.study else ""
    typed = not PHASES.keys().isdisjoint(document.annotated.document.publication_types)
    return stated if stated.startswith("phase-") and (typed or read != "review") else read


def _credited(document: _Document, results: Mapping[tuple[int, int], Result]) -> dict[tuple[int, int], _Credit]:
    """To whom the result of each pair is credited, with the partners of combinations: those of the arm, else all other drugs of
    combinations against the same disease."""
    arms = document.arms()
    entities = document.found.entities
    said = {pair: attribution(result, arms.get(entities[pair[0]].id)) for pair, result in results.items()}
    credited = {}
    for pair, result in results.items():
        partners: set[str] = set()
        if said[pair] == "combination":
            arm, own = arms.get(entities[pair[0]].id), entities[pair[0]].id
            named = [document.drugs[number] for number in arm.partners] if arm else []
            others = [entities[drug].id for drug, disease in results if disease == pair[1] and said[drug, disease] == "combination"]
            partners = set(named or others) - {own}
        credited[pair] = _Credit(result, said[pair], tuple(sorted(partners)))
    return credited


def _shown(found: Candidates, drug: Entity, disease: Entity) -> tuple[int, int, tuple[int, int], tuple[int, int]]:
    """First and last sentence of the place that shows the pair best, and where drug and disease stand in it.

    One sentence that names both, a conclusion before the title before results; else the shortest run of sentences that does.
    """
    places = (
        (max(at, other) - min(at, other), _SHOWN[found.zones[min(at, other)]], min(at, other), abs(a.start - b.start), a, b, at, other)
        for a, at in zip(drug.mentions, drug.sentences, strict=True)
        for b, other in zip(disease.mentions, disease.sentences, strict=True)
    )
    *_, a, b, at, other = min(places, key=lambda place: (*place[:4], place[4].start, place[5].start))
    return min(at, other), max(at, other), (a.start, a.end), (b.start, b.end)
