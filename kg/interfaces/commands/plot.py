"""A chart of an answer in the terminal: a bar a row, a sign a publication, each finding with a sign of its own.

The signs are plain characters; a terminal that shows colours has them coloured too (not with ``NO_COLOR``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from kg.ask.charts import CountBar, bars, series_of
from kg.ask.pack import Query, load_queries
from kg.errors import QueryError
from kg.interfaces.output import legible, width_of
from kg.stores.store import Row

if TYPE_CHECKING:
    from rich.text import Text

SIGNS = {
    # series -> its sign, its style, its words
    "supports": ("+", "black on green", "supports"),
    "null": ("=", "black on white", "no difference"),
    "opposes": ("-", "white on red", "harm"),
    "against": ("-", "white on red", "no difference or harm"),
    "mixed": ("~", "black on yellow", "mixed"),
    "unclear": ("?", "white on bright_black", "no result that counts"),
    "publications": ("#", "black on cyan", "publications"),
}

WIDEST = 100
"""Columns of a chart that is not in a terminal."""

_LABEL = 32
_LEAST = 10


def check_plot(query: Query, format_: str) -> None:
    """Raise QueryError where an answer cannot be drawn: it says which queries can, and that a chart is for tables."""
    if format_ != "table":
        raise QueryError(f"--plot is a chart beside the table, and --format {format_} is for programs: leave one out")
    if query.column_names and not series_of(query.column_names):
        raise not_plotted(query.name)


def not_plotted(name: str) -> QueryError:
    """The error for an answer without counts by finding or by year."""
    known = ", ".join(one.name for one in load_queries().values() if series_of(one.column_names))
    return QueryError(f"--plot: {name} has no counts by finding or by year to draw; these have: {known}")


def write_plot(rows: Sequence[Row], columns: Sequence[str], name: str, stream: TextIO) -> None:
    """Write the chart of an answer. Raises QueryError where its columns have no counts."""
    from rich.console import Console

    if not series_of(columns):
        raise not_plotted(name)
    drawn = bars(rows, columns)
    width = width_of(stream) if stream.isatty() else min(width_of(stream), WIDEST)
    console = Console(file=stream, width=max(width, 40), highlight=False)
    with legible(stream):
        for line in _lines(drawn, max(width, 40)):
            console.print(line, no_wrap=True, crop=True)


def _lines(drawn: Sequence[CountBar], width: int) -> list[Text]:
    from rich.text import Text

    if not drawn:
        return []
    # several rows of one name have a tier each: the counts are of that tier, and the name stands once
    rungs = len({bar.name for bar in drawn}) < len({(bar.name, bar.tier) for bar in drawn})
    above = ["", *(bar.name for bar in drawn)]
    names = ["" if rungs and bar.name == before else bar.name for bar, before in zip(drawn, above, strict=False)]
    labels = [_fitted(name, min(_LABEL, width // 3)) for name in names]
    tiers = [bar.tier if rungs else _tier(bar) for bar in drawn]
    sums = [" ".join(f"{count}{SIGNS[one][0]}" for one, count in bar.counts if count) or "0" for bar in drawn]
    left, middle, right = (max(map(len, column)) for column in (labels, tiers, sums))
    if width - left - middle - right - 6 < _LEAST:
        tiers, middle = [""] * len(tiers), 0
    room = max(_LEAST, width - left - middle - right - 6)
    each = max(1, -(-max(sum(count for _, count in bar.counts) for bar in drawn) // (room - len(SIGNS) + 1)))
    lines = []
    for bar, label, tier, total in zip(drawn, labels, tiers, sums, strict=True):
        line = Text(f"{label:<{left}}  " + (f"{tier:<{middle}}  " if middle else ""))
        for series, count in bar.counts:
            sign, style, _ = SIGNS[series]
            line.append(sign * -(-count // each), style=style)
        lines.append(line + Text(f"  {total}"))
    return [*lines, Text(), *_legend(drawn, each, told_apart=not rungs)]


def _legend(drawn: Sequence[CountBar], each: int, *, told_apart: bool) -> list[Text]:
    from rich.text import Text

    used = [one for one in SIGNS if any(one == series and count for bar in drawn for series, count in bar.counts)]
    signs = [Text(sign, style=style) + Text(f" {words}") for sign, style, words in map(SIGNS.__getitem__, used)]
    scale = [Text(f"a sign is up to {each} publications")] if each > 1 else []
    tiers = [Text("support/studied: the strongest tier that supports, and the strongest studied")]
    both = told_apart and any(bar.supported and bar.supported != bar.tier for bar in drawn)
    return [Text("   ").join(signs), *scale, *(tiers if both else [])]


def _tier(bar: CountBar) -> str:
    """How far a thing was found to help and how far it was studied, where the row tells them apart."""
    return f"{bar.supported}/{bar.tier}" if bar.supported and bar.supported != bar.tier else bar.tier


def _fitted(label: str, room: int) -> str:
    return label if len(label) <= room else label[: room - 3].rstrip() + "..."
