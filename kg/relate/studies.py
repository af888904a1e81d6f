"""Drug-disease study evidence: which drugs a document studied for which diseases, how strongly, and with what result.

Each pair gives one ``STUDIED_FOR`` claim; a result adds ``AMELIORATES`` (negated for ``null`` and ``opposes``), unless the publication is
retracted or a plan, or the result belongs to a combination. Rules, by what makes the pair studied:

``study/title``        the title names both
``study/conclusion``   a conclusion names both and states a result
``study/treated``      the drug was given to (patients, animals, cells with) the document's condition
``study/reviewed``     a review or an editorial on the condition names the drug
``study/comparator``   the drug was the control or the backbone: tier, but polarity ``unclear``, the result is not its own
``mention/proposed``   the drug is only proposed for the disease
``mention/treatment``  a sentence states that the drug is used, approved or tried for the disease, in a document on something else
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.ids import evidence_id
from kg.model import AnnotatedDocument, Claim, Evidence, Grounding
from kg.relate.arms import Arm, arms
from kg.relate.conditions import conditions
from kg.relate.details import detailed
from kg.relate.marked import Marked, mark
from kg.relate.polarity import Finding, polarity_of, read, verdict
from kg.relate.study_cues import pattern
from kg.relate.tier import OPINIONS, document_tier, is_notice, is_protocol, is_retracted
from kg.schema import make_assertion

NO_RESULT = frozenset({"review", "mention"})
"""Tiers without a result of their own: rules read none, and nothing is said to help because of one."""

_SCORES = {
    "study/title": 0.95,
    "study/conclusion": 0.95,
    "study/treated": 0.85,
    "study/reviewed": 0.7,
    "study/comparator": 0.7,
    "mention/proposed": 0.4,
    "mention/treatment": 0.5,
}


@dataclass(frozen=True, slots=True)
class Study:
    """What is read once a document: its marked sentences, arms, conditions, tier and the flags that hold for every pair."""

    marked: Marked
    arms: tuple[Arm, ...]
    conditions: tuple[int, ...]
    tier: str
    flags: frozenset[str]
    titled: frozenset[int]
    opinion: bool

    @property
    def second_hand(self) -> bool:
        """Is the document about the studies of others (review, guideline, editorial)?"""
        return self.tier == "review" or self.opinion


@dataclass(frozen=True, slots=True)
class Result:
    """Polarity of one pair with the sentence (its number) it was read from, -1 where there is none."""

    polarity: str
    sentence: int = -1
    cue: str = ""
    speculated: bool = False
    alone: bool = False


def studies(annotated: AnnotatedDocument, *, contaminated: frozenset[str]) -> Iterator[Claim]:
    """Claims of one document, by drug then disease in order of first mention.

    ``contaminated`` holds CURIEs of cell lines known to be something else (Cellosaurus): preclinical evidence that rests on such
    lines alone is flagged. A document without both a drug and a disease costs next to nothing.
    """
    marked = mark(annotated)
    if marked is None or is_notice(annotated.document):
        return
    study = study_of(annotated, marked, contaminated)
    for drug in range(len(marked.drugs)):
        for disease in range(len(marked.diseases)):
            rule = _rule(study, drug, disease)
            if rule:
                yield from _claims(annotated, study, drug, disease, rule)


def study_of(annotated: AnnotatedDocument, marked: Marked, contaminated: frozenset[str]) -> Study:
    """What holds for every pair of a document; ``contaminated`` as for ``studies``."""
    document = annotated.document
    body = marked.within("objective", "methods", "results", "conclusions")
    tier = document_tier(document, body or marked.sentences[1:])
    flags = set()
    if is_retracted(document):
        flags.add("retracted")
    if is_protocol(document, body):
        flags.add("protocol")
    lines = {g.best.id for g in annotated.groundings if g.best is not None and g.best.type == "CellLine"}
    if tier in ("in-vivo", "in-vitro") and lines and lines <= contaminated:
        flags.add("contaminated-cell-line")
    title = " ".join(marked.within("title"))
    titled = frozenset(drug for drug in range(len(marked.drugs)) if _holds(title, "drug", drug))
    opinion = tier == "mention" and bool(OPINIONS & frozenset(document.publication_types))
    return Study(marked, arms(marked), conditions(marked, document), tier, frozenset(flags), titled, opinion)


_PLACE_HOLDER = re.compile(r"\b(?:drug|dis|tool|past)\d+")


@lru_cache(maxsize=1024)
def _held(sentence: str) -> frozenset[str]:
    """The place-holders of a marked sentence; asked for every pair of a document, so a document's worth is kept."""
    return frozenset(_PLACE_HOLDER.findall(sentence))


