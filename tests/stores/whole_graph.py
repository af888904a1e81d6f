"""Everything that a Neo4j database holds, in a form that two databases can be compared by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import neo4j

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN labels(a) AS start_labels, coalesce(a.id, a.name) AS start, type(r) AS type, "
    "properties(r) AS properties, labels(b) AS end_labels, coalesce(b.id, b.name) AS end"
)


def whole_graph(driver: neo4j.Driver) -> tuple[list[str], list[str]]:
    """Nodes and relationships as lines of JSON, sorted: labels, every property with its type (1 is not 1.0), ends by
    their ids.
    """
    return sorted(_lines(driver, NODES)), sorted(_lines(driver, RELATIONSHIPS))


def digest(driver: neo4j.Driver) -> dict[str, tuple[int, str]]:
    """Count and order-free digest (the sum of the SHA-256 of the lines) of nodes and relationships: equal graphs,
    whatever their size.
    """
    found = {}
    for name, statement in (("nodes", NODES), ("relationships", RELATIONSHIPS)):
        count = total = 0
        for line in _lines(driver, statement):
            count += 1
            total = (total + int.from_bytes(hashlib.sha256(line.encode()).digest())) % 2**256
        found[name] = (count, f"{total:064x}")
    return found


def _lines(driver: neo4j.Driver, statement: str) -> Iterator[str]:
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        for record in session.run(statement):
            yield _line(record.data())


def _line(record: dict[str, Any]) -> str:
    plain = {name: sorted(value) if name.endswith("labels") else value for name, value in record.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)
