"""The constraints and indexes of the property graph, as Cypher: what a store makes and what the import files bring
along.
"""

from __future__ import annotations

from kg.dataset.graph import entity_labels, labels


def constraints() -> list[str]:
    """One uniqueness constraint a label, on ``id``; running them again changes nothing."""
    return [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels()
    ]


def search_indexes() -> list[str]:
    """One full-text index an entity label, on ``search_text``, named ``<label>_text``."""
    statement = "CREATE FULLTEXT INDEX {index}_text IF NOT EXISTS FOR (n:{label}) ON EACH [n.search_text]"
    return [statement.format(index=label.lower(), label=label) for label in entity_labels()]


def range_indexes() -> list[str]:
    """Indexes on what people look things up by: the name of an entity, the year of a publication, named
    ``<label>_<property>``.
    """
    wanted = [*((label, "name") for label in entity_labels()), ("Publication", "year")]
    return [
        f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})" for label, name in wanted
    ]
