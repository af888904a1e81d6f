"""Entities and edges of a dataset: what the text says, and around it what the lexicon knows (hierarchy, roles, targets,
pathways).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from kg import ids, schema
from kg.dataset import belief, tables
from kg.dataset.edges import text_edge
from kg.dataset.parquet import write_rows
from kg.lexicon.lexicon import Lexicon
from kg.model import Entity, Fact

SPREADING = frozenset(
    (
        *(
            "HAS_ROLE",
            "HAS_PART",
            "INHIBITS",
            "ACTIVATES",
            "BINDS",
            "AFFECTS",
            "UPREGULATES",
            "DOWNREGULATES",
            "SUBSTRATE_OF",
        ),
        "PARTICIPATES_IN",
    )
)
"""Curated relations whose objects are brought into the graph with their subject (and the objects' own hierarchy with
them).
"""


def write_background(out: Path, lexicon: Lexicon) -> dict[str, int]:
    """Write the entities and edges tables beside the mentions and assertions tables in ``out``; returns their row
    counts.
    """
    with duckdb.connect(config={"threads": 2}) as db:
        named = db.execute(
            "SELECT entity, any_value(type ORDER BY type), any_value(name ORDER BY name), count(*), count(DISTINCT"
            f" document) FROM read_parquet('{_quoted(out / 'mentions.parquet')}') WHERE entity <> '' GROUP BY entity"
            " ORDER BY entity"
        ).fetchall()
        asserted = db.execute(
            "SELECT id, subject, subject_type, relation, predicate, object, object_type, evidence_count, best_tier,"
            f" score, belief FROM read_parquet('{_quoted(out / 'assertions.parquet')}')"
            " WHERE NOT negated AND evidence_count > 0 ORDER BY id"
        ).fetchall()
    entities = {
        identifier: (type_, name, mentions, documents) for identifier, type_, name, mentions, documents in named
    }
    around = _Surroundings(lexicon)
    for identifier in entities:
        around.add(identifier)
    edges = [text_edge(row) for row in asserted] + list(around.edges.values())
    rows = [
        _entity_row(lexicon, identifier, entities.get(identifier))
        for identifier in sorted(entities.keys() | around.seen)
    ]
    edges.sort(key=lambda edge: edge["id"])
    return {
        "entities": write_rows(out / "entities.parquet", tables.ENTITIES, rows),
        "edges": write_rows(out / "edges.parquet", tables.EDGES, edges),
    }


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


class _Surroundings:
    """Walks from the entities of the text to everything the lexicon says about them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.seen: set[str] = set()
        self.edges: dict[str, dict[str, Any]] = {}

    def add(self, identifier: str) -> None:
        """Bring in an entity named in the text: its hierarchy, its facts, and the hierarchy of what those facts
        name.
        """
        row = self._lexicon.row(identifier)
        if row is None:
            self.seen.add(identifier)
            return
        self._climb(row)
        for fact in self._lexicon.facts(row):
            if fact.relation in SPREADING:
                self._add_edge(fact)
                other = self._lexicon.row(fact.object)
                if other is not None:
                    self._climb(other)

    def _climb(self, row: int) -> None:
        """A row and everything above it, each with its edges to its parents; roles on the way bring their targets."""
        stack = [row]
        while stack:
            current = stack.pop()
            identifier = self._lexicon.id(current)
            if identifier in self.seen:
                continue
            self.seen.add(identifier)
            for parent, relation, source in self._lexicon.parents(current):
                licence = self._lexicon.licences.get(source, "")
                self._add_edge(Fact(identifier, relation, self._lexicon.id(parent), source, licence))
                stack.append(parent)
            if self._lexicon.type(current) == "Role":
                stack.extend(self._role_targets(current))

    def _role_targets(self, row: int) -> Iterator[int]:
        for fact in self._lexicon.facts(row):
            target = self._lexicon.row(fact.object)
            if target is not None:
                self._add_edge(fact)
                yield target

    def _add_edge(self, fact: Fact) -> None:
        """An edge once, however many ways lead to it: a role's facts are met when it is named and when it is climbed
        through.
        """
        edge = _curated_edge(self._lexicon, fact)
        self.edges[edge["id"]] = edge


def _type(lexicon: Lexicon, identifier: str) -> str:
    row = lexicon.row(identifier)
    return lexicon.type(row) if row is not None else ""


def _curated_edge(lexicon: Lexicon, fact: Fact) -> dict[str, Any]:
    return {
        "id": ids.digest("edge", fact.subject, fact.relation, fact.object, fact.source, fact.reference),
        "subject": fact.subject,
        "subject_type": _type(lexicon, fact.subject),
        "relation": fact.relation,
        "predicate": schema.relations()[fact.relation].predicate,
        "object": fact.object,
        "object_type": _type(lexicon, fact.object),
        "basis": "curated",
        "assertion": "",
        "source": fact.source,
        "licence": fact.licence,
        "reference": fact.reference,
        "evidence_count": 0,
        "best_tier": "",
        "score": 1.0,
        "belief": belief.CURATED,
    }


def _entity_row(lexicon: Lexicon, identifier: str, named: tuple[str, str, int, int] | None) -> dict[str, Any]:
    type_, name, mentions, documents = named or ("", "", 0, 0)
    # An id that only the input's own annotations know has no entry in the lexicon: it is kept as it was printed.
    entity = lexicon.entity(identifier) or Entity(
        identifier, type_, name, "given", schema.entity_types()[type_].category_for(identifier)
    )
    return {
        "id": entity.id,
        "type": entity.type,
        "category": entity.category,
        "name": entity.name,
        "synonyms": entity.synonyms,
        "xrefs": entity.xrefs,
        "source": entity.source,
        "mentions": mentions,
        "documents": documents,
    }
