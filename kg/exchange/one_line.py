"""What a file says, as a message of one line shows it."""

from __future__ import annotations

LONGEST = 100
"""Characters of an IRI, an id or a value that a message shows."""


def one_line(text: object, most: int = LONGEST) -> str:
    """A text on one line, cut where it is longer than ``most``.

    >>> one_line("urn:" + "x" * 500, 24)
    'urn:xxxxxxxxxxxxxxxxx...'
    """
    line = " ".join(str(text).split())
    return line if len(line) <= most else f"{line[: most - 3]}..."
