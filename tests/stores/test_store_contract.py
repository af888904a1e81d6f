"""What every store must do, on every engine: the same content, the same rows, the same refusals."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kg.dataset import graph
from kg.errors import StoreError
from kg.stores import open_store
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, HCC, read_tables

COUNT = "MATCH (n) RETURN count(*) AS n"


def test_every_node_is_there_with_its_properties_and_no_others(dataset: Path, store: Store) -> None:
    expected: dict[str, list[dict[str, Any]]] = {}
    for batch in graph.nodes(dataset):
        expected.setdefault(batch.label, []).extend(row["props"] for row in batch.rows)
    for label, rows in expected.items():
        names = sorted({name for row in rows for name in row})
        columns = ", ".join(f"n.`{name}` AS `{name}`" for name in names)
        found = store.run(f"MATCH (n:{label}) RETURN {columns}, labels(n) AS labels ORDER BY n.id")
        labels = {label, "Entity"} if label in graph.entity_labels() else {label}
        assert all(set(row.pop("labels")) == labels for row in found)
        assert found == [{name: row.get(name) for name in names} for row in sorted(rows, key=lambda row: row["id"])]
    assert store.run(COUNT)[0]["n"] == sum(len(rows) for rows in expected.values())


def test_every_relationship_is_there_with_its_properties_and_no_others(dataset: Path, store: Store) -> None:
    expected: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for batch in graph.relationships(dataset):
        place = expected.setdefault((batch.subject, batch.relation, batch.object), [])
        place.extend({"subject": row["subject"], "object": row["object"], **row["props"]} for row in batch.rows)
    for (subject, relation, object_), rows in expected.items():
        names = sorted({name for row in rows for name in row} - {"subject", "object"})
        columns = ", ".join(["a.id AS subject", "b.id AS object", *(f"r.{name} AS {name}" for name in names)])
        order = "key" if "key" in names else "subject, object"
        found = store.run(f"MATCH (a:{subject})-[r:{relation}]->(b:{object_}) RETURN {columns} ORDER BY {order}")
        rows.sort(key=lambda row: [row[name] for name in order.split(", ")])
        assert found == [{name: row.get(name) for name in ("subject", "object", *names)} for row in rows]
    total = sum(len(rows) for rows in expected.values())
    assert store.run("MATCH ()-[r]->() RETURN count(*) AS n")[0]["n"] == total


def test_rows_of_the_tables_are_rows_of_the_graph(dataset: Path, store: Store) -> None:
    tables = read_tables(dataset)
    counted = {
        label: store.run(f"MATCH (n:{label}) RETURN count(*) AS n")[0]["n"]
        for label in ("Assertion", "Evidence", "Publication")
    }
    assert counted == {
        "Assertion": len(tables["assertions"]),
        "Evidence": len(tables["evidence"]),
        "Publication": len(tables["documents"]),
    }
    types = Counter(row["type"] for row in tables["entities"])
    assert {label: store.run(f"MATCH (n:{label}:Entity) RETURN count(*) AS n")[0]["n"] for label in types} == dict(
        types
    )
    direct = store.run("MATCH ()-[r]->() WHERE r.basis IS NOT NULL RETURN count(*) AS n")[0]["n"]
    assert direct == sum(len(batch.rows) for batch in graph.edges(dataset) if batch.relation != "REGISTERED_AS")
    assert (
        len({(row["subject"], row["relation"], row["object"]) for row in tables["edges"]})
        <= direct
        <= len(tables["edges"])
    )


def test_a_negated_claim_has_an_assertion_and_no_typed_edge(store: Store) -> None:
    negated = store.run(
        "MATCH (s)<-[:SUBJECT]-(a:Assertion)-[:OBJECT]->(o) WHERE a.negated RETURN a.id AS id, s.id AS subject, o.id AS"
        " object ORDER BY id"
    )
    assert negated
    for row in negated:
        assert store.run("MATCH ()-[r]->() WHERE r.assertion = $id RETURN count(*) AS n", {"id": row["id"]}) == [
            {"n": 0}
        ]


def test_every_node_has_an_id_and_a_uri(store: Store) -> None:
    assert store.run(
        "MATCH (n) WHERE n.id IS NULL OR n.uri IS NULL OR NOT n.uri STARTS WITH 'http' RETURN count(*) AS n"
    ) == [{"n": 0}]


def test_an_entity_is_found_by_the_words_of_its_names(store: Store) -> None:
    statement = (
        "CALL db.index.fulltext.queryNodes('drug_text', $text) YIELD node, score RETURN node.id AS id ORDER BY score"
        " DESC, id"
    )
    assert {"id": EVEROLIMUS} in store.run(statement, {"text": "afinitor"})
    assert store.run(statement, {"text": "xyzzy"}) == []


def test_parameters_of_every_kind_come_back_as_they_went(store: Store) -> None:
    for value in (
        "",
        'it\'s \\ "so"\n\u00e9\U0001f9ec',
        0,
        -(2**40),
        1.5,
        1e-7,
        True,
        None,
        [],
        ["a", "b"],
        [1, 2],
        {"a": [1, None]},
    ):
        (row,) = store.run("RETURN $x AS x", {"x": value})
        assert row == {"x": value}
        assert type(row["x"]) is type(value)


def test_columns_come_in_the_order_of_return(store: Store) -> None:
    (row,) = store.run("MATCH (d:Disease {id: $id}) RETURN d.name AS z, d.id AS a, size(d.synonyms) AS m", {"id": HCC})
    assert list(row.items()) == [("z", "hepatocellular carcinoma"), ("a", HCC), ("m", 2)]


def test_nodes_relationships_and_paths_are_plain_data(store: Store) -> None:
    (row,) = store.run(
        "MATCH p = (d:Drug {id: $id})-[r:HAS_ROLE]->(c:Role) WITH p, d, r, c ORDER BY c.id LIMIT 1 RETURN d AS d, r AS"
        " r, p AS p",
        {"id": EVEROLIMUS},
    )
    assert row["d"]["properties"]["id"] == EVEROLIMUS
    assert row["r"]["type"] == "HAS_ROLE" and row["r"]["properties"]["basis"] == "curated"
    assert len(row["p"]["nodes"]) == 2 and len(row["p"]["relationships"]) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n",
        "MATCH (n) RETURN n.id AS id ORDER BY",
        "RETURN $missing AS x",
        "RETURN nosuch(1) AS x",
        "RETURN 1 / 0 AS x",
        "RETURN x AS y",
    ],
)
def test_a_statement_the_engine_does_not_take_is_one_line(store: Store, statement: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.run(statement)
    assert str(caught.value) and "\n" not in str(caught.value)
    assert store.run("RETURN 1 AS x") == [{"x": 1}]


@pytest.mark.parametrize("value", [object(), 2**70, {1: 2}], ids=["object", "large", "keys"])
def test_a_parameter_no_engine_can_hold_is_an_error(store: Store, value: object) -> None:
    with pytest.raises(StoreError):
        store.run("RETURN $x AS x", {"x": value})
    assert store.run("RETURN 1 AS x") == [{"x": 1}]


def test_many_readers_in_threads_get_the_same_answer(store: Store) -> None:
    statement = "MATCH (d:Drug)<-[:SUBJECT]-(a:Assertion) RETURN d.id AS id, count(*) AS n ORDER BY id"
    expected = store.run(statement)
    with ThreadPoolExecutor(4) as pool:
        assert all(rows == expected for rows in pool.map(lambda _: store.run(statement), range(40)))


def test_a_closed_store_says_so_and_closing_twice_is_fine(address: str) -> None:
    opened = open_store(address)
    opened.close()
    opened.close()
    with pytest.raises(StoreError, match="closed"):
        opened.run(COUNT)


def test_a_pattern_that_matches_nothing_prints_nothing(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    assert store.run("MATCH (n:Drug)-[:DOWNREGULATES]->(m:Target) RETURN n.nothing AS x ORDER BY x") == []
    assert capfd.readouterr() == ("", "")
