"""What the embedded engine would answer otherwise than Neo4j or does not take, and how to write it instead: a table of refusals.

``kg.stores.rewrite`` mends what can be mended; this is the rest. Each refusal is found in the structure of the statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError
from kg.stores.reading import Reading, read
from kg.stores.tokens import line_of

MANUAL = "docs/cypher.md"

OWN = {"type": "labels(n) or type(r)", "label": "labels(n)", "node_type": "labels(n)", "connection_type": "type(r)"}
"""Properties that no graph of kg has and the engine makes up, and what gives the same."""

TEMPORAL = ("date", "datetime", "localdatetime", "time", "localtime", "duration")
_CLASSES = re.compile(r"\\[wWdDsSbBpPhHvVR]|\[\[:|&&|\(\?<?[=!]|\(\?[a-zA-Z]*[^i:)a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A shape that is refused: how to write it, and the tokens at which it stands (``{found}`` in the sentence is the text there)."""

    instead: str
    find: Callable[[Reading, Mapping[str, Any]], Iterator[int]]


def refuse(cypher: str, params: Mapping[str, Any]) -> None:
    """Raise StoreError for the first shape of ``REFUSALS`` that a statement has."""
    reading = read(cypher)
    for name, refusal in REFUSALS.items():
        for index in refusal.find(reading, params):
            where = line_of(cypher, reading.tokens[index].start)
            found = reading.tokens[index].text
            instead = refusal.instead.format(found=found, own=OWN.get(found.strip("`'\""), ""))
            raise StoreError(f"line {where}: {name.format(found=found)} is not for the embedded graph: {instead} ({MANUAL})")


