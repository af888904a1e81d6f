"""Pairs of mentions that a sentence may relate, each with what can be counted about it.

A sentence often leaves its subject unsaid (*the most common adverse events were ...*). So the drugs and targets that
the title names most are asked of in every sentence that reports something and does not name them: they stand before it,
as if it began with their names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log1p

from kg.model import AnnotatedDocument
from kg.pipeline.relate.pairs.labels import ORDER
from kg.pipeline.relate.zones import ZONES, zones

MOST_PAIRS = 64
"""Pairs of one sentence that are read: of more, those that stand nearest to each other."""

MOST_ARGUMENTS = 120
"""Mentions of one sentence that are paired, the first of these: more are a list of names without a full stop."""

MOST_OUTSIDE = 2
"""Things from the title that are asked of in a sentence which does not name them."""

_UNSAID = frozenset(("Drug", "Role", "Target"))
_REPORTING = frozenset(("background", "results", "conclusions"))
_FAR = 12
"""Mentions between two arguments beyond which their number tells nothing more."""

FEATURES = (
    *(f"in {zone}" for zone in ZONES),
    *(
        "outside",
        "sentences with both",
        "earlier sentences with both",
        "mentions between",
        "distance",
        "pairs",
        "first comes first",
    ),
    *("mentions of the first", "mentions of the second", "first in title", "second in title"),
)
"""What is counted of a pair, in the order of the numbers."""


@dataclass(frozen=True, slots=True)
class ArgumentMention:
    """A mention that may be an argument; ``outside``: it lies before the sentence, which does not name it."""

    start: int
    end: int
    id: str
    type: str
    outside: bool = False


@dataclass(frozen=True, slots=True)
class SentencePairs:
    """The pairs of a sentence (its number).

    ``arguments``: in text order, those outside first. ``pairs``: the numbers of two arguments, the first argument
    first. ``counts``: of each pair what ``FEATURES`` names.
    """

    sentence: int
    arguments: tuple[ArgumentMention, ...]
    pairs: tuple[tuple[int, int], ...]
    counts: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class _Arranged:
    """Arguments by sentence, sentences by entity, mentions by entity, and the zones of sentences, worked out where
    needed.
    """

    inside: list[list[ArgumentMention]]
    places: dict[str, list[int]]
    named: Counter[str]
    main: tuple[str, ...]
    zones: tuple[str, ...]


def sentence_pairs(
    annotated: AnnotatedDocument, kinds: Collection[tuple[str, str]], *, outside: bool = True
) -> Iterator[SentencePairs]:
    """The sentences of a document that hold a pair of these types, in order.

    ``outside``: with what the title names and the sentence does not.
    """
    document = _arranged(annotated)
    seen: Counter[tuple[str, str]] = Counter()
    for number, arguments in enumerate(document.inside):
        before = _outside(document, number, arguments) if outside else []
        together = [*before, *arguments]
        pairs = _pairs(together, kinds)
        if not pairs:
            continue
        counts = tuple(_counted(document, number, together, pair, len(pairs), seen) for pair in pairs)
        seen.update({(together[a].id, together[b].id) for a, b in pairs})
        yield SentencePairs(number, tuple(together), tuple(pairs), counts)


def _arranged(annotated: AnnotatedDocument) -> _Arranged:
    sentences = annotated.sentences
    starts = [sentence.start for sentence in sentences]
    inside: list[list[ArgumentMention]] = [[] for _ in sentences]
    places: dict[str, list[int]] = {}
    named: Counter[str] = Counter()
    for grounding in annotated.groundings:
        best, mention = grounding.best, grounding.mention
        if best is None or best.type not in ORDER:
            continue
        at = max(0, bisect_right(starts, mention.start) - 1)
        if not sentences or mention.end > sentences[at].end:
            continue
        named[best.id] += 1
        if len(inside[at]) >= MOST_ARGUMENTS:
            continue
        inside[at].append(ArgumentMention(mention.start, mention.end, best.id, best.type))
        if at not in places.setdefault(best.id, []):
            places[best.id].append(at)
    titled = {one.id: one.type for one in (inside[0] if inside else []) if one.type in _UNSAID}
    main = sorted(titled, key=lambda curie: (ORDER.index(titled[curie]), -named[curie]))[:MOST_OUTSIDE]
    return _Arranged(inside, places, named, tuple(main), zones(annotated.document.text, sentences))


def _outside(document: _Arranged, number: int, arguments: Sequence[ArgumentMention]) -> list[ArgumentMention]:
    if not arguments or document.zones[number] not in _REPORTING:
        return []
    named = {argument.id for argument in arguments}
    return [_nearest(document, curie, number) for curie in document.main if curie not in named]


def _nearest(document: _Arranged, curie: str, number: int) -> ArgumentMention:
    """The last mention before a sentence."""
    place = max(at for at in document.places[curie] if at < number)
    mention = [one for one in document.inside[place] if one.id == curie][-1]
    return ArgumentMention(mention.start, mention.end, mention.id, mention.type, outside=True)


def _pairs(arguments: Sequence[ArgumentMention], kinds: Collection[tuple[str, str]]) -> list[tuple[int, int]]:
    found = []
    for at, one in enumerate(arguments):
        for other in range(at + 1, len(arguments)):
            pair = _ordered(arguments, at, other)
            apart = one.end <= arguments[other].start or arguments[other].end <= one.start
            both_outside = one.outside and arguments[other].outside
            if (
                (arguments[pair[0]].type, arguments[pair[1]].type) in kinds
                and one.id != arguments[other].id
                and apart
                and not both_outside
            ):
                found.append(pair)
    if len(found) > MOST_PAIRS:
        found = sorted(sorted(found, key=lambda pair: _distance(arguments, pair))[:MOST_PAIRS])
    return found


def _ordered(arguments: Sequence[ArgumentMention], at: int, other: int) -> tuple[int, int]:
    return (at, other) if ORDER.index(arguments[at].type) <= ORDER.index(arguments[other].type) else (other, at)


def _distance(arguments: Sequence[ArgumentMention], pair: tuple[int, int]) -> int:
    first, second = (arguments[at] for at in pair)
    return max(first.start, second.start) - min(first.end, second.end)


def _counted(
    document: _Arranged,
    number: int,
    arguments: Sequence[ArgumentMention],
    pair: tuple[int, int],
    pairs: int,
    seen: Counter[tuple[str, str]],
) -> tuple[float, ...]:
    first, second = (arguments[at] for at in pair)
    outside = first.outside or second.outside
    both = len(set(document.places[first.id]) & set(document.places[second.id]))
    zone = document.zones[number]
    return (
        *(float(zone == one) for one in ZONES),
        *(float(outside), log1p(both), log1p(seen[first.id, second.id])),
        *(
            float(min(abs(pair[0] - pair[1]) - 1, _FAR)),
            0.0 if outside else log1p(_distance(arguments, pair)),
            log1p(pairs),
        ),
        float(first.start < second.start),
        *(log1p(document.named[first.id]), log1p(document.named[second.id])),
        *(float(0 in document.places[first.id]), float(0 in document.places[second.id])),
    )
