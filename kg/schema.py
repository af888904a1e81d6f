"""The graph's vocabulary, read from ``ontologies/schema.toml``: entity types and relations."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import ids, paths
from kg.errors import ConfigError
from kg.model import Assertion

RECORDS = ("Trial", "Publication")
"""Labels of what no name in a text stands for: it is there by its number."""

OTHERWISE = {
    "gene": "Target",
    "protein": "Target",
    "chemical": "Drug",
    "compound": "Drug",
    "species": "Organism",
    "cell": "CellLine",
    "cell line": "CellLine",
    "cell-line": "CellLine",
    "phenotype": "Disease",
    "process": "Pathway",
}
"""What other vocabularies call the types of this one."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """A node label with its Biolink category and id prefixes, preferred first."""

    label: str
    category: str
    prefixes: tuple[str, ...]
    help: str
    category_of: tuple[tuple[str, str], ...] = ()

    def category_for(self, curie: str) -> str:
        """Biolink category of one entity: some prefixes have their own (``FPLX`` is a gene family)."""
        return dict(self.category_of).get(curie.partition(":")[0], self.category)


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge type with its domain, range and Biolink form; ``association`` is empty for ontology-only relations."""

    name: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    predicate: str
    association: str
    original: str
    qualifiers: tuple[tuple[str, str], ...]
    help: str
    predicate_of: tuple[tuple[str, str], ...] = ()


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(paths.data("ontologies", "schema.toml").read_text(encoding="utf-8"))


@cache
def entity_types() -> dict[str, EntityType]:
    """Node label -> EntityType."""
    return {
        label: EntityType(
            label, row["category"], tuple(row["prefixes"]), row["help"], tuple(row.get("category_of", {}).items())
        )
        for label, row in _table()["entity"].items()
    }


def mention_types() -> tuple[str, ...]:
    """The types that a name in a text may have, in their order."""
    return tuple(label for label in entity_types() if label not in RECORDS)


def mention_type(word: str) -> str:
    """The type that a user means, in any case. Raises ConfigError, with those there are and the nearest, for another
    word.
    """
    types = {label.casefold(): label for label in mention_types()}
    folded = word.strip().casefold()
    if found := types.get(folded):
        return found
    near = [types[one] for one in difflib.get_close_matches(folded, types, n=1, cutoff=0.7)]
    near += [OTHERWISE[one] for one in (folded, folded.removesuffix("s")) if one in OTHERWISE]
    raise ConfigError(
        f"{word!r}: expected one of {', '.join(types.values())}{f'; did you mean {near[-1]}?' if near else ''}"
    )


@cache
def relations() -> dict[str, Relation]:
    """Edge type -> Relation."""
    return {
        name: Relation(
            name,
            tuple(row["subject"]),
            tuple(row["object"]),
            row["predicate"],
            row.get("association", ""),
            row.get("original", ""),
            tuple(sorted(row.get("qualifiers", {}).items())),
            row["help"],
            tuple(row.get("predicate_of", {}).items()),
        )
        for name, row in _table()["relation"].items()
    }


def make_assertion(subject: str, relation: str, object_: str, *, negated: bool = False, tier: str = "") -> Assertion:
    """The assertion for a claim, with its Biolink predicate, qualifiers and id filled in.

    ``tier`` picks the predicate of relations that have one by tier (STUDIED_FOR). Raises KeyError for an unknown
    relation.
    """
    row = relations()[relation]
    predicate = dict(row.predicate_of).get(tier, row.predicate)
    identifier = ids.assertion_id(subject, predicate, object_, row.qualifiers, negated)
    return Assertion(identifier, subject, relation, predicate, object_, row.qualifiers, negated)
