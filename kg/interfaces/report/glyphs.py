"""The signs of a finding: a shape of its own for each polarity, with the number of publications in it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.interfaces.report.markup import Markup, join, tag
from kg.interfaces.report.words import GLYPH, POLARITY

SIZE = 20
"""Width and height of a sign."""


def sign(polarity: str, count: int | None, x: float, y: float) -> Markup:
    """A sign with its upper left corner at a place; without a count it holds the polarity's own glyph."""
    middle = SIZE / 2
    number = GLYPH[polarity] if count is None else count
    return tag(
        "g",
        _shape(polarity),
        tag("text", str(number), x=middle, y=middle + 4, text_anchor="middle", class_="n"),
        class_=f"sign {polarity}",
        transform=f"translate({x:g} {y:g})",
    )


def _shape(polarity: str) -> Markup:
    """Round for support, a ring for no difference, a square for harm, a lozenge for mixed, nothing but the number for
    unclear.
    """
    middle, half = SIZE / 2, SIZE / 2 - 1
    if polarity in ("supports", "null"):
        return tag("circle", cx=middle, cy=middle, r=half)
    if polarity == "mixed":
        return tag("path", d=f"M{middle:g} 0L{SIZE} {middle:g}L{middle:g} {SIZE}L0 {middle:g}Z")
    return tag("rect", x=1, y=1, width=2 * half, height=2 * half, rx=2 if polarity in ("opposes", "against") else half)


def lone_sign(polarity: str) -> Markup:
    """The sign of a polarity in a picture of its own, beside words that say the same."""
    return tag(
        "svg",
        sign(polarity, None, 0, 0),
        viewBox=f"0 0 {SIZE} {SIZE}",
        width=SIZE,
        height=SIZE,
        aria_hidden="true",
    )


def legend(polarities: Sequence[str]) -> Markup:
    """A list of signs with their words."""
    return tag("ul", (tag("li", lone_sign(one), tag("span", POLARITY[one])) for one in polarities), class_="legend")


def drawing(name: str, title: str, description: str, width: int, height: float, *children: Markup) -> Markup:
    """An SVG of a size with a title and a description for those who do not see it; ``name`` is unique on the page."""
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-desc"),
        join(children),
        viewBox=f"0 0 {width} {height:g}",
        width=width,
        height=f"{height:g}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        class_=name.rpartition("-")[2],
        xmlns="http://www.w3.org/2000/svg",
    )
