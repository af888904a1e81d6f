"""Names and entities as operations: what a name may stand for, what an entity is, and what is around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from kg import schema
from kg.ask.lookup import NamedEntity, find_entity
from kg.ask.neighbourhood import GraphEdge, card, neighbours
from kg.ask.parameters import Parameter
from kg.errors import OntologyError, QueryError
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.operations import Operation, json_answer
from kg.interfaces.web.refusals import RefusedRequest
from kg.interfaces.web.schemas import COUNTS, NAMED, TEXT, TEXTS, TRUTH, WHOLE, record, several
from kg.interfaces.web.snapshot import Snapshot

ONE = Parameter("curie", "string", "the CURIE, a cross-reference or a name of the entity")
NAMES = 10
"""Names that are offered where nothing is said."""

EDGES = 30
"""Edges that are shown where nothing is said."""

_EDGE = record(
    {
        "source": TEXT,
        "target": TEXT,
        "relation": TEXT,
        "publications": WHOLE,
        "tier": TEXT,
        **COUNTS,
        "basis": TEXT,
        "assertion": TEXT,
    }
)


def entity_operations() -> list[Operation]:
    """The operations ``names``, ``ground``, ``entity`` and ``neighbours``."""
    kind = Parameter("type", "string", "only entities of this type", "", values=("", *schema.mention_types()))
    relation = Parameter(
        "relation", "list", "only claims of these relations; all but the hierarchy when empty", (),
        values=tuple(schema.relations()),
    )  # fmt: skip
    matched = record({"id": TEXT, "name": TEXT, "label": TEXT, "matched": TEXT, "publications": WHOLE})
    candidate = record({"id": TEXT, "name": TEXT, "type": TEXT, "score": {"type": "number"}, "why": TEXT})
    entity = {
        "id": TEXT,
        "name": TEXT,
        "label": TEXT,
        "synonyms": TEXTS,
        "definition": TEXT,
        "publications": WHOLE,
        "parents": several(record({"id": TEXT, "name": TEXT})),
    }
    return [
        Operation(
            "names",
            "/names",
            "Entities of the graph with a name that has a word beginning so, the best known first",
            (
                Parameter(
                    "q", "string", "the beginning of a name or of a word in it; what is best known when empty", ""
                ),
                kind,
                Parameter("limit", "int", "most names to give", NAMES, least=0),
            ),
            record({"names": several(matched)}),
            _names,
            example={"q": "ever"},
        ),
        Operation(
            "ground",
            "/ground",
            "What a name may stand for, the best candidate first",
            (Parameter("text", "string", "the name"), kind),
            record({"candidates": several(candidate)}),
            _ground,
            example={"text": "RAD001"},
        ),
        Operation(
            "entity",
            "/entities/{curie}",
            "What the graph says of an entity itself",
            (ONE,),
            record(entity, optional=("definition",)),
            _entity,
            frozenset({"curie"}),
            example={"curie": "CHEBI:68478"},
        ),
        Operation(
            "neighbours",
            "/entities/{curie}/neighbours",
            "What is claimed of an entity and others, what more evidence speaks for first",
            (ONE, relation, Parameter("limit", "int", "most claims to give", EDGES, least=0)),
            record({"nodes": several(NAMED), "edges": several(_EDGE), "truncated": TRUTH}),
            _neighbours,
            frozenset({"curie"}),
            example={"curie": "CHEBI:68478"},
        ),
    ]


def _names(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    labels = [values["type"]] if values["type"] else []
    typed, limit = values["q"], values["limit"]
    found = snapshot.names.find(typed, labels, limit) if typed else snapshot.names.best_known(labels, limit)
    return json_answer({"names": [asdict(one) for one in found]})


def _ground(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    if snapshot.known.lexicon is None:
        raise OntologyError(snapshot.known.lacking)
    found = [one for one in snapshot.known.named(values["text"]) if values["type"] in ("", one.type)]
    return json_answer(
        {
            "candidates": [
                {"id": one.id, "name": one.name, "type": one.type, "score": one.score, "why": one.reason}
                for one in found
            ]
        }
    )


def _entity(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    found = _found(snapshot, values["curie"])
    said = card(snapshot.store, found.id, found.label)
    payload = {
        "id": said.id,
        "name": said.name,
        "label": said.label,
        "synonyms": list(said.synonyms),
        "publications": said.publications,
        "parents": [{"id": curie, "name": name} for curie, name in said.parents],
    }
    return json_answer(payload | ({"definition": said.definition} if said.definition else {}))


def _neighbours(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
    found = _found(snapshot, values["curie"])
    around = neighbours(snapshot.store, found.id, found.label, values["relation"], values["limit"])
    return json_answer(
        {
            "nodes": [asdict(one) for one in around.nodes],
            "edges": [_edge(one) for one in around.edges],
            "truncated": around.truncated,
        }
    )


def _found(snapshot: Snapshot, text: str) -> NamedEntity:
    """The entity that a path names. Raises RefusedRequest where the graph has none."""
    try:
        found = find_entity(snapshot.store, text, schema.mention_types(), "entity", snapshot.known)
    except QueryError as error:
        raise RefusedRequest(HTTPStatus.NOT_FOUND, str(error)) from None
    if not found.here:
        raise RefusedRequest(HTTPStatus.NOT_FOUND, f"known, nothing here: {found} is not in this graph")
    return found


def _edge(edge: GraphEdge) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "publications": edge.publications,
        "tier": edge.tier,
        **edge.found,
        "basis": edge.basis,
        "assertion": edge.assertion,
    }
