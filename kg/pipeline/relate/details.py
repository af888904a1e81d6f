"""What a researcher checks of a study beside its result: comparators, endpoint, figures and setting, each as the
abstract has it.

Read from the sentences that a piece of evidence rests on. What is not stated, or cannot be told apart from what belongs
to another drug or another outcome, stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import AnnotatedDocument, Evidence, Sentence
from kg.pipeline.relate.changed import changed
from kg.pipeline.relate.comparators import comparators
from kg.pipeline.relate.endpoints import Endpoint, endpoints
from kg.pipeline.relate.findings import Finding, read
from kg.pipeline.relate.marked import Marked
from kg.pipeline.relate.settings import setting
from kg.pipeline.relate.statistics import figures as statistics
from kg.pipeline.relate.study_cues import plain, spelled
from kg.pipeline.relate.verbatim import compares, quoted
from kg.pipeline.relate.zones import zones

_EFFECTS = {"supports": (1,), "null": (0,), "opposes": (-1,), "mixed": (1, 0, -1), "unclear": ()}


def detailed(evidence: Evidence, subject: str, annotated: AnnotatedDocument, marked: Marked | None) -> Evidence:
    """The evidence with its details. ``subject`` is the CURIE of the drug; ``marked`` is None for a document of classes
    of drugs alone.

    Evidence without a result has neither endpoint nor figures, and a drug that was itself the comparator has no
    comparators. What a drug was given with is none of what it was measured against.
    """
    text, sentences = annotated.document.text, annotated.sentences
    parts = marked.zones if marked else zones(text, sentences)
    endpoint, figures = "", tuple[str, ...]()
    at = (
        next((i for i, s in enumerate(sentences) if s.start == evidence.result_start), -1)
        if evidence.result_start >= 0
        else -1
    )
    if at >= 0:
        endpoint, figures = _result(evidence, subject, annotated, parts, marked, at)
    studied = not evidence.rule.startswith("mention/")
    return replace(
        evidence,
        comparators=(
            tuple(one for one in comparators(marked, subject) if one not in evidence.partners)
            if marked and studied and evidence.attribution != "comparator"
            else ()
        ),
        endpoint=endpoint,
        figures=figures,
        setting=setting(annotated, parts, evidence, subject),
    )


def _result(
    evidence: Evidence, subject: str, annotated: AnnotatedDocument, parts: Sequence[str], marked: Marked | None, at: int
) -> tuple[str, tuple[str, ...]]:
    """Endpoint and figures of the result in sentence ``at``; figures may stand in another that speaks of the same
    endpoint.
    """
    text, sentences = annotated.document.text, annotated.sentences
    sentence = spelled(text[sentences[at].start : sentences[at].end])
    findings = _findings(evidence, subject, sentence, marked, at)
    named = endpoints(sentence)
    one = _chosen(sentence, named, findings, _names(annotated, sentences[at]))
    named = _with(named, one) if one else named
    first = sentences[at].start
    own = [(first + a, first + b) for a, b in _own(sentence, named, one)]
    if one is None or any(compares(text[a:b]) for a, b in own):
        return _words(text, first, one), tuple(text[a:b] for a, b in own)
    for other, part in enumerate(parts):
        if part != "results" or other == at or not _about(marked, subject, other):
            continue
        start, end = sentences[other].start, sentences[other].end
        elsewhere = spelled(text[start:end])
        if _NO_RESULT.search(elsewhere):
            continue
        there = endpoints(elsewhere)
        same = next((each for each in there if _alike(sentence, one, elsewhere, each)), None)
        if same is None:
            same = _again(sentence, one, elsewhere)
            there = _with(there, same) if same else there
        figures = _own(elsewhere, there, same) if same else []
        if any(compares(elsewhere[a:b]) for a, b in figures) and _agree(evidence.polarity, elsewhere, figures):
            own += [(start + a, start + b) for a, b in figures]
            break
    return _words(text, first, one), tuple(text[a:b] for a, b in sorted(own))


_NamedPlaces = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
"""Where a sentence names drugs, and where diseases."""


def _names(annotated: AnnotatedDocument, sentence: Sentence) -> _NamedPlaces:
    inside = [g for g in annotated.groundings if sentence.start <= g.mention.start and g.mention.end <= sentence.end]
    return tuple(
        tuple(
            (g.mention.start - sentence.start, g.mention.end - sentence.start)
            for g in inside
            if g.mention.type in types
        )
        for types in (("Drug", "Role"), ("Disease",))
    )  # type: ignore[return-value]


_NO_RESULT = re.compile(
    r"\b(?:power (?:of|to)|powered|to detect|sample size|at baseline|baseline characteristics|correlat\w+|agreement|"
    r"associations?|regression|predict\w+)\b",
    re.IGNORECASE,
)
"""What a study planned, its baseline, and how its measurements hang together; none tells what a drug did."""


def _with(named: Sequence[Endpoint], one: Endpoint) -> list[Endpoint]:
    """The endpoints with one more, in place of those that it overlaps."""
    return sorted(
        [one, *(other for other in named if other.end <= one.start or one.end <= other.start)],
        key=lambda each: each.start,
    )


def _again(sentence: str, one: Endpoint, elsewhere: str) -> Endpoint | None:
    """Where another sentence has the very words of an endpoint, though nothing there tells that they are one."""
    words = _AT_TIME.sub("", sentence[one.start : one.end].lower())
    found = re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", elsewhere.lower())
    return Endpoint(*found.span(), found.span(), one.safety) if found else None


_AT_TIME = re.compile(r",? (?:at|after|within|over|during|by) [^,]*$")


def _agree(polarity: str, sentence: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Could the result rest on these figures: are not all significant where nothing was found, nor the reverse?"""
    tests = [figure.significant for start, end in spans for figure in statistics(plain(sentence[start:end]))]
    return (
        not tests or (polarity != "null" and any(tests)) or (polarity not in ("supports", "opposes") and not all(tests))
    )


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


