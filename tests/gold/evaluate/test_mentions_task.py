"""Mentions against gold: every figure here was counted by hand."""

from __future__ import annotations

import json

import pytest

from kg.pipeline.annotator import trained_on
from kg.pipeline.config import Nlp, Pipeline
from tests.gold.evaluate.conftest import Measure, block

TITLE = "Everolimus in hepatocellular carcinoma"
ABSTRACT = (
    "Everolimus inhibits mTOR. Liver cancer patients took sirolimus and water. Mice with breast cancer felt unwell."
)
GOLD = block(
    1, TITLE, ABSTRACT,
    [
        ("Everolimus", 0, "Chemical", "D000068338"),
        ("hepatocellular carcinoma", 0, "Disease", "D006528"),
        ("Everolimus", 1, "Gene", "1"),  # found as a chemical
        ("mTOR", 0, "Gene", "2475"),
        ("cancer", 0, "Disease", "D009369"),  # found as Liver cancer
        ("water", 0, "Chemical", "D014867"),  # not found
    ],
)  # fmt: skip


def test_figures_of_each_type_and_of_all(measure: Measure) -> None:
    found = measure(GOLD)
    assert (found.task, found.rejected, found.said) == ("mentions", 0, [])
    assert found.rows == [
        {"type": "Chemical", "gold": 2, "found": 3, "right": 1, "precision": 0.3333, "recall": 0.5, "f1": 0.4,
         "wrong_type": 0, "boundary": 0, "missed": 1, "spurious": 1},
        {"type": "Gene", "gold": 2, "found": 1, "right": 1, "precision": 1.0, "recall": 0.5, "f1": 0.6667,
         "wrong_type": 1, "boundary": 0, "missed": 0, "spurious": 0},
        {"type": "Disease", "gold": 2, "found": 3, "right": 1, "precision": 0.3333, "recall": 0.5, "f1": 0.4,
         "wrong_type": 0, "boundary": 1, "missed": 0, "spurious": 1},
        {"type": "all", "gold": 6, "found": 7, "right": 3, "precision": 0.4286, "recall": 0.5, "f1": 0.4615,
         "wrong_type": 1, "boundary": 1, "missed": 1, "spurious": 2},
    ]  # fmt: skip


def test_every_gold_mention_is_right_or_one_kind_of_mistake(measure: Measure) -> None:
    for row in measure(GOLD).rows:
        parts = [row[column] for column in ("right", "wrong_type", "boundary", "missed")]
        assert sum(value for value in parts if isinstance(value, int)) == row["gold"]


def test_each_mistake_is_told_with_its_place(measure: Measure) -> None:
    found = measure(GOLD)
    assert found.kinds() == [
        ("type", "Everolimus"),
        ("boundary", "cancer"),
        ("spurious", "sirolimus"),
        ("missed", "water"),
        ("spurious", "breast cancer"),
    ]
    boundary = found.mistakes[1]
    assert (boundary.document, boundary.start, boundary.end, boundary.type) == ("PMID:1", 71, 77, "Disease")
    assert boundary.expected == "Disease 71-77 'cancer'"
    assert boundary.found == "Disease 65-77 'Liver cancer'"
    assert boundary.sentence == "Liver cancer patients took sirolimus and water."
    assert (found.mistakes[0].expected, found.mistakes[0].found) == (
        "Gene 39-49 'Everolimus'",
        "Chemical 39-49 'Everolimus'",
    )


def test_only_types_that_a_file_annotates_count_in_its_documents(measure: Measure) -> None:
    chemicals = block(2, "Sirolimus for liver cancer in mice", "x", [("Sirolimus", 0, "Chemical", "-")])
    species = block(3, "Sirolimus for liver cancer in mice", "x", [("mice", 0, "Species", "10090")])
    assert [row["type"] for row in measure(chemicals).rows] == ["Chemical", "all"]
    both = measure(chemicals, species)
    assert [(row["type"], row["gold"], row["found"]) for row in both.rows] == [
        ("Chemical", 1, 1),
        ("Species", 1, 1),
        ("all", 2, 2),
    ]


def test_a_role_counts_only_where_the_gold_has_roles(measure: Measure) -> None:
    title = "An mTOR inhibitor and everolimus"
    plain = measure(block(4, title, "x", [("mTOR inhibitor", 0, "Chemical", "-"), ("everolimus", 0, "Chemical", "-")]))
    assert [(row["type"], row["found"], row["right"], row["wrong_type"]) for row in plain.rows] == [
        ("Chemical", 1, 1, 1),
        ("all", 1, 1, 1),
    ]
    assert plain.mistakes[0].found == "Role 3-17 'mTOR inhibitor'"
    roles = measure(block(4, title, "x", [("mTOR inhibitor", 0, "Role", "-")]))
    assert [(row["type"], row["found"], row["right"]) for row in roles.rows] == [("Role", 1, 1), ("all", 1, 1)]


