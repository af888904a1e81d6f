"""Task ``grounding``: which entities the product finds in the raw text, as sets of ids a document; with ``--given`` on
the gold's mentions.

How ids are compared stands in ``kg.gold.evaluate.judge``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.exchange.annotation_formats.printed_names import PUBTATOR_TYPES
from kg.gold.evaluate.gold import GoldDocument, GoldFile
from kg.gold.evaluate.gold_documents import each_document, note_training
from kg.gold.evaluate.judge import KINDS, Judge, JudgedDocument, Namespaces, ids_of, namespaces_of
from kg.gold.evaluate.task import ALL, COUNTS, Count, Mistake, Outcome, TaskRow, TaskSettings, share, summed
from kg.model import Annotation, Grounding, Mention
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate, following

COLUMNS: dict[str, str] = {
    "type": "PubTator type; all: the sum of the others",
    "namespaces": "namespaces the ids were compared in, the first that has one counts",
    **COUNTS,
}
"""Columns of the count of distinct ids a document."""

GIVEN_COLUMNS: dict[str, str] = {
    **{name: COLUMNS[name] for name in ("type", "namespaces")},
    "mentions": "gold mentions",
    "right": "mentions that got just the gold's ids, or none where the gold has none",
    "accuracy": "right / mentions",
    "with_id": "gold mentions that have ids",
    "right_id": "right ones among them",
    "id_accuracy": "right_id / with_id",
    "among": "mentions all of whose gold ids are among the candidates",
    "among_share": "among / with_id",
    "without_id": "gold mentions without an id (not in the gold's ontology)",
    "right_none": "right ones among them",
}
"""Columns of the count of gold mentions, with ``--given``."""


@dataclass(slots=True)
class GivenCounts:
    """Counts of gold mentions, as in ``GIVEN_COLUMNS``."""

    with_id: int = 0
    right_id: int = 0
    among: int = 0
    without_id: int = 0
    right_none: int = 0

    def row(self) -> TaskRow:
        """The columns after the namespaces."""
        mentions, right = self.with_id + self.without_id, self.right_id + self.right_none
        return {
            "mentions": mentions,
            "right": right,
            "accuracy": share(right, mentions),
            "with_id": self.with_id,
            "right_id": self.right_id,
            "id_accuracy": share(self.right_id, self.with_id),
            "among": self.among,
            "among_share": share(self.among, self.with_id),
            "without_id": self.without_id,
            "right_none": self.right_none,
        }


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Precision, recall and F1 of ids a document; with ``settings.given`` the accuracy on gold mentions."""
    lexicon, outcome = settings.lexicon(), Outcome()
    pipeline = Pipeline(name="evaluate", nlp=following(settings.guideline, settings.profile), relate=Relate(readers=()))
    annotator = Annotator(lexicon, pipeline)
    documents = list(each_document(files, settings, outcome))
    namespaces = namespaces_of(a for gold, _ in documents for a in gold.document.annotations)
    judge = Judge(lexicon, namespaces)
    count = _given if settings.given else _found
    count(
        ((gold, [one for one in types if one in namespaces]) for gold, types in documents),
        annotator,
        judge,
        namespaces,
        outcome,
    )
    note_training([gold.document.id for gold, _ in documents], pipeline, outcome)
    return outcome


Documents = Iterator[tuple[GoldDocument, list[str]]]


def _found(documents: Documents, annotator: Annotator, judge: Judge, namespaces: Namespaces, outcome: Outcome) -> None:
    """Fill the outcome with distinct ids a document."""
    counts: dict[str, Count] = {}
    for gold, types in documents:
        annotated = annotator.mentions(gold.document)
        document = JudgedDocument(gold.document, annotated.sentences)
        for label in types:
            annotations = [a for a in gold.document.annotations if a.type == label]
            groundings = [g for g in annotated.all_groundings if g.mention.annotated_type == label]
            wanted = {one for a in annotations for one in ids_of(a)}
            found = {printed for g in groundings for printed in judge.printed(g.candidates, label)}
            counts.setdefault(label, Count()).add(wanted, found)
            outcome.mistakes += _not_found(sorted(wanted - found), annotations, groundings, document, judge)
            outcome.mistakes += _too_many(sorted(found - wanted), annotations, groundings, document, judge)
    outcome.rows = _table({label: counts[label].row for label in counts}, summed(list(counts.values())).row, namespaces)


