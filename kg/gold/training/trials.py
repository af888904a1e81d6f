"""Results of trials (Evidence Inference, DeYoung et al. 2020), from which the reader of results learns how outcomes
change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.gold.training.corpus_files import lines

DIRECTION = "direction"
"""An output that is learned beside the others and not shipped: how an outcome changed."""

DIRECTIONS = ("significantly increased", "significantly decreased", "no significant difference")

_SIDE, _TEXT = 160, 900
"""Characters of an intervention, comparator or outcome, and of a result, that are read."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A result of a trial (Evidence Inference, DeYoung et al. 2020): what was compared, on which outcome, the words,
    how it changed.
    """

    number: int
    intervention: str
    comparator: str
    outcome: str
    text: str
    direction: int


def trials(path: Path) -> Iterator[Trial]:
    """The results in a file that name an intervention, an outcome and a direction. Raises InputError for a line that is
    none.
    """
    for number, row in lines(path):
        try:
            one, other, outcome = (row[key].strip()[:_SIDE] for key in ("intervention", "comparator", "outcome"))
            text, label = row["evidence"].strip()[:_TEXT], row["label"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}, line {number}: no result of Evidence Inference ({error!r})") from error
        if one and outcome and text and label in DIRECTIONS:
            yield Trial(number, one, other, outcome, text, DIRECTIONS.index(label))
