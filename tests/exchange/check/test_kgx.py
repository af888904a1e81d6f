"""KGX is gone through line by line: an export has no fault, each that is planted is found, and Biolink's own classes
agree.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from kg.errors import ConfigError, InputError
from kg.exchange.check.checking import check
from kg.exchange.check.kgx import BIOLINK_LEVELS
from kg.exchange.export import EXPORTS
from kg.exchange.export.report import ExportOptions
from tests.exchange.export import sample

Line = dict[str, Any]
Lines = dict[str, list[Line]]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("kgx"), sample.contents())


@pytest.fixture(scope="module")
def lines(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    folder = tmp_path_factory.mktemp("lines")
    EXPORTS["kgx-jsonl"](dataset, folder)
    return {
        kind: [json.loads(one) for one in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
        for kind in ("nodes", "edges")
    }


@pytest.mark.parametrize("complete", [False, True])
@pytest.mark.parametrize("name", ["kgx-jsonl", "kgx-tsv"])
def test_an_export_has_no_fault(name: str, complete: bool, dataset: Path, tmp_path: Path) -> None:
    EXPORTS[name](dataset, tmp_path, options=ExportOptions(complete))
    found = check([str(tmp_path)])
    assert [str(one) for one in found.faults] == [] and found.notes == []
    assert found.checked["nodes"] > 50 and found.checked["edges"] > 30


@pytest.mark.parametrize("name", ["mappings.sssom.tsv", "mappings.tsv.gz"])
def test_mappings_of_sssom_are_refused_in_one_line(name: str, dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    EXPORTS["sssom"](dataset, path)
    with pytest.raises(ConfigError, match=r"is a mapping set of SSSOM, which is not checked: .*nquads") as one:
        check([str(path)])
    assert one.value.exit_code == 2 and "\n" not in str(one.value)


def test_a_table_of_sssom_without_metadata_is_known_and_others_are_not(tmp_path: Path) -> None:
    table, other = tmp_path / "bare.tsv", tmp_path / "other.tsv"
    table.write_text("subject_id\tpredicate_id\tobject_id\tmapping_justification\r\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="SSSOM"):
        check([str(table)])
    other.write_text("subject_id\tobject_id\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected those of KGX"):
        check([str(other)])


def first(lines: Lines, kind: str, start: str, **needs: Any) -> Line:
    return next(
        one
        for one in lines[kind]
        if one["id"].startswith(start)
        and all(name in one and (value is ... or one[name] == value) for name, value in needs.items())
    )


def _put(kind: str, start: str, slot: str, value: Any, **needs: Any) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        first(lines, kind, start, **needs)[slot] = value

    return change


def _drop(kind: str, start: str, slot: str) -> Callable[[Lines], None]:
    return lambda lines: first(lines, kind, start, **{slot: ...}).pop(slot)


def _twice(lines: Lines) -> None:
    lines["nodes"].append(dict(lines["nodes"][0]))


FAULTS: dict[str, tuple[Callable[[Lines], Any], str, str]] = {
    "a category that is none": (_put("nodes", "CHEBI:", "category", ["biolink:Cure"]), "category", "biolink:Cure"),
    "no category": (_drop("nodes", "HGNC:", "category"), "category", "nothing"),
    "an id of another type": (
        _put("nodes", "MONDO:", "category", ["biolink:ChemicalEntity"]),
        "id",
        "MONDO:",
    ),
    "an id that is no CURIE": (_put("nodes", "CVCL:", "id", "hepg2"), "id", "hepg2"),
    "an id twice": (_twice, "id", "which another node has"),
    "no name": (_drop("nodes", "CHEBI:", "name"), "name", "nothing"),
    "a slot that is none": (_put("nodes", "CHEBI:", "colour", "red"), "colour", "a slot"),
    "a truth value as text": (_put("edges", "KGA:", "negated", "false"), "negated", "'false'"),
    "a score above one": (_put("edges", "KGA:", "has_confidence_score", 1.5), "has_confidence_score", "1.5"),
    "a count as text": (_put("edges", "KGA:", "evidence_count", "2"), "evidence_count", "'2'"),
    "a predicate that is none": (_put("edges", "KGA:", "predicate", "biolink:cures"), "predicate", "biolink:cures"),
    "an association that is none": (_put("edges", "KGA:", "category", ["biolink:Cure"]), "category", "biolink:Cure"),
    "a qualifier that the class does not have": (
        _put(
            "edges",
            "KGF:",
            "causal_mechanism_qualifier",
            "inhibition",
            category=["biolink:GeneToGeneFamilyAssociation"],
        ),
        "causal_mechanism_qualifier",
        "inhibition",
    ),
    "a subject that is not there": (_put("edges", "KGA:", "subject", "CHEBI:1"), "subject", "CHEBI:1"),
    "no object": (_drop("edges", "KGA:", "object"), "object", "nothing"),
    "a level that is none": (_put("edges", "KGA:", "knowledge_level", "guess"), "knowledge_level", "guess"),
    "an agent that does not fit": (_put("edges", "KGA:", "agent_type", "manual_agent"), "agent_type", "manual_agent"),
    "evidence that is not there": (_put("edges", "KGA:", "has_evidence", ["KGE:none"]), "has_evidence", "KGE:none"),
    "a claim without evidence": (_drop("edges", "KGA:", "has_evidence"), "has_evidence", "nothing"),
    "a publication that is not there": (_put("edges", "KGA:", "publications", ["PMID:9"]), "publications", "PMID:9"),
    "a relation that is none": (
        _put("edges", "KGA:", "has_attribute", ["KGV:relation.CURES"]),
        "has_attribute relation",
        "CURES",
    ),
    "an end of another type": (
        _put("edges", "KGA:", "object", "CHEBI:50924", predicate="biolink:causes"),
        "object",
        "CHEBI:",
    ),
    "a tier that is none": (
        _put("nodes", "KGV:tier.", "has_qualitative_value", "phase-9"),
        "tier (has_qualitative_value)",
        "phase-9",
    ),
    "an attribute that is not there": (
        _put("nodes", "KGE:", "has_attribute", ["KGV:tier.phase-9"]),
        "has_attribute",
        "KGV:tier.phase-9",
    ),
    "offsets behind the text": (
        _put("nodes", "KGE:", "object_location_in_text", [5, 5000]),
        "object_location_in_text",
        "[5, 5000]",
    ),
    "a section that is none": (
        _put("nodes", "KGE:", "supporting_text_section_type", "footnote"),
        "supporting_text_section_type",
        "footnote",
    ),
    "evidence of no publication": (_put("nodes", "KGE:", "xref", ["PMID:9"]), "xref", "PMID:9"),
    "a phase that is none": (
        _put("edges", "KGA:", "max_research_phase", "clinical_trial_phase_9"),
        "max_research_phase",
        "clinical_trial_phase_9",
    ),
}
"""What is planted -> how, the slot that has to be named and a piece of what is found."""


def written(lines: Lines, folder: Path) -> Path:
    for kind, rows in lines.items():
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{kind}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_planted_is_found_and_named(name: str, lines: Lines, tmp_path: Path) -> None:
    plant, slot, wanted = FAULTS[name]
    changed: Lines = json.loads(json.dumps(lines))
    plant(changed)
    found = check([str(written(changed, tmp_path))])
    at = [one for one in found.faults if one.property == slot and wanted in one.found]
    assert at, [str(one) for one in found.faults]
    assert all(one.place.partition(":")[0].endswith(".jsonl") for one in at)


def test_a_fault_says_file_and_line(lines: Lines, tmp_path: Path) -> None:
    changed: Lines = json.loads(json.dumps(lines))
    changed["edges"][4]["predicate"] = "biolink:cures"
    found = check([str(written(changed, tmp_path))])
    assert {one.place for one in found.faults} == {f"{tmp_path / 'edges.jsonl'}:5"}


def test_edges_alone_are_checked_but_for_what_they_name(lines: Lines, tmp_path: Path) -> None:
    written(lines, tmp_path)
    found = check([str(tmp_path / "edges.jsonl")])
    assert found.total == 0 and found.notes == ["no file of nodes was given: what edges name is not looked up"]


def test_kgx_of_another_program_is_held_to_biolink_alone(tmp_path: Path) -> None:
    nodes = [
        {"id": "CHEBI:68478", "category": ["biolink:SmallMolecule"], "name": "everolimus", "colour": "red"},
        {"id": "MY:1", "category": ["biolink:Disease"], "name": "a disease"},
    ]
    edge = {
        "id": "e1", "subject": "CHEBI:68478", "predicate": "biolink:treats", "object": "MY:1",
        "knowledge_level": "observation", "agent_type": "manual_agent", "primary_knowledge_source": "infores:x",
    }  # fmt: skip
    found = check([str(written({"nodes": nodes, "edges": [edge]}, tmp_path))])
    assert found.total == 0
    assert found.notes == ["1 nodes have an id whose prefix ontologies/prefixes.toml does not know"]
    wrong = {**edge, "id": "e2", "object": "MY:2", "knowledge_level": "guess"}
    found = check([str(written({"nodes": nodes, "edges": [edge, wrong]}, tmp_path))])
    assert [(one.property, one.found) for one in found.faults] == [("object", "MY:2"), ("knowledge_level", "guess")]


def test_biolinks_own_classes_find_nothing_else(lines: Lines, tmp_path: Path) -> None:
    """The independent peer: of what is planted, what biolink-model refuses is found here too, and it takes the rest."""
    model = importlib.import_module("biolink_model.datamodel.pydanticmodel_v2")
    assert {one.value for one in model.KnowledgeLevelEnum} == set(BIOLINK_LEVELS)

    def refused(rows: list[Line]) -> bool:
        for row in rows:
            name = row.get("category", ["biolink:NamedThing"])[0].removeprefix("biolink:")
            try:
                getattr(model, name)(**row)
            except (ValidationError, AttributeError):
                return True
        return False

    assert not refused([*lines["nodes"], *lines["edges"]])
    seen = 0
    for plant, _, _ in FAULTS.values():
        changed: Lines = json.loads(json.dumps(lines))
        plant(changed)
        seen += refused([row for kind, rows in changed.items() for row in rows if row not in lines[kind]])
    assert seen > 5
