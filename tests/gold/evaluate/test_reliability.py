"""How true scores are to their word: every figure here was counted by hand."""

from __future__ import annotations

import pytest

from kg.gold.evaluate.reliability import Reliability, is_scored
from tests.gold.evaluate.conftest import Find, Measure, Measured
from tests.gold.evaluate.said import Said, gold_claim, gold_study, line, study

TEXT = "RAD001 inhibits mTOR in liver cancer. Then sirolimus and AKT1 in breast cancer. It was metformin."


def scored(found: Measured) -> list[tuple[object, ...]]:
    """Type, found, right, share right, mean score and error of the rows about scores."""
    columns = ("type", "found", "right", "precision", "mean_score", "error")
    return [tuple(row[column] for column in columns) for row in found.rows if is_scored(row)]


def test_found_pairs_are_counted_by_the_tenth_of_their_score(measure: Measure, find: Find) -> None:
    find(
        pmid1=[
            study("RAD001", "liver cancer", score=0.9),
            study("RAD001", "breast cancer", score=0.95),  # spurious
            study("sirolimus", "breast cancer", polarity="null", score=0.55),  # a pair is right whatever is read of it
            study("metformin", "liver cancer", score=0.51),  # need not be found
            study("metformin", "breast cancer", score=0.32),  # spurious
        ]
    )
    gold = [
        gold_study("RAD001", "liver cancer"),
        gold_study("sirolimus", "breast cancer"),
        gold_study("metformin", "liver cancer", must=False),
        gold_study("sirolimus", "liver cancer"),  # missed: has no score
    ]
    assert scored(measure(line(1, TEXT, studies=gold), task="studies")) == [
        ("score 0.3 to 0.4", 1, 0, 0.0, 0.32, 0.32),
        ("score 0.5 to 0.6", 2, 2, 1.0, 0.53, 0.47),
        ("score 0.9 to 1.0", 2, 1, 0.5, 0.925, 0.425),
        ("calibration error", 5, 3, 0.6, 0.646, 0.422),  # (0.32 + 2 * 0.47 + 2 * 0.425) / 5
    ]


def test_typed_claims_are_counted_over_all_documents(measure: Measure, find: Find) -> None:
    find(
        pmid1=[
            Said("RAD001", "INHIBITS", "mTOR", score=0.8),
            Said("sirolimus", "ACTIVATES", "AKT1", score=0.8),  # the pair is right, the relation is not
            Said("metformin", "INHIBITS", "AKT1", negated=True, score=0.2),
        ],
        pmid2=[Said("RAD001", "INHIBITS", "mTOR", score=0.84)],
    )
    gold = [gold_claim("RAD001", "INHIBITS", "mTOR"), gold_claim("sirolimus", "INHIBITS", "AKT1")]
    denied = gold_claim("metformin", "INHIBITS", "AKT1", negated=True)
    assert scored(measure(line(1, TEXT, claims=[*gold, denied]) + line(2, TEXT, claims=gold), task="claims")) == [
        ("score 0.2 to 0.3", 1, 1, 1.0, 0.2, 0.8),
        ("score 0.8 to 0.9", 3, 2, 0.6667, 0.8133, 0.1467),
        ("calibration error", 4, 3, 0.75, 0.66, 0.31),  # (0.8 + 3 * 0.1467) / 4
    ]


def test_what_a_document_says_twice_has_its_best_score(measure: Measure, find: Find) -> None:
    find(
        pmid1=[
            Said("RAD001", "INHIBITS", "mTOR", score=0.4),
            Said("RAD001", "INHIBITS", "mTOR", score=0.7),
            Said("RAD001", "INHIBITS", "mTOR", negated=True, score=0.9),  # that it does not is another claim
            study("RAD001", "liver cancer", score=0.4),
            study("RAD001", "liver cancer", score=0.65),
        ]
    )
    gold = line(
        1, TEXT, claims=[gold_claim("RAD001", "INHIBITS", "mTOR")], studies=[gold_study("RAD001", "liver cancer")]
    )
    assert scored(measure(gold, task="claims"))[0] == ("score 0.7 to 0.8", 1, 1, 1.0, 0.7, 0.3)
    assert scored(measure(gold, task="studies"))[0] == ("score 0.6 to 0.7", 1, 1, 1.0, 0.65, 0.35)


@pytest.mark.parametrize("tenth", range(10))
def test_a_tenth_begins_at_its_first_number_whatever_binary_makes_of_it(tenth: int) -> None:
    counted = Reliability()
    counted.add(float(f"0.{tenth}"), True)
    assert counted.rows()[0]["type"] == f"score 0.{tenth} to {(tenth + 1) / 10:.1f}"


def test_a_score_of_one_is_in_the_last_tenth_and_no_error_where_all_is_right() -> None:
    counted = Reliability()
    counted.add(1.0, True)
    assert [(row["type"], row["error"]) for row in counted.rows()] == [
        ("score 0.9 to 1.0", 0.0),
        ("calibration error", 0.0),
    ]


def test_nothing_found_has_no_rows_of_scores(measure: Measure, find: Find) -> None:
    find()
    found = measure(line(1, TEXT, studies=[gold_study("RAD001", "liver cancer")]), task="studies")
    assert found.rows == found.unscored() != []
