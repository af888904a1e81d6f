"""What every task of an evaluation is made of: what it takes, what it gives, and how counts become figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kg.gold.evaluate.gold import GoldFile
from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Reject, Sentence

TaskRow = dict[str, object]
"""One line of the table, keyed by the task's columns."""

COUNTS: dict[str, str] = {
    "gold": "how many the gold has",
    "found": "how many were found",
    "right": "how many of those the gold has",
    "precision": "right / found; null where nothing was found",
    "recall": "right / gold; null where the gold has none",
    "f1": "2 right / (gold + found); null where both are 0",
}
"""Columns of every task that finds things; shares are in 0..1, rounded to four places."""

ALL = "all"
"""Type of the row that sums the others up."""


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """``lexicon`` opens the lexicon when a task needs one; ``given``: the gold mentions are given; ``part``: empty, or
    one of ``PARTS``.

    ``profile`` and ``guideline``: how mentions are found, and by whose notion of one
    (``kg.pipeline.config.following``). ``progress(what, done, total)`` with total 0 is told how many more were done.
    """

    lexicon: Callable[[], Lexicon]
    given: bool = False
    part: str = ""
    profile: str = "default"
    guideline: str = ""
    progress: Callable[[str, int, int], None] = lambda what, done, total: None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place where what was found and the gold differ.

    ``start`` and ``end`` count in the document's text, or in the sentence for gold that comes in sentences; ``text``
    stands there. ``expected`` is what the gold says and ``found`` what was found, in words, either empty where there is
    nothing.
    """

    kind: str
    document: str
    start: int
    end: int
    text: str
    type: str
    expected: str
    found: str
    sentence: str


@dataclass(slots=True)
class Outcome:
    """What a task found out; ``rejects`` are gold records that could not be used, ``notes`` what else the user should
    know.
    """

    rows: list[TaskRow] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EvaluationTask:
    """A task: how it is measured, which shapes of gold it takes, how things are compared, and what its columns and
    kinds of mistakes mean.

    ``given_columns`` are the columns with ``--given``, empty where a task does not know that option; ``parts``: whether
    it knows ``--part``.
    """

    measure: Callable[[Sequence[GoldFile], TaskSettings], Outcome]
    shapes: tuple[str, ...]
    help: str
    compared: str
    columns: dict[str, str]
    kinds: dict[str, str]
    given_columns: dict[str, str] = field(default_factory=dict)
    parts: bool = False


@dataclass(slots=True)
class Count:
    """How many the gold has, how many were found, how many of those are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: AbstractSet[object], found: AbstractSet[object]) -> None:
        """Count one document's sets."""
        self.gold += len(gold)
        self.found += len(found)
        self.right += len(gold & found)

    def row(self) -> TaskRow:
        """The columns of ``COUNTS``."""
        return {
            "gold": self.gold,
            "found": self.found,
            "right": self.right,
            "precision": share(self.right, self.found),
            "recall": share(self.right, self.gold),
            "f1": share(2 * self.right, self.gold + self.found),
        }


def share(part: int, whole: int) -> float | None:
    """``part / whole`` rounded to four places, None where there is nothing to divide by."""
    return round(part / whole, 4) if whole else None


def summed(counts: Sequence[Count]) -> Count:
    """The sum of counts (a micro average's)."""
    return Count(sum(c.gold for c in counts), sum(c.found for c in counts), sum(c.right for c in counts))


def sentence_at(document: Document, sentences: Sequence[Sentence], start: int) -> str:
    """Text of the sentence that holds an offset; empty where none does."""
    at = bisect_right([sentence.start for sentence in sentences], start) - 1
    return document.text[sentences[at].start : sentences[at].end] if at >= 0 and start < sentences[at].end else ""
