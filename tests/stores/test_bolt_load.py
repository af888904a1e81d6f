"""Loading into a real Neo4j: exactly the dataset, again and again, and never over what somebody else has put there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kg.dataset import graph
from kg.errors import DatasetError, StoreError
from kg.stores import load_store, open_store
from kg.stores.bolt import steps
from tests.server import Server, clear
from tests.stores.builds import write_build
from tests.stores.sample import EVEROLIMUS, SAID, Content, write_dataset
from tests.stores.whole_graph import whole_graph

pytestmark = pytest.mark.neo4j

FOREIGN = "CREATE (a:Person {name: 'Ada'})-[:KNOWS {since: 1833}]->(:Person {name: 'Charles'})"


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The build before: fewer sentences, and one that is no longer there."""
    return write_build(tmp_path / "earlier", (*SAID[:12], SAID[-1]), run="run-0")


@pytest.fixture
def current(tmp_path: Path) -> Path:
    return write_build(tmp_path / "current", SAID[2:])


def everything(server: Server) -> object:
    with server.driver() as driver:
        return whole_graph(driver)


def elements(server: Server) -> list[str]:
    """Ids that the server itself gave to nodes and relationships: new ones mean that something was written anew."""
    with server.driver() as driver, driver.session() as session:
        return sorted(
            session.run(
                "MATCH (n) RETURN elementId(n) AS e UNION ALL MATCH ()-[r]->() RETURN elementId(r) AS e"
            ).value()
        )


def do(server: Server, statement: str, **parameters: object) -> list[dict[str, Any]]:
    with server.driver() as driver, driver.session() as session:
        return session.run(statement, **parameters).data()  # type: ignore[arg-type]


def fresh(server: Server, dataset: Path) -> object:
    """What loading a dataset into an empty database gives."""
    clear(server)
    load_store(dataset, server.uri)
    return everything(server)


def test_the_counts_are_those_of_the_graph_and_of_the_tables(empty_neo4j: Server, current: Path) -> None:
    counts = load_store(current, empty_neo4j.uri)
    rows = {
        name: pq.read_metadata(current / "tables" / f"{name}.parquet").num_rows
        for name in ("evidence", "assertions", "documents")
    }
    assert (counts["Evidence"], counts["Assertion"], counts["Publication"]) == tuple(rows.values())
    labels = do(
        empty_neo4j,
        "MATCH (n) UNWIND labels(n) AS label WITH label, n WHERE label <> 'Entity' RETURN label, count(*) AS n",
    )
    types = do(empty_neo4j, "MATCH ()-[r]->() RETURN type(r) AS label, count(*) AS n")
    assert counts == {str(row["label"]): row["n"] for row in [*labels, *types]}
    total = do(empty_neo4j, "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) + count(r) AS n")
    assert sum(counts.values()) == total[0]["n"]


def test_constraints_and_indexes_are_there_and_online(bare_neo4j: Server, current: Path) -> None:
    load_store(current, bare_neo4j.uri)
    constraints = do(
        bare_neo4j,
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN head(labelsOrTypes) AS label, properties, type",
    )
    assert {row["label"] for row in constraints} == {*graph.labels(), "KgLoad"}
    assert all((row["properties"], row["type"]) == (["id"], "UNIQUENESS") for row in constraints)
    indexes = do(bare_neo4j, "SHOW INDEXES YIELD name, type, state WHERE type <> 'LOOKUP' RETURN name, type, state")
    assert all(row["state"] == "ONLINE" for row in indexes)
    assert {f"{label.lower()}_text" for label in graph.entity_labels()} == {
        row["name"] for row in indexes if row["type"] == "FULLTEXT"
    }
    assert {"drug_name", "publication_year"} <= {row["name"] for row in indexes if row["type"] == "RANGE"}


def test_loading_the_same_build_again_changes_nothing(empty_neo4j: Server, current: Path) -> None:
    counts = load_store(current, empty_neo4j.uri)
    before = everything(empty_neo4j), elements(empty_neo4j)
    said: list[str] = []
    assert load_store(current, empty_neo4j.uri, report=said.append) == counts
    assert (everything(empty_neo4j), elements(empty_neo4j)) == before
    assert "has this build already" in said[0]


