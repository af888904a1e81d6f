"""What the functions of Python are given, checked for its type before anything is done: TypeError in one line."""

from __future__ import annotations

from pathlib import Path
from types import UnionType
from typing import Any

from kg.ask.given import half_character, shown
from kg.errors import ConfigError, InputError


def expect(value: Any, what: str, kinds: type | UnionType | tuple[type, ...], expected: str) -> None:
    """Raise TypeError for a value of none of these types: ``3 is no profile: expected a text``."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is int):
        raise TypeError(f"{shown(value)} is no {what}: expected {expected}")


def expect_texts(**given: Any) -> None:
    """Raise TypeError for an argument that is no text, by the name of the argument."""
    for name, value in given.items():
        expect(value, name.replace("_", " "), str, "a text")


def expect_counts(**given: Any) -> None:
    """Raise TypeError for an argument that is no whole number, by the name of the argument."""
    for name, value in given.items():
        expect(value, name.replace("_", " "), int, "a whole number")


def expect_place(value: Any, what: str) -> None:
    """Raise TypeError for what is no path, ConfigError for a path that is empty or that no disk can hold."""
    expect(value, what, str | Path, "a path")
    if value == "":
        raise ConfigError(f"the {what} is empty: expected a path")
    if wrong := _unfit(str(value)):
        raise ConfigError(f"{shown(str(value))} is no {what}: it {wrong}")


def expect_tables(corrections: Any) -> None:
    """Raise TypeError for corrections that are no list of paths; one path alone would be read letter by letter."""
    if isinstance(corrections, str | Path):
        one = shown(str(corrections))
        raise TypeError(f"{one} is one table: corrections is a list, as in corrections=[{one}]")
    expect(corrections, "list of corrections", (list, tuple), "a list of paths of tables")
    for one in corrections:
        expect(one, "path of corrections", str | Path, "the path of a table")


def expect_characters(text: str, place: str) -> None:
    """Raise InputError for a text that holds half a surrogate pair; files with such a text lose that document alone."""
    if wrong := half_character(text):
        raise InputError(f"{place}: {wrong}; leave it out")


def _unfit(path: str) -> str:
    """What is wrong with a path that the system takes no name of."""
    if "\0" in path:
        return "holds a zero character"
    try:
        path.encode("utf-8", "surrogateescape")  # bytes of a name that are no UTF-8 are half a pair to Python
    except UnicodeEncodeError:
        return half_character(path)
    return ""
