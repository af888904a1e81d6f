"""What the embedded engine would answer otherwise than Neo4j or does not take, and how to write it instead: a table of
refusals.

``kg.stores.rewrite`` mends what can be mended; this is the rest. Each refusal is found in the structure of the
statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import StoreError
from kg.stores.cypher_tokens import CypherToken, line_of
from kg.stores.parsed_statement import KEPT, ParsedStatement, parse
from kg.stores.properties import TITLED, labels
from kg.stores.relationship_refusals import made_up_properties, properties_in_maps

MANUAL = "docs/cypher.md"

OWN = {"type": "labels(n) or type(r)", "label": "labels(n)", "node_type": "labels(n)", "connection_type": "type(r)"}
"""Properties that no graph of kg has and the engine makes up, and what gives the same."""

TEMPORAL = ("date", "datetime", "localdatetime", "time", "localtime", "duration")
_CLASSES = re.compile(r"\\[wWdDsSbBpPhHvVR]|\[\[:|&&|\(\?<?[=!]|\(\?[a-zA-Z]*[^i:)a-zA-Z]|[*+?}]\+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A shape that is refused: how to write it, and the tokens at which it stands (``{found}`` in the sentence is the
    text there).
    """

    instead: str
    find: Callable[[ParsedStatement, Mapping[str, Any]], Iterator[int]]


def refuse(cypher: str, params: Mapping[str, Any]) -> None:
    """Raise StoreError for the first shape of ``REFUSALS`` that a statement has."""
    texts = ((name, params.get(name)) for name in _expressions(cypher))
    _refuse(cypher, tuple((name, text) for name, text in texts if isinstance(text, str)))


@lru_cache(maxsize=KEPT)
def _refuse(cypher: str, expressions: tuple[tuple[str, str], ...]) -> None:
    """The same, with the parameters that it depends on alone: what is not refused is not looked at again, since that
    takes longer than most answers.
    """
    reading, params = parse(cypher), dict(expressions)
    for name, refusal in REFUSALS.items():
        for index in refusal.find(reading, params):
            where = line_of(cypher, reading.tokens[index].start)
            found = reading.tokens[index].text
            instead = refusal.instead.format(found=found, bare=found.strip("`"), own=OWN.get(found.strip("`'\""), ""))
            raise StoreError(
                f"line {where}: {name.format(found=found)} is not for the embedded graph: {instead} ({MANUAL})"
            )


@lru_cache(maxsize=KEPT)
def _expressions(cypher: str) -> tuple[str, ...]:
    """Names of the parameters that a statement takes for regular expressions."""
    reading = parse(cypher)
    after = (index for index in range(2, len(reading.tokens)) if _matches(reading, index))
    return tuple(_parameter(reading.tokens[index]) for index in after if reading.tokens[index].kind == "parameter")


def _matches(reading: ParsedStatement, index: int) -> bool:
    """Whether a token is what a text is matched with."""
    return reading.at(index - 1) == "~" and reading.at(index - 2) == "="


def _parameter(token: CypherToken) -> str:
    return token.text[1:].strip("`")


