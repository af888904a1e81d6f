"""Groundings of the mentions that the input brought with it: their ids are kept, brought to preferred ids where the lexicon knows them."""

from __future__ import annotations

from kg.model import Candidate, Document, Grounding, Mention
from kg.ontologies.lexicon import Lexicon


def given_groundings(document: Document, lexicon: Lexicon) -> tuple[Grounding, ...]:
    """One grounding an annotation, in text order; where two overlap the longer stays (then the first)."""
    kept = []
    taken_until: list[tuple[int, int]] = []
    for annotation in sorted(document.annotations, key=lambda a: (a.start - a.end, a.start)):
        if any(annotation.start < end and start < annotation.end for start, end in taken_until):
            continue
        taken_until.append((annotation.start, annotation.end))
        kept.append(annotation)
    kept.sort(key=lambda a: a.start)
    return tuple(Grounding(Mention(a.start, a.end, a.text, a.type, "given"), _candidates(a.id, a.text, a.type, lexicon)) for a in kept)


def _candidates(printed: str, text: str, type_: str, lexicon: Lexicon) -> tuple[Candidate, ...]:
    found = []
    for curie in (part.strip() for part in printed.replace("|", ";").split(";")):
        if not curie or curie.startswith("-"):
            continue
        row = lexicon.row(curie)
        if row is None:
            found.append(Candidate(curie, text, type_, 1.0, "given with the input; not in the lexicon"))
        else:
            found.append(Candidate(lexicon.id(row), lexicon.label(row), lexicon.type(row), 1.0, f"given with the input as {curie}"))
    return tuple(found)
