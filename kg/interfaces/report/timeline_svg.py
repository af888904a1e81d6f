"""The timeline as a drawing: a bar a year, stacked by what was found, with a filling of its own for each polarity."""

from __future__ import annotations

from kg.ask.charts import Timeline
from kg.interfaces.report.frame import Frame
from kg.interfaces.report.glyphs import drawing
from kg.interfaces.report.markup import Markup, join, tag

_LEFT, _TOP, _BOTTOM = 34, 12, 28
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000)
_LINES = 5


def timeline_svg(timeline: Timeline, frame: Frame) -> Markup:
    """The drawing of a timeline, from its first year to its last."""
    years = list(timeline.counts)
    height = 200 if frame.narrow else 240
    most = max(sum(counts) for counts in timeline.counts.values())
    step = next((one for one in _STEPS if most / one <= _LINES), _STEPS[-1])
    top = -(-most // step) * step
    scale = (height - _TOP - _BOTTOM) / max(top, 1)
    slot = (frame.width - _LEFT - 6) / len(years)
    by_finding = len(timeline.series) > 1
    title = "Publications by year and finding" if by_finding else "Publications by year"
    once = ", each once for every different finding" if by_finding else ""
    said = (
        f"Publications by year of publication{once}, {years[0]} to {years[-1]}. The table below has the same numbers."
    )
    return drawing(
        f"timeline-{frame.name}",
        title,
        said,
        frame.width,
        height,
        _hatch(frame),
        join(_line(value, height - _BOTTOM - value * scale, frame) for value in range(0, top + 1, step)),
        join(
            _bar(timeline, year, _LEFT + n * slot, slot, height - _BOTTOM, scale, frame) for n, year in enumerate(years)
        ),
        join(_years(years, slot, height)),
    )


def _hatch(frame: Frame) -> Markup:
    """Fillings that differ without colour."""
    return tag(
        "defs",
        tag(
            "pattern",
            tag("rect", width=6, height=6, class_="ground"),
            tag("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", class_="ink"),
            id=f"hatch-{frame.name}",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
        ),
        tag(
            "pattern",
            tag("rect", width=5, height=5, class_="ground"),
            tag("circle", cx=2.5, cy=2.5, r=1.3, class_="ink"),
            id=f"dots-{frame.name}",
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
        ),
    )


_FILLING = {"opposes": "hatch", "mixed": "dots"}


def _line(value: int, y: float, frame: Frame) -> Markup:
    return tag(
        "g",
        tag("line", x1=_LEFT, x2=frame.width, y1=f"{y:.1f}", y2=f"{y:.1f}"),
        tag("text", str(value), x=_LEFT - 6, y=f"{y + 4:.1f}", text_anchor="end"),
        class_="grid",
    )


def _bar(timeline: Timeline, year: int, x: float, slot: float, foot: float, scale: float, frame: Frame) -> Markup:
    width = max(1.0, min(slot - 3 if slot > 6 else slot * 0.8, 34))
    parts, y = [], foot
    for series, count in zip(timeline.series, timeline.counts[year], strict=True):
        if count:
            y -= count * scale
            filling = _FILLING.get(series)
            parts.append(
                tag(
                    "rect",
                    tag("title", f"{year}"),
                    x=f"{x + (slot - width) / 2:.1f}",
                    y=f"{y + 0.5:.1f}",
                    width=f"{width:.1f}",
                    height=f"{max(count * scale - 1, 0.5):.1f}",
                    class_=f"bar {series}",
                    style=f"fill:url(#{filling}-{frame.name})" if filling else None,
                )
            )
    return join(parts)


def _years(years: list[int], slot: float, height: float) -> list[Markup]:
    """As many years as there is room for, counted back from the last."""
    every = next((one for one in (1, 2, 5, 10, 20, 50) if one * slot >= 40), 100)
    return [
        tag(
            "text",
            str(year),
            x=f"{_LEFT + (n + 0.5) * slot:.1f}",
            y=f"{height - 9:g}",
            text_anchor="middle",
            class_="year",
        )
        for n, year in enumerate(years)
        if (years[-1] - year) % every == 0 and (n + 0.5) * slot >= 10
    ]
