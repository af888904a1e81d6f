"""The rows' own counts as a drawing: a line of signs a row."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.charts import CountBar
from kg.interfaces.report.frame import Frame
from kg.interfaces.report.glyphs import SIZE, drawing, sign
from kg.interfaces.report.markup import Markup, join, tag
from kg.interfaces.report.words import TIER

DRAWN = 60
"""Rows of the drawing; the answer below it has all."""

_LABEL = 300
_ROW = 34


def bars_svg(bars: Sequence[CountBar], frame: Frame) -> Markup:
    """Bars whose length is the number of publications, with the signs of what they found."""
    shown = bars[:DRAWN]
    most = max((sum(count for _, count in bar.counts) for bar in shown), default=1) or 1
    parts = [_row(bar, frame, n, most) for n, bar in enumerate(shown)]
    height = len(shown) * (_ROW + (22 if frame.narrow else 0)) + 4
    said = f"{len(shown)} rows with their counts by finding. The answer below has the same numbers."
    return drawing(f"bars-{frame.name}", "Publications by finding", said, frame.width, height, *parts)


def _row(bar: CountBar, frame: Frame, number: int, most: int) -> Markup:
    height = _ROW + (22 if frame.narrow else 0)
    y = number * height
    left = 8 if frame.narrow else _LABEL
    top = y + (26 if frame.narrow else 7)
    counts = [(series, count) for series, count in bar.counts if count]
    # a segment is never narrower than its sign
    room = frame.width - left - len(counts) * (SIZE + 2)
    parts, x = [], float(left)
    for series, count in counts:
        width = SIZE + 2 + room * count / most
        parts += [
            tag("rect", x=f"{x:.1f}", y=top, width=f"{width - 2:.1f}", height=SIZE, rx=3, class_=f"back {series}"),
            sign(series, count, round(x, 1), top),
        ]
        x += width
    label = f"{bar.name} \u00b7 {TIER.get(bar.tier, bar.tier)}" if bar.tier else bar.name
    return join(
        tag("rect", x=0, y=y, width=frame.width, height=height, class_="stripe") if number % 2 == 0 else None,
        tag(
            "text",
            tag("title", label),
            frame.fitted(label, frame.width - 70 if frame.narrow else _LABEL - 16),
            x=8,
            y=y + (18 if frame.narrow else 22),
            class_="name",
        ),
        parts,
    )
