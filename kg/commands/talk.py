"""Progress on stderr: bars in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, int, int], None]

EVERY = 10.0
"""Seconds between lines where there is no terminal."""


@contextmanager
def progress(labels: dict[str, str]) -> Iterator[Progress]:
    """A callback ``(what, done, total)``: with a total ``done`` is the amount so far, without one it is how many more.

    ``labels`` names the kinds of work that are shown; others are shown under their own name.
    """
    if sys.stderr.isatty():
        with _bars(labels) as callback:
            yield callback
    else:
        yield _lines(labels)


@contextmanager
def _bars(labels: dict[str, str]) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, int] = {}

        def callback(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(labels.get(what, what), total=total or None)
            if total:
                bars.update(tasks[what], completed=done, total=total)
            else:
                bars.advance(tasks[what], done)  # type: ignore[arg-type]

        yield callback


def _lines(labels: dict[str, str]) -> Progress:
    counts: dict[str, int] = {}
    last: dict[str, float] = {}

    def callback(what: str, done: int, total: int) -> None:
        counts[what] = done if total else counts.get(what, 0) + done
        now = time.monotonic()
        if now - last.get(what, 0.0) >= EVERY or (total and done >= total):
            last[what] = now
            of = f" of {total:,}" if total else ""
            sys.stderr.write(f"kg: {labels.get(what, what)}: {counts[what]:,}{of}\n")
            sys.stderr.flush()

    return callback


def say(message: str) -> None:
    """One line to the user on stderr."""
    sys.stderr.write(f"kg: {message}\n")
