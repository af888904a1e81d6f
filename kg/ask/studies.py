"""Studies of an answer: what each publication found of each thing that the rows are about.

The rule is that of ``kg.ask.findings``; but publications that are retracted are listed too, and those in which a drug
was only measured against: a report shows them, with no finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.behind import Behind
from kg.ask.findings import REJECTED, finding, is_study, strongest_tier
from kg.stores.store import Row


@dataclass(frozen=True, slots=True)
class StudyResult:
    """What a publication found of a thing: ``polarity`` one of ``POLARITIES``, ``tier`` one of ``TIERS``; ``year`` is 0
    where none is stated.
    """

    key: str
    name: str
    document: str
    year: int
    tier: str
    polarity: str
    retracted: bool


def studies_behind(found: Iterable[Behind]) -> tuple[StudyResult, ...]:
    """The studies of drugs in diseases among what is behind rows."""
    return tuple(study for one in found for study in _studies(one.key, one.name, filter(is_study, one.evidence)))


def _studies(key: str, name: str, evidence: Iterable[Row]) -> list[StudyResult]:
    documents: dict[str, list[Row]] = defaultdict(list)
    for row in evidence:
        if REJECTED not in (row["flags"] or ()):
            documents[str(row["document"])].append(row)
    return [_study(key, name, document, rows) for document, rows in sorted(documents.items())]


def _study(key: str, name: str, document: str, rows: list[Row]) -> StudyResult:
    # what a drug was only measured against is no evidence about it, unless there is nothing else to list
    rows = [row for row in rows if row["attribution"] != "comparator"] or rows
    return StudyResult(
        key,
        name,
        document,
        next((int(row["year"]) for row in rows if row["year"]), 0),
        strongest_tier(rows),
        finding(rows) or "unclear",
        any("retracted" in (row["flags"] or ()) for row in rows),
    )
