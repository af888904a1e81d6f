"""KGX of other programs: entities and curated edges marked by the source that states them, what has no place rejected
with its reason.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import schema
from kg.errors import InputError
from kg.exchange import foreign_kgx
from kg.exchange.export import EXPORTS
from kg.exchange.export.inverse import types
from kg.stores import open_store
from tests.exchange.test_round_trip import read, rows

NODES = (
    {
        "id": "CHEBI:9168",
        "category": ["biolink:SmallMolecule"],
        "name": "sirolimus",
        "provided_by": ["infores:chembl"],
        "synonym": ["rapamycin"],
    },
    {"id": "HGNC:3942", "category": "biolink:Gene", "name": "MTOR"},
    {"id": "MONDO:0007256", "category": ["biolink:NamedThing", "biolink:Disease"], "name": "hepatocellular carcinoma"},
    {"id": "UBERON:0002107", "category": ["biolink:AnatomicalEntity"], "name": "liver"},
    {"id": "PMID:1", "category": ["biolink:Article"], "name": "A title"},
)
EDGE = {
    "id": "e1",
    "subject": "CHEBI:9168",
    "predicate": "biolink:affects",
    "object": "HGNC:3942",
    "primary_knowledge_source": "infores:ctd",
}
EDGES = (
    {
        **EDGE,
        "object_direction_qualifier": "decreased",
        "object_aspect_qualifier": "activity",
        "publications": ["PMID:5", "PMID:6"],
        "has_confidence_score": 0.25,
    },
    {**EDGE, "id": "e2", "predicate": "biolink:treats", "object": "MONDO:0007256"},
    {**EDGE, "id": "e3", "predicate": "biolink:treats", "object": "MONDO:0007256", "negated": True},
    {**EDGE, "id": "e4", "predicate": "biolink:located_in"},
    {**EDGE, "id": "e5", "object": ""},
)


def written(folder: Path, edges: tuple[dict[str, Any], ...] = EDGES) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for kind, lines in (("nodes", NODES), ("edges", edges)):
        (folder / f"other_{kind}.jsonl").write_text(
            "".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8"
        )
    return sorted(folder.iterdir())


def test_nodes_and_edges_are_marked_by_their_source(tmp_path: Path) -> None:
    said: list[str] = []
    made = read(written(tmp_path / "kgx"), tmp_path / "out", report=said.append)
    found = rows(tmp_path / "out")
    assert {row["id"]: (row["type"], row["source"]) for row in found["entities"]} == {
        "CHEBI:9168": ("Drug", "chembl"),
        "HGNC:3942": ("Target", "other_nodes"),
        "MONDO:0007256": ("Disease", "other_nodes"),
    }
    edges = {
        (row["relation"], row["subject_type"], row["object_type"], row["source"], row["reference"])
        for row in found["edges"]
    }
    assert edges == {("INHIBITS", "Drug", "Target", "ctd", "PMID:5"), ("AMELIORATES", "Drug", "Disease", "ctd", "")}
    assert {row["basis"] for row in found["edges"]} == {"curated"} and 0.25 in {row["belief"] for row in found["edges"]}
    assert [row["id"] for row in found["documents"]] == ["PMID:1"]
    assert made.rejected == len(found["rejects"]) == 4 and not made.same
    reasons = {row["id"]: row["reason"] for row in found["rejects"]}
    assert "a negated edge without evidence" in reasons["e3"] and "predicate biolink:located_in" in reasons["e4"]
    assert "without object" in reasons["e5"] and "category biolink:AnatomicalEntity" in reasons["UBERON:0002107"]
    assert said == ["4 nodes and 2 edges of another program, marked by the sources they state"]


def test_the_graph_of_another_program_answers_and_leaves_again(tmp_path: Path) -> None:
    read(written(tmp_path / "kgx"), tmp_path / "out")
    store = open_store(str(tmp_path / "out"), lambda _: None)
    try:
        found = store.run(
            "MATCH (d:Drug)-[r:INHIBITS]->(t:Target) RETURN d.name AS drug, t.name AS target, r.sources AS sources", {}
        )
    finally:
        store.close()
    assert found == [{"drug": "sirolimus", "target": "MTOR", "sources": ["ctd"]}]
    EXPORTS["kgx-jsonl"](tmp_path / "out", tmp_path / "again")
    lines = [json.loads(line) for line in (tmp_path / "again_edges.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["primary_knowledge_source"] for line in lines} == {"infores:ctd"}


def test_an_edge_to_no_node_is_said(tmp_path: Path) -> None:
    files = written(tmp_path / "kgx", ({**EDGE, "object": "HGNC:1"},))
    with pytest.raises(InputError, match="names HGNC:1, which is no node of these files"):
        read(files, tmp_path / "out")


def test_labels_and_relations_are_those_of_the_schema() -> None:
    assert set(foreign_kgx.PREDICATES.values()) | set(foreign_kgx.DIRECTIONS.values()) <= set(schema.relations())
    assert set(foreign_kgx.MORE) <= set(schema.entity_types())
    assert not {f"biolink:{name}" for names in foreign_kgx.MORE.values() for name in names} & set(types())
