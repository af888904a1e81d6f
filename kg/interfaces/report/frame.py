"""The two sizes that every chart is drawn in: for a page or a screen, and for a phone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """A size to draw in: ``width`` in pixels; ``letter`` is about the width of one letter of a label."""

    name: str
    width: int
    letter: float

    @property
    def narrow(self) -> bool:
        """Whether it is the size of a phone."""
        return self.name == "narrow"

    def fitted(self, label: str, room: float) -> str:
        """A label cut to some pixels, with dots where it was."""
        most = max(4, int(room / self.letter))
        return label if len(label) <= most else label[: most - 1].rstrip() + "\u2026"


FRAMES = (Frame("wide", 960, 7.2), Frame("narrow", 328, 5.8))
