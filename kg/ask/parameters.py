"""A parameter of a query: what it takes, and the value that a text or a Python value gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.ask.given import refuse_half, shown
from kg.ask.values import TYPES, python_value
from kg.errors import QueryError

READS = ("after", "until", "number", "share", "phases", "assertion")
"""Kinds of figures in a question: years after and up to which, how many, a share, phases of trials, the id of a
claim.
"""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; ``default`` is None when it must be given, ``entity`` the labels a name is looked up
    among.

    ``values``: the texts that are allowed, every one where there are none; ``least``: the smallest number that is.
    ``said``: pairs of a value and the words of a question that give it; ``reads``: the kind of figures of a question
    that it takes, one of ``READS``.
    """

    name: str
    type: str
    help: str
    default: Any = None
    entity: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    least: int | None = None
    said: tuple[tuple[str, str], ...] = ()
    reads: str = ""


def typed(parameter: Parameter, text: str) -> Any:
    """The value of a parameter that a text gives, as on the command line. Raises QueryError for one that it does not
    take.
    """
    if not text and parameter.default != "" and parameter.type in ("curie", "string") and "" not in parameter.values:
        raise QueryError(
            f"{parameter.name} is empty: expected {'a CURIE or a name' if parameter.type == 'curie' else 'a text'}"
        )
    refuse_half(parameter.name, text)
    return allowed(parameter, TYPES[parameter.type](parameter.name, text), text)


def allowed(parameter: Parameter, value: Any, given: Any) -> Any:
    """A value of the right type, in the spelling of the values that are allowed. Raises QueryError for any other."""
    if parameter.least is not None and value < parameter.least:
        raise QueryError(f"{parameter.name}={given}: expected a number from {parameter.least} on")
    if parameter.values:
        return [_spelled(parameter, one) for one in value] if isinstance(value, list) else _spelled(parameter, value)
    return value


def _spelled(parameter: Parameter, text: str) -> str:
    allowed = {value.casefold(): value for value in parameter.values}
    if text.casefold() not in allowed:
        several = "any of" if parameter.type == "list" else "one of"
        raise QueryError(
            f"{parameter.name}={shown(text)}: expected {several}"
            f" {', '.join(value or 'nothing' for value in parameter.values)}"
        )
    return allowed[text.casefold()]


def of_python(parameter: Parameter, value: Any) -> Any:
    """The value of a parameter that a Python value gives; a text is read as on the command line, except where any type
    will do.
    """
    if isinstance(value, str) and parameter.type != "any":
        return typed(parameter, value.strip())
    refuse_half(parameter.name, value)
    return allowed(parameter, python_value(parameter.type, parameter.name, value), value)
