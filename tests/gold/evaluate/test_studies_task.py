"""Studies read from raw text against gold: every figure here was counted by hand, over what
``tests.gold.evaluate.said`` lets be found.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.gold.evaluate import labelled_reading
from kg.model import Document
from tests.gold.evaluate.conftest import Find, Measure, Measured, counts
from tests.gold.evaluate.said import annotator, gold_study, line, study

TEXT = "RAD001 helped in liver cancer. Then metformin did. It was sirolimus in breast cancer."


def test_a_pair_is_right_whatever_is_read_of_it(measure: Measure, find: Find) -> None:
    find(
        pmid1=[
            study("RAD001", "liver cancer"),
            study("RAD001", "liver cancer", polarity="null"),  # said again: the first counts
            study("sirolimus", "liver cancer"),  # spurious
        ]
    )
    gold = [gold_study("everolimus", "cancer of the liver"), gold_study("sirolimus", "breast cancer")]
    found = measure(line(1, TEXT, studies=gold))
    assert (found.task, found.rejected, found.said) == ("studies", 0, [])
    row = found.row("pairs")
    assert row == {
        "type": "pairs", "gold": 2, "recalled": 1, "found": 2, "right": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5,
        "mean_score": None, "error": None, "read_as": [],
    }  # fmt: skip
    assert counts(found, "polarity") == [1, 1, 1, 1]


def test_what_need_not_be_found_costs_nothing_and_its_labels_count(measure: Measure, find: Find) -> None:
    find(pmid1=[study("RAD001", "liver cancer", tier="mention"), study("metformin", "liver cancer", polarity="null")])
    gold = [
        gold_study("RAD001", "liver cancer", tier="mention"),
        gold_study("metformin", "liver cancer", polarity="null", must=False),
        gold_study("sirolimus", "breast cancer", must=False),
        gold_study("sirolimus", "liver cancer", tier="mention"),
    ]
    found = measure(line(1, TEXT, studies=gold))
    assert counts(found, "pairs") == [0, 0, 2, 2]
    assert (found.row("pairs")["recall"], found.row("pairs")["precision"]) == (None, 1.0)
    assert counts(found, "tier") == counts(found, "polarity") == counts(found, "tier and polarity") == [2, 2, 2, 2]
    assert counts(found, "pairs with polarity") == [0, 2, 2, 2], "these count what need not be found"
    assert found.mistakes == []


GOLD = [  # drug, disease: three pairs in each of two documents
    [
        gold_study("RAD001", "liver cancer", "phase-3", "supports", "drug"),
        gold_study(
            "metformin", "liver cancer", "phase-2", "mixed", "comparator", accept=["null"], accept_tier=["clinical"]
        ),
        gold_study("sirolimus", "breast cancer", "clinical", "unclear", "drug", accept_attribution=["combination"]),
    ],
    [
        gold_study("RAD001", "liver cancer", "clinical", "supports", "combination"),
        gold_study("metformin", "liver cancer", "clinical", "null", "drug"),
        gold_study("sirolimus", "breast cancer", "clinical", "supports", "drug"),
    ],
]
FOUND = {
    "pmid1": [
        study("RAD001", "liver cancer", "phase-3", "supports", "drug"),
        study("metformin", "liver cancer", "clinical", "null", "comparator"),  # both labels are accepted
        study("sirolimus", "breast cancer", "clinical", "supports", "combination"),  # polarity is not
    ],
    "pmid2": [
        study("RAD001", "liver cancer", "in-vivo", "unclear", "drug"),  # nothing is right
        study("metformin", "liver cancer", "clinical", "null", "drug"),
        study("metformin", "breast cancer", "clinical", "opposes", "drug"),  # spurious
    ],
}


@pytest.fixture
def two(measure: Measure, find: Find) -> Measured:
    """Two documents: five of six studies found, one pair too many."""
    find(**FOUND)
    return measure(line(1, TEXT, studies=GOLD[0]) + line(2, TEXT, studies=GOLD[1]), task="studies")


def test_labels_count_over_the_studies_found_and_an_accepted_one_as_the_golds(two: Measured) -> None:
    assert [(row["type"], *counts(two, str(row["type"]))) for row in two.unscored()] == [
        ("pairs", 6, 5, 6, 5),
        ("pairs with polarity", 6, 3, 6, 3),
        ("pairs stated", 5, 3, 5, 3),  # of the rows supports, null, supports, null, opposes
        ("tier", 5, 4, 5, 4),
        ("tier phase-3", 1, 1, 1, 1),
        ("tier phase-2", 1, 1, 1, 1),
        ("tier clinical", 3, 2, 2, 2),
        ("tier in-vivo", 0, 0, 1, 0),
        ("polarity", 5, 3, 5, 3),
        ("polarity supports", 2, 1, 2, 1),
        ("polarity null", 1, 1, 1, 1),
        ("polarity mixed", 1, 1, 1, 1),
        ("polarity unclear", 1, 0, 1, 0),
        ("polarity stated", 4, 3, 4, 3),
        ("polarity macro", None, None, None, None),
        ("tier and polarity", 5, 3, 5, 3),
        ("attribution", 5, 4, 5, 4),
        ("attribution drug", 3, 3, 4, 3),
        ("attribution combination", 1, 0, 0, 0),
        ("attribution comparator", 1, 1, 1, 1),
    ]
    assert two.row("pairs")["f1"] == 0.8333
    assert two.row("polarity macro")["f1"] == 0.625, "0.5, 1, 1 and 0; opposes does not occur in what is matched"


def test_labels_are_told_as_what_they_were_read(two: Measured) -> None:
    assert {row["type"]: row["read_as"] for row in two.rows if row["read_as"]} == {
        "tier phase-3": ["phase-3 1"],
        "tier phase-2": ["phase-2 1"],
        "tier clinical": ["clinical 2", "in-vivo 1"],
        "polarity supports": ["supports 1", "unclear 1"],
        "polarity null": ["null 1"],
        "polarity mixed": ["mixed 1"],
        "polarity unclear": ["supports 1"],
        "attribution drug": ["drug 3"],
        "attribution combination": ["drug 1"],
        "attribution comparator": ["comparator 1"],
    }


def test_a_row_of_the_text_that_states_nothing_is_no_stated_one(measure: Measure, find: Find) -> None:
    find(
        pmid1=[
            study("RAD001", "liver cancer", polarity="unclear"),
            study("sirolimus", "breast cancer", polarity="mixed"),
        ]
    )
    found = measure(
        line(
            1,
            TEXT,
            studies=[gold_study("RAD001", "liver cancer"), gold_study("sirolimus", "breast cancer", polarity="mixed")],
        )
    )
    assert counts(found, "pairs stated") == [2, 1, 1, 1]
    assert found.row("pairs stated")["precision"] == 1.0
    assert found.row("pairs with polarity")["recall"] == 0.5


def test_one_found_pair_may_be_two_studies_and_two_pairs_one(measure: Measure, find: Find) -> None:
    find(pmid1=[study("RAD001", "liver cancer"), study("RAD001", "breast cancer", polarity="null")])
    gold = [gold_study("RAD001", "cancer"), gold_study("everolimus", "liver cancer", polarity="mixed")]
    found = measure(line(1, TEXT, studies=gold))
    assert counts(found, "pairs") == [2, 2, 2, 2]
    assert counts(found, "polarity") == [2, 1, 2, 1], "of two pairs that fit, the first is read"
    assert counts(found, "pairs with polarity") == [2, 1, 2, 1]


def test_each_mistake_has_the_words_of_both(two: Measured) -> None:
    shown = [(m.kind, m.document, m.type, m.text, m.expected, m.found, m.sentence) for m in two.mistakes]
    assert shown == [
        (
            "read",
            "PMID:1",
            "polarity",
            "sirolimus - breast cancer",
            "sirolimus - breast cancer: clinical, unclear, drug or combination",
            "sirolimus - breast cancer: clinical, supports, combination",
            "RAD001 helped in liver cancer.",
        ),
        (
            "read",
            "PMID:2",
            "tier, polarity, attribution",
            "RAD001 - liver cancer",
            "RAD001 - liver cancer: clinical, supports, combination",
            "RAD001 (everolimus) - liver cancer: in-vivo, unclear, drug",
            "RAD001 helped in liver cancer.",
        ),
        (
            "missed",
            "PMID:2",
            "pair",
            "sirolimus - breast cancer",
            "sirolimus - breast cancer: clinical, supports, drug",
            "",
            "RAD001 helped in liver cancer.",
        ),
        (
            "spurious",
            "PMID:2",
            "pair",
            "metformin - breast cancer",
            "",
            "metformin - breast cancer: clinical, opposes, drug",
            "metformin did. It was sirolimus in breast cancer",
        ),
    ]
    assert [(m.start, m.end) for m in two.mistakes[1:3]] == [
        (6, 35),
        (6, 36),
    ], "the found evidence; the gold's sentence"


def test_a_document_that_nobody_looked_through_does_not_count(measure: Measure, find: Find) -> None:
    find(pmid1=[study("RAD001", "liver cancer")], pmid2=[study("RAD001", "liver cancer")])
    found = measure(line(1, TEXT, claims=[]) + line(2, TEXT, studies=[]), task="studies")
    assert counts(found, "pairs") == [0, 0, 1, 0]
    assert found.said == ["documents without a list of studies are not counted: 1 beside 1 with one"]
    assert found.rejected == 0
    none = measure(line(1, TEXT, claims=[]), task="studies")
    assert none.rejected == 1 and "nothing to count for the task studies" in none.said[0]


def test_documents_in_the_training_of_a_model_are_told(
    measure: Measure, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    find()
    monkeypatch.setattr("kg.gold.evaluate.gold_documents.trained_on", lambda pipeline: frozenset(("2",)))
    found = measure(line(1, TEXT, studies=[]) + line(2, TEXT, studies=[]))
    assert [one.partition(",")[0] for one in found.said] == ["1 of 2 documents were in the training of the models"]


def test_a_trial_that_the_text_names_belongs_to_the_document(measure: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Document] = []
    says_nothing = annotator({})(None, None)

    def reading(document: Document) -> Any:
        read.append(document)
        return says_nothing(document)

    monkeypatch.setattr(labelled_reading, "Annotator", lambda lexicon, pipeline: reading)
    measure(line(1, "RAD001 in liver cancer. Trial registration: NCT01234567.", studies=[]))
    assert [one.registry_ids for one in read] == [("CLINICALTRIALS:NCT01234567",)], "as kg annotate reads it"


def changed(**keys: object) -> str:
    """A line with one study, of which some keys are changed (None: left out)."""
    row = {key: value for key, value in {**gold_study("RAD001", "liver cancer"), **keys}.items() if value is not None}
    return line(1, TEXT, studies=[row])


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (
            changed(tier="phase-4"),
            'studies: item 1: tier is "phase-4": expected one of phase-3, phase-2, phase-1, clinical,',
        ),
        (
            changed(polarity=None),
            "studies: item 1: no polarity: expected one of supports, null, opposes, mixed, unclear",
        ),
        (
            changed(attribution=["drug"]),
            'studies: item 1: attribution is ["drug"]: expected one of drug, combination, comparator',
        ),
        (changed(drug=" "), 'studies: item 1: drug is " ": expected the words of the abstract'),
        (changed(disease=7), "studies: item 1: disease is 7: expected the words of the abstract"),
        (changed(must="no"), 'studies: item 1: must is "no": expected true or false'),
        (
            changed(accept="null"),
            'studies: item 1: accept is "null": expected a list of supports, null, opposes, mixed, unclear',
        ),
        (changed(accept_tier=["strong"]), 'studies: item 1: accept_tier is ["strong"]: expected a list of phase-3,'),
        (changed(s=[9]), "studies: item 1: s is [9]: expected numbers of sentences, 0 to 3"),
        (changed(s="1"), 'studies: item 1: s is "1": expected numbers of sentences, 0 to 3'),
        (line(1, TEXT, studies={}), "studies is {}: expected a list of objects"),
        (line(1, TEXT, studies=["RAD001"]), 'studies: item 1 is "RAD001": expected an object'),
        (
            line(1, TEXT),
            "neither studies nor claims: expected a list under one of them at least; [] where the document has none",
        ),
        (line(1, TEXT, studies=[]).replace('["Title"', '[1, "Title"'), "sentences is [1, "),
        (json.dumps({"pmid": "1", "studies": []}) + "\n", "no text in title, abstract, text or sections"),
        ("{\n", "not JSON: "),
        (line(2, TEXT, studies=[]), "is there already, on line 1: expected every document once"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_rest_goes_on(
    measure: Measure, find: Find, wrong: str, reason: str
) -> None:
    find(pmid2=[study("RAD001", "liver cancer")])
    found = measure(
        line(2, TEXT, studies=[gold_study("RAD001", "liver cancer")]) + wrong + line(3, TEXT, studies=[]),
        task="studies",
    )
    assert found.rejected == 1
    assert found.said[0].startswith("gold1: line 2")
    assert reason in found.said[0]
    assert found.said[0].endswith("; the line is left out")
    assert counts(found, "pairs") == [1, 1, 1, 1]
