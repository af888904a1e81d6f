"""The same statements to the embedded graph and to a Neo4j: what agreed, what was rewritten, refused or differs, by
shape.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.errors import StoreError
from kg.stores.rewrite import prepare
from kg.stores.store import Row, Store
from tests.stores.differential.statements import Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement with other rows on one engine than on the other."""

    statement: Statement
    embedded: list[Row]
    server: list[Row]

    def __str__(self) -> str:
        return (
            f"{self.statement.text}\n  with {self.statement.params}\n  embedded: {self.embedded[:6]}\n  Neo4j:   "
            f" {self.server[:6]}"
        )


@dataclass(slots=True)
class Outcome:
    """Counts of a comparison; ``invalid`` are statements that Neo4j does not take, ``empty`` agreed ones without a
    row.
    """

    agreed: int = 0
    empty: int = 0
    invalid: int = 0
    rewritten: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Statements that Neo4j has an answer to."""
        return self.agreed + self.refused.total() + len(self.differences)


def compare(embedded: Store, server: Store, statements: Iterable[Statement], outcome: Outcome) -> None:
    """Ask both everything and add what came of it to ``outcome``."""
    for statement in statements:
        try:
            expected = server.run(statement.text, statement.params)
        except StoreError:
            outcome.invalid += 1
            continue
        outcome.shapes.update(statement.shapes)
        try:
            found = embedded.run(statement.text, statement.params)
        except StoreError as error:
            outcome.refused[reason(str(error))] += 1
            continue
        outcome.rewritten.update(prepare(statement.text).rewrites)
        if same(found, expected, ordered=statement.ordered):
            outcome.agreed += 1
            outcome.empty += not expected
        else:
            outcome.differences.append(Difference(statement, found, expected))


def reason(message: str) -> str:
    """What a refusal is about, without its place and what it names."""
    if "is not for the embedded graph" in message:
        return message.partition(": ")[2].partition(" is not for the embedded graph")[0]
    return message.partition(" at line")[0].partition("'")[0].partition(" (what")[0][:80]


def same(found: list[Row], expected: list[Row], *, ordered: bool) -> bool:
    """Whether two answers have the same rows, in any order unless ``ordered``; lists under names with ``bag`` in any
    order.
    """
    one, other = (
        [tuple((name, _plain(value, "bag" in name)) for name, value in row.items()) for row in rows]
        for rows in (found, expected)
    )
    return one == other if ordered else sorted(one, key=repr) == sorted(other, key=repr)


def _plain(value: Any, bag: bool = False) -> tuple[Any, ...]:
    """A value with its type, as 1 == 1.0 == True; fractions to six digits, as scores of full text have 32 bits."""
    match value:
        case float():
            return ("float", "nan" if math.isnan(value) else f"{value:.6g}")
        case list():
            items = [_plain(one) for one in value]
            return ("list", *(sorted(items, key=repr) if bag else items))
        case dict():
            return ("map", *sorted((key, _plain(one)) for key, one in value.items()))
    return (type(value).__name__, value)