def _holds(sentence: str, kind: str, number: int) -> bool:
    return f"{kind}{number}" in _held(sentence)


# ---- is the pair studied? -------------------------------------------------------------------------------------------


def _rule(study: Study, drug: int, disease: int) -> str:
    """Name of the rule that makes the pair evidence, empty when nothing does."""
    marked, arm = study.marked, study.arms[drug]
    together = [
        (s, z) for s, z in zip(marked.sentences, marked.zones, strict=True) if _holds(s, "drug", drug) and _holds(s, "dis", disease)
    ]
    in_title = _holds(" ".join(marked.within("title")), "dis", disease)
    if disease in study.conditions:
        if study.second_hand:
            named = any(_holds(sentence, "drug", drug) for sentence in marked.sentences)
            if named and (together or in_title or len(study.conditions) == 1):
                return "study/title" if drug in study.titled and in_title else "study/reviewed"
        elif arm.role == "comparator" and study.tier != "mention":
            return "study/comparator" if in_title or together or len(study.conditions) == 1 else ""
        elif arm.role == "focus" or study.tier == "mention":
            rule = _studied(study, drug, disease, in_title, together)
            if rule:
                return rule
        proposals = marked.within("conclusions")
        if not _tested(study, drug) and any(_holds(sentence, "drug", drug) and _proposed(sentence) for sentence in proposals):
            return "mention/proposed"
    return "mention/treatment" if any(zone != "title" and _uses(sentence, drug) for sentence, zone in together) else ""


def _studied(study: Study, drug: int, disease: int, in_title: bool, together: list[tuple[str, str]]) -> str:
    """The rule for a drug under test and the document's condition; empty when they do not belong together."""
    if drug in study.titled and in_title:
        return "study/title"
    if study.tier == "mention" or not _tested(study, drug):
        return ""
    if not (in_title or any(zone != "background" for _, zone in together) or len(study.conditions) == 1):
        return ""
    concluded = any(zone == "conclusions" and read(_roles(sentence, study, drug, disease)) for sentence, zone in together)
    return "study/conclusion" if concluded else "study/treated"


def _uses(sentence: str, drug: int) -> bool:
    """Does the sentence state that the drug is used or tried (and not that it caused something)?"""
    caused = re.search(rf"drug{drug}[ -](?:induced|associated|related)", sentence)
    return caused is None and pattern("use-stated").search(sentence) is not None


def _proposed(sentence: str) -> bool:
    return (
        re.search(r"\b(?:may|might|could|potential(?:ly)?|propose[sd]?|suggest\w*|warrant\w*|candidate|rationale|should be)\b", sentence)
        is not None
    )


def _tested(study: Study, drug: int) -> bool:
    """Was the drug given in this study (not only in the world), by its own sentences?"""
    if drug in study.titled and study.arms[drug].role == "focus":
        return True
    given = pattern("drug-tested", drug)
    own = {
        zone
        for sentence, zone in zip(study.marked.sentences, study.marked.zones, strict=True)
        if zone not in ("background", "title")
        and _holds(sentence, "drug", drug)
        and not (zone == "conclusions" and _proposed(sentence))
        and given.search(sentence)
    }
    return bool(own & {"objective", "conclusions"}) or own >= {"methods", "results"} or (not study.titled and bool(own))


# ---- the result -----------------------------------------------------------------------------------------------------
_DRUG = re.compile(r"\b(drug|past|tool|dis)(\d+)")


def _roles(sentence: str, study: Study, drug: int, disease: int, *, pooled: bool = False) -> str:
    """The sentence with this pair's place-holders; ``pooled`` counts partners as the drug itself."""
    arm = study.arms[drug]

    def role(match: re.Match[str]) -> str:
        kind, number = match.group(1), int(match.group(2))
        if kind == "dis":
            return "disx" if number == disease else "otherd"
        if kind == "past" or (kind == "tool" and number != drug):
            return "otherx"
        if number == drug:
            return "drugx"
        if number in arm.partners:
            return "drugx" if pooled else "partx"
        return "compx" if study.arms[number].role == "comparator" else "otherx"

    return _DRUG.sub(role, sentence)


