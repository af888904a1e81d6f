"""What a document says that helps to ground its ambiguous names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.lexicon import Lexicon
from kg.model import Document

TYPE_CUES: dict[str, re.Pattern[str]] = {
    "Target": re.compile(
        r"^[\s-]*(?:genes?|proteins?|receptors?|kinases?|mRNA|expression|phosphorylation|mutations?|mutants?|promoter|knockdown|polymorphisms?|levels?)\b"
    ),
    "Disease": re.compile(
        r"^[\s-]*(?:patients?|tumou?rs?|cells?|tissues?|recurrence|cases?|xenografts?|progression|incidence|risk)\b"
    ),
    "Drug": re.compile(
        r"^[\s-]*(?:treatment|therapy|monotherapy|administration|dose|doses|mg|exposure|treated|trough)\b"
    ),
}
"""Words right after a mention that tell what type of thing it is."""

AFTER = 24
"""Characters after a mention that are looked at for them."""

HEADING, COMENTION, RELATIVE, CUE = 0.12, 0.10, 0.05, 0.05
"""What each kind of support adds to a candidate's score; only ever used to choose among candidates, set by hand."""


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The document's text, and rows it is surely about: ``headings``, its MeSH headings and substances, and ``named``,
    what it calls by names that can mean only one thing.
    """

    text: str
    headings: frozenset[int]
    named: frozenset[int]

    @property
    def about(self) -> frozenset[int]:
        """Rows of all that the document itself says it is about."""
        return self.headings | self.named


def heading_rows(document: Document, lexicon: Lexicon) -> frozenset[int]:
    """Entity rows of the document's MeSH headings and substances."""
    curies = [heading.id for heading in document.headings] + list(document.substances)
    return frozenset(row for row in map(lexicon.row, curies) if row is not None)


def cued(text: str, end: int) -> frozenset[str]:
    """Types whose words begin the text that follows a mention."""
    after = text[end : end + AFTER]
    return frozenset(type_ for type_, cue in TYPE_CUES.items() if cue.match(after))


@dataclass(frozen=True, slots=True)
class Support:
    """What a document adds to a candidate's score, and why.

    ``told``: it says itself that it is about the entity, by a heading or in full; ``kin``: it names something broader.
    """

    gain: float
    reason: str
    told: bool
    kin: bool


def support(row: int, type_: str, cues: frozenset[str], context: DocumentContext, lexicon: Lexicon) -> Support:
    """What the document adds to a candidate; ``cues`` as from ``cued``."""
    gain, reasons, kin = 0.0, [], False
    if row in context.headings:
        gain += HEADING
        reasons.append("among the document's MeSH terms")
    if row in context.named:
        gain += COMENTION
        reasons.append("named in full in the document")
    elif not ((above := lexicon.ancestors(row)).isdisjoint(context.named) and above.isdisjoint(context.headings)):
        gain += RELATIVE
        kin = True
        reasons.append("a broader term is in the document")
    if type_ in cues:
        gain += CUE
        reasons.append(f"followed by a word for a {type_.lower()}")
    return Support(gain, "; ".join(reasons), row in context.headings or row in context.named, kin)
