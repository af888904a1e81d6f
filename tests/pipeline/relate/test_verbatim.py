"""Figures quoted from sentences, and numbers that are none."""

from __future__ import annotations

import pytest

from kg.pipeline.relate.study_cues import spelled
from kg.pipeline.relate.verbatim import quoted


def figures(text: str) -> list[str]:
    assert len(spelled(text)) == len(text)
    return [text[start:end] for start, end in quoted(spelled(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Survival was 7.6 vs 7.3 months (HR 1.05; 95% CI 0.86-1.27; P=.68).",
            ["7.6 vs 7.3 months", "HR 1.05; 95% CI 0.86-1.27", "P=.68"],
        ),
        (
            "It fell (hazard ratio [HR], 0.70; 95% confidence interval [CI], 0.58 to 0.85; P<0.001).",
            ["hazard ratio [HR], 0.70; 95% confidence interval [CI], 0.58 to 0.85", "P<0.001"],
        ),
        ("It fell (HR 0·70, 95% CI 0·58–0·85; p=0·0003).", ["HR 0·70, 95% CI 0·58–0·85", "p=0·0003"]),
        ("PFS (HR 0.7 [0.5-0.9]) and OS (HR 0.8 [0.6-1.1]) differed.", ["HR 0.7 [0.5-0.9]", "HR 0.8 [0.6-1.1]"]),
        (
            "Death was rarer (relative risk 0.76, 95% CI 0.59-0.97) and 45% vs 30% responded.",
            ["relative risk 0.76, 95% CI 0.59-0.97", "45% vs 30%"],
        ),
        (
            "The mean difference [95% CI] was -0.77 [-1.49, -0.05].",
            ["mean difference [95% CI] was -0.77 [-1.49, -0.05]"],
        ),
        ("Cure was 100% and 98.8%, respectively (P = 0.4).", ["100% and 98.8%", "P = 0.4"]),
        ("Median PFS was 10.2 and 10.8 months (p = 0.74).", ["10.2 and 10.8 months", "p = 0.74"]),
        ("Sore throat was rarer (3/30 vs. 10/30; P = 0.01).", ["3/30 vs. 10/30", "P = 0.01"]),
        ("HbA1c fell from 8.2% to 7.1% (P = 3 × 10-4).", ["8.2% to 7.1%", "P = 3 × 10-4"]),
        ("It responded in 9 of 20 patients (45%; n = 20).", ["9 of 20 patients", "45%", "n = 20"]),
        ("The IC50 was 2.3 µM.", ["IC50 was 2.3 µM"]),
        ("It was 6.0–10.1% of days compared with 2.5–3.4% of days.", ["6.0–10.1% of days compared with 2.5–3.4%"]),
    ],
)
def test_figures_are_quoted_letter_by_letter(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Patients received 5 mg vs 10 mg daily for 12 weeks.",
        "P for interaction = 0.03.",
        "There was heterogeneity (interaction P = 0.03).",
        "A 0.1% solution was given after a median follow-up of 42 months.",
        "Beclometasone/formoterol (200/6 μg) was inhaled twice.",
        "It was measured at 1, 2 and 24 h after surgery.",
        "Either drug or placebo was given at 4 weeks.",
        "",
    ],
)
def test_numbers_that_are_no_result_are_none(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It rose (P = 1.2 × 10⁻⁵).", []),
        ("It rose (P=10⁻⁵).", []),
        ("It rose (P < 10(-5)).", []),
        ("It rose (P < 0,001).", []),
        ("It fell (HR 0,54 in all).", []),
        ("It was 10^6 vs 10^5 copies/mL.", []),
        ("It was 1 234 vs 1 567 days.", []),
        ("It rose (P = 0.01), 10 of them twice.", ["P = 0.01"]),
    ],
)
def test_half_of_a_number_is_never_quoted_for_the_whole(text: str, whole: list[str]) -> None:
    assert figures(text) == whole
