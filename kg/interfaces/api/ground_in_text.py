"""What names stand for in a text, beside what each gets alone: ``kg.ground`` with ``within``, ``kg ground`` with
``--in``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.interfaces.api.ground_alone import candidate_row
from kg.interfaces.api.kept_lexicon import lexicon
from kg.interfaces.api.row_list import Rows
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Document
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline, following
from kg.pipeline.corrections import read_corrections
from kg.pipeline.in_text import in_other_number, in_text
from kg.progress import Progress, unwatched

COLUMNS = ("text", "where", "places", "mention", "id", "name", "type", "score", "reason", "changed_by")
"""Columns of the rows, in order; ``where`` is ``HERE`` or ``ALONE``, ``places`` are ``start-end``."""

HERE, ALONE = "here", "alone"


def ground_in_text(
    texts: Sequence[str],
    document: Document,
    label: str,
    corrections: Sequence[str | Path],
    profile: str,
    progress: Progress = unwatched,
) -> Rows:
    """What names stand for in a document: ``ground`` with ``within``, for a node label. ``notes`` say what is not
    recognised there; ``progress`` is told how many names are done.
    """
    names = lexicon()
    nlp = following("", profile)
    tables = read_corrections([Path(one) for one in corrections])
    annotator = _annotator(names, Pipeline("ground", nlp=nlp, corrections=tables))
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for number, text in enumerate(texts):
        progress("ground", number, len(texts))
        found = in_text(text, document, annotator, names, label)
        for one in found:
            places = [f"{start}-{end}" for start, end in one.places]
            identifier, name, score = (one.best.id, one.best.name, one.best.score) if one.best else ("", "", None)
            here = {
                "text": text,
                "where": HERE,
                "places": places,
                "mention": one.mention,
                "id": identifier,
                "name": name,
                "type": one.type,
            }
            rows.append(here | {"score": score, "reason": one.reason, "changed_by": list(one.changed)})
        alone = annotator.alone(text, label)
        rows += [_alone(text, one) for one in alone]
        if not any(one.type for one in found):
            of_type = f" as a {label.lower()}" if label else ""
            what = "is printed in the text but not recognised there" if found else f"is not in the text{of_type}"
            if not found and (other := in_other_number(text, document)):
                what += f", but {other!r} is, which is another surface"
            otherwise = "alone it would be what is listed" if alone else "and the lexicon does not have it either"
            notes.append(f"{text or repr(text)} {what}; {otherwise}")
    progress("ground", len(texts), len(texts))
    return Rows(tuple(rows), COLUMNS, notes=tuple(notes))


@lru_cache(maxsize=1)
def _annotator(names: Lexicon, pipeline: Pipeline) -> Annotator:
    return Annotator(names, pipeline)


def _alone(text: str, candidate: Candidate) -> dict[str, Any]:
    row = candidate_row(text, candidate) | {"where": ALONE, "places": [], "mention": "", "changed_by": []}
    return {column: row[column] for column in COLUMNS}