def test_replacing_with_the_same_build_writes_nothing_anew(empty_neo4j: Server, current: Path) -> None:
    counts = load_store(current, empty_neo4j.uri)
    before = everything(empty_neo4j), elements(empty_neo4j)
    assert load_store(current, empty_neo4j.uri, replace=True) == counts
    assert (everything(empty_neo4j), elements(empty_neo4j)) == before


def test_another_build_is_refused_and_left_alone(empty_neo4j: Server, earlier: Path, current: Path) -> None:
    load_store(earlier, empty_neo4j.uri)
    before = everything(empty_neo4j)
    with pytest.raises(StoreError, match=r"holds another build \(pipeline sample, run run-0\): give --replace"):
        load_store(current, empty_neo4j.uri)
    assert everything(empty_neo4j) == before


def test_a_replaced_build_is_the_same_as_a_fresh_load_both_ways(
    empty_neo4j: Server, earlier: Path, current: Path
) -> None:
    expected = fresh(empty_neo4j, current)
    first = fresh(empty_neo4j, earlier)
    assert first != expected
    load_store(current, empty_neo4j.uri, replace=True)
    assert everything(empty_neo4j) == expected
    load_store(earlier, empty_neo4j.uri, replace=True)
    assert everything(empty_neo4j) == first


def test_a_changed_graph_is_put_right_by_replacing(empty_neo4j: Server, current: Path) -> None:
    expected = fresh(empty_neo4j, current)
    for change in (
        "MATCH (d:Drug {id: $id}) SET d.name = 'changed', d.extra = 1",
        "MATCH (d:Drug {id: $id})-[r]->() SET r.extra = 1",
        "MATCH (d:Drug {id: $id})-[r:HAS_ROLE]->(c) CREATE (d)-[:HAS_ROLE {key: r.key}]->(c)",
        "MATCH (d:Drug {id: $id}) CREATE (d)-[:HAS_ROLE]->(:Role {id: 'X:1'})",
        "MATCH (d:Drug {id: $id}) DETACH DELETE d",
        "MATCH ()-[r:HAS_EVIDENCE]->() WITH r LIMIT 3 DELETE r",
        "MATCH (e:Evidence) WITH e LIMIT 3 REMOVE e.text, e.flags",
    ):
        do(empty_neo4j, change, id=EVEROLIMUS)
        assert everything(empty_neo4j) != expected
        load_store(current, empty_neo4j.uri, replace=True)
        assert everything(empty_neo4j) == expected, change


def test_rows_that_are_missing_are_found_by_counting(empty_neo4j: Server, current: Path) -> None:
    load_store(current, empty_neo4j.uri)
    do(empty_neo4j, "MATCH (e:Evidence) WITH e ORDER BY e.id LIMIT 2 DETACH DELETE e")
    found = rf"does not hold what the dataset has: {len(SAID) - 4} Evidence found, {len(SAID) - 2} expected.*--replace"
    with pytest.raises(StoreError, match=found):
        load_store(current, empty_neo4j.uri)


def test_a_run_may_renew_an_earlier_build_of_its_pipeline_only(
    empty_neo4j: Server, earlier: Path, current: Path, tmp_path: Path
) -> None:
    expected = fresh(empty_neo4j, current)
    fresh(empty_neo4j, earlier)
    load_store(current, empty_neo4j.uri, renew=True)
    assert everything(empty_neo4j) == expected
    other = write_build(tmp_path / "other", SAID[:4], run="run-2", pipeline="other")
    with pytest.raises(StoreError, match=r"another build \(pipeline sample"):
        load_store(other, empty_neo4j.uri, renew=True)
    assert everything(empty_neo4j) == expected


def test_somebody_elses_graph_is_refused_and_left_alone(bare_neo4j: Server, current: Path) -> None:
    do(bare_neo4j, FOREIGN)
    before = everything(bare_neo4j)
    with pytest.raises(StoreError, match=r"holds somebody else's graph \(2 nodes, none of them from kg\).*--alongside"):
        load_store(current, bare_neo4j.uri)
    with pytest.raises(StoreError, match="somebody else's graph"):
        load_store(current, bare_neo4j.uri, replace=True)
    assert everything(bare_neo4j) == before
    assert do(bare_neo4j, "SHOW CONSTRAINTS YIELD name RETURN name") == []
    with pytest.raises(StoreError, match=r"holds 2 nodes, but no graph of kg: load one with `kg load DATASET"):
        open_store(bare_neo4j.uri)


