"""How closely a name names its entity: the scopes that readers give names, and that grounding prefers them by."""

from __future__ import annotations

SCOPES = (
    "label",
    "symbol",
    "curated",
    "exact",
    "previous",
    "brand",
    "code",
    "abbreviation",
    "salt",
    "related",
    "narrow",
    "broad",
    "mapped",
)
"""The scopes, closest first. A lexicon on disk keeps a name's scope as its place in this order.

``mapped``: the name of a term elsewhere that its source maps to the entity. It is not looked for in text and serves to
compare names only.
"""
