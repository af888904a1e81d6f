"""How work is told of while it is done: the same two callbacks everywhere, and their silent defaults."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told ``(what, done, total)``: with a total, how much of it is done so far; without one (0), how much more is."""

Report = Callable[[str], None]
"""Told one line that is worth a word and is no error; the library itself never prints."""


def unwatched(what: str, done: int, total: int) -> None:
    """The progress of a caller that wants none."""


def silent(message: str) -> None:
    """The report of a caller that wants none."""
