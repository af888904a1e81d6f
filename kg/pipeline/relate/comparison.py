"""Words of comparison: which of them is the change, and of which arm it is said.

A comparison names a change and its size ("a greater reduction with placebo than with drugx"). The size is no change
of its own, and a change said of the comparator is the drug's turned round. ``kg.pipeline.relate.findings`` reads
findings from what is left.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.pipeline.relate.study_cues import FoundCue

CHANGES = frozenset(
    {"better", "worse", "up", "down", "differs", "null", "null-drug", "noninferior", "trend", "mixed", "harm"}
)
SIZES = frozenset(
    {"greater", "greatest", "larger", "more", "higher", "better", "smaller", "less", "lower", "faster", "slower"}
)
MANY = 60
"""Words of change beyond which a clause is a list and none is told to size another, which takes the cube of their
number.
"""

_TOLD = frozenset({"better", "worse", "null", "null-drug"})
_SMALLER = frozenset({"smaller", "less", "lower", "slower"})
_NOUN = re.compile(
    r"(?:reduction|decrease|decline|improvement|increase|prolongation|extension|gain|inhibition|suppression|loss|"
    r"enhancement|elevation|drop|fall)s?$|reduced$|improved$|improving$|reducing$"
)


def changes_of(text: str, tokens: Sequence[FoundCue]) -> list[FoundCue]:
    """The words of change of a clause, without those that only size another ("a greater reduction", "the reduction was
    larger").

    A noun of change that a later "no difference" is about goes too; a *smaller* reduction counts as the opposite
    change.
    """
    changes = [token for token in tokens if token.kind in CHANGES]
    if len(changes) > MANY:
        return changes
    for alike, praise in itertools.pairwise(changes):
        told = praise.text.endswith("ing") and re.fullmatch(
            r" (?:\S+ ){0,3}(?:in|at|for|of|by) (?:\w+ly )?", text[alike.end : praise.start]
        )
        if (alike.kind == "null" and praise.kind == "better" and praise.start - alike.end <= 3) or (
            alike.kind in _TOLD and told
        ):
            # "Equally effective" and "superior in prolonging survival" are one result each.
            changes = [token for token in changes if token is not praise]
    nouns = [token for token in changes if token.kind in ("up", "down", "better", "worse") and _NOUN.search(token.text)]
    kept = list(changes)
    for noun in nouns:
        for size in changes:
            if size is noun or size not in kept or noun not in kept:
                continue
            before, after = 0 <= noun.start - size.end <= 45, 0 <= size.start - noun.end <= 80
            joined = (before and "," not in text[size.end : noun.start]) or (
                after and not re.search(r",|\band\b", text[noun.end : size.start])
            )
            if size.text in SIZES and joined and not (size.text == "better" and after):
                kept.remove(size)
                if size.text in _SMALLER:
                    kept[kept.index(noun)] = FoundCue(_OPPOSITE[noun.kind], noun.start, noun.end, noun.text)
            elif size.kind == "null" and after and "," not in text[noun.end : size.start] and "differ" in size.text:
                kept.remove(noun)
    return kept


_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def is_turned(text: str, change: FoundCue, tokens: Sequence[FoundCue]) -> bool:
    """Is the change said of the comparator ("recurrence was higher with placebo", "placebo reduced it more than
    drugx")?
    """
    before = [t for t in tokens if t.end <= change.start]
    after = [t for t in tokens if t.start >= change.end]
    than = next((t for t in after if t.kind == "than"), None) or _reference(text, change)
    if than is not None:
        reference = next((t for t in after if t.start >= than.end and t.kind in ("drug", "comparator")), None)
        if reference is not None:
            holder = [t for t in (*before, *after) if t.kind in ("drug", "comparator") and t.start < than.start]
            return reference.kind == "drug" and not any(t.kind == "drug" for t in holder)
        held = [t for t in (*before, *after) if t.kind in ("drug", "comparator") and t.start < than.start]
        return bool(held) and all(t.kind == "comparator" for t in held) and _uncompared(before)
    named = [t for t in tokens if t.kind in ("drug", "comparator") and t.start >= change.end]
    if named:
        return (
            named[0].kind == "comparator"
            and not any(t.kind == "drug" for t in before)
            and not any(t.kind == "than" for t in before)
        )
    held = [t for t in before if t.kind in ("drug", "comparator")]
    return (
        bool(held)
        and held[-1].kind == "comparator"
        and not any(t.kind == "drug" for t in held)
        and not any(t.kind == "than" for t in before)
    )


def _reference(text: str, change: FoundCue) -> FoundCue | None:
    """The "to" of "superior to" and "inferior to": what follows is the reference, as after "than"."""
    at = change.end + 1
    return (
        FoundCue("than", at, at + 2, "to")
        if change.text.startswith(("superior", "inferior")) and text.startswith("to ", at)
        else None
    )


def _uncompared(before: Sequence[FoundCue]) -> bool:
    """Do the tokens before a change hold no comparison of their own?"""
    return not any(t.kind == "than" for t in before)