def _chosen(
    sentence: str, named: Sequence[Endpoint], findings: Sequence[Finding], names: _NamedPlaces
) -> Endpoint | None:
    """The endpoint that the result is about: what its finding names or changes, else the only one that is named; none
    that says little.
    """
    low = sentence.lower()
    drugs, diseases = names
    clear = [one for one in named if not one.safety and not one.broad and not _is_disease(one, diseases)]
    if not findings:
        return clear[0] if clear else None
    finding = findings[0]
    place = low.find(finding.cue)
    if place >= 0 and _in_brackets(low, place) and not _STATISTIC.match(finding.cue):
        return None  # "bradycardia (a decrease in heart rate to less than 50)"
    said = _naming(low, named, finding.outcome, place) if finding.outcome else None
    if said is not None and not said.broad and (_eased(finding) or not _is_disease(said, diseases)):
        return None if said.safety else said
    told = changed(sentence, place, place + len(finding.cue)) if place >= 0 else None
    if (
        told is not None
        and (_eased(finding) or not _is_disease(told, diseases))
        and not any(told.start < b and a < told.end for a, b in drugs)
    ):
        held = next((one for one in named if one.start < told.end and told.start < one.end), None)
        if held is None or held.broad:
            return None if told.broad else told
        return None if held.safety else held
    return clear[0] if len(clear) == 1 else None


_STATISTIC = re.compile(r"(?:p|hr|or|rr|hazard|odds|relative|ns|n\.s|\d)(?![a-z])|hazard|odds|relative")
_EASING = re.compile(
    r"reduc|decreas|improv|prevent|alleviat|reliev|relief|attenuat|ameliorat|lower|less|fewer|resol|recur|relaps|"
    r"increas|rais|longer|shorter|higher|greater"
)


def _eased(finding: Finding) -> bool:
    """Is the finding one of more or less of something? "A better treatment for fever" has no outcome."""
    return _EASING.search(finding.cue) is not None


