"""Who is told what is worth a word in an export but is no error."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[str], None]
"""Told one line."""


def silent(message: str) -> None:
    """The report of a caller that wants none."""
