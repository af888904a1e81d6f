"""What publications found of a drug in a disease: which sentences are evidence about it, and what those of a
publication come to. Each publication counts once, at its strongest tier, as in the query ``class-evidence-by-tier``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

REJECTED, ACCEPTED = "rejected", "accepted"
"""Flags of evidence that a curator judged, as ``kg.dataset.curation.FLAGS`` has them."""

NO_EVIDENCE = frozenset({"retracted", REJECTED})
"""Flags of what is no evidence: what is withdrawn, and what a curator found not to be said."""


def is_study(row: Row) -> bool:
    """Whether a row is of a drug that was studied for a disease, whatever it is worth."""
    return bool(row["relation"] == "STUDIED_FOR" and not row["negated"])


def is_evidence(row: Row) -> bool:
    """Whether a row about a study is evidence about the drug, of its ``attribution`` and ``flags``: not retracted, not
    rejected, and the drug is not what another was compared to.
    """
    return row["attribution"] != "comparator" and NO_EVIDENCE.isdisjoint(row["flags"] or ())


def publications(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The evidence among rows of ``kg.ask.explain`` by publication, in the order of the rows; publications without any
    are left out.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        if is_study(row) and is_evidence(row):
            found.setdefault(row["document"], []).append(row)
    return found


def finding(rows: Iterable[Row]) -> str:
    """What one publication found, of its rows about a study (``polarity``, ``counted``, ``attribution``, ``flags``):
    one of ``kg.model.POLARITIES``, ``mixed`` where its own findings disagree, ``unclear`` where none counts.

    Empty where none of them is evidence about the drug.
    """
    evidence = [row for row in rows if is_evidence(row)]
    found = {row["polarity"] for row in evidence if row["counted"]} & set(POLARITIES) - {"unclear"}
    if not evidence:
        return ""
    return next(iter(found)) if len(found) == 1 else "mixed" if found else "unclear"


def strongest_tier(rows: Iterable[Row]) -> str:
    """The strongest of ``kg.model.TIERS`` among rows; what has none is a mention. Empty without rows."""
    return min((row["tier"] or TIERS[-1] for row in rows), key=TIERS.index, default="")


def by_year(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The publications of ``rows`` by year, oldest first: ``year`` and how many found what (``POLARITIES``);
    publications without a year come last, with None.
    """
    counts: dict[int | None, dict[str, int]] = {}
    for evidence in publications(rows).values():
        counts.setdefault(evidence[0]["year"], dict.fromkeys(POLARITIES, 0))[finding(evidence)] += 1
    return [{"year": year, **counts[year]} for year in sorted(counts, key=lambda one: (one is None, one or 0))]
