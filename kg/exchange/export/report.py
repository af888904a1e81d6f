"""What a caller of an export may ask for and be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[[str], None]
"""Told one line that is worth a word but is no error."""

Progress = Callable[[str, int, int], None]
"""Told what is done, how much more of it, and 0 (no total is known)."""


def silent(message: str) -> None:
    """The report of a caller that wants none."""


def unwatched(what: str, done: int, total: int) -> None:
    """The progress of a caller that wants none."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``complete``: with everything that the dataset holds, so that it can be imported again; ``progress`` is told of
    rows read.
    """

    complete: bool = False
    progress: Progress = unwatched


DEFAULT = ExportOptions()
