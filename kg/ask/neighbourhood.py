"""An entity of a graph and what stands around it: its names and parents, and the claims that link it to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import schema
from kg.ask.findings import finding
from kg.errors import QueryError
from kg.model import POLARITIES
from kg.stores.store import Row, Store

STRUCTURE = ("SUBCLASS_OF", "PART_OF", "MEMBER_OF")
"""Relations by which ontologies put entities in order; they are shown where they are asked for."""

_ENTITY = "MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS properties"
_PARENTS = "MATCH (:{label} {{id: $id}})-[:SUBCLASS_OF]->(above) RETURN above.id AS id, above.name AS name ORDER BY id"
_EDGES = (
    "MATCH (n:{label} {{id: $id}}){start}[r:{relations}]{end}(other) "
    "RETURN other.id AS id, other.name AS name, labels(other) AS labels, type(r) AS relation, r.basis AS basis,"
    " r.best_tier AS tier, r.assertion AS assertion, coalesce(r.evidence_count, 0) AS evidence "
    "ORDER BY evidence DESC, id, relation, assertion LIMIT $limit"
)
_STUDIES = (
    "MATCH (claim:Assertion)-[:HAS_EVIDENCE]->(found:Evidence)-[:FROM]->(publication:Publication) "
    "WHERE claim.id IN $assertions "
    "RETURN claim.id AS assertion, publication.id AS document, found.polarity AS polarity, found.counted AS counted,"
    " found.attribution AS attribution, found.flags AS flags"
)


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What a graph says of an entity itself; ``parents`` are (id, name) of what it is a kind of."""

    id: str
    name: str
    label: str
    synonyms: tuple[str, ...]
    definition: str
    publications: int
    parents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An entity as a node of a picture."""

    id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A claim between two nodes.

    ``publications`` make it, ``found`` has those of a study by what they found, ``assertion`` is empty where the claim
    is an ontology's or a database's alone.
    """

    source: str
    target: str
    relation: str
    publications: int
    tier: str
    found: Mapping[str, int]
    basis: str
    assertion: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The nodes around an entity, itself first, and its edges, best known first; ``truncated`` where there are more."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    truncated: bool


def card(store: Store, curie: str, label: str) -> EntityCard:
    """What the graph says of an entity. Raises QueryError where it has none of that id and label."""
    rows = store.run(_ENTITY.format(label=label), {"id": curie})
    if not rows:
        raise QueryError(f"there is no {label} {curie!r} in this graph")
    properties = rows[0]["properties"]
    parents = store.run(_PARENTS.format(label=label), {"id": curie})
    return EntityCard(
        curie,
        properties.get("name") or curie,
        label,
        tuple(properties.get("synonyms") or ()),
        properties.get("definition") or "",
        properties.get("documents") or 0,
        tuple((row["id"], row["name"] or row["id"]) for row in parents),
    )


def neighbours(store: Store, curie: str, label: str, relations: Iterable[str] = (), limit: int = 30) -> Neighbourhood:
    """What is claimed of an entity and others, those claims first that more evidence speaks for.

    ``relations`` are names of ``kg.schema.relations``, all but ``STRUCTURE`` when empty. Raises QueryError for another
    name, StoreError.
    """
    wanted = tuple(relations) or tuple(name for name in schema.relations() if name not in STRUCTURE)
    if unknown := next((one for one in wanted if one not in schema.relations()), None):
        raise QueryError(f"relation={unknown!r}: expected one of {', '.join(schema.relations())}")
    node = store.run(_ENTITY.format(label=label), {"id": curie})
    if not node:
        raise QueryError(f"there is no {label} {curie!r} in this graph")
    centre = GraphNode(curie, node[0]["properties"].get("name") or curie, label)
    found: list[Row] = []
    for start, end in (("-", "->"), ("<-", "-")):
        statement = _EDGES.format(label=label, start=start, end=end, relations="|".join(wanted))
        rows = store.run(statement, {"id": curie, "limit": limit + 1})
        found += [{**row, "outwards": start == "-"} for row in rows]
    found.sort(key=lambda row: (-row["evidence"], row["id"], row["relation"], row["assertion"] or "", row["outwards"]))
    shown = found[:limit]
    studies = _studies(store, {row["assertion"] for row in shown if row["assertion"]})
    nodes = {curie: centre}
    for row in shown:
        nodes.setdefault(row["id"], GraphNode(row["id"], row["name"] or row["id"], _label(row["labels"])))
    return Neighbourhood(
        tuple(nodes.values()), tuple(_edge(curie, row, studies) for row in shown), len(found) > len(shown)
    )


def _studies(store: Store, assertions: Iterable[str]) -> dict[str, dict[str, list[Row]]]:
    """Assertion -> publication -> what it says for the assertion."""
    wanted = sorted(assertions)
    by_assertion: dict[str, dict[str, list[Row]]] = {}
    for row in store.run(_STUDIES, {"assertions": wanted}) if wanted else ():
        by_assertion.setdefault(row["assertion"], {}).setdefault(row["document"], []).append(row)
    return by_assertion


def _edge(curie: str, row: Row, studies: Mapping[str, Mapping[str, list[Row]]]) -> GraphEdge:
    other = row["id"]
    documents = studies.get(row["assertion"] or "", {})
    found = dict.fromkeys(POLARITIES, 0)
    if row["relation"] == "STUDIED_FOR":
        for said in documents.values():
            if one := finding(said):
                found[one] += 1
    return GraphEdge(
        curie if row["outwards"] else other,
        other if row["outwards"] else curie,
        row["relation"],
        len(documents),
        row["tier"] or "",
        found,
        row["basis"] or "",
        row["assertion"] or "",
    )


def _label(labels: Iterable[str]) -> str:
    return next((label for label in schema.entity_types() if label in {*labels}), "")
