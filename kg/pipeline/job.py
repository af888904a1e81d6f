"""What a run does, as one record that each of its processes can be given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kg import ids
from kg.pipeline.config import Pipeline
from kg.progress import Progress, unwatched

CHUNK = 1000
"""Records in a partition: what is lost at most when a run is killed, about ten seconds of one core."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file or query as it is worked on: the name that its rows carry, the format it is read as, its content hash."""

    source: str
    format: str
    content: str


@dataclass(frozen=True, slots=True)
class Job:
    """What a run does with every input.

    ``lexicon`` and ``dataset`` are folders; ``settings`` is the hash of all but the input that decides what a document
    yields; ``limit``: records read at most, over all inputs (0: all); with ``fail_fast`` a fault of ours is raised and
    costs more than the document. ``progress`` is told in the process that has begun the run.
    """

    pipeline: Pipeline
    lexicon: Path
    dataset: Path
    settings: str
    limit: int = 0
    fail_fast: bool = False
    progress: Progress = unwatched

    @property
    def partitions(self) -> Path:
        """The folder of the partitions."""
        return self.dataset / "partitions"

    def partition(self, input_: Input, number: int, limit: int = 0) -> str:
        """Id of a partition of an input, counted from 0, when no more than ``limit`` records of it are read (0:
        all).
        """
        what = (input_.content, self.settings, input_.source, input_.format)
        return ids.digest("partition", *what, str(CHUNK), str(limit), str(number))

    def elsewhere(self) -> Job:
        """The same for another process: it may stand in another folder, and has nobody to tell."""
        return replace(self, lexicon=self.lexicon.resolve(), dataset=self.dataset.resolve(), progress=unwatched)
