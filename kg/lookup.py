"""Entities of a graph by whatever a reader calls them: CURIE, cross-reference, name or synonym."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import ids, schema
from kg.errors import ConfigError, QueryError
from kg.stores.store import Row, Store


def find_entity(store: Store, text: str, labels: Sequence[str] = (), parameter: str = "name") -> str:
    """CURIE of the entity that ``text`` names: its CURIE, a cross-reference, its preferred name or a synonym, letter case ignored.

    Looks among nodes of ``labels``, every entity type when empty. A well-formed CURIE that the graph does not have comes back as it is.
    Raises QueryError listing the candidates when several entities bear the name, and near names when none does.
    """
    searched = tuple(labels) or tuple(schema.entity_types())
    try:
        return _by_curie(store, ids.normalise(text), searched)
    except ConfigError:
        pass  # no CURIE, so a name
    found = _by_name(store, text, searched)
    if len(found) == 1:
        return str(found[0]["id"])
    if found:
        raise QueryError(f"{parameter}={text!r} names several entities: {_listing(found)}; give the CURIE")
    near = _near(store, text, searched)
    hint = f"; nearest: {_listing(near)}" if near else ""
    raise QueryError(f"{parameter}={text!r} is neither a CURIE nor the name of a {' or '.join(searched)} in this graph{hint}")


def _by_curie(store: Store, curie: str, labels: Sequence[str]) -> str:
    for label in labels:
        if store.run(f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id ORDER BY id", {"id": curie}):
            return curie
    statement = "MATCH (n:{label}) WHERE $id IN n.xrefs RETURN n.id AS id ORDER BY id"
    rows = [row for label in labels for row in store.run(statement.format(label=label), {"id": curie})]
    return str(rows[0]["id"]) if len(rows) == 1 else curie


def _by_name(store: Store, text: str, labels: Sequence[str]) -> list[Row]:
    name = text.strip().lower()
    for test in ("toLower(n.name) = $name", "any(s IN n.synonyms WHERE toLower(s) = $name)"):
        rows = [
            {**row, "label": label}
            for label in labels
            for row in store.run(f"MATCH (n:{label}) WHERE {test} RETURN n.id AS id, n.name AS name ORDER BY id", {"name": name})
        ]
        if rows:
            return rows
    return []


def _near(store: Store, text: str, labels: Sequence[str]) -> list[Row]:
    words = " ".join(re.findall(r"\w+", text.lower()))
    if not words:
        return []
    statement = (
        "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score "
        "RETURN node.id AS id, node.name AS name, score AS score ORDER BY score DESC, id LIMIT 5"
    )
    rows: list[Row] = []
    for label in labels:
        if label not in ("Trial", "Publication"):
            rows += [{**row, "label": label} for row in store.run(statement, {"index": f"{label.lower()}_text", "words": words})]
    return sorted(rows, key=lambda row: (-row["score"], row["id"]))[:5]


def _listing(rows: Sequence[Row]) -> str:
    shown = [f"{row['id']} ({row['name']}, {row['label']})" for row in rows[:5]]
    return ", ".join(shown) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
