"""Cypher cut into tokens, enough to tell clauses from strings, comments, names and property keys. Not a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n\r]*|/\*.*?(?:\*/|\Z))
  | (?P<string>'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z))
  | (?P<quoted>`(?:``|[^`])*(?:`|\Z))
  | (?P<parameter>\$(?:`(?:``|[^`])*`|\w+))
  | (?P<number>0[xX][0-9a-fA-F]+|0[oO][0-7]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<name>[^\W\d]\w*)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class CypherToken:
    """One token: ``kind`` is ``string``, ``quoted``, ``parameter``, ``number``, ``name`` or ``mark``; ``start`` its
    offset in the text.

    ``word`` is the upper-case form of a name (empty for every other kind), which is what keywords are compared with.
    """

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The name in capitals, empty for what is no name."""
        return self.text.upper() if self.kind == "name" else ""


def tokens(cypher: str) -> Iterator[CypherToken]:
    """Tokens of a statement in order, without space and comments. Never fails: an open string runs to the end."""
    for match in _TOKEN.finditer(cypher):
        kind = match.lastgroup
        if kind not in ("space", "comment"):
            yield CypherToken(str(kind), match[0], match.start())


def line_of(cypher: str, offset: int) -> int:
    """Line number of an offset, counted from 1."""
    return cypher.count("\n", 0, offset) + 1


def is_keyword(sequence: list[CypherToken], index: int) -> bool:
    """Whether the name at ``index`` can be a keyword.

    It cannot as a property (``n.set``), a label or type (``:SET``), a map key (``{set: 1}``) or an alias (``AS set``).
    """
    before = sequence[index - 1] if index else None
    after = sequence[index + 1] if index + 1 < len(sequence) else None
    if before and (before.text in (".", ":") or before.word == "AS"):
        return False
    return not (after and after.text == ":" and before and before.text in ("{", ","))


def comments(cypher: str) -> Iterator[tuple[int, int]]:
    """Start and end of every comment of a statement, in order."""
    for match in _TOKEN.finditer(cypher):
        if match.lastgroup == "comment":
            yield match.span()
