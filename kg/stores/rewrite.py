"""What the embedded engine answers otherwise than Neo4j, and what it is asked instead: a table of rewrites, each with
the fault it mends.

The differential test (``python -m bench.cypher``) found them, and holds that nothing else is needed. Only the embedded
store uses this; a server gets the statement as it was written. Shapes that no rewrite mends are refused
(``kg.stores.refusals``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError
from kg.stores import properties
from kg.stores.commas import split_commas
from kg.stores.edits import Edit, apply
from kg.stores.reading import Reading, read
from kg.stores.sums import guard_sums
from kg.stores.tokens import comments, tokens

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
    edits: Callable[[Reading], Iterable[Edit]]


def prepare(cypher: str, written: str | None = None) -> Prepared:
    """A reading statement as the engine has to be asked for Neo4j's answer; ``written`` is what it was before any other
    change.
    """
    own = _names(cypher if written is None else written)
    used = []
    for name, rewrite in REWRITES.items():
        edits = list(rewrite.edits(read(cypher)))
        if edits:
            used.append(name)
            cypher = apply(cypher, edits)
    unions = [
        index
        for clause in read(cypher).clauses
        if clause.word == "UNION" and clause.within < 0
        for index in [clause.start]
    ]
    distinct = bool(unions) and all(read(cypher).at(index + 1) != "ALL" for index in unions)
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


def _comments(reading: Reading) -> Iterator[Edit]:
    for start, end in comments(reading.text):
        if reading.text.startswith("/*", start):
            yield Edit(start, end, " ")


def _lengths_of_paths(reading: Reading) -> Iterator[Edit]:
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


def _labels(reading: Reading) -> Iterator[Edit]:
    for index, token in enumerate(reading.tokens):
        if token.text == "&":
            yield Edit(token.start, reading.end(index), ":")


def _joins(reading: Reading) -> Iterator[Edit]:
    for index in range(len(reading.tokens)):
        if reading.at(index) == "|" == reading.at(index + 1):
            yield Edit(reading.tokens[index].start, reading.end(index + 1), "+")


def _counts(reading: Reading) -> Iterator[Edit]:
    for opening, kind in reading.kinds.items():
        if kind == "subquery" and reading.at(opening - 1) == "COUNT" and reading.at(opening - 2) == "(":
            yield Edit(reading.tokens[opening - 1].start, reading.tokens[opening - 1].start, "0 + ")


def _existences(reading: Reading) -> Iterator[Edit]:
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


def _path(reading: Reading, opening: int) -> tuple[int, int]:
    """Index of the last token of the path that begins with a node, and how many relationships it has."""
    end, hops = reading.close[opening], 0
    while True:
        index = end + 1
        while reading.at(index) in ("-", "<", ">") or reading.kinds.get(index) == "relationship":
            index = reading.close.get(index, index) + 1
        if index == end + 1 or reading.kinds.get(index) != "node":
            return end, hops
        end, hops = reading.close[index], hops + 1


def _columns(reading: Reading) -> Iterator[Edit]:
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


def _orders(reading: Reading) -> Iterator[Edit]:
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


def _same(reading: Reading, start: int, end: int) -> tuple[str, ...]:
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


def _around(reading: Reading, names: tuple[str, ...], before: str, after: str) -> Iterator[Edit]:
    """Calls of one argument, with other text in the place of the name and its brackets."""
    for name, opening in reading.calls(*names):
        closing = reading.close[opening]
        if len(reading.parts(opening + 1, closing)) == 1:
            yield Edit(
                reading.tokens[name].start, reading.end(opening), before.replace("NAME", reading.tokens[name].text)
            )
            yield Edit(reading.tokens[closing].start, reading.end(closing), after)


def _rounds(reading: Reading) -> Iterator[Edit]:
    halves = "] | CASE WHEN kg_v - floor(kg_v) >= 0.5 THEN ceil(kg_v) ELSE floor(kg_v) END + 0.0][0]"
    yield from _around(reading, ("round",), "[kg_v IN [", halves)


def _empties(reading: Reading) -> Iterator[Edit]:
    yield from _around(reading, ("isempty",), "(size(", ") = 0)")


def _lengths(reading: Reading) -> Iterator[Edit]:
    yield from _around(reading, ("char_length", "character_length"), "size(", ")")


def _guarded(reading: Reading, names: tuple[str, ...], condition: str, refusal: str) -> Iterator[Edit]:
    yield from _around(
        reading, names, "[kg_v IN [", f"] | CASE WHEN {condition} THEN {refusal}() ELSE NAME(kg_v) END][0]"
    )


def _texts(reading: Reading) -> Iterator[Edit]:
    condition = "valueType(kg_v) STARTS WITH 'FLOAT' AND kg_v <> 0 AND (abs(kg_v) >= 10000000 OR abs(kg_v) < 0.001)"
    for edit in _guarded(reading, ("tostring",), condition, "kg_float"):
        yield Edit(edit.start, edit.end, edit.text.replace("NAME", "toString"))


def _numbers(reading: Reading) -> Iterator[Edit]:
    """Texts that Java takes for a number and the engine not, or the other way round, and fractions beyond 64 bits."""
    odd = "valueType(kg_v) STARTS WITH 'STRING' AND toLower(kg_v) =~ "
    fraction = f"{odd}'([^ -~]|.*[^ -~]| .*|.* |[+-]?inf|[+-]?infinity|[+-]?nan|[+-]?[0-9][0-9.e+-]*[df]|[+-]?0x.*)'"
    whole = f"({odd}'.*[^ -~].*') OR (valueType(kg_v) STARTS WITH 'FLOAT' AND abs(kg_v) >= 9.2e18)"
    for name, condition in {"toFloat": fraction, "toInteger": whole}.items():
        for edit in _guarded(reading, (name.lower(),), condition, "kg_number"):
            yield Edit(edit.start, edit.end, edit.text.replace("NAME", name))


def _domains(reading: Reading) -> Iterator[Edit]:
    for name, condition in {"sqrt": "kg_v < 0", "log": "kg_v <= 0", "log10": "kg_v <= 0"}.items():
        for edit in _guarded(reading, (name,), condition, "kg_domain"):
            yield Edit(edit.start, edit.end, edit.text.replace("NAME", name))


def _quotients(reading: Reading) -> Iterator[Edit]:
    for index, token in enumerate(reading.tokens):
        if (
            token.kind != "mark"
            or token.text not in ("/", "%")
            or reading.kinds.get(reading.within[index], "") in ("node", "relationship")
        ):
            continue
        end = _operand(reading, index + 1)
        literal = (
            end == index + 2
            and reading.tokens[index + 1].kind == "number"
            and _number(reading.tokens[index + 1].text) != 0
        )
        if end and not literal:
            yield Edit(reading.tokens[index + 1].start, reading.tokens[index + 1].start, "[kg_v IN [")
            yield Edit(
                reading.end(end - 1), reading.end(end - 1), "] | CASE WHEN kg_v = 0 THEN kg_zero() ELSE kg_v END][0]"
            )


def _number(text: str) -> float:
    return int(text, 0) if text[:2].lower() in ("0x", "0o") else float(text)


def _operand(reading: Reading, start: int) -> int:
    """Index after the operand that begins at ``start``: a sign, a value, and what is looked up in it or raised to a
    power; 0 for none.
    """
    index = start
    while reading.at(index) in ("-", "+"):
        index += 1
    if index >= len(reading.tokens):
        return 0
    if reading.at(index) == "CASE":
        depth = 0
        for at in range(index, len(reading.tokens)):
            depth += (reading.at(at) == "CASE") - (reading.at(at) == "END" and reading.at(at - 1) != ".")
            if not depth:
                return at + 1
        return 0
    if index in reading.close:
        index = reading.close[index] + 1
    elif reading.tokens[index].kind in ("name", "quoted", "parameter", "number", "string"):
        index += 1
    else:
        return 0
    while index < len(reading.tokens):
        if reading.kinds.get(index) in ("arguments", "subscript", "subquery", "projection"):
            index = reading.close[index] + 1
        elif reading.at(index) == ".":
            index += 2
        elif reading.at(index) == "^":
            return _operand(reading, index + 1)
        else:
            break
    return index


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
    "round()": Rewrite("halves below zero are rounded away from zero: -2.5 -> -3", _rounds),
    "isEmpty()": Rewrite("there is no such function", _empties),
    "char_length()": Rewrite("there is no such function", _lengths),
    "toString()": Rewrite("1e10 is '10000000000.0', not '1.0E10'", _texts),
    "toFloat() and toInteger()": Rewrite("null for ' 1 ', infinity for 'inf', null for 1e19", _numbers),
    "log() and sqrt()": Rewrite("null below their domain, where Neo4j has NaN", _domains),
    "division": Rewrite("null for a fraction divided by zero, where Neo4j has Infinity or NaN", _quotients),
}
"""Rewrites by name, in the order they are made; each reads what the ones before it have left."""
