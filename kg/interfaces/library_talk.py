"""What libraries say, as lines of this program: one each, and of each kind one a minute at most."""

from __future__ import annotations

import logging
import sys
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Hashable
from typing import Any

EVERY_S = 60.0
"""Seconds between two lines of the same kind."""

LONGEST_LINE = 300
"""Characters of the longest line."""

LIBRARIES = ("uvicorn", "uvicorn.error", "asyncio", "mcp")
"""Loggers whose warnings become lines."""

WORDS: dict[str, str] = {
    "Invalid HTTP request received.": "a request that is no HTTP was refused",
    "Cancel %s running task(s), timeout graceful shutdown exceeded": "%s requests had no answer when the server ended",
}
"""What a library says, and what is said instead."""


class LibraryTalk(logging.Handler):
    """Writes warnings of libraries to stderr: no traceback, nothing that moves a terminal, one line of a kind in
    ``EVERY_S`` seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(logging.WARNING)
        self._clock = clock
        self._said: dict[Hashable, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, if none of its place in the library was written of late."""
        words = WORDS.get(str(record.msg), str(record.msg))
        message = words % record.args if record.args else words
        error = record.exc_info[1] if record.exc_info else None
        self.say((record.pathname, record.lineno), message + (f": {_named(error)}" if error else ""))

    def say(self, kind: Hashable, message: str) -> None:
        """Write a line, if none of its kind was written of late."""
        now = self._clock()
        if now - self._said.get(kind, now - EVERY_S) < EVERY_S:
            return
        self._said[kind] = now
        line = "".join(sign if sign.isprintable() else "?" for sign in " ".join(message.split()))
        sys.stderr.write(f"kg: {line[:LONGEST_LINE]}\n")

    def of_loop(self, loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        """Say a fault that the loop has nobody to tell, such as a connection for which the system has no file left."""
        error = context.get("exception")
        kind = (context["message"], type(error).__name__)
        self.say(kind, f"the server: {context['message']}" + (f": {_named(error)}" if error else ""))


def hear_libraries() -> LibraryTalk:
    """Write what libraries say from now on as lines of this program."""
    talk = LibraryTalk()
    for name in LIBRARIES:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [talk], False
    return talk


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
