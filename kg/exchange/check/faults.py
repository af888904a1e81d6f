"""What a check finds: a fault a line, and how much was gone through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kg.exchange.check.counts import GraphCounts
from kg.exchange.one_line import one_line

COLUMNS = ("place", "property", "found", "expected")
"""Columns of a fault, as ``--json`` names them."""

LONGEST = 120
"""Characters of a value that are shown."""

PLACE = 240
"""Characters of a place: a path and a line, or a row of a table."""


@dataclass(frozen=True, slots=True)
class FoundFault:
    """A fault: where it is (``FILE:LINE``, a subject, a row of a table), in which property, what is there and what was
    expected.
    """

    place: str
    property: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place}: {self.property}: found {self.found}, expected {self.expected}"


@dataclass(slots=True)
class Findings:
    """What was found so far: the first ``limit`` faults (0: all of them), the count of all, and counts of what was gone
    through; ``counts`` are those that every form of one graph agrees in, by what is counted and its name.
    """

    limit: int = 0
    faults: list[FoundFault] = field(default_factory=list)
    total: int = 0
    checked: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    counts: GraphCounts = field(default_factory=Counter)

    def add(self, place: str, property_: str, found: str, expected: str) -> None:
        """Put a fault down."""
        self.total += 1
        if not self.limit or len(self.faults) < self.limit:
            self.faults.append(FoundFault(one_line(place, PLACE), property_, shown(found), expected))

    def count(self, what: str, number: int = 1) -> None:
        """Add to what was gone through."""
        self.checked[what] = self.checked.get(what, 0) + number


def shown(text: str) -> str:
    """A value on one line, cut when it is long."""
    return one_line(text, LONGEST)


def one_of(words: tuple[str, ...] | list[str] | frozenset[str], most: int = 12) -> str:
    """``one of a, b``; of a long list its beginning."""
    listed = list(words) if isinstance(words, tuple | list) else sorted(words)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return (f"one of {', '.join(listed[:most])}{more}") if len(listed) > 1 else ", ".join(listed)
