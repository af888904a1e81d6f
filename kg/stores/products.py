"""Patterns of MATCH that share no node: their rows multiply, which the engine finds out only after minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.errors import StoreError
from kg.stores.parsed_statement import ParsedStatement, parse

MOST = 10_000_000
"""Rows that the engine makes at most in one step."""

ADVICE = (
    "let them share a node, start one of them at a node with an id, or count each in a MATCH of its own, as in "
    "MATCH (d:Drug) WITH count(*) AS drugs MATCH (x:Disease) RETURN drugs, count(*) AS diseases"
)


@dataclass(slots=True)
class _JoinedPatterns:
    """Patterns that hang together: their texts, the names in them, and the conditions on these alone."""

    patterns: list[str]
    names: set[str]
    conditions: list[str] = field(default_factory=list)

    def counting(self) -> str:
        """A statement that counts the rows of the part."""
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        return f"MATCH {', '.join(self.patterns)}{where} RETURN count(*) AS n"


def refuse_products(cypher: str, count: Callable[[str], int]) -> None:
    """Raise StoreError when the patterns that a statement begins with share no node and make more than ``MOST`` rows.

    ``count`` gives the one number of a counting statement. One MATCH whose rows are only returned up to a LIMIT is left
    to the engine, which makes no more of them.
    """
    reading = parse(cypher)
    if [clause.word for clause in reading.clauses if clause.word != "WHERE"] in (
        ["MATCH", "RETURN", "LIMIT"],
        _SKIPPING,
    ):
        return
    parts = _parts(reading)
    if len(parts) < 2:
        return
    counts = [count(part.counting()) for part in parts]
    product = 1
    for number in counts:
        product *= number
    if product > MOST:
        by = " by ".join(f"{number:,} of {part.patterns[0]}" for number, part in zip(counts, parts, strict=True))
        raise StoreError(f"patterns of MATCH share no node, so their rows multiply: {by} make {product:,}; {ADVICE}")


_SKIPPING = ["MATCH", "RETURN", "SKIP", "LIMIT"]


def apart(reading: ParsedStatement, patterns: list[tuple[int, int]]) -> bool:
    """Whether patterns, as ``Reading.parts`` gives them, do not all hang together."""
    parts: list[_JoinedPatterns] = []
    for start, end in patterns:
        parts = _joined(parts, _JoinedPatterns([reading.span(start, end)], set(_names(reading, start, end))))
    return len(parts) > 1


def _parts(reading: ParsedStatement) -> list[_JoinedPatterns]:
    """The parts of the MATCH clauses that a statement begins with."""
    parts: list[_JoinedPatterns] = []
    conditions: list[tuple[int, int]] = []
    for clause in reading.clauses:
        if clause.within >= 0 or clause.word not in ("MATCH", "WHERE"):
            break
        if clause.word == "WHERE":
            conditions += _conjuncts(reading, clause.start + 1, clause.end)
            continue
        for start, end in reading.parts(clause.start + 1, clause.end):
            parts = _joined(parts, _JoinedPatterns([reading.span(start, end)], set(_names(reading, start, end))))
    every = {name for part in parts for name in part.names}
    for start, end in conditions:
        used = {
            reading.tokens[i].text
            for i in range(start, end)
            if reading.tokens[i].text in every and reading.at(i - 1) != "."
        }
        for part in parts:
            if used and used <= part.names:
                part.conditions.append(reading.span(start, end))
    return parts


def _joined(parts: list[_JoinedPatterns], new: _JoinedPatterns) -> list[_JoinedPatterns]:
    apart = []
    for part in parts:
        if part.names & new.names:
            new = _JoinedPatterns([*part.patterns, *new.patterns], part.names | new.names)
        else:
            apart.append(part)
    return [*apart, new]


def _names(reading: ParsedStatement, start: int, end: int) -> Iterator[str]:
    for index in range(start, end):
        if reading.kinds.get(index) in ("node", "relationship") and reading.tokens[index + 1].kind in (
            "name",
            "quoted",
        ):
            yield reading.tokens[index + 1].text
        elif reading.kinds.get(index) == "properties":  # {id: other.id} hangs on a node elsewhere
            yield from (reading.tokens[i - 1].text for i in range(index, reading.close[index]) if reading.at(i) == ".")


def _conjuncts(reading: ParsedStatement, start: int, end: int) -> list[tuple[int, int]]:
    """Conditions that all have to hold; the whole where OR, XOR or CASE stands beside them."""
    if start >= end:
        return []
    level, begin = reading.within[start], start
    found: list[tuple[int, int]] = []
    for index in range(start, end):
        if reading.within[index] == level and reading.at(index) in ("OR", "XOR", "CASE"):
            return [(start, end)]
        if reading.within[index] == level and reading.at(index) == "AND":
            found.append((begin, index))
            begin = index + 1
    return [*found, (begin, end)]
