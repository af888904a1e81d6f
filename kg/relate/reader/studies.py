"""Claims of studies from what the network reads: ``STUDIED_FOR`` of each pair that a document tested, and ``AMELIORATES`` of its result.

``study/read``    the document tests, reviews or plans a test of the drug against the disease
``mention/read``  it only speaks of one
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ids import evidence_id
from kg.model import AnnotatedDocument, Claim, Evidence
from kg.relate.marked import mark
from kg.relate.reader.candidates import Candidates, Entity, candidates
from kg.relate.reader.network import Network, Reading
from kg.relate.tier import document_tier, is_notice, is_protocol, is_retracted
from kg.schema import make_assertion

STUDIED = ("drug", "combination", "comparator")
"""Roles of a drug that a document studies, as ``Evidence.attribution`` calls them."""

_SHOWN = {"conclusions": 0, "title": 1, "results": 2, "objective": 3, "methods": 4, "background": 5}
"""Where a pair is shown best, of the places that name both."""


@dataclass(frozen=True, slots=True)
class _Study:
    """A pair that is read: its reading, and whether it is a study or a mention, with the probability of that."""

    reading: Reading
    attribution: str
    score: float


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
        body = marked.within("objective", "methods", "results", "conclusions") if marked else ()
        tier = document_tier(annotated.document, body or marked.sentences[1:]) if marked else "mention"
        found = candidates(annotated, tier)
        if found is None:
            return
        flags = {"retracted"} if is_retracted(annotated.document) else set()
        if is_protocol(annotated.document, body):
            flags.add("protocol")
        studies = [study for reading in self._network(annotated, found) if (study := self._study(reading))]
        for study in studies:
            yield from self._claims(annotated, found, study, studies, flags)

    def _study(self, reading: Reading) -> _Study | None:
        chance = sum(reading.role[role] for role in STUDIED)
        if chance >= self._least["study"]:
            return _Study(reading, max(STUDIED, key=lambda role: reading.role[role]), chance)
        if reading.role["mention"] >= self._least["mention"]:
            return _Study(reading, "", reading.role["mention"])
        return None

    def _claims(
        self, annotated: AnnotatedDocument, found: Candidates, study: _Study, studies: Sequence[_Study], flags: set[str]
    ) -> Iterator[Claim]:
        reading = study.reading
        drug, disease = found.entities[reading.drug], found.entities[reading.disease]
        tier = _most({label: share for label, share in reading.tier.items() if label != "mention"}) if study.attribution else "mention"
        own = set(flags)
        if tier in ("in-vivo", "in-vitro") and self._only_contaminated(annotated):
            own.add("contaminated-cell-line")
        polarity = "unclear" if tier == "mention" or "protocol" in own else _most(reading.polarity)
        partners = _partners(found, study, studies)
        assertion = make_assertion(drug.id, "STUDIED_FOR", disease.id, tier=tier)
        first, last, subject, object_ = _shown(found, drug, disease)
        rule = "study/read" if study.attribution else "mention/read"
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
            score=round(study.score, 3),
            tier=tier,
            polarity=polarity,
            attribution=study.attribution or "drug",
            partners=partners,
            flags=tuple(sorted(own)),
            result_start=sentences[reading.sentence].start if polarity != "unclear" else -1,
            result_end=sentences[reading.sentence].end if polarity != "unclear" else -1,
        )
        yield Claim(assertion, evidence)
        if polarity in ("supports", "null", "opposes") and not own & {"retracted", "protocol"} and study.attribution == "drug":
            effect = make_assertion(drug.id, "AMELIORATES", disease.id, negated=polarity != "supports")
            identifier = evidence_id(effect.id, evidence.document, start, end, evidence.subject_start, evidence.object_start, rule)
            yield Claim(effect, replace(evidence, id=identifier, assertion=effect.id))

    def _only_contaminated(self, annotated: AnnotatedDocument) -> bool:
        lines = {one.best.id for one in annotated.groundings if one.best is not None and one.best.type == "CellLine"}
        return bool(lines) and lines <= self._contaminated


def _names_both(annotated: AnnotatedDocument) -> bool:
    types = {one.best.type for one in annotated.groundings if one.best is not None}
    return "Disease" in types and ("Drug" in types or "Role" in types)


def _most(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda label: shares[label])


def _partners(found: Candidates, study: _Study, studies: Sequence[_Study]) -> tuple[str, ...]:
    """The other drugs that are tested for the disease in a combination."""
    if study.attribution != "combination":
        return ()
    others = (one.reading for one in studies if one.attribution == "combination")
    return tuple(
        sorted(found.entities[one.drug].id for one in others if one.disease == study.reading.disease and one.drug != study.reading.drug)
    )


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
