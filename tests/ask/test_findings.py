"""What publications found, each counted once."""

from __future__ import annotations

from typing import Any

import pytest

from kg.ask.findings import by_tier, by_year, finding


def said(
    document: str = "PMID:1", polarity: str | None = "supports", tier: str | None = "phase-2", **more: Any
) -> dict[str, Any]:
    return {
        "document": document,
        "polarity": polarity,
        "tier": tier,
        "counted": True,
        "attribution": "drug",
        "flags": [],
        "year": 2015,
        "relation": "STUDIED_FOR",
        "negated": False,
        **more,
    }


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([said()], "supports"),
        ([said(), said()], "supports"),
        ([said(), said(polarity="null")], "mixed"),
        ([said(), said(polarity="unclear")], "supports"),
        ([said(), said(polarity="null", counted=False)], "supports"),
        ([said(counted=False)], "unclear"),
        ([said(polarity=None)], "unclear"),
        ([said(polarity="opposes", attribution="comparator"), said()], "supports"),
        ([said(attribution="comparator")], ""),
        ([said(flags=["retracted"])], ""),
        ([said(flags=["speculated"])], "supports"),
        ([said(flags=None, attribution=None)], "supports"),
        ([], ""),
    ],
)
def test_what_one_publication_found(rows: list[dict[str, Any]], found: str) -> None:
    assert finding(rows) == found


def test_a_publication_counts_once_at_its_strongest_tier() -> None:
    rows = [said(), said(tier="phase-3", polarity="null"), said("PMID:2"), said("PMID:3", None, None)]
    assert by_tier(rows) == [
        {"tier": "phase-3", "supports": 0, "null": 0, "opposes": 0, "mixed": 1, "unclear": 0, "publications": 1},
        {"tier": "phase-2", "supports": 1, "null": 0, "opposes": 0, "mixed": 0, "unclear": 0, "publications": 1},
        {"tier": "mention", "supports": 0, "null": 0, "opposes": 0, "mixed": 0, "unclear": 1, "publications": 1},
    ]


def test_a_comparator_lends_no_tier() -> None:
    (row,) = by_tier([said(tier="phase-3", attribution="comparator"), said(tier="in-vitro")])
    assert row["tier"] == "in-vitro"


def test_only_studies_count() -> None:
    assert by_tier([said(relation="CAUSES"), said(negated=True)]) == [] == by_year([said(relation="CAUSES")])


def test_years_are_in_order_and_none_is_left_out() -> None:
    rows = [said(year=None), said("PMID:2", year=2020), said("PMID:3", "null", year=2010), said("PMID:4", year=2020)]
    assert [(one["year"], one["supports"], one["null"]) for one in by_year(rows)] == [
        (2010, 0, 1),
        (2020, 2, 0),
        (None, 1, 0),
    ]
