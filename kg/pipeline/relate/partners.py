"""Which drugs were given with a drug, of those that may have been: none that the text has only as its alternative (*A
or B*, *A versus B*), no part of a regimen with the regimen, and no regimen with its part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from kg.lexicon.curated_tables import rows
from kg.model import AnnotatedDocument, Mention

_ALTERNATIVE = re.compile(
    r"(?: ?\([^()]*\))?(?:[\s(][\w.,%/)-]+){0,5}?[,)]? ?(?:or|versus|vs\.?) (?:to |with |for )?(?:[\w.%/)-]+ ){0,3}",
    re.IGNORECASE,
)
"""What stands between two drugs of which one is given instead of the other."""

_TOGETHER = re.compile(
    r"\b(?:and|plus|with|without|either|combin\w+|alone|followed|then|of|adding|added)\b|[+&±]", re.IGNORECASE
)
_NEAR = 70
"""Characters between two names of one sentence that may say how they belong together."""

_COMBINED = " drug combination"
"""How MeSH ends the name of several drugs in one tablet."""


def given_together(annotated: AnnotatedDocument, drug: str, others: Collection[str]) -> frozenset[str]:
    """Those of ``others`` (CURIEs) that a drug was given with."""
    mentions: dict[str, list[Mention]] = {}
    names: dict[str, str] = {}
    for grounding in annotated.groundings:
        if grounding.best is not None:
            mentions.setdefault(grounding.best.id, []).append(grounding.mention)
            names[grounding.best.id] = grounding.best.name.lower()
    own = mentions.get(drug, [])
    return frozenset(
        one
        for one in others
        if not _is_alternative(annotated, own, mentions.get(one, []))
        and not _holds(one, drug, names)
        and not _holds(drug, one, names)
    )


def _is_alternative(annotated: AnnotatedDocument, own: Collection[Mention], others: Collection[Mention]) -> bool:
    """Do the two stand near each other, and nowhere as given together?"""
    text = annotated.document.text
    found = []
    for one in own:
        for other in others:
            first, second = sorted((one, other), key=lambda mention: mention.start)
            between = text[first.end : second.start]
            if len(between) < _NEAR and not re.search(r"[.;] ", between):
                found.append(_ALTERNATIVE.fullmatch(between) is not None and not _TOGETHER.search(between))
    return bool(found) and all(found)


def _holds(regimen: str, drug: str, names: Mapping[str, str]) -> bool:
    """Is a drug part of a regimen, or of what MeSH calls a combination?"""
    name, of_regimen = names.get(drug, ""), names.get(regimen, "")
    if not name or regimen == drug:
        return False
    if of_regimen.endswith(_COMBINED):
        return _within(name, of_regimen.removesuffix(_COMBINED))
    return any(_within(part, name) for part in _parts().get(regimen, ()))


def _within(short: str, long: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(short)}(?![a-z])", long) is not None


@cache
def _parts() -> Mapping[str, tuple[str, ...]]:
    """Regimen -> the names of its parts."""
    return {row["id"]: row.parts("parts") for row in rows("regimens")}
