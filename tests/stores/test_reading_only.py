"""A statement is let through only if it reads; clauses count, the same words elsewhere do not."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.stores.cypher import require_reading
from kg.stores.store import Store

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
}

READING = [
    "MATCH (n:Drug) WHERE n.name = 'CREATE (n)' RETURN n.id AS id",
    'RETURN "it\'s DELETE" AS text',
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
def test_the_embedded_store_refuses_what_writes_and_keeps_its_content(store: Store, statement: str) -> None:
    before = store.run("MATCH (n) RETURN count(*) AS n")
    with pytest.raises(StoreError):
        store.run(statement)
    assert store.run("MATCH (n) RETURN count(*) AS n") == before
