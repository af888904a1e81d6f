"""Scores ``kg ask`` on the sets of questions: ``python -m tests.ask.questions.scored``.

Prints the totals of the files, in per cent. Which questions are answered wrongly it says of those that the code is
written with: the others measure only as long as nobody looks at what goes wrong in them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.ask.asking import NotAnswered, Understood, understand
from kg.ask.lookup import KnownNames, known
from kg.ask.pack import Query, load_queries

FOLDER = Path(__file__).parent
TODAY = 2026
"""The year that *the last five years* end with in the sets."""

BUILT, KEPT = ("build.jsonl", "second.jsonl", "third.jsonl"), ("kept.jsonl", "fourth.jsonl")
"""The files that the code is written with, and those that it is measured by."""

RIGHT, REFUSED, WRONG, UNSURE = "right", "refused", "wrong with confidence", "wrong, marked unsure"
"""Outcomes: the answer that is due, sure or not, or the refusal; a refusal where an answer is due; an answer that is
not the one, given for sure or marked as not sure.
"""


def outcome(row: Mapping[str, Any], found: Understood | NotAnswered, queries: Mapping[str, Query]) -> str:
    """What a line of a set is answered with: one of ``RIGHT``, ``REFUSED``, ``WRONG`` and ``UNSURE``."""
    if isinstance(found, NotAnswered):
        near = " ".join((found.why, *found.near)).casefold()
        named = all(_meant(text) in near for text in row.get("meant", {}).values())
        return RIGHT if row["query"] is None or (row.get("or_refuse") and named) else REFUSED
    wrong = WRONG if found.sure else UNSURE
    if row["query"] is None:
        return wrong
    others = {name: row.get("also_params", {}).get(name, row["params"]) for name in row.get("also", ())}
    due = {row["query"]: row["params"], **others}.get(found.query.name)
    if due is None:
        return wrong
    defaults = {one.name: one.default for one in queries[found.query.name].parameters}
    given, wanted = {**defaults, **found.values}, {**defaults, **due}
    accepted = row.get("accept", {})
    same = all(
        _sorted(given[name]) == _sorted(wanted[name]) or given[name] in accepted.get(name, ()) for name in wanted
    )
    return RIGHT if same else wrong


def score(file: str, names: KnownNames, queries: Mapping[str, Query]) -> tuple[dict[str, float], list[str]]:
    """Shares of the outcomes in a file, in per cent; and the questions that are not right, but for ``KEPT``."""
    counts: Counter[str] = Counter()
    failed: list[str] = []
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = understand(row["question"], queries.values(), names, TODAY)
        counts[got := outcome(row, found, queries)] += 1
        if got != RIGHT:
            said = str(found) if isinstance(found, NotAnswered) else found.command
            failed.append(f"{got}: {row['question'][:100]!r}: {said}")
    total = sum(counts.values())
    shares = {kind: 100 * counts[kind] / total for kind in (RIGHT, REFUSED, WRONG, UNSURE)}
    return shares, failed if file not in KEPT else []


def _meant(text: str) -> str:
    return text.casefold()


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    for name in (*BUILT, *KEPT):
        shares, failed = score(name, known(), load_queries())
        lines = [f"{name}: " + ", ".join(f"{share:.1f}% {kind}" for kind, share in shares.items()), *failed]
        sys.stdout.write("\n".join(lines) + "\n")
