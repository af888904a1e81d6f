"""What a researcher checks of a study beside its result: comparators, endpoint, figures and setting, each as the abstract has it.

Read from the sentences that a piece of evidence rests on. What is not stated, or cannot be told apart from what belongs to another drug or
another outcome, stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import AnnotatedDocument, Evidence, Sentence
from kg.relate.comparators import comparators
from kg.relate.endpoints import Endpoint, endpoints
from kg.relate.marked import Marked
from kg.relate.polarity import Finding, read
from kg.relate.settings import setting
from kg.relate.study_cues import plain, spelled
from kg.relate.verbatim import quoted
from kg.relate.zones import zones

_EFFECTS = {"supports": (1,), "null": (0,), "opposes": (-1,), "mixed": (1, 0, -1), "unclear": ()}


def detailed(evidence: Evidence, subject: str, annotated: AnnotatedDocument, marked: Marked | None) -> Evidence:
    """The evidence with its details. ``subject`` is the CURIE of the drug; ``marked`` is None where no drug of the document is one by itself.

    Evidence without a result has neither endpoint nor figures, and a drug that was itself the comparator has no comparators.
    """
    text, sentences = annotated.document.text, annotated.sentences
    parts = marked.zones if marked else zones(text, sentences)
    endpoint, figures = "", ()
    at = next((i for i, s in enumerate(sentences) if s.start == evidence.result_start), -1) if evidence.result_start >= 0 else -1
    if at >= 0:
        endpoint, figures = _result(evidence, subject, text, sentences, parts, marked, at)
    studied = evidence.tier != "mention"
    return replace(
        evidence,
        comparators=comparators(marked, subject) if marked and studied and evidence.attribution != "comparator" else (),
        endpoint=endpoint,
        figures=figures,
        setting=setting(text, sentences, parts, evidence),
    )


def _result(
    evidence: Evidence, subject: str, text: str, sentences: Sequence[Sentence], parts: Sequence[str], marked: Marked | None, at: int
) -> tuple[str, tuple[str, ...]]:
    """Endpoint and figures of the result in sentence ``at``; figures may stand in another that speaks of the same endpoint."""
    sentence = spelled(text[sentences[at].start : sentences[at].end])
    findings = _findings(evidence, subject, sentence, marked, at)
    named = endpoints(sentence)
    one = _chosen(sentence, named, findings)
    own = _own(sentence, named, one)
    if own or one is None:
        return _words(text, sentences[at].start, one), tuple(text[sentences[at].start + a : sentences[at].start + b] for a, b in own)
    for other, part in enumerate(parts):
        if part != "results" or other == at or not _about(marked, subject, other):
            continue
        start, end = sentences[other].start, sentences[other].end
        elsewhere = spelled(text[start:end])
        there = endpoints(elsewhere)
        same = next((each for each in there if _alike(sentence, one, elsewhere, each)), None)
        figures = _own(elsewhere, there, same) if same else []
        if figures:
            return _words(text, sentences[at].start, one), tuple(text[start + a : start + b] for a, b in figures)
    return _words(text, sentences[at].start, one), ()


def _words(text: str, start: int, endpoint: Endpoint | None) -> str:
    return " ".join(text[start + endpoint.start : start + endpoint.end].split()) if endpoint else ""


_DRUG = re.compile(r"\b(drug|past|tool|dis)(\d+)")


def _findings(evidence: Evidence, subject: str, sentence: str, marked: Marked | None, at: int) -> list[Finding]:
    """What rules find in the sentence, what agrees with the evidence's polarity first."""
    if marked and subject in marked.drugs:
        number = str(marked.drugs.index(subject))

        def role(match: re.Match[str]) -> str:
            kind, own = match.group(1), match.group(2) == number
            return "disx" if kind == "dis" else "drugx" if own else "compx" if kind == "drug" else "otherx"

        found = read(_DRUG.sub(role, marked.sentences[at]))
    else:
        found = read(plain(sentence))
    wanted = _EFFECTS[evidence.polarity]
    return sorted(found, key=lambda finding: (finding.cue != evidence.cue, finding.effect not in wanted))


def _chosen(sentence: str, named: Sequence[Endpoint], findings: Sequence[Finding]) -> Endpoint | None:
    """The endpoint that the result is about: the one that the finding names, else the first one; never one that says nothing."""
    low = sentence.lower()
    for finding in findings[:1]:
        at = low.find(finding.outcome) if finding.outcome else -1
        place = low.find(finding.cue)
        while 0 <= at:
            held = next((one for one in named if one.start <= at < one.end), None)
            if held is not None:
                return held if not held.broad else _better(named, held)
            at = low.find(finding.outcome, at + 1)
        if place >= 0 and named:
            near = min((one for one in named if not one.safety), key=lambda one: _distance(one, place), default=None)
            if near is not None and not near.broad:
                return near
    clear = [one for one in named if not one.safety and not one.broad]
    return clear[0] if clear else None


def _better(named: Sequence[Endpoint], broad: Endpoint) -> Endpoint | None:
    """In place of an endpoint that says little, the only one of its sentence that says more."""
    clear = [one for one in named if not one.safety and not one.broad]
    return clear[0] if len(clear) == 1 else None


def _distance(endpoint: Endpoint, place: int) -> int:
    return max(endpoint.start - place, place - endpoint.end, 0)


def _own(sentence: str, named: Sequence[Endpoint], one: Endpoint | None) -> list[tuple[int, int]]:
    """Figures of the sentence that belong to the endpoint ``one``: those between it and the next, and before the first if it is that."""
    found = quoted(sentence)
    if one is None:
        return found if not named else []
    if len(named) == 1:
        return found
    return [span for span in found if _owner(sentence, named, span) == one]


def _owner(sentence: str, named: Sequence[Endpoint], span: tuple[int, int]) -> Endpoint:
    """The endpoint that figures belong to: the last one before them, in their own clause rather than in another."""
    before = [one for one in named if one.end <= span[0] or one.start <= span[0] < one.end]
    return before[-1] if before else named[0]


_SMALL = re.compile(r"\b(?:the|of|in|and|rates?|times?|median|mean|overall|scores?|at|after|\d+)\b|[^\w ]")


def _alike(sentence: str, one: Endpoint, elsewhere: str, other: Endpoint) -> bool:
    """Do two endpoints mean the same, by their words?"""
    left, right = (
        frozenset(_SMALL.sub(" ", text[each.start : each.end].lower()).split()) for text, each in ((sentence, one), (elsewhere, other))
    )
    return bool(left) and bool(right) and (left <= right or right <= left) and one.safety == other.safety


def _about(marked: Marked | None, subject: str, at: int) -> bool:
    """Does a sentence name the drug, or no drug at all?"""
    if marked is None or subject not in marked.drugs:
        return True
    named = set(re.findall(r"\bdrug(\d+)", marked.sentences[at]))
    return not named or str(marked.drugs.index(subject)) in named
