"""``--given``: the input's mentions, types and ids come back unchanged, and only relations are added."""

from __future__ import annotations

import json

import pytest

from kg.lexicon.lexicon import Lexicon
from kg.model import Annotation, Document
from kg.pipeline.ground.given_ids import given_groundings
from tests.exchange.annotate.conftest import Annotate

BLOCK = """9|t|Compound one
9|a|Everolimus inhibits mTOR. Rapamycin inhibits XYZ9 in mice.
9\t13\t23\tEverolimus\tChemicalEntity\tD000068338
9\t33\t37\tmTOR\tGeneOrGeneProduct\t2475,99
9\t39\t48\tRapamycin\tChemical\t-1
9\t58\t62\tXYZ9\tGene\t
9\t66\t70\tmice\tSequenceVariant\tc|DEL|1|
"""


def test_mention_lines_come_back_as_they_were(annotate: Annotate) -> None:
    outcome = annotate(BLOCK, given=True)
    expected = [line if line.split("\t")[5] else line + "-" for line in BLOCK.splitlines()[2:]]
    assert [line for line in outcome.text.splitlines() if line.count("\t") == 5] == expected
    assert outcome.rejected == 0


def test_relations_use_the_inputs_ids(annotate: Annotate) -> None:
    assert [row for row in annotate(BLOCK, given=True).rows if len(row) == 4] == [
        ["9", "Negative_Correlation", "D000068338", "2475,99"]
    ]


def test_mentions_without_ids_take_part_in_relations_too(annotate: Annotate) -> None:
    row = json.loads(annotate(BLOCK, "jsonl", given=True).text)
    assert [(r["type"], r["arg1"]["text"], r["arg2"]["text"]) for r in row["relations"]] == [
        ("INHIBITS", "Everolimus", "mTOR"),
        ("INHIBITS", "Rapamycin", "XYZ9"),
    ]
    assert row["mentions"][2]["candidates"] == []
    assert row["mentions"][0]["candidates"][0]["id"] == "CHEBI:68478"


def test_no_mention_is_added(annotate: Annotate) -> None:
    block = "9|t|Everolimus\n9|a|Everolimus inhibits mTOR.\n9\t0\t10\tEverolimus\tChemical\tD000068338\n"
    assert [row[1:] for row in annotate(block, given=True).rows] == [
        ["0", "10", "Everolimus", "Chemical", "D000068338"]
    ]


def test_drugprot_shaped_lines_keep_their_mention_numbers(annotate: Annotate) -> None:
    entities = [
        {"id": "T1", "type": "CHEMICAL", "start": 6, "end": 16, "text": "Everolimus"},
        {"id": "T2", "type": "GENE-Y", "start": 26, "end": 30, "text": "mTOR"},
    ]
    line = {"pmid": "3", "title": "Title", "abstract": "Everolimus inhibits mTOR.", "entities": entities}
    row = json.loads(annotate(json.dumps(line), "jsonl", given=True).text)
    assert [(m["id"], m["type"], m["start"]) for m in row["mentions"]] == [("T1", "CHEMICAL", 6), ("T2", "GENE-Y", 26)]
    assert [(r["drugprot"], r["arg1"]["id"], r["arg2"]["id"]) for r in row["relations"]] == [("INHIBITOR", "T1", "T2")]


def test_overlapping_mentions_are_all_kept_and_the_longest_is_related(annotate: Annotate) -> None:
    block = (
        "9|t|A\n9|a|Everolimus inhibits mTOR kinase.\n9\t2\t12\tEverolimus\tChemical\tD1\n"
        "9\t22\t26\tmTOR\tGene\t2475\n9\t22\t33\tmTOR kinase\tGene\t2476\n"
    )
    rows = annotate(block, given=True).rows
    assert [row[3] for row in rows if row[1].isdigit()] == ["Everolimus", "mTOR", "mTOR kinase"]
    assert [row[2:] for row in rows if len(row) == 4] == [["D1", "2476"]]


@pytest.mark.parametrize("to", ["bioc-json", "bioc-xml"])
def test_bioc_keeps_them_too(annotate: Annotate, to: str) -> None:
    through = annotate(BLOCK, to, given=True)
    assert [line for line in annotate(through.text, given=True).text.splitlines() if line.count("\t") == 5] == [
        line if line.split("\t")[5] else line + "-" for line in BLOCK.splitlines()[2:]
    ]


def test_our_own_labels_are_printed_in_pubtators_words(annotate: Annotate) -> None:
    entities = [{"id": "CHEBI:68478", "type": "Drug", "start": 0, "end": 10, "text": "Everolimus"}]
    line = {"pmid": "3", "title": "Everolimus", "abstract": "x", "entities": entities}
    assert annotate(json.dumps(line), given=True).rows == [["3", "0", "10", "Everolimus", "Chemical", "CHEBI:68478"]]


def test_ids_asked_for_as_well_are_said_to_change_nothing(annotate: Annotate) -> None:
    outcome = annotate(BLOCK, given=True, namespaces="Chemical=DRUGBANK", profile="default")
    assert outcome.rows == annotate(BLOCK, given=True).rows
    assert outcome.said == ["--given keeps the ids of the input, so --ids changes nothing"]


def grounded(lexicon: Lexicon, *annotations: Annotation) -> list[tuple[str, ...]]:
    document = Document("PMID:1", "", "\n" + "x" * 60, annotations=annotations)
    return [tuple(candidate.id for candidate in one.candidates) for one in given_groundings(document, lexicon)]


def test_an_id_becomes_the_preferred_one_where_the_lexicon_has_it(small_lexicon: Lexicon) -> None:
    assert grounded(small_lexicon, Annotation(1, 3, "xx", "Drug", "MESH:D020123")) == [("CHEBI:9168",)]
    assert grounded(small_lexicon, Annotation(1, 3, "xx", "Drug", "MESH:D999999")) == [("MESH:D999999",)]
    assert grounded(small_lexicon, Annotation(1, 3, "xx", "Disease", "MESH:D999999|MESH:D006528")) == [
        ("MESH:D999999", "MONDO:0007256")
    ]


def test_the_type_is_the_inputs(small_lexicon: Lexicon) -> None:
    document = Document("PMID:1", "", "\nxx", annotations=(Annotation(1, 3, "xx", "Target", "MESH:D020123"),))
    assert given_groundings(document, small_lexicon)[0].candidates[0].type == "Target"


@pytest.mark.parametrize("identifier", ["", "T1", "NOWHERE:1"])
def test_without_a_known_id_the_surface_says_what_is_the_same(small_lexicon: Lexicon, identifier: str) -> None:
    first, same, other, another_type = grounded(
        small_lexicon,
        Annotation(1, 3, "Ab", "Drug", identifier),
        Annotation(5, 7, "aB", "Drug", ""),
        Annotation(9, 11, "cd", "Drug", identifier),
        Annotation(13, 15, "ab", "Target", identifier),
    )
    assert first == same
    assert len({first, other, another_type}) == 3
