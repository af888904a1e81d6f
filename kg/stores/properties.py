"""Properties that the embedded engine reads otherwise than Neo4j: ``name`` of a publication, computed keys, and
keywords.

To the engine ``n.name`` is the title of a node that has no name, which of all labels only a publication has;
``n['name']`` is the property alone, of a node as well as of a map. ``n['type']`` is a label that it makes up, for nodes
and relationships only.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.stores.edits import Edit
from kg.stores.parsed_statement import ParsedStatement

TITLED = "Publication"
"""The label whose nodes have a title and no name."""

NAMED = ("Entity", "Trial")
"""Labels that between them hold every node with a name."""

KEYWORDS = frozenset(
    "ALL AND CASE ELSE END EXISTS LIMIT MATCH OPTIONAL OR RETURN SKIP THEN UNWIND WHEN WHERE WITH".split()
)
"""Words that the engine takes for no property unless they stand in backticks."""

AGGREGATES = ("count", "sum", "avg", "min", "max", "collect", "stdev")


def names(reading: ParsedStatement) -> Iterator[Edit]:
    """Edits that ask for the property ``name`` alone wherever a publication may be asked."""
    entities = _entities(reading)
    for index, token in enumerate(reading.tokens):
        if token.kind not in ("name", "quoted") or token.text.strip("`") != "name":
            continue
        around = reading.within[index]
        kind = reading.kinds.get(around, "")
        if (
            kind == "properties"
            and reading.at(index + 1) == ":"
            and reading.kinds.get(reading.within[around]) == "node"
        ):
            if not labels(reading, reading.within[around]):
                yield Edit(reading.tokens[around].start, reading.tokens[around].start, f":{'|'.join(NAMED)} ")
        elif reading.at(index - 1) != "." or reading.kinds.get(index + 1) == "arguments":
            continue
        elif kind == "projection" and reading.at(index - 2) in ("{", ","):
            of = reading.tokens[around - 1].text
            if of not in entities:
                yield Edit(reading.tokens[index - 1].start, reading.end(index), f"name: {of}['name']")
        elif reading.tokens[index - 2].kind in ("name", "quoted") and reading.at(index - 3) != ".":
            if reading.tokens[index - 2].text not in entities:
                yield Edit(reading.tokens[index - 1].start, reading.end(index), "['name']")
        elif reading.at(index - 2) == ")":
            opening = next(start for start, end in reading.close.items() if end == index - 2)
            if reading.at(opening - 1) in ("STARTNODE", "ENDNODE"):
                node, start = reading.span(opening - 1, index - 1), reading.tokens[opening - 1].start
                yield Edit(start, start, f"CASE WHEN '{TITLED}' IN labels({node}) THEN null ELSE ")
                yield Edit(reading.end(index), reading.end(index), " END")


def labels(reading: ParsedStatement, opening: int) -> frozenset[str]:
    """Labels that a node pattern names; empty for none."""
    place = opening + 1 + (reading.tokens[opening + 1].kind in ("name", "quoted"))
    end = next(
        (i for i in range(place, reading.close[opening]) if reading.at(i) in ("{", "WHERE")), reading.close[opening]
    )
    named = reading.at(place) == ":"
    return frozenset(
        reading.tokens[i].text.strip("`")
        for i in range(place, end)
        if named and reading.tokens[i].kind in ("name", "quoted")
    )


def _entities(reading: ParsedStatement) -> set[str]:
    """Variables that are never a publication: every pattern that has them says so, or one of them where the variable
    stays the same.
    """
    patterns: dict[str, list[int]] = {}
    for opening, kind in sorted(reading.kinds.items()):
        if kind == "node" and reading.tokens[opening + 1].kind in ("name", "quoted"):
            patterns.setdefault(reading.tokens[opening + 1].text, []).append(opening)
    renamed = {
        token.text
        for i, token in enumerate(reading.tokens)
        if reading.at(i + 1) == "IN" or (reading.at(i - 1) == "AS" and not _is_property(reading, i - 2, patterns))
    }
    found = set()
    for name, openings in patterns.items():
        known = [bool(said) and TITLED not in said for said in (labels(reading, opening) for opening in openings)]
        if name not in renamed and (all(known) or (any(known) and _stays(reading, name, openings))):
            found.add(name)
    return found


def _stays(reading: ParsedStatement, name: str, openings: list[int]) -> bool:
    """Whether a variable is one and the same in all its patterns: no part of a UNION or a CALL, and given on by every
    WITH between.
    """
    if any(clause.word in ("UNION", "CALL") for clause in reading.clauses):
        return False
    between = [
        clause for clause in reading.clauses if clause.word == "WITH" and openings[0] < clause.start < openings[-1]
    ]
    return all(any(reading.words(*item) in ((name,), ("*",)) for item in reading.items(clause)) for clause in between)


def _is_property(reading: ParsedStatement, index: int, patterns: Container[str]) -> bool:
    """Whether ``d.name`` ends at a token, of a ``d`` in a pattern: no node."""
    return index >= 2 and reading.at(index - 1) == "." and reading.tokens[index - 2].text in patterns


def keys(reading: ParsedStatement) -> Iterator[Edit]:
    """Edits that make ``n[key]`` null for the key ``type`` of a node or relationship, unless the key is plainly
    another.
    """
    for opening, kind in reading.kinds.items():
        if kind != "subscript":
            continue
        first, last = opening + 1, reading.close[opening]
        before = reading.tokens[opening - 1]
        inside = reading.tokens[first:last]
        around = reading.kinds.get(_opening(reading, opening - 1))
        of_map = before.kind in ("parameter", "string") or around in ("map", "projection", "list")
        sliced = any(
            reading.at(i) == "." == reading.at(i + 1) and reading.within[i] == opening for i in range(first, last)
        )
        known = any(
            reading.tokens[i].kind == "number" and reading.within[i] == opening for i in range(first, last)
        ) or (len(inside) == 1 and inside[0].kind == "string" and inside[0].text[1:-1] != "type")
        if of_map or sliced or known or any(True for name, _ in reading.calls(*AGGREGATES) if first <= name < last):
            continue
        alone = before.kind in ("name", "quoted") and reading.at(opening - 2) != "."
        made_up = (
            f"CASE WHEN valueType({before.text}) STARTS WITH 'MAP' THEN 'type' ELSE 'kg_none' END"
            if alone
            else "kg_type()"
        )
        yield Edit(reading.tokens[first].start, reading.tokens[first].start, "[kg_k IN [")
        end = reading.end(last - 1)
        yield Edit(end, end, f"] | CASE WHEN kg_k = 'type' THEN {made_up} ELSE kg_k END][0]")


def _opening(reading: ParsedStatement, closing: int) -> int:
    return next((start for start, end in reading.close.items() if end == closing), -1)


def keywords(reading: ParsedStatement) -> Iterator[Edit]:
    """Edits that put a property whose name is a keyword into backticks: ``e.end``."""
    for index, token in enumerate(reading.tokens):
        if token.word not in KEYWORDS:
            continue
        looked_up = (
            reading.at(index - 1) == "."
            and reading.at(index - 2) != "."
            and reading.kinds.get(index + 1) != "arguments"
        )
        in_pattern = reading.kinds.get(reading.within[index]) == "properties" and reading.at(index + 1) == ":"
        if looked_up or (in_pattern and reading.at(index - 1) in ("{", ",")):
            yield Edit(token.start, reading.end(index), f"`{token.text}`")
