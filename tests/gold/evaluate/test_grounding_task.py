"""Ids against gold, from the raw text and on given mentions: every figure here was counted by hand."""

from __future__ import annotations

import pytest

from kg.gold.evaluate.judge import KINDS
from tests.gold.evaluate.conftest import Measure, block

GIVEN = block(
    1,
    "Everolimus, sorafenib and sirolimus",
    "Liver cancer, breast cancer, rapalogue, Rapamune, rapamycin, RAD001, Afinitor, Torisel.",
    [
        ("Everolimus", 0, "Chemical", "D000068338"),  # right
        ("sorafenib", 0, "Chemical", "D000077157"),  # not-in-lexicon
        ("sirolimus", 0, "Chemical", "D020123|D000068338"),  # composite
        ("Liver cancer", 0, "Disease", "D006528"),  # no-cross-reference
        ("breast cancer", 0, "Disease", "-1"),  # right: it has no MeSH id in this lexicon
        ("rapalogue", 0, "Chemical", "D020123"),  # name-unknown
        ("Rapamune", 0, "Chemical", "D000068338"),  # wrong-entity
        ("rapamycin", 0, "Chemical", "C000001"),  # other-id
        ("RAD001", 0, "Chemical", "-"),  # should-have-none
        ("Afinitor", 0, "Disease", "D020123"),  # other-type
        ("Torisel", 0, "Chemical", "-1"),  # right
    ],
)


def test_accuracy_on_given_mentions(measure: Measure) -> None:
    found = measure(GIVEN, task="grounding", given=True)
    assert found.rows == [
        {
            "type": "Chemical",
            "namespaces": ["MESH"],
            "mentions": 8,
            "right": 2,
            "accuracy": 0.25,
            "with_id": 6,
            "right_id": 1,
            "id_accuracy": 0.1667,
            "among": 1,
            "among_share": 0.1667,
            "without_id": 2,
            "right_none": 1,
        },
        {
            "type": "Disease",
            "namespaces": ["MESH"],
            "mentions": 3,
            "right": 1,
            "accuracy": 0.3333,
            "with_id": 2,
            "right_id": 0,
            "id_accuracy": 0.0,
            "among": 0,
            "among_share": 0.0,
            "without_id": 1,
            "right_none": 1,
        },
        {
            "type": "all",
            "namespaces": [],
            "mentions": 11,
            "right": 3,
            "accuracy": 0.2727,
            "with_id": 8,
            "right_id": 1,
            "id_accuracy": 0.125,
            "among": 1,
            "among_share": 0.125,
            "without_id": 3,
            "right_none": 2,
        },
    ]


def test_each_kind_of_mistake_on_given_mentions(measure: Measure) -> None:
    assert measure(GIVEN, task="grounding", given=True).kinds() == [
        ("not-in-lexicon", "sorafenib"),
        ("composite", "sirolimus"),
        ("no-cross-reference", "Liver cancer"),
        ("name-unknown", "rapalogue"),
        ("wrong-entity", "Rapamune"),
        ("other-id", "rapamycin"),
        ("should-have-none", "RAD001"),
        ("other-type", "Afinitor"),
    ]


def test_a_mistake_names_what_was_expected_and_what_was_found(measure: Measure) -> None:
    mistakes = {one.kind: one for one in measure(GIVEN, task="grounding", given=True).mistakes}
    assert mistakes["wrong-entity"].expected == "MESH:D000068338 (everolimus)"
    assert mistakes["wrong-entity"].found == "MESH:D020123 (CHEBI:9168 sirolimus: brand 'Rapamune' (chebi))"
    assert mistakes["no-cross-reference"].found.startswith("no id (MONDO:0002691 liver cancer")
    assert mistakes["should-have-none"].expected == "no id"
    assert mistakes["not-in-lexicon"].sentence == "Everolimus, sorafenib and sirolimus"


def test_the_right_one_among_lower_candidates(measure: Measure) -> None:
    mentions = [("AKT", 0, "Gene", "HGNC:391"), ("PI3K", 0, "Gene", "FPLX:PI3K"), ("PI3K", 1, "Gene", "FPLX:PI3K")]
    found = measure(block(2, "AKT and PI3K", "PI3K", mentions), task="grounding", given=True)
    assert found.kinds() == [("lower-candidate", "AKT")]
    assert [found.row("Gene")[key] for key in ("namespaces", "mentions", "right", "among")] == [
        ["FPLX", "HGNC"],
        3,
        2,
        3,
    ]


