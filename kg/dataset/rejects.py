"""The records of a dataset that are in none of its documents, each with its reason: what its rejects table says, for
people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.dataset.opened import Dataset
from kg.model import Reject

COLUMNS = ("source", "place", "id", "stage", "reason")
RESOLVED = "dataset"
"""The stage of what was not refused: a record that was superseded or deleted."""

_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\d+(?:,\d{3})*")


def rejects(dataset: Path) -> list[Reject]:
    """Every reject of a finished dataset, refused records first, then superseded and deleted ones, each by source and
    place.

    Raises DatasetError when the folder is no finished dataset or the table is damaged.
    """
    rows = Dataset.open(dataset).table("rejects", COLUMNS).to_pylist()
    return sorted((Reject(**row) for row in rows), key=lambda reject: reject.stage == RESOLVED)


def by_reason(rejected: Iterable[Reject]) -> list[tuple[int, str]]:
    """How many rejects have a reason, most frequent first; reasons that differ in numbers and quoted text only are one,
    the first.
    """
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for reject in rejected:
        reason = reject.reason.replace(reject.source, "") if reject.source else reject.reason
        key = _PARTICULAR.sub("", reason)
        first.setdefault(key, " ".join(reject.reason.split()))
        counts[key] = counts.get(key, 0) + 1
    return sorted(((count, first[key]) for key, count in counts.items()), key=lambda one: -one[0])


def told(reject: Reject) -> str:
    """One line on a reject: source, place, id and reason."""
    if reject.place == "file":  # the reader's message names the file
        return " ".join(reject.reason.split())
    what = f" ({reject.id})" if reject.id else ""
    return " ".join(f"{reject.source}: {reject.place}{what}: {reject.reason}".split())
