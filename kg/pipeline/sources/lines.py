"""Lines of a text input as strings, each with its number; a line that is not UTF-8 comes with the place of its first
bad byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.pipeline.sources import opening


@dataclass(frozen=True, slots=True)
class InputLine:
    """One line: its number (1-based), its text without the line end, and why its bytes are not text (else nothing)."""

    number: int
    text: str
    fault: str = ""


def decoded(stream: Iterator[bytes]) -> Iterator[InputLine]:
    """The lines of a UTF-8 input. A line that is not UTF-8 has ``fault``, and its bad bytes replaced. Raises
    ``opening.Fault``.
    """
    for number, offset, raw in opening.lines(stream):
        try:
            yield InputLine(number, raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield InputLine(number, raw.decode("utf-8", "replace"), not_utf8(error, offset))


def not_utf8(error: UnicodeDecodeError, offset: int = 0) -> str:
    """The reason of a Reject: which byte of the input (counted from 0 at ``offset``) is not UTF-8."""
    position = offset + error.start
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at byte offset {position}; convert the file to UTF-8"
