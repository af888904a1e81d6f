"""JSON-LD 1.1 as a stream: one object a subject, within an object for each graph, with the names of
``ontologies/context.jsonld``.

The file brings its context along, so that it is read without a network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg import ids, paths
from kg.exchange.export.compact import prefixed
from kg.exchange.export.rdf_terms import STRING, XSD, parts
from kg.exchange.export.syntax import PredicateObject

_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


@cache
def context() -> dict[str, Any]:
    """The context, with our own prefixes below the base that is set. Raises ConfigError for the base."""
    text = paths.data("ontologies", "context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, Any] = json.loads(text)["@context"]
    own = {
        prefix: {"@id": start, "@prefix": True}
        for prefix, start in ids.prefixes().items()
        if start.startswith(ids.base_iri())
    }
    return terms | own


@cache
def _names() -> dict[str, tuple[str, str]]:
    """IRI of a predicate -> its name in the context and what its values are without saying (``@id``, a datatype or
    ``""``).
    """
    found: dict[str, tuple[str, str]] = {}
    for name, value in context().items():
        if isinstance(value, dict) and "@prefix" not in value:
            coerced = value.get("@type", "")
            found[ids.iri(value["@id"])] = (name, ids.iri(coerced) if ":" in coerced else coerced)
    return found


class JsonLd:
    """JSON-LD with named graphs: consecutive subjects of one graph are in one object."""

    named = True

    def __init__(self) -> None:
        self._graph: str | None = None
        self._first = True

    def head(self) -> str:
        """The context."""
        return f'{{"@context": {_dumps(context())},\n"@graph": ['

    def about(self, subject: str, pairs: Sequence[PredicateObject], graph: str) -> str:
        """An object."""
        if not pairs:
            return ""
        node: dict[str, Any] = {"id": _short(subject[1:-1])}
        for predicate, object_ in pairs:
            name, value = _said(predicate[1:-1], object_)
            node.setdefault(name, []).append(value)
        line = _dumps(
            {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}
        )
        return self._open(graph) + line

    def _open(self, graph: str) -> str:
        if graph == self._graph:
            return ",\n"
        closed = "" if self._first else ("\n]},\n" if self._graph else ",\n")
        self._graph, self._first = graph, False
        return closed + (f'\n{{"id": {_dumps(_short(graph[1:-1]))}, "graph": [\n' if graph else "\n")

    def tail(self) -> str:
        """The ends of what is open."""
        return ("\n]}" if self._graph else "") + "\n]}\n"


def _said(predicate: str, object_: str) -> tuple[str, Any]:
    value, datatype = parts(object_)
    if predicate == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type":
        return "type", _short(value)
    name, coerced = _names().get(predicate, (_short(predicate), ""))
    if not datatype:
        return name, _short(value) if coerced == "@id" else {"@id": _short(value)}
    if coerced == datatype:
        return name, value
    if coerced:
        return name, {"@value": value} if datatype == STRING else {"@value": value, "@type": _short(datatype)}
    if datatype == STRING:
        return name, value
    if datatype == f"{XSD}boolean":
        return name, value == "true"
    if datatype == f"{XSD}integer":
        return name, int(value)
    return name, {"@value": value, "@type": _short(datatype)}


def _short(iri: str) -> str:
    return prefixed(iri) or iri


def _dumps(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LINE_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
