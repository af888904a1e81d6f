"""What a pipeline's corrections did, counted and told: how many held, for how many mentions, and which matched none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.dataset.finish import Held
from kg.errors import counted
from kg.pipeline.corrections import Correction, CorrectionKey

SHOWN = 5
"""Corrections that matched nothing and are told one by one."""


def tally(corrections: Sequence[Correction], found: Mapping[CorrectionKey, tuple[int, int]]) -> dict[str, Any]:
    """How many corrections there are, how many mentions they changed or left out, and which have changed none.

    ``found``: key of a correction -> mentions that it changed or left out, and mentions of its name that their document
    defines, which is ``defined`` of one that has changed none.
    """
    held = {one: found.get(one.key, (0, 0)) for one in corrections}
    return {
        "rows": len(held),
        "mentions": sum(applied for applied, _ in held.values()),
        "unmatched": [
            {"surface": one.surface, "type": one.type, "long_form": one.long_form, "was": one.was, "defined": defined}
            for one, (applied, defined) in held.items()
            if not applied
        ],
    }


def in_ledger(corrections: Sequence[Correction], corrected: Mapping[CorrectionKey, Held]) -> dict[str, Any]:
    """What the ledger says of corrections: their ``tally``, and what was left out by those to no entity, which no table
    holds.
    """
    held = {one: corrected.get(one.key, Held()) for one in corrections}
    return tally(corrections, {one.key: (did.mentions, did.defined) for one, did in held.items()}) | {
        "left_out": [
            {
                "surface": one.surface, "type": one.type, "long_form": one.long_form, "was": one.was,
                "mentions": did.mentions, "documents": did.documents, "example": did.example,
            }
            for one, did in held.items()
            if did.mentions and not one.id
        ],
    }  # fmt: skip


def told(held: Mapping[str, Any], where: str = "") -> Iterator[str]:
    """What ``tally`` counted, in lines; ``where`` all that matched no mention can be read."""
    unmatched = held["unmatched"]
    yield (
        f"{counted(held['rows'] - len(unmatched), 'correction')} of {held['rows']:,} held, for"
        f" {counted(held['mentions'], 'mention')}"
    )
    for one in unmatched[:SHOWN]:
        name = f"{one['surface']!r} as {one['type']}" + (
            f", defined as {one['long_form']!r}" if one["long_form"] else ""
        )
        was = f", which was {one['was']}" if one["was"] else ""
        left = (
            f"; documents define {counted(one['defined'], 'mention')}: give the long form as well"
            if one["defined"]
            else ""
        )
        yield f"a correction that matched no mention: {name}{was}{left}"
    if len(unmatched) > SHOWN:
        more = f"{len(unmatched) - SHOWN:,} more"
        yield f"{more} that matched no mention are {where}" if where else f"{more} matched no mention"
