"""What every annotation format prints: a document with its mentions and relations, ids already as they are to be
printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.exchange.annotation_formats.printed_names import PUBTATOR_TYPES
from kg.model import AnnotatedDocument, Candidate, Claim, Document


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention: ``type`` is a node label (or the input's own word), ``id`` empty where it has none in the namespace
    asked for.

    The id of a mention that came with the input is the input's, ``-1`` included.

    ``printed_type`` is the input's own word for the type when the mention came with the input, else empty; ``tagged``
    is the type that the network gave it.
    """

    start: int
    end: int
    text: str
    type: str
    id: str
    name: str
    score: float
    detector: str
    expanded: str = ""
    candidates: tuple[Candidate, ...] = ()
    printed_type: str = ""
    tagged: str = ""

    @property
    def pubtator_type(self) -> str:
        """The type in PubTator's words; of a mention that came with the input, the input's word unless that is a node
        label.
        """
        own = self.printed_type or self.tagged or self.type
        return PUBTATOR_TYPES.get(own, own)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A claim between two mentions, given as numbers of the document's mentions, with the place and strength of its
    evidence.

    ``partners`` are mentions of drugs given together with the subject, ``comparators`` of those that it was measured
    against.
    """

    relation: str
    subject: int
    object: int
    claim: Claim
    partners: tuple[int, ...] = ()
    comparators: tuple[int, ...] = ()

    @property
    def negated(self) -> bool:
        """Is it claimed that the relation does not hold?"""
        return self.claim.assertion.negated

    @property
    def score(self) -> float:
        """How likely the claim is read rightly, 0 to 1."""
        return self.claim.evidence.score

    @property
    def speculated(self) -> bool:
        """Is the claim hedged?"""
        return "speculated" in self.claim.evidence.flags


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with its mentions in text order and its relations in order of their evidence; ``guideline``: whose was
    followed.
    """

    document: Document
    mentions: tuple[MentionRow, ...]
    relations: tuple[RelationRow, ...]
    guideline: str = "default"

    def pair(self, relation: RelationRow) -> tuple[MentionRow, MentionRow]:
        """Subject and object of a relation."""
        return self.mentions[relation.subject], self.mentions[relation.object]


def found_rows(
    annotated: AnnotatedDocument,
    claims: Sequence[Claim],
    name: Callable[[Sequence[Candidate], str], str],
    guideline: str = "default",
) -> DocumentRow:
    """Rows of the mentions that were found here; ``name`` gives the id printed for a mention's candidates under a node
    label.
    """
    mentions = []
    for grounding in annotated.all_groundings:
        one, best = grounding.mention, grounding.best
        printed = name(grounding.candidates, one.annotated_type)
        label, score = (best.name, best.score) if best else ("", one.score)
        mentions.append(
            MentionRow(
                one.start,
                one.end,
                one.text,
                one.type,
                printed,
                label,
                score,
                one.detector,
                one.expanded,
                grounding.candidates,
                "",
                one.tagged,
            )
        )
    return _with_relations(annotated, claims, mentions, guideline)


def given_rows(annotated: AnnotatedDocument, claims: Sequence[Claim], guideline: str = "default") -> DocumentRow:
    """Rows of every annotation of the input, overlapping ones too, with types and ids as the input has them."""
    groundings = {(g.mention.start, g.mention.end, g.mention.type): g for g in annotated.groundings}
    mentions = []
    for one in sorted(annotated.document.annotations, key=lambda a: (a.start, a.end)):
        grounding = groundings.get((one.start, one.end, one.type))
        candidates = tuple(c for c in grounding.candidates if not c.id.startswith("KGD:")) if grounding else ()
        label = candidates[0].name if candidates else ""
        own_words = one.printed_type or one.type
        mentions.append(
            MentionRow(
                one.start, one.end, one.text, one.type, one.printed_id, label, 1.0, "given", "", candidates, own_words
            )
        )
    return _with_relations(annotated, claims, mentions, guideline)


def _with_relations(
    annotated: AnnotatedDocument, claims: Sequence[Claim], mentions: list[MentionRow], guideline: str
) -> DocumentRow:
    # The first of two annotations of one stretch took part in the relations (see kg.pipeline.ground.given_ids).
    place = {(row.start, row.end): number for number, row in reversed(list(enumerate(mentions)))}
    first: dict[str, int] = {}
    for grounding in annotated.groundings:
        if grounding.best is not None:
            first.setdefault(grounding.best.id, place[grounding.mention.start, grounding.mention.end])
    relations = tuple(
        RelationRow(
            claim.assertion.relation,
            place[claim.evidence.subject_start, claim.evidence.subject_end],
            place[claim.evidence.object_start, claim.evidence.object_end],
            claim,
            tuple(first[partner] for partner in claim.evidence.partners if partner in first),
            tuple(first[comparator] for comparator in claim.evidence.comparators if comparator in first),
        )
        for claim in claims
    )
    return DocumentRow(annotated.document, tuple(mentions), relations, guideline)
