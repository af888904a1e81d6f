"""Questions in SPARQL about an export, or about a dataset as its export has it, answered by pyoxigraph.

A query is a file ``.rq``, or the twin of a query of the pack (``queries/NAME.rq`` beside ``NAME.cypher``), which has
the question, the parameters and the columns of that query. ``$name`` stands for a parameter's value: an IRI for a
CURIE, a list for ``IN``, else a literal. Every graph counts as the default graph; the prefixes of
``ontologies/prefixes.toml`` and ``kgv:`` need no declaration.

In a row an IRI is a CURIE again, and a column ``NAME_list`` is the list ``NAME``: its texts, joined by U+001F, sorted,
each IRI in ``<>`` a CURIE.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg import ids, paths
from kg.ask.given import beginning, refuse_half, shown
from kg.ask.pack import Query, find, load_queries
from kg.ask.parameters import Parameter
from kg.ask.queries import values_of
from kg.errors import InputError, QueryError
from kg.exchange import absent_iris
from kg.exchange.export.description import URI_SPACE
from kg.exchange.export.inverse import types
from kg.exchange.export.rdf_terms import XSD, entity_term, literal
from kg.exchange.export.report import ExportOptions
from kg.exchange.sparql_tokens import (
    TOKEN,
    asks_another_server,
    known_prefixes,
    names_graphs,
    not_understood,
)
from kg.exchange.statements import FORMATS, opened
from kg.progress import Progress, Report, silent, unwatched
from kg.stores.store import Row

LIST = "_list"
SEPARATOR = "\x1f"


def twins() -> dict[str, Path]:
    """The queries of the pack that SPARQL can ask too, by name."""
    return {path.stem: path for path in sorted(paths.data("queries").glob("*.rq"))}


def twin(name: str) -> Query:
    """A query of the pack with its statement in SPARQL. Raises QueryError when there is no such query, or none in
    SPARQL.
    """
    query = find(name, load_queries())
    known = twins()
    path = known.get(name) or known.get(query.extends)
    if path is None:
        raise QueryError(
            f"{name} is not asked in SPARQL: expected one of {', '.join(known)}, or a file of your own, my.rq"
        )
    return replace(query, cypher=path.read_text(encoding="utf-8"), path=path)


def filled(statement: str, values: Mapping[str, Any], types: Mapping[str, str]) -> str:
    """A statement with its parameters in place; ``types`` are those of ``kg.ask.values``, text where none is given."""
    terms = {name: _term(value, types.get(name, "string")) for name, value in values.items()}
    return TOKEN.sub(lambda found: terms.get(found["name"] or "", found[0]), statement)


def _term(value: Any, kind: str) -> str:
    if isinstance(value, list | tuple):
        return f"({', '.join(_term(one, 'string') for one in value)})"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return entity_term(value) if kind == "curie" and value else literal(str(value))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a statement, or the twin of a ``query`` of the pack with the ``values`` of its parameters, which
    go into the statement when their names are looked up in a graph.
    """

    name: str
    statement: str
    query: Query | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def question_of(name: str, parameters: Sequence[str] | Mapping[str, Any] = ()) -> Question:
    """The question that ``name`` stands for: a query of the pack that has a twin, a file of one's own (``my.rq``), or,
    where it has a brace, a statement. ``parameters`` are texts ``key=value`` or a mapping. Raises QueryError.
    """
    if "{" in name:
        return Question("the statement", own_statement(name, parameters))
    if name.endswith(".rq") or os.sep in name:
        return Question(name, own_statement(_text(Path(name)), parameters))
    query = twin(name)
    return Question(name, query.cypher, query, values_of(query, parameters))


def answer(store: Any, question: Question, report: Report = silent) -> tuple[list[str], list[Row]]:
    """Columns and rows of the answer that a graph of ``load`` gives; ``report`` is told what a statement of one's own
    names that is nowhere in the graph, where it finds nothing. Raises QueryError.
    """
    query, statement = question.query, question.statement
    if query is None:
        columns, rows = ask(store, statement, question.name)
        for hint in absent_iris.hints(store, statement, rows):
            report(hint)
        return columns, rows
    types = {one.name: one.type for one in query.parameters}
    statement = filled(statement, named(store, query, question.values), types)
    return ask(store, statement, question.name, query.column_names)


