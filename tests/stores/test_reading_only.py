"""A statement is let through only if it reads; clauses count, the same words elsewhere do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.stores import cypher, open_store
from kg.stores.cypher import require_reading
from kg.stores.store import Store
from tests.conftest import Hold

EVERYTHING = (
    "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS links, sum(size(n.name)) AS"
    " letters"
)

WRITING = {
    "CREATE (n:Drug)": "CREATE",
    "MATCH (n) SET n.name = 'x'": "SET",
    "MATCH (n) SET n:Disease RETURN n.id AS id": "SET",
    "MATCH (n) DELETE n": "DELETE",
    "match (n) detach delete n": "DELETE",
    "MATCH (n) REMOVE n.name": "REMOVE",
    "MERGE (n:Drug {id: 'x'})": "MERGE",
    "MATCH (n) FOREACH (x IN [1] | CREATE (:Drug))": "FOREACH",
    "DROP CONSTRAINT drug_id": "DROP",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line": "LOAD",
    "MATCH (n) LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line": "LOAD CSV",
    "MATCH (n)\nRETURN 1 AS x; CREATE (n)": ";",
    "CALL apoc.load.json('http://localhost')": "CALL apoc.load.json",
    "CALL `apoc`.`load`.`json`('http://localhost')": "CALL",
    "CALL db.cdc.enable()": "CALL db.cdc.enable",
    "MATCH (n) CALL (n) { SET n.x = 1 }": "SET",
    "SHOW USERS": "SHOW",
    "USE system RETURN 1 AS x": "USE",
    "MATCH (n) WHERE n.name = 'it\\'s' SET n.x = 1": "SET",
    "MATCH (n) RETURN n.id AS id // a comment\nUNION MATCH (m) DELETE m": "DELETE",
    "MATCH (n) RETURN n.id AS id // a comment\rUNION MATCH (m) DELETE m": "DELETE",
    "UNWIND [1] AS n WITH n L\\u004fAD CSV FROM 'file:///etc/passwd' AS line RETURN line": "u004f",
    "UNWIND [1] AS n WITH n LOAD\\u00a0CSV FROM 'file:///etc/passwd' AS line RETURN line": r"'\\\\'",
    "UNWIND [1] AS n WITH n LOAD\u180eCSV FROM 'file:///etc/passwd' AS line RETURN line": "u180e",
    "RETURN '\\u0027 AS x LOAD CSV FROM \\u0027file:///etc/passwd' AS line": "u0027",
    "RETURN 1 AS `x\\u0060 LOAD CSV FROM 'file:///etc/passwd' AS `line`": "u0060",
    "RETURN 1 AS x // \\u000a LOAD CSV FROM 'file:///etc/passwd' AS line": "u000a",
}

READING = [
    "MATCH (n:Drug) WHERE n.name = 'CREATE (n)' RETURN n.id AS id",
    'RETURN "it\'s DELETE" AS text',
    "RETURN 'caf\\u00e9, \u03b1\u180e' AS text",
    "// DELETE everything\nMATCH (n) RETURN n.id AS id",
    "MATCH (n) RETURN n.set AS `set`, n.delete AS remove",
    "MATCH (n:SET) RETURN {create: 1, merge: n.id} AS map",
    "MATCH (n) RETURN n.id AS id;",
    "CALL (*) { MATCH (n) RETURN n.id AS id } RETURN id AS id",
    "CALL { MATCH (n) RETURN n.id AS id } RETURN id AS id",
    "CALL db.index.fulltext.queryNodes('drug_text', $q) YIELD node RETURN node.id AS id",
    "CALL db.labels() YIELD label RETURN label AS label",
    "MATCH (n) WHERE n.created = $create RETURN n.id AS id",
]


@pytest.mark.parametrize(("statement", "found"), WRITING.items())
def test_a_statement_that_writes_or_leaves_the_graph_is_refused(statement: str, found: str) -> None:
    with pytest.raises(StoreError, match=rf"line \d+: .*{found}"):
        require_reading(statement)


@pytest.mark.parametrize("statement", READING)
def test_a_statement_that_reads_is_let_through(statement: str) -> None:
    require_reading(statement)


def test_the_line_of_the_clause_is_named() -> None:
    with pytest.raises(StoreError, match=r"^line 3: SET"):
        require_reading("MATCH (n)\nWHERE n.id = 'a\\'b'\nSET n.x = 1")


@pytest.mark.parametrize("statement", ["", "  // nothing\n", ";"])
def test_an_empty_statement_is_refused(statement: str) -> None:
    with pytest.raises(StoreError, match="empty"):
        require_reading(statement)


@pytest.mark.parametrize("statement", WRITING)
def test_a_store_refuses_what_writes_and_keeps_its_content(store: Store, statement: str) -> None:
    before = store.run(EVERYTHING)
    with pytest.raises(StoreError):
        store.run(statement)
    assert store.run(EVERYTHING) == before


ENGINE_WRITES = [
    "CREATE (n:Drug {id: 'x'}) RETURN n.id AS id",
    "MATCH (n:Drug) DETACH DELETE n RETURN count(*) AS n",
    "MATCH (n:Drug) SET n.name = 'x' RETURN count(*) AS n",
    "MERGE (n:Drug {id: 'x'}) RETURN n.id AS id",
    "MATCH (n) CALL (n) { SET n.x = 1 } RETURN count(*) AS n",
]
"""What changes the graph, whatever the check of clauses says."""

SERVER_WRITES = [
    *ENGINE_WRITES,
    "CREATE INDEX sneaked IF NOT EXISTS FOR (n:Drug) ON (n.sneaked)",
    "DROP CONSTRAINT drug_id",
    "CALL db.createLabel('Sneaked')",
    "CALL dbms.setTXMetaData({a: 1}) CREATE (n:Sneaked)",
    "MATCH (n:Drug) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
]


@pytest.mark.parametrize("statement", ENGINE_WRITES)
def test_the_engine_itself_refuses_to_write(store: Store, statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.run(EVERYTHING)
    monkeypatch.setattr(cypher, "require_reading", lambda _: None)
    with pytest.raises(StoreError) as caught:
        store.run(statement)
    assert "\n" not in str(caught.value)
    assert store.run(EVERYTHING) == before


@pytest.mark.neo4j
@pytest.mark.parametrize("statement", SERVER_WRITES)
def test_a_session_of_the_server_that_reads_cannot_write(
    neo4j_holding: Hold, dataset: Path, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = neo4j_holding(dataset)
    opened = open_store(server.uri)
    monkeypatch.setattr(cypher, "require_reading", lambda _: None)
    schema = "SHOW INDEXES YIELD name RETURN name AS name ORDER BY name"
    before = opened.run(EVERYTHING), opened.run(schema)
    with pytest.raises(StoreError):
        opened.run(statement)
    assert (opened.run(EVERYTHING), opened.run(schema)) == before
    opened.close()


@pytest.mark.neo4j
def test_no_file_of_the_server_is_read(neo4j_holding: Hold, dataset: Path) -> None:
    neo4j_server = neo4j_holding(dataset)
    (neo4j_server.home / "import" / "secret.csv").write_text("a,b\n", encoding="utf-8")
    opened = open_store(neo4j_server.uri)
    for load in ("LOAD CSV", "L\\u004fAD CSV", "LOAD\\u0020CSV", "LOAD\\u00a0CSV", "LOAD /* */ CSV", "load\tcsv"):
        statement = f"UNWIND [1] AS n WITH n {load} FROM 'file:///secret.csv' AS line RETURN line AS line"
        with neo4j_server.driver() as driver, driver.session() as session:  # the server itself takes every one of them
            assert session.run(statement).single(strict=True)["line"] == ["a", "b"]
        with pytest.raises(StoreError, match="is not allowed here"):
            opened.run(statement)
    opened.close()
