"""PubTator output: text lines kept, offsets true, types and ids as the gold corpora print them, relations each pair
once.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.exchange.annotation_formats import pubtator, relation_names
from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow, RelationRow
from kg.model import Claim, Document, Evidence
from kg.schema import make_assertion, relations
from tests.exchange.annotate.conftest import STUDY, Annotate


def mentions(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if row[1].isdigit()]


def test_title_and_abstract_lines_come_back_as_they_were_even_with_odd_blanks(annotate: Annotate) -> None:
    block = "7|t| Two  blanks and a trailing one \n7|a| Everolimus  was given. \n"
    assert annotate(block).text.splitlines()[:2] == block.splitlines()


def test_offsets_count_title_one_character_and_abstract(annotate: Annotate) -> None:
    lines = STUDY.splitlines()
    whole = lines[0].split("|", 2)[2] + " " + lines[1].split("|", 2)[2]
    found = mentions(annotate(STUDY).rows)
    assert len(found) >= 6
    assert all(whole[int(row[1]) : int(row[2])] == row[3] for row in found)


def test_sections_are_joined_by_one_space_so_that_offsets_hold(annotate: Annotate) -> None:
    record = {
        "pmid": 5,
        "title": "Sirolimus",
        "sections": [["methods", "Mice had everolimus."], ["results", "HCC shrank: hepatocellular carcinoma"]],
    }
    outcome = annotate(json.dumps(record))
    assert "5|a|Mice had everolimus. HCC shrank: hepatocellular carcinoma" in outcome.text.split("\n")
    assert ["5", "19", "29", "everolimus", "Chemical", "CHEBI:68478"] in outcome.rows


@pytest.mark.parametrize("blank", ["\t", "\u2028", "\x0b", "\x85"])
def test_white_space_that_would_break_a_line_is_one_space(annotate: Annotate, blank: str) -> None:
    record = {
        "pmid": 5,
        "title": "A",
        "abstract": f"x{blank}y everolimus",
        "entities": [{"type": "Drug", "start": 6, "end": 16, "text": "everolimus"}],
    }
    outcome = annotate(json.dumps(record), given=True)
    assert "5|a|x y everolimus" in outcome.text.split("\n")
    assert outcome.rows == [["5", "6", "16", "everolimus", "Chemical", "-"]]


def test_a_guess_is_no_relation(annotate: Annotate) -> None:
    block = "7|t|Everolimus\n7|a|Everolimus {} mTOR.\n"
    stated, guessed = (annotate(block.format(said)).rows for said in ("inhibits", "may inhibit"))
    assert [row for row in stated if len(row) == 4] == [["7", "Negative_Correlation", "CHEBI:68478", "HGNC:3942"]]
    assert [row for row in guessed if len(row) == 4] == []
    (told,) = json.loads(annotate(block.format("may inhibit"), "jsonl").text)["relations"]
    assert (told["type"], told["speculated"]) == ("INHIBITS", True), "it is read, and only PubTator has no place for it"


def test_types_are_pubtators_and_default_ids_our_preferred_curies(annotate: Annotate) -> None:
    found = {(row[3], row[4], row[5]) for row in mentions(annotate(STUDY).rows)}
    assert {
        ("Everolimus", "Chemical", "CHEBI:68478"),
        ("hepatocellular carcinoma", "Disease", "MONDO:0007256"),
        ("HCC", "Disease", "MONDO:0007256"),
        ("mTOR", "Gene", "HGNC:3942"),
        ("HepG2", "CellLine", "CVCL:0027"),
    } <= found


def test_ids_in_a_namespace_are_bare_as_in_the_gold_corpora(annotate: Annotate) -> None:
    outcome = annotate(STUDY, namespaces="Disease=MESH, chemical=mesh, Gene=NCBIGene, CellLine=CVCL")
    found = {row[3]: row[5] for row in mentions(outcome.rows)}
    assert found["HCC"] == "D006528"
    assert found["everolimus"] == "D000068338"
    assert found["mTOR"] == "2475"
    assert found["HepG2"] == "CVCL_0027"
    assert ["101", "Negative_Correlation", "D000068338", "2475"] in outcome.rows


def test_other_namespaces_keep_their_prefix_and_the_first_that_has_an_id_counts(annotate: Annotate) -> None:
    found = {row[3]: row[5] for row in mentions(annotate(STUDY, namespaces="Chemical=UNII|DRUGBANK|MESH").rows)}
    assert found["everolimus"] == "DRUGBANK:DB01590"


def test_a_mention_without_an_id_in_the_namespace_has_a_dash_and_no_relation(annotate: Annotate) -> None:
    outcome = annotate("8|t|Sorafenib\n8|a|Sorafenib inhibits mTOR.\n", namespaces="Chemical=MESH")
    assert {row[5] for row in mentions(outcome.rows) if row[4] == "Chemical"} == {"-"}
    assert [row for row in outcome.rows if len(row) == 4] == []


def test_roles_are_left_out(annotate: Annotate) -> None:
    outcome = annotate("8|t|Drugs\n8|a|Everolimus is an mTOR inhibitor.\n")
    assert [row[3] for row in mentions(outcome.rows)] == ["Everolimus"]
    assert all("CHEBI:68481" not in row for row in outcome.rows)


def test_a_negated_claim_is_not_printed(annotate: Annotate) -> None:
    assert ["8", "Negative_Correlation", "CHEBI:61049", "HGNC:3942"] in annotate(
        "8|t|A\n8|a|Tacrolimus inhibits mTOR.\n"
    ).rows
    assert [r for r in annotate("8|t|A\n8|a|Tacrolimus does not inhibit mTOR.\n").rows if len(r) == 4] == []


@pytest.mark.parametrize(
    ("identifier", "printed"),
    [
        ("PMID:12", "12"),
        ("PMC:PMC12", "PMC12"),
        ("DOI:10.1/a|b", "10.1/a%7Cb"),
        ("KGD:note", "note"),
        ("KGD:123", "KGD:123"),
        ("REACT:1", "REACT:1"),
    ],
)
def test_a_documents_id_is_printed_so_that_it_reads_back(identifier: str, printed: str) -> None:
    assert pubtator.write(DocumentRow(Document(identifier, "T", "T\nx"), (), ())) == f"{printed}|t|T\n{printed}|a|x\n\n"


# ---- relations of rows built by hand -------------------------------------------------------------------------------


def row_of(*claims: tuple[int, str, int, float], partners: tuple[int, ...] = (), negated: bool = False) -> DocumentRow:
    """Four mentions (two drugs, a target, a disease) and claims between them as (subject, relation, object, score)."""
    things = [("Drug", "CHEBI:1"), ("Drug", "CHEBI:2"), ("Target", "HGNC:3"), ("Disease", "MESH:D4|MESH:D5")]
    rows = tuple(MentionRow(n, n + 1, "x", type_, id_, "", 1.0, "dictionary") for n, (type_, id_) in enumerate(things))
    made = []
    for subject, relation, object_, score in claims:
        assertion = make_assertion("CHEBI:1", relation, "HGNC:3", negated=negated)
        evidence = Evidence(
            "e", assertion.id, "PMID:1", 0, 4, subject, subject + 1, object_, object_ + 1, "abstract", "r", score
        )
        made.append(RelationRow(relation, subject, object_, Claim(assertion, evidence), partners))
    return DocumentRow(Document("PMID:1", "", "\nxxxx"), rows, tuple(made))


def test_each_pair_once_whatever_its_direction_with_the_telling_type() -> None:
    row = row_of((0, "AFFECTS", 2, 0.9), (2, "INHIBITS", 0, 0.5), (0, "INHIBITS", 2, 0.5), (0, "ACTIVATES", 2, 0.8))
    assert pubtator.relations(row) == [("Negative_Correlation", "CHEBI:1", "HGNC:3")]


def test_the_bars_in_the_id_of_a_variant_part_nothing() -> None:
    row = row_of((0, "CAUSES", 3, 0.9))
    variant = replace(row.mentions[3], type="Variant", id="p|SUB|V|617|F")
    assert pubtator.relations(replace(row, mentions=(*row.mentions[:3], variant))) == [
        ("Positive_Correlation", "CHEBI:1", "p|SUB|V|617|F")
    ]


def test_a_mention_of_several_things_takes_part_with_each() -> None:
    assert pubtator.relations(row_of((0, "CAUSES", 3, 0.9))) == [
        ("Positive_Correlation", "CHEBI:1", "MESH:D4"),
        ("Positive_Correlation", "CHEBI:1", "MESH:D5"),
    ]


def test_drugs_given_together_are_a_cotreatment() -> None:
    assert ("Cotreatment", "CHEBI:1", "CHEBI:2") in pubtator.relations(
        row_of((0, "STUDIED_FOR", 3, 0.9), partners=(1,))
    )


def test_interacting_drugs_are_a_drug_interaction_and_interacting_targets_an_association() -> None:
    assert pubtator.relations(row_of((0, "INTERACTS_WITH", 1, 0.9))) == [("Drug_Interaction", "CHEBI:1", "CHEBI:2")]
    assert pubtator.relations(row_of((0, "INTERACTS_WITH", 2, 0.9))) == [("Association", "CHEBI:1", "HGNC:3")]


def test_nothing_is_related_to_itself_or_by_a_negated_claim() -> None:
    assert pubtator.relations(row_of((0, "BINDS", 0, 0.9))) == []
    assert pubtator.relations(row_of((0, "BINDS", 2, 0.9), negated=True)) == []


def test_every_relation_read_from_text_has_a_biored_type() -> None:
    assert relation_names.BIORED.keys() == relations().keys() - {"SUBCLASS_OF", "PART_OF", "MEMBER_OF"}
