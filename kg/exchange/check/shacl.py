"""The rules of ``kg.exchange.check.shapes`` as SHACL: ``ontologies/shapes.ttl``, and ``kg check --shapes`` for another
base of the IRIs.

What SHACL Core cannot say stands in SPARQL (SHACL-SPARQL): that a direct edge is there for every claim that stands and
is not denied and for no other, and that an argument lies within the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg import ids
from kg.exchange.check import shapes
from kg.exchange.check.shape_rules import BOOLEAN, IRI, NodeCondition, NodeRule, PropertyRule
from kg.exchange.export.compact import prefixed
from kg.exchange.export.rdf_terms import literal

SHACL = "http://www.w3.org/ns/shacl#"
_PREFIXES = ("biolink", "dct", "infores", "prov", "rdf", "rdfs", "skos", "xsd", "RO", "BFO")
_SPECIAL = re.compile(r"[.?*+^$|(){}\[\]\\]")
_HEAD = """# SHACL shapes of the RDF that kg export writes (docs/rdf.md). Made by `python docs/generate.py` from
# ontologies/schema.toml and the closed lists of kg/model.py; `kg check` goes through files by the same rules.
# IRIs that are minted below another base need its shapes: KG_BASE_IRI=... kg check --shapes > shapes.ttl
"""


def turtle() -> str:
    """The shapes as Turtle, with the base of the IRIs that is set. Raises ConfigError for the base."""
    known = {name: ids.prefixes()[name] for name in _PREFIXES}
    known |= {"sh": SHACL, "owl": "http://www.w3.org/2002/07/owl#", "kgv": ids.minted("vocab", ""), "shape": _base()}
    lines = [_HEAD]
    lines += [f"@prefix {name}: <{start}> ." for name, start in sorted(known.items())]
    lines += ["", "shape:prefixes a owl:Ontology"]
    lines += [
        f"  ; sh:declare [ sh:prefix {literal(name)} ; sh:namespace {literal(known[name])}^^xsd:anyURI ]"
        for name in ("biolink", "rdf", "kgv")
    ]
    lines += ["  .", ""]
    for rule in shapes.node_rules():
        lines += [*_node(rule), ""]
    for name, predicates in shapes.class_rules().items():
        lines += [*_of_class(name, predicates), ""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """A text as a pattern of XPath, which knows fewer escapes than ``re.escape`` makes."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _base() -> str:
    return ids.minted("shapes", "")


def term(name: str) -> str:
    """A name of the rules as a term of Turtle."""
    if name.startswith("kgv:"):
        return name
    full = shapes.iri(name)
    return prefixed(full) if prefixed(full).partition(":")[0] in _PREFIXES else f"<{full}>"


def _list(terms: Iterable[str]) -> str:
    return f"( {' '.join(terms)} )"


def _node(rule: NodeRule) -> Iterator[str]:
    yield f"# {rule.help}"
    yield f"shape:{rule.name} a sh:NodeShape"
    said = [f"sh:targetClass {', '.join(map(term, rule.classes))}"] if rule.classes else []
    said += [f"sh:targetSubjectsOf {', '.join(map(term, rule.having))}"] if rule.having else []
    said += [f"sh:targetObjectsOf {', '.join(map(term, rule.naming))}"] if rule.naming else []
    if rule.closed:
        said += ["sh:closed true", f"sh:ignoredProperties {_list(map(term, (*shapes.EVERYWHERE, *rule.besides)))}"]
    if rule.not_below:
        others = "|".join(map(_escaped, sorted({ids.prefixes()[one] for one in rule.not_below})))
        said.append(f"sh:not [ sh:pattern {literal(f'^({others})')} ]")
    if rule.one_of:
        said.append(f"sh:or {_list(f'[ sh:class {term(one)} ]' for one in rule.one_of)}")
    if rule.said_twice:
        said.append("sh:property [ sh:path biolink:category ; sh:minCount 1 ; sh:equals rdf:type ]")
    if rule.when:
        meant = " ; ".join(f"sh:property [ {' ; '.join(_property(one))} ]" for one in rule.properties)
        said.append(f"sh:or ( [ {_unmet(rule.when)} ] [ {meant} ] )")
    for one in () if rule.when else rule.properties:
        said.append(f"sh:property [ {' ; '.join(_property(one))} ]")
        if one.both_or_none:
            none, both = (
                f"[ sh:property [ sh:path {term(one.path)} ; {n} ] ]" for n in ("sh:maxCount 0", "sh:minCount 2")
            )
            said.append(f"sh:or ( {none} {both} )")
    if rule.name == "Association":
        said += [_of_relation(), _of_level()]
    said += [_sparql(message, select) for name, message, select in sparql_rules() if name == rule.name]
    yield from (f"  ; {one}" for one in said)
    yield "  ."


def _unmet(when: NodeCondition) -> str:
    """What is so of a node of which a rule does not speak."""
    if not when.among:
        return f"sh:property [ sh:path {term(when.path)} ; {'sh:maxCount 0' if when.holds else 'sh:minCount 1'} ]"
    number = "sh:qualifiedMaxCount 0" if when.holds else "sh:qualifiedMinCount 1"
    values = f"[ sh:in {_list(map(literal, when.among))} ]"
    return f"sh:property [ sh:path {term(when.path)} ; sh:qualifiedValueShape {values} ; {number} ]"


def _either(*paths: str) -> str:
    """A path of several properties."""
    return f"[ sh:alternativePath {_list(map(term, paths))} ]"


