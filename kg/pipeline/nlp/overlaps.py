"""Mentions at the tokens of a text, and which of them stay where several overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kg.model import Mention

Placed = tuple[int, int, Mention]
"""Half-open numbers of tokens, and the mention they would be."""

DETECTORS = ("pathway-rule", "abbreviation", "cell-line-rule", "dictionary", "class-rule", "virus-rule", "network")
"""Which finder's mention wins when two are of one length: a rule knows more than the dictionary, and a role (``mTOR
inhibitor``) that the dictionary knows is no chemical of the network's.
"""

_FINDER = {name: number for number, name in enumerate(DETECTORS)}


def settled(
    spans: Iterable[Placed], count: int, types: Collection[str]
) -> tuple[list[Mention], list[Mention], bytearray]:
    """The mentions that stay among ``count`` tokens; those of the network's that overlap one of them; and which tokens
    are taken (1) by a mention, of whatever type.

    The longest stays; of equal length, that of the finder named first in ``DETECTORS``; then the leftmost. Of those
    that stay, and of the others, only mentions of ``types`` are given.
    """
    taken = bytearray(count)
    kept, aside = [], []
    for first, last, mention in sorted(spans, key=lambda s: (s[0] - s[1], _FINDER[s[2].detector], s[0])):
        if not any(taken[first:last]):
            taken[first:last] = b"\x01" * (last - first)
            if mention.type in types:
                kept.append(mention)
        elif mention.detector == "network" and mention.type in types:
            aside.append(mention)
    return kept, aside, taken


def within(aside: Iterable[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """The mentions that lie within a longer one that another finder than the network has found."""
    longer = {(m.start, m.end) for m in kept if m.detector != "network"}
    return [
        m
        for m in aside
        if any(start <= m.start and m.end <= end and (start, end) != (m.start, m.end) for start, end in longer)
    ]


def without_cut_short(aside: Iterable[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that lie within a longer name of their type in the lexicon: the same, cut short."""
    whole = [(m.start, m.end, m.type) for m in kept if m.detector == "dictionary"]
    return [
        m
        for m in aside
        if not any(type_ == m.type and start <= m.start and m.end <= end for start, end, type_ in whole)
    ]
