"""Values of a query's parameters: as typed on a command line, one function a type, all listed in ``TYPES``; and as
Python has them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, NoReturn

from kg.ask.given import beginning, shown
from kg.errors import QueryError

_LARGEST = 2**63 - 1
"""Whole numbers of Cypher have 64 bits."""

_TRUTH = {"true": True, "false": False}


def _text(name: str, text: str) -> str:
    return text


def _whole(name: str, text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise QueryError(f"{name}={shown(text)}: expected a whole number") from None
    if not -_LARGEST - 1 <= value <= _LARGEST:
        raise QueryError(
            f"{name}={beginning(text)}: expected a whole number of at most 64 bits; give it as text, in quotes,"
            " if it is an id"
        )
    return value


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise QueryError(f"{name}={shown(text)}: expected a number")
    return value


def _boolean(name: str, text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise QueryError(f"{name}={shown(text)}: expected true or false")
    return _TRUTH[text.lower()]


def _list(name: str, text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _any(name: str, text: str) -> Any:
    """What JSON makes of it (``3``, ``0.5``, ``true``, ``null``, ``["a", "b"]``, ``"3"``), the text itself where it is
    no JSON.
    """

    def refuse(constant: str) -> NoReturn:
        raise ValueError(constant)  # NaN and Infinity, which JSON does not have

    try:
        return json.loads(
            text,
            parse_int=lambda digits: _whole(name, digits),
            parse_float=lambda digits: _number(name, digits),
            parse_constant=refuse,
        )
    except (ValueError, RecursionError):
        return text


TYPES: dict[str, Callable[[str, str], Any]] = {
    "curie": _text,
    "string": _text,
    "int": _whole,
    "list": _list,
    "float": _number,
    "bool": _boolean,
    "any": _any,
}
"""Type of a parameter -> what makes its value of (its name, the text given). Each raises QueryError for a text of
another type.
"""

DEFAULTS: dict[str, type | tuple[type, ...]] = {
    "int": int,
    "list": list,
    "float": (int, float),
    "bool": bool,
    "any": object,
}
"""Type of a parameter -> what TOML gives for its default, where that is no text."""

_PYTHON: dict[str, tuple[tuple[type, ...], str]] = {
    "curie": ((str,), "a CURIE or a name"),
    "string": ((str,), "a text"),
    "int": ((int,), "a whole number"),
    "list": ((list, tuple, set, frozenset), "a list of texts"),
    "float": ((int, float), "a number"),
    "bool": ((bool,), "True or False"),
    "any": ((str, int, float, bool, list, tuple, dict, type(None)), "a text, number, truth value, list, dict or None"),
}
"""Type of a parameter -> the types of Python that it takes, and how a message calls them."""


def python_value(type_: str, name: str, value: Any) -> Any:
    """The value of a parameter as Python has it.

    Several things are a list, those of a set sorted. Raises QueryError for another type.
    """
    allowed, expected = _PYTHON[type_]
    # a truth value is a number to Python and none to a query
    wrong = not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)
    members = () if type_ != "list" or wrong else value
    if wrong or not all(isinstance(one, str) for one in members):
        raise QueryError(f"{name}={shown(value)}: expected {expected}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _whole(name, str(value)) if isinstance(value, int) else _number(name, str(value))
    if isinstance(value, set | frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