def test_a_given_mention_is_read_with_what_the_document_defines(measure: Measure) -> None:
    text = "Hepatocellular carcinoma (HCC) and an HCC gene"
    found = measure(block(3, "x", text, [("HCC", 1, "Disease", "D006528")]), task="grounding", given=True)
    assert found.row("Disease")["right"] == 1


def test_a_given_mention_keeps_its_type_where_the_entity_has_another(measure: Measure) -> None:
    found = measure(
        block(3, "x", "Estrogen", [("Estrogen", 0, "Chemical", "D004967")]),
        task="grounding",
        given=True,
        profile="default",
    )
    assert found.row("Chemical")["right"] == 1


def test_ids_a_document_from_the_raw_text(measure: Measure) -> None:
    gold = block(
        4, "Everolimus and sirolimus in hepatocellular carcinoma", "Everolimus again. Sorafenib. MTOR.",
        [
            ("Everolimus", 0, "Chemical", "D000068338"),
            ("Everolimus", 1, "Chemical", "D000068338"),  # an id counts once a document
            ("sirolimus", 0, "Chemical", "D020123"),
            ("Sorafenib", 0, "Chemical", "D000077157"),  # which the lexicon does not have
            ("hepatocellular carcinoma", 0, "Disease", "D006528"),
            ("again", 0, "Gene", "2475"),  # borders do not count here: MTOR is found elsewhere
        ],
    )  # fmt: skip
    found = measure(gold, task="grounding")
    assert [(row["type"], row["gold"], row["found"], row["right"]) for row in found.rows] == [
        ("Chemical", 3, 2, 2), ("Gene", 1, 1, 1), ("Disease", 1, 1, 1), ("all", 5, 4, 4)
    ]  # fmt: skip
    assert found.row("all")["f1"] == 0.8889
    assert found.kinds() == [("not-in-lexicon", "Sorafenib")]


@pytest.mark.parametrize(
    ("title", "mention", "kinds"),
    [
        ("Water", ("Water", "Disease", "D006528"), [("mention-missed", "Water")]),
        ("Breast cancer", ("cancer", "Disease", "D006528"), [("boundary", "cancer")]),
        ("Breast cancer", ("Breast cancer", "Disease", "D006528"), [("no-cross-reference", "Breast cancer")]),
        (
            "Sirolimus",
            ("Sirolimus", "Chemical", "D000068338"),
            [("wrong-entity", "Sirolimus"), ("extra-id", "Sirolimus")],
        ),
        ("Sirolimus", ("Sirolimus", "Chemical", "C000001"), [("other-id", "Sirolimus"), ("extra-id", "Sirolimus")]),
        ("Sirolimus", ("Sirolimus", "Chemical", "D006528"), [("other-type", "Sirolimus"), ("extra-id", "Sirolimus")]),
        (
            "Sirolimus",
            ("Sirolimus", "Chemical", "D999999"),
            [("not-in-lexicon", "Sirolimus"), ("extra-id", "Sirolimus")],
        ),
        ("Ice, RAD001", ("Ice", "Chemical", "D020123"), [("mention-missed", "Ice"), ("spurious", "RAD001")]),
    ],
)
def test_each_kind_of_mistake_in_the_raw_text(
    measure: Measure, title: str, mention: tuple[str, str, str], kinds: list[tuple[str, str]]
) -> None:
    text, type_, identifier = mention
    assert measure(block(5, title, "x", [(text, 0, type_, identifier)]), task="grounding").kinds() == kinds


@pytest.mark.parametrize("joined", ["D020123|D000068338", "D020123,D000068338"])
def test_a_composite_wants_all_its_ids(measure: Measure, joined: str) -> None:
    found = measure(block(9, "Sirolimus", "x", [("Sirolimus", 0, "Chemical", joined)]), task="grounding")
    assert [found.row("Chemical")[key] for key in ("gold", "found", "right")] == [2, 1, 1]
    assert found.kinds() == [("composite", "Sirolimus")]


def test_types_without_an_id_in_the_gold_are_left_out(measure: Measure) -> None:
    mentions = [("Sirolimus", 0, "Chemical", "D020123"), ("mice", 0, "Species", "-")]
    assert [row["type"] for row in measure(block(10, "Sirolimus in mice", "x", mentions), task="grounding").rows] == [
        "Chemical",
        "all",
    ]


def test_every_kind_is_documented() -> None:
    assert all(meaning and kind == kind.lower() for kind, meaning in KINDS.items())
