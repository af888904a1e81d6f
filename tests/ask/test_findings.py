"""What publications found, each counted once."""

from __future__ import annotations

from typing import Any

import pytest

from kg.ask.findings import ACCEPTED, NO_EVIDENCE, REJECTED, by_year, finding, publications, strongest_tier
from kg.dataset import curation


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
        ([said(flags=["rejected"], counted=False)], ""),
        ([said(flags=["rejected"], counted=False), said(polarity="null")], "null"),
        ([said(flags=["accepted"])], "supports"),
        ([said(flags=["speculated"])], "supports"),
        ([said(flags=None, attribution=None)], "supports"),
        ([], ""),
    ],
)
def test_what_one_publication_found(rows: list[dict[str, Any]], found: str) -> None:
    assert finding(rows) == found


def test_what_is_no_evidence_is_of_no_publication() -> None:
    rows = [said(tier="phase-3", attribution="comparator"), said(tier="in-vitro"), said("PMID:2", flags=["rejected"])]
    assert publications(rows) == {"PMID:1": [rows[1]]}
    assert publications([said(relation="CAUSES"), said(negated=True)]) == {}
    assert by_year([said(relation="CAUSES"), said(flags=["rejected"])]) == []


def test_the_strongest_tier_is_that_of_the_best_row_and_a_mention_without_any() -> None:
    assert strongest_tier([said(), said(tier="phase-3"), said(tier=None)]) == "phase-3"
    assert (strongest_tier([said(tier=None)]), strongest_tier([])) == ("mention", "")


def test_flags_of_curators_are_those_of_the_dataset() -> None:
    assert (ACCEPTED, REJECTED) == curation.FLAGS and REJECTED in NO_EVIDENCE


def test_years_are_in_order_and_none_is_left_out() -> None:
    rows = [said(year=None), said("PMID:2", year=2020), said("PMID:3", "null", year=2010), said("PMID:4", year=2020)]
    assert [(one["year"], one["supports"], one["null"]) for one in by_year(rows)] == [
        (2010, 0, 1),
        (2020, 2, 0),
        (None, 1, 0),
    ]
