"""Claims read from raw text against gold: every figure here was counted by hand, over what ``tests.gold.evaluate.said``
lets be found.
"""

from __future__ import annotations

import pytest

from tests.gold.evaluate.conftest import Find, Measure, Measured, counts
from tests.gold.evaluate.said import Said, gold_claim, line, study

TEXT = "RAD001 inhibits mTOR. Then sirolimus and AKT1 in liver cancer. It was metformin."


def measured(measure: Measure, *gold: dict[str, object]) -> Measured:
    """The claims of one document."""
    return measure(line(1, TEXT, claims=list(gold)), task="claims")


def test_pairs_and_typed_claims(measure: Measure, find: Find) -> None:
    find(
        pmid1=[
            Said("RAD001", "INHIBITS", "mTOR"),
            Said("RAD001", "INHIBITS", "mTOR", negated=True),  # said again: the first counts
            Said("sirolimus", "ACTIVATES", "AKT1"),  # the gold has another relation
            Said("metformin", "CAUSES", "liver cancer", negated=True),  # the gold has it without the negation
            Said("metformin", "AFFECTS", "AKT1"),  # spurious
            study("metformin", "liver cancer"),  # no claim
        ]
    )
    found = measured(
        measure,
        gold_claim("everolimus", "INHIBITS", "mTOR"),
        gold_claim("sirolimus", "DOWNREGULATES", "AKT1"),
        gold_claim("metformin", "CAUSES", "liver cancer"),
        gold_claim("AKT1", "ACTIVATES", "mTOR"),
    )
    assert [(row["type"], *counts(found, str(row["type"]))) for row in found.unscored()] == [
        ("pair", 4, 3, 4, 3),
        ("typed", 4, 1, 4, 1),
        ("INHIBITS", 1, 1, 1, 1),
        ("ACTIVATES", 1, 0, 1, 0),
        ("DOWNREGULATES", 1, 0, 0, 0),
        ("AFFECTS", 0, 0, 1, 0),
        ("CAUSES", 1, 0, 1, 0),
    ]
    assert (found.row("pair")["f1"], found.row("typed")["f1"]) == (0.75, 0.25)
    assert [(m.kind, m.type, m.text, m.expected, m.found) for m in found.mistakes] == [
        ("missed", "ACTIVATES", "AKT1 - mTOR", "AKT1 - mTOR: ACTIVATES", ""),
        ("type", "DOWNREGULATES", "sirolimus - AKT1", "sirolimus - AKT1: DOWNREGULATES", "sirolimus - AKT1: ACTIVATES"),
        ("spurious", "AFFECTS", "metformin - AKT1", "", "metformin - AKT1: AFFECTS"),
        (
            "type",
            "CAUSES",
            "metformin - liver cancer",
            "metformin - liver cancer: CAUSES",
            "metformin - liver cancer: not CAUSES",
        ),
    ]


@pytest.mark.parametrize(
    ("gold", "said", "pair"),
    [
        (gold_claim("AKT1", "INTERACTS_WITH", "mTOR"), "INTERACTS_WITH", 1),
        (gold_claim("AKT1", "ACTIVATES", "mTOR"), "BINDS", 1),  # what is found says the same both ways
        (
            gold_claim("AKT1", "ACTIVATES", "mTOR", accept=["ACTIVATES", "BINDS"]),
            "INHIBITS",
            1,
        ),  # so does what the gold accepts
        (gold_claim("AKT1", "ACTIVATES", "mTOR"), "ACTIVATES", 0),
    ],
)
def test_arguments_change_places_where_a_relation_says_the_same(
    measure: Measure,
    find: Find,
    gold: dict[str, object],
    said: str,
    pair: int,
) -> None:
    find(pmid1=[Said("mTOR", said, "AKT1")])
    found = measured(measure, gold)
    assert counts(found, "pair") == [1, pair, 1, pair]
    typed = int(bool(pair) and said == gold["relation"])
    assert counts(found, "typed") == [1, typed, 1, typed]


def test_what_is_accepted_is_right_and_what_need_not_be_found_costs_nothing(measure: Measure, find: Find) -> None:
    find(pmid1=[Said("RAD001", "DOWNREGULATES", "mTOR"), Said("sirolimus", "BINDS", "AKT1", negated=True)])
    found = measured(
        measure,
        gold_claim("RAD001", "INHIBITS", "mTOR", accept=["INHIBITS", "DOWNREGULATES"]),
        gold_claim("sirolimus", "BINDS", "AKT1", negated=True, must=False),
        gold_claim("metformin", "CAUSES", "liver cancer", must=False),
    )
    assert [(row["type"], *counts(found, str(row["type"]))) for row in found.unscored()] == [
        ("pair", 1, 1, 2, 2),
        ("typed", 1, 1, 2, 2),
        ("INHIBITS", 1, 1, 0, 0),
        ("DOWNREGULATES", 0, 0, 1, 1),  # a relation's found ones by what was found
        ("BINDS", 0, 0, 1, 1),
    ]
    assert found.mistakes == []


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (
            gold_claim("RAD001", "STUDIED_FOR", "mTOR"),
            'relation is "STUDIED_FOR": expected one of INHIBITS, ACTIVATES,',
        ),
        (gold_claim("RAD001", "INHIBITS", ""), 'object is "": expected the words of the abstract'),
        ({"subject": "RAD001", "relation": "INHIBITS", "object": "mTOR"}, "no negated: expected true or false"),
        (gold_claim("RAD001", "INHIBITS", "mTOR", s=-1), "s is -1: expected numbers of sentences, 0 to 3"),
        (gold_claim("RAD001", "INHIBITS", "mTOR", s=True), "s is true: expected numbers of sentences, 0 to 3"),
        (
            gold_claim("RAD001", "INHIBITS", "mTOR", accept=["BLOCKS"]),
            'accept is ["BLOCKS"]: expected a list of INHIBITS,',
        ),
    ],
)
def test_a_claim_that_cannot_be_used_leaves_its_line_out(
    measure: Measure,
    find: Find,
    wrong: dict[str, object],
    reason: str,
) -> None:
    find()
    text = line(1, TEXT, claims=[gold_claim("RAD001", "INHIBITS", "mTOR"), wrong]) + line(2, TEXT, claims=[])
    found = measure(text, task="claims")
    assert found.rejected == 1
    assert found.said[0].startswith(f"gold1: line 1 (PMID:1): claims: item 2: {reason}")
    assert counts(found, "pair") == [0, 0, 0, 0]