def _labels(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        kind = reading.kinds.get(reading.within[index], "")
        if kind in ("node", "relationship") and (token.text == "!" or (token.text == "%" and kind == "node")):
            yield index
        elif kind in ("node", "relationship") and token.text == ":" and reading.at(index + 1) == "(":
            yield index + 1
        elif token.text == "&" and "|" in _expression(reading, index):  # alone it is rewritten
            yield index


def _expression(reading: ParsedStatement, index: int) -> str:
    """The text of the bracket around a token, up to its properties."""
    start = reading.within[index]
    end = reading.close.get(start, index + 1)
    return "".join(token.text for token in reading.tokens[max(start, 0) : end]).partition("{")[0]


def _alternatives(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        kind = reading.kinds.get(reading.within[index], "")
        if token.text == "|" and kind in ("", "group", "arguments", "subquery") and reading.at(index - 2) in (":", "|"):
            yield index


def _quantified(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        after_dash = reading.at(index - 1) in (">", "-") and reading.at(index + 1) in ("(", ",")
        if token.text in ("+", "*") and after_dash and reading.at(index - 2) in ("-", "]"):
            yield index
        if (
            token.text == "{"
            and reading.at(index - 1) in (">", "-", ")")
            and re.fullmatch(r"\d*,?\d*", _inside(reading, index))
        ):
            yield index


def _inside(reading: ParsedStatement, opening: int) -> str:
    return "".join(token.text for token in reading.tokens[opening + 1 : reading.close.get(opening, opening)]) or "-"


def _collects(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (i for i, kind in reading.kinds.items() if kind == "subquery" and reading.at(i - 1) == "COLLECT")


def _inline_where(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for index in range(len(reading.tokens)):
        if reading.at(index) == "WHERE" and reading.kinds.get(reading.within[index], "") in ("node", "relationship"):
            yield index


def _returning(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for clause in reading.clauses:
        if clause.word in ("RETURN", "WITH", "UNION") and reading.at(clause.within - 1) in ("EXISTS", "COUNT"):
            yield clause.start


def _optional_calls(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (
        clause.start
        for clause in reading.clauses
        if clause.word == "OPTIONAL" and reading.at(clause.start + 1) == "CALL"
    )


def _called(*names: str) -> Callable[[ParsedStatement, Mapping[str, Any]], Iterator[int]]:
    def find(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
        yield from (name for name, _ in reading.calls(*names))

    return find


def _temporal(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (name for name, _ in reading.calls(*TEMPORAL))
    for index, token in enumerate(reading.tokens):
        if (
            token.text.lower() in TEMPORAL
            and reading.at(index + 1) == "."
            and reading.kinds.get(index + 3) == "arguments"
        ):
            yield index


def _made_up(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """Uses of the engine's own properties, also in maps of patterns and projections; ``n['type']`` is rewritten."""
    for index, token in enumerate(reading.tokens):
        around = reading.within[index]
        kind = reading.kinds.get(around, "")
        looked_up = reading.at(index - 1) == "." and reading.kinds.get(index + 1) != "arguments"
        in_pattern = kind == "properties" and reading.at(index + 1) == ":"
        if token.kind in ("name", "quoted") and token.text.strip("`") in OWN and (looked_up or in_pattern):
            yield index


def _names_of_publications(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for opening, kind in reading.kinds.items():
        around = reading.within[opening]
        if kind == "properties" and reading.kinds.get(around) == "node" and TITLED in labels(reading, around):
            for start, _end in reading.parts(opening + 1, reading.close[opening]):
                if reading.tokens[start].text.strip("`") == "name":
                    yield start


def _endless(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """The star of every path without a direction and an upper bound."""
    for opening, kind in reading.kinds.items():
        closing = reading.close[opening]
        star = next((i for i in range(opening, closing) if reading.at(i) == "*" and reading.within[i] == opening), 0)
        directed = reading.at(opening - 2) == "<" or reading.at(closing + 2) == ">"
        if kind == "relationship" and star and not directed and not reading.in_shortest(opening):
            length = "".join(reading.words(star + 1, closing)).partition("{")[0]
            if not length or length.endswith(".."):
                yield star


def _shortest_names(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """Names of relationships in shortestPath that stand anywhere else."""
    stars = any(reading.at(clause.start + 1) == "*" for clause in reading.clauses if clause.word in ("WITH", "RETURN"))
    for opening, kind in reading.kinds.items():
        if (
            kind == "relationship"
            and reading.in_shortest(opening)
            and reading.tokens[opening + 1].kind in ("name", "quoted")
        ):
            name = reading.tokens[opening + 1].text
            used = any(
                token.text == name and reading.at(i - 1) != "."
                for i, token in enumerate(reading.tokens)
                if i != opening + 1
            )
            if used or stars:
                yield opening + 1


def _shortest_conditions(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """Names of shortest paths in the WHERE of their MATCH."""
    for clause, where in zip(reading.clauses, reading.clauses[1:], strict=False):
        if where.word != "WHERE" or where.within != clause.within:
            continue
        paths = {
            reading.tokens[i - 2].text
            for i in range(clause.start, clause.end)
            if reading.at(i) in ("SHORTESTPATH", "ALLSHORTESTPATHS") and reading.at(i - 1) == "="
        }
        yield from (
            i for i in range(where.start, where.end) if reading.tokens[i].text in paths and reading.at(i - 1) != "."
        )


def _mixed_unions(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """A column of UNION in a subquery that is plainly a fraction in one part, and in another not."""
    for opening, kind in reading.kinds.items():
        clauses = [clause for clause in reading.clauses if clause.within == opening]
        if kind != "subquery" or not any(one.word == "UNION" and reading.at(one.start + 1) != "ALL" for one in clauses):
            continue
        columns = [reading.items(clause) for clause in clauses if clause.word == "RETURN"]
        for items in zip(*columns, strict=False):
            if len({_is_fraction(reading, *item) for item in items}) > 1:
                yield items[0][0]


def _is_fraction(reading: ParsedStatement, start: int, end: int) -> bool:
    return any(
        (token.kind == "number" and not token.text.isdigit()) or token.text == "^" or token.text.lower() in _FRACTIONS
        for token in reading.tokens[start:end]
    )


_FRACTIONS = frozenset("tofloat avg sqrt log log10 exp round floor ceil rand stdev pi score".split())
"""Functions and the property that give a number with a fraction."""


def _ends_of_relationships(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    """``startNode(r)`` and ``endNode(r)`` where the node itself is given on, which the engine makes null."""
    for name, opening in reading.calls("startnode", "endnode"):
        after, before = reading.at(reading.close[opening] + 1), reading.at(name - 1)
        compared = after in ("=", "<", ">", "IS", "IN") or before in ("=", ">")
        asked = (
            before == "("
            and reading.at(name - 2) in ("LABELS", "KEYS", "PROPERTIES", "COUNT", "COALESCE")
            and after in (")", ",")
        )
        counted = before == "DISTINCT" and reading.at(name - 3) == "COUNT"
        if after != "." and not (compared or asked or counted):
            yield name


def _many_delimiters(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    for _name, opening in reading.calls("split"):
        yield from (
            start for start, _ in reading.parts(opening + 1, reading.close[opening])[1:] if reading.at(start) == "["
        )


def _round_modes(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (
        name for name, opening in reading.calls("round") if len(reading.parts(opening + 1, reading.close[opening])) > 2
    )


def _regexes(reading: ParsedStatement, params: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        if not _matches(reading, index) or token.word == "NULL":
            continue
        if token.kind not in ("string", "parameter") or reading.at(index + 1) in ("+", "[", "."):
            yield index  # its syntax is not known before it is asked
            continue
        pattern = token.text.replace("\\\\", "\\") if token.kind == "string" else params.get(_parameter(token), "")
        if isinstance(pattern, str) and (_CLASSES.search(pattern) or ("(?i)" in pattern and not pattern.isascii())):
            yield index


def _chained(reading: ParsedStatement, _: Mapping[str, Any]) -> Iterator[int]:
    compared: dict[int, bool] = {}
    for index, token in enumerate(reading.tokens):
        level, kind = reading.within[index], reading.kinds.get(reading.within[index], "")
        if kind in ("node", "relationship", "properties"):
            continue
        if _compares(reading, index):
            if compared.get(level):
                yield index
            compared[level] = True
        elif token.text in (",", "|", ":") or token.word in _SEPARATORS:
            compared[level] = False


def _compares(reading: ParsedStatement, index: int) -> bool:
    """Whether a mark begins a comparison: no arrow of a pattern, no =~, no LIST<INTEGER>."""
    if (
        reading.at(index) not in ("<", ">", "=")
        or reading.at(index - 1) in ("<", ">", "-")
        or reading.at(index + 1) in ("-", "~")
    ):
        return False
    type_ = next((i for i in range(index - 1, max(index - 6, 0), -1) if reading.at(i) == ":" == reading.at(i - 1)), 0)
    return not (type_ and "LIST" in reading.words(type_, index + 1))


_SEPARATORS = frozenset(
    "AND OR XOR NOT WHERE RETURN WITH WHEN THEN ELSE END AS CASE IN MATCH ORDER BY UNWIND OPTIONAL CALL UNION SKIP"
    " LIMIT DESC ASC".split()
)


REFUSALS: dict[str, Refusal] = {
    "{found} in labels or types": Refusal(
        "of label expressions it takes `:A|B` and `:A:B`; write the rest in WHERE, such as WHERE NOT n:Drug or type(r)"
        " <> 'BINDS'",
        _labels,
    ),
    "| between labels outside of a pattern": Refusal("write WHERE n:Drug OR n:Target", _alternatives),
    "a quantified path pattern": Refusal("write a variable length, such as -[:SUBCLASS_OF*1..3]->", _quantified),
    "COLLECT {{ }}": Refusal(
        "write OPTIONAL MATCH and collect(), or a pattern comprehension such as [(d)-[:INHIBITS]->(t) | t.name]",
        _collects,
    ),
    "WHERE inside of a node or relationship": Refusal("write WHERE after the pattern", _inline_where),
    "{found} in EXISTS or COUNT": Refusal(
        "write the pattern and its WHERE alone: EXISTS {{ MATCH (d)--(t) WHERE t.name = 'MTOR' }}", _returning
    ),
    "OPTIONAL CALL": Refusal("write CALL (n) {{ OPTIONAL MATCH ... RETURN ... }}", _optional_calls),
    "{found}()": Refusal(
        "collect() the values and compute it in your program",
        _called("percentilecont", "percentiledisc", "stdevp", "nullif", "e", "timestamp"),
    ),
    "{found}() of a node": Refusal(
        "the engine's own number of a node changes from load to load: use n.id, and key of a relationship",
        _called("id", "elementid"),
    ),
    "a date or duration ({found})": Refusal(
        "the graph holds years as whole numbers: compare those, and do other sums in your program", _temporal
    ),
    "the property {found}": Refusal("no graph of kg has it: write {own}; of a map write row['{bare}']", _made_up),
    "a name of a publication": Refusal(
        "it has a title: write (p:Publication {{title: 'a title'}})", _names_of_publications
    ),
    "the property {found} of a relationship": Refusal(
        "no relationship has it: use r.key, startNode(r) and endNode(r); of a map write row['{bare}']",
        made_up_properties,
    ),
    "a property of the relationship {found} in a pattern": Refusal(
        "write it in WHERE, such as WHERE claim.id = {found}.assertion", properties_in_maps
    ),
    "a path without direction and upper bound ({found})": Refusal(
        "it follows every way through the graph, too many for any engine: write a bound, such as -[*1..4]-, a"
        " direction, or shortestPath((a)-[*]-(b))",
        _endless,
    ),
    "allShortestPaths()": Refusal(
        "the engine finds at most 256 paths of a pair: MATCH p = shortestPath(...) for the length, then MATCH q ="
        " (a)-[*3]-(b) for the paths of that length",
        _called("allshortestpaths"),
    ),
    "the name {found} in shortestPath": Refusal(
        "name the path: MATCH p = shortestPath(...), and write relationships(p)", _shortest_names
    ),
    "the path {found} in the WHERE of its shortestPath": Refusal(
        "to Neo4j it is a part of the search: write MATCH {found} = shortestPath(...) WITH * WHERE for a condition on"
        " the path found",
        _shortest_conditions,
    ),
    "UNION of whole numbers and fractions in a subquery": Refusal(
        "1 and 1.0 are two to the engine: write toFloat() around each, or UNION ALL", _mixed_unions
    ),
    "{found}() as a node": Refusal(
        "name the nodes, as in MATCH (a)-[r]->(b) RETURN a, b, or take a property, as in {found}(r).id",
        _ends_of_relationships,
    ),
    "split() at several delimiters": Refusal("replace() them by one first", _many_delimiters),
    "round() with a mode": Refusal("write round(x) or round(x, 1), which round halves up", _round_modes),
    "this regular expression": Refusal(
        "it takes characters, [a-z0-9], ., *, +, ?, {{2}}, |, groups, (?i) with ASCII letters, as a text or parameter; "
        "write [0-9] for \\d, [A-Za-z0-9_] for \\w",
        _regexes,
    ),
    "a comparison of three": Refusal("write a < b AND b <= c", _chained),
}
"""What is refused, by what it is called in the message, in the order it is looked for."""