def _about(sentence: str, study: Study, drug: int, disease: int) -> bool:
    """Does a result sentence speak of this pair: its drug or no tested drug, its disease or no other condition?"""
    if not _holds(sentence, "drug", drug) and not _holds(sentence, "tool", drug):
        named = {int(number) for kind, number in _DRUG.findall(sentence) if kind == "drug"}
        allowed = {i for i, arm in enumerate(study.arms) if arm.role == "comparator"} | set(study.arms[drug].partners)
        aims = study.marked.within("title", "objective")
        if named - allowed or not any(_holds(aim, "drug", drug) for aim in aims):
            return False
    others = {i for i in study.conditions if i != disease and _holds(sentence, "dis", i)}
    return not others or _holds(sentence, "dis", disease)


def result_of(study: Study, drug: int, disease: int) -> Result:
    """What the rules read as the result of a pair (numbers in ``Marked.drugs`` and ``Marked.diseases``)."""
    partners = bool(study.arms[drug].partners)
    by_zone: dict[str, list[tuple[int, Finding]]] = {"conclusions": [], "results": []}
    for index, (sentence, zone) in enumerate(zip(study.marked.sentences, study.marked.zones, strict=True)):
        if zone in by_zone and _about(sentence, study, drug, disease):
            text = _roles(sentence, study, drug, disease, pooled=partners)
            by_zone[zone].extend((index, finding) for finding in read(text))
    alone = partners and _apart(by_zone, study, drug)
    everything = by_zone["conclusions"] + by_zone["results"]
    if not everything:
        return Result("unclear")
    conclusions, results = ([finding for _, finding in by_zone[zone]] for zone in ("conclusions", "results"))
    polarity = verdict(conclusions, results)
    if polarity == "unclear":
        return Result("unclear", everything[0][0], everything[0][1].cue, speculated=True)
    index, finding = next(
        ((i, f) for i, f in everything if not f.hedged and polarity_of([f]) == polarity),
        next((i, f) for i, f in everything if not f.hedged),
    )
    return Result(polarity, index, finding.cue, alone=alone)


def concluded_without_effect(study: Study, drug: int, disease: int) -> Result | None:
    """The sentence in which a document concludes that a drug made no difference to a disease; None where it does not."""
    pooled = bool(study.arms[drug].partners)
    found = [
        (index, finding)
        for index, (sentence, zone) in enumerate(zip(study.marked.sentences, study.marked.zones, strict=True))
        if zone == "conclusions" and _about(sentence, study, drug, disease)
        for finding in read(_roles(sentence, study, drug, disease, pooled=pooled))
        if not finding.hedged
    ]
    if not found or polarity_of([finding for _, finding in found]) != "null":
        return None
    index, finding = next((index, finding) for index, finding in found if not finding.effect)
    return Result("null", index, finding.cue)


def _apart(by_zone: dict[str, list[tuple[int, Finding]]], study: Study, drug: int) -> bool:
    """Keep only what a study of a combination says of the drug by itself; False (and nothing dropped) where it says nothing.

    Only preclinical studies give the partners apart as a rule; in patients a sentence that names one drug of a pair means the pair.
    """
    preclinical = study.tier in ("in-vivo", "in-vitro")

    def single(index: int, finding: Finding) -> bool:
        sentence = study.marked.sentences[index]
        with_partner = any(_holds(sentence, "drug", partner) for partner in study.arms[drug].partners)
        if finding.alone or _SINGLY.search(finding.cue):
            return not finding.combined or finding.effect == 0
        return preclinical and not finding.combined and not with_partner and _holds(sentence, "drug", drug) and not finding.hedged

    kept = {zone: [(i, f) for i, f in found if single(i, f)] for zone, found in by_zone.items()}
    if not any(kept.values()):
        return False
    by_zone.update(kept)
    return True


_SINGLY = re.compile(r"\b(?:either|neither|alone|singly)\b")


