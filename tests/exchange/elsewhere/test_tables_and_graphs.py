"""DuckDB, networkx and igraph read the flat exports as docs/rdf.md says, and find what the dataset says."""

from __future__ import annotations

import math
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import igraph
import networkx
import pytest

from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.exchange.export import EXPORTS
from kg.pipeline.run import RunResult
from kg.stores import open_store
from tests.exchange.elsewhere import files
from tests.exchange.elsewhere.conftest import _legal, odd_rows
from tests.exchange.export import sample
from tests.runs import table


@pytest.fixture(scope="module")
def page(demonstration: RunResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that has the files which the page reads."""
    folder = tmp_path_factory.mktemp("page")
    for name, out in (("csv", "mine"), ("graphml", "mine.graphml")):
        EXPORTS[name](demonstration.dataset, folder / out)
    return folder


def of_the_page(title: str, folder: Path) -> dict[str, Any]:
    """Run a program of the page in a folder; its names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        names: dict[str, Any] = {}
        exec(compile(files.block("python", title), title, "exec"), names)
    return names


def rows(relation: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


@pytest.mark.lexicon
def test_duckdb_reads_every_row_and_joins_them_to_the_rows_of_a_query(demonstration: RunResult, page: Path) -> None:
    of_the_page("targets.py", page)
    statement = files.block("python", "targets.py").partition('"""')[2].partition('"""')[0]
    with closing(duckdb.connect()) as there:
        there.execute(f"SET file_search_path = '{page}'")
        found = rows(there.sql(statement))
        counts = {name: there.sql(f"SELECT * FROM 'mine_{name}.csv'").shape[0] for name in ("nodes", "edges", "denied")}
    query = load_queries()["targets-of-drug"]
    with closing(open_store(str(demonstration.dataset))) as store:
        wanted = run_query(store, query, parse_parameters(query, ["drug=CHEBI:68478"]))
    columns = ("target_id", "target", "relation", "basis", "evidence")
    assert found == sorted(
        ({name: row[name] for name in columns} for row in wanted), key=lambda row: (row["target_id"], row["relation"])
    )
    assert {row["basis"] for row in found} == {"both", "text"}
    claims, facts = table(demonstration.dataset, "assertions"), table(demonstration.dataset, "edges")
    denied = sum(row["negated"] for row in claims)
    assert counts == {
        "nodes": len(table(demonstration.dataset, "entities")),
        "edges": len(claims) - denied + sum(row["basis"] == "curated" for row in facts),
        "denied": denied,
    }


@pytest.mark.lexicon
def test_networkx_and_igraph_read_the_same_nodes_edges_and_attributes(
    demonstration: RunResult, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = of_the_page("degrees.py", page)
    same_graph(names["graph"], names["same"])
    claims, facts = table(demonstration.dataset, "assertions"), table(demonstration.dataset, "edges")
    denied = sum(row["negated"] for row in claims)
    curated = sum(row["basis"] == "curated" for row in facts)
    nodes, edges = len(table(demonstration.dataset, "entities")) + denied, len(claims) + denied + curated
    assert capsys.readouterr().out.split() == list(
        map(str, (nodes, edges, nodes, edges, len(claims) - denied, curated))
    )
    (claim,) = [row for row in claims if row["evidence_count"] == max(one["evidence_count"] for one in claims)][:1]
    data = names["graph"].edges[claim["subject"], claim["object"], claim["id"]]
    assert (data["relation"], data["evidence_count"]) == (claim["relation"], claim["evidence_count"])
    assert data["publications"].split("|") == claim["publications"]
    drawn = Counter(data["relation"] for *_, data in names["graph"].edges(data=True))
    assert drawn["DENIES_SUBJECT"] == drawn["DENIES_OBJECT"] == denied > 0


def test_odd_ids_and_texts_are_the_same_to_both(tmp_path: Path) -> None:
    rows = {name: [_legal(row) for row in table] for name, table in odd_rows().items()}
    EXPORTS["graphml"](sample.write(tmp_path / "dataset", rows), tmp_path / "mine.graphml")
    graph = networkx.read_graphml(tmp_path / "mine.graphml")
    same_graph(graph, igraph.Graph.Read_GraphML(str(tmp_path / "mine.graphml")))
    denied = {row["id"] for row in rows["assertions"] if row["negated"]}
    assert set(graph) - denied == {row["id"] for row in rows["entities"]}
    assert {graph.nodes[row["id"]]["name"] for row in rows["entities"] if row["name"]} == {
        row["name"] for row in rows["entities"] if row["name"]
    }


def same_graph(graph: networkx.MultiDiGraph, same: igraph.Graph) -> None:
    """Nodes and edges with what each says, as networkx and as igraph have them."""
    assert {one["id"]: said(one.attributes(), "id") for one in same.vs} == dict(graph.nodes(data=True))
    between = {data["edge_id"]: (source, target, data) for source, target, data in graph.edges(data=True)}
    assert len(between) == graph.number_of_edges() == same.ecount()
    assert between == {
        one["edge_id"]: (same.vs[one.source]["id"], same.vs[one.target]["id"], said(one.attributes(), "id"))
        for one in same.es
    }
    assert {key for *_, key in graph.edges(keys=True)} == set(between)


def said(attributes: dict[str, Any], without: str) -> dict[str, Any]:
    """Attributes as igraph has them, less those that it fills up."""
    return {
        name: value
        for name, value in attributes.items()
        if name != without and value != "" and not (isinstance(value, float) and math.isnan(value))
    }
