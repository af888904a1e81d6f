"""Statements as the embedded engine has to be asked for Neo4j's answer: a table of rewrites, each with its fault.

The differential test (``python -m bench.cypher``) found the faults, and holds that nothing else is needed. Only the
embedded store uses this; a server gets the statement as it was written. Shapes that no rewrite mends are refused
(``kg.stores.refusals``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError
from kg.stores import computed, properties
from kg.stores.commas import split_commas
from kg.stores.cypher_tokens import comments, tokens
from kg.stores.edits import Edit, apply
from kg.stores.parsed_statement import ParsedStatement, parse
from kg.stores.sums import guard_sums

UNSAFE_PASSES = [
    "fuse_match_return_aggregate",  # MATCH (a:Drug)--(b)--(c:Disease) RETURN count(*) is 0
    "fuse_optional_match_aggregate",  # OPTIONAL MATCH (a)<--(n:Target) WITH n, count(*) AS c has null for every n
    # CALL (n) { MATCH (n)-[:AFFECTS]-(:Pathway)-[:PART_OF]->(m) RETURN count(DISTINCT m) } counts for no n
    "fuse_chain_path_count",
    "fuse_match_with_aggregate",  # these two take the same short cut as the first
    "fuse_match_with_aggregate_top_k",
]
"""Passes of the engine's optimizer that are left out, as they change answers; each with a statement that it gets
wrong.
"""

LONGEST = 1_000_000
"""Upper bound of a path that was given none: a path takes each relationship once, and the engine takes no longer for
it.
"""

SENTENCES = {
    "kg_zero": (
        "a number is divided by zero, which is Infinity, NaN or an error in Neo4j: leave such rows out with WHERE"
    ),
    "kg_domain": (
        "log() or sqrt() of a number below its domain, which is NaN or -Infinity in Neo4j: leave such rows out with"
        " WHERE"
    ),
    "kg_type": (
        "the key 'type' is asked of a node, relationship or map: write labels(n), type(r), or the map under a name, as"
        " in m['type']"
    ),
    "kg_number": (
        "a text that Neo4j takes for a number and the embedded graph not, or the other way round: leave such rows out"
        " with WHERE"
    ),
    "kg_float": (
        "toString() of a fraction below 0.001 or from 10,000,000 is written otherwise by Neo4j: return the number"
        " itself"
    ),
}
"""Functions that the engine does not have: it stumbles over one only where a row comes to it, and the store says
this.
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine is asked, and the names of the rewrites that were needed."""

    text: str
    rewrites: tuple[str, ...]
    distinct: bool
    """Whether rows are to be told apart as UNION does: to the engine 1 and 1.0 are two."""
    made: frozenset[str]
    """Names that are not in the statement as it was written: no columns of the answer."""

    def rows(self, found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answer of what the engine gave: without names of ours, with a node's own properties. Raises StoreError
        for a deep one.
        """
        try:
            rows = [{name: _own(value) for name, value in row.items() if name not in self.made} for row in found]
            return list({_equal(row): row for row in reversed(rows)}.values())[::-1] if self.distinct else rows
        except RecursionError:
            raise StoreError(
                "the answer holds lists or maps within one another at hundreds of levels: return fewer"
            ) from None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite: what the engine does wrong without it, and the edits that it takes."""

    fault: str
    edits: Callable[[ParsedStatement], Iterable[Edit]]


def prepare(cypher: str, written: str | None = None) -> Prepared:
    """A reading statement as the engine has to be asked for Neo4j's answer; ``written`` is what it was before any other
    change.
    """
    own = _names(cypher if written is None else written)
    used = []
    for name, rewrite in REWRITES.items():
        edits = list(rewrite.edits(parse(cypher)))
        if edits:
            used.append(name)
            cypher = apply(cypher, edits)
    unions = [
        index
        for clause in parse(cypher).clauses
        if clause.word == "UNION" and clause.within < 0
        for index in [clause.start]
    ]
    distinct = bool(unions) and all(parse(cypher).at(index + 1) != "ALL" for index in unions)
    return Prepared(cypher, tuple(used), distinct, _names(cypher) - own)


def _names(cypher: str) -> frozenset[str]:
    """Names in a statement that are like those of rewrites."""
    return frozenset(name for token in tokens(cypher) if (name := token.text.strip("`")).startswith("kg_"))


def _equal(value: Any) -> Any:
    """Something that is equal for values that Cypher takes for the same: 1 and 1.0, but not 1 and true."""
    if isinstance(value, dict):
        return frozenset((key, _equal(one)) for key, one in value.items())
    if isinstance(value, list):
        return tuple(_equal(one) for one in value)
    return (bool, value) if isinstance(value, bool) else value


def _own(value: Any) -> Any:
    """A value of an answer with the properties that a node has in Neo4j: without the ``title`` and ``type`` that the
    engine adds.
    """
    if isinstance(value, dict):
        if value.keys() == {"id", "labels", "properties"} and _is_node(value):
            return {
                **value,
                "properties": {
                    key: one for key, one in value["properties"].items() if key != "type" and one is not None
                },
            }
        return {key: _own(one) for key, one in value.items()}
    return [_own(one) for one in value] if isinstance(value, list) else value


def _is_node(value: dict[str, Any]) -> bool:
    """Whether a map is a node as the engine gives it, and not one that the statement made."""
    properties_, labels = value["properties"], value["labels"]
    return isinstance(properties_, dict) and isinstance(labels, list) and properties_.get("type") in labels


# --- the rewrites ---------------------------------------------------------------------------------------------------


def _comments(reading: ParsedStatement) -> Iterator[Edit]:
    for start, end in comments(reading.text):
        if reading.text.startswith("/*", start):
            yield Edit(start, end, " ")


def _lengths_of_paths(reading: ParsedStatement) -> Iterator[Edit]:
    for opening, kind in reading.kinds.items():
        if kind != "relationship" or reading.in_shortest(opening):
            continue
        star = next(
            (
                i
                for i in range(opening, reading.close[opening])
                if reading.at(i) == "*" and reading.within[i] == opening
            ),
            0,
        )
        index = star + 1
        least = reading.at(index) if star and reading.tokens[index].kind == "number" else ""
        index += bool(least)
        dots = reading.at(index) == "." == reading.at(index + 1)
        if star and (dots or not least) and not (dots and reading.tokens[index + 2].kind == "number"):
            yield Edit(
                reading.end(star), reading.end(index + 1) if dots else reading.end(star), f"{least or 1}..{LONGEST}"
            )


def _labels(reading: ParsedStatement) -> Iterator[Edit]:
    for index, token in enumerate(reading.tokens):
        if token.text == "&":
            yield Edit(token.start, reading.end(index), ":")


def _joins(reading: ParsedStatement) -> Iterator[Edit]:
    for index in range(len(reading.tokens)):
        if reading.at(index) == "|" == reading.at(index + 1):
            yield Edit(reading.tokens[index].start, reading.end(index + 1), "+")


def _counts(reading: ParsedStatement) -> Iterator[Edit]:
    for opening, kind in reading.kinds.items():
        if kind == "subquery" and reading.at(opening - 1) == "COUNT" and reading.at(opening - 2) == "(":
            yield Edit(reading.tokens[opening - 1].start, reading.tokens[opening - 1].start, "0 + ")


def _existences(reading: ParsedStatement) -> Iterator[Edit]:
    for opening, kind in reading.kinds.items():
        conditions = any(clause.within == opening and clause.word == "WHERE" for clause in reading.clauses)
        if kind == "subquery" and reading.at(opening - 1) == "EXISTS" and not conditions:
            yield Edit(reading.end(reading.close[opening] - 1), reading.end(reading.close[opening] - 1), " WHERE true")
    for clause in reading.clauses:
        for index in range(clause.start, clause.end) if clause.word == "WHERE" else ():
            before = reading.at(index - 1)
            if reading.kinds.get(index) == "node" and before in ("WHERE", "AND", "OR", "XOR", "NOT"):
                end, hops = _path(reading, index)
                if hops > 1:
                    yield Edit(reading.tokens[index].start, reading.tokens[index].start, "EXISTS { ")
                    yield Edit(reading.end(end), reading.end(end), " WHERE true }")


def _path(reading: ParsedStatement, opening: int) -> tuple[int, int]:
    """Index of the last token of the path that begins with a node, and how many relationships it has."""
    end, hops = reading.close[opening], 0
    while True:
        index = end + 1
        while reading.at(index) in ("-", "<", ">") or reading.kinds.get(index) == "relationship":
            index = reading.close.get(index, index) + 1
        if index == end + 1 or reading.kinds.get(index) != "node":
            return end, hops
        end, hops = reading.close[index], hops + 1


def _columns(reading: ParsedStatement) -> Iterator[Edit]:
    for clause in reading.clauses:
        if clause.word == "RETURN" and clause.within < 0:
            for start, end in reading.items(clause):
                named = any(
                    reading.at(index) == "AS" and reading.within[index] == reading.within[start]
                    for index in range(start, end)
                )
                if not named and (end - start > 1 or reading.tokens[start].kind not in ("name", "quoted", "mark")):
                    projection = reading.kinds.get(start + 1) == "projection" and reading.close[start + 1] == end - 1
                    title = (reading.tokens[start].text.strip("`") if projection else reading.span(start, end)).replace(
                        "`", "``"
                    )
                    yield Edit(reading.end(end - 1), reading.end(end - 1), f" AS `{title}`")


def _orders(reading: ParsedStatement) -> Iterator[Edit]:
    for before, clause in zip(reading.clauses, reading.clauses[1:], strict=False):
        if clause.word != "ORDER" or before.word not in ("RETURN", "WITH") or before.within != clause.within:
            continue
        projected: dict[tuple[str, ...], str] = {}
        for start, end in reading.items(before):
            at = next(
                (i for i in range(start, end) if reading.at(i) == "AS" and reading.within[i] == reading.within[start]),
                0,
            )
            if at and at - start > 1:
                projected[_same(reading, start, at)] = reading.tokens[end - 1].text
        for start, end in reading.parts(clause.start + 2, clause.end):
            while end - start > 1 and reading.at(end - 1) in ("DESC", "ASC", "DESCENDING", "ASCENDING"):
                end -= 1
            alias = projected.get(_same(reading, start, end))
            if alias:
                yield Edit(reading.tokens[start].start, reading.end(end - 1), alias)


def _same(reading: ParsedStatement, start: int, end: int) -> tuple[str, ...]:
    """Words that two texts of one expression share: the case of functions and keywords does not matter, that of all
    else does.
    """
    return tuple(
        token.word if reading.kinds.get(index) == "arguments" or token.word in _CASELESS else token.text
        for index, token in enumerate(reading.tokens[start:end], start + 1)
    )


_CASELESS = frozenset(
    "DISTINCT AND OR XOR NOT IN IS NULL CASE WHEN THEN ELSE END STARTS ENDS WITH CONTAINS TRUE FALSE".split()
)


REWRITES: dict[str, Rewrite] = {
    "block comment": Rewrite("`/* */` is a syntax error", _comments),
    "column without AS": Rewrite("the heading is the engine's own wording of the expression", _columns),
    "name of a publication": Rewrite("`n.name` of a publication is its title", properties.names),
    "computed key": Rewrite("`n[key]` gives a label for the key 'type'", properties.keys),
    "keyword as property": Rewrite("`e.end` is a syntax error", properties.keywords),
    "path without a bound": Rewrite("`*` ends at ten relationships", _lengths_of_paths),
    "`&` between labels": Rewrite("`(n:Drug&Entity)` is a syntax error", _labels),
    "comma in MATCH": Rewrite("patterns after a comma are joined late: 71 s where two MATCH take 2", split_commas),
    "ORDER BY an expression of RETURN": Rewrite("`RETURN count(*) AS n ORDER BY count(*)` is an error", _orders),
    "EXISTS {}": Rewrite(
        "a way of two relationships that ends where it began, over two that lie side by side, is not found", _existences
    ),
    "COUNT {} after a bracket": Rewrite("`(COUNT { (a)--() } + 1)` is taken for a pattern, a syntax error", _counts),
    "||": Rewrite("`[1] || [2]` is the text [1][2]", _joins),
    "sum of lists": Rewrite("`null + [1]` is a list, not null", guard_sums),
    "round()": Rewrite("halves below zero are rounded away from zero: -2.5 -> -3", computed.rounds),
    "isEmpty()": Rewrite("there is no such function", computed.empties),
    "char_length()": Rewrite("there is no such function", computed.lengths),
    "toString()": Rewrite("1e10 is '10000000000.0', not '1.0E10'", computed.texts),
    "toFloat() and toInteger()": Rewrite("null for ' 1 ', infinity for 'inf', null for 1e19", computed.numbers),
    "log() and sqrt()": Rewrite("null below their domain, where Neo4j has NaN", computed.domains),
    "division": Rewrite("null for a fraction divided by zero, where Neo4j has Infinity or NaN", computed.quotients),
}
"""Rewrites by name, in the order they are made; each reads what the ones before it have left."""
