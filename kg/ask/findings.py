"""What publications found of a drug in a disease: each counts once, at its strongest tier, as in the query
``class-evidence-by-tier``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

UNRANKED = len(TIERS) - 1
"""Place among ``TIERS`` of evidence without a tier: that of a mention."""


def finding(rows: Iterable[Row]) -> str:
    """What one publication found, of its evidence (``polarity``, ``counted``, ``attribution``, ``flags``): one of
    ``kg.model.POLARITIES``, ``mixed`` where its own findings disagree, ``unclear`` where none counts.

    Empty where nothing of it is evidence about the drug: it was retracted, or the drug is what others were compared to.
    """
    kept = [row for row in rows if _is_kept(row)]
    found = {row["polarity"] for row in kept if row["counted"] and row["polarity"] not in (None, "", "unclear")}
    if not kept:
        return ""
    return next(iter(found)) if len(found) == 1 else "mixed" if found else "unclear"


def by_tier(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Publications of evidence rows (as ``kg.ask.explain`` has them) by tier, strongest first: ``tier``, how many
    found what (``POLARITIES``), and ``publications``, to which the five counts add up.
    """
    counts: dict[str, dict[str, int]] = {}
    for publication in _studies(rows).values():
        if found := finding(publication):
            tier = TIERS[min(_rank(row) for row in publication if _is_kept(row))]
            counts.setdefault(tier, dict.fromkeys(POLARITIES, 0))[found] += 1
    return [
        {"tier": tier, **counts[tier], "publications": sum(counts[tier].values())} for tier in TIERS if tier in counts
    ]


def by_year(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The same by year, oldest first: ``year`` and how many found what; publications without a year come last, with
    None.
    """
    counts: dict[int | None, dict[str, int]] = {}
    for publication in _studies(rows).values():
        if found := finding(publication):
            counts.setdefault(publication[0]["year"], dict.fromkeys(POLARITIES, 0))[found] += 1
    return [{"year": year, **counts[year]} for year in sorted(counts, key=lambda one: (one is None, one or 0))]


def _studies(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    """The rows of studies by publication."""
    publications: dict[str, list[Row]] = {}
    for row in rows:
        if row["relation"] == "STUDIED_FOR" and not row["negated"]:
            publications.setdefault(row["document"], []).append(row)
    return publications


def _is_kept(row: Row) -> bool:
    return row["attribution"] != "comparator" and "retracted" not in (row["flags"] or ())


def _rank(row: Row) -> int:
    return TIERS.index(row["tier"]) if row["tier"] else UNRANKED
