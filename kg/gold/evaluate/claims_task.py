"""Task ``claims``: who does what to whom in the raw text, in the graph's own vocabulary.

What ``kg annotate`` says of the raw text is compared with what a reader of the abstract said
(docs/studies-and-claims.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.exchange.annotation_formats.printed_rows import RelationRow
from kg.gold.evaluate.fitting import fits
from kg.gold.evaluate.gold import GoldFile
from kg.gold.evaluate.labelled import RELATIONS, GoldClaim
from kg.gold.evaluate.labelled_reading import SIDES, ReadDocument, Sides, each_read
from kg.gold.evaluate.reliability import COLUMNS as SCORES
from kg.gold.evaluate.reliability import TYPES as SCORED
from kg.gold.evaluate.reliability import UNSCORED, Reliability
from kg.gold.evaluate.task import Mistake, Outcome, TaskRow, TaskSettings

EITHER_WAY = frozenset(("INTERACTS_WITH", "ASSOCIATED_WITH", "BINDS"))
"""Relations that say the same when subject and object change places."""

COMPARED = (
    "Claims, by subject, relation and object, count once a document. An argument is right when the names of the entity"
    " in that document (as printed, long forms, the preferred one) fit the gold's words: the same, one within the"
    " other, or half of the words in common. Subject and object may change places where a relation says the same both"
    " ways (INTERACTS_WITH, ASSOCIATED_WITH, BINDS). A claim is right when relation and negation are too; a relation"
    " that the gold accepts counts as its own. A claim with must false need not be found. STUDIED_FOR and AMELIORATES"
    " are left to the task studies. What the relations mean is in docs/studies-and-claims.md: a large language model"
    " read each abstract, and no clinician has checked it."
)
"""How things are compared, for the documentation."""

COLUMNS: dict[str, str] = {
    "type": (
        "pair: subject and object, whatever the relation; typed: relation and negation are right too; a relation:"
        f" typed, of the gold's claims and the found ones with it; of typed claims, {SCORED}"
    ),
    **SIDES,
    **SCORES,
}
KINDS: dict[str, str] = {
    "missed": "a claim of the gold that has to be found, and its two arguments are not related",
    "spurious": "a found claim whose arguments the gold does not relate",
    "type": "a claim whose arguments are related, but with another relation, or a negation too many or too few",
}

ClaimKey = tuple[str, str, str]
"""Id of the subject, relation, id of the object."""


@dataclass(slots=True)
class ClaimCounts:
    """All counts of the task."""

    pair: Sides = field(default_factory=Sides)
    typed: Sides = field(default_factory=Sides)
    relations: dict[str, Sides] = field(default_factory=lambda: {relation: Sides() for relation in RELATIONS})
    scores: Reliability = field(default_factory=Reliability)

    def rows(self) -> list[TaskRow]:
        """The table; of the relations those that occur."""
        listed = {"pair": self.pair, "typed": self.typed}
        listed |= {relation: sides for relation, sides in self.relations.items() if sides.gold or sides.found}
        return [*({"type": name, **sides.row(), **UNSCORED} for name, sides in listed.items()), *self.scores.rows()]


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Figures of pairs, of claims, and of claims by relation."""
    outcome, tally = Outcome(), ClaimCounts()
    read = 0
    for one in each_read(files, settings, outcome, "claims"):
        outcome.mistakes += _count(one, tally)
        read += 1
    outcome.rows = tally.rows() if read else []
    return outcome


def _count(read: ReadDocument, tally: ClaimCounts) -> list[Mistake]:
    """Add a document to the counts; returns its mistakes in text order."""
    found, scores = _found(read)
    related: set[ClaimKey] = set()
    right: set[ClaimKey] = set()
    made: list[Mistake] = []
    for claim in read.gold.claims or ():
        pair = [key for key in found if _fits(claim, key, read)]
        typed = [one for one in pair if claim.relation.allows(one[1]) and found[one].negated == claim.negated]
        related.update(pair)
        right.update(typed)
        if claim.must:
            for sides, hits in (
                (tally.pair, pair),
                (tally.typed, typed),
                (tally.relations[claim.relation.value], typed),
            ):
                sides.gold, sides.recalled = sides.gold + 1, sides.recalled + bool(hits)
            if not typed:
                made.append(_not_found(claim, [found[one] for one in pair], read))
    for key, relation in found.items():
        for sides, those in ((tally.pair, related), (tally.typed, right), (tally.relations[key[1]], right)):
            sides.found, sides.right = sides.found + 1, sides.right + (key in those)
        tally.scores.add(scores[key], key in right)
        if key not in related:
            evidence, text, sentence = relation.claim.evidence, read.pair(relation), read.stated(relation)
            place = evidence.start, evidence.end
            made.append(
                Mistake("spurious", read.gold.document.id, *place, text, key[1], "", _told(relation, read), sentence)
            )
    return sorted(made, key=lambda mistake: (mistake.start, mistake.end, mistake.text, mistake.type))


def _found(read: ReadDocument) -> tuple[dict[ClaimKey, RelationRow], dict[ClaimKey, float]]:
    """The claims that were found, each where it was said first; and the best score of each, of the places with the same
    negation.
    """
    claims: dict[ClaimKey, RelationRow] = {}
    scores: dict[ClaimKey, float] = {}
    for relation in read.row.relations:
        if relation.relation in RELATIONS:
            subject, object_ = read.row.pair(relation)
            key = subject.id, relation.relation, object_.id
            if claims.setdefault(key, relation).negated == relation.negated:
                scores[key] = max(scores.get(key, 0.0), relation.score)
    return claims, scores


def _fits(claim: GoldClaim, key: ClaimKey, read: ReadDocument) -> bool:
    """Whether a found claim is between the arguments of a claim, either way where the relation of one of them allows
    it.
    """
    subject, relation, object_ = key
    if _is(claim.subject, subject, read) and _is(claim.object, object_, read):
        return True
    either_way = not EITHER_WAY.isdisjoint((claim.relation.value, *claim.relation.others, relation))
    return either_way and _is(claim.subject, object_, read) and _is(claim.object, subject, read)


def _is(words: str, identifier: str, read: ReadDocument) -> bool:
    return fits(words, read.names.get(identifier, frozenset()), loose=True)


def _not_found(claim: GoldClaim, pair: Sequence[RelationRow], read: ReadDocument) -> Mistake:
    """A claim that was not found, or found between the right arguments as something else; told where that was read
    first.
    """
    text = f"{claim.subject} - {claim.object}"
    expected = f"{text}: {'not ' * claim.negated}{claim.relation.told}"
    found = "; ".join(_told(one, read) for one in pair)
    start, end = (pair[0].claim.evidence.start, pair[0].claim.evidence.end) if pair else read.place(claim.sentence)
    sentence = claim.sentence or (read.stated(pair[0]) if pair else "")
    kind = "type" if pair else "missed"
    return Mistake(kind, read.gold.document.id, start, end, text, claim.relation.value, expected, found, sentence)


def _told(relation: RelationRow, read: ReadDocument) -> str:
    """A found claim in words."""
    return f"{read.pair(relation)}: {'not ' * relation.negated}{relation.relation}"
