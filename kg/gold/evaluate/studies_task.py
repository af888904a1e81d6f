"""Task ``studies``: which drug was tested against which disease, how strong the study is, what it found and to whom
that is credited.

What ``kg annotate`` says of the raw text is compared with what a reader of the abstract said
(docs/studies-and-claims.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.exchange.annotation_formats.printed_rows import RelationRow
from kg.gold.evaluate.fitting import fits
from kg.gold.evaluate.gold import GoldFile
from kg.gold.evaluate.labelled import ATTRIBUTIONS, GoldStudy, Label
from kg.gold.evaluate.labelled_reading import SIDES, ReadDocument, Sides, each_read
from kg.gold.evaluate.reliability import COLUMNS as SCORES
from kg.gold.evaluate.reliability import TYPES as SCORED
from kg.gold.evaluate.reliability import UNSCORED, Reliability
from kg.gold.evaluate.task import Mistake, Outcome, TaskRow, TaskSettings
from kg.model import POLARITIES, TIERS

UNCLEAR = "unclear"
"""The polarity that states nothing."""

COMPARED = (
    "Pairs of a drug and a disease count once a document. A found pair is a gold study when the entities' names in that"
    " document (as printed, long forms, the preferred one) fit the gold's words: the same, or one within the other; for"
    " the disease half of the words in common are enough. Tier, polarity and attribution count over the gold's studies"
    " that were found; a label that the gold accepts counts as the one that it has. A study of tier mention, or with"
    " must false, need not be found. What the labels mean is in docs/studies-and-claims.md: a large language model read"
    " each abstract, and no clinician has checked it."
)
"""How things are compared, for the documentation."""

COLUMNS: dict[str, str] = {
    "type": (
        "pairs: drug and disease, whatever is read of them; pairs with polarity: with the right one, recalled also"
        " those that need not be found (recall: gold studies found with the right polarity); pairs stated: those that"
        " state supports, null, opposes or mixed, right with that polarity (precision: share right of the rows that"
        " state one); tier, polarity, attribution, tier and polarity: over the studies found, where precision, recall"
        " and f1 are the share right, and with a label those that have it; polarity stated: all but unclear; polarity"
        f" macro: the mean of the f1 of the polarities that occur; of pairs, whatever is read of them, {SCORED}"
    ),
    **SIDES,
    **SCORES,
    "read_as": "how the gold's studies with the label were read, each label with its number, the most frequent first",
}
KINDS: dict[str, str] = {
    "missed": "a study of the gold that has to be found and was not",
    "spurious": "a found pair that is no study of the gold",
    "read": "a study that was found, with another tier, polarity or attribution; type says which",
}

DrugAndDisease = tuple[str, str]
"""Ids of a drug and a disease."""


@dataclass(slots=True)
class Aspect:
    """What was read of one label of the studies found: how often, by the gold's label and the one read."""

    labels: tuple[str, ...]
    table: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, label: Label, said: str) -> bool:
        """Count a label; returns whether it was right."""
        right = label.allows(said)
        self.table[label.value, label.value if right else said] += 1
        return right

    def of(self, labels: Sequence[str]) -> Sides:
        """Counts of some labels."""
        gold = sum(count for (wanted, _), count in self.table.items() if wanted in labels)
        found = sum(count for (_, said), count in self.table.items() if said in labels)
        right = sum(self.table[label, label] for label in labels)
        return Sides(gold, right, found, right)

    def rows(self, name: str) -> list[TaskRow]:
        """A row for all labels and one for each that occurs."""
        listed = [_row(name, self.of(self.labels))]
        for label in self.labels:
            counts = self.of([label])
            if counts.gold or counts.found:
                listed.append(_row(f"{name} {label}", counts, self._read_as(label)))
        return listed

    def macro(self) -> float | None:
        """The mean f1 of the labels that occur."""
        each = [value for label in self.labels if isinstance(value := self.of([label]).row()["f1"], float)]
        return round(sum(each) / len(each), 4) if each else None

    def _read_as(self, wanted: str) -> list[str]:
        said = [(said, count) for (label, said), count in self.table.items() if label == wanted]
        return [
            f"{label} {count}" for label, count in sorted(said, key=lambda one: (-one[1], self.labels.index(one[0])))
        ]


@dataclass(slots=True)
class StudyCounts:
    """All counts of the task."""

    pairs: Sides = field(default_factory=Sides)
    with_polarity: Sides = field(default_factory=Sides)
    stated: Sides = field(default_factory=Sides)
    both: Sides = field(default_factory=Sides)
    tier: Aspect = field(default_factory=lambda: Aspect(TIERS))
    polarity: Aspect = field(default_factory=lambda: Aspect(POLARITIES))
    attribution: Aspect = field(default_factory=lambda: Aspect(ATTRIBUTIONS))
    scores: Reliability = field(default_factory=Reliability)

    def rows(self) -> list[TaskRow]:
        """The table."""
        polarity = self.polarity.rows("polarity")
        polarity.append(_row("polarity stated", self.polarity.of([label for label in POLARITIES if label != UNCLEAR])))
        macro = dict.fromkeys(SIDES) | {"f1": self.polarity.macro()}
        polarity.append({"type": "polarity macro", **macro, **UNSCORED, "read_as": []})
        return [
            _row("pairs", self.pairs),
            _row("pairs with polarity", self.with_polarity),
            _row("pairs stated", self.stated),
            *self.tier.rows("tier"),
            *polarity,
            _row("tier and polarity", self.both),
            *self.attribution.rows("attribution"),
            *({**row, "read_as": []} for row in self.scores.rows()),
        ]


