"""Labelled abstracts beside what ``kg annotate`` says of them: what the tasks that measure reading have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.exchange.annotation_formats.printed_names import namer
from kg.exchange.annotation_formats.printed_rows import DocumentRow, MentionRow, RelationRow, found_rows
from kg.gold.evaluate.fitting import Names, names_in
from kg.gold.evaluate.gold import GoldFile
from kg.gold.evaluate.gold_documents import note_training
from kg.gold.evaluate.labelled import Labelled, labelled
from kg.gold.evaluate.task import Outcome, TaskRow, TaskSettings, share
from kg.model import Reject
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, following

SIDES: dict[str, str] = {
    "gold": "how many the gold has that have to be found",
    "recalled": "how many of those were found",
    "found": "how many were found in all",
    "right": "how many of those the gold has, with what need not be found",
    "precision": "right / found; null where nothing was found",
    "recall": "recalled / gold; null where the gold has none",
    "f1": "harmonic mean of precision and recall; null where nothing was found and the gold has none",
}
"""Columns of tasks whose gold has things that may be found and need not be, so that the two shares count different
things.
"""


@dataclass(slots=True)
class Sides:
    """The counts of ``SIDES``."""

    gold: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0

    def row(self) -> TaskRow:
        """The columns of ``SIDES``."""
        precision, recall = (
            self.right / self.found if self.found else 0.0,
            self.recalled / self.gold if self.gold else 0.0,
        )
        mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "gold": self.gold,
            "recalled": self.recalled,
            "found": self.found,
            "right": self.right,
            "precision": share(self.right, self.found),
            "recall": share(self.recalled, self.gold),
            "f1": round(mean, 4) if self.gold or self.found else None,
        }


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its gold, the rows that ``kg annotate`` prints of it, and what each entity is called in it."""

    gold: Labelled
    row: DocumentRow
    names: Names

    def place(self, sentence: str) -> tuple[int, int]:
        """Where the gold's sentence stands in the text; -1 and -1 where it does not, as with several that are apart."""
        start = self.row.document.text.find(sentence) if sentence else -1
        return (start, start + len(sentence)) if start >= 0 else (-1, -1)

    def stated(self, relation: RelationRow) -> str:
        """The sentence that a relation was read from."""
        evidence = relation.claim.evidence
        return self.row.document.text[evidence.start : evidence.end]

    def pair(self, relation: RelationRow) -> str:
        """The arguments of a relation in words: what stands in the text, and the entity where it is called
        otherwise.
        """
        return " - ".join(_called(mention) for mention in self.row.pair(relation))


def _called(mention: MentionRow) -> str:
    same = not mention.name or mention.name.lower() == mention.text.lower()
    return mention.text if same else f"{mention.text} ({mention.name})"


def each_read(
    files: Sequence[GoldFile], settings: TaskSettings, outcome: Outcome, what: Literal["studies", "claims"]
) -> Iterator[ReadDocument]:
    """Each document whose gold has a list of ``what``. Lines that cannot be used are rejects of the outcome, the others
    are noted.
    """
    pipeline = Pipeline(name="evaluate", nlp=following(settings.guideline, settings.profile))
    lexicon = settings.lexicon()
    annotator, name = Annotator(lexicon, pipeline), namer(lexicon, {}, bare=False)
    read: list[str] = []
    without = 0
    for file in files:
        for one in labelled(file):
            if isinstance(one, Reject):
                outcome.rejects.append(one)
            elif getattr(one, what) is None:
                without += 1
            else:
                annotated, claims, _ = annotator(one.document)
                row = found_rows(annotated, claims, name, pipeline.nlp.guideline)
                read.append(one.document.id)
                yield ReadDocument(one, row, names_in(row))
                settings.progress("document", 1, 0)
    if without:
        outcome.notes.append(
            f"documents without a list of {what} are not counted: {without:,} beside {len(read):,} with one"
        )
    note_training(read, pipeline, outcome)
