"""What a sentence says was found: which outcomes changed, and for whom.

A sentence is cut into clauses at contrasts; in each clause every word of change is tied to the outcome it changes (the
subject of a passive, else what follows), turned round when it is the comparator that changed, and cancelled by a
negation, a trend or a P value above 0.05. An outcome is good to have more of (survival) or bad (recurrence), so that
change and outcome together say whether the drug helped. The cues stand in ``ontologies/studies.toml``, the measurement
in ``kg.gold.evaluate.polarity_task``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.pipeline.relate import context
from kg.pipeline.relate.comparison import changes_of, is_turned
from kg.pipeline.relate.statistics import Figure, figures, pair
from kg.pipeline.relate.study_cues import FoundCue, scan

OUTCOMES = frozenset({"good", "bad", "trouble", "disease", "safety"})
NEARLY_EQUAL = 0.1
"""Two figures without a test of significance count as no difference when they lie within this share of the larger
one.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result: ``effect`` +1 the drug helped, 0 it made no difference, -1 it harmed; ``direction`` of the outcome
    itself (+1 rose, 0 did not change, -1 fell). ``kind`` is the outcome's (``good``, ``bad``, ``trouble``, ``disease``,
    empty when none is named), ``mixed`` a result that says so itself. ``tested`` says that a figure or the word
    "significant" backs it, ``hedged`` that it is held possible.
    """

    effect: int
    direction: int
    kind: str
    cue: str
    outcome: str = ""
    mixed: bool = False
    tested: bool = False
    hedged: bool = False
    primary: bool = False
    subgroup: bool = False
    combined: bool = False
    alone: bool = False


def read(text: str, *, named: bool = True) -> tuple[Finding, ...]:
    """Findings of one plain sentence (``study_cues.plain``; place-holders for mentions optional), in text order.

    A sentence about safety alone, an aim or a baseline gives none. With ``named`` false a change of an outcome that no
    cue knows counts too, as if the outcome were good: only its ``direction`` then means anything.
    """
    tokens = scan(text)
    numbers = figures(text)
    found: list[Finding] = []
    own = any(token.kind == "drug" for token in tokens)
    for clause, start, end in _clauses(tokens, len(text)):
        kinds = {token.kind for token in clause}
        if own and "other" in kinds and "drug" not in kinds:
            continue  # said of another drug: "..., whereas otherx was not"
        inside = [figure for figure in numbers if start <= figure.start < end]
        if found and _TAKEN_BACK.search(text, start, end):
            found = [replace(finding, effect=0, direction=0, tested=True) for finding in found]
            continue
        found.extend(_clause(text, clause, inside, start, end, named))
    return tuple(found)


_TAKEN_BACK = re.compile(
    r"\b(?:this|these|those|the|which|it|neither) (?:\w+ )?(?:(?:differences?|trends?|improvements?|reductions?|"
    r"increases?|decreases?|effects?|results?|changes?|findings?) )?(?:was|were|did|is|are|"
    r"failed)(?: \w+){0,3}? (?:not|non-?\w*significant|insignificant|to reach)\b"
)
"""A later clause that takes the result back: "... although this difference was not significant"."""


def _clauses(tokens: Sequence[FoundCue], length: int) -> list[tuple[list[FoundCue], int, int]]:
    clauses: list[tuple[list[FoundCue], int, int]] = []
    current: list[FoundCue] = []
    start = 0
    for token in tokens:
        if token.kind == "break":
            if current:
                clauses.append((current, start, token.start))
                current, start = [], token.end
        else:
            current.append(token)
    if current:
        clauses.append((current, start, length))
    return clauses


def _clause(
    text: str, tokens: Sequence[FoundCue], numbers: Sequence[Figure], start: int, end: int, named: bool
) -> list[Finding]:
    kinds = {token.kind for token in tokens}
    if any(cue.kind == "aim" and start <= cue.start < end for cue in context.contexts(text)):
        return []
    outcomes = [token for token in tokens if token.kind in OUTCOMES and not _is_place(text, token)]
    changes = changes_of(text, tokens)
    found = []
    for at, change in enumerate(changes):
        following = changes[at + 1].start if at + 1 < len(changes) else end
        finding = _finding(text, change, tokens, outcomes, changes, named)
        doses = change.kind == "null" and sum(t.kind == "drug" for t in tokens) > 1 and not kinds & {"comparator"}
        if finding is not None and not ("baseline" in kinds and finding.effect == 0) and not doses:
            found.append(_sole(_weighed(finding, text, change, numbers, following, tokens), change, tokens))
    if not found and outcomes and "baseline" not in kinds:
        found = _numeric(text, outcomes, numbers, tokens, start, end)
    singly = next((token for token in tokens if token.kind == "null-drug" and token.text.startswith(_NOT_ALONE)), None)
    if singly is not None:
        # "The combination, but neither drug alone, stopped growth": the change is the combination's.
        found = [finding for finding in found if finding.cue == singly.text or not singly.text.startswith("neither")]
        found = [
            finding if finding.cue == singly.text else replace(finding, combined=True, alone=False) for finding in found
        ]
    return [_marked(finding, kinds) for finding in found if finding.kind != "safety"]


_NOT_ALONE = ("not either", "not both", "neither")
"""How a cue begins that denies it of each of several drugs alone."""


def _marked(finding: Finding, kinds: set[str]) -> Finding:
    return replace(finding, primary="primary" in kinds, subgroup="subgroup" in kinds)


def _sole(finding: Finding, change: FoundCue, tokens: Sequence[FoundCue]) -> Finding:
    """The finding with the nearer of "combination" and "alone" set: one clause may speak of both."""
    if change.text.startswith("synerg"):
        return replace(finding, combined=True)
    than = next((token.start for token in tokens if token.kind == "than"), None)
    marks = [
        (max(token.start - change.end, change.start - token.end), token)
        for token in tokens
        if token.kind in ("combined", "alone") and (than is None or token.start < than or change.start > than)
    ]
    distance, nearest = min(marks, key=lambda mark: mark[0], default=(_REACH, change))
    if distance > _REACH // 2:
        return finding
    return replace(finding, combined=nearest.kind == "combined", alone=nearest.kind == "alone")


_PLACE = re.compile(r"tumou?rs?|(?:\w+ )?cells?|xenografts?|lesions?")
_IN = re.compile(r"\b(?:in|from|within) (?:the )?(?:treated|resistant|sensitive|exposed|remaining|these|those) $")


def _is_place(text: str, outcome: FoundCue) -> bool:
    """Is a tumour or a cell only where something was measured ("in treated tumours the protein fell")?"""
    return (
        _PLACE.fullmatch(outcome.text) is not None
        and _IN.search(text, max(0, outcome.start - 25), outcome.start) is not None
    )


# ---- one word of change ---------------------------------------------------------------------------------------------
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|being|remained|became|got|did|do|does)\s+(?:also |both |all |even |not |only |"
    r"found to be |shown to be )*(?:\w+ly )?(?:\w+ly )?(?:more |less )?$"
)
_OF = re.compile(r"\s?(?:\w+ )?(?:in|of|on|for|with respect to|regarding|with regard to|in terms of)\b")
_REACH = 90


def _finding(
    text: str,
    change: FoundCue,
    tokens: Sequence[FoundCue],
    outcomes: Sequence[FoundCue],
    changes: Sequence[FoundCue],
    named: bool,
) -> Finding | None:
    outcome = _outcome(text, change, outcomes, changes)
    kind = outcome.kind if outcome else "" if named else "good"
    name = outcome.text if outcome else ""
    hedged = context.status(text, change.start, change.end).speculated
    if change.kind == "harm":
        return Finding(-1, 0, "", change.text, name, tested=True, hedged=hedged)
    if kind == "safety":
        return None
    if change.kind == "mixed":
        return Finding(1, 0, kind, change.text, name, mixed=True, hedged=hedged)
    negated = _negated(text, change)
    if change.kind == "noninferior":
        return Finding(0 if negated else 1, 0, kind, change.text, name, hedged=hedged)
    if change.kind in ("null", "trend"):
        return (
            Finding(0, 0, kind, change.text, name, tested="signif" in change.text, hedged=hedged)
            if outcome or change.kind == "null"
            else None
        )
    if change.kind == "null-drug":
        return Finding(0, 0, kind, change.text, name, tested=True, hedged=hedged)
    if change.kind == "differs":
        return Finding(0, 0, kind, negated, name) if negated else None
    turned = -1 if is_turned(text, change, tokens) else 1
    if negated:
        return (
            Finding(
                0,
                0,
                kind,
                negated,
                name,
                tested="signif" in text[max(0, change.start - 30) : change.end],
                hedged=hedged,
            )
            if kind or "signif" in negated or change.kind in ("better", "worse")
            else None
        )
    effect, direction = _effect(change.kind, kind)
    if not effect or (kind == "trouble" and effect * turned < 0):
        # More of a trouble (bleeding, infections) is a side effect, not a worse course of the disease.
        return None
    return Finding(
        effect * turned,
        direction * turned,
        kind,
        change.text,
        name,
        tested="significan" in text[max(0, change.start - 40) : change.end + 20],
        hedged=hedged,
    )


def _effect(change: str, outcome: str) -> tuple[int, int]:
    """(did it help, which way the outcome went); (0, 0) where a rise or fall of nothing named says nothing."""
    if change in ("better", "worse"):
        sign = 1 if change == "better" else -1
        return sign, -sign if outcome in ("bad", "trouble", "disease") else sign
    if not outcome:
        return 0, 0
    sign = 1 if change == "up" else -1
    return (sign if outcome == "good" else -sign), sign


def _outcome(text: str, change: FoundCue, outcomes: Sequence[FoundCue], changes: Sequence[FoundCue]) -> FoundCue | None:
    """The outcome a change is about: before a passive or predicate, after an active verb or "reduction in", else the
    nearest.
    """
    before = [o for o in outcomes if o.end <= change.start and change.start - o.end <= _REACH]
    after = [o for o in outcomes if o.start >= change.end and o.start - change.end <= _REACH]
    if not before or not after:
        return before[-1] if before else after[0] if after else None
    if change.text.endswith(" not"):
        return before[-1]
    predicate = _PASSIVE.search(text, max(0, change.start - 40), change.start) is not None
    if predicate and not _OF.match(text, change.end):
        return before[-1]
    if change.kind in ("null", "differs") and not _OF.match(text, change.end) and after[0].start - change.end > 12:
        return before[-1] if change.start - before[-1].end < after[0].start - change.end else after[0]
    return after[0] if after[0].start - change.end <= 60 else before[-1]


def _negated(text: str, change: FoundCue) -> str:
    """The negation that holds a word of change, and the word (``not improve``); empty when there is none."""
    held = context.status(text, change.start, change.end)
    return f"{held.cue} {change.text}" if held.negated else ""


def _weighed(
    finding: Finding, text: str, change: FoundCue, numbers: Sequence[Figure], following: int, tokens: Sequence[FoundCue]
) -> Finding:
    """The finding after its figures: not significant makes it a null, a significant one confirms it."""
    own = [figure for figure in numbers if change.start <= figure.start < following] or (
        [figure for figure in numbers if figure.start < change.start][-1:] if not finding.tested else []
    )
    trend = any(t.kind == "trend" and t.start < change.end for t in tokens)
    both = any(t.kind == "both" for t in tokens) and not any(t.kind == "than" for t in tokens)
    if own:
        # One significant figure is enough: the others of the same clause test other outcomes.
        if any(figure.significant for figure in own):
            return replace(finding, tested=True) if finding.effect or trend else finding
        if finding.effect:
            return replace(finding, effect=0, direction=0, tested=True)
        return replace(finding, tested=True)
    if finding.effect and (trend or both) and not finding.tested:
        return replace(finding, effect=0, direction=0)
    return finding


# ---- figures without a word of change -------------------------------------------------------------------------------
def _numeric(
    text: str, outcomes: Sequence[FoundCue], numbers: Sequence[Figure], tokens: Sequence[FoundCue], start: int, end: int
) -> list[Finding]:
    """``Median survival was 7.6 versus 7.3 months (HR 1.05, 95% CI 0.86-1.27)``: what the numbers alone say."""
    outcome = next((o for o in outcomes if o.kind != "safety"), None)
    if outcome is None or outcomes[0].kind == "safety":
        return []
    values = pair(text, start, end)
    significant = [figure for figure in numbers if figure.significant]
    if numbers and not significant:
        return [
            Finding(
                0,
                0,
                outcome.kind,
                text[numbers[0].start : numbers[0].start + 12].strip(" ,)"),
                outcome.text,
                tested=True,
            )
        ]
    if not values and not significant:
        return []
    direction = 0
    if values and values[0] != values[1]:
        first = next((t for t in tokens if t.kind in ("drug", "comparator")), None)
        direction = (1 if values[0] > values[1] else -1) * (
            -1 if first is not None and first.kind == "comparator" else 1
        )
    ratio = next((figure for figure in significant if figure.ratio), None)
    if ratio is not None and not values:
        direction = (1 if ratio.ratio > 1 else -1) * (-1 if ratio.hazard and outcome.kind == "good" else 1)
    if significant and direction and not (outcome.kind == "trouble" and direction > 0):
        return [
            Finding(
                direction if outcome.kind == "good" else -direction,
                direction,
                outcome.kind,
                outcome.text,
                outcome.text,
                tested=True,
            )
        ]
    if values and not numbers and abs(values[0] - values[1]) <= NEARLY_EQUAL * max(abs(values[0]), abs(values[1])):
        return [Finding(0, 0, outcome.kind, f"{values[0]:g} vs {values[1]:g}", outcome.text)]
    return []


# ---- from findings to a polarity ------------------------------------------------------------------------------------
