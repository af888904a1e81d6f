"""What rules read once a document that names a drug and a disease: its marked sentences, arms, tier and flags."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.model import AnnotatedDocument
from kg.pipeline.relate.arms import Arm, arms
from kg.pipeline.relate.marked import Marked
from kg.pipeline.relate.tier import document_tier, is_protocol, is_retracted


@dataclass(frozen=True)
class Study:
    """A document as rules see it; ``flags`` hold for every pair."""

    marked: Marked
    tier: str
    flags: frozenset[str]

    @cached_property
    def arms(self) -> tuple[Arm, ...]:
        """The part of each drug, by number; worked out only for a document that studies one."""
        return arms(self.marked)


def study_of(annotated: AnnotatedDocument, marked: Marked, contaminated: frozenset[str]) -> Study:
    """What holds for every pair of a document; ``contaminated`` holds CURIEs of cell lines known to be something else
    (Cellosaurus): preclinical evidence that rests on such lines alone is flagged.
    """
    document = annotated.document
    body = marked.within("objective", "methods", "results", "conclusions")
    tier = document_tier(document, body or marked.sentences[1:])
    flags = set()
    if is_retracted(document):
        flags.add("retracted")
    if is_protocol(document, body):
        flags.add("protocol")
    lines = {g.best.id for g in annotated.groundings if g.best is not None and g.best.type == "CellLine"}
    if tier in ("in-vivo", "in-vitro") and lines and lines <= contaminated:
        flags.add("contaminated-cell-line")
    return Study(marked, tier, frozenset(flags))
