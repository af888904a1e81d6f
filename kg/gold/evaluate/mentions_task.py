"""Task ``mentions``: borders and types of what the product finds in the raw text, against the gold's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.exchange.annotation_formats.printed_names import PUBTATOR_TYPES
from kg.gold.evaluate.gold import GoldFile
from kg.gold.evaluate.gold_documents import each_document, note_training
from kg.gold.evaluate.task import ALL, COUNTS, Count, Mistake, Outcome, TaskSettings, sentence_at, summed
from kg.model import AnnotatedDocument, Mention
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, Relate, following

BY_KIND = {"wrong_type": "type", "boundary": "boundary", "missed": "missed", "spurious": "spurious"}
"""Column -> the kind of mistake that it counts."""

COMPARED = (
    "A mention is right when start, end and type are the gold's; types are those of PubTator output. Only types that a"
    " gold file annotates are counted in its documents, and roles only where they are among them."
)
"""How things are compared, for the documentation."""

COLUMNS: dict[str, str] = {
    "type": "PubTator type; all: the sum of the others",
    **COUNTS,
    "wrong_type": "gold mentions whose very borders were found with another type",
    "boundary": "other gold mentions that something found overlaps",
    "missed": "gold mentions that nothing found overlaps",
    "spurious": "found mentions that overlap no gold mention of a counted type",
}
KINDS: dict[str, str] = {
    "type": "the right borders with another type",
    "boundary": "other borders; found names everything that overlaps",
    "missed": "nothing found overlaps the gold mention",
    "spurious": "found where the gold has nothing of a counted type",
}


def measure(files: Sequence[GoldFile], settings: TaskSettings) -> Outcome:
    """Figures per type over all files; a type's figures cover the files that annotate it."""
    pipeline = Pipeline(name="evaluate", nlp=following(settings.guideline, settings.profile), relate=Relate(readers=()))
    annotator = Annotator(settings.lexicon(), pipeline)
    outcome = Outcome()
    counts: dict[str, Count] = {}
    read: list[str] = []
    for gold, types in each_document(files, settings, outcome):
        read.append(gold.document.id)
        annotated = annotator.mentions(gold.document)
        wanted = sorted({(a.start, a.end, a.type) for a in gold.document.annotations if a.type in types})
        found = [grounding.mention for grounding in annotated.all_groundings]
        for label in types:
            ours = {(m.start, m.end, label) for m in found if m.annotated_type == label}
            counts.setdefault(label, Count()).add({place for place in wanted if place[2] == label}, ours)
        outcome.mistakes += _mistakes(annotated, wanted, found, types)
    kinds = Counter((mistake.type, mistake.kind) for mistake in outcome.mistakes)
    for label in [label for label in PUBTATOR_TYPES if label in counts]:
        printed = PUBTATOR_TYPES[label]
        outcome.rows.append(
            {
                "type": printed,
                **counts[label].row(),
                **{column: kinds[printed, kind] for column, kind in BY_KIND.items()},
            }
        )
    if outcome.rows:
        total = {
            column: sum(count for (_, one), count in kinds.items() if one == kind) for column, kind in BY_KIND.items()
        }
        outcome.rows.append({"type": ALL, **summed(list(counts.values())).row(), **total})
    note_training(read, pipeline, outcome)
    return outcome


def _mistakes(
    annotated: AnnotatedDocument, wanted: Sequence[tuple[int, int, str]], found: Sequence[Mention], types: Sequence[str]
) -> list[Mistake]:
    """One mistake for each gold mention that was not found as it is, and for each found one of a counted type that
    overlaps none.
    """
    text = annotated.document.text
    exact = {(m.start, m.end): m for m in found}
    made: list[Mistake] = []

    def add(kind: str, start: int, end: int, label: str, expected: str, said: str) -> None:
        sentence = sentence_at(annotated.document, annotated.sentences, start)
        made.append(
            Mistake(
                kind,
                annotated.document.id,
                start,
                end,
                text[start:end],
                PUBTATOR_TYPES[label],
                expected,
                said,
                sentence,
            )
        )

    for start, end, label in wanted:
        same = exact.get((start, end))
        if same is not None and same.annotated_type == label:
            continue
        over = [same] if same is not None else [m for m in found if m.start < end and start < m.end]
        kind = "type" if same is not None else "boundary" if over else "missed"
        add(
            kind,
            start,
            end,
            label,
            shown(start, end, label, text),
            "; ".join(shown(m.start, m.end, m.annotated_type, text) for m in over),
        )
    for m in found:
        if m.annotated_type in types and not any(start < m.end and m.start < end for start, end, _ in wanted):
            add("spurious", m.start, m.end, m.annotated_type, "", shown(m.start, m.end, m.annotated_type, text))
    return sorted(made, key=lambda mistake: (mistake.start, mistake.end))


def shown(start: int, end: int, label: str, text: str) -> str:
    """A mention in words: its type, its borders and what stands between them in the document's text."""
    return f"{PUBTATOR_TYPES.get(label, label)} {start}-{end} {text[start:end]!r}"
