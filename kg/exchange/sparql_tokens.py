"""What a statement in SPARQL says, told from what stands in its strings, IRIs and comments."""

from __future__ import annotations

import difflib
import re

from kg import ids
from kg.exchange.export.compact import namespaces
from kg.exchange.one_line import one_line

LONGEST = 400
"""Characters of an engine's message that are passed on."""

TEXT = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
)
COMMENT = r"#[^\n\r]*"
"""Patterns of strings and comments."""

TOKEN = re.compile(
    rf"{TEXT}|" r'<[^<>"{}|^`\x00-\x20]*>|' rf"{COMMENT}|" r"\\.|\$(?P<name>\w+)",
    re.DOTALL,
)
"""A string, an IRI, a comment, an escaped sign of a local name (``ex:it\\'s``), or ``$name``. A carriage return ends a
comment, too: whoever reads on to the line feed takes the code behind it for a comment.
"""

UPDATES = frozenset({"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})
"""Words that an update begins with."""

_SERVICE = re.compile(r"(?<![\w:?$])SERVICE(?![\w:-])", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w:?$-])FROM(?![\w:-])", re.IGNORECASE)
_DECLARED = re.compile(r"PREFIX\s+([^\s:]*):", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w:?$.-])([A-Za-z][\w.-]*):(?=[\w%\\])")
_FIRST = re.compile(r"(?:\s|BASE(?=\s)|PREFIX\s+[^\s:]*:)*(\w*)", re.IGNORECASE)


def known_prefixes() -> dict[str, str]:
    """Prefix -> start of its IRIs, of those that a question need not declare. Raises ConfigError for the base."""
    return {prefix: start for start, prefix in namespaces().items()} | {"kgv": ids.minted("vocab", "")}


def code_of(statement: str) -> str:
    """A statement without its strings, IRIs and comments, in which a word is a keyword, a variable or a name."""
    return TOKEN.sub(_as_code, statement)


def _as_code(found: re.Match[str]) -> str:
    if found["name"]:
        return found[0]
    return "_" if found[0].startswith("\\") else " "


def asks_another_server(statement: str) -> bool:
    """Whether a statement asks another server (``SERVICE``)."""
    return bool(_SERVICE.search(code_of(statement)))


def names_graphs(statement: str) -> bool:
    """Whether a statement says itself which graphs it is about (``FROM``, ``FROM NAMED``)."""
    return bool(_FROM.search(code_of(statement)))


def update_word(statement: str) -> str:
    """The word by which a statement begins to change a graph; empty where it does not."""
    found = _FIRST.match(code_of(statement))
    word = found[1].upper() if found else ""
    return word if word in UPDATES else ""


def not_understood(statement: str, error: Exception) -> str:
    """What is wrong with a statement that an engine does not read, in one line: the prefix that nobody declared, with
    what is near it, or else what the engine says.
    """
    code = code_of(statement)
    known = {*known_prefixes(), *_DECLARED.findall(code)}
    unknown = [one for one in dict.fromkeys(_PREFIX.findall(code)) if one not in known]
    if not code.strip():
        return "there is no query"
    if unknown and "Prefix not found" in str(error):
        near = difflib.get_close_matches(unknown[0], sorted(known), 1)
        return f"the prefix {unknown[0]}: is not declared" + (f"; near: {near[0]}:" if near else "")
    return one_line(error, LONGEST)
