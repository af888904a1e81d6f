"""Directions of results against rows of our own: every figure here was counted by hand."""

from __future__ import annotations

import json

from tests.gold.evaluate.conftest import Measure

UP, DOWN, NONE = "significantly increased", "significantly decreased", "no significant difference"


def row(label: str, evidence: str, outcome: object = "survival", **other: object) -> str:
    """A line of Evidence Inference's shape."""
    given: dict[str, object] = {"pmcid": "PMC1", "intervention": "everolimus", "comparator": "placebo"}
    given |= {"outcome": outcome, "label": label, "evidence": evidence}
    return json.dumps(given | other) + "\n"


LONGER = "Survival was significantly longer with everolimus than with placebo (p = 0.01)."
SAME = "There was no significant difference in survival between everolimus and placebo (p = 0.7)."
LOWER = "Pain was significantly lower with everolimus than with placebo (p < 0.001)."

GOLD = (
    row(UP, LONGER)
    + row(UP, LONGER)  # the same row again counts once
    + row(NONE, SAME)
    + row(DOWN, LOWER, "pain")
    + row(DOWN, LONGER)  # opposite
    + row(UP, SAME)  # difference-missed
    + row(NONE, LONGER)  # difference-made-up
)


def test_figures_of_each_class_their_sum_and_their_mean(measure: Measure) -> None:
    found = measure(GOLD)
    assert (found.task, found.rejected) == ("polarity", 0)
    assert [(r["type"], r["gold"], r["found"], r["right"]) for r in found.rows] == [
        (UP, 2, 3, 1), (DOWN, 2, 1, 1), (NONE, 2, 2, 1), ("all", 6, 6, 3), ("macro", 6, 6, 3)
    ]  # fmt: skip
    assert [r["f1"] for r in found.rows] == [0.4, 0.6667, 0.5, 0.5, 0.5222]


def test_each_kind_of_mistake(measure: Measure) -> None:
    mistakes = measure(GOLD).mistakes
    assert [mistake.kind for mistake in mistakes] == ["opposite", "difference-missed", "difference-made-up"]
    first = mistakes[0]
    assert (first.document, first.expected, first.found, first.sentence) == ("PMC:PMC1", DOWN, UP, LONGER)
    assert first.text == "everolimus | placebo | survival"


def test_lines_that_are_no_result_are_told_and_the_rest_goes_on(measure: Measure) -> None:
    found = measure(
        row(UP, LONGER) + row("increased", LONGER) + row(UP, LONGER, outcome=3) + "[1]\n{\n" + row(NONE, SAME)
    )
    assert found.rejected == 4
    assert (
        found.said[0]
        == f"gold1: line 2: label is 'increased': expected one of {UP}, {DOWN}, {NONE}; the line is left out"
    )
    assert found.said[1] == "gold1: line 3: no text under outcome: expected strings; the line is left out"
    assert found.said[2] == "gold1: line 4: is not a JSON object; the line is left out"
    assert found.said[3].startswith("gold1: line 5: not JSON")
    assert found.row("all")["right"] == 2
