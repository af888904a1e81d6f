"""How true scores are to their word: of what was found with a score of 0.8 or so, about 8 in 10 should be right."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.gold.evaluate.labelled_reading import SIDES
from kg.gold.evaluate.task import TaskRow, share

COLUMNS: dict[str, str] = {
    "mean_score": "rows of scores: mean score of what was found, to be held against precision; null in the others",
    "error": (
        "rows of scores: how far mean_score and precision are apart; of calibration error the mean of the tenths,"
        " weighted by found"
    ),
}
"""Columns that tasks with scores have beside ``SIDES``."""

TYPES = (
    "score 0.8 to 0.9 and so on: what was found with a score of at least the first number and below the second (1.0"
    " counts in the last), of several scores that one thing has in a document the best; calibration error: all of it,"
    " error is the expected calibration error"
)
"""What the rows are, for the column ``type``."""

UNSCORED: TaskRow = dict.fromkeys(COLUMNS)
"""The columns of a row that is not about scores."""

_EDGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_ALL = "calibration error"


@dataclass(slots=True)
class _Tenth:
    found: int = 0
    right: int = 0
    total: float = 0.0

    @property
    def gap(self) -> float:
        """How far the mean score and the share right are apart."""
        return abs(self.total - self.right) / self.found


@dataclass(slots=True)
class Reliability:
    """Counts by the tenth that a score (0 to 1) lies in."""

    tenths: list[_Tenth] = field(default_factory=lambda: [_Tenth() for _ in range(len(_EDGES) + 1)])

    def add(self, score: float, right: bool) -> None:
        """Count something that was found."""
        tenth = self.tenths[bisect_right(_EDGES, score)]
        tenth.found, tenth.right, tenth.total = tenth.found + 1, tenth.right + right, tenth.total + score

    def rows(self) -> list[TaskRow]:
        """A row for each tenth that has something, and one with the expected calibration error; none where nothing was
        found.
        """
        ends = (0.0, *_EDGES, 1.0)
        there = [
            (f"score {low:.1f} to {high:.1f}", one)
            for low, high, one in zip(ends, ends[1:], self.tenths, strict=False)
            if one.found
        ]
        found = sum(one.found for _, one in there)
        if not found:
            return []
        whole = _Tenth(found, sum(one.right for _, one in there), sum(one.total for _, one in there))
        expected = sum(one.found * one.gap for _, one in there) / found
        return [*(_row(name, one, one.gap) for name, one in there), _row(_ALL, whole, expected)]


def is_scored(row: TaskRow) -> bool:
    """Whether a row of a task is about scores."""
    return row.get("mean_score") is not None


def _row(name: str, tenth: _Tenth, error: float) -> TaskRow:
    counts = {"found": tenth.found, "right": tenth.right, "precision": share(tenth.right, tenth.found)}
    mean = {"mean_score": round(tenth.total / tenth.found, 4), "error": round(error, 4)}
    return {"type": name, **(dict.fromkeys(SIDES) | counts), **mean}
