"""Pathway mentions by rule: ``X pathway/signaling/axis/cascade``, with chains ``A/B/C`` read member by member.

The stretch before the pathway word is tried longest first against the cores of the lexicon's pathway names; a chain of targets is also
tried under its members' own names, so that ``phosphatidylinositol 3-kinase/AKT/mTOR axis`` meets ``PI3K/AKT/mTOR``.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.nlp.dictionary import Match
from kg.nlp.tokens import Tokens
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon

TRIGGERS = frozenset(("pathway", "pathways", "signaling", "signalling", "axis", "axes", "cascade", "cascades"))
"""Words that make a pathway of what stands before them."""

_TAIL = TRIGGERS | {"transduction", "network", "networks", "route", "module"}
_LINKS = frozenset(("/", "-", "–", "—", "→", "‐", "‑", "−"))
_STOP = frozenset(
    "the a an this these that those of in by via through and or with to for from its their our both other such as on into "
    "several many most key main same different various cell cellular intracellular downstream upstream critical important "
    "canonical major novel new".split()
)
MAX_BEFORE = 10
"""Tokens before the pathway word that may belong to its name."""


@dataclass(frozen=True, slots=True)
class PathwaySpan:
    """A pathway mention ``[first, last)`` in tokens; ``name`` is the form to look up (the chain in its members' own names)."""

    first: int
    last: int
    start: int
    end: int
    name: str


def pathway_spans(tokens: Tokens, found: list[Match], lexicon: Lexicon) -> list[PathwaySpan]:
    """The pathway mentions of a text, in text order."""
    text = tokens.text.lower()
    if not any(word in text for word in ("pathway", "signal", "ax", "cascade")):
        return []
    triggers = [at for at, word in enumerate(tokens.words) if word.lower() in TRIGGERS]
    targets: dict[int, Match] = {}
    for match in found:
        if any(lexicon.type(row.entity) == "Target" for row in match.rows):
            previous = targets.get(match.last)
            if previous is None or match.first < previous.first:
                targets[match.last] = match
    spans = []
    previous_end = 0
    for at in triggers:
        if at < previous_end:
            continue
        last = at + 1
        while (
            last < len(tokens.words)
            and tokens.words[last].lower() in _TAIL
            and tokens.text[tokens.ends[last - 1] : tokens.starts[last]] == " "
        ):
            last += 1
        span = _chain(tokens, at, last, targets, lexicon) or _listed(tokens, at, last, previous_end, lexicon)
        if span:
            spans.append(span)
        previous_end = last
    return spans


def _span(tokens: Tokens, first: int, last: int, name: str) -> PathwaySpan:
    return PathwaySpan(first, last, tokens.starts[first], tokens.ends[last - 1], name)


def _listed(tokens: Tokens, at: int, last: int, floor: int, lexicon: Lexicon) -> PathwaySpan | None:
    """The longest stretch before the pathway word that is the core of a listed pathway."""
    first_allowed = max(floor, at - MAX_BEFORE)
    line_start = tokens.text.rfind("\n", 0, tokens.starts[at]) + 1
    for first in range(first_allowed, at):
        if not tokens.lengths[first] or tokens.starts[first] < line_start or tokens.words[first].lower() in _STOP:
            continue
        core = names.pathway_core(tokens.text[tokens.starts[first] : tokens.starts[at]])
        if core and lexicon.lookup_pathway(core):
            return _span(tokens, first, last, tokens.text[tokens.starts[first] : tokens.ends[last - 1]])
    return None


def _chain(tokens: Tokens, at: int, last: int, targets: dict[int, Match], lexicon: Lexicon) -> PathwaySpan | None:
    """A chain of targets that ends at the pathway word; its name is looked up whole, then under the members' labels."""
    members: list[str] = []
    first = end = at
    if end and tokens.words[end - 1] in _LINKS:
        end -= 1
    while end > 0:
        match = targets.get(end)
        if match is not None and end - match.first <= MAX_BEFORE:
            members.insert(0, _label(match, lexicon))
            first = match.first
        elif members and tokens.lengths[end - 1] and _symbol_like(tokens.words[end - 1]):
            members.insert(0, tokens.words[end - 1])
            first = end - 1
        else:
            break
        if first == 0 or tokens.words[first - 1] not in _LINKS:
            break
        end = first - 1
    if not members:
        return None
    printed = tokens.text[tokens.starts[first] : tokens.starts[at]].strip(" -–/")
    for name in (printed, "/".join(members)):
        if lexicon.lookup_pathway(names.pathway_core(name)):
            return _span(tokens, first, last, name)
    wider = _listed(tokens, at, last, 0, lexicon) if len(members) == 1 else None
    return wider or _span(tokens, first, last, printed)


def _label(match: Match, lexicon: Lexicon) -> str:
    rows = [row for row in match.rows if lexicon.type(row.entity) == "Target"]
    # A family goes before its members: PI3K and AKT in a chain mean the family.
    rows.sort(key=lambda row: (not lexicon.id(row.entity).startswith("FPLX:"), row.scope != "symbol"))
    return lexicon.label(rows[0].entity)


def _symbol_like(word: str) -> bool:
    return len(word) >= 2 and (any(c.isdigit() for c in word) or sum(c.isupper() for c in word) >= 2)