def test_a_graph_alongside_somebody_elses_leaves_it_as_it_was(
    empty_neo4j: Server, earlier: Path, current: Path
) -> None:
    do(empty_neo4j, FOREIGN)
    load_store(earlier, empty_neo4j.uri, alongside=True)
    load_store(current, empty_neo4j.uri, replace=True)
    there = "MATCH (a:Person)-[r:KNOWS]->(b:Person) RETURN a.name AS a, r.since AS since, b.name AS b"
    assert do(empty_neo4j, there) == [{"a": "Ada", "since": 1833, "b": "Charles"}]
    do(empty_neo4j, "MATCH (n:Person) DETACH DELETE n")
    assert everything(empty_neo4j) == fresh(empty_neo4j, current)


def test_labels_of_somebody_else_are_taken_over_only_when_told_twice(empty_neo4j: Server, current: Path) -> None:
    do(
        empty_neo4j,
        "CREATE (:Drug {id: $id, name: 'mine'})-[:SOLD_BY]->(:Shop), (:Drug {id: 'DB:1'}), (:Gene {id: 'X:1'})",
        id=EVEROLIMUS,
    )
    before = everything(empty_neo4j)
    with pytest.raises(StoreError, match=r"under labels of this graph \(2 Drug\): give --alongside --replace"):
        load_store(current, empty_neo4j.uri, alongside=True)
    assert everything(empty_neo4j) == before
    load_store(current, empty_neo4j.uri, alongside=True, replace=True)
    assert do(empty_neo4j, "MATCH (d:Drug {id: 'DB:1'}) RETURN d") == []
    assert do(empty_neo4j, "MATCH (d:Drug)-[:SOLD_BY]->(:Shop) RETURN d.name AS name") == [{"name": "everolimus"}]
    do(empty_neo4j, "MATCH (n) WHERE n:Shop OR n:Gene DETACH DELETE n")
    assert everything(empty_neo4j) == fresh(empty_neo4j, current)


@pytest.mark.parametrize("where", ["alongside", "after a load"])
def test_old_data_that_breaks_a_constraint_is_named_and_replaced_when_told(
    empty_neo4j: Server, current: Path, where: str
) -> None:
    expected = fresh(empty_neo4j, current)
    do(empty_neo4j, "DROP CONSTRAINT drug_id")
    if where == "alongside":
        do(empty_neo4j, "MATCH (n) DETACH DELETE n")
        do(empty_neo4j, "UNWIND range(1, 3) AS i CREATE (:Drug {id: $id})", id=EVEROLIMUS)
    else:
        books = {
            "run": "run-1",
            "build": graph.stamp(current),
            "mode": "merge",
            "done": 0,
            "token": "of a load that did not end",
        }
        do(empty_neo4j, "CREATE (n:KgLoad {id: 'load'}) SET n += $books", books=books)
        do(empty_neo4j, "UNWIND range(1, 2) AS i CREATE (:Drug {id: $id})", id=EVEROLIMUS)
        with pytest.raises(
            StoreError, match=rf"has 3 Drug nodes with the id '{EVEROLIMUS}', where one is allowed: .*--replace"
        ):
            load_store(current, empty_neo4j.uri)
    load_store(current, empty_neo4j.uri, replace=True, alongside=True)
    assert everything(empty_neo4j) == expected


def test_a_constraint_that_collides_with_one_of_another_kind_is_one_line(bare_neo4j: Server, current: Path) -> None:
    do(bare_neo4j, "CREATE INDEX mine FOR (n:Drug) ON (n.id)")
    with pytest.raises(
        StoreError, match=r"cannot hold the constraint that a Drug has one id: .*already exists"
    ) as caught:
        load_store(current, bare_neo4j.uri)
    assert "\n" not in str(caught.value)
    do(bare_neo4j, "DROP INDEX mine")
    load_store(current, bare_neo4j.uri)


