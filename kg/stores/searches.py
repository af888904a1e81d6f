"""Calls of the full-text procedure in a statement, and what stands in their place: hits as a parameter, which the
engine only joins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError
from kg.stores.edits import Edit, apply
from kg.stores.fulltext import INDEXES, TextIndex, plain
from kg.stores.parsed_statement import ParsedStatement, parse

NODES = "db.index.fulltext.queryNodes"
RELATIONSHIPS = "db.index.fulltext.queryRelationships"


@dataclass(frozen=True, slots=True)
class _Call:
    """A call: index of CALL, of the bracket of its arguments, and after what it yields."""

    start: int
    opening: int
    end: int


def with_hits(cypher: str, params: Mapping[str, Any], index: Callable[[str], TextIndex]) -> tuple[str, dict[str, Any]]:
    """The statement with every full-text call replaced by its hits, and the parameters with these.

    ``index`` gives the index of a label. Raises StoreError for an unknown index, a search that is no plain words or not
    known beforehand.
    """
    reading = parse(cypher)
    edits: list[Edit] = []
    given = dict(params)
    for number, call in enumerate(_calls(reading)):
        arguments = [
            _value(reading, part, params) for part in reading.parts(call.opening + 1, reading.close[call.opening])
        ]
        if len(arguments) not in (2, 3) or not isinstance(arguments[0], str):
            raise StoreError(
                f"{NODES} takes the name of an index and a search: CALL {NODES}('drug_text', $q) YIELD node, score"
            )
        label = INDEXES.get(arguments[0])
        if label is None:
            raise StoreError(f"there is no full-text index {arguments[0]!r}: there are {', '.join(INDEXES)}")
        options = arguments[2] if len(arguments) == 3 else {}
        hits = index(label).hits(plain(arguments[1]))[options.get("skip", 0) :]
        given[f"kg_hits{number}"] = hits[: options.get("limit", len(hits))]
        names = _yielded(reading, call)
        node, score = names.get("node", f"kg_node{number}"), names.get("score", f"kg_score{number}")
        hit = f"kg_hit{number}"
        text = (
            f"UNWIND $kg_hits{number} AS {hit} MATCH ({node}:{label} {{id: {hit}.id}}) WITH *, {hit}.score AS {score}"
        )
        edits.append(Edit(reading.tokens[call.start].start, reading.end(call.end - 1), text))
    return apply(cypher, edits), given


def _calls(reading: ParsedStatement) -> Iterator[_Call]:
    for clause in reading.clauses:
        if clause.word != "CALL":
            continue
        name = (
            "".join(token.text for token in reading.tokens[clause.start + 1 : clause.end])
            .partition("(")[0]
            .replace("`", "")
        )
        if name == RELATIONSHIPS:
            raise StoreError(f"there is no full-text index of relationships: CALL {NODES} searches entities")
        if name != NODES:
            continue
        opening = next((i for i in range(clause.start, clause.end) if reading.kinds.get(i) == "arguments"), None)
        yielding = next((one for one in reading.clauses if one.start == clause.end and one.word == "YIELD"), None)
        following = yielding and any(
            one.start == yielding.end and one.within == clause.within for one in reading.clauses
        )
        if opening is None or yielding is None or not following:
            raise StoreError(f"name what is wanted of {NODES}: CALL ... YIELD node, score RETURN node.id AS id, score")
        yield _Call(clause.start, opening, yielding.end)


def _yielded(reading: ParsedStatement, call: _Call) -> dict[str, str]:
    """Name in the statement of ``node`` and ``score``, where they are asked for."""
    start = reading.close[call.opening] + 2
    found = {}
    for begin, end in reading.parts(start, call.end):
        found[reading.tokens[begin].text] = reading.tokens[end - 1].text
    unknown = set(found) - {"node", "score"}
    if unknown:
        raise StoreError(f"{NODES} yields node and score, not {', '.join(sorted(unknown))}")
    return found


def _value(reading: ParsedStatement, part: tuple[int, int], params: Mapping[str, Any]) -> Any:
    """The value of an argument: a text, a parameter, or a map of whole numbers."""
    start, end = part
    token = reading.tokens[start]
    if end - start == 1 and token.kind == "string":
        return token.text[1:-1].replace("\\'", "'").replace('\\"', '"').replace("\\\\", "\\")
    if end - start == 1 and token.kind == "parameter":
        name = token.text[1:].strip("`")
        if name not in params:
            raise StoreError(f"the parameter {name} is not given")
        return params[name]
    if token.text == "{":
        entries = [reading.words(*entry) for entry in reading.parts(start + 1, end - 1)]
        if all(len(entry) == 3 and entry[0] in ("limit", "skip") and entry[2].isdigit() for entry in entries):
            return {entry[0]: int(entry[2]) for entry in entries}
    raise StoreError(
        f"{NODES} of the embedded graph takes a text or a parameter, and {{limit: 10}}: {reading.span(start, end)} is"
        " neither; work it out before and give it with -p"
    )
