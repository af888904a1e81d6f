"""Measure the reading of result sentences on Evidence Inference (intervention, comparator, outcome, evidence span, direction).

    python bench/polarity.py [train|validation] [--errors N]

The corpus is not part of the repository: it is looked for in the folder named by ``KG_SHARED`` (``corpora/evidence-inference-*.jsonl``).
Prints the confusion table of the three directions, accuracy and macro F1, over distinct rows. Rules were tuned on ``train``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

from kg.relate.polarity import Finding, read
from kg.relate.study_cues import plain, scan

LABELS = ("significantly increased", "significantly decreased", "no significant difference")


def rows(path: Path) -> list[dict[str, str]]:
    """Distinct rows of one file, in file order."""
    seen: dict[tuple[str, ...], dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        seen.setdefault(tuple(row[k] for k in ("intervention", "comparator", "outcome", "label", "evidence")), row)
    return list(seen.values())


def predict(row: dict[str, str]) -> str:
    """Direction the rules read from a row's evidence span."""
    outcome = plain(row["outcome"]).strip()
    bad = _kind(outcome) == "bad"
    text = plain(row["evidence"])
    for name, holder in ((row["intervention"], "drugx"), (row["comparator"], "compx")):
        text = _put(text, plain(name), holder)
    marked = _put(text, outcome, "endx")
    findings = (
        [f for f in read(marked) if f.outcome == "endx"] or _about(read(text), outcome) or list(read(text)) or list(read(text, named=False))
    )
    if not findings:
        return LABELS[2] if not any(t.kind == "differs" for t in scan(text)) else LABELS[1 if bad else 0]
    best = max(findings, key=lambda f: (f.tested, f.direction != 0))
    if best.effect == 0 or best.direction == 0:
        return LABELS[2]
    direction = best.direction
    if best.outcome == "endx":
        word = [t.kind for t in scan(plain(best.cue))][:1]
        if word in (["better"], ["worse"]):
            direction = best.effect * (-1 if bad else 1)
    return LABELS[0 if direction > 0 else 1]


def _about(findings: tuple[Finding, ...], outcome: str) -> list[Finding]:
    words = set(re.findall(r"[a-z]{4,}", outcome))
    return [f for f in findings if words & set(re.findall(r"[a-z]{4,}", f.outcome))]


def _put(text: str, name: str, holder: str) -> str:
    """The text with a name, and the abbreviation in brackets after it, replaced by a place-holder."""
    long = re.sub(r"\s*\([^)]*\)", "", name).strip()
    short = re.search(r"\(([a-z][\w+-]{0,9})\)", name)
    for part in (long, short.group(1) if short else ""):
        if len(part) > 1:
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", holder, text)
    return re.sub(rf"{holder} \({holder}\)", holder, text)


def _kind(outcome: str) -> str:
    return next((t.kind for t in scan(outcome) if t.kind in ("good", "bad", "safety")), "good").replace("safety", "bad")


def main() -> int:
    """Print the table; exit 2 where the corpus is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="validation", choices=("train", "validation"))
    parser.add_argument("--errors", type=int, default=0, help="print this many rows that were read wrongly")
    options = parser.parse_args()
    shared = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    path = shared / "corpora" / f"evidence-inference-{options.part}.jsonl"
    if not path.is_file():
        print(f"{path}: no such file; set KG_SHARED to the folder that holds corpora/", file=sys.stderr)
        return 2
    table: Counter[tuple[str, str]] = Counter()
    wrong = []
    for row in rows(path):
        said = predict(row)
        table[row["label"], said] += 1
        if said != row["label"]:
            wrong.append((row, said))
    report(table, options.part)
    for row, said in wrong[: options.errors]:
        print(f"\n{row['label']} read as {said}\n  {row['intervention']} | {row['comparator']} | {row['outcome']}\n  {row['evidence']!r}")
    return 0


def report(table: Counter[tuple[str, str]], part: str) -> None:
    """Print the confusion table with precision, recall and F1 of each direction."""
    total = sum(table.values())
    print(f"{part}: {total} rows, gold down, read across")
    print(f"{'':28}" + "".join(f"{label.split()[-1]:>12}" for label in LABELS) + f"{'P':>8}{'R':>8}{'F1':>8}")
    scores = []
    for gold in LABELS:
        right = table[gold, gold]
        precision = right / max(1, sum(table[other, gold] for other in LABELS))
        recall = right / max(1, sum(table[gold, other] for other in LABELS))
        scores.append(2 * precision * recall / max(1e-9, precision + recall))
        print(f"{gold:28}" + "".join(f"{table[gold, said]:12}" for said in LABELS) + f"{precision:8.3f}{recall:8.3f}{scores[-1]:8.3f}")
    print(f"accuracy {sum(table[label, label] for label in LABELS) / total:.3f}  macro F1 {sum(scores) / 3:.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
