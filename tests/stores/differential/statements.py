"""Random reading statements of the Cypher that both engines share, each with the shapes it is made of. The same seed, the same statements."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kg import schema
from kg.dataset import graph

ENTITIES = graph.entity_labels()
LABELS = (*ENTITIES, *graph.RECORD_LABELS)
WALKS: tuple[tuple[str, str, str], ...] = (
    *(
        (one, name, other)
        for name, relation in schema.relations().items()
        for one in relation.subject
        for other in relation.object
        if name not in ("SUBCLASS_OF", "PART_OF") or one == other
    ),
    *(("Assertion", end, label) for end in ("SUBJECT", "OBJECT") for label in ("Drug", "Target", "Pathway", "Disease", "Role")),
    ("Assertion", "HAS_EVIDENCE", "Evidence"),
    ("Evidence", "FROM", "Publication"),
    ("Evidence", "BY", "Run"),
    ("Publication", "REGISTERED_AS", "Trial"),
)
TYPES = tuple(dict.fromkeys(name for _, name, _ in WALKS))
STRINGS = {
    "name": "",
    "id": "",
    "source": "",
    "relation": "Assertion",
    "tier": "Evidence",
    "polarity": "Evidence",
    "best_tier": "Assertion",
}
NUMBERS = {"mentions": "", "documents": "", "year": "Publication", "score": "Evidence", "evidence_count": "Assertion", "start": "Evidence"}
FLAGS = {"negated": "Assertion", "counted": "Evidence", "retracted": "Publication"}
LISTS = {"synonyms": "", "xrefs": "", "flags": "Evidence", "publications": "Assertion"}
REL_STRINGS = ("basis", "source", "key", "assertion")
REL_NUMBERS = ("evidence_count", "score")
WORDS = ("alpha", "beta", "gamma", "HCC", "a", "a", "x", "", "hgnc", "phase-2", "supports", "CHEBI:100", "curated", "text", "it\\'s")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, its parameters, whether the order of its rows is fixed, and the shapes it is made of."""

    text: str
    params: dict[str, Any]
    ordered: bool
    shapes: tuple[str, ...]


@dataclass(slots=True)
class Scope:
    """Names in scope, by what they hold."""

    nodes: dict[str, str] = field(default_factory=dict)  # name -> label, or "" where it is not known
    rels: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)

    def everything(self) -> list[str]:
        return [*self.nodes, *self.rels, *self.paths, *self.numbers, *self.strings, *self.lists]