# ---- the claims -----------------------------------------------------------------------------------------------------
def _claims(annotated: AnnotatedDocument, study: Study, drug: int, disease: int, rule: str) -> Iterator[Claim]:
    mention = rule.startswith("mention/")
    tier = "mention" if mention else study.tier
    flags = set(study.flags) - ({"contaminated-cell-line"} if mention else set())
    result = Result("unclear")
    if tier not in NO_RESULT and "protocol" not in flags and rule != "study/comparator":
        result = result_of(study, drug, disease)
    if result.speculated or rule == "mention/proposed":
        flags.add("speculated")
    partners = study.arms[drug].partners if rule.startswith("study/") and rule != "study/comparator" and not result.alone else ()
    assertion = make_assertion(study.marked.drugs[drug], "STUDIED_FOR", study.marked.diseases[disease], tier=tier)
    first, last, subject, object_ = _anchor(study, drug, disease, rule)
    sentences = annotated.sentences
    start, end = sentences[first].start, sentences[last].end
    evidence = Evidence(
        id=evidence_id(assertion.id, annotated.document.id, start, end, subject.mention.start, object_.mention.start, rule),
        assertion=assertion.id,
        document=annotated.document.id,
        start=start,
        end=end,
        subject_start=subject.mention.start,
        subject_end=subject.mention.end,
        object_start=object_.mention.start,
        object_end=object_.mention.end,
        section=sentences[first].section,
        rule=rule,
        score=round(_SCORES[rule] * (0.5 if "speculated" in flags else 1.0), 3),
        cue=result.cue,
        tier=tier,
        polarity=result.polarity,
        attribution="comparator" if rule == "study/comparator" else "combination" if partners else "drug",
        partners=tuple(sorted(study.marked.drugs[partner] for partner in partners)),
        flags=tuple(sorted(flags)),
        result_start=sentences[result.sentence].start if result.sentence >= 0 else -1,
        result_end=sentences[result.sentence].end if result.sentence >= 0 else -1,
    )
    evidence = detailed(evidence, assertion.subject, annotated, study.marked)
    yield Claim(assertion, evidence)
    if result.polarity in ("supports", "null", "opposes") and not flags & {"retracted", "protocol"} and not partners:
        effect = make_assertion(assertion.subject, "AMELIORATES", assertion.object, negated=result.polarity != "supports")
        identifier = evidence_id(effect.id, evidence.document, start, end, evidence.subject_start, evidence.object_start, rule)
        yield Claim(effect, replace(evidence, id=identifier, assertion=effect.id))


_ANCHOR_ORDER = {"conclusions": 0, "title": 1, "results": 2, "objective": 3, "methods": 4, "background": 5}


def _anchor(study: Study, drug: int, disease: int, rule: str) -> tuple[int, int, Grounding, Grounding]:
    """(first sentence, last sentence, drug mention, disease mention) of the place that shows the pair best.

    One sentence that names both, a conclusion before the title before results; else the shortest run of sentences that does.
    """
    marked = study.marked
    subjects = _placed(marked, marked.drugs[drug])
    objects = _placed(marked, marked.diseases[disease])

    def rank(subject: tuple[int, Grounding], object_: tuple[int, Grounding]) -> tuple[int, ...]:
        first, last = min(subject[0], object_[0]), max(subject[0], object_[0])
        zone = _ANCHOR_ORDER[marked.zones[first]]
        proper = _holds(marked.sentences[subject[0]], "drug", drug)
        stated = rule == "mention/treatment" and not (
            pattern("use-stated").search(marked.sentences[first]) and marked.zones[first] != "title"
        )
        return (
            last - first,
            not proper,
            stated,
            zone,
            first,
            abs(subject[1].mention.start - object_[1].mention.start),
            subject[1].mention.start,
            object_[1].mention.start,
        )

    subject, object_ = min(((s, o) for s in subjects for o in objects), key=lambda place: rank(*place))
    return min(subject[0], object_[0]), max(subject[0], object_[0]), subject[1], object_[1]


def _placed(marked: Marked, curie: str) -> list[tuple[int, Grounding]]:
    return [(index, g) for index, inside in enumerate(marked.mentions) for g in inside if g.best is not None and g.best.id == curie]