def _labels(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        kind = reading.kinds.get(reading.within[index], "")
        if kind in ("node", "relationship") and (token.text == "!" or (token.text == "%" and kind == "node")):
            yield index
        elif kind in ("node", "relationship") and token.text == ":" and reading.at(index + 1) == "(":
            yield index + 1
        elif token.text == "&" and "|" in _expression(reading, index):  # alone it is rewritten
            yield index


def _expression(reading: Reading, index: int) -> str:
    """The text of the bracket around a token, up to its properties."""
    start = reading.within[index]
    end = reading.close.get(start, index + 1)
    return "".join(token.text for token in reading.tokens[max(start, 0) : end]).partition("{")[0]


def _alternatives(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        kind = reading.kinds.get(reading.within[index], "")
        if token.text == "|" and kind in ("", "group", "arguments", "subquery") and reading.at(index - 2) in (":", "|"):
            yield index


def _quantified(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        after_dash = reading.at(index - 1) in (">", "-") and reading.at(index + 1) in ("(", ",")
        if token.text in ("+", "*") and after_dash and reading.at(index - 2) in ("-", "]"):
            yield index
        if token.text == "{" and reading.at(index - 1) in (">", "-", ")") and re.fullmatch(r"\d*,?\d*", _inside(reading, index)):
            yield index


def _inside(reading: Reading, opening: int) -> str:
    return "".join(token.text for token in reading.tokens[opening + 1 : reading.close.get(opening, opening)]) or "-"


def _collects(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (i for i, kind in reading.kinds.items() if kind == "subquery" and reading.at(i - 1) == "COLLECT")


def _inline_where(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    for index in range(len(reading.tokens)):
        if reading.at(index) == "WHERE" and reading.kinds.get(reading.within[index], "") in ("node", "relationship"):
            yield index


def _returning(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    for clause in reading.clauses:
        if clause.word in ("RETURN", "WITH", "UNION") and reading.at(clause.within - 1) in ("EXISTS", "COUNT"):
            yield clause.start


def _optional_calls(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (clause.start for clause in reading.clauses if clause.word == "OPTIONAL" and reading.at(clause.start + 1) == "CALL")


def _called(*names: str) -> Callable[[Reading, Mapping[str, Any]], Iterator[int]]:
    def find(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
        yield from (name for name, _ in reading.calls(*names))

    return find


def _temporal(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    yield from (name for name, _ in reading.calls(*TEMPORAL))
    for index, token in enumerate(reading.tokens):
        if token.text.lower() in TEMPORAL and reading.at(index + 1) == "." and reading.kinds.get(index + 3) == "arguments":
            yield index


def _made_up(reading: Reading, params: Mapping[str, Any]) -> Iterator[int]:
    """Uses of the engine's own properties, also in maps of patterns and projections and in ``n['type']``."""
    for index, token in enumerate(reading.tokens):
        around = reading.within[index]
        kind = reading.kinds.get(around, "")
        if token.kind in ("name", "quoted") and token.text.strip("`") in OWN:
            if (reading.at(index - 1) == "." and reading.kinds.get(index + 1) != "arguments") or (
                kind == "properties" and reading.at(index + 1) == ":"
            ):
                yield index
        elif kind == "subscript" and token.kind in ("string", "parameter"):
            given = token.text[1:-1] if token.kind == "string" else params.get(token.text[1:].strip("`"))
            if given in OWN or (given == "title" and token.kind == "parameter"):
                yield index


def _relationship_ids(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    names = {
        reading.tokens[i + 1].text for i, kind in reading.kinds.items() if kind == "relationship" and reading.tokens[i + 1].kind == "name"
    }
    for index, token in enumerate(reading.tokens):
        listed = reading.at(index + 1) == "IN" and reading.at(index + 2) == "RELATIONSHIPS"
        if token.kind == "name" and listed:
            names.add(token.text)
    for index, token in enumerate(reading.tokens):
        if token.text in names and reading.at(index + 1) == "." and reading.at(index + 2) == "ID" and reading.at(index - 1) != ".":
            yield index + 2


def _regexes(reading: Reading, params: Mapping[str, Any]) -> Iterator[int]:
    for index, token in enumerate(reading.tokens):
        if reading.at(index - 1) != "~" or reading.at(index - 2) != "=":
            continue
        pattern = token.text.replace("\\\\", "\\") if token.kind == "string" else params.get(token.text[1:].strip("`"), "")
        if isinstance(pattern, str) and (_CLASSES.search(pattern) or ("(?i)" in pattern and not pattern.isascii())):
            yield index


def _chained(reading: Reading, _: Mapping[str, Any]) -> Iterator[int]:
    compared: dict[int, bool] = {}
    for index, token in enumerate(reading.tokens):
        level, kind = reading.within[index], reading.kinds.get(reading.within[index], "")
        if kind in ("node", "relationship", "properties"):
            continue
        if (
            token.kind == "mark"
            and token.text in ("<", ">", "=")
            and reading.at(index - 1) not in ("<", ">", "-")
            and reading.at(index + 1) != "-"
        ):
            if reading.at(index + 1) == "~":
                continue
            if compared.get(level) and token.text != "=":
                yield index
            compared[level] = token.text != "=" or reading.at(index + 1) in ("<", ">")
        elif token.text in (",", "|", ":") or token.word in _SEPARATORS:
            compared[level] = False


_SEPARATORS = frozenset("AND OR XOR NOT WHERE RETURN WITH WHEN THEN ELSE END AS CASE IN MATCH ORDER BY UNWIND OPTIONAL CALL".split())


REFUSALS: dict[str, Refusal] = {
    "{found} in labels or types": Refusal(
        "of label expressions it takes `:A|B` and `:A:B`; write the rest in WHERE, such as WHERE NOT n:Drug or type(r) <> 'BINDS'", _labels
    ),
    "| between labels outside of a pattern": Refusal("write WHERE n:Drug OR n:Target", _alternatives),
    "a quantified path pattern": Refusal("write a variable length, such as -[:SUBCLASS_OF*1..3]->", _quantified),
    "COLLECT {{ }}": Refusal(
        "write OPTIONAL MATCH and collect(), or a pattern comprehension such as [(d)-[:INHIBITS]->(t) | t.name]", _collects
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
        "the engine's own number of a node changes from load to load: use n.id, and key of a relationship", _called("id", "elementid")
    ),
    "a date or duration ({found})": Refusal(
        "the graph holds years as whole numbers: compare those, and do other sums in your program", _temporal
    ),
    "the property {found}": Refusal("no graph of kg has it: write {own}", _made_up),
    "the property id of a relationship": Refusal("no relationship has one: use r.key", _relationship_ids),
    "this regular expression": Refusal(
        "it takes characters, [a-z0-9], ., *, +, ?, {{2}}, |, groups, (?i) with ASCII letters; write [0-9] for \\d, [A-Za-z0-9_] for \\w",
        _regexes,
    ),
    "a comparison of three": Refusal("write a < b AND b <= c", _chained),
}
"""What is refused, by what it is called in the message, in the order it is looked for."""
