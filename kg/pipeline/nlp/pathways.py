"""Pathway mentions by rule: ``X pathway/signaling/axis/cascade``, with chains ``A/B/C`` read member by member.

The stretch before the pathway word is tried longest first against the cores of the lexicon's pathway names; a chain of
targets is also tried under its members' own names, so that ``phosphatidylinositol 3-kinase/AKT/mTOR axis`` meets
``PI3K/AKT/mTOR``.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.nlp.abbreviations import Abbreviation
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.tokens import Tokens

TRIGGERS = frozenset(("pathway", "pathways", "signaling", "signalling", "axis", "axes", "cascade", "cascades"))
"""Words that make a pathway of what stands before them."""

_TAIL = TRIGGERS | {"transduction", "network", "networks", "route", "module"}
_LINKS = frozenset(("/", "-", "–", "—", "→", "‐", "‑", "−"))
_STOP = frozenset(
    "the a an this these that those of in by via through and or with to for from its their our both other such as on"
    " into several many most key main same different various cell cellular intracellular downstream upstream critical"
    " important canonical major novel new".split()
)
MAX_BEFORE = 10
"""Tokens before the pathway word that may belong to its name."""


@dataclass(frozen=True, slots=True)
class PathwaySpan:
    """A pathway mention ``[first, last)`` in tokens; ``name`` is the form to look up (the chain in its members' own
    names).
    """

    first: int
    last: int
    start: int
    end: int
    name: str


def pathway_spans(
    tokens: Tokens, found: list[Match], lexicon: Lexicon, defined: tuple[Abbreviation, ...] = ()
) -> list[PathwaySpan]:
    """The pathway mentions of a text, in text order. ``defined``: its abbreviations, for ``epidermal growth factor
    (EGF) signaling``.
    """
    text = tokens.text.lower()
    if not any(word in text for word in ("pathway", "signal", "axis", "axes", "cascade")):
        return []
    triggers = [at for at, word in enumerate(tokens.words) if word.lower() in TRIGGERS]
    targets: dict[int, Match] = {}
    for match in found:
        if "Target" in match.types:
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
        opened = _opened(tokens, at)
        if opened is None:
            chain = _chain(tokens, at, at, last, targets, lexicon)
            span = chain or _listed(tokens, at, at, last, previous_end, lexicon)
        else:
            chain = _chain(tokens, opened, at, last, targets, lexicon)
            span = (
                (chain if chain and lexicon.lookup_pathway(names.pathway_core(chain.name)) else None)
                or _listed(tokens, opened, at, last, previous_end, lexicon)
                or _defined(tokens, opened, last, defined, lexicon)
                or _listed(tokens, at, at, last, previous_end, lexicon)
                or chain
            )
        if span:
            spans.append(span)
        previous_end = last
    return spans


def _span(tokens: Tokens, first: int, last: int, name: str) -> PathwaySpan:
    return PathwaySpan(first, last, tokens.starts[first], tokens.ends[last - 1], name)


def _opened(tokens: Tokens, at: int) -> int | None:
    """The token that opens the bracket which closes right before the pathway word; nothing where none does."""
    if not at or tokens.words[at - 1] != ")":
        return None
    depth = 0
    for place in range(at - 1, max(-1, at - 2 - MAX_BEFORE), -1):
        depth += {")": 1, "(": -1}.get(tokens.words[place], 0)
        if not depth:
            return place
    return None


def _balanced(text: str) -> bool:
    """Whether each bracket of a text is opened and closed in it."""
    depth = 0
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return False
    return not depth


def _defined(
    tokens: Tokens, opened: int, last: int, defined: tuple[Abbreviation, ...], lexicon: Lexicon
) -> PathwaySpan | None:
    """A long form with its short form in a bracket, where one of them is the core of a listed pathway."""
    inside = tokens.ends[opened]
    for abbreviation in defined:
        if abbreviation.start <= inside <= abbreviation.end and abbreviation.long_end <= tokens.starts[opened]:
            begin = bisect_left(tokens.starts, abbreviation.long_start)
            first = next((at for at in range(begin, opened) if tokens.lengths[at]), opened)
            for name in (abbreviation.long, abbreviation.short):
                if first < opened and lexicon.lookup_pathway(names.pathway_core(name)):
                    return _span(tokens, first, last, name)
    return None


def _listed(tokens: Tokens, stop: int, at: int, last: int, floor: int, lexicon: Lexicon) -> PathwaySpan | None:
    """The longest stretch before the pathway word (or the bracket at ``stop``) that is the core of a listed pathway."""
    first_allowed = max(floor, stop - MAX_BEFORE)
    line_start = tokens.text.rfind("\n", 0, tokens.starts[at]) + 1
    for first in range(first_allowed, stop):
        if not tokens.lengths[first] or tokens.starts[first] < line_start or tokens.words[first].lower() in _STOP:
            continue
        name = tokens.text[tokens.starts[first] : tokens.starts[stop]]
        core = names.pathway_core(name)
        if (
            core
            and lexicon.lookup_pathway(core)
            and _balanced(tokens.text[tokens.starts[first] : tokens.ends[last - 1]])
        ):
            return _span(tokens, first, last, name + tokens.text[tokens.starts[at] : tokens.ends[last - 1]])
    return None


def _chain(
    tokens: Tokens, stop: int, at: int, last: int, targets: dict[int, Match], lexicon: Lexicon
) -> PathwaySpan | None:
    """A chain of targets that ends at the pathway word (or the bracket at ``stop``); its name is looked up whole, then
    under the members' labels.
    """
    members: list[str] = []
    first = end = stop
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
    printed = tokens.text[tokens.starts[first] : tokens.starts[stop]].strip(" -–/")
    for name in (printed, "/".join(members)):
        if lexicon.lookup_pathway(names.pathway_core(name)):
            return _span(tokens, first, last, name)
    wider = _listed(tokens, stop, at, last, 0, lexicon) if len(members) == 1 else None
    return wider or _span(tokens, first, last, printed)


def _label(match: Match, lexicon: Lexicon) -> str:
    rows = [row for row in match.rows if lexicon.type(row.entity) == "Target"]
    # A family goes before its members: PI3K and AKT in a chain mean the family.
    rows.sort(key=lambda row: (not lexicon.id(row.entity).startswith("FPLX:"), row.scope != "symbol"))
    return lexicon.label(rows[0].entity)


def _symbol_like(word: str) -> bool:
    return len(word) >= 2 and (any(c.isdigit() for c in word) or sum(c.isupper() for c in word) >= 2)
