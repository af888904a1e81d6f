"""Talk on stderr: progress (bars in a terminal, a line now and then elsewhere) and single messages."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import Interrupted
from kg.interfaces.output import shown_escaped
from kg.progress import Progress, unwatched

EVERY = 10.0
"""Seconds between lines where there is no terminal."""


@contextmanager
def progress(labels: dict[str, str], *, beside_data: bool = False) -> Iterator[Progress]:
    """A callback ``(what, done, total)``: with a total ``done`` is the amount so far, without one it is how many more.

    ``labels`` names the kinds of work that are shown; others are shown under their own name. ``beside_data``: data is
    written to stdout meanwhile, and where that is the terminal there are no bars among it.
    """
    if sys.stderr.isatty() and beside_data and sys.stdout.isatty():
        yield unwatched
    elif sys.stderr.isatty():
        with _bars(labels) as callback:
            yield callback
    else:
        lines = _ProgressLines(labels)
        yield lines
        lines.end()


@contextmanager
def _bars(labels: dict[str, str]) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def callback(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(labels.get(what, what), total=total or None)
            if total:
                bars.update(tasks[what], completed=done, total=total)
            else:
                bars.advance(tasks[what], done)

        yield callback


class _ProgressLines:
    """One line every ``EVERY`` seconds on the work at hand and on all that is in ``labels``, and one at the end;
    nothing of what takes less.
    """

    def __init__(self, labels: dict[str, str]) -> None:
        self._labels = labels
        self._state: dict[str, tuple[int, int]] = {}
        self._at = time.monotonic()
        self._said = self._line = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        self._state[what] = (done if total else self._state.get(what, (0, 0))[0] + done, total)
        shown = [name for name in self._state if name == what or name in self._labels]
        self._line = ", ".join(_amount(self._labels.get(name, name), *self._state[name]) for name in shown)
        now = time.monotonic()
        if now - self._at >= EVERY:
            self._at, self._said = now, self._line
            say(self._line)

    def end(self) -> None:
        """Say how it ended, where something was said on the way and is not true any more."""
        if self._said not in ("", self._line):
            say(self._line)


def _amount(label: str, done: int, total: int) -> str:
    return f"{label}: {done:,}" + (f" of {total:,}" if total else "")


@contextmanager
def interruptible(message: str) -> Iterator[None]:
    """Say ``message`` when the user presses Ctrl-C in here."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted; {message}") from None


def say(message: str) -> None:
    """One line to the user on stderr."""
    sys.stderr.write(f"kg: {shown_escaped(message)}\n")
    sys.stderr.flush()
