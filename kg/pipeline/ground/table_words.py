"""Words of the tables that tell what a name means by what its text says."""

from __future__ import annotations

import re
from collections.abc import Sequence


def any_of(words: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern of words that a text may have, at the beginning of one of its own; small letters stand for capitals
    too.
    """
    if not words:
        return None
    return re.compile(
        r"(?<![A-Za-z])(?:"
        + "|".join(f"(?i:{re.escape(word)})" if word.islower() else re.escape(word) for word in words)
        + ")"
    )