def _not_found(
    missing: Sequence[str],
    annotations: Sequence[Annotation],
    groundings: Sequence[Grounding],
    document: JudgedDocument,
    judge: Judge,
) -> Iterator[Mistake]:
    """One mistake for each gold id of a document that was not found, of the kind that stands first in ``KINDS``."""
    order = list(KINDS)
    for wanted in missing:
        judged: list[tuple[int, Annotation, str]] = []
        for annotation in (a for a in annotations if wanted in ids_of(a)):
            over = [g for g in groundings if _overlap(g.mention, annotation)]
            same = next(
                (g for g in over if (g.mention.start, g.mention.end) == (annotation.start, annotation.end)), None
            )
            if same is not None:
                kind = judge.kind(wanted, len(ids_of(annotation)) > 1, same)
            else:
                kind = judge.absent(wanted, annotation.type) or ("boundary" if over else "mention-missed")
            said = "; ".join(f"{g.mention.text!r}: {judge.found(g) or 'no candidate'}" for g in over)
            judged.append((order.index(kind), annotation, said))
        rank, annotation, said = min(judged, key=lambda one: (one[0], one[1].start))
        yield document.mistake(order[rank], annotation, judge.expected([wanted]), said)


def _too_many(
    extra: Sequence[str],
    annotations: Sequence[Annotation],
    groundings: Sequence[Grounding],
    document: JudgedDocument,
    judge: Judge,
) -> Iterator[Mistake]:
    """One mistake for each id that the gold has nowhere in the document, at a gold mention if it was found at one."""
    for printed in extra:
        there = [g for g in groundings if printed in judge.printed(g.candidates, g.mention.annotated_type)]
        pairs = [(g, a) for g in there for a in annotations if _overlap(g.mention, a)]
        grounding = pairs[0][0] if pairs else there[0]
        expected = judge.expected(ids_of(pairs[0][1])) if pairs else ""
        yield document.mistake("extra-id" if pairs else "spurious", grounding.mention, expected, judge.found(grounding))


def _overlap(mention: Mention, annotation: Annotation) -> bool:
    return mention.start < annotation.end and annotation.start < mention.end


def _given(documents: Documents, annotator: Annotator, judge: Judge, namespaces: Namespaces, outcome: Outcome) -> None:
    """Fill the outcome with the gold's mentions as the product grounds them."""
    tallies: dict[str, GivenCounts] = {}
    total = GivenCounts()
    for gold, types in documents:
        annotations = sorted((a for a in gold.document.annotations if a.type in types), key=lambda a: (a.start, a.end))
        mentions = tuple(Mention(a.start, a.end, a.text, a.type, "given", tagged=a.type) for a in annotations)
        document = JudgedDocument(gold.document, annotator.mentions(gold.document).sentences)
        for annotation, grounding in zip(annotations, annotator.ground(gold.document, mentions), strict=True):
            for tally in (tallies.setdefault(annotation.type, GivenCounts()), total):
                mistake = _tally(tally, annotation, grounding, document, judge)
            outcome.mistakes += [mistake] if mistake else []
    outcome.rows = _table({label: tallies[label].row for label in tallies}, total.row, namespaces)


def _tally(
    tally: GivenCounts, annotation: Annotation, grounding: Grounding, document: JudgedDocument, judge: Judge
) -> Mistake | None:
    """Count one gold mention; returns its mistake, if it is one."""
    label = grounding.mention.annotated_type
    wanted, printed = ids_of(annotation), judge.printed(grounding.candidates, label)
    right = set(wanted) == set(printed)
    said = judge.expected(wanted), judge.found(grounding)
    if not wanted:
        tally.without_id += 1
        tally.right_none += right
        return None if right else document.mistake("should-have-none", annotation, *said)
    tally.with_id += 1
    tally.right_id += right
    tally.among += {
        *printed,
        *(curie for one in grounding.candidates for curie in judge.printed((one,), label)),
    } >= set(wanted)
    if right:
        return None
    first = next((one for one in wanted if one not in printed), wanted[0])
    return document.mistake(judge.kind(first, len(wanted) > 1, grounding), annotation, *said)


def _table(
    rows: dict[str, Callable[[], TaskRow]], total: Callable[[], TaskRow], namespaces: Namespaces
) -> list[TaskRow]:
    """A row for each type in the order of ``PUBTATOR_TYPES``, then their sum; nothing where there is no type."""
    made: list[TaskRow] = [
        {"type": PUBTATOR_TYPES[label], "namespaces": list(namespaces[label]), **rows[label]()}
        for label in PUBTATOR_TYPES
        if label in rows
    ]
    return [*made, {"type": ALL, "namespaces": [], **total()}] if made else []