class Writer:
    """Writes one statement from a source of chance."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.count = rng, 0
        self.shapes: list[str] = []
        self.params: dict[str, Any] = {}
        self.both = rng.choice((":", "&"))  # Neo4j takes no statement that has both a colon between labels and one of | & !

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def fresh(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def shape(self, name: str) -> None:
        if name not in self.shapes:
            self.shapes.append(name)

    # --- patterns ---------------------------------------------------------------------------------------------------

    def label(self, label: str) -> str:
        roll = self.rng.random()
        if roll < 0.5 and label:
            return f":{label}"
        if roll < 0.58:
            return ":Entity"
        if roll < 0.64 and label and self.both == "&":
            self.shape("label alternatives")
            return f":{label}|{self.rng.choice(LABELS)}"
        if roll < 0.68 and label in ENTITIES:
            return f":{label}{self.both}Entity"
        if roll < 0.70 and label and self.both == "&":
            self.shape("label negation")
            return f":!{self.rng.choice(LABELS)}"
        return ""

    def node(self, scope: Scope, label: str, *, named: float = 0.75) -> str:
        found = self.label(label)
        props = ""
        if self.chance(0.04):
            props = f" {{name: {self.string_literal()}}}"
        elif self.chance(0.03):
            name, value = self.rng.choice((("mentions", "1"), ("negated", "false"), ("id", "'CHEBI:100'"), ("year", "2015")))
            props = f" {{{name}: {value}}}"
        if not self.chance(named):
            return f"({found}{props})"
        name = self.fresh("n")
        scope.nodes[name] = label if f":{label}" == found or found == f":{label}{self.both}Entity" else ""
        return f"({name}{found}{props})"

    def relationship(self, scope: Scope, kind: str, *, forwards: bool, named: float = 0.3, variable: float = 0.1) -> str:
        roll = self.rng.random()
        types = f":{kind}" if roll < 0.4 else f":{kind}|{self.rng.choice(TYPES)}" if roll < 0.55 else ""
        if roll > 0.97:
            types = f":{self.rng.choice(TYPES)}"
        length = ""
        if self.chance(variable):
            self.shape("variable length")
            length = self.rng.choice(
                ("*1..2", "*2", "*0..1", "*..2", "*0..2", "*1..1", "*2..2", "*1", "*0..0", "*2..3" if types else "*1..2")
            )
        name = ""
        if not length and self.chance(named):
            name = self.fresh("r")
            scope.rels.append(name)
        props = " {basis: 'curated'}" if not length and self.chance(0.04) else ""
        inside = f"{name}{types}{length}{props}"
        inside = f"[{inside}]" if inside or self.chance(0.2) else ""
        roll = self.rng.random()
        if roll < 0.35:
            self.shape("undirected")
            return f"-{inside}-"
        if roll < 0.40:
            forwards = not forwards
        return f"-{inside}->" if forwards else f"<-{inside}-"

    def chain(self, scope: Scope, hops: int, *, start: str = "", variable: float = 0.1, named: float = 0.75) -> str:
        """A path pattern of some hops, mostly along kinds that the graph has, from a name in scope where ``start`` is one."""
        label = scope.nodes.get(start, "") if start else ""
        walk = self.rng.choice([kind for kind in WALKS if not label or label in (kind[0], kind[2])] or WALKS)
        label = label or self.rng.choice((walk[0], walk[2]))
        text = f"({start})" if start else self.node(scope, label, named=named)
        varied = False
        for _ in range(hops):
            walk = self.rng.choice([kind for kind in WALKS if label in (kind[0], kind[2])] or WALKS)
            forwards = walk[0] == label
            following = walk[2] if forwards else walk[0]
            relation = self.relationship(scope, walk[1], forwards=forwards, variable=0 if varied else variable)
            varied = varied or "*" in relation
            known = [name for name, found in scope.nodes.items() if found in ("", following)]
            if known and self.chance(0.06):
                self.shape("cycle")
                text += f"{relation}({self.rng.choice(known)})"
            else:
                text += relation + self.node(scope, following, named=named)
            label = following
        self.shape(f"{hops} hops" if hops != 1 else "1 hop")
        return text

    def hops(self) -> int:
        return self.rng.choices((0, 1, 2, 3, 4), (1, 5, 4, 1.2, 0.5))[0]

    def match(self, scope: Scope, *, where: float = 0.4, path: float = 0.08) -> str:
        """A MATCH clause of one to three connected patterns; new where the scope has no node."""
        start = self.rng.choice(sorted(scope.nodes)) if scope.nodes else ""
        hops = self.hops() if not start else self.rng.choice((1, 1, 2))
        if self.chance(path) and hops:
            name = self.fresh("p")
            pattern = f"{name} = {self.chain(scope, hops, start=start)}"
            scope.paths.append(name)
            self.shape("path")
        else:
            pattern = self.chain(scope, hops, start=start)
        patterns = [pattern]
        while scope.nodes and self.chance(0.2) and len(patterns) < 3:
            self.shape("comma")
            patterns.append(self.chain(scope, self.rng.choice((1, 1, 2)), start=self.rng.choice(sorted(scope.nodes)), variable=0.05))
        clause = "MATCH " + ", ".join(patterns)
        if self.chance(where):
            clause += f" WHERE {self.condition(scope)}"
        return clause

    def optional(self, scope: Scope) -> str:
        self.shape("OPTIONAL MATCH")
        start = self.rng.choice(sorted(scope.nodes)) if scope.nodes else ""
        clause = "OPTIONAL MATCH " + self.chain(scope, self.rng.choice((1, 1, 2)), start=start)
        return f"{clause} WHERE {self.condition(scope)}" if self.chance(0.35) else clause

    # --- expressions ------------------------------------------------------------------------------------------------

    def string_literal(self) -> str:
        return "'" + self.rng.choice(WORDS) + "'"

    def parameter(self, value: Any) -> str:
        self.shape("parameter")
        name = f"q{len(self.params)}"
        self.params[name] = value
        return f"${name}"

    def node_property(self, scope: Scope, table: dict[str, str]) -> str | None:
        if not scope.nodes:
            return None
        name = self.rng.choice(sorted(scope.nodes))
        label = scope.nodes[name]
        fitting = [key for key, owner in table.items() if owner == label or (not owner and label in ENTITIES)] or list(table)
        return f"{name}.{self.rng.choice(fitting if self.chance(0.9) else list(table))}"

    def number(self, scope: Scope, depth: int = 0) -> str:
        options: list[Callable[[], str | None]] = [
            lambda: self.node_property(scope, NUMBERS),
            lambda: self.node_property(scope, NUMBERS),
            lambda: str(self.rng.choice((0, 1, 2, 3, 2015, -1, 0.5, 2.5))),
            lambda: self.parameter(self.rng.choice((0, 1, 2, 0.5, None))),
        ]
        if scope.numbers:
            options += [lambda: self.rng.choice(scope.numbers)] * 3
        if scope.rels:
            options.append(lambda: f"{self.rng.choice(scope.rels)}.{self.rng.choice(REL_NUMBERS)}")
        if scope.paths:
            options.append(lambda: f"length({self.rng.choice(scope.paths)})")
        if depth < 2:
            options += [
                lambda: f"size({self.list_(scope, depth + 1)})",
                lambda: f"size({self.string(scope, depth + 1)})",
                lambda: f"({self.number(scope, depth + 1)} {self.rng.choice('+-*')} {self.number(scope, depth + 1)})",
                lambda: f"coalesce({self.number(scope, depth + 1)}, {self.number(scope, depth + 1)})",
                lambda: (
                    f"{self.rng.choice(('abs', 'sign', 'floor', 'ceil', 'round', 'toInteger', 'toFloat'))}({self.number(scope, depth + 1)})"
                ),
                lambda: self.case(self.number, scope, depth),
                lambda: f"reduce(s = 0, x IN [1, 2, {self.number(scope, 2)}] | s + x)",
                lambda: f"({self.number(scope, depth + 1)} / {self.rng.choice((2, 3, 4.0, 0.5))})",
                lambda: f"({self.number(scope, depth + 1)} % {self.rng.choice((2, 3, 4))})",
            ]
            if scope.nodes and self.chance(0.5):
                options.append(lambda: self.count_subquery(scope))
        return self.any_of(options)

    def string(self, scope: Scope, depth: int = 0) -> str:
        options: list[Callable[[], str | None]] = [
            lambda: self.node_property(scope, STRINGS),
            lambda: self.node_property(scope, STRINGS),
            self.string_literal,
            lambda: self.parameter(self.rng.choice(("alpha", "phase-2", None, "HCC"))),
        ]
        if scope.strings:
            options += [lambda: self.rng.choice(scope.strings)] * 2
        if scope.rels:
            options.append(lambda: f"type({self.rng.choice(scope.rels)})")
            options.append(lambda: f"{self.rng.choice(scope.rels)}.{self.rng.choice(REL_STRINGS)}")
            options.append(lambda: f"{self.rng.choice(('startNode', 'endNode'))}({self.rng.choice(scope.rels)}).id")
        if depth < 2:
            options += [
                lambda: f"{self.rng.choice(('toLower', 'toUpper', 'trim', 'reverse', 'toString'))}({self.string(scope, depth + 1)})",
                lambda: f"({self.string(scope, depth + 1)} + {self.string(scope, depth + 1)})",
                lambda: f"substring({self.string(scope, depth + 1)}, {self.rng.choice((0, 1, 2))})",
                lambda: f"left({self.string(scope, depth + 1)}, {self.rng.choice((0, 1, 3))})",
                lambda: f"replace({self.string(scope, depth + 1)}, 'a', 'o')",
                lambda: f"toString({self.rng.choice((1, 2.5, 'true'))})",
                lambda: self.case(self.string, scope, depth),
                lambda: f"coalesce({self.string(scope, depth + 1)}, '-')",
                lambda: f"split({self.string(scope, depth + 1)}, 'a')[0]",
                lambda: f"head({self.node_property(scope, LISTS)})" if scope.nodes else None,
                lambda: f"{self.node_property(scope, LISTS)}[{self.rng.choice((0, 1, -1, 5))}]" if scope.nodes else None,
            ]
        return self.any_of(options)

    def list_(self, scope: Scope, depth: int = 0) -> str:
        options: list[Callable[[], str | None]] = [
            lambda: self.node_property(scope, LISTS),
            lambda: self.node_property(scope, LISTS),
            lambda: self.rng.choice(
                ("[1, 2, 3]", "[]", "['alpha', 'beta']", "[1, null, 3]", "range(0, 3)", "range(3, 0, -1)", "range(1, 9, 3)")
            ),
        ]
        if scope.lists:
            options += [lambda: self.rng.choice(scope.lists)] * 2
        if scope.nodes:
            options.append(lambda: f"labels({self.rng.choice(sorted(scope.nodes))})")
        if scope.paths:
            options.append(lambda: f"[x IN nodes({self.rng.choice(scope.paths)}) | x.id]")
            options.append(lambda: f"[x IN relationships({self.rng.choice(scope.paths)}) | type(x)]")
        if depth < 2:
            options += [
                lambda: f"[x IN {self.list_(scope, depth + 1)} WHERE x IS NOT NULL]",
                lambda: f"[x IN {self.list_(scope, depth + 1)} | toString(x)]",
                lambda: f"[x IN range(0, 4) WHERE x > {self.number(scope, 2)} | x * 2]",
                lambda: f"{self.list_(scope, depth + 1)}[{self.rng.choice(('0..1', '..2', '1..', '-2..', '..-1', '0..0'))}]",
                lambda: f"tail({self.list_(scope, depth + 1)})",
                lambda: f"reverse({self.list_(scope, depth + 1)})",
                lambda: f"({self.list_(scope, depth + 1)} + {self.list_(scope, depth + 1)})",
                lambda: f"split({self.string(scope, 2)}, 'a')",
            ]
            if scope.nodes and self.chance(0.4):
                options.append(lambda: self.pattern_comprehension(scope))
        return self.any_of(options)

    def any_of(self, options: list[Callable[[], str | None]]) -> str:
        while True:
            found = self.rng.choice(options)()
            if found is not None:
                return found

    def case(self, kind: Callable[[Scope, int], str], scope: Scope, depth: int) -> str:
        self.shape("CASE")
        if self.chance(0.3):
            return f"CASE {self.string(scope, 2)} WHEN {self.string(scope, 2)} THEN {kind(scope, 2)} ELSE {kind(scope, 2)} END"
        tail = f" ELSE {kind(scope, 2)}" if self.chance(0.7) else ""
        return f"CASE WHEN {self.condition(scope, depth + 2)} THEN {kind(scope, 2)}{tail} END"

    def inner(self, scope: Scope) -> tuple[Scope, str]:
        inside = Scope(dict(scope.nodes), list(scope.rels), [], list(scope.numbers), list(scope.strings), list(scope.lists))
        return inside, self.chain(inside, self.rng.choice((1, 1, 2)), start=self.rng.choice(sorted(scope.nodes)), variable=0.05)

    def pattern_comprehension(self, scope: Scope) -> str:
        self.shape("pattern comprehension")
        inside, pattern = self.inner(scope)
        condition = f" WHERE {self.condition(inside, 2)}" if self.chance(0.3) else ""
        return f"[{pattern}{condition} | {self.string(inside, 2)}]"

    def count_subquery(self, scope: Scope) -> str:
        self.shape("COUNT {}")
        inside, pattern = self.inner(scope)
        condition = f" WHERE {self.condition(inside, 2)}" if self.chance(0.3) else ""
        return f"COUNT {{ {'MATCH ' if condition or self.chance(0.5) else ''}{pattern}{condition} }}"

    def exists(self, scope: Scope) -> str:
        self.shape("EXISTS {}")
        inside, pattern = self.inner(scope)
        condition = f" WHERE {self.condition(inside, 2)}" if self.chance(0.4) else ""
        return f"EXISTS {{ {'MATCH ' if self.chance(0.7) else ''}{pattern}{condition} }}"

    def pattern_predicate(self, scope: Scope) -> str:
        self.shape("pattern predicate")
        start = self.rng.choice(sorted(scope.nodes))
        others = [name for name in scope.nodes if name != start]
        end = self.rng.choice(sorted(others)) if others and self.chance(0.3) else self.rng.choice(("", f":{self.rng.choice(LABELS)}"))
        kind = self.rng.choice(("", *(f":{name}" for name in TYPES)))
        left, right = self.rng.choice((("-", "->"), ("<-", "-"), ("-", "-")))
        return f"({start}){left}[{kind}]{right}({end})"

    def condition(self, scope: Scope, depth: int = 0) -> str:
        self.shape("WHERE")
        compare = ("=", "<>", "<", ">", "<=", ">=")
        options: list[Callable[[], str | None]] = [
            lambda: f"{self.number(scope, 1)} {self.rng.choice(compare)} {self.number(scope, 2)}",
            lambda: f"{self.number(scope, 1)} {self.rng.choice(compare)} {self.number(scope, 2)}",
            lambda: f"{self.string(scope, 1)} {self.rng.choice(compare)} {self.string(scope, 2)}",
            lambda: f"{self.string(scope, 1)} {self.rng.choice(('CONTAINS', 'STARTS WITH', 'ENDS WITH'))} {self.string(scope, 2)}",
            lambda: f"{self.string(scope, 1)} =~ '{self.rng.choice(('.*a.*', '(?i)ALPHA', '[a-h]+', ''))}'",
            lambda: f"{self.string(scope, 1)} IN [{self.string(scope, 2)}, {self.string(scope, 2)}]",
            lambda: f"{self.string(scope, 1)} IN {self.node_property(scope, LISTS)}" if scope.nodes else None,
            lambda: f"{self.number(scope, 1)} IN [1, 2, null]",
            lambda: (
                f"{self.any_of([lambda: self.string(scope, 1), lambda: self.number(scope, 1), lambda: self.list_(scope, 1)])} IS {self.rng.choice(('', 'NOT '))}NULL"
            ),
            lambda: self.node_property(scope, FLAGS),
            lambda: self.rng.choice(("true", "true", "false", "null")),
            lambda: (
                f"{self.rng.choice(('any', 'all', 'none', 'single'))}(x IN {self.list_(scope, 1)} WHERE x = {self.rng.choice(('1', self.string_literal()))})"
            ),
            lambda: f"{self.number(scope, 2)} < {self.number(scope, 2)} <= {self.number(scope, 2)}" if self.chance(0.3) else None,
        ]
        if scope.nodes:
            name = self.rng.choice(sorted(scope.nodes))
            options += [
                lambda: f"{name}:{self.rng.choice((*LABELS, 'Entity'))}",
                lambda: self.pattern_predicate(scope),
                lambda: self.exists(scope),
            ]
            if len(scope.nodes) > 1:
                options += [
                    lambda: f"{' <> '.join(self.rng.sample(sorted(scope.nodes), 2))}",
                    lambda: f"{' = '.join(self.rng.sample(sorted(scope.nodes), 2))}",
                ]
        if depth < 2:
            options += [
                lambda: f"NOT ({self.condition(scope, depth + 1)})",
                lambda: (
                    f"({self.condition(scope, depth + 1)} {self.rng.choice(('AND', 'OR', 'AND', 'OR', 'XOR'))} {self.condition(scope, depth + 1)})"
                ),
                lambda: f"({self.condition(scope, depth + 1)} {self.rng.choice(('AND', 'OR'))} {self.condition(scope, depth + 1)})",
            ]
        return self.any_of(options)

    # --- projections ------------------------------------------------------------------------------------------------

    def aggregate(self, scope: Scope) -> tuple[str, str]:
        """An aggregate and the kind of its value."""
        names = scope.everything()
        distinct = "DISTINCT " if self.chance(0.35) else ""
        options: list[tuple[str, Callable[[], str]]] = [("number", lambda: "count(*)")] * 3 + [
            ("number", lambda: "count(1)"),
            ("number", lambda: f"count({distinct}{self.string(scope, 1)})"),
            ("number", lambda: f"{self.rng.choice(('sum', 'avg', 'min', 'max'))}({distinct}{self.number(scope, 1)})"),
            ("string", lambda: f"{self.rng.choice(('min', 'max'))}({self.string(scope, 1)})"),
            ("number", lambda: f"size(collect({distinct}{self.string(scope, 1)}))"),
            ("bag", lambda: f"collect({distinct}{self.string(scope, 1)})"),
            ("bag", lambda: f"collect({distinct}{self.number(scope, 1)})"),
            ("bag", lambda: f"collect({{a: {self.string(scope, 2)}, b: {self.number(scope, 2)}}})"),
            ("number", lambda: f"count({distinct}{self.number(scope, 1)})"),
            ("number", lambda: "count(CASE WHEN " + self.condition(scope, 2) + " THEN 1 END)"),
            ("number", lambda: "(count(*) + 1)"),
        ]
        if names:
            options += [("number", lambda: f"count({distinct}{self.rng.choice(names)})")] * 3
        kind, make = self.rng.choice(options)
        text = make()
        self.shape(
            text.partition("(")[0].strip() + ("(*)" if text == "count(*)" else "(DISTINCT)" if "(DISTINCT " in text else "()")
            if text[0] != "("
            else "count(*) + 1"
        )
        return text, kind

    def value(self, scope: Scope) -> str:
        return self.rng.choice((self.number, self.string, self.string, self.list_, self.boolean, self.mapping))(scope)

    def boolean(self, scope: Scope) -> str:
        return f"({self.condition(scope, 1)})"

    def mapping(self, scope: Scope) -> str:
        if scope.nodes and self.chance(0.5):
            self.shape("map projection")
            name = self.rng.choice(sorted(scope.nodes))
            return f"{name} {{.id, .name, other: {self.number(scope, 2)}}}"
        return f"{{a: {self.string(scope, 2)}, b: {self.number(scope, 2)}}}"

    def finish(self, scope: Scope, *, plain: float = 0.5) -> tuple[str, bool]:
        """A RETURN clause, and whether it fixes the order of rows."""
        ordered = False
        if self.chance(plain):
            items = [f"{self.value(scope)} AS c{index}" for index in range(self.rng.randint(1, 3))]
            if scope.nodes and self.chance(0.5):
                items.append(f"{self.rng.choice(sorted(scope.nodes))}.id AS k")
            names = [item.rpartition(" AS ")[2] for item in items]
            distinct = self.chance(0.25)
            if distinct:
                self.shape("RETURN DISTINCT")
        else:
            keys = [
                f"{self.rng.choice((self.string, self.number))(scope, 1)} AS g{index}" for index in range(self.rng.choice((0, 0, 1, 1, 2)))
            ]
            if keys:
                self.shape("grouped")
            items, names = list(keys), [key.rpartition(" AS ")[2] for key in keys]
            for index in range(self.rng.choice((1, 1, 2))):
                text, kind = self.aggregate(scope)
                name = f"{'bag' if kind == 'bag' else 'a'}{index}"
                items.append(f"{text} AS {name}")
                if kind != "bag":
                    names.append(name)
            distinct = False
        text = "RETURN " + ("DISTINCT " if distinct else "") + ", ".join(items)
        if len(names) == len(items) and self.chance(0.35):
            ordered = True
            self.shape("ORDER BY")
            text += " ORDER BY " + ", ".join(name + self.rng.choice(("", " DESC", " ASC")) for name in self.rng.sample(names, len(names)))
            if self.chance(0.3):
                self.shape("SKIP")
                text += f" SKIP {self.rng.choice((0, 1, 2))}"
            if self.chance(0.6):
                self.shape("LIMIT")
                text += f" LIMIT {self.rng.choice((0, 1, 3, 10))}"
        return text, ordered

    def with_(self, scope: Scope) -> tuple[str, Scope]:
        """A WITH clause and the scope after it."""
        self.shape("WITH")
        after = Scope()
        items = []
        if scope.nodes and self.chance(0.85):
            for name in self.rng.sample(sorted(scope.nodes), self.rng.randint(1, min(3, len(scope.nodes)))):
                if self.chance(0.15):
                    alias = self.fresh("m")
                    items.append(f"{name} AS {alias}")
                    after.nodes[alias] = scope.nodes[name]
                else:
                    items.append(name)
                    after.nodes[name] = scope.nodes[name]
        if scope.rels and self.chance(0.3):
            name = self.rng.choice(scope.rels)
            items.append(name)
            after.rels.append(name)
        roll = self.rng.random()
        if roll < 0.45 or not items:
            for _ in range(self.rng.choice((1, 1, 2))):
                text, kind = self.aggregate(scope)
                if kind == "bag":
                    text, kind = "count(*)", "number"
                name = self.fresh("v")
                items.append(f"{text} AS {name}")
                (after.numbers if kind == "number" else after.strings).append(name)
            self.shape("WITH aggregate")
        elif roll < 0.65:
            name = self.fresh("v")
            items.append(f"{self.number(scope, 1)} AS {name}")
            after.numbers.append(name)
        elif roll < 0.75:
            name = self.fresh("v")
            items.append(f"{self.string(scope, 1)} AS {name}")
            after.strings.append(name)
        distinct = "DISTINCT " if self.chance(0.2) else ""
        text = f"WITH {distinct}{', '.join(items)}"
        if distinct:
            self.shape("WITH DISTINCT")
        keys = [f"{name}.id" for name in after.nodes] + after.numbers + after.strings
        if not after.rels and self.chance(0.15):
            self.shape("WITH ORDER LIMIT")
            text += " ORDER BY " + ", ".join(keys) + f" LIMIT {self.rng.choice((1, 3, 5))}"
        if self.chance(0.25):
            text += f" WHERE {self.condition(after)}"
        return text, after

    # --- statements -------------------------------------------------------------------------------------------------

    def query(self, scope: Scope, *, plain: float = 0.5) -> tuple[str, bool]:
        clauses = [self.match(scope)]
        if self.chance(0.25):
            self.shape("several MATCH")
            clauses.append(self.match(scope, where=0.2))
        if self.chance(0.22):
            clauses.append(self.optional(scope))
        if self.chance(0.35):
            text, scope = self.with_(scope)
            clauses.append(text)
            if scope.nodes and self.chance(0.4):
                clauses.append(self.match(scope, where=0.3) if self.chance(0.6) else self.optional(scope))
            if self.chance(0.25):
                text, scope = self.with_(scope)
                clauses.append(text)
        finish, ordered = self.finish(scope, plain=plain)
        return " ".join([*clauses, finish]), ordered

    def plain(self) -> tuple[str, bool]:
        return self.query(Scope(), plain=0.55)

    def aggregated(self) -> tuple[str, bool]:
        return self.query(Scope(), plain=0)

    def counted(self) -> tuple[str, bool]:
        """Patterns of many forms that are only counted: what an engine is tempted to answer from its indexes."""
        self.shape("only counted")
        scope = Scope()
        clauses = [
            "MATCH " + self.chain(scope, self.rng.choice((0, 1, 1, 2, 2, 2, 3)), variable=0.12, named=self.rng.choice((0.2, 0.6, 1)))
        ]
        if self.chance(0.2):
            clauses[0] += f" WHERE {self.condition(scope, 1)}"
        if scope.nodes and self.chance(0.25):
            clauses.append(self.optional(scope) if self.chance(0.5) else self.match(scope, where=0.1))
        names = scope.everything()
        if names and self.chance(0.25):
            self.shape("WITH")
            clauses.append("WITH " + ", ".join(names))
        counted = self.rng.choice(("*", "*", *(names or ["*"]), f"DISTINCT {self.rng.choice(names)}" if names else "1"))
        keys = (
            [f"{self.rng.choice(sorted(scope.nodes))}.{self.rng.choice(('id', 'name', 'year'))} AS g"]
            if scope.nodes and self.chance(0.3)
            else []
        )
        if scope.nodes and self.chance(0.1):
            keys = [f"labels({self.rng.choice(sorted(scope.nodes))}) AS g"]
        if scope.rels and self.chance(0.2):
            keys.append(f"type({self.rng.choice(scope.rels)}) AS t")
        self.shape(f"count({counted if counted == '*' else 'DISTINCT' if ' ' in counted else 'name'})")
        text = "RETURN " + ", ".join([*keys, f"count({counted}) AS n"])
        if self.chance(0.2):
            names = [key.rpartition(" AS ")[2] for key in keys]
            return " ".join([*clauses, text, "ORDER BY " + ", ".join(["n DESC", *names]), f"LIMIT {self.rng.choice((1, 3, 10))}"]), True
        return " ".join([*clauses, text]), False

    def unwound(self) -> tuple[str, bool]:
        self.shape("UNWIND")
        scope = Scope()
        kind = self.rng.choice(("numbers", "strings", "property"))
        if kind == "numbers":
            text, scope.numbers = (
                "UNWIND " + self.rng.choice(("[1, 2, 2, null]", "range(1, 4)", "[]", self.parameter([1, 2, 3]))) + " AS u",
                ["u"],
            )
        elif kind == "strings":
            text, scope.strings = f"UNWIND ['alpha', 'beta', {self.string_literal()}] AS u", ["u"]
        else:
            text = self.match(scope, where=0.2) + f" UNWIND {self.node_property(scope, LISTS) or '[1]'} AS u"
            scope.strings.append("u")
        if self.chance(0.5) and not scope.nodes:
            label = self.rng.choice(ENTITIES)
            text += f" MATCH (n:{label}) WHERE n.{'name' if scope.strings else 'mentions'} = u"
            scope.nodes["n"] = label
        finish, ordered = self.finish(scope)
        return f"{text} {finish}", ordered

    def united(self) -> tuple[str, bool]:
        self.shape("UNION")
        parts = []
        for _ in range(self.rng.choice((2, 2, 3))):
            scope = Scope()
            match = self.match(scope)
            item = self.rng.choice((self.string(scope), "count(*)", self.number(scope)))
            parts.append(f"{match} RETURN {item} AS x")
        return f" {self.rng.choice(('UNION', 'UNION ALL'))} ".join(parts), False

    def called(self) -> tuple[str, bool]:
        self.shape("CALL {}")
        scope = Scope()
        first = self.match(scope)
        if not scope.nodes or self.chance(0.2):
            inside = Scope()
            body = self.match(inside)
            scope.numbers.append("v")
            text = f"CALL {{ {body} RETURN {self.rng.choice(('count(*)', 'sum(1)', 'max(1)'))} AS v }} {first}"
        else:
            name = self.rng.choice(sorted(scope.nodes))
            inside = Scope({name: scope.nodes[name]})
            body = self.match(inside)
            item, kind = self.aggregate(inside)
            if self.chance(0.3):
                item, kind = self.string(inside, 1), "string"
            head = f"CALL ({name}) {{ " if self.chance(0.5) else f"CALL {{ WITH {name} "
            if kind == "bag":
                item, kind = "count(*)", "number"
            (scope.numbers if kind == "number" else scope.strings).append("v")
            text = f"{first} {head}{body} RETURN {item} AS v }}"
        finish, ordered = self.finish(scope)
        return f"{text} {finish}", ordered

    def scalar(self) -> tuple[str, bool]:
        self.shape("expressions only")
        scope = Scope()
        kinds = (self.number, self.string, self.list_, self.boolean)
        return "RETURN " + ", ".join(f"{self.rng.choice(kinds)(scope)} AS c{index}" for index in range(3)), False


FORMS: dict[str, tuple[Callable[[Writer], tuple[str, bool]], float]] = {
    "rows": (Writer.plain, 4),
    "aggregates": (Writer.aggregated, 4),
    "counts": (Writer.counted, 4),
    "UNWIND": (Writer.unwound, 1),
    "UNION": (Writer.united, 1),
    "CALL": (Writer.called, 1.5),
    "expressions": (Writer.scalar, 0.7),
}


def statements(seed: int, number: int) -> list[Statement]:
    """Statements of a seed: the first hundred of a thousand are the first hundred of any number."""
    rng = random.Random(seed)
    made = []
    for _ in range(number):
        writer = Writer(random.Random(rng.getrandbits(64)))
        form = writer.rng.choices(list(FORMS), [weight for _, weight in FORMS.values()])[0]
        text, ordered = FORMS[form][0](writer)
        made.append(Statement(text, writer.params, ordered, tuple(writer.shapes)))
    return made
