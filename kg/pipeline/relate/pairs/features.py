"""What stands around two mentions of a sentence, and how a document names the two, as features of the linear model of
relations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from kg.model import AnnotatedDocument
from kg.pipeline.relate.linear import U64, PlacedWords, features, gathered, mixed, runs, tokens, whole, words
from kg.pipeline.relate.pairs.labels import ORDER
from kg.pipeline.relate.pairs.sentence_pairs import FEATURES, ArgumentMention, SentencePairs

NEAR = 4
"""Words before and behind either argument that are looked at one by one."""

SHORT = 6
"""Words between two arguments up to which they count as one phrase too."""

MOST = 6
"""Places that name a pair of which the words are taken."""

_STEPS = np.array([0.5, 1.05, 1.5, 2.05, 2.5, 3.05, 4.05, 5.05, 7.05, 10.05])
"""Where one value of what is counted is told from the next."""

_FAR = (3, 7, 15, 30)
"""Words between two arguments from which they are told to be farther apart."""

_COUNTED = words([f"counted {one}" for one in FEATURES])

Instance = tuple[SentencePairs, int]
"""A pair of mentions: the candidates of a sentence, and the pair's number among them."""


class RelationFeatures:
    """The features of the pairs of one document."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._text, self._sentences = annotated.document.text, annotated.sentences
        self._types: dict[str, str] = {}
        self._places: dict[str, list[int]] = {}
        self._inside: dict[int, list[ArgumentMention]] = {}
        starts = [sentence.start for sentence in annotated.sentences]
        for grounding in annotated.groundings:
            best, mention = grounding.best, grounding.mention
            if best is not None and best.type in ORDER and starts:
                at = max(0, bisect_right(starts, mention.start) - 1)
                self._types[best.id] = best.type
                self._places.setdefault(best.id, []).append(at)
                self._inside.setdefault(at, []).append(ArgumentMention(mention.start, mention.end, best.id, best.type))
        self._ranks = _ranks(self._types, self._places)
        self._kinds = Counter(self._types.values())
        self._pairs: dict[tuple[str, str], U64] = {}
        self._written: dict[int, _WrittenSentence] = {}
        self._counts: dict[int, U64] = {}

    def ids(self) -> dict[str, str]:
        """The entities that the document names, with their types."""
        return self._types

    def __call__(self, instances: Sequence[Instance]) -> U64:
        """Features of what these places say of one pair; ``instances``: at least one."""
        found, number = instances[0]
        first, second = (found.arguments[at].id for at in found.pairs[number])
        if (first, second) not in self._pairs:
            self._pairs[first, second] = words([*self._of_pair(first, second)])
        parts: list[PlacedWords] = [(self._pairs[first, second], "pair")]
        for one, at in instances[:MOST]:
            parts += self._of_instance(one, at)
        return gathered([mixed(parts)])

    def apart(self, first: str, second: str) -> U64:
        """Features of two ids that no sentence names both: the words of the nearest sentences that name one."""
        at, other = self.nearest(first, second)
        kinds = f"{self._types[first]} {self._types[second]}"
        parts = [features(words([*self._of_pair(first, second)]), "pair")]
        parts += [
            features(self._sentence(place).runs[0], f"{kinds} apart {side}") for side, place in enumerate((at, other))
        ]
        return gathered(parts)

    def nearest(self, first: str, second: str) -> tuple[int, int]:
        """Of the sentences that name either, those nearest to each other, the first of these."""
        both = ((at, other) for at in self._places[first] for other in self._places[second])
        return min(both, key=lambda pair: (abs(pair[0] - pair[1]), pair))

    def mention(self, curie: str, sentence: int) -> ArgumentMention:
        """The first mention of an entity in a sentence that names it."""
        return next(one for one in self._inside[sentence] if one.id == curie)

    def _of_instance(self, found: SentencePairs, number: int) -> Iterator[PlacedWords]:
        said = self._sentence(found.sentence)
        first, second = (found.arguments[at] for at in found.pairs[number])
        one, other = (-1 if each.outside else said.places[each.start] for each in (first, second))
        left, right = min(one, other), max(one, other)
        start, apart = left + 1, max(right - left - 1, 0)
        kinds = f"{first.type} {second.type}"
        order = f"{kinds} {'first' if one < other else 'second'}{' outside' if left < 0 else ''}"
        written, twos = said.runs[0], said.runs[1]
        yield self._counted(found)[number], "counted"
        yield words([f"far {bisect_right(_FAR, apart)}", ""]), order
        yield written[start:right], "between"
        yield written[start:right], f"{order} between"
        yield twos[start : max(start, right - 1)], f"{order} between"
        yield said.runs[2][start : max(start, right - 2)], f"{order} between"
        if apart <= SHORT:
            yield whole(written[start:right]), f"{order} phrase"
        if left >= 0:
            yield written[max(0, left - NEAR) : left], f"{order} before"
            yield said.backward[max(left - 2, 0) : max(left - 1, 0)], f"{order} before"
            yield written[:left], f"{kinds} around"
        yield written[right + 1 : right + 1 + NEAR], f"{order} behind"
        yield twos[right + 1 : right + 2], f"{order} behind"
        yield written[right + 1 :], f"{kinds} around"
        if apart:
            yield written[start : min(right, start + NEAR)], f"{order} after"
            yield written[max(start, right - NEAR) : right], f"{order} ahead"
        if apart > 1:
            yield twos[start : start + 1], f"{order} after"
            yield said.backward[right - 2 : right - 1], f"{order} ahead"

    def _counted(self, found: SentencePairs) -> U64:
        """What is counted of the pairs of a sentence, in steps [P, FEATURES]."""
        if found.sentence not in self._counts:
            steps = np.digitize(np.array(found.counts), _STEPS).astype(np.uint64)
            self._counts[found.sentence] = _COUNTED + steps * np.uint64(0x51ED27)
        return self._counts[found.sentence]

    def _of_pair(self, first: str, second: str) -> Iterator[str]:
        """How often, where and how near each other a document names two ids."""
        kinds = f"{self._types[first]} {self._types[second]}"
        places = [self._places[first], self._places[second]]
        others = {*places[1]}
        near = next((apart for apart in range(5) if any({one - apart, one + apart} & others for one in places[0])), 5)
        last = len(self._sentences) - 1
        ranks = [min(self._ranks[curie], 4) for curie in (first, second)]
        yield from (kinds, f"{kinds} near {near}", f"{kinds} both {min(len(set(places[0]) & set(places[1])), 4)}")
        for side, (curie, own, rank) in enumerate(zip((first, second), places, ranks, strict=True)):
            own_kind = f"{kinds} {side}"
            yield from (
                f"{own_kind} often {min(len(own), 6)}",
                f"{own_kind} rank {rank}",
                f"{own_kind} title {0 in own}",
            )
            yield from (
                f"{own_kind} rank {rank} of {min(self._kinds[self._types[curie]], 8)}",
                f"{own_kind} late {max(own) >= last - 1}",
            )
        yield from (
            f"{kinds} ranks {ranks}",
            f"{kinds} ranks {ranks} near {near}",
            f"{kinds} titles {0 in places[0]} {0 in places[1]}",
        )

    def _sentence(self, number: int) -> _WrittenSentence:
        if number not in self._written:
            sentence, own = self._sentences[number], list[str]()
            places: dict[int, int] = {}
            at = sentence.start
            for one in sorted(self._inside.get(number, ()), key=lambda one: (one.start, -one.end)):
                if one.start >= at and one.end <= sentence.end:
                    own += [*tokens(self._text[at : one.start]), f"@{one.type}"]
                    at = one.end
                places[one.start] = max(0, len(own) - 1)
            self._written[number] = _WrittenSentence(words([*own, *tokens(self._text[at : sentence.end])]), places)
        return self._written[number]


class _WrittenSentence:
    """The words of a sentence with mentions by their types, and the place of each mention by its start.

    ``runs``: its runs of one, two and three words, by the place of the first; ``backward``: those of two, the second
    word first.
    """

    def __init__(self, written: U64, places: dict[int, int]) -> None:
        self.places = places
        self.runs = (written, runs(written, 2), runs(written, 3))
        self.backward = runs(written[::-1], 2)[::-1]


def _ranks(types: dict[str, str], places: dict[str, list[int]]) -> dict[str, int]:
    """How many entities of the same type a document names more often."""
    seen: Counter[str] = Counter()
    found = {}
    for curie in sorted(types, key=lambda curie: (-len(places[curie]), curie)):
        found[curie] = seen[types[curie]]
        seen[types[curie]] += 1
    return found
