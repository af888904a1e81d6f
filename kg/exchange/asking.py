"""What part of a graph is asked for, by a query of the pack or by names of things."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.lookup import Known, find_entity
from kg.ask.pack import find, load_queries
from kg.ask.queries import entities, parse_parameters, run_query
from kg.exchange.part import PartWanted, of_rows
from kg.progress import Report
from kg.stores.store import Store


def of_query(store: Store, name: str, parameters: Sequence[str], names: Known, report: Report) -> PartWanted:
    """The part that the rows of a query of the pack stand for. Raises QueryError, StoreError."""
    query = find(name, load_queries())
    values = parse_parameters(query, parameters)
    named = entities(store, query, values, names)
    rows = run_query(store, query, values, names, report)
    given = {key: named[key].id if key in named else value for key, value in values.items()}
    said = ", ".join(f"{key}={value}" for key, value in given.items() if value not in ("", None))
    return of_rows(f"query {name}" + (f" with {said}" if said else ""), rows, (one.id for one in named.values()))


def of_entities(store: Store, disease: str, drug: str, names: Known, report: Report) -> PartWanted:
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
