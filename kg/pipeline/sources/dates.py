"""The year of a publication, from the many ways in which dates are printed."""

from __future__ import annotations

import re

FIRST, LAST = 1600, 2099
"""Years that a publication may be of: the first journals are of 1665. ``0000`` and ``9999`` stand for no year."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def year_in(printed: str) -> int | None:
    """The first possible year in a date (``1998 Dec-1999 Jan`` -> 1998, ``Winter 2001``, ``2011-05-03``), or None."""
    return next((year for match in _YEAR.finditer(printed) if FIRST <= (year := int(match[0])) <= LAST), None)
