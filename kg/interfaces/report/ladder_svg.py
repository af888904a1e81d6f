"""The evidence ladder as a drawing: a row a thing, a column a tier, weakest on the left.

A thin line runs to the strongest tier at which a thing was studied, a thick one to the strongest that supports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ask.charts import LadderEntry
from kg.interfaces.report.frame import Frame
from kg.interfaces.report.glyphs import SIZE, drawing, sign
from kg.interfaces.report.markup import Markup, join, tag
from kg.interfaces.report.words import SHORT_TIER, TIER
from kg.model import POLARITIES, TIERS

DRAWN = 60
"""Rows of the drawing; the table beside it has all."""

HEAD = 34
_LABEL = 250
_GAP = 2
_RUNGS = tuple(reversed(TIERS))


@dataclass(frozen=True, slots=True)
class _Grid:
    frame: Frame

    @property
    def left(self) -> int:
        return 0 if self.frame.narrow else _LABEL

    @property
    def column(self) -> float:
        return (self.frame.width - self.left) / len(_RUNGS)

    @property
    def abreast(self) -> int:
        """Signs that stand side by side in a cell."""
        return max(1, int((self.column - 2) // (SIZE + _GAP)))

    def x(self, tier: str) -> float:
        return self.left + _RUNGS.index(tier) * self.column


def ladder_svg(rows: Sequence[LadderEntry], frame: Frame) -> Markup:
    """The drawing of the first ``DRAWN`` rows of a ladder."""
    grid, parts, y = _Grid(frame), [], float(HEAD)
    for number, row in enumerate(rows[:DRAWN]):
        height = _height(row, grid)
        parts.append(_row(row, grid, y, height, striped=number % 2 == 0))
        y += height
    said = (
        f"{len(rows[:DRAWN])} rows by eight tiers of evidence, mention on the left to phase 3 on the right; signs count"
        " publications by what they found. The table below has the same numbers."
    )
    return drawing(f"ladder-{frame.name}", "Evidence ladder", said, frame.width, y + 2, _head(grid, y), *parts)


def _head(grid: _Grid, bottom: float) -> Markup:
    words = SHORT_TIER if grid.frame.narrow else TIER
    middle = grid.column / 2
    return join(
        tag("text", words[tier], x=f"{grid.x(tier) + middle:g}", y=20, text_anchor="middle", class_="head")
        for tier in _RUNGS
    )


def _lines(row: LadderEntry, grid: _Grid) -> int:
    """Lines of signs in the fullest cell."""
    most = max((sum((tier, one) in row.counts for one in POLARITIES) for tier in TIERS), default=1)
    return max(1, -(-most // grid.abreast))


def _height(row: LadderEntry, grid: _Grid) -> float:
    signs = _lines(row, grid) * (SIZE + _GAP)
    return signs + 56 if grid.frame.narrow else max(46, signs + 20)


def _row(row: LadderEntry, grid: _Grid, y: float, height: float, *, striped: bool) -> Markup:
    frame = grid.frame
    top = y + 40 if frame.narrow else y + 7
    rail = y + height - 8
    said = f"supports: {TIER.get(row.supported, 'none')}"
    if row.studied != row.supported:
        said += f" \u00b7 studied: {TIER.get(row.studied, row.studied)}"
    room = frame.width - 70 if frame.narrow else _LABEL - 20
    return join(
        tag("rect", x=0, y=f"{y:g}", width=frame.width, height=f"{height:g}", class_="stripe") if striped else None,
        tag("text", tag("title", row.name), frame.fitted(row.name, room), x=8, y=f"{y + 18:g}", class_="name"),
        tag("text", said, x=8, y=f"{y + 34:g}", class_="said"),
        _rail(row.studied, grid, rail, "studied"),
        _rail(row.supported, grid, rail, "supported"),
        (_cell(row, tier, grid, top) for tier in _RUNGS),
    )


def _rail(tier: str, grid: _Grid, y: float, kind: str) -> Markup | None:
    """A line from the foot of the ladder to the middle of a tier, with an end mark."""
    if not tier:
        return None
    end = grid.x(tier) + grid.column / 2
    return tag(
        "g",
        tag("line", x1=f"{grid.left + 6:g}", x2=f"{end:g}", y1=f"{y:g}", y2=f"{y:g}"),
        tag("circle", cx=f"{end:g}", cy=f"{y:g}", r=4 if kind == "supported" else 3),
        class_=f"rail {kind}",
    )


def _cell(row: LadderEntry, tier: str, grid: _Grid, top: float) -> Markup:
    found = [(one, row.counts[tier, one]) for one in POLARITIES if (tier, one) in row.counts]
    signs = []
    for at in range(0, len(found), grid.abreast):
        line = found[at : at + grid.abreast]
        width = len(line) * (SIZE + _GAP) - _GAP
        left = grid.x(tier) + (grid.column - width) / 2
        y = top + (at // grid.abreast) * (SIZE + _GAP)
        signs += [sign(one, count, left + n * (SIZE + _GAP), y) for n, (one, count) in enumerate(line)]
    return join(signs)
