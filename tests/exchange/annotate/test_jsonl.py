"""JSON lines output: everything found, with offsets; DrugProt's names beside ours."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kg.exchange.annotation_formats.relation_names import drugprot
from kg.model import Evidence
from tests.exchange.annotate.conftest import STUDY, Annotate


def only(text: str) -> dict[str, Any]:
    (line,) = text.splitlines()
    value: dict[str, Any] = json.loads(line)
    return value


def test_a_document_holds_text_sections_mentions_and_relations(annotate: Annotate) -> None:
    row = only(annotate(STUDY, "jsonl").text)
    assert list(row) == ["id", "title", "text", "sections", "mentions", "relations"]
    assert row["id"] == "PMID:101"
    assert row["text"] == row["title"] + "\n" + row["sections"][0][1]
    assert all(row["text"][m["start"] : m["end"]] == m["text"] for m in row["mentions"])
    hcc = next(m for m in row["mentions"] if m["text"] == "HCC")
    assert (hcc["type"], hcc["id"], hcc["name"], hcc["expanded"]) == (
        "Disease",
        "MONDO:0007256",
        "hepatocellular carcinoma",
        "hepatocellular carcinoma",
    )
    assert {"id", "name", "type", "score", "reason"} == hcc["candidates"][0].keys()


def test_relations_have_both_arguments_with_offsets_and_drugprots_type(annotate: Annotate) -> None:
    row = only(annotate(STUDY, "jsonl").text)
    (relation,) = [one for one in row["relations"] if one["type"] == "INHIBITS"]
    assert (relation["arg1"]["id"], relation["arg2"]["id"]) == ("CHEBI:68478", "HGNC:3942")
    assert all(row["text"][arg["start"] : arg["end"]] == arg["text"] for arg in (relation["arg1"], relation["arg2"]))
    assert relation["drugprot"] == "INHIBITOR"
    assert (relation["negated"], relation["speculated"]) == (False, False)
    assert 0 < relation["score"] <= 1


def test_a_drug_studied_for_a_disease_has_tier_and_polarity_and_no_drugprot_type(annotate: Annotate) -> None:
    row = only(annotate(STUDY, "jsonl").text)
    (relation,) = [one for one in row["relations"] if one["type"] == "STUDIED_FOR"]
    assert (relation["tier"], relation["polarity"]) == ("phase-2", "unclear")
    assert "drugprot" not in relation


RETRACTED = json.dumps(
    {
        "pmid": 4,
        "title": "Everolimus in hepatocellular carcinoma",
        "abstract": "Everolimus was given for hepatocellular carcinoma. Everolimus may inhibit mTOR.",
        "publication_types": ["Retracted Publication"],
    }
)
"""What is kept and counts little: a study that was retracted, and a guess."""


def test_flags_are_listed(annotate: Annotate) -> None:
    relations = only(annotate(RETRACTED, "jsonl").text)["relations"]
    assert {one["type"]: (one["flags"], one["speculated"]) for one in relations} == {
        "STUDIED_FOR": (["retracted"], False),
        "INHIBITS": (["speculated"], True),
    }
    assert [one["flags"] for one in only(annotate(STUDY, "jsonl").text)["relations"]] == [[], []]


TRIAL = (
    "9|t|First-line everolimus versus sorafenib in hepatocellular carcinoma\n9|a|Patients with hepatocellular carcinoma"
    " were randomised to everolimus, sorafenib or placebo. Everolimus improved overall survival of patients with"
    " hepatocellular carcinoma (HR 0.70; 95% CI 0.58-0.85; NCT01035229).\n"
)


def test_a_study_has_its_details_in_the_texts_words(annotate: Annotate) -> None:
    row = only(annotate(TRIAL, "jsonl").text)
    relation = next(
        one for one in row["relations"] if one["type"] == "STUDIED_FOR" and one["arg1"]["text"] == "everolimus"
    )
    assert [one["id"] for one in relation["comparators"]] == ["CHEBI:50924"] and relation["controls"] == ["placebo"]
    assert (relation["endpoint"], relation["setting"]) == ("overall survival", "First-line")
    assert relation["figures"] == ["HR 0.70; 95% CI 0.58-0.85"] and relation["trials"] == ["CLINICALTRIALS:NCT01035229"]
    assert row["text"][relation["result_start"] : relation["result_end"]].startswith("Everolimus improved")
    other = next(one for one in row["relations"] if one["type"] == "STUDIED_FOR" and one["arg1"]["text"] == "sorafenib")
    assert (other["attribution"], other["comparators"], other["controls"]) == ("comparator", [], [])


def test_a_negated_claim_is_listed_and_has_no_drugprot_type(annotate: Annotate) -> None:
    row = only(annotate("8|t|A\n8|a|Tacrolimus does not inhibit mTOR.\n", "jsonl").text)
    assert [(one["type"], one["negated"], one["drugprot"]) for one in row["relations"]] == [("INHIBITS", True, None)]


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("INHIBITS", "INHIBITOR"),
        ("ACTIVATES", "ACTIVATOR"),
        ("BINDS", "DIRECT-REGULATOR"),
        ("UPREGULATES", "INDIRECT-UPREGULATOR"),
        ("DOWNREGULATES", "INDIRECT-DOWNREGULATOR"),
        ("SUBSTRATE_OF", "SUBSTRATE"),
        ("AFFECTS", None),
    ],
)
def test_drugprots_name_of_a_relation(relation: str, expected: str | None) -> None:
    evidence = Evidence("E", "A", "PMID:1", 0, 9, 0, 1, 2, 3, "title", f"read/{relation.lower()}", 0.9)
    assert drugprot(evidence, relation) == expected
    assert drugprot(replace(evidence, rule="drugprot/PART-OF"), relation) == "PART-OF", (
        "its own word where it is followed"
    )


def test_the_output_is_read_again_as_input(annotate: Annotate) -> None:
    first = annotate(STUDY, "jsonl").text
    again = annotate(first, "jsonl")
    assert again.rejected == 0
    assert only(again.text) == only(first)


def test_ids_in_a_namespace_keep_their_prefix(annotate: Annotate) -> None:
    row = only(annotate(STUDY, "jsonl", namespaces="Disease=MESH").text)
    assert {m["id"] for m in row["mentions"] if m["type"] == "Disease"} == {"MESH:D006528"}
