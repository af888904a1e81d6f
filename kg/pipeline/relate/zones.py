"""Which part of the paper a sentence belongs to when its section does not say (most abstracts have no headings)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.model import Sentence
from kg.pipeline.relate.study_cues import pattern

ZONES = ("title", "background", "objective", "methods", "results", "conclusions")

_LABEL = re.compile(
    r"^(background|introduction|context|purpose|objectives?|aims?|methods?(?: and materials)?|patients and methods|"
    r"materials and methods|design|setting|results?|findings|observations?|conclusions?|interpretation|"
    r"discussion)\s?[:.]\s"
)
_LABEL_ZONE = {
    "b": "background",
    "i": "background",
    "c": "background",
    "p": "objective",
    "o": "objective",
    "a": "objective",
    "m": "methods",
    "d": "methods",
    "s": "methods",
    "r": "results",
    "f": "results",
}


@lru_cache(maxsize=4)  # all readers ask of the same document, one after the other
def zones(text: str, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Zone of every sentence, one of ``ZONES``.

    A section that names its part decides. In a section called ``abstract`` or ``other`` the words decide, and the parts
    only move forward: what stands before the first aim, method or result is background; a conclusion needs its own
    words, or to be the last of at least four sentences without a figure.
    """
    found: list[str] = []
    stage = "background"
    last = max((i for i, s in enumerate(sentences) if s.section in ("abstract", "other")), default=-1)
    for index, sentence in enumerate(sentences):
        if sentence.section in ZONES:
            found.append(sentence.section)
            continue
        low = text[sentence.start : sentence.end].lower()
        label = _LABEL.match(low)
        if label:
            stage = "conclusions" if low.startswith(("conclu", "interp", "discus")) else _LABEL_ZONE[low[0]]
        else:
            stage = _next(low, stage, ending=index == last and index >= 4, late=index * 2 >= last)
        found.append(stage)
        if stage == "background" and pattern("zone-gap").search(low):
            stage = "objective"
    return tuple(_without_gaps(found, [sentence.section for sentence in sentences]))


def _without_gaps(found: list[str], sections: Sequence[str]) -> list[str]:
    """Where no words told the parts of an unlabelled abstract apart, all but its first sentence counts as results."""
    loose = [i for i, section in enumerate(sections) if section in ("abstract", "other")]
    if any(found[i] in ("methods", "results") for i in loose):
        return found
    for i in loose[1:]:
        if found[i] == "background":
            found[i] = "results"
    if len(loose) > 2 and found[loose[-1]] == "results":
        found[loose[-1]] = "conclusions"
    return found


def _next(low: str, stage: str, *, ending: bool, late: bool) -> str:
    if stage == "conclusions" or (late and pattern("zone-conclusion").search(low)):
        return "conclusions"
    if stage in ("background", "objective") and pattern("zone-objective").search(low):
        return "objective"
    if stage in ("results", "methods", "objective"):
        if ending and not re.search(r"\bp ?[<=>]|\d ?%|\(\d|ci\b", low):
            return "conclusions"
        if (
            pattern("zone-methods").search(low)
            and not (stage == "results" and pattern("zone-results").search(low))
            and not re.search(r"p ?[<=>] ?0?\.|\d ?%", low)
        ):
            return "methods"
        return "results" if pattern("zone-results").search(low) or stage == "results" else "methods"
    if stage == "background" and pattern("zone-given").search(low):
        return "methods" if not re.search(r"p ?[<=>] ?0?\.|\d ?%", low) else "results"
    if stage == "background" and re.search(
        r"\bp ?[<=>] ?0?\.|\bwe (?:found|show|report|observed|demonstrate)|\bhere,? we\b|\b(?:randomi[sz]ed|"
        r"assigned) to\b|\bwere (?:treated|given|randomi[sz]ed|enrolled)\b",
        low,
    ):
        return "methods" if pattern("zone-methods").search(low) and not re.search(r"p ?[<=>]", low) else "results"
    return stage
