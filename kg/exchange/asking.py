"""What part of a graph is asked for, by a query of the pack or by names of things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.ask.lookup import KnownNames, find_entity
from kg.ask.pack import Query
from kg.ask.queries import entities, run_query
from kg.exchange.part import PartWanted, of_rows
from kg.progress import Report
from kg.stores.store import Store


def of_query(store: Store, query: Query, values: Mapping[str, Any], names: KnownNames, report: Report) -> PartWanted:
    """The part that the rows of a query stand for, for the values of its parameters. Raises QueryError, StoreError."""
    named = entities(store, query, values, names)
    rows = run_query(store, query, values, names, report)
    given = {key: named[key].id if key in named else value for key, value in values.items()}
    said = ", ".join(f"{key}={value}" for key, value in given.items() if value not in ("", None))
    return of_rows(f"query {query.name}" + (f" with {said}" if said else ""), rows, (one.id for one in named.values()))


def of_entities(store: Store, disease: str, drug: str, names: KnownNames, report: Report) -> PartWanted:
    """The claims about a disease and what is below it, about a drug, or about both together. Raises QueryError for what
    nothing is.
    """
    found: dict[str, str] = {}
    for parameter, text, labels in (("drug", drug, ("Drug", "Role")), ("disease", disease, ("Disease",))):
        if text:
            entity = find_entity(store, text, labels, parameter, names)
            if entity.by_name:
                report(f"{parameter} {text!r} is {entity}")
            found[parameter] = entity.id
    groups = [frozenset({found[one]}) if one in found else frozenset[str]() for one in ("drug", "disease")]
    asked = ", ".join(f"{parameter}={identifier}" for parameter, identifier in found.items())
    return PartWanted(asked, ends=(groups[0], groups[1]), things=frozenset(found.values()))
