"""CSV, GraphML and KGX TSV: read by other people's readers; a denied claim is never an edge, and counts stand on the
edge.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.exchange.export import EXPORTS, kgx_tsv
from tests.exchange.export import sample
from tests.exchange.export.test_kgx import Lines

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
DENIED = {row["id"] for row in sample.contents()["assertions"] if row["negated"]}
CLAIMED = {row["id"] for row in sample.contents()["assertions"]} - DENIED
CURATED = {row["id"] for row in sample.contents()["edges"] if row["basis"] == "curated"}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, dataset: Path) -> dict[str, list[dict[str, str]]]:
    folder = tmp_path_factory.mktemp("csv")
    EXPORTS["csv"](dataset, folder)
    found = {}
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def test_denied_claims_are_a_table_of_their_own(tables: dict[str, list[dict[str, str]]]) -> None:
    assert {row["id"] for row in tables["denied"]} == DENIED
    assert {row["id"] for row in tables["edges"]} == CLAIMED | CURATED
    assert len(tables["edges"]) == len(CLAIMED | CURATED)


def test_nodes_are_the_entities_whatever_they_are_called(tables: dict[str, list[dict[str, str]]]) -> None:
    wanted = {row["id"]: row["name"].replace("\r\n", "\r\n") for row in sample.contents()["entities"]}
    assert {row["id"]: row["name"] for row in tables["nodes"]} == wanted


def test_an_edge_says_how_much_evidence_of_each_kind_it_has(tables: dict[str, list[dict[str, str]]]) -> None:
    (tested,) = [
        r
        for r in tables["edges"]
        if (r["subject"], r["relation"], r["best_tier"]) == (sample.EVEROLIMUS, "STUDIED_FOR", "phase-3")
    ]
    assert (tested["polarity_null"], tested["polarity_supports"], tested["tier_phase_3"], tested["belief"]) == (
        "1",
        "0",
        "1",
        "0.95",
    )
    assert (tested["subject_name"], tested["object_name"]) == ("everolimus", "hepatocellular carcinoma")
    # its one supporting result is a combination's, the other evidence is retracted: neither counts for the drug
    (both,) = [r for r in tables["edges"] if (r["subject"], r["relation"]) == (sample.SORAFENIB, "AMELIORATES")]
    assert (both["polarity_supports"], both["tier_phase_2"], both["publications"]) == ("0", "1", "PMID:1|PMID:2")


def test_the_same_counts_stand_on_the_kgx_edge(kgx: Lines, tables: dict[str, list[dict[str, str]]]) -> None:
    rows = {f"KGA:{row['id']}": row for row in (*tables["edges"], *tables["denied"]) if row["basis"] == "text"}
    edges = {line["id"]: line for line in kgx["edges"] if line["id"].startswith("KGA:")}
    assert edges.keys() == rows.keys()
    for identifier, line in edges.items():
        counted = dict(one.removeprefix("KGV:").split(".") for one in line["has_attribute"][1:])
        row = rows[identifier]
        wanted = {name: row[name] for name in row if name.startswith(("polarity_", "tier_")) and row[name] != "0"}
        assert {name.replace("-", "_"): number for name, number in counted.items()} == wanted
    assert any(len(line["has_attribute"]) > 1 for line in edges.values())


def test_graphml_has_no_edge_between_the_ends_of_a_denied_claim(tmp_path: Path) -> None:
    rows = sample.held_by("graphml")
    counts = EXPORTS["graphml"](sample.write(tmp_path / "dataset", rows), tmp_path / "graph.graphml")
    root = ET.parse(tmp_path / "graph.graphml").getroot()
    nodes = [node.get("id") for node in root.iter(f"{GRAPHML}node")]
    edges = [(edge.get("id"), edge.get("source"), edge.get("target")) for edge in root.iter(f"{GRAPHML}edge")]
    assert counts == {"nodes": len(rows["entities"]), "edges": len(CLAIMED | CURATED), "denied": len(DENIED)}
    assert len(nodes) == len(set(nodes)) and set(nodes) == {row["id"] for row in rows["entities"]} | DENIED
    assert {one for one, *_ in edges if one in DENIED | CLAIMED | CURATED} == CLAIMED | CURATED
    ends = {row["id"]: {row["subject"], row["object"]} for row in rows["assertions"] if row["negated"]}
    assert {claim: {t for _, s, t in edges if s == claim} for claim in DENIED} == ends
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}
    assert all(data.get("key") in keys for data in root.iter(f"{GRAPHML}data"))
    names = {n.get("id"): d.text for n in root.iter(f"{GRAPHML}node") for d in n if keys[d.get("key")] == "name"}
    assert names[sample.ODD] == next(row["name"] for row in rows["entities"] if row["id"] == sample.ODD)


# --- TSV -------------------------------------------------------------------------------------------------------------


def read_tsv(path: Path) -> list[dict[str, Any]]:
    head, *lines = path.read_bytes().decode().split("\n")[:-1]
    columns = head.split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]
    return [{name: kgx_tsv.value(name, cell) for name, cell in row.items() if cell} for row in rows]


@pytest.mark.parametrize("kind", ["nodes", "edges"])
def test_the_tsv_says_what_the_json_lines_say(kind: str, kgx: Lines, dataset: Path, tmp_path: Path) -> None:
    EXPORTS["kgx-tsv"](dataset, tmp_path)
    assert read_tsv(tmp_path / f"{kind}.tsv") == kgx[kind]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_one_cell(text: str) -> None:
    cell = kgx_tsv.cell(text)
    assert len(cell.splitlines()) == 1 and "\t" not in cell
    assert kgx_tsv.value("description", cell) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_list_is_one_cell_that_splits_at_its_bars(texts: list[str]) -> None:
    cell = kgx_tsv.cell(texts)
    assert "\n" not in cell and "\t" not in cell and cell.count("|") == len(texts) - 1
    assert kgx_tsv.value("synonym", cell) == texts


@pytest.mark.parametrize("cell", ["a\\", "\\x", "\\u00g0"])
def test_an_escape_that_is_none_is_said(cell: str) -> None:
    with pytest.raises(ValueError, match="is no escape"):
        kgx_tsv.value("description", cell)


@pytest.mark.parametrize(("name", "count"), [("kgx-tsv", "two"), ("csv", "three")])
def test_several_files_do_not_go_to_standard_output(name: str, count: str, dataset: Path) -> None:
    with pytest.raises(ConfigError, match=f"writes {count} files and cannot go to standard output"):
        EXPORTS[name](dataset, io.BytesIO())


def test_a_source_is_one_object_in_a_cell(dataset: Path, tmp_path: Path) -> None:
    EXPORTS["kgx-tsv"](dataset, tmp_path)
    cells = [line.split("\t")[-1] for line in (tmp_path / "edges.tsv").read_text(encoding="utf-8").split("\n")[1:-1]]
    assert {json.loads(cell).get("license") for cell in cells if cell} >= {"MIT", "CC-BY-4.0"}