def _path(rule: PropertyRule) -> str:
    named = [term(one) for one in (rule.path, rule.besides) if one]
    paths = [f"[ sh:inversePath {one} ]" for one in named] if rule.inverse else named
    return paths[0] if len(paths) == 1 else f"[ sh:alternativePath {_list(paths)} ]"


def _property(rule: PropertyRule) -> Iterator[str]:
    yield f"sh:path {_path(rule)}"
    if rule.least:
        yield f"sh:minCount {rule.least}"
    if rule.most is not None:
        yield f"sh:maxCount {rule.most}"
    if rule.kind == IRI:
        yield "sh:nodeKind sh:IRI"
    elif rule.kind:
        yield f"sh:datatype {rule.kind}"
    among = f"sh:in {_list(_value(one, rule.kind) for one in rule.among)}" if rule.among else ""
    if rule.either:
        yield f"sh:or {_list((f'[ {among} ]', *(f'[ sh:class {term(one)} ]' for one in rule.classes)))}"
    else:
        yield from (one for one in (among, _classes(rule.classes)) if one)
    if rule.lowest is not None:
        yield f"sh:minInclusive {rule.lowest}"
    if rule.highest is not None:
        yield f"sh:maxInclusive {rule.highest}"
    if rule.starts:
        yield f"sh:pattern {literal('^' + _escaped(ids.prefixes()[rule.starts[:-1]]))}"
    if rule.like:
        yield f"sh:pattern {literal(f'^{rule.like}$')}"
    if rule.filled:
        yield "sh:minLength 1"
    if rule.below:
        yield f"sh:lessThanOrEquals {term(rule.below)}"


def _classes(classes: tuple[str, ...]) -> str:
    if len(classes) < 2:
        return "".join(f"sh:class {term(one)}" for one in classes)
    return f"sh:or {_list(f'[ sh:class {term(one)} ]' for one in classes)}"


def _value(text: str, kind: str) -> str:
    if kind == IRI:
        return term(text)
    return text if kind == BOOLEAN else literal(text)


def _sparql(message: str, select: str) -> str:
    return f'sh:sparql [ sh:message {literal(message)} ; sh:prefixes shape:prefixes ; sh:select """\n{select}""" ]'


def _of_relation() -> str:
    """Predicate and ends of each relation, one of which an association has."""
    path = _either(shapes.RELATION, shapes.REJECTED_RELATION)
    rows = [
        f"[ sh:property [ sh:path {path} ; sh:hasValue {literal(name)} ] ;"
        f" sh:property [ sh:path rdf:predicate ; sh:in {_list(map(term, predicates))} ] ;"
        f" sh:property [ sh:path rdf:subject ; {_classes(subjects)} ] ;"
        f" sh:property [ sh:path rdf:object ; {_classes(objects)} ] ]"
        for name, (predicates, subjects, objects) in shapes.relation_rules().items()
    ]
    return "sh:or (\n    " + "\n    ".join(rows) + " )"


def _of_level() -> str:
    """Who says what is read from text, which has evidence, and who says what is curated."""
    evidence = f" ; sh:property [ sh:path {_either(shapes.HAS_EVIDENCE, shapes.REJECTED_EVIDENCE)} ; sh:minCount 1 ]"
    rows = [
        f"[ sh:property [ sh:path biolink:knowledge_level ; sh:hasValue {literal(level)} ] ;"
        f" sh:property [ sh:path biolink:agent_type ; sh:hasValue {literal(agent)} ]"
        f"{evidence if level == 'not_provided' else ''} ]"
        for level, agent in shapes.LEVELS.items()
    ]
    return "sh:or (\n    " + "\n    ".join(rows) + " )"


def _of_class(name: str, predicates: tuple[str, ...]) -> list[str]:
    return [
        f"# the predicates that Biolink's {name.partition(':')[2]} takes",
        f"shape:{name.partition(':')[2]} a sh:NodeShape",
        f"  ; sh:targetClass {term(name)}",
        f"  ; sh:property [ sh:path rdf:predicate ; sh:in {_list(map(term, predicates))} ]",
        "  .",
    ]


def sparql_rules() -> tuple[tuple[str, str, str], ...]:
    """(shape, message, SELECT) of what SHACL Core cannot say."""
    claim = "$this rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
    return (
        (
            "Association",
            "a claim that is not denied has no direct edge",
            f"SELECT $this (rdf:object AS ?path) (?o AS ?value) {{\n  {claim} ; biolink:negated false\n"
            "  FILTER NOT EXISTS { $this kgv:rejected_relation ?relation }\n  FILTER NOT EXISTS { ?s ?p ?o } }\n",
        ),
        *(
            (
                "Association",
                f"a {what} claim has a direct edge, and no other claim says it",
                f"SELECT $this (rdf:object AS ?path) (?o AS ?value) {{\n  {claim} ; {so} . ?s ?p ?o\n"
                "  FILTER NOT EXISTS { ?other rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; biolink:negated false"
                "\n    FILTER NOT EXISTS { ?other kgv:rejected_relation ?rejected } } }\n",
            )
            for what, so in (
                ("denied", "biolink:negated true"),
                ("rejected", "biolink:negated false ; kgv:rejected_relation ?relation"),
            )
        ),
        *(
            (
                "Evidence",
                f"an offset of the {end} is behind the end of the text",
                f"SELECT $this (biolink:{end}_location_in_text AS ?path) ?value {{\n  $this kgv:start ?start ;"
                f" kgv:end ?end ; biolink:{end}_location_in_text ?value FILTER(?value > ?end - ?start) }}\n",
            )
            for end in ("subject", "object")
        ),
    )
