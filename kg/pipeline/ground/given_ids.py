"""Groundings of the mentions that the input brought with it: its types count, and its ids, as preferred ids where the
lexicon has them.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from kg import ids
from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.model import Annotation, Candidate, Document, Grounding, Mention


def given_groundings(document: Document, lexicon: Lexicon) -> tuple[Grounding, ...]:
    """Groundings of annotations, in text order; of two that overlap the longer stays (then the first), because mentions
    never overlap.

    Every one has a candidate, so that relations can be read between mentions without an id of a known namespace too:
    see ``_candidates``.
    """
    kept: list[tuple[int, int]] = []
    chosen: list[Annotation] = []
    for annotation in sorted(document.annotations, key=lambda a: (a.start - a.end, a.start)):
        place = (annotation.start, annotation.end)
        at = bisect_left(kept, place)
        if (at and kept[at - 1][1] > annotation.start) or (at < len(kept) and kept[at][0] < annotation.end):
            continue
        insort(kept, place)
        chosen.append(annotation)
    chosen.sort(key=lambda a: a.start)
    return tuple(Grounding(Mention(a.start, a.end, a.text, a.type, "given"), _candidates(a, lexicon)) for a in chosen)


def _candidates(annotation: Annotation, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """An entity for every id of the annotation; the type is the input's.

    An id of no known namespace (DrugProt's ``T1`` numbers mentions, not entities) or none at all leaves the surface to
    say which mentions are one entity (of a variant, the printed id); it gets an id under ``KGD:`` that is never
    printed.
    """
    found: dict[str, Candidate] = {}
    for curie in annotation.id.split("|"):
        identifier = _known(curie.strip())
        row = lexicon.row(identifier) if identifier else None
        if row is not None:
            one = Candidate(
                lexicon.id(row), lexicon.label(row), annotation.type, 1.0, f"given with the input as {identifier}"
            )
        elif identifier:
            one = Candidate(
                identifier, annotation.text, annotation.type, 1.0, "given with the input; not in the lexicon"
            )
        else:
            continue
        found.setdefault(one.id, one)
    if found:
        return tuple(found.values())
    called = (
        annotation.printed_id if annotation.type == "Variant" and annotation.printed_id else annotation.text.casefold()
    )
    surface = ids.digest("given", annotation.type, called, length=16)
    return (
        Candidate(
            f"KGD:{surface}",
            annotation.text,
            annotation.type,
            1.0,
            "given with the input without an id of a known namespace",
        ),
    )


def _known(curie: str) -> str:
    """The CURIE in this project's spelling, or nothing when its namespace is not known."""
    try:
        return ids.normalise(curie)
    except ConfigError:
        return ""
