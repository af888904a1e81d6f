"""Random patterns and expressions of the Cypher that both engines share, in the names that a scope has."""

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
    *(
        ("Assertion", end, label)
        for end in ("SUBJECT", "OBJECT")
        for label in ("Drug", "Target", "Pathway", "Disease", "Role")
    ),
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
NUMBERS = {
    "mentions": "",
    "documents": "",
    "year": "Publication",
    "score": "Evidence",
    "evidence_count": "Assertion",
    "start": "Evidence",
}
FLAGS = {"negated": "Assertion", "counted": "Evidence", "retracted": "Publication"}
LISTS = {"synonyms": "", "xrefs": "", "flags": "Evidence", "publications": "Assertion"}
REL_STRINGS = ("basis", "source", "key", "assertion")
REL_NUMBERS = ("evidence_count", "score", "belief")
OF_NUMBERS = ("abs", "sign", "floor", "ceil", "round", "toInteger", "toFloat")
OF_STRINGS = ("toLower", "toUpper", "trim", "reverse", "toString")
"""Functions of one number, and of one text."""
WORDS = (
    "alpha",
    "beta",
    "gamma",
    "HCC",
    "a",
    "a",
    "x",
    "",
    "hgnc",
    "phase-2",
    "supports",
    "CHEBI:100",
    "curated",
    "text",
    "it\\'s",
)


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


