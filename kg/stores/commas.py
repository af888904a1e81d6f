"""``MATCH a, b`` as ``MATCH a MATCH b``, with what keeps its meaning: no relationship stands in both patterns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.stores.edits import Edit
from kg.stores.parsed_statement import Clause, ParsedStatement
from kg.stores.products import apart


@dataclass(frozen=True, slots=True)
class _Relationship:
    """A relationship pattern: its name (``""``: none), its types (empty: any), whether of variable length, where a name
    could be put.
    """

    name: str
    types: frozenset[str]
    variable: bool
    place: int
    bare: bool


def split_commas(reading: ParsedStatement) -> Iterator[Edit]:
    """Edits that give every pattern of a MATCH its own MATCH.

    Each condition stands behind the pattern that binds the last of its names. Left as they are:

    - patterns that share no node in a statement with LIMIT: the engine makes no more rows of them than are asked for;
    - OPTIONAL MATCH, which matches its patterns together;
    - EXISTS and COUNT, which take one MATCH;
    - statements with ``*`` in WITH or RETURN, which would see the names given here.
    """
    number = 0
    limited = any(clause.word == "LIMIT" for clause in reading.clauses)
    stars = any(
        reading.words(*item) == ("*",)
        for clause in reading.clauses
        if clause.word in ("WITH", "RETURN")
        for item in reading.items(clause)
    )
    for clause in reading.clauses:
        if clause.word != "MATCH" or stars or reading.at(clause.within - 1) in ("EXISTS", "COUNT"):
            continue
        parts = reading.parts(clause.start + 1, clause.end)
        if len(parts) < 2 or any(reading.at(start - 1) != "," for start, _ in parts[1:]):
            continue
        if limited and apart(reading, parts):
            continue
        found = [list(_relationships(reading, *part)) for part in parts]
        if any(relationship is None for pattern in found for relationship in pattern):
            continue
        names: dict[int, str] = {}
        conditions: list[list[str]] = [[] for _ in parts]
        for (_, one), (later, other) in combinations(enumerate(found), 2):
            for left in one:
                for right in other:
                    if left and right and not (left.types and right.types and left.types.isdisjoint(right.types)):
                        for relationship in (left, right):
                            if not relationship.name and relationship.place not in names:
                                names[relationship.place] = f"kg_r{number}"
                                number += 1
                        a, b = (relationship.name or names[relationship.place] for relationship in (left, right))
                        conditions[later].append(_apart(a, left.variable, b, right.variable))
        for (start, _), before in zip(parts[1:], conditions, strict=False):
            where = f" WHERE {' AND '.join(before)}" if before else ""
            yield Edit(reading.tokens[start - 1].start, reading.end(start - 1), f"{where} MATCH")
        bare = {
            relationship.place for pattern in found for relationship in pattern if relationship and relationship.bare
        }
        for place, name in names.items():
            yield Edit(place, place, f"[{name}]" if place in bare else name)
        yield from _where(reading, clause, conditions[-1])


def _where(reading: ParsedStatement, clause: Clause, conditions: list[str]) -> Iterator[Edit]:
    if not conditions:
        return
    following = next((one for one in reading.clauses if one.start == clause.end and one.within == clause.within), None)
    if following and following.word == "WHERE" and following.end - following.start > 1:
        start = reading.tokens[following.start + 1].start
        yield Edit(start, start, "(")
        end = reading.end(following.end - 1)
        yield Edit(end, end, f") AND {' AND '.join(conditions)}")
    else:
        end = reading.end(clause.end - 1)
        yield Edit(end, end, f" WHERE {' AND '.join(conditions)}")


def _apart(left: str, left_variable: bool, right: str, right_variable: bool) -> str:
    if left_variable and right_variable:
        return f"none(kg_x IN {left} WHERE kg_x IN {right})"
    if left_variable or right_variable:
        many, one = (left, right) if left_variable else (right, left)
        return f"NOT {one} IN {many}"
    return f"{left} <> {right}"


def _relationships(reading: ParsedStatement, start: int, end: int) -> Iterator[_Relationship | None]:
    """Relationship patterns of one path; None for what is not understood (then the clause stays as it is)."""
    if any(reading.kinds.get(index) == "arguments" for index in range(start, end)):
        yield None  # shortestPath and the like: their relationships may be shared
        return
    index, level = start, reading.within[start]
    while index < end:
        if reading.within[index] == level and reading.tokens[index].text in ("-", "<"):
            index += reading.at(index) == "<"
            if reading.at(index) != "-":
                yield None
                return
            dash = index
            index += 1
            if reading.kinds.get(index) == "relationship":
                yield _bracketed(reading, index)
                index = reading.close[index] + 1
            else:
                yield _Relationship("", frozenset(), False, reading.end(dash), True)
            if reading.at(index) != "-":
                yield None
                return
        index += 1


def _bracketed(reading: ParsedStatement, opening: int) -> _Relationship:
    index, closing = opening + 1, reading.close[opening]
    name = ""
    if index < closing and reading.tokens[index].kind in ("name", "quoted"):
        name = reading.tokens[index].text
        index += 1
    types: set[str] = set()
    variable = False
    while index < closing:
        if reading.tokens[index].text in ("{", "*"):
            variable = variable or reading.tokens[index].text == "*"
            if reading.tokens[index].text == "{":
                index = reading.close[index]
        elif reading.tokens[index].kind in ("name", "quoted"):
            types.add(reading.tokens[index].text.strip("`"))
        index += 1
    return _Relationship(name, frozenset(types), variable, reading.end(opening), False)
