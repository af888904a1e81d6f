"""Sums that may be of lists: ``null + [1]`` is null in Cypher, and a list to the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.types

from kg.dataset.tables import TABLES
from kg.stores.edits import Edit
from kg.stores.parsed_statement import ParsedStatement

_ENDS = frozenset(
    (
        "AND OR XOR NOT WHERE RETURN WITH IN THEN WHEN ELSE AS BY DISTINCT CASE END CONTAINS STARTS ENDS IS MATCH"
        " UNWIND ORDER ASC DESC SKIP LIMIT UNION CALL OPTIONAL YIELD"
    ).split()
)
_SCALARS = frozenset(
    (
        "size count sum avg length tostring tointeger tofloat tolower toupper trim substring left replace type abs sign"
        " floor ceil round sqrt log"
    ).split()
)
"""Functions that never give a list."""

_COLUMNS = [field for table in TABLES.values() for field in table]
_SINGLE = {field.name for field in _COLUMNS} - {field.name for field in _COLUMNS if pyarrow.types.is_list(field.type)}
"""Properties that hold one value, wherever they are; of any other it is not known."""


def guard_sums(reading: ParsedStatement) -> Iterator[Edit]:
    """Edits that make a sum null where any of its terms is, unless none of them can be a list."""
    done = -1
    for index, token in enumerate(reading.tokens):
        if token.text != "+" or token.kind != "mark" or index <= done or not _is_sum(reading, index):
            continue
        start, end = _edges(reading, index)
        level = reading.within[index]
        signs = [
            i
            for i in range(start + 1, end)
            if reading.within[i] == level and reading.at(i) in ("+", "-") and _is_sum(reading, i)
        ]
        done = end
        terms = list(zip([start, *(sign + 1 for sign in signs)], [*signs, end], strict=True))
        broken = any(reading.at(i) in ("CASE", "END") for i in (start - 1, end)) or any(
            first >= last for first, last in terms
        )
        if broken or all(_is_scalar(reading, *term) for term in terms):
            continue
        name = f"kg_t{index}"
        sum_ = "".join(
            f"{' ' + reading.at(signs[number - 1]) + ' ' if number else ''}{name}[{number}]"
            for number in range(len(terms))
        )
        yield Edit(reading.tokens[start].start, reading.tokens[start].start, f"[{name} IN [[")
        for sign in signs:
            yield Edit(reading.tokens[sign].start, reading.end(sign), ",")
        null = f"any(kg_n IN {name} WHERE kg_n IS NULL)"
        yield Edit(reading.end(end - 1), reading.end(end - 1), f"]] | CASE WHEN {null} THEN null ELSE {sum_} END][0]")


def _is_sum(reading: ParsedStatement, index: int) -> bool:
    """Whether a sign stands between two terms, and in no pattern."""
    before = reading.tokens[index - 1] if index else None
    if before is None or reading.kinds.get(reading.within[index], "") in ("node", "relationship"):
        return False
    ended = before.text in (")", "]", "}") or (
        before.kind in ("name", "quoted", "number", "string", "parameter") and before.word not in _ENDS
    )
    beside_pattern = (
        reading.at(index + 1) in (">", "[", "-")
        or reading.kinds.get(index + 1) == "node"
        or reading.at(index - 1) == ")"
    )
    return ended and not (reading.at(index) == "-" and beside_pattern)


def _edges(reading: ParsedStatement, index: int) -> tuple[int, int]:
    """First token of the sum around a sign and the index after its last."""
    level = reading.within[index]
    start = index
    while start - 1 > level and not (reading.within[start - 1] == level and _ends(reading, start - 1)):
        start -= 1
    end = index + 1
    close = reading.close.get(level, len(reading.tokens))
    while end < close and not (reading.within[end] == level and _ends(reading, end)):
        end += 1
    return start, end


def _ends(reading: ParsedStatement, index: int) -> bool:
    token = reading.tokens[index]
    return (token.kind == "mark" and token.text in (",", "|", "=", "<", ">", "~", ":", ";")) or (
        token.word in _ENDS and reading.at(index - 1) != "."
    )


def _is_scalar(reading: ParsedStatement, start: int, end: int) -> bool:
    """Whether a term is plainly no list: a literal, a property that holds none, a call of a function that gives
    none.
    """
    first, last = reading.tokens[start], reading.tokens[end - 1]
    if end - start == 1:
        return first.kind in ("number", "string")
    if reading.kinds.get(start + 1) == "subquery" and reading.close[start + 1] == end - 1:
        return reading.at(start) != "COLLECT"
    if reading.kinds.get(start + 1) == "arguments" and reading.close[start + 1] == end - 1:
        return first.text.lower() in _SCALARS
    return reading.at(end - 2) == "." and last.text in _SINGLE
