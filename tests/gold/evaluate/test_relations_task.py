"""Relations between given mentions against gold: every figure here was counted by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.errors import ConfigError
from kg.gold.evaluate.gold import PARTS, part
from tests.gold.evaluate.conftest import Measure, block, place

CID = block(
    1,
    "Doxorubicin-induced breast cancer",
    "Metformin causes liver cancer. Sorafenib was given. Cholangiocarcinoma grew.",
    [
        ("Doxorubicin", 0, "Chemical", "D004317"),
        ("breast cancer", 0, "Disease", "D001943"),
        ("Metformin", 0, "Chemical", "D008687"),
        ("liver cancer", 0, "Disease", "D008113"),
        ("Sorafenib", 0, "Chemical", "D000077157"),
        ("Cholangiocarcinoma", 0, "Disease", "D018281"),
    ],
    [("CID", "D004317", "D001943"), ("CID", "D000077157", "D018281")],
)


def test_chemical_induced_diseases_are_pairs_of_ids_a_document(measure: Measure) -> None:
    found = measure(CID, task="relations")
    assert found.rows == [
        {"scheme": "cid", "type": "CID", "gold": 2, "found": 2, "right": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    ]  # fmt: skip
    assert found.kinds() == [
        ("missed", "Sorafenib (D000077157) - Cholangiocarcinoma (D018281)"),
        ("spurious", "Metformin (D008687) - liver cancer (D008113)"),
    ]
    missed, spurious = found.mistakes
    assert (missed.start, missed.end, missed.sentence) == (-1, -1, ""), "its mentions never stand in one sentence"
    assert (spurious.expected, spurious.found, spurious.sentence) == ("", "CID", "Metformin causes liver cancer.")


def test_a_list_of_ids_stands_for_each_of_them(measure: Measure) -> None:
    gold = CID.replace("\tD001943\n", "\tD001943|D009369\n", 1).replace(
        "D018281\n\n", "D018281\n1\tCID\tD004317\tD009369\n\n"
    )
    row = measure(gold, task="relations").row("CID")
    assert [row[key] for key in ("gold", "found", "right")] == [3, 3, 2]


def test_a_negated_claim_is_none(measure: Measure) -> None:
    mentions = [("Metformin", 0, "Chemical", "D008687"), ("liver cancer", 0, "Disease", "D008113")]
    found = measure(
        block(2, "x", "Metformin does not cause liver cancer.", mentions, [("CID", "D008687", "D008113")]),
        task="relations",
    )
    assert [found.row("CID")[key] for key in ("gold", "found", "right")] == [1, 0, 0]
    assert [(mistake.kind, mistake.sentence) for mistake in found.mistakes] == [
        ("missed", "Metformin does not cause liver cancer.")
    ]


def test_biored_pairs_count_once_whatever_their_direction(measure: Measure) -> None:
    text = "Everolimus inhibits mTOR. Sirolimus activates AKT1. Tacrolimus binds FKBP12."
    mentions = [
        ("Everolimus", 0, "ChemicalEntity", "D000068338"), ("mTOR", 0, "GeneOrGeneProduct", "2475"),
        ("Sirolimus", 0, "ChemicalEntity", "D020123"), ("AKT1", 0, "GeneOrGeneProduct", "207"),
        ("Tacrolimus", 0, "ChemicalEntity", "D016559"), ("FKBP12", 0, "GeneOrGeneProduct", "2280"),
    ]  # fmt: skip
    relations = [
        ("Negative_Correlation", "2475", "D000068338", "Novel"),
        ("Association", "D020123", "207", "No"),
        ("Bind", "D020123", "2475", "No"),
    ]
    found = measure(block(2, "x", text, mentions, relations), task="relations")
    assert [(row["type"], row["gold"], row["found"], row["right"]) for row in found.rows] == [
        ("Association", 1, 0, 0),
        ("Bind", 1, 1, 0),
        ("Negative_Correlation", 1, 1, 1),
        ("Positive_Correlation", 0, 1, 0),
        ("all", 3, 3, 1),
        ("any", 3, 3, 2),
    ]
    assert sorted(found.kinds()) == [
        ("missed", "mTOR (2475) - Sirolimus (D020123)"),
        ("spurious", "FKBP12 (2280) - Tacrolimus (D016559)"),
        ("type", "AKT1 (207) - Sirolimus (D020123)"),
    ]


def drugprot(pmid: str, text: str, relations: list[tuple[str, str, str]], *mentions: tuple[str, str]) -> str:
    """A line of DrugProt's shape; mentions are (text, type) and get the ids T1, T2, ..."""
    whole = f"x\n{text}"
    entities = [
        {
            "id": f"T{number}",
            "type": type_,
            "start": place(whole, one),
            "end": place(whole, one) + len(one),
            "text": one,
        }
        for number, (one, type_) in enumerate(mentions, 1)
    ]
    listed = [dict(zip(("type", "arg1", "arg2"), relation, strict=True)) for relation in relations]
    return json.dumps({"pmid": pmid, "title": "x", "abstract": text, "entities": entities, "relations": listed}) + "\n"


LINE = drugprot(
    "3", "Everolimus inhibits mTOR. Sirolimus activates AKT1. Tacrolimus was made by CAT.",
    [("INHIBITOR", "T1", "T2"), ("ANTAGONIST", "T3", "T4"), ("PRODUCT-OF", "T5", "T6")],
    ("Everolimus", "CHEMICAL"), ("mTOR", "GENE-Y"), ("Sirolimus", "CHEMICAL"), ("AKT1", "GENE-Y"),
    ("Tacrolimus", "CHEMICAL"), ("CAT", "GENE-N"),
)  # fmt: skip


