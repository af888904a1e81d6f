"""Why a question of one's own in SPARQL may find nothing: the IRIs of the statement that are nowhere in the graph, each
with what is near it there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from kg import ids, schema
from kg.exchange.sparql_tokens import COMMENT, TEXT, known_prefixes
from kg.stores.store import Row

NEAR = 0.75
"""The least likeness (0..1) of the end of an IRI to one that is listed as near."""

SHOWN = 3
"""IRIs that are listed as near."""

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CATEGORY = "https://w3id.org/biolink/vocab/category"

_TERM = re.compile(
    rf"{TEXT}|{COMMENT}"
    r"|(?:(?i:BASE)|(?i:PREFIX)\s+(?P<declared>[\w.-]*):)\s*<(?P<start>[^<>\s]*)>"
    r"|<(?P<iri>[^<>\"{}|^`\\\x00-\x20]*)>"
    r"|(?P<type>\^\^)?(?<![\w?$:])(?P<prefix>[^\W\d_][\w.-]*|):(?P<local>(?:[\w:.%-]|\\.)*)(?P<call>\s*\()?",
    re.DOTALL,
)
"""Texts, declarations, IRIs, comments and prefixed names of a statement; datatypes and functions are marked so."""

_IDENTIFIER = re.compile(r"([A-Za-z][A-Za-z.]*)[:_](\w+)$")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def hints(store: Any, statement: str, rows: Sequence[Row]) -> Iterator[str]:
    """One line for each IRI of a statement that a graph of ``kg.exchange.sparql.load`` has nowhere, where the statement
    found nothing: no row, or only zero, false and what is unbound.
    """
    if any(value for row in rows for value in row.values()):
        return
    graph = _AskedTriples(store)
    named = tuple(iris(statement))
    absent = [one for one in named if not graph.has(one)]
    for one in absent:
        near = graph.near(one)
        yield f"<{one}> is nowhere in this graph" + (f"; near: {', '.join(f'<{iri}>' for iri in near)}" if near else "")
    if named and not absent:
        yield "every IRI of the question is in this graph: what it says of them together is not"


def iris(statement: str) -> Iterator[str]:
    """The IRIs that a statement names, each once, whole; not those of datatypes, functions and declarations."""
    known, seen = known_prefixes(), set()
    for found in _TERM.finditer(statement):
        if found["declared"] is not None:
            known[found["declared"]] = found["start"]
        iri = found["iri"]
        if found["prefix"] is not None and not found["type"] and not found["call"]:
            local = re.sub(r"\\(.)", r"\1", found["local"].rstrip("."))
            iri = known.get(found["prefix"], "") + local if found["prefix"] in known else None
        # one that is not absolute depends on BASE; behind ^^ and before a bracket it is a datatype or a function
        beside = statement[: found.start()].rstrip()[-2:] == "^^" or statement[found.end() :].lstrip()[:1] == "("
        if iri and ":" in iri and iri not in seen and not (found["iri"] and beside):
            seen.add(iri)
            yield iri


class _AskedTriples:
    """What IRIs a graph has."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def has(self, iri: str) -> bool:
        """Whether an IRI is a subject, predicate, object or graph of a statement."""
        import pyoxigraph as ox

        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return True  # no IRI, so nothing is said of it: the engine has understood the statement
        return any(next(self._store.quads_for_pattern(*place), None) is not None for place in _places(node))

    def near(self, iri: str) -> list[str]:
        """The IRI that the same identifier has here, or what the graph calls the same, or predicates and classes that
        end alike or in more words, the likest first.
        """
        if (same := _of_identifier(iri)) and self.has(same):
            return [same]
        wanted = _end(iri)
        if meant := sorted(one for one in _meant(wanted) if self.has(one)):
            return meant
        likeness = {one: _likeness(wanted, _end(one)) for one in self._vocabulary}
        near = sorted((one for one in likeness if likeness[one] >= NEAR), key=lambda one: (-likeness[one], one))
        return [one for one in near if likeness[one] == 1 or likeness[near[0]] < 1][:SHOWN]

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The predicates and classes of the graph."""
        asked = (
            "SELECT DISTINCT ?one { ?s ?one ?o }",
            f"SELECT DISTINCT ?one {{ ?s <{RDF_TYPE}>|<{CATEGORY}> ?one }}",
        )
        return frozenset(_values(self._store.query(one, use_default_graph_as_union=True) for one in asked))


def _values(answers: Iterable[Any]) -> Iterator[str]:
    return (solution["one"].value for answer in answers for solution in answer)


def _places(node: Any) -> tuple[tuple[Any, ...], ...]:
    """A statement's patterns with a node as its subject, predicate, object and graph."""
    return tuple(tuple(node if at == place else None for at in range(4)) for place in range(4))


def _of_identifier(iri: str) -> str:
    """The IRI that graphs have for the identifier at the end of another one; empty where there is none."""
    found = _IDENTIFIER.search(iri)
    return ids.iri_of(f"{found[1].upper()}:{found[2]}", "entity") if found else ""


def _meant(end: str) -> set[str]:
    """The class or predicate of what the property graph calls so: ``Drug``, ``HAS_ROLE``."""
    called = {_plain(label): one.category for label, one in schema.entity_types().items()}
    called |= {_plain(name): one.predicate for name, one in schema.relations().items()}
    prefix, _, local = called.get(_plain(end), "").partition(":")
    prefixes = known_prefixes()
    return {prefixes[prefix] + local} if prefix in prefixes else set()


def _likeness(one: str, other: str) -> float:
    """1 for ends that differ in letter case and underscores alone."""
    if _plain(one) == _plain(other):
        return 1.0
    words, others = ({word.casefold().rstrip("s") for word in _WORD.findall(end)} for end in (one, other))
    alike = difflib.SequenceMatcher(None, _plain(one), _plain(other)).ratio()
    return max(alike, NEAR if words and words <= others else 0.0)


def _plain(name: str) -> str:
    return name.casefold().replace("_", "")


def _end(iri: str) -> str:
    """What stands behind the namespace of an IRI, as far as it can be told."""
    return re.split(r"[/#]", iri)[-1]
