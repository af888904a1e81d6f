"""Everything that a Neo4j database holds, in a form that two databases can be compared by."""

from __future__ import annotations

import json
from typing import Any

import neo4j

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
RELATIONSHIPS = (
    "MATCH (a)-[r]->(b) RETURN labels(a) AS start_labels, coalesce(a.id, a.name) AS start, type(r) AS type, "
    "properties(r) AS properties, labels(b) AS end_labels, coalesce(b.id, b.name) AS end"
)


def whole_graph(driver: neo4j.Driver) -> tuple[list[str], list[str]]:
    """Nodes and relationships as lines of JSON, sorted: labels, every property with its type (1 is not 1.0), ends by their ids."""
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        return tuple(sorted(_line(record.data()) for record in session.run(statement)) for statement in (NODES, RELATIONSHIPS))  # type: ignore[return-value]


def _line(record: dict[str, Any]) -> str:
    plain = {name: sorted(value) if name.endswith("labels") else value for name, value in record.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)
