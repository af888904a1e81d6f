"""Task ``polarity``: the direction of a result, read from its evidence span, on Evidence Inference.

This is the direction of one outcome, not the polarity of a study: intervention, comparator and outcome are given, and
the cues and the reading of ``kg.pipeline.relate.findings`` say what the span states of them. A row that a file has
twice counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.gold.evaluate.gold import GoldFile
from kg.gold.evaluate.inference import DECREASED, INCREASED, LABELS, NEITHER, TrialResult, results
from kg.gold.evaluate.task import ALL, COUNTS, Count, Mistake, Outcome, TaskSettings, share, summed
from kg.model import Reject
from kg.pipeline.relate.findings import Finding, read
from kg.pipeline.relate.study_cues import plain, scan

MACRO = "macro"

COMPARED = "Intervention, comparator and outcome are given. A row that a file has twice counts once."
"""How things are compared, for the documentation."""

COLUMNS: dict[str, str] = {
    "type": (
        "class; all: the sum of the others, where precision, recall and f1 are the accuracy; macro: the mean of the"
        " classes"
    ),
    **COUNTS,
}
KINDS: dict[str, str] = {
    "opposite": "an increase read as a decrease, or the other way round",
    "difference-missed": "a difference read as none",
    "difference-made-up": "none read as a difference",
}


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Figures per class, over all (accuracy) and on average (macro)."""
    outcome = Outcome()
    table: Counter[tuple[str, str]] = Counter()
    for file in files:
        seen: set[tuple[str, ...]] = set()
        for row in results(file):
            if isinstance(row, Reject):
                outcome.rejects.append(row)
                continue
            key = (row.intervention, row.comparator, row.outcome, row.label, row.evidence)
            if key in seen:
                continue
            seen.add(key)
            said = direction(row)
            table[row.label, said] += 1
            settings.progress("result", 1, 0)
            if said != row.label:
                kind = (
                    "difference-made-up"
                    if row.label == NEITHER
                    else "difference-missed"
                    if said == NEITHER
                    else "opposite"
                )
                text = f"{row.intervention} | {row.comparator} | {row.outcome}"
                outcome.mistakes.append(
                    Mistake(kind, row.document, 0, len(row.evidence), text, row.label, row.label, said, row.evidence)
                )  # fmt: skip
    if table:
        outcome.rows = _rows(table)
    return outcome


def _rows(table: Counter[tuple[str, str]]) -> list[dict[str, object]]:
    counts = {
        label: Count(
            sum(table[label, said] for said in LABELS), sum(table[gold, label] for gold in LABELS), table[label, label]
        )
        for label in LABELS
    }
    total = summed(list(counts.values()))
    rows = [{"type": name, **count.row()} for name, count in (*counts.items(), (ALL, total))]
    mean = {key: _mean([row[key] for row in rows[: len(LABELS)]]) for key in ("precision", "recall", "f1")}
    return [*rows, {"type": MACRO, "gold": total.gold, "found": total.found, "right": total.right, **mean}]


def _mean(values: Sequence[object]) -> float | None:
    """The mean of the figures; one that is null counts as 0, as is usual for a macro average."""
    return share(round(sum(value for value in values if isinstance(value, float)) * 10_000), len(values) * 10_000)


def direction(row: TrialResult) -> str:
    """Direction that the rules read from a row's evidence span: one of ``LABELS``."""
    outcome = plain(row.outcome).strip()
    bad = _kind(outcome) == "bad"
    text = plain(row.evidence)
    for name, holder in ((row.intervention, "drugx"), (row.comparator, "compx")):
        text = _put(text, plain(name), holder)
    marked = _put(text, outcome, "endx")
    findings = (
        [f for f in read(marked) if f.outcome == "endx"]
        or _about(read(text), outcome)
        or list(read(text))
        or list(read(text, named=False))
    )
    if not findings:
        return NEITHER if not any(t.kind == "differs" for t in scan(text)) else DECREASED if bad else INCREASED
    best = max(findings, key=lambda f: (f.tested, f.direction != 0))
    if best.effect == 0 or best.direction == 0:
        return NEITHER
    towards = best.direction
    if best.outcome == "endx":
        word = [t.kind for t in scan(plain(best.cue))][:1]
        if word in (["better"], ["worse"]):
            towards = best.effect * (-1 if bad else 1)
    return INCREASED if towards > 0 else DECREASED


def _about(findings: tuple[Finding, ...], outcome: str) -> list[Finding]:
    words = set(re.findall(r"[a-z]{4,}", outcome))
    return [f for f in findings if words & set(re.findall(r"[a-z]{4,}", f.outcome))]


def _put(text: str, name: str, holder: str) -> str:
    """The text with a name, and the abbreviation in brackets after it, replaced by a place-holder."""
    long = re.sub(r"\s*\([^)]*\)", "", name).strip()
    short = re.search(r"\(([a-z][\w+-]{0,9})\)", name)
    for piece in (long, short.group(1) if short else ""):
        if len(piece) > 1:
            text = re.sub(rf"(?<!\w){re.escape(piece)}(?!\w)", holder, text)
    return re.sub(rf"{holder} \({holder}\)", holder, text)


def _kind(outcome: str) -> str:
    return next((t.kind for t in scan(outcome) if t.kind in ("good", "bad", "safety")), "good").replace("safety", "bad")
