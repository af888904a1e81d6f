"""Ids that annotators gave a name: mostly one, several where it stands for several things at once, none where it has
none.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Candidate

BAR = "|"
"""What parts the ids of one name where they are printed: in the table of names, and in ``Candidate.ids``."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The CURIEs in ``each``, in their order; false where there are none."""

    each: tuple[str, ...] = ()

    @staticmethod
    def read(printed: str) -> Ids:
        """Ids as they are printed, joined by bars."""
        return Ids(tuple(printed.split(BAR))) if printed else Ids()

    @staticmethod
    def of(candidate: Candidate) -> Ids:
        """The ids of the very thing that a candidate names, where they say more than its entity's own."""
        return Ids.read(candidate.ids[0]) if candidate.ids else Ids()

    def __bool__(self) -> bool:
        return bool(self.each)

    def __str__(self) -> str:
        return BAR.join(self.each)

    @property
    def first(self) -> str:
        """The first CURIE; empty where there is none."""
        return self.each[0] if self.each else ""

    @property
    def are_several(self) -> bool:
        """Whether the name stands for several things at once."""
        return len(self.each) > 1

    @property
    def printed(self) -> tuple[str, ...]:
        """As ``Candidate.ids`` has them."""
        return (str(self),) if self.each else ()
