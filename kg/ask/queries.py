"""Queries run: the values of their parameters, what the names among these stand for, and the rows of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.ask.given import beginning, shown
from kg.ask.lookup import KnownNames, NamedEntity, find_entity, listing
from kg.ask.pack import Query, nearest
from kg.ask.parameters import of_python, typed
from kg.errors import QueryError
from kg.progress import Report
from kg.stores.store import Row, Store


def parse_parameters(query: Query, pairs: Iterable[str]) -> dict[str, Any]:
    """Values of ``key=value`` strings by the query's declared types, defaults filled in; names are not looked up yet.

    Raises QueryError for an unknown or repeated key, a value of the wrong type or a missing one.
    """
    declared = {parameter.name: parameter for parameter in query.parameters}
    values: dict[str, Any] = {}
    for pair in pairs:
        key, separator, text = pair.partition("=")
        key = key.strip()
        if not separator:
            raise QueryError(f"-p {beginning(pair)}: expected key=value, e.g. -p {next(iter(declared), 'key')}=...")
        if key not in declared:
            raise QueryError(
                f"{query.name} has no parameter {shown(key)}{nearest(key, declared)}: it takes"
                f" {', '.join(declared) or 'none'}"
            )
        if key in values:
            raise QueryError(f"parameter {shown(key)} is given twice")
        values[key] = typed(declared[key], text.strip())
    return _complete(query, values, "-p ")


def given_parameters(query: Query, given: Mapping[str, Any]) -> dict[str, Any]:
    """``parse_parameters`` for values as Python has them: numbers, truth values and lists of texts.

    A text is read as on the command line, except for a parameter of type ``any``, where it is the text that it is.
    Raises QueryError.
    """
    declared = {parameter.name: parameter for parameter in query.parameters}
    if unknown := next((key for key in given if key not in declared), None):
        takes = ", ".join(declared) or "none"
        raise QueryError(
            f"{query.name} has no parameter {shown(unknown)}{nearest(unknown, declared)}: it takes {takes}"
        )
    values = {key: of_python(declared[key], value) for key, value in given.items()}
    return _complete(query, values, "")


def values_of(query: Query, given: Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
    """Values of ``key=value`` strings, or of a mapping as Python has it. Raises QueryError."""
    return given_parameters(query, given) if isinstance(given, Mapping) else parse_parameters(query, given)


def _complete(query: Query, values: Mapping[str, Any], option: str) -> dict[str, Any]:
    """The values in the order of the parameters, with the defaults of those that are not given; ``option`` stands
    before one that must.
    """
    complete = dict(values)
    for parameter in query.parameters:
        if parameter.name not in complete:
            if parameter.default is None:
                meaning = f": {parameter.help}" if parameter.help else ""
                raise QueryError(
                    f"{query.name} needs {parameter.name}{meaning}; give it with {option}{parameter.name}=..."
                )
            complete[parameter.name] = (
                list(parameter.default) if isinstance(parameter.default, tuple) else parameter.default
            )
    return {parameter.name: complete[parameter.name] for parameter in query.parameters}


def entities(
    store: Store, query: Query, values: Mapping[str, Any], lexicon: KnownNames | None = None
) -> dict[str, NamedEntity]:
    """What every ``curie`` parameter of ``values`` names, by parameter; one that is empty names nothing.

    Raises QueryError for an unknown or ambiguous name and an unknown CURIE.
    """
    found: dict[str, NamedEntity] = {}
    for parameter in query.parameters:
        text = str(values[parameter.name])
        if parameter.type == "curie" and text:
            trusted = text == parameter.default  # the query's author knew it, whatever there is here to know it by
            found[parameter.name] = find_entity(store, text, parameter.entity, parameter.name, lexicon, trusted=trusted)
    return found


def resolve(store: Store, query: Query, values: Mapping[str, Any], lexicon: KnownNames | None = None) -> dict[str, Any]:
    """``values`` with the CURIEs of what their names name. Raises QueryError, see ``entities``."""
    return {**values, **{name: entity.id for name, entity in entities(store, query, values, lexicon).items()}}


def run_query(
    store: Store,
    query: Query,
    values: Mapping[str, Any],
    lexicon: KnownNames | None = None,
    report: Report = lambda _: None,
) -> list[Row]:
    """Rows of a query, columns in the declared order (in that of RETURN where none are declared). ``values`` as from
    ``parse_parameters``.

    ``lexicon`` is what names are known by beside the graph. ``report`` is told what a name was taken for, and which
    entities are known and have nothing here. Raises QueryError, StoreError.
    """
    found = told_entities(store, query, values, lexicon, report)
    rows = rows_of(store, query, values, found)
    tell_absent(found, rows, report)
    return rows


def rows_of(store: Store, query: Query, values: Mapping[str, Any], found: Mapping[str, NamedEntity]) -> list[Row]:
    """Rows of a query as ``run_query`` gives them, where it is known what its names name. Raises StoreError."""
    rows = store.run(query.cypher, {**values, **{name: entity.id for name, entity in found.items()}})
    return [{column: row[column] for column in query.column_names or row} for row in rows]


def told_entities(
    store: Store, query: Query, values: Mapping[str, Any], lexicon: KnownNames | None, report: Report
) -> dict[str, NamedEntity]:
    """``entities``, with ``report`` told what each name was taken for. Raises QueryError."""
    found = entities(store, query, values, lexicon)
    for name, entity in found.items():
        if entity.by_name:
            others = f"; not {listing(entity.others)}, named so too" if entity.others else ""
            report(f"{name} {shown(values[name])} is {entity}{others}")
    return found


def tell_absent(found: Mapping[str, NamedEntity], rows: Sequence[Row], report: Report) -> None:
    """Tell ``report`` which entities of a question are known and have nothing in the graph, or no row."""
    absent = {name: entity for name, entity in found.items() if not entity.here}
    if absent:
        report(f"known, nothing here: {_listed(absent)} is not in this graph")
    elif found and not rows:
        report(f"known, nothing here: no row for {_listed(found)}")


def _listed(found: Mapping[str, NamedEntity]) -> str:
    return ", ".join(f"{name} {entity}" for name, entity in found.items())
