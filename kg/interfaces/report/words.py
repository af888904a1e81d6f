"""How a report words tiers and polarities, and where its links lead."""

from __future__ import annotations

from urllib.parse import quote

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

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
TRIALS = "https://clinicaltrials.gov/study/"


def address(identifier: str) -> str:
    """Where an identifier can be read: a PubMed record or a registered trial; empty for any other.

    >>> address("PMID:25058218"), address("CHEBI:68478")
    ('https://pubmed.ncbi.nlm.nih.gov/25058218/', '')
    """
    prefix, _, local = identifier.rpartition(":")
    if prefix == "PMID" and local.isdecimal():
        return f"{PUBMED}{local}/"
    if local.upper().startswith("NCT") and local[3:].isdecimal():
        return f"{TRIALS}{quote(local.upper())}"
    return ""


def words_of(column: str) -> str:
    """A column's name as a heading: ``latest_year`` is ``latest year``."""
    return {"pmids": "publications (PMID)"}.get(column, column.replace("_", " "))
