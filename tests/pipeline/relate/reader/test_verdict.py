"""The verdict on a pair: how what two networks, a linear model and rules say of one pair is put together."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest

from kg.model import POLARITIES
from kg.pipeline.relate.arms import Arm
from kg.pipeline.relate.reader.network import StudyReading
from kg.pipeline.relate.reader.results import ResultReading
from kg.pipeline.relate.reader.ruled import Ruled
from kg.pipeline.relate.reader.verdict import OPEN, Verdict, attribution, joined, verdict, verdict_alone


def near(chance: float, abs: float) -> Any:
    """A probability within ``abs``; pytest's own type is no number to mypy."""
    return pytest.approx(chance, abs=abs)


def chances(**given: float) -> dict[str, float]:
    """Probabilities of the polarities; what is left goes to ``unclear``, if that is not given."""
    rest = 1 - sum(given.values())
    return dict.fromkeys(POLARITIES, 0.0001) | {"unclear": rest} | given


def reading(polarity: dict[str, float]) -> StudyReading:
    return StudyReading(0, 1, {}, {}, polarity)


def said(
    whole: dict[str, float], passage: dict[str, float] | None = None, linear: float = 0.2, rules: Ruled | None = None
) -> Verdict:
    """A verdict where the linear model gives ``unclear`` that probability; rules are not read where there are none."""

    def read() -> Ruled:
        assert rules is not None, "the rules are read where they are not needed"
        return rules

    result = ResultReading({}, passage or whole, 3)
    return verdict(reading(whole), reading(chances(unclear=linear)), result, read)


def test_a_likely_result_is_stated_with_the_sentence_of_the_network() -> None:
    found = said(chances(null=0.8, unclear=0.2))
    assert (found.polarity, found.sentence) == ("null", 3)
    assert found.chance == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize(
    ("label", "chance", "stated"),
    [
        *(("supports", 0.52, True), ("supports", 0.48, False), ("null", 0.32, True), ("null", 0.28, False)),
        *(("opposes", 0.32, True), ("opposes", 0.28, False), ("mixed", 0.37, True), ("mixed", 0.33, False)),
    ],
)
def test_each_polarity_has_its_least_probability(label: str, chance: float, stated: bool) -> None:
    found = said(chances(**{label: chance}), linear=1 - chance, rules=Ruled())
    assert found.polarity == (label if stated else "unclear")


def test_whether_there_is_a_result_at_all_is_said_by_the_linear_model_more_than_by_the_networks() -> None:
    mostly = chances(null=0.6, unclear=0.4)
    odds = 0.4 * log(0.4 / 0.6) + 0.6 * log(0.2 / 0.8)  # of unclear: those of both, the linear model's weighing 0.6
    assert said(mostly, linear=0.2).chance == pytest.approx(1 - 1 / (1 + exp(-odds)), abs=0.001)
    found = said(mostly, linear=0.999, rules=Ruled())
    assert found.polarity == "unclear" and found.chance > 0.9


def test_what_is_left_when_there_is_a_result_is_shared_as_the_networks_share_it() -> None:
    """With unclear at p the others hold 1 - p together, in the proportions of before."""
    found = said(chances(null=0.5, mixed=0.25, unclear=0.25), linear=0.25)
    assert found == Verdict("null", near(0.5, abs=0.001), 3)
    more = said(chances(null=0.5, mixed=0.25, unclear=0.25), linear=0.05)
    assert found.chance < more.chance < 2 / 3


def test_the_network_of_results_weighs_more_than_that_of_the_whole_document() -> None:
    mean = joined(chances(null=0.8, mixed=0.1), chances(null=0.1, mixed=0.8))
    assert mean["mixed"] > mean["null"] > 0.15
    assert sum(mean.values()) == pytest.approx(1)
    # 0.8^0.3 * 0.1^0.7 to 0.1^0.3 * 0.8^0.7
    assert mean["mixed"] / mean["null"] == pytest.approx(8**0.4)


