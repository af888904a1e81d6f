"""What a user has given, as a message shows it: short, and refused where it is no text that anything can hold."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import QueryError

SHOWN = 80
"""Characters of a value that a message shows."""

HALF = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair: a number that stands for no character, which a text in UTF-8 cannot hold."""


def shown(value: Any) -> str:
    """A value as Python writes it; of a long one the beginning, and how many characters are left out.

    >>> shown("HCC")
    "'HCC'"
    >>> shown("x" * 1000)[-26:]
    "x'... (920 more characters)"
    """
    if isinstance(value, str):
        return repr(value[:SHOWN]) + _left_out(value)
    return beginning(repr(value))


def beginning(text: str) -> str:
    """A text that is short, or the beginning of a long one, without quotes."""
    return text[:SHOWN] + _left_out(text)


def _left_out(text: str) -> str:
    return f"... ({len(text) - SHOWN:,} more characters)" if len(text) > SHOWN else ""


def half_character(text: str) -> str:
    """What is wrong with a text that holds half a surrogate pair, and where; empty for every other."""
    found = HALF.search(text)
    return f"holds half a surrogate pair, which is no character, at character {found.start() + 1:,}" if found else ""


def refuse_half(what: str, value: Any) -> None:
    """Raise QueryError for a value that holds half a surrogate pair anywhere; ``what`` it is a value of."""
    if isinstance(value, str):
        if wrong := half_character(value):
            raise QueryError(f"{what}={shown(value)} {wrong}: take it out")
    elif isinstance(value, dict):
        for one in (*value, *value.values()):
            refuse_half(what, one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            refuse_half(what, one)
