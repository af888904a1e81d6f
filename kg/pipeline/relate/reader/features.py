"""What a document says around a drug and a disease, as features of the linear model of studies.

Words beside each, in the sentences that name it, are taken once for each drug and disease; what stands between both, in
the title and in the sentences that name both, for each pair. Other mentions are their types.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.model import AnnotatedDocument
from kg.pipeline.relate.linear import U64, PlacedWords, features, gathered, hashed, mixed, runs, tokens, whole, words
from kg.pipeline.relate.reader.study_pairs import FEATURES, StudyPairs

I64 = npt.NDArray[np.int64]

NEAR, RUN = 5, 3
"""Words before and behind a name that are taken one by one, and the longest run of words beside it."""

SHORT = 6
"""Words between two names up to which they count as one phrase too."""

_FIRST, _SECOND = np.uint64(hashed("@first")), np.uint64(hashed("@second"))
_STEPS = np.array([0.001, 0.26, 0.51, 0.76, 1.001, 2.001, 3.001, 5.001, 9.001, 17.001, 65.001, 257.001])
"""Where one value of what is counted is told from the next."""

_COUNTED = words([f"counted {one}" for one in FEATURES])


class StudyFeatures:
    """The features of the pairs of one document."""

    def __init__(self, annotated: AnnotatedDocument, found: StudyPairs) -> None:
        self._found = found
        self._written, self._named = _written(annotated, found)
        self._runs = [[runs(one, length) for length in range(1, RUN + 1)] for one in self._written]
        self._beside = {at: self._around(at) for at in {at for pair in found.pairs for at in pair}}
        types = [f"type {one}" for one in annotated.document.publication_types]
        self._document = features(words(types), "document")

    def __call__(self, number: int) -> U64:
        """Features of a pair, by its number among the candidates."""
        drug, disease = self._found.pairs[number]
        counts = _COUNTED + np.digitize(self._found.counts[number], _STEPS).astype(np.uint64) * np.uint64(0x51ED27)
        parts: list[PlacedWords] = [(counts, "counted"), *self._title(drug, disease)]
        for at in sorted(set(self._found.entities[drug].sentences) & set(self._found.entities[disease].sentences)):
            parts += self._together(at, drug, disease)
        return gathered([self._document, self._beside[drug], self._beside[disease], mixed(parts)])

    def _around(self, entity: int) -> U64:
        """What stands beside an entity's mentions, and all words of the sentences that name it, by zone."""
        one = self._found.entities[entity]
        side = "disease" if one.type == "Disease" else "drug"
        parts: dict[str, list[U64]] = {}
        for at in sorted(set(one.sentences)):
            written = self._written[at]
            parts.setdefault(f"{side} in {self._found.zones[at]}", []).append(written)
            for place in np.flatnonzero(self._named[at] == entity):
                parts.setdefault(f"{side} before", []).append(written[max(0, place - NEAR) : place])
                parts.setdefault(f"{side} behind", []).append(written[place + 1 : place + 1 + NEAR])
                for length, run in enumerate(self._runs[at], 1):
                    parts.setdefault(f"{side} {length} before", []).append(
                        run[place - length : place - length + 1] if place >= length else run[:0]
                    )
                    parts.setdefault(f"{side} {length} behind", []).append(run[place + 1 : place + 2])
        told = [(words([one.type]), "type"), *((np.concatenate(each), place) for place, each in parts.items())]
        return gathered([mixed(told)])

    def _marked(self, at: int, drug: int, disease: int) -> U64:
        written = self._written[at].copy()
        written[self._named[at] == drug], written[self._named[at] == disease] = _FIRST, _SECOND
        return written

    def _title(self, drug: int, disease: int) -> list[PlacedWords]:
        if not self._written:
            return []
        written = self._marked(0, drug, disease)
        return [(runs(written, n), f"title {n}") for n in (1, 2, 3)]

    def _together(self, at: int, drug: int, disease: int) -> list[PlacedWords]:
        """A sentence that names both: its words, and what stands between the nearest two mentions."""
        written = self._marked(at, drug, disease)
        firsts, seconds = np.flatnonzero(self._named[at] == drug), np.flatnonzero(self._named[at] == disease)
        if not (len(firsts) and len(seconds)):  # one lies within the other
            return []
        zone = self._found.zones[at]
        apart = np.abs(firsts[:, None] - seconds[None, :])
        one, other = np.unravel_index(int(apart.argmin()), apart.shape)
        left, right = sorted((int(firsts[one]), int(seconds[other])))
        order = "first" if firsts[one] < seconds[other] else "second"
        between = written[left + 1 : right]
        parts = [(written, f"both in {zone}"), (written[:3], "beginning")]
        parts += [(runs(between, n), f"{order} between {n}") for n in (1, 2)]
        if len(between) <= SHORT:
            parts += [(whole(between), f"{order} phrase"), (whole(between), f"{order} phrase in {zone}")]
        return parts


def _written(annotated: AnnotatedDocument, found: StudyPairs) -> tuple[Sequence[U64], Sequence[I64]]:
    """Of each sentence its words as numbers, with mentions by their types, and which entity each word is (-1: none)."""
    text = annotated.document.text
    inside: list[list[tuple[int, int, int]]] = [[] for _ in annotated.sentences]
    for entity, one in enumerate(found.entities):
        for mention, at in zip(one.mentions, one.sentences, strict=True):
            inside[at].append((mention.start, mention.end, entity))
    written, named = [], []
    for sentence, mentions in zip(annotated.sentences, inside, strict=True):
        own: list[str] = []
        entities: list[int] = []
        at = sentence.start
        for start, end, entity in sorted(mentions):
            if start >= at:
                before = tokens(text[at:start])
                own += [*before, "@Disease" if found.entities[entity].type == "Disease" else "@Drug"]
                entities += [*([-1] * len(before)), entity]
                at = end
        rest = tokens(text[at : sentence.end])
        written.append(words([*own, *rest]))
        named.append(np.array([*entities, *([-1] * len(rest))], np.int64))
    return written, named
