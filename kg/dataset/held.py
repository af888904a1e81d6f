"""What a pipeline's corrections did, counted and told: how many held, for how many mentions, and which matched none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import counted
from kg.pipeline.config import Pipeline

SHOWN = 5
"""Corrections that matched nothing and are told one by one."""


def tally(pipeline: Pipeline, found: Mapping[tuple[str, str, str, str], tuple[int, int]]) -> dict[str, Any]:
    """How many corrections there are, how many mentions they changed or left out, and which have changed none.

    ``found``: key of a correction -> mentions that it changed or left out, and mentions of its name that their document
    defines, which is ``defined`` of one that has changed none.
    """
    held = {one: found.get(one.key, (0, 0)) for one in pipeline.corrections}
    return {
        "rows": len(held),
        "mentions": sum(applied for applied, _ in held.values()),
        "unmatched": [
            {"surface": one.surface, "type": one.type, "long_form": one.long_form, "was": one.was, "defined": defined}
            for one, (applied, defined) in held.items()
            if not applied
        ],
    }


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
