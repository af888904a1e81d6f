"""What the disease readers share."""

from __future__ import annotations

import re

_ABBREVIATION = re.compile(r"[A-Z0-9][A-Za-z0-9-]{0,7}")


def name_scope(text: str, scope: str, marked: bool = False) -> str:
    """Scope of a disease's synonym: a closer scope becomes ``abbreviation`` when the string is one (``HCC``)."""
    if scope not in ("label", "exact"):
        return scope
    capitals = sum(character.isupper() for character in text)
    return "abbreviation" if marked or (_ABBREVIATION.fullmatch(text) and capitals >= 2) else scope
