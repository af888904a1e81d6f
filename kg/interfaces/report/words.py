"""How a report words tiers, polarities and columns."""

from __future__ import annotations

POLARITY = {
    "supports": "supports",
    "null": "no difference",
    "opposes": "harm",
    "against": "no difference or harm",
    "mixed": "mixed",
    "unclear": "no result that counts",
    "publications": "publications",
}
"""Polarity, or another series of a chart -> its words."""

GLYPH = {
    "supports": "+",
    "null": "=",
    "opposes": "\u2212",
    "against": "\u2212",
    "mixed": "~",
    "unclear": "?",
    "publications": "#",
}
"""Polarity -> the sign that tells it from others without any colour."""

TIER = {
    "phase-3": "phase 3",
    "phase-2": "phase 2",
    "phase-1": "phase 1",
    "clinical": "other human",
    "in-vivo": "in vivo",
    "in-vitro": "in vitro",
    "review": "review",
    "mention": "mention",
}
"""Tier -> its words."""

SHORT_TIER = {
    "phase-3": "ph. 3",
    "phase-2": "ph. 2",
    "phase-1": "ph. 1",
    "clinical": "human",
    "in-vivo": "vivo",
    "in-vitro": "vitro",
    "review": "review",
    "mention": "ment.",
}
"""The same where there is little room."""


def words_of(column: str) -> str:
    """A column's name as a heading: ``latest_year`` is ``latest year``."""
    return {"pmids": "publications (PMID)"}.get(column, column.replace("_", " "))