def test_a_weak_result_counts_where_rules_read_it_too() -> None:
    weak = chances(supports=0.42, mixed=0.1, unclear=0.48)
    assert said(weak, linear=0.5, rules=Ruled("supports", 5)) == Verdict("supports", near(0.42, abs=0.03), 5)
    for rules in (Ruled(), Ruled("null", 5), Ruled("opposes", 5)):
        assert said(weak, linear=0.5, rules=rules).polarity == "unclear"


@pytest.mark.parametrize(("null", "stated"), [(0.27, "null"), (0.2, "unclear")])
def test_a_null_result_of_rules_needs_less(null: float, stated: str) -> None:
    weak = chances(null=null, mixed=0.2, unclear=0.8 - null)
    assert said(weak, linear=0.8 - null, rules=Ruled("null", 2)).polarity == stated


def test_rules_change_no_result_that_is_stated() -> None:
    assert said(chances(mixed=0.6, supports=0.34, unclear=0.06), linear=0.06, rules=Ruled("supports", 5)) == Verdict(
        "mixed", near(0.6, abs=0.01), 3
    )


@pytest.mark.parametrize("alone", [False, True])
def test_no_benefit_where_all_that_rules_read_is_a_harm(alone: bool) -> None:
    likely = chances(supports=0.8, unclear=0.2)
    harm, benefit = Ruled("opposes", 4), Ruled("supports", 4)
    if alone:
        assert verdict_alone(reading(likely), 7, lambda: harm) == Verdict("unclear", 0.2)
        assert verdict_alone(reading(likely), 7, lambda: benefit) == Verdict("supports", 0.8, 7)
    else:
        assert said(likely, rules=harm).polarity == "unclear"
        assert said(likely, rules=benefit).polarity == "supports"


@pytest.mark.parametrize(
    ("label", "chance", "stated"),
    [
        *(("supports", 0.6, True), ("supports", 0.59, False), ("null", 0.5, True), ("null", 0.49, False)),
        *(("opposes", 0.5, True), ("opposes", 0.49, False), ("mixed", 0.5, True), ("mixed", 0.49, False)),
    ],
)
def test_the_linear_model_alone_must_be_surer(label: str, chance: float, stated: bool) -> None:
    found = verdict_alone(reading(chances(**{label: chance})), 7, Ruled)
    assert found == (Verdict(label, chance, 7) if stated else Verdict("unclear", 1 - chance))


def test_what_has_no_result_is_unclear_for_sure() -> None:
    assert Verdict("unclear", 1.0, -1) == OPEN


# --- attribution ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "arm", "whose"),
    [
        ({"drug": 0.6, "combination": 0.3, "comparator": 0.1}, None, "combination"),
        ({"drug": 0.8, "combination": 0.1, "comparator": 0.1}, None, "drug"),
        ({"drug": 0.5, "combination": 0.05, "comparator": 0.45}, None, "comparator"),
        # shares are of the three alone, whatever the pair may be beside
        ({"drug": 0.08, "combination": 0.01, "comparator": 0.01, "none": 0.9}, None, "drug"),
        ({"drug": 0.03, "combination": 0.07, "comparator": 0.0, "none": 0.9}, Arm("focus"), "combination"),
        # an arm that a comparison states counts more than one that is supposed
        ({"drug": 0.6, "combination": 0.0, "comparator": 0.4}, Arm("comparator"), "comparator"),
        ({"drug": 0.5, "combination": 0.4, "comparator": 0.1}, Arm("focus"), "drug"),
        ({"drug": 0.5, "combination": 0.4, "comparator": 0.1}, Arm("other"), "combination"),
        ({"drug": 0.75, "combination": 0.1, "comparator": 0.15}, Arm("focus", (2,)), "combination"),
        ({"drug": 0.75, "combination": 0.1, "comparator": 0.15}, Arm("other", (2,)), "drug"),
    ],
)
def test_a_result_is_credited_by_the_network_and_the_arms(role: dict[str, float], arm: Arm | None, whose: str) -> None:
    full = {"drug": 0.0, "combination": 0.0, "comparator": 0.0, "none": 0.0} | role
    assert attribution(full, arm) == whose
