"""A statement read as far as rewriting it takes: brackets and what they are, clauses, what is projected. Not a parser.

Works on tokens, so strings, comments and backticks cannot be taken for Cypher. A statement with brackets that do not
match reads as one without structure: the engine says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.stores.cypher_tokens import CypherToken, is_keyword, tokens

CLAUSES = frozenset(
    "MATCH OPTIONAL WITH UNWIND RETURN CALL UNION WHERE ORDER SKIP OFFSET LIMIT YIELD USING FINISH FILTER LET EXPLAIN"
    " PROFILE".split()
)
"""Words that begin a clause, or a part of one that ends what stands before it."""

_OPERATORS = frozenset(
    "AND OR XOR NOT IN WHERE WHEN THEN ELSE CASE RETURN WITH BY DISTINCT AS MATCH UNWIND IS CONTAINS ON LIMIT"
    " SKIP".split()
)
KEPT = 512
"""Statements that are kept as they were read, those asked last."""

_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: ``word`` that begins it, index of that word, index after its last token, index of the bracket around it
    (-1: none).
    """

    word: str
    start: int
    end: int
    within: int


@dataclass(frozen=True, slots=True)
class ParsedStatement:
    """Tokens of a statement and their structure; every number below is an index of a token.

    ``close`` gives the closing of every opening bracket, ``within`` the innermost opening before each token (-1: none),
    ``kinds`` what an opening opens: ``node``, ``relationship``, ``properties`` (of either), ``arguments``, ``group``,
    ``list``, ``subscript``, ``map``, ``projection`` (of a map from a node) or ``subquery``.
    """

    text: str
    tokens: tuple[CypherToken, ...]
    close: dict[int, int]
    within: tuple[int, ...]
    kinds: dict[int, str]
    clauses: tuple[Clause, ...]

    def at(self, index: int) -> str:
        """Text of a token, a name in capitals; empty outside of the statement."""
        return (self.tokens[index].word or self.tokens[index].text) if 0 <= index < len(self.tokens) else ""

    def end(self, index: int) -> int:
        """Offset after a token."""
        return self.tokens[index].start + len(self.tokens[index].text)

    def span(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end`` (not included), as it was written."""
        return self.text[self.tokens[start].start : self.end(end - 1)]

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Tokens ``start`` to ``end`` (not included) for a comparison that space and comments do not matter to."""
        return tuple(token.text for token in self.tokens[start:end])

    def calls(self, *names: str) -> Iterator[tuple[int, int]]:
        """Index of the name and of the opening of every call of a function, by its lower-case name."""
        for index, token in enumerate(self.tokens[:-1]):
            if token.text.lower() in names and self.kinds.get(index + 1) == "arguments" and self.at(index - 1) != ".":
                yield index, index + 1

    def in_shortest(self, index: int) -> bool:
        """Whether a token stands directly in ``shortestPath(...)`` or ``allShortestPaths(...)``."""
        return self.at(self.within[index] - 1) in ("SHORTESTPATH", "ALLSHORTESTPATHS")

    def parts(self, start: int, end: int, separator: str = ",") -> list[tuple[int, int]]:
        """``start`` to ``end`` (not included) cut at the separators of that level, as pairs like them; empty parts are
        left out.
        """
        if start >= end:
            return []
        level, found, begin = self.within[start], [], start
        for index in range(start, end):
            if self.tokens[index].text == separator and self.within[index] == level:
                found.append((begin, index))
                begin = index + 1
        return [(first, last) for first, last in [*found, (begin, end)] if first < last]

    def items(self, clause: Clause) -> list[tuple[int, int]]:
        """The items of a RETURN or WITH, without its DISTINCT, as pairs like those of ``parts``."""
        start = clause.start + 1
        return self.parts(start + (self.at(start) == "DISTINCT"), clause.end)


@lru_cache(maxsize=KEPT)
def parse(cypher: str) -> ParsedStatement:
    """Read a statement; never fails. What was read is kept for the next time, and nobody may change it."""
    found = tuple(tokens(cypher))
    close: dict[int, int] = {}
    within: list[int] = []
    stack: list[int] = []
    for index, token in enumerate(found):
        text = token.text if token.kind == "mark" else ""
        if text in (")", "]", "}"):
            if not stack or _PAIRS[found[stack[-1]].text] != text:
                return ParsedStatement(cypher, found, {}, (-1,) * len(found), {}, ())
            close[stack.pop()] = index
        within.append(stack[-1] if stack else -1)
        if text in _PAIRS:
            stack.append(index)
    if stack:
        return ParsedStatement(cypher, found, {}, (-1,) * len(found), {}, ())
    kinds: dict[int, str] = {}
    for index in sorted(close):
        kinds[index] = _KINDS[found[index].text](found, close, within, kinds, index)
    clauses = tuple(_clauses(found, close, within, kinds))
    _patterns(found, close, within, kinds, clauses)
    return ParsedStatement(cypher, found, close, tuple(within), kinds, clauses)


def _paren(
    found: tuple[CypherToken, ...], close: dict[int, int], within: list[int], kinds: dict[int, str], index: int
) -> str:
    before = found[index - 1] if index else None
    if before is None:
        return "group"
    if before.kind in ("name", "quoted") and before.word not in _OPERATORS:
        return "arguments"
    after = found[close[index] + 1] if close[index] + 1 < len(found) else None
    # in a pattern a node stands beside a dash; `(a) - (b)` of numbers reads the same, and is not changed by any
    # rewriting of nodes
    beside = (before.text in ("-", ">")) or (after is not None and after.text in ("-", "<"))
    inside = found[index + 1 : close[index]]
    named = inside[1:] if inside and inside[0].kind in ("name", "quoted") else inside
    alone = len(named) == 1 and named[0].kind == "parameter"
    fits = not named or alone or named[0].text in (":", "{") or named[0].word in ("WHERE", "IS")
    return "node" if beside and fits else "group"


def _square(
    found: tuple[CypherToken, ...], close: dict[int, int], within: list[int], kinds: dict[int, str], index: int
) -> str:
    before, after = (
        found[index - 1] if index else None,
        found[close[index] + 1] if close[index] + 1 < len(found) else None,
    )
    if before and before.text == "-" and after and after.text == "-":
        return "relationship"
    if before and (
        before.text in (")", "]", "}")
        or (before.kind in ("name", "quoted", "parameter", "string") and before.word not in _OPERATORS)
    ):
        return "subscript"
    return "list"


def _brace(
    found: tuple[CypherToken, ...], close: dict[int, int], within: list[int], kinds: dict[int, str], index: int
) -> str:
    before = found[index - 1] if index else None
    around = kinds.get(within[index], "")
    if before and before.word in ("EXISTS", "COUNT", "COLLECT", "CALL"):
        return "subquery"
    if before and before.text == ")":
        opening = next(start for start, end in close.items() if end == index - 1)
        if opening and found[opening - 1].word == "CALL":
            return "subquery"
    if around in ("node", "relationship"):
        return "properties"
    if before and before.kind in ("name", "quoted") and before.word not in _OPERATORS:
        return "projection"
    return "map"


_KINDS = {"(": _paren, "[": _square, "{": _brace}


def _clauses(
    found: tuple[CypherToken, ...], close: dict[int, int], within: list[int], kinds: dict[int, str]
) -> Iterator[Clause]:
    levels = [-1, *(index for index, kind in kinds.items() if kind == "subquery")]
    for level in levels:
        end = len(found) if level < 0 else close[level]
        starts = [
            index
            for index in range(level + 1, end)
            if within[index] == level
            and found[index].word in CLAUSES
            and is_keyword(list(found), index)
            and not _inner(found, index)
        ]
        for start, after in zip(starts, [*starts[1:], end], strict=False):
            yield Clause(found[start].word, start, after, level)


def _inner(found: tuple[CypherToken, ...], index: int) -> bool:
    """Whether a word belongs to the clause before it: the MATCH of OPTIONAL MATCH, the WITH of STARTS WITH, the CALL of
    a name.
    """
    before = found[index - 1].word if index else ""
    after = found[index + 1] if index + 1 < len(found) else None
    if found[index].word == "WITH":
        return before in ("STARTS", "ENDS")
    if found[index].word in ("MATCH", "CALL") and before == "OPTIONAL":
        return True
    return bool(after and after.text in (".", "=", ",", ")") and found[index].word not in ("RETURN", "WITH", "WHERE"))


def _patterns(
    found: tuple[CypherToken, ...],
    close: dict[int, int],
    within: list[int],
    kinds: dict[int, str],
    clauses: tuple[Clause, ...],
) -> None:
    """Nodes that stand alone in MATCH, and the properties in them, which no dash tells from a group."""
    for clause in clauses:
        if clause.word not in ("MATCH", "OPTIONAL"):
            continue
        for index in range(clause.start, clause.end):
            if within[index] == clause.within and kinds.get(index) == "group":
                kinds[index] = "node"
                for inner in range(index + 1, close[index]):
                    if within[inner] == index and kinds.get(inner) in ("map", "projection"):
                        kinds[inner] = "properties"