def portable(question: Question) -> str:
    """A question as another store can answer it: with the prefixes that it uses declared, and its values in place.

    The store has to take every graph for its default graph. Raises QueryError for a name, which only a graph can look
    up.
    """
    statement, query = question.statement, question.query
    if query is not None:
        kinds = {one.name: one.type for one in query.parameters}
        values = dict(question.values)
        for name in (one for one, kind in kinds.items() if kind == "curie" and values[one]):
            if not _is_curie(values[name]):
                raise QueryError(
                    f"{name}={values[name]!r} is a name: another store is asked by CURIE; kg ground shows it"
                )
            values[name] = ids.normalise(values[name])
        statement = filled(statement, values, kinds)
    used = sorted((prefix, start) for prefix, start in known_prefixes().items() if f"{prefix}:" in statement)
    return "".join(f"PREFIX {prefix}: <{start}>\n" for prefix, start in used) + statement


def own_statement(statement: str, parameters: Sequence[str] | Mapping[str, Any]) -> str:
    """A statement of the user's own, ``$name`` filled in with what is given for it: a CURIE as its IRI. Raises
    QueryError.
    """
    refuse_half("statement", statement)
    used = {found["name"] for found in TOKEN.finditer(statement) if found["name"]}
    expected = ", ".join(sorted(used)) or "no parameters"
    values: dict[str, Any] = dict(parameters) if isinstance(parameters, Mapping) else {}
    for pair in () if isinstance(parameters, Mapping) else parameters:
        key, equals, text = pair.partition("=")
        if not equals or key not in used:
            raise QueryError(f"-p {beginning(pair)}: expected key=value with one of {expected}")
        values[key] = text
    if unknown := next((key for key in values if key not in used), ""):
        raise QueryError(f"parameter {shown(unknown)}: expected one of {expected}")
    for key, value in values.items():
        refuse_half(key, value)
    kinds = {key: "curie" if _is_curie(value) else "string" for key, value in values.items()}
    return filled(statement, values, kinds)


def _is_curie(value: Any) -> bool:
    return isinstance(value, str) and ids.is_curie(value) and " " not in value


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            f"{path} cannot be read ({getattr(error, 'strerror', None) or error}): expected a file of SPARQL"
        ) from None


