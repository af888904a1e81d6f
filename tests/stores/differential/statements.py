"""Random reading statements of the Cypher that both engines share, with the shapes they are made of: the same for the
same seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.stores.differential.writing import ENTITIES, LISTS, Expressions, Scope


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, its parameters, whether the order of its rows is fixed, and the shapes it is made of."""

    text: str
    params: dict[str, Any]
    ordered: bool
    shapes: tuple[str, ...]


class Writer(Expressions):
    """Writes one statement."""

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
            text.partition("(")[0].strip()
            + ("(*)" if text == "count(*)" else "(DISTINCT)" if "(DISTINCT " in text else "()")
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
                f"{self.rng.choice((self.string, self.number))(scope, 1)} AS g{index}"
                for index in range(self.rng.choice((0, 0, 1, 1, 2)))
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
            text += " ORDER BY " + ", ".join(
                name + self.rng.choice(("", " DESC", " ASC")) for name in self.rng.sample(names, len(names))
            )
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
            "MATCH "
            + self.chain(
                scope, self.rng.choice((0, 1, 1, 2, 2, 2, 3)), variable=0.12, named=self.rng.choice((0.2, 0.6, 1))
            )
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
            return (
                " ".join(
                    [
                        *clauses,
                        text,
                        "ORDER BY " + ", ".join(["n DESC", *names]),
                        f"LIMIT {self.rng.choice((1, 3, 10))}",
                    ]
                ),
                True,
            )
        return " ".join([*clauses, text]), False

    def unwound(self) -> tuple[str, bool]:
        self.shape("UNWIND")
        scope = Scope()
        kind = self.rng.choice(("numbers", "strings", "property"))
        if kind == "numbers":
            text, scope.numbers = (
                "UNWIND "
                + self.rng.choice(("[1, 2, 2, null]", "range(1, 4)", "[]", self.parameter([1, 2, 3])))
                + " AS u",
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