def _row(name: str, sides: Sides, read_as: Sequence[str] = ()) -> TaskRow:
    return {"type": name, **sides.row(), **UNSCORED, "read_as": [*read_as]}


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Figures of pairs, and over the studies found of tier, polarity and attribution, with how each label was read."""
    outcome, tally = Outcome(), StudyCounts()
    read = 0
    for one in each_read(files, settings, outcome, "studies"):
        outcome.mistakes += _count(one, tally)
        read += 1
    outcome.rows = tally.rows() if read else []
    return outcome


def _count(read: ReadDocument, tally: StudyCounts) -> list[Mistake]:
    """Add a document to the counts; returns its mistakes in text order."""
    found, scores = _found(read)
    fitting: set[DrugAndDisease] = set()
    polarity_right: set[DrugAndDisease] = set()
    made: list[Mistake] = []
    for study in read.gold.studies or ():
        must = study.must and study.tier.value != "mention"
        stated = study.polarity.value != UNCLEAR
        hits = [pair for pair in found if _fits(study, pair, read)]
        fitting.update(hits)
        polarity_right.update(pair for pair in hits if study.polarity.allows(_polarity(found[pair])))
        tally.pairs.gold += must
        tally.pairs.recalled += must and bool(hits)
        tally.with_polarity.gold += must
        tally.stated.gold += must and stated
        if hits:
            # of several found pairs that fit, the first in the text is what is read of the study
            relation = found[hits[0]]
            wrong = _read(study, relation, tally)
            tally.with_polarity.recalled += "polarity" not in wrong
            tally.stated.recalled += must and stated and "polarity" not in wrong
            made += [_misread(study, relation, wrong, read)] if wrong else []
        elif must:
            start, end = read.place(study.sentence)
            text = f"{study.drug} - {study.disease}"
            made.append(
                Mistake("missed", read.gold.document.id, start, end, text, "pair", _said(study), "", study.sentence)
            )
    for pair, relation in found.items():
        tally.pairs.found, tally.pairs.right = tally.pairs.found + 1, tally.pairs.right + (pair in fitting)
        tally.scores.add(scores[pair], pair in fitting)
        tally.with_polarity.found, tally.with_polarity.right = (
            tally.pairs.found,
            tally.with_polarity.right + (pair in polarity_right),
        )
        if _polarity(relation) != UNCLEAR:
            tally.stated.found, tally.stated.right = (
                tally.stated.found + 1,
                tally.stated.right + (pair in polarity_right),
            )
        if pair not in fitting:
            evidence, text = relation.claim.evidence, read.pair(relation)
            told = f"{text}: {_labels(relation)}"
            sentence = read.stated(relation)
            made.append(
                Mistake(
                    "spurious", read.gold.document.id, evidence.start, evidence.end, text, "pair", "", told, sentence
                )
            )
    return sorted(made, key=lambda mistake: (mistake.start, mistake.end, mistake.text))


def _found(read: ReadDocument) -> tuple[dict[DrugAndDisease, RelationRow], dict[DrugAndDisease, float]]:
    """The pairs that were found, each with what was said of it first, in the order of the text; and the best score of
    each.
    """
    pairs: dict[DrugAndDisease, RelationRow] = {}
    scores: dict[DrugAndDisease, float] = {}
    for relation in read.row.relations:
        if relation.relation == "STUDIED_FOR":
            subject, object_ = read.row.pair(relation)
            pair = subject.id, object_.id
            pairs.setdefault(pair, relation)
            scores[pair] = max(scores.get(pair, 0.0), relation.score)
    return pairs, scores


def _fits(study: GoldStudy, pair: DrugAndDisease, read: ReadDocument) -> bool:
    drug, disease = (read.names.get(one, frozenset()) for one in pair)
    return fits(study.drug, drug, loose=False) and fits(study.disease, disease, loose=True)


def _read(study: GoldStudy, relation: RelationRow, tally: StudyCounts) -> list[str]:
    """Count what was read of a study that was found; returns the labels that are wrong."""
    evidence = relation.claim.evidence
    right = {
        "tier": tally.tier.add(study.tier, evidence.tier),
        "polarity": tally.polarity.add(study.polarity, evidence.polarity),
        "attribution": tally.attribution.add(study.attribution, evidence.attribution),
    }
    both = right["tier"] and right["polarity"]
    tally.both.gold, tally.both.found = tally.both.gold + 1, tally.both.found + 1
    tally.both.recalled, tally.both.right = tally.both.recalled + both, tally.both.right + both
    return [name for name, one in right.items() if not one]


def _misread(study: GoldStudy, relation: RelationRow, wrong: Sequence[str], read: ReadDocument) -> Mistake:
    evidence = relation.claim.evidence
    found = f"{read.pair(relation)}: {_labels(relation)}"
    place = evidence.start, evidence.end
    text, sentence = f"{study.drug} - {study.disease}", study.sentence or read.stated(relation)
    return Mistake("read", read.gold.document.id, *place, text, ", ".join(wrong), _said(study), found, sentence)


def _polarity(relation: RelationRow) -> str:
    return relation.claim.evidence.polarity


def _labels(relation: RelationRow) -> str:
    evidence = relation.claim.evidence
    return f"{evidence.tier}, {evidence.polarity}, {evidence.attribution}"


def _said(study: GoldStudy) -> str:
    """A study of the gold in words; a label that counts as well stands behind ``or``."""
    labels = ", ".join(one.told for one in (study.tier, study.polarity, study.attribution))
    return f"{study.drug} - {study.disease}: {labels}"