class Expressions:
    """Writes patterns and expressions from a source of chance, and keeps which shapes and parameters they have."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.count = rng, 0
        self.shapes: list[str] = []
        self.params: dict[str, Any] = {}
        self.both = rng.choice(
            (":", "&")
        )  # Neo4j takes no statement that has both a colon between labels and one of | & !

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
            name, value = self.rng.choice(
                (("mentions", "1"), ("negated", "false"), ("id", "'CHEBI:100'"), ("year", "2015"))
            )
            props = f" {{{name}: {value}}}"
        if not self.chance(named):
            return f"({found}{props})"
        name = self.fresh("n")
        scope.nodes[name] = label if f":{label}" == found or found == f":{label}{self.both}Entity" else ""
        return f"({name}{found}{props})"

    def relationship(
        self, scope: Scope, kind: str, *, forwards: bool, named: float = 0.3, variable: float = 0.1
    ) -> str:
        roll = self.rng.random()
        types = f":{kind}" if roll < 0.4 else f":{kind}|{self.rng.choice(TYPES)}" if roll < 0.55 else ""
        if roll > 0.97:
            types = f":{self.rng.choice(TYPES)}"
        length = ""
        if self.chance(variable):
            self.shape("variable length")
            length = self.rng.choice(
                (
                    "*1..2",
                    "*2",
                    "*0..1",
                    "*..2",
                    "*0..2",
                    "*1..1",
                    "*2..2",
                    "*1",
                    "*0..0",
                    "*2..3" if types else "*1..2",
                )
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
        """A path pattern of some hops, mostly along kinds that the graph has, from a name in scope where ``start`` is
        one.
        """
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
            patterns.append(
                self.chain(scope, self.rng.choice((1, 1, 2)), start=self.rng.choice(sorted(scope.nodes)), variable=0.05)
            )
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
        fitting = [key for key, owner in table.items() if owner == label or (not owner and label in ENTITIES)] or list(
            table
        )
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
                lambda: f"{self.rng.choice(OF_NUMBERS)}({self.number(scope, depth + 1)})",
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
                lambda: f"{self.rng.choice(OF_STRINGS)}({self.string(scope, depth + 1)})",
                lambda: f"({self.string(scope, depth + 1)} + {self.string(scope, depth + 1)})",
                lambda: f"substring({self.string(scope, depth + 1)}, {self.rng.choice((0, 1, 2))})",
                lambda: f"left({self.string(scope, depth + 1)}, {self.rng.choice((0, 1, 3))})",
                lambda: f"replace({self.string(scope, depth + 1)}, 'a', 'o')",
                lambda: f"toString({self.rng.choice((1, 2.5, 'true'))})",
                lambda: self.case(self.string, scope, depth),
                lambda: f"coalesce({self.string(scope, depth + 1)}, '-')",
                lambda: f"split({self.string(scope, depth + 1)}, 'a')[0]",
                lambda: f"head({self.node_property(scope, LISTS)})" if scope.nodes else None,
                lambda: (
                    f"{self.node_property(scope, LISTS)}[{self.rng.choice((0, 1, -1, 5))}]" if scope.nodes else None
                ),
            ]
        return self.any_of(options)

    def list_(self, scope: Scope, depth: int = 0) -> str:
        options: list[Callable[[], str | None]] = [
            lambda: self.node_property(scope, LISTS),
            lambda: self.node_property(scope, LISTS),
            lambda: self.rng.choice(
                (
                    "[1, 2, 3]",
                    "[]",
                    "['alpha', 'beta']",
                    "[1, null, 3]",
                    "range(0, 3)",
                    "range(3, 0, -1)",
                    "range(1, 9, 3)",
                )
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
                lambda: (
                    f"{self.list_(scope, depth + 1)}[{self.rng.choice(('0..1', '..2', '1..', '-2..', '..-1', '0..0'))}]"
                ),
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
            return (
                f"CASE {self.string(scope, 2)} WHEN {self.string(scope, 2)} THEN {kind(scope, 2)} ELSE"
                f" {kind(scope, 2)} END"
            )
        tail = f" ELSE {kind(scope, 2)}" if self.chance(0.7) else ""
        return f"CASE WHEN {self.condition(scope, depth + 2)} THEN {kind(scope, 2)}{tail} END"

    def inner(self, scope: Scope) -> tuple[Scope, str]:
        inside = Scope(
            dict(scope.nodes), list(scope.rels), [], list(scope.numbers), list(scope.strings), list(scope.lists)
        )
        return inside, self.chain(
            inside, self.rng.choice((1, 1, 2)), start=self.rng.choice(sorted(scope.nodes)), variable=0.05
        )

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
        end = (
            self.rng.choice(sorted(others))
            if others and self.chance(0.3)
            else self.rng.choice(("", f":{self.rng.choice(LABELS)}"))
        )
        kind = self.rng.choice(("", *(f":{name}" for name in TYPES)))
        left, right = self.rng.choice((("-", "->"), ("<-", "-"), ("-", "-")))
        return f"({start}){left}[{kind}]{right}({end})"

    def quantifier(self, scope: Scope) -> str:
        name = self.rng.choice(("any", "all", "none", "single"))
        return f"{name}(x IN {self.list_(scope, 1)} WHERE x = {self.rng.choice(('1', self.string_literal()))})"

    def both_conditions(self, scope: Scope, depth: int, *others: str) -> str:
        word = self.rng.choice(("AND", "OR", "AND", "OR", *others))
        return f"({self.condition(scope, depth + 1)} {word} {self.condition(scope, depth + 1)})"

    def condition(self, scope: Scope, depth: int = 0) -> str:
        self.shape("WHERE")
        compare = ("=", "<>", "<", ">", "<=", ">=")
        options: list[Callable[[], str | None]] = [
            lambda: f"{self.number(scope, 1)} {self.rng.choice(compare)} {self.number(scope, 2)}",
            lambda: f"{self.number(scope, 1)} {self.rng.choice(compare)} {self.number(scope, 2)}",
            lambda: f"{self.string(scope, 1)} {self.rng.choice(compare)} {self.string(scope, 2)}",
            lambda: (
                f"{self.string(scope, 1)} {self.rng.choice(('CONTAINS', 'STARTS WITH', 'ENDS WITH'))}"
                f" {self.string(scope, 2)}"
            ),
            lambda: f"{self.string(scope, 1)} =~ '{self.rng.choice(('.*a.*', '(?i)ALPHA', '[a-h]+', ''))}'",
            lambda: f"{self.string(scope, 1)} IN [{self.string(scope, 2)}, {self.string(scope, 2)}]",
            lambda: f"{self.string(scope, 1)} IN {self.node_property(scope, LISTS)}" if scope.nodes else None,
            lambda: f"{self.number(scope, 1)} IN [1, 2, null]",
            lambda: (
                f"{self.rng.choice((self.string, self.number, self.list_))(scope, 1)} IS"
                f" {self.rng.choice(('', 'NOT '))}NULL"
            ),
            lambda: self.node_property(scope, FLAGS),
            lambda: self.rng.choice(("true", "true", "false", "null")),
            lambda: self.quantifier(scope),
            lambda: (
                f"{self.number(scope, 2)} < {self.number(scope, 2)} <= {self.number(scope, 2)}"
                if self.chance(0.3)
                else None
            ),
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
                lambda: self.both_conditions(scope, depth, "XOR"),
                lambda: self.both_conditions(scope, depth),
            ]
        return self.any_of(options)
