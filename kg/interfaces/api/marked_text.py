"""A text with its mentions marked, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

COLOURS: dict[str, str] = {
    "Drug": "#cfe8ff",
    "Target": "#d9f2d0",
    "Pathway": "#efe3ff",
    "Disease": "#ffd9d9",
    "Role": "#d5f0f0",
    "CellLine": "#f5ecd0",
    "Organism": "#e6e6e6",
}
"""Node label -> colour behind its mentions; other types have that of ``OTHER``."""

OTHER = "#f0f0f0"


def marked(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """``text`` as HTML with each span ``(start, end, type, hint)`` marked, half-open; of two that overlap the first, or
    longer, counts.
    """
    pieces: list[str] = []
    end = 0
    for start, after, type_, hint in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        colour = COLOURS.get(type_, OTHER)
        mark = (
            f'<mark style="background: {colour}; color: black"'
            f' title="{escape(f"{type_}: {hint}")}">{escape(text[start:after])}</mark>'
        )
        pieces += [escape(text[end:start]), mark]
        end = after
    return f'<div style="white-space: pre-wrap; text-align: left">{"".join(pieces)}{escape(text[end:])}</div>'