def load(source: Path, progress: Progress = unwatched, report: Report = silent) -> Any:
    """A store in memory with what an RDF file or a dataset holds. ``report`` is told where its IRIs have another base
    than questions are asked with. Raises InputError, DatasetError.
    """
    import pyoxigraph as ox

    store = ox.Store()
    if source.is_dir():
        from kg.exchange.export import EXPORTS

        with tempfile.TemporaryDirectory(prefix="kg-sparql-") as folder:
            path = Path(folder) / "graph.nq"
            EXPORTS["nquads"](source, path, silent, ExportOptions(progress=progress))
            store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        return store
    ending = Path(source.name.removesuffix(".gz")).suffix.lower()
    if ending not in FORMATS:
        raise InputError(f"{source}: expected a dataset or an RDF file, with one of the endings {', '.join(FORMATS)}")
    kinds = {
        "nquads": ox.RdfFormat.N_QUADS,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "trig": ox.RdfFormat.TRIG,
        "turtle": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
    try:
        with closing(opened(source)) as file:
            store.bulk_load(file, format=kinds[FORMATS[ending]])
    except (OSError, EOFError) as error:
        raise InputError(f"{source} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except (SyntaxError, ValueError) as error:
        where = f":{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        raise InputError(f"{source}{where}: is not {FORMATS[ending]}: {' '.join(str(error).split())[:300]}") from None
    for base in _other_bases(store):
        report(
            f"{source} was exported with the base {base}, and questions are asked with {ids.base_iri()}: kgv: and local"
            f" ids name nothing in it; set {ids.BASE_VARIABLE}={base} to ask it"
        )
    return store


def _other_bases(store: Any) -> list[str]:
    """Bases of the IRIs of this graph, as its description states them, that are not the one in use."""
    found = store.query(f"SELECT DISTINCT ?base {{ ?dataset <{URI_SPACE}> ?base }}", use_default_graph_as_union=True)
    return sorted({solution["base"].value for solution in found} - {ids.base_iri()})


_NAMED = """
SELECT DISTINCT ?thing ?category {
  ?thing $property ?name ; biolink:category ?category FILTER(LCASE(STR(?name)) = LCASE($text))
} ORDER BY ?thing
"""


def named(store: Any, query: Query, values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` with the CURIEs of what their names name in the graph: labels first, then other names, in any case.

    Raises QueryError for a name that nothing of the wanted types has, or several have.
    """
    found = dict(values)
    for parameter in query.parameters:
        text = str(values[parameter.name])
        if parameter.type == "curie" and text and not (ids.is_curie(text) and " " not in text):
            found[parameter.name] = _named(store, parameter, text)
        elif parameter.type == "curie" and text:
            found[parameter.name] = ids.normalise(text)
    return found


def _named(store: Any, parameter: Parameter, text: str) -> str:
    for name in ("rdfs:label", "skos:altLabel"):
        statement = _NAMED.replace("$property", name).replace("$text", literal(text))
        _, rows = ask(store, statement, f"{parameter.name}={text!r}")
        things = sorted(
            {row["thing"] for row in rows if not parameter.entity or types().get(row["category"]) in parameter.entity}
        )
        if len(things) > 1:
            raise QueryError(
                f"{parameter.name}={text!r} is the name of {', '.join(things[:5])}: give one of these CURIEs"
            )
        if things:
            return str(things[0])
    raise QueryError(
        f"{parameter.name}={text!r} names nothing in this graph: give a CURIE, e.g. MONDO:0007256; kg ground shows"
        " which"
    )


def ask(store: Any, statement: str, name: str, columns: Sequence[str] = ()) -> tuple[list[str], list[Row]]:
    """Columns and rows of a SELECT or ASK query. Raises QueryError for a statement that is not understood, or of
    another form.

    With ``columns`` the statement has to give just those.
    """
    import pyoxigraph as ox

    if asks_another_server(statement):
        raise QueryError(f"{name} asks another server by SERVICE: kg reaches no network to answer; leave it out")
    try:
        # the engine passes over FROM where it takes all graphs for the default one
        found = store.query(
            statement, use_default_graph_as_union=not names_graphs(statement), prefixes=known_prefixes()
        )
        if isinstance(found, ox.QueryBoolean):
            return ["answer"], [{"answer": bool(found)}]
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError(
                f"{name} makes a graph: expected SELECT or ASK, which give rows; for a graph there is kg export --query"
            )
        variables = [one.value for one in found.variables]
        names = [one.removesuffix(LIST) for one in variables]
        if columns and sorted(names) != sorted(columns):
            raise QueryError(f"{name} gives {', '.join(names)}, expected {', '.join(columns)}")
        order = list(columns) or names
        rows = []
        for solution in found:
            row = {one.removesuffix(LIST): _value(solution[one], one.endswith(LIST)) for one in variables}
            rows.append({column: row[column] for column in order})
        return order, rows
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"{name} is not understood: {not_understood(statement, error)}") from None


def _value(term: Any, many: bool) -> Any:
    import pyoxigraph as ox

    if many:
        texts = term.value.split(SEPARATOR) if term is not None and term.value else []
        return sorted(_identifier(one[1:-1]) if one.startswith("<") and one.endswith(">") else one for one in texts)
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return _identifier(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    kind = term.datatype.value.removeprefix(XSD)
    if kind == "boolean":
        return term.value in ("true", "1")
    if kind in ("integer", "gYear"):
        return int(term.value)
    return round(float(term.value), 6) if kind in ("float", "double", "decimal") else term.value


def _identifier(iri: str) -> str:
    return ids.identifier_of(iri, "entity")
