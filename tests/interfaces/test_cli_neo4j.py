"""The command line with a real Neo4j: load, query, explain and run, and every refusal in one line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.dataset.graph import labels
from tests.interfaces.test_cli import FLAGSHIP, Kg, kg, made, pipeline
from tests.runs import study, write
from tests.server import Server

__all__ = ["kg", "made", "pipeline"]  # fixtures

pytestmark = pytest.mark.neo4j

COUNT = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) + count(r) AS n"
WRITING = [
    "CREATE (n:Drug {id: 'x'})",
    "MATCH (n) DETACH DELETE n",
    "CALL db.createLabel('X')",
    "LOAD CSV FROM 'file:///x' AS line RETURN line",
]


@pytest.fixture
def dataset(kg: Kg, pipeline: str, tmp_path: Path) -> str:
    """A dataset of two studies."""
    assert kg("run", pipeline, write(tmp_path / "a.xml", study(1), study(2, "sirolimus")), "--out", "ds").code == 0
    return "ds"


def test_load_prints_what_the_graph_holds_and_doing_it_again_changes_nothing(
    empty_neo4j: Server, kg: Kg, dataset: str
) -> None:
    first = kg("load", dataset, "--store", empty_neo4j.uri, "--json")
    rows = {row["name"]: row["rows"] for row in first.rows}
    assert (
        first.code == 0 and rows["Publication"] == 2 and rows["Run"] == 1 and rows["HAS_EVIDENCE"] == rows["Evidence"]
    )
    total = kg(
        "query",
        "--store",
        empty_neo4j.uri,
        "--cypher",
        COUNT,
        "--json",
    )
    assert total.rows == [{"n": sum(rows.values())}]
    assert f"{empty_neo4j.uri} holds ds: {sum(rows.values()):,} nodes and relationships, counted there" in first.err
    again = kg("load", dataset, "--store", empty_neo4j.uri, "--json")
    assert (again.code, again.out) == (0, first.out)
    assert "has this build already" in again.err


@pytest.mark.parametrize(
    "question",
    [
        ("query", FLAGSHIP),
        ("query", "drugs-against-target", "-p", "target=MTOR"),
        ("query", "--cypher", "MATCH (d:Drug) RETURN d.id AS id, d.synonyms AS synonyms ORDER BY id"),
        ("explain", "everolimus", "hepatocellular carcinoma"),
        ("explain", "everolimus"),
        ("explain", "PMID:1"),
    ],
    ids=["flagship", "by name", "cypher", "explain", "explain a drug", "explain a publication"],
)
def test_answers_are_those_of_the_embedded_graph(
    empty_neo4j: Server, kg: Kg, dataset: str, question: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    kg("load", dataset, "--store", empty_neo4j.uri)
    embedded = kg(*question, "--store", dataset, "--json")
    assert embedded.rows
    assert kg(*question, "--store", empty_neo4j.uri, "--json").out == embedded.out
    monkeypatch.setenv("KG_STORE", empty_neo4j.uri)
    assert kg(*question, "--json").out == embedded.out


@pytest.mark.parametrize("statement", WRITING)
def test_a_query_that_would_write_is_one_line(empty_neo4j: Server, kg: Kg, dataset: str, statement: str) -> None:
    kg("load", dataset, "--store", empty_neo4j.uri)
    kg("query", "--store", empty_neo4j.uri, "--cypher", statement).one_line("line 1: .* is not allowed here", 1)


def test_a_run_brings_the_server_along_and_answers_from_it(empty_neo4j: Server, kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "q.toml").write_text(f'name = "q"\n[answer]\nquery = "{FLAGSHIP}"\n')
    to = ("--out", "ds", "--store", empty_neo4j.uri, "--json")
    first = kg("run", "q.toml", write(tmp_path / "a.xml", study(1)), *to)
    assert [row["drug"] for row in first.rows] == ["everolimus"]
    more = kg(
        "run",
        "q.toml",
        write(tmp_path / "a.xml", study(1), study(2, "sirolimus")),
        "--out",
        "ds",
        "--store",
        empty_neo4j.uri,
        "--json",
    )
    assert {row["drug"] for row in more.rows} == {"everolimus", "sirolimus"}
    assert kg("query", FLAGSHIP, "--store", empty_neo4j.uri, "--json").out == more.out
    fewer = kg("run", "q.toml", write(tmp_path / "a.xml", study(2, "sirolimus")), *to)
    assert [row["drug"] for row in fewer.rows] == ["sirolimus"]


def test_another_pipeline_and_another_build_are_refused_unless_told(
    empty_neo4j: Server, kg: Kg, dataset: str, pipeline: str, tmp_path: Path
) -> None:
    kg("load", dataset, "--store", empty_neo4j.uri)
    (tmp_path / "q.toml").write_text('name = "q"\n')
    said = kg(
        "run", "q.toml", write(tmp_path / "b.xml", study(3, "sorafenib")), "--out", "other", "--store", empty_neo4j.uri
    )
    assert said.code == 1 and "holds another build (pipeline p, run " in said.err and "give --replace" in said.err
    assert (tmp_path / "other" / "run.json").is_file(), "the dataset is made all the same"
    kg("load", "other", "--store", empty_neo4j.uri).one_line(
        "holds another build .*: give --replace to bring it to this one", 1
    )
    assert kg("load", "other", "--store", empty_neo4j.uri, "--replace").code == 0
    found = kg("query", "--store", empty_neo4j.uri, "--cypher", "MATCH (p:Publication) RETURN p.id AS id", "--json")
    assert found.rows == [{"id": "PMID:3"}]


def test_a_database_of_somebody_else_is_refused_unless_told(empty_neo4j: Server, kg: Kg, dataset: str) -> None:
    with empty_neo4j.driver() as driver, driver.session() as session:
        session.run("CREATE (:Person {name: 'Ada'})").consume()
    kg("query", FLAGSHIP, "--store", empty_neo4j.uri).one_line("holds 1 nodes, but no graph of kg", 1)
    kg("load", dataset, "--store", empty_neo4j.uri).one_line("holds somebody else's graph .*--alongside", 1)
    assert kg("load", dataset, "--store", empty_neo4j.uri, "--alongside").code == 0


def test_what_cannot_be_loaded_is_one_line(empty_neo4j: Server, kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    kg("load", "nowhere", "--store", empty_neo4j.uri).one_line("nowhere does not exist", 1)
    kg("load", "empty", "--store", empty_neo4j.uri).one_line("empty has no run.json", 1)


def test_a_server_that_is_not_there_is_one_line_and_the_dataset_stays(
    empty_neo4j: Server, kg: Kg, dataset: str
) -> None:
    kg("load", dataset, "--store", "bolt://127.0.0.1:1").one_line("no Neo4j answers at bolt://127.0.0.1:1", 1)
    assert kg("query", FLAGSHIP, "--store", dataset).code == 0


def test_an_export_is_made_from_a_dataset_not_from_a_server(empty_neo4j: Server, kg: Kg, dataset: str) -> None:
    kg("export", "nquads", "--store", empty_neo4j.uri, "-o", "x.nq").one_line(
        "bolt:// is a server, and exports are written from a dataset folder", 2
    )


def test_doctor_looks_into_the_server(kg: Kg, made: Path, empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def store() -> dict[str, str]:
        return next(row for row in kg("doctor", "--json").rows if row["check"] == "store")

    monkeypatch.setenv("KG_STORE", empty_neo4j.uri)
    assert store()["state"] == "absent"
    assert store()["found"] == f"{empty_neo4j.uri}, Neo4j Kernel {empty_neo4j.version} community: empty"
    assert store()["advice"] == f"kg load DATASET --store {empty_neo4j.uri}"
    with empty_neo4j.driver() as driver, driver.session() as session:
        session.run("CREATE (:Person), (:Person)").consume()
        assert (store()["state"], store()["advice"].rpartition(" ")[2]) == ("absent", "--alongside")
        assert store()["found"].endswith(": 2 nodes, none of them from kg")
        session.run("MATCH (n:Person) DELETE n").consume()
    counts = {row["name"]: row["rows"] for row in kg("load", str(made / "ds"), "--json").rows}
    loaded = store()
    assert loaded["state"] == "good"
    ledger = json.loads((made / "ds" / "run.json").read_text())
    nodes, links = (
        int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:nodes|relationships)", loaded["found"])
    )
    assert f"pipeline {ledger['pipeline']['name'] or 'unnamed'}, run {ledger['id']}" in loaded["found"]
    assert nodes == sum(counts.get(label, 0) for label in labels())
    assert nodes + links == sum(counts.values())
    with empty_neo4j.driver() as driver, driver.session() as session:
        session.run(
            "CREATE (:KgLoad {id: 'load', build: 'b', run: 'r', pipeline: 'p', mode: 'merge', token: 't', done: 7})"
        ).consume()
        assert store()["state"] == "wrong"
        assert "a load of pipeline p did not end, 7 transactions are done" in store()["found"]
        assert store()["advice"].endswith("goes on with it")
        session.run("MATCH (n:KgLoad) DELETE n").consume()
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password")
    assert "refuses the user name or password" in store()["found"]
