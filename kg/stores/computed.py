"""Rewrites of what is computed: functions and divisions whose value the embedded engine gives otherwise than Neo4j.

Each takes a statement and yields the edits that make it right, or that make the engine stumble over a function that it
does not have (``kg_zero()`` and its like, ``kg.stores.rewrite.SENTENCES``) where a row comes to such a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.stores.edits import Edit
from kg.stores.parsed_statement import ParsedStatement


def _around(reading: ParsedStatement, names: tuple[str, ...], before: str, after: str) -> Iterator[Edit]:
    """Calls of one argument, with other text in the place of the name and its brackets."""
    for name, opening in reading.calls(*names):
        closing = reading.close[opening]
        if len(reading.parts(opening + 1, closing)) == 1:
            yield Edit(
                reading.tokens[name].start, reading.end(opening), before.replace("NAME", reading.tokens[name].text)
            )
            yield Edit(reading.tokens[closing].start, reading.end(closing), after)


def rounds(reading: ParsedStatement) -> Iterator[Edit]:
    """Halves of ``round()`` go up, as in Neo4j."""
    halves = "] | CASE WHEN kg_v - floor(kg_v) >= 0.5 THEN ceil(kg_v) ELSE floor(kg_v) END + 0.0][0]"
    yield from _around(reading, ("round",), "[kg_v IN [", halves)


def empties(reading: ParsedStatement) -> Iterator[Edit]:
    """``isEmpty(x)`` as ``size(x) = 0``."""
    yield from _around(reading, ("isempty",), "(size(", ") = 0)")


def lengths(reading: ParsedStatement) -> Iterator[Edit]:
    """``char_length(x)`` as ``size(x)``."""
    yield from _around(reading, ("char_length", "character_length"), "size(", ")")


def _guarded(reading: ParsedStatement, names: tuple[str, ...], condition: str, refusal: str) -> Iterator[Edit]:
    yield from _around(
        reading, names, "[kg_v IN [", f"] | CASE WHEN {condition} THEN {refusal}() ELSE NAME(kg_v) END][0]"
    )


def texts(reading: ParsedStatement) -> Iterator[Edit]:
    """``toString()`` of fractions that the engine writes otherwise is refused when a row comes to one."""
    condition = "valueType(kg_v) STARTS WITH 'FLOAT' AND kg_v <> 0 AND (abs(kg_v) >= 10000000 OR abs(kg_v) < 0.001)"
    for edit in _guarded(reading, ("tostring",), condition, "kg_float"):
        yield Edit(edit.start, edit.end, edit.text.replace("NAME", "toString"))


def numbers(reading: ParsedStatement) -> Iterator[Edit]:
    """Texts that Java takes for a number and the engine not, or the other way round, and fractions beyond 64 bits."""
    odd = "valueType(kg_v) STARTS WITH 'STRING' AND toLower(kg_v) =~ "
    fraction = f"{odd}'([^ -~]|.*[^ -~]| .*|.* |[+-]?inf|[+-]?infinity|[+-]?nan|[+-]?[0-9][0-9.e+-]*[df]|[+-]?0x.*)'"
    whole = f"({odd}'.*[^ -~].*') OR (valueType(kg_v) STARTS WITH 'FLOAT' AND abs(kg_v) >= 9.2e18)"
    for name, condition in {"toFloat": fraction, "toInteger": whole}.items():
        for edit in _guarded(reading, (name.lower(),), condition, "kg_number"):
            yield Edit(edit.start, edit.end, edit.text.replace("NAME", name))


def domains(reading: ParsedStatement) -> Iterator[Edit]:
    """``log()`` and ``sqrt()`` below their domain are refused when a row comes to one."""
    for name, condition in {"sqrt": "kg_v < 0", "log": "kg_v <= 0", "log10": "kg_v <= 0"}.items():
        for edit in _guarded(reading, (name,), condition, "kg_domain"):
            yield Edit(edit.start, edit.end, edit.text.replace("NAME", name))


def quotients(reading: ParsedStatement) -> Iterator[Edit]:
    """Division by zero is refused when a row comes to it."""
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


def _operand(reading: ParsedStatement, start: int) -> int:
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