def _is_disease(one: Endpoint, diseases: Sequence[tuple[int, int]]) -> bool:
    """Is an endpoint no more than the name of a disease, with words before it?"""
    return any(a <= one.head[0] and one.end <= b for a, b in diseases)


def _naming(low: str, named: Sequence[Endpoint], outcome: str, place: int) -> Endpoint | None:
    """The endpoint that holds the word of an outcome, the nearest to the words of change at ``place``."""
    held = []
    at = low.find(outcome)
    while at >= 0:
        held += [one for one in named if one.start <= at < one.end]
        at = low.find(outcome, at + 1)
    plain = [one for one in held if not _in_brackets(low, one.start)]
    if held and not plain:
        # "response rate (complete remission in 60%)": the sentence is about what stands before the bracket
        return next(
            (one for one in reversed(named) if one.end <= held[0].start and not _in_brackets(low, one.start)), held[0]
        )
    return min(plain, key=lambda one: _distance(one, max(place, 0)), default=None)


def _in_brackets(text: str, at: int) -> bool:
    return _bracket(text, at) >= 0


def _bracket(text: str, at: int) -> int:
    """Where the bracket opens that a place stands in, -1 for none."""
    opening = text.rfind("(", 0, at)
    return opening if opening > text.rfind(")", 0, at) else -1


def _distance(endpoint: Endpoint, place: int) -> int:
    return max(endpoint.start - place, place - endpoint.end, 0)


def _own(sentence: str, named: Sequence[Endpoint], one: Endpoint | None) -> list[tuple[int, int]]:
    """Figures of the sentence that belong to the endpoint ``one``; all of them where it names none."""
    found = quoted(sentence)
    if one is None:
        return found if not named else []
    return [span for span in found if _owner(sentence, named, span) == one]


def _owner(sentence: str, named: Sequence[Endpoint], span: tuple[int, int]) -> Endpoint | None:
    """The endpoint that figures belong to: the last one before them in their clause, else one right behind them, else
    the last before.
    """
    clause = max((m.end() for m in _BORDER.finditer(sentence, 0, span[0])), default=0)
    around = (-1, _bracket(sentence, span[0]))
    before = [one for one in named if one.start <= span[0] and _bracket(sentence, one.start) in around]
    behind = next((one for one in named if one.start >= span[1]), None)
    if behind is not None and _HAD.fullmatch(sentence, span[1], behind.start):
        return behind  # "six (33%) achieved a partial response"
    if before and before[-1].end > clause:
        return before[-1]
    if (
        behind is not None
        and behind.start - span[1] <= _NEAR
        and not re.search(r"[,;:()]", sentence[span[1] : behind.start])
    ):
        return behind
    return before[-1] if before else None


_HAD = re.compile(
    r"[)\]]?(?: [\w-]+){0,3} (?:achieved|attained|had|experienced|showed|reported|developed|met|"
    r"reached)(?: [\w-]+){0,3} "
)
_NEAR = 60
_BORDER = re.compile(r"; (?![^()]*\))|, (?:whereas|while|but|although)\b")


_SMALL = re.compile(r"\b(?:the|of|in|and|rates?|times?|median|mean|overall|scores?|at|after|\d+)\b|[^\w ]")


def _alike(sentence: str, one: Endpoint, elsewhere: str, other: Endpoint) -> bool:
    """Do two endpoints mean the same, by their words?"""
    left, right = (
        frozenset(_SMALL.sub(" ", text[each.start : each.end].lower()).split())
        for text, each in ((sentence, one), (elsewhere, other))
    )
    return bool(left) and bool(right) and (left <= right or right <= left) and one.safety == other.safety


def _about(marked: Marked | None, subject: str, at: int) -> bool:
    """Does a sentence name the drug, or no drug at all?"""
    if marked is None or subject not in marked.drugs:
        return True
    named = set(re.findall(r"\bdrug(\d+)", marked.sentences[at]))
    return not named or str(marked.drugs.index(subject)) in named