def test_types_that_are_none_of_ours_are_not_counted_but_told(measure: Measure) -> None:
    found = measure(
        block(5, "Everolimus and V600E", "x", [("Everolimus", 0, "Chemical", "-"), ("V600E", 0, "Variant", "-")])
    )
    assert [row["gold"] for row in found.rows] == [1, 1]
    assert found.said == [
        "gold mentions of types that kg does not know are not counted: 1 Variant; "
        "it knows Chemical, Gene, Disease, Pathway, Species, CellLine, Role"
    ]
    assert found.rejected == 0


def test_overlapping_and_unsorted_gold(measure: Measure) -> None:
    found = measure(
        block(
            6, "Metformin", "Fibrolamellar hepatocellular carcinoma",
            [
                ("hepatocellular carcinoma", 0, "Disease", "-"),
                ("Fibrolamellar hepatocellular carcinoma", 0, "Disease", "-"),
                ("Metformin", 0, "Chemical", "-"),
                ("Metformin", 0, "Chemical", "-"),  # the same once more counts once
            ],
        )
    )  # fmt: skip
    assert found.row("Chemical")["gold"] == 1
    disease = found.row("Disease")
    assert [disease[key] for key in ("gold", "found", "right", "boundary", "spurious")] == [2, 1, 1, 1, 0]


def test_offsets_are_code_points_and_tabs_in_a_title_are_text(measure: Measure) -> None:
    title = "\U0001f600\U0001f600 a\ttab, then everolimus"
    found = measure(
        block(7, title, "Naïve β\U0001f9ec mTOR", [("everolimus", 0, "Chemical", "-"), ("mTOR", 0, "Gene", "-")])
    )
    assert [(row["type"], row["right"], row["f1"]) for row in found.rows] == [
        ("Chemical", 1, 1.0),
        ("Gene", 1, 1.0),
        ("all", 2, 1.0),
    ]


def test_a_document_whose_offsets_do_not_fit_is_left_out_whole_and_told(measure: Measure) -> None:
    bad = GOLD.replace("\t0\t10\tEverolimus", "\t1\t10\tEverolimus")
    found = measure(bad + GOLD.replace("1|", "8|").replace("1\t", "8\t", 1))
    assert (
        found.said[0] == "gold1: line 3 (PMID:1): the text at 1-10 is 'verolimus', not the mention's 'Everolimus': "
        "the mention is left out, and so is its document"
    )
    assert found.rejected >= 1
    assert {mistake.document for mistake in found.mistakes} <= {"PMID:8"}


def test_bioc_is_read_too(measure: Measure) -> None:
    annotation = {
        "infons": {"type": "Chemical", "identifier": "-"},
        "text": "Everolimus",
        "locations": [{"offset": 0, "length": 10}],
    }
    passage = {"offset": 0, "infons": {"type": "title"}, "text": "Everolimus slows it", "annotations": [annotation]}
    found = measure(json.dumps({"documents": [{"id": "9", "passages": [passage]}]}))
    assert [(row["type"], row["right"]) for row in found.rows] == [("Chemical", 1), ("all", 1)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("\n \n", "nothing but white space"),
        ("everolimus\n", "is text, which is no gold: expected one of PubTator"),
        ("1|t|Everolimus\n1|a|x\n", "1 documents without a mention: expected gold mentions"),
        (
            '{"intervention": "a"}\n',
            "its shape is evidence-inference, which is no gold for the task mentions: it takes PubTator",
        ),
        ("<html/>", "the root element is <html>"),
        ('{"pmid": 1, "title": "x"}\n', "is jsonl, which is no gold"),
        (b"\x1f\x8b\x08\x00broken", "the gzip data is cut off"),
    ],
)
def test_a_file_that_is_no_gold_for_the_task_is_one_line_and_the_rest_goes_on(
    measure: Measure, content: str | bytes, said: str
) -> None:
    found = measure(content, GOLD, task="mentions")
    assert said in found.said[0]
    assert (found.rejected, len(found.said), len(found.rows)) == (1, 1, 4)
    assert measure(content, task="mentions").rows == []


def test_the_same_gold_gives_the_same(measure: Measure) -> None:
    assert measure(GOLD) == measure(GOLD)


def test_documents_that_the_models_were_trained_on_are_told(measure: Measure) -> None:
    seen = min(trained_on(Pipeline("p", nlp=Nlp(profile="default"))))
    told = "1 of 2 documents were in the training of the models, so these figures flatter them"
    texts = [block(int(seen), TITLE, ABSTRACT, [("Everolimus", 0, "Chemical", "D000068338")]), GOLD]
    for task in ("mentions", "grounding"):
        (note,) = measure(*texts, task=task, profile="default").said
        assert note.startswith(told) and "KG_MODELS" in note
        assert measure(GOLD, task=task, profile="default").said == []
        assert measure(*texts, task=task, profile="fast").said == []
