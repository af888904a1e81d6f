"""RDF gone through by the rules of ``kg.exchange.check.shapes``, node by node, sorted out of core.

A file is read twice: once for the classes of its nodes, which are held in memory, and once for all that is said of each
node. Places are subjects, as CURIEs where they have one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg import ids, schema
from kg.exchange.check import shapes
from kg.exchange.check.direct_edges import DirectEdges
from kg.exchange.check.faults import Findings, one_of
from kg.exchange.check.rdf_counts import RdfCounts
from kg.exchange.check.shape_rules import BOOLEAN, IRI, NodeRule, PropertyRule
from kg.exchange.check.shapes import short
from kg.exchange.export.description import CLASS, ENTITIES, PROPERTY, TRIPLES
from kg.exchange.export.rdf_terms import STRING
from kg.exchange.one_way import NANOPUBLICATION, nanopublications
from kg.exchange.statements import Statement, by_subject, parsed
from kg.progress import Progress, unwatched

_LEXICAL = {
    "xsd:integer": re.compile(r"[+-]?[0-9]+"),
    "xsd:float": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
    "xsd:boolean": re.compile(r"true|false|1|0"),
    "xsd:gYear": re.compile(r"-?[0-9]{4,}(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
}


@dataclass(slots=True)
class _RdfFacts:
    """What is known of a whole file: the classes of nodes, and who names which evidence by which property."""

    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    namers: dict[str, dict[str, set[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _SaidNode:
    """What is said of a subject: property IRI -> its values, each with the IRI of its datatype (``""`` for an IRI)."""

    subject: str
    kinds: tuple[str, ...]
    values: Mapping[str, list[tuple[str, str]]]

    def texts(self, path: str) -> list[str]:
        return [value for value, _ in self.values.get(_iri(path), [])]


def check_rdf(files: Sequence[tuple[Path, str]], findings: Findings, progress: Progress = unwatched) -> None:
    """Go through RDF files (path, format) as one graph. Raises InputError for one that cannot be read or breaks off,
    ConfigError for nanopublications.
    """
    graph, direct, counts = _RdfFacts(), DirectEdges(), RdfCounts()

    def foreign(subject: str, predicate: str, what: str) -> None:
        findings.add(short(subject), short(predicate), what, "an IRI, or a literal without a language")

    kind = _iri("rdf:type")
    graph.namers = {_iri(one): {} for one in (shapes.HAS_EVIDENCE, shapes.REJECTED_EVIDENCE)}
    for path, format_ in files:
        for subject, predicate, value, datatype, named, _ in parsed(path, format_, foreign):
            direct.named = direct.named or bool(named)
            if predicate == kind and value == NANOPUBLICATION:
                raise nanopublications(path, "checked")
            if predicate == kind and not datatype and value not in graph.kinds.get(subject, ()):
                graph.kinds[subject] = tuple(sorted((*graph.kinds.get(subject, ()), value)))
            elif predicate in graph.namers:
                graph.namers[predicate].setdefault(value, set()).add(subject)

    for subject, said in by_subject(files, progress, lambda *_: None):
        findings.count("statements", len(said))
        findings.count("nodes")
        _check_node(_node(subject, said, graph), graph, findings)
        direct.note(subject, said)
        counts.note(subject, said, graph.kinds.get(subject, ()))
    direct.check(findings)
    names = ", ".join(str(path) for path, _ in files)
    if findings.checked:
        counts.check(names, findings)
        findings.counts += counts.found(direct.edges)
    else:
        findings.add(names, "the file", "no statement", "RDF that kg export wrote")


def _node(subject: str, said: Sequence[Statement], graph: _RdfFacts) -> _SaidNode:
    values: dict[str, list[tuple[str, str]]] = {}
    for one in said:
        known = values.setdefault(one.predicate, [])
        if (one.object, one.datatype) not in known:
            known.append((one.object, one.datatype))
    return _SaidNode(subject, graph.kinds.get(subject, ()), values)


@cache
def _iri(name: str) -> str:
    return shapes.iri(name)


def _check_node(node: _SaidNode, graph: _RdfFacts, findings: Findings) -> None:
    meant = [*_of_kinds(node.kinds), *(rule for rule in _of_properties() if not _having(rule).isdisjoint(node.values))]
    for rule in meant:
        if rule.when and not rule.when.speaks(node.texts(rule.when.path)):
            continue
        for one in rule.properties:
            _check_property(one, node, graph, findings)
        _check_whole(rule, node, findings)
    if not meant and not node.values.keys() <= _loose():
        findings.add(short(node.subject), "rdf:type", "no class", "a class of docs/rdf.md")
    for check in MORE:
        check(node, graph, findings)


def _check_whole(rule: NodeRule, node: _SaidNode, findings: Findings) -> None:
    """What a rule says of a node beside its properties one by one."""
    place = short(node.subject)
    if rule.closed:
        for path in sorted(node.values.keys() - _allowed(rule)):
            findings.add(place, short(path), "a property", f"none that a node of the shape {rule.name} does not have")
    if rule.said_twice:
        said = sorted(node.texts("biolink:category"))
        if said != sorted(node.kinds):
            expected = f"{_classes(node.kinds)}, as rdf:type says"
            findings.add(place, "biolink:category", _classes(said) if said else "nothing", expected)
    if rule.not_below and node.subject.startswith(_others(rule)) and not _is_own(rule, node.subject):
        expected = f"{one_of(_own_prefixes(rule.name))}, as it is a {rule.name}"
        findings.add(place, "prefix", place.partition(":")[0], expected)
    if rule.one_of and not set(node.kinds) & {_iri(one) for one in rule.one_of}:
        findings.add(place, "rdf:type", _classes(node.kinds), "the class of an entity, as it has a direct edge")


@cache
def _loose() -> frozenset[str]:
    """Properties of nodes without a class: partitions of the description, rows of a complete export."""
    return frozenset((CLASS, ENTITIES, PROPERTY, TRIPLES, _iri("kgv:row")))


@cache
def _of_kinds(kinds: tuple[str, ...]) -> tuple[NodeRule, ...]:
    return tuple(rule for rule in shapes.node_rules() if not set(map(_iri, rule.classes)).isdisjoint(kinds))


@cache
def _of_properties() -> tuple[NodeRule, ...]:
    return tuple(rule for rule in shapes.node_rules() if rule.having)


@cache
def _allowed(rule: NodeRule) -> frozenset[str]:
    own = (one.path for one in rule.properties if not one.inverse)
    return frozenset(map(_iri, (*own, *shapes.EVERYWHERE, *rule.besides)))


@cache
def _having(rule: NodeRule) -> frozenset[str]:
    return frozenset(map(_iri, rule.having))


@cache
def _others(rule: NodeRule) -> tuple[str, ...]:
    return tuple(sorted({ids.prefixes()[one] for one in rule.not_below}))


def _own_prefixes(label: str) -> tuple[str, ...]:
    return schema.entity_types()[label].prefixes


def _is_own(rule: NodeRule, iri: str) -> bool:
    return iri.startswith(tuple(ids.prefixes()[one] for one in _own_prefixes(rule.name) if one in ids.prefixes()))


def _classes(kinds: Sequence[str]) -> str:
    return ", ".join(map(short, kinds)) or "no class"


def _check_property(rule: PropertyRule, node: _SaidNode, graph: _RdfFacts, findings: Findings) -> None:
    place = short(node.subject)
    paths = [one for one in (rule.path, rule.besides) if one]
    name = f"{' or '.join(paths)}{' (named by)' if rule.inverse else ''}"
    if rule.inverse:
        number = len({one for path in paths for one in graph.namers[_iri(path)].get(node.subject, ())})
        if number < rule.least or (rule.most is not None and number > rule.most):
            findings.add(place, name, _number(number), "one claim that names it" if rule.most else "none")
        return
    values = [value for path in paths for value in node.values.get(_iri(path), [])]
    number = len(values)
    if number < rule.least:
        findings.add(place, name, "nothing", "one value" if rule.most == 1 else "at least one value")
    if rule.most is not None and number > rule.most:
        listed = ", ".join(sorted(shown_value(one) for one in values))
        expected = _number(rule.most, "value at most", "values at most") if rule.most else "none"
        findings.add(place, name, f"{number} value{'s' if number > 1 else ''}: {listed}", expected)
    if rule.both_or_none and number == 1:
        findings.add(place, name, "1 value", "a start and an end")
    for value in values:
        fault = _fault(rule, value, graph)
        if fault:
            findings.add(place, name, shown_value(value), fault)
    if rule.below:
        _check_order(rule, node, findings)


def _check_order(rule: PropertyRule, node: _SaidNode, findings: Findings) -> None:
    first, last = node.texts(rule.path), node.texts(rule.below)
    if (
        len(first) == len(last) == 1
        and all(re.fullmatch(r"-?\d+", one) for one in (*first, *last))
        and int(first[0]) > int(last[0])
    ):
        findings.add(short(node.subject), rule.path, first[0], f"not more than {rule.below}, {last[0]}")


def _number(number: int, one: str = "claim that names it", several: str = "claims that name it") -> str:
    return f"{number} {one if number == 1 else several}"


def shown_value(value: tuple[str, str]) -> str:
    """A value as it is shown: a CURIE or an IRI, a text in quotes, the datatype where it is none of a text."""
    text, datatype = value
    if not datatype:
        return short(text)
    return f'"{text}"' if datatype == STRING else f'"{text}"^^{short(datatype)}'


def _fault(rule: PropertyRule, value: tuple[str, str], graph: _RdfFacts) -> str:
    """What was expected in place of a value; ``""`` for a good one."""
    text, datatype = value
    if rule.kind == IRI and datatype:
        return "an IRI"
    if rule.kind not in ("", IRI):
        if datatype != _iri(rule.kind):
            return f"a literal of the type {rule.kind}"
        if rule.kind in _LEXICAL and not _LEXICAL[rule.kind].fullmatch(text):
            return f"a value of the type {rule.kind}"
    if rule.either and not datatype:
        return _not_of(rule.classes, text, graph)
    if rule.among and text not in _among(rule):
        return one_of(rule.among)
    if rule.classes and not rule.either:
        return _not_of(rule.classes, text, graph)
    return _out_of_range(rule, text)


def _out_of_range(rule: PropertyRule, text: str) -> str:
    low, high = rule.lowest, rule.highest
    # what is no number (NaN) is neither below nor above
    if low is not None and not (float(text) >= low and (high is None or float(text) <= high)):
        return f"{low} or more" if high is None else f"{low} to {high}"
    if rule.like and not re.fullmatch(rule.like, text):
        return f"a text like {rule.like}"
    if rule.starts and not text.startswith(ids.prefixes()[rule.starts[:-1]]):
        return f"an IRI of {rule.starts}"
    return "a text that is not empty" if rule.filled and not text else ""


@cache
def _among(rule: PropertyRule) -> frozenset[str]:
    if rule.kind == BOOLEAN:
        return frozenset((*rule.among, "1" if "true" in rule.among else "0"))
    return frozenset(map(_iri, rule.among) if rule.kind == IRI else rule.among)


def _not_of(classes: tuple[str, ...], iri: str, graph: _RdfFacts) -> str:
    if any(_iri(one) in graph.kinds.get(iri, ()) for one in classes):
        return ""
    known = "" if iri in graph.kinds else ", and the file has no such node"
    return f"a node of the class {one_of(classes, 4)}{known}"


# --- what SHACL says in SPARQL ---------------------------------------------------------------------------------------


def _relation(node: _SaidNode, graph: _RdfFacts, findings: Findings) -> None:
    """Predicate and ends are those of the relation."""
    for relation in (*node.texts(shapes.RELATION), *node.texts(shapes.REJECTED_RELATION)):
        if relation not in shapes.relation_rules():
            continue
        row = shapes.relation_rules()[relation]
        for predicate in node.texts("rdf:predicate"):
            if predicate not in _iris(row[0]):
                expected = f"{one_of(row[0])}, as {relation} has"
                findings.add(short(node.subject), "rdf:predicate", short(predicate), expected)
        for end, classes in (("rdf:subject", row[1]), ("rdf:object", row[2])):
            strange = [
                (thing, kind)
                for thing in node.texts(end)
                for kind in graph.kinds.get(thing, ())
                if kind not in _iris(classes)
            ]
            for thing, kind in strange:
                found = f"{short(thing)}, a {short(kind)}"
                findings.add(short(node.subject), end, found, f"{one_of(classes)}, as {relation} has there")


@cache
def _iris(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_iri, names))


def _closed_class(node: _SaidNode, graph: _RdfFacts, findings: Findings) -> None:
    """The association class takes the predicate."""
    for name, predicates in shapes.class_rules().items():
        if _iri(name) in node.kinds:
            for predicate in node.texts("rdf:predicate"):
                if predicate not in _iris(predicates):
                    expected = f"{one_of(predicates)}, as {name} wants"
                    findings.add(short(node.subject), "rdf:predicate", short(predicate), expected)


def _read_from_text(node: _SaidNode, graph: _RdfFacts, findings: Findings) -> None:
    """What was read from text has evidence, and the agent is that of the knowledge level."""
    levels, agents = node.texts("biolink:knowledge_level"), node.texts("biolink:agent_type")
    claimed = not _having(_claim_rule()).isdisjoint(node.values)
    if "not_provided" in levels and not claimed:  # else the rule of claims says it
        findings.add(short(node.subject), "biolink:has_evidence", "nothing", "evidence of what was read from text")
    for level in levels:
        agent = shapes.LEVELS.get(level)
        if agent and agents and agents != [agent]:
            findings.add(
                short(node.subject), "biolink:agent_type", ", ".join(agents), f"{agent}, as the knowledge is {level}"
            )


@cache
def _claim_rule() -> NodeRule:
    return next(rule for rule in shapes.node_rules() if rule.name == "Claim")


def _offsets(node: _SaidNode, graph: _RdfFacts, findings: Findings) -> None:
    """An argument lies within the text."""
    start, end = node.texts("kgv:start"), node.texts("kgv:end")
    if len(start) != 1 or len(end) != 1 or not all(re.fullmatch(r"-?\d+", one) for one in (*start, *end)):
        return
    length = int(end[0]) - int(start[0])
    for name in ("biolink:subject_location_in_text", "biolink:object_location_in_text"):
        for one in node.texts(name):
            if re.fullmatch(r"-?\d+", one) and int(one) > length:
                findings.add(short(node.subject), name, one, f"0 to {length}, the characters of the text")


MORE: tuple[Callable[[_SaidNode, _RdfFacts, Findings], None], ...] = (
    _relation,
    _closed_class,
    _read_from_text,
    _offsets,
)
