"""Claims of studies from what the network reads: ``STUDIED_FOR`` of each pair that a document tested, and ``AMELIORATES`` of its result.

``study/read``    the document tests, reviews or plans a test of the drug against the disease
``mention/read``  it only speaks of one

Some things are still read by rules, where these are right more often on the documents that are held back from training: what a result is
credited to (``kg.relate.arms``; of a class of drugs, which has no arm, the network says it), a phase that the publication states, what a
drug is only used for, and a conclusion that there was no difference. Of other results network and rules have to agree, or the network has
to be sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.ids import evidence_id
from kg.model import AnnotatedDocument, Claim, Evidence
from kg.relate.details import detailed
from kg.relate.marked import mark
from kg.relate.reader.candidates import Candidates, Entity, candidates
from kg.relate.reader.network import Network, Reading
from kg.relate.studies import NO_RESULT, Result, Study, concluded_without_effect, result_of, study_of
from kg.relate.tier import PHASES, is_notice, is_protocol, is_retracted
from kg.schema import make_assertion

STUDIED = ("drug", "combination", "comparator")
"""Roles of a drug that a document studies, as ``Evidence.attribution`` calls them."""

POSSIBLE, DOUBTED, SURE = 0.25, 0.6, 0.75
"""Probabilities of support: from the first a benefit that rules read stands where the network calls it unclear; below the second a
conclusion of no difference decides; from the third the network is believed alone. Chosen on
documents held back from training, where 7 of 10 results that are then said to support do; else a result on which network and rules differ
is ``unclear``."""

_SHOWN = {"conclusions": 0, "title": 1, "results": 2, "objective": 3, "methods": 4, "background": 5}
"""Where a pair is shown best, of the places that name both."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A document with its pairs, what rules say of it (None where it names no drug but classes of them), and the flags of all pairs."""

    annotated: AnnotatedDocument
    found: Candidates
    study: Study | None
    flags: frozenset[str]


class StudyReader:
    """Reads documents one by one; holds the network and what it takes to believe it.

    ``least``: the least probability of a ``study`` and of a ``mention``; ``contaminated``: CURIEs of cell lines known to be something else
    (Cellosaurus), preclinical evidence that rests on such lines alone is flagged.
    """

    def __init__(self, network: Network, least: Mapping[str, float], contaminated: frozenset[str]) -> None:
        self._network, self._least, self._contaminated = network, least, contaminated

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
        for reading in self._network(annotated, found):
            if found.entities[reading.drug].id in used:
                continue
            chance = sum(reading.role[role] for role in STUDIED)
            if chance >= self._least["study"]:
                yield from _claims(document, reading, chance, studied=True)
            elif reading.role["mention"] >= self._least["mention"]:
                yield from _claims(document, reading, reading.role["mention"], studied=False)


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


def _claims(document: _Document, reading: Reading, chance: float, *, studied: bool) -> Iterator[Claim]:
    annotated, found = document.annotated, document.found
    drug, disease = found.entities[reading.drug], found.entities[reading.disease]
    tier = _tier(document, reading) if studied else "mention"
    flags = document.flags - (frozenset() if tier in ("in-vivo", "in-vitro") else {"contaminated-cell-line"})
    attribution, partners = _credited(document, reading, drug.id) if studied else ("drug", ())
    result = _result(document, reading, drug.id, disease.id) if studied and "protocol" not in flags else Result("unclear")
    assertion = make_assertion(drug.id, "STUDIED_FOR", disease.id, tier=tier)
    first, last, subject, object_ = _shown(found, drug, disease)
    rule = "study/read" if studied else "mention/read"
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
        cue=result.cue,
        tier=tier,
        polarity=result.polarity,
        attribution=attribution,
        partners=partners,
        flags=tuple(sorted(flags)),
        result_start=sentences[result.sentence].start if result.sentence >= 0 else -1,
        result_end=sentences[result.sentence].end if result.sentence >= 0 else -1,
    )
    evidence = detailed(evidence, drug.id, annotated, document.study.marked if document.study else None)
    yield Claim(assertion, evidence)
    own = tier not in NO_RESULT and not flags & {"retracted", "protocol"} and attribution == "drug"
    if own and result.polarity in ("supports", "null", "opposes"):
        effect = make_assertion(drug.id, "AMELIORATES", disease.id, negated=result.polarity != "supports")
        identifier = evidence_id(effect.id, evidence.document, start, end, evidence.subject_start, evidence.object_start, rule)
        yield Claim(effect, replace(evidence, id=identifier, assertion=effect.id))


def _tier(document: _Document, reading: Reading) -> str:
    """The network's tier; of a publication that is typed as a trial of a phase, or states one and reviews no such trials, this."""
    read = _most({label: share for label, share in reading.tier.items() if label != "mention"})
    stated = document.study.tier if document.study else ""
    typed = not PHASES.keys().isdisjoint(document.annotated.document.publication_types)
    return stated if stated.startswith("phase-") and (typed or read != "review") else read


def _credited(document: _Document, reading: Reading, drug: str) -> tuple[str, tuple[str, ...]]:
    """Attribution, and the other drugs of a combination."""
    study = document.study
    if study is None or drug not in study.marked.drugs:
        return max(STUDIED, key=lambda role: reading.role[role]), ()
    arm = study.arms[study.marked.drugs.index(drug)]
    if arm.role == "comparator":
        return "comparator", ()
    partners = tuple(sorted(study.marked.drugs[partner] for partner in arm.partners))
    return ("combination" if partners else "drug"), partners


def _result(document: _Document, reading: Reading, drug: str, disease: str) -> Result:
    """The polarity with the sentence that it rests on: what network and rules agree on, or one of them is sure of."""
    said, support = _most(reading.polarity), reading.polarity["supports"]
    study, ruled = document.study, Result("unclear")
    if study and drug in study.marked.drugs and disease in study.marked.diseases:
        numbers = study.marked.drugs.index(drug), study.marked.diseases.index(disease)
        concluded = concluded_without_effect(study, *numbers)
        if concluded is not None and support < DOUBTED:
            return concluded
        ruled = result_of(study, *numbers)
    if said in ("supports", "null") and ruled.polarity == said:
        return ruled
    if said == "unclear" and ruled.polarity == "supports" and support >= POSSIBLE:
        return ruled
    return Result(said, reading.sentence) if said == "null" or support >= SURE else Result("unclear")


def _most(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda label: shares[label])


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