def test_a_dataset_with_a_loose_end_fails_and_is_not_served(empty_neo4j: Server, current: Path, tmp_path: Path) -> None:
    broken = write_build(tmp_path / "broken", run="run-3")
    path = broken / "tables" / "entities.parquet"
    table = pq.read_table(path)
    pq.write_table(table.filter([identifier != EVEROLIMUS for identifier in table["id"].to_pylist()]), path)
    with pytest.raises(DatasetError, match=f"names the Drug {EVEROLIMUS}, which no table has"):
        load_store(broken, empty_neo4j.uri)
    with pytest.raises(StoreError, match="its load did not end"):
        open_store(empty_neo4j.uri)
    with pytest.raises(StoreError, match="a load of another build that did not end"):
        load_store(current, empty_neo4j.uri)
    load_store(current, empty_neo4j.uri, replace=True)
    assert everything(empty_neo4j) == fresh(empty_neo4j, current)


@pytest.mark.parametrize("link", ["SUBJECT", "HAS_EVIDENCE", "FROM", "BY", "REGISTERED_AS", "HAS_ROLE"])
def test_replace_takes_foreign_properties_off_relationships(empty_neo4j: Server, current: Path, link: str) -> None:
    expected = fresh(empty_neo4j, current)
    load_store(current, empty_neo4j.uri)
    marked = do(empty_neo4j, f"MATCH ()-[r:{link}]->() SET r.note = 'mine' RETURN count(r) AS n")
    assert marked[0]["n"]
    load_store(current, empty_neo4j.uri, replace=True)
    assert everything(empty_neo4j) == expected


def test_nodes_that_vanish_while_a_load_goes_on_are_the_stores_fault(
    empty_neo4j: Server, current: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "ELEMENTS", 100)
    gone: list[object] = []

    def progress(what: str, done: int, total: int) -> None:
        if not gone and do(empty_neo4j, "MATCH (n:KgLoad) RETURN n.done AS n")[0]["n"] == 1:
            gone.extend(do(empty_neo4j, "MATCH (d:Drug) DETACH DELETE d RETURN count(d) AS n"))

    with pytest.raises(StoreError, match="something else changes it at the same time"):
        load_store(current, empty_neo4j.uri, progress=progress)
    load_store(current, empty_neo4j.uri, replace=True)
    assert everything(empty_neo4j) == fresh(empty_neo4j, current)


def test_a_graph_with_no_evidence_is_a_graph(empty_neo4j: Server, tmp_path: Path) -> None:
    counts = load_store(write_dataset(tmp_path / "bare", Content(())), empty_neo4j.uri)
    assert "Evidence" not in counts and counts["Run"] == 1
    store = open_store(empty_neo4j.uri)
    assert store.run("MATCH (e:Evidence) RETURN count(e) AS n") == [{"n": 0}]
    store.close()


def test_the_book_keeping_of_a_load_is_gone_at_its_end(empty_neo4j: Server, current: Path) -> None:
    load_store(current, empty_neo4j.uri)
    (run,) = do(empty_neo4j, "MATCH (r:Run {id: 'run-1'}) RETURN properties(r) AS p")
    ledger = json.loads((current / "run.json").read_text(encoding="utf-8"))
    assert run["p"] == {
        "id": "run-1",
        "uri": run["p"]["uri"],
        "format": ledger["format"],
        "versions": ["kg=0.1.0"],
        "pipeline": "sample",
        "build": graph.stamp(current),
    }


def test_an_empty_database_says_how_to_load_it(empty_neo4j: Server) -> None:
    with pytest.raises(StoreError, match=r"is empty: load one with `kg load DATASET --store bolt://"):
        open_store(empty_neo4j.uri)


def test_progress_adds_up_to_what_was_loaded(empty_neo4j: Server, earlier: Path, current: Path) -> None:
    told: dict[str, int] = {}

    def progress(what: str, done: int, total: int) -> None:
        told[what] = told.get(what, 0) + done

    counts = load_store(earlier, empty_neo4j.uri, progress=progress)
    assert told == {"load": sum(counts.values())}
    told.clear()
    counts = load_store(current, empty_neo4j.uri, replace=True, progress=progress)
    assert told["load"] == sum(counts.values()) and told["delete"] > 0
