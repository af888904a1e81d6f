"""Studies of an answer: what each publication found of each thing that the rows are about.

A publication counts once a thing, as in the queries of the pack: what its countable sentences agree on, ``mixed`` where
they do not, ``unclear`` where none decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.behind import Behind
from kg.ask.summary import is_study
from kg.model import POLARITIES, TIERS
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
        documents[str(row["document"])].append(row)
    return [_study(key, name, document, rows) for document, rows in sorted(documents.items())]


def _study(key: str, name: str, document: str, rows: list[Row]) -> StudyResult:
    # what a drug was only measured against is no evidence about it, unless there is nothing else to list
    rows = [row for row in rows if row["attribution"] != "comparator"] or rows
    findings = {row["polarity"] for row in rows if row["counted"]} & set(POLARITIES[:-1])
    tiers = [row["tier"] for row in rows if row["tier"] in TIERS]
    return StudyResult(
        key,
        name,
        document,
        next((int(row["year"]) for row in rows if row["year"]), 0),
        min(tiers, key=TIERS.index, default=TIERS[-1]),
        "unclear" if not findings else findings.pop() if len(findings) == 1 else "mixed",
        any("retracted" in (row["flags"] or ()) for row in rows),
    )