def test_drugprot_is_counted_in_its_types_and_in_ours(measure: Measure) -> None:
    found = measure(LINE)
    assert found.task == "relations"
    counted = [(row["scheme"], row["type"], row["gold"], row["found"], row["right"]) for row in found.rows]
    assert counted == [
        ("drugprot", "ACTIVATOR", 0, 1, 0), ("drugprot", "ANTAGONIST", 1, 0, 0), ("drugprot", "INHIBITOR", 1, 1, 1),
        ("drugprot", "PRODUCT-OF", 1, 0, 0), ("drugprot", "all", 3, 2, 1), ("drugprot", "any", 3, 2, 2),
        ("kg", "ACTIVATES", 0, 1, 0), ("kg", "INHIBITS", 2, 1, 1), ("kg", "all", 2, 2, 1), ("kg", "any", 2, 2, 2),
    ]  # fmt: skip
    assert [mistake.kind for mistake in found.mistakes] == ["type", "missed"]
    assert (found.mistakes[0].expected, found.mistakes[0].found) == ("ANTAGONIST", "ACTIVATOR")


@pytest.mark.parametrize("relations", [{"type": "INHIBITOR", "arg1": "T1", "arg2": "T99"}, "T1", 3])
def test_relations_that_are_no_list_leave_their_document_out(measure: Measure, relations: Any) -> None:
    row = json.loads(LINE)
    row["relations"] = relations
    found = measure(json.dumps(row) + "\n" + LINE.replace('"3"', '"4"'))
    assert found.rejected == 1
    assert any(f"relations: found {json.dumps(relations)}" in said for said in found.said)
    assert found.row("all", "drugprot")["gold"] == 3, "the other document is measured"


@pytest.mark.parametrize("item", [{"type": "INHIBITOR", "arg1": "T1", "arg2": "T99"}, {"type": "INHIBITOR"}, "x"])
def test_a_relation_that_names_no_mention_leaves_its_document_out(measure: Measure, item: Any) -> None:
    row = json.loads(LINE)
    row["relations"].append(item)
    found = measure(json.dumps(row) + "\n" + LINE.replace('"3"', '"4"'))
    assert found.rejected == 1
    assert found.said[0].startswith("gold1: line 1 (PMID:3): relations: found ")
    assert "expected type, and arg1 and arg2 among the ids of the entities; its document is left out" in found.said[0]
    assert found.row("INHIBITOR")["gold"] == 1


def test_a_line_that_is_no_json_is_told_once(measure: Measure) -> None:
    found = measure(LINE + "{broken\n")
    assert (found.rejected, len(found.said)) == (1, 1)
    assert found.said[0].startswith("gold1: line 2: not JSON")


def test_gold_without_relations_is_no_gold_for_relations(measure: Measure) -> None:
    mentions = block(3, "Everolimus", "x", [("Everolimus", 0, "Chemical", "-")])
    found = measure(mentions, CID, task="relations")
    assert found.said == [
        "gold1: no relation in it: expected e.g. PMID<TAB>CID<TAB>D1<TAB>D2 lines, or relations [{type, arg1, arg2}]"
    ]
    assert (found.rejected, len(found.rows)) == (1, 1)


def test_the_parts_divide_a_corpus(measure: Measure) -> None:
    lines = "".join(LINE.replace('"3"', f'"{pmid}"') for pmid in range(1, 41))
    golds = [measure(lines, part=one).row("INHIBITOR")["gold"] for one in PARTS]
    assert golds == [sum(part(str(pmid), "drugprot") == one for pmid in range(1, 41)) for one in PARTS]
    assert all(isinstance(gold, int) and gold > 5 for gold in golds)
    assert sum(gold for gold in golds if isinstance(gold, int)) == 40


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"task": "relation"},
            (
                "--task relation: unknown task: expected one of mentions, grounding, relations, relations-in-text,"
                " negation, polarity"
            ),
        ),
        ({"task": "mentions", "given": True}, "--given is not for the task mentions: expected the task grounding"),
        ({"task": "relations", "part": "half"}, "--part half: unknown part: expected one of tune, report"),
        (
            {"task": "mentions", "part": "tune"},
            "--part is not for the task mentions: expected one of relations, negation",
        ),
    ],
)
def test_options_that_do_not_fit(measure: Measure, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        measure(CID, **options)
    assert message in str(error.value)


def test_ids_found_in_the_text_are_compared_in_the_golds_namespaces(measure: Measure) -> None:
    text = "Everolimus inhibits mTOR. Metformin causes liver cancer."
    mentions = [("Everolimus", 0, "ChemicalEntity", "D000068338"), ("mTOR", 0, "GeneOrGeneProduct", "2475")]
    gold = block(3, "x", text, mentions, [("Negative_Correlation", "2475", "D000068338")])
    found = measure(gold, task="relations-in-text")
    assert [found.row("Negative_Correlation")[key] for key in ("gold", "found", "right")] == [1, 1, 1]
    unsaid = block(
        4,
        "x",
        "Everolimus was given. Later mTOR was measured.",
        mentions,
        [("Negative_Correlation", "2475", "D000068338")],
    )
    row = measure(unsaid, task="relations-in-text").row("Negative_Correlation")
    assert [row[key] for key in ("gold", "found", "right")] == [1, 0, 0]


def test_relations_between_mentions_are_none_of_the_raw_text(measure: Measure) -> None:
    found = measure(LINE, task="relations-in-text")
    assert found.rows == [] and found.rejected == 1
    assert "which is no gold for the task relations-in-text" in found.said[0]
