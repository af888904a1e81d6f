"""IRIs shortened by the prefixes of ontologies/prefixes.toml, for the formats that have prefixes."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import ids

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
"""Local parts that need no escape in Turtle, in XML names behind a letter, or in JSON-LD."""
_CUT = re.compile(r".*[/#=_:-]", re.DOTALL)
"""As far as the last place where a namespace can end; most IRIs have theirs there."""


@cache
def namespaces() -> dict[str, str]:
    """Namespace -> prefix, the first by name where several share one. Raises ConfigError for the base."""
    found: dict[str, str] = {}
    for prefix, start in sorted(ids.prefixes().items()):
        if prefix.replace(".", "").isalnum():
            found.setdefault(start, prefix)
    return found


@lru_cache(maxsize=65536)
def split(iri: str) -> tuple[str, str] | None:
    """Prefix and local part by the longest namespace that leaves a plain local part; None when there is none."""
    known = namespaces()
    found = _CUT.match(iri)
    while found is not None:
        cut = found.end()
        prefix = known.get(iri[:cut])
        if prefix is not None:
            return (prefix, iri[cut:]) if _LOCAL.fullmatch(iri, cut) else None
        found = _CUT.match(iri, 0, cut - 1)
    return None


def prefixed(iri: str) -> str:
    """``MONDO:0007256``, or ``""`` when the IRI has no such form."""
    found = split(iri)
    return f"{found[0]}:{found[1]}" if found else ""
