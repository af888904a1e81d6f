"""Faults that name the options of the command line, said as a function of Python has them: ``--stop-after`` is its
``stop_after``.

What lies below both doors words a fault once, with the option; a user of Python has a keyword.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from kg.errors import KgError

_OPTION = re.compile(r"\bkg [a-z][^;:,`]*|(?<!\S)--(?P<name>[a-z]+(?:-[a-z]+)*)")
"""A command to type, which stays as it is, or an option."""

_OTHERWISE = {"in": "within", "from": "format", "dataset": "kg.open"}
"""Option -> what says the same in Python, where that is no keyword of its name."""


@contextmanager
def keywords() -> Iterator[None]:
    """Errors that are raised in here name keywords instead of options."""
    try:
        yield
    except KgError as error:
        said = as_keywords(str(error))
        if said == str(error):
            raise
        raise type(error)(said) from error


def as_keywords(message: str, otherwise: Mapping[str, str] = _OTHERWISE) -> str:
    """A message with keywords for options; those of a command to type stay."""

    def keyword(found: re.Match[str]) -> str:
        name = found["name"]
        return otherwise.get(name, name.replace("-", "_")) if name else found[0]

    return _OPTION.sub(keyword, message)
