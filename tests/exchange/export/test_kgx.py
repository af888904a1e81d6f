"""Every KGX line through Biolink's own classes, which forbid unknown keys and close the predicates of each
association.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from biolink_model.datamodel import pydanticmodel_v2 as biolink
from pydantic import ValidationError

from kg.errors import ConfigError
from kg.exchange.export import EXPORTS
from tests.exchange.export import sample

Lines = dict[str, list[dict[str, Any]]]
CURIE = re.compile(r"[^ <()>:]*:[^/ :]+")


def accept(line: dict[str, Any]) -> None:
    (category,) = line["category"]
    getattr(biolink, category.removeprefix("biolink:"))(**line)


@pytest.mark.parametrize("kind", ["nodes", "edges"])
def test_biolink_accepts_every_line(kgx: Lines, kind: str) -> None:
    for line in kgx[kind]:
        accept(line)


def test_biolink_refuses_what_it_should() -> None:
    # or else the test above proves nothing
    line = {
        "id": "KGA:1",
        "category": ["biolink:GeneToDiseaseAssociation"],
        "subject": "HGNC:1",
        "object": "MONDO:1",
        "knowledge_level": "not_provided",
        "agent_type": "text_mining_agent",
    }
    accept({**line, "predicate": "biolink:associated_with"})
    for fault in ({"predicate": "biolink:causes"}, {"predicate": "biolink:associated_with", "tier": "phase-3"}):
        with pytest.raises(ValidationError):
            accept({**line, **fault})


def test_ids_are_unique_and_every_end_is_a_node(kgx: Lines) -> None:
    for lines in kgx.values():
        assert len({line["id"] for line in lines}) == len(lines)
    nodes = {line["id"] for line in kgx["nodes"]}
    for edge in kgx["edges"]:
        assert {edge["subject"], edge["object"], *edge.get("has_evidence", ()), *edge["has_attribute"]} <= nodes
    for node in kgx["nodes"]:
        assert set(node.get("has_attribute", ())) <= nodes


def test_minted_ids_are_curies(kgx: Lines) -> None:
    for line in (*kgx["nodes"], *kgx["edges"]):
        if line["id"].startswith("KG") and not line["id"].startswith("KGD"):
            assert CURIE.fullmatch(line["id"])


def test_there_is_one_edge_for_each_assertion_and_curated_edge(kgx: Lines) -> None:
    contents = sample.contents()
    wanted = {f"KGA:{row['id']}" for row in contents["assertions"]} | {
        f"KGF:{row['id']}" for row in contents["edges"] if row["basis"] == "curated"
    }
    assert {line["id"] for line in kgx["edges"]} == wanted


def _edge(kgx: Lines, subject: str, object_: str, relation: str) -> dict[str, Any]:
    (found,) = [
        line
        for line in kgx["edges"]
        if (line["subject"], line["object"], line["has_attribute"][0], line["id"][:3])
        == (subject, object_, f"KGV:relation.{relation}", "KGA")
    ]
    return found


def test_a_denied_claim_says_so(kgx: Lines) -> None:
    edge = _edge(kgx, sample.EVEROLIMUS, sample.HCC, "AMELIORATES")
    assert edge["negated"] is True
    assert edge["max_research_phase"] == "clinical_trial_phase_3"
    assert _edge(kgx, sample.EVEROLIMUS, sample.HCC, "STUDIED_FOR")["negated"] is False


def test_where_biolink_wants_another_predicate_the_own_one_is_kept(kgx: Lines) -> None:
    edge = _edge(kgx, sample.MTOR, sample.EGFR, "INHIBITS")
    assert (edge["category"], edge["predicate"], edge["original_predicate"]) == (
        ["biolink:GeneRegulatesGeneAssociation"],
        "biolink:regulates",
        "biolink:affects",
    )
    assert edge["object_direction_qualifier"] == "decreased"


def test_qualifiers_without_a_slot_are_kept_as_text(kgx: Lines) -> None:
    edge = _edge(kgx, sample.MTOR, sample.PATHWAY, "ACTIVATES")
    assert edge["category"] == ["biolink:GeneToPathwayAssociation"]
    assert "object_direction_qualifier=increased" in edge["qualifiers"]


def test_evidence_keeps_tier_polarity_and_offsets(kgx: Lines) -> None:
    node = next(line for line in kgx["nodes"] if line.get("supporting_text", [""])[0] == sample.NULL_TEXT)
    assert node["subject_location_in_text"] == [0, 10] and node["object_location_in_text"] == [70, 73]
    assert {"KGV:tier.phase-3", "KGV:polarity.null", "KGV:attribution.drug"} <= set(node["has_attribute"])
    assert node["xref"] == ["PMID:25058218"] and node["extraction_confidence_score"] == 0.91


def test_evidence_keeps_the_details_of_a_study(kgx: Lines) -> None:
    node = next(
        line
        for line in kgx["nodes"]
        if line.get("supporting_text", [""])[0] == "Everolimus was tested in patients with HCC."
    )
    assert {"KGV:comparator.placebo", f"KGV:comparator.{sample.SORAFENIB.replace(':', '%3A')}"} <= set(
        node["has_attribute"]
    )
    assert node["description"].endswith(
        "of the document; endpoint: overall survival; setting: second-line; figures: 7.6 vs 7.3 months | HR 1.05; 95%"
        " CI 0.86-1.27"
    )


def test_a_curated_edge_keeps_licence_and_reference(kgx: Lines) -> None:
    found = {line["sources"][0].get("description", ""): line for line in kgx["edges"] if line["id"].startswith("KGF:")}
    assert found["FDA label: Afinitor"]["sources"][0]["license"] == "MIT"
    assert found["https://example.org/label?q=1"]["sources"][0]["source_record_urls"] == [
        "https://example.org/label?q=1"
    ]
    assert found["PMID:12150925"]["publications"] == ["PMID:12150925"]
    assert {line["predicate"] for line in kgx["edges"] if line.get("original_predicate") == "rdfs:subClassOf"} == {
        "biolink:subclass_of"
    }


def test_retraction_is_said_of_the_publication(kgx: Lines) -> None:
    assert [line["id"] for line in kgx["nodes"] if line.get("deprecated")] == ["PMID:2"]


def test_line_breaks_of_unicode_do_not_cut_a_record(kgx: Lines) -> None:
    # the fixture reads with str.splitlines, which breaks at U+2028 and U+0085 too
    assert next(line for line in kgx["nodes"] if line["id"] == "PMID:1")["name"] == 'β\u2028blockers "and" <more>'
    assert next(line for line in kgx["nodes"] if line["id"] == sample.ODD)["name"].endswith("\x00\x85 é")


def test_a_prefix_names_two_files(dataset: Path, tmp_path: Path) -> None:
    counts = EXPORTS["kgx-jsonl"](dataset, tmp_path / "mtor")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mtor_edges.jsonl", "mtor_nodes.jsonl"]
    assert counts == {
        kind: len((tmp_path / f"mtor_{kind}.jsonl").read_bytes().splitlines()) for kind in ("nodes", "edges")
    }


def test_two_files_cannot_go_to_one_stream(dataset: Path) -> None:
    with pytest.raises(ConfigError, match="two files"):
        EXPORTS["kgx-jsonl"](dataset, io.BytesIO())


def test_json_is_strict(dataset: Path, tmp_path: Path) -> None:
    EXPORTS["kgx-jsonl"](dataset, tmp_path)
    for line in (tmp_path / "nodes.jsonl").read_bytes().split(b"\n")[:-1]:
        json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def test_belief_is_the_confidence_in_an_association(kgx: Lines) -> None:
    assert _edge(kgx, sample.EVEROLIMUS, sample.HCC, "STUDIED_FOR")["has_confidence_score"] == 0.95
    assert _edge(kgx, sample.EVEROLIMUS, sample.HCC, "AMELIORATES")["has_confidence_score"] == 0.665
    assert "has_confidence_score" not in _edge(kgx, sample.EVEROLIMUS, sample.CANCER, "STUDIED_FOR"), (
        "the dataset has none"
    )
    assert {line["has_confidence_score"] for line in kgx["edges"] if line["id"].startswith("KGF:")} == {0.99}
