"""The vocabulary as a table of phrases, and the longest of them at a place in a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.ask.words.drug_words import DRUG_WORDS
from kg.ask.words.evidence_words import EVIDENCE_WORDS
from kg.ask.words.filler import FILLER, SOFT
from kg.ask.words.tokens import Token, tokens
from kg.ask.words.topic_words import TOPIC_WORDS

SKIPPED = 3
"""Words of filler that may stand between two words of a phrase."""

CONCEPTS = DRUG_WORDS | EVIDENCE_WORDS | TOPIC_WORDS

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What some words say: ``concepts``, none for filler; ``soft`` words may go unexplained."""

    concepts: frozenset[str]
    soft: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their stems, and by the first of these; ``filler`` are single words that tell nothing, ``stems``
    those of all words, and ``surfaces`` a word with each stem.
    """

    table: dict[Stems, Phrase]
    by_first: dict[str, tuple[Stems, ...]]
    filler: frozenset[str]
    stems: frozenset[str]
    surfaces: dict[str, str]

    def __contains__(self, one: str) -> bool:
        return (one,) in self.table

    def concepts(self, word: Token) -> frozenset[str]:
        """What a word says by itself."""
        found = self.table.get((word.stem,))
        return found.concepts if found else frozenset()

    def longest(self, words: Sequence[Token], at: int) -> tuple[int, Phrase] | None:
        """Where the longest phrase that begins at a word ends, and what it says."""
        best: tuple[int, Phrase] | None = None
        most = 0
        for stems in self.by_first.get(words[at].stem, ()):
            end = self._end(words, at, stems)
            if end and len(stems) > most:
                best, most = (end, self.table[stems]), len(stems)
        return best

    def _end(self, words: Sequence[Token], at: int, stems: Stems) -> int:
        """Where a phrase that begins at a word ends; 0 where it does not stand there."""
        place, skipped = at + 1, 0
        for wanted in stems[1:]:
            while (
                place < len(words) and words[place].stem != wanted and self._between(words[place]) and skipped < SKIPPED
            ):
                place, skipped = place + 1, skipped + 1
            if place == len(words) or words[place].stem != wanted:
                return 0
            place += 1
        return place

    def _between(self, word: Token) -> bool:
        return word.text == "-" or word.stem in self.filler


def phrases_of(own: frozenset[str] = frozenset()) -> Phrases:
    """The vocabulary with further words of queries, each a concept of its own."""
    return _extended(own)


@cache
def _extended(own: frozenset[str]) -> Phrases:
    concepts: dict[Stems, set[str]] = {}
    soft: set[Stems] = set()
    for text in _split(FILLER):
        concepts.setdefault(_stems(text), set())
        soft.add(_stems(text))
    for table, is_soft in ((SOFT, True), (CONCEPTS, False)):
        for concept, texts in table.items():
            for text in (concept, *_split(texts)):
                concepts.setdefault(_stems(text), set()).add(concept)
                if is_soft:
                    soft.add(_stems(text))
    for word in own:
        concepts.setdefault((word,), set()).add(word)
    surfaces = {word: word for word in own}
    for texts in (FILLER, *CONCEPTS, *CONCEPTS.values(), *SOFT, *SOFT.values()):
        for one in tokens(texts):
            surfaces.setdefault(one.stem, one.text)
    by_first: dict[str, list[Stems]] = {}
    for stems in concepts:
        by_first.setdefault(stems[0], []).append(stems)
    return Phrases(
        {stems: Phrase(frozenset(said), stems in soft) for stems, said in concepts.items()},
        {first: tuple(sorted(several, key=len, reverse=True)) for first, several in by_first.items()},
        frozenset(stems[0] for stems, said in concepts.items() if len(stems) == 1 and stems in soft and not said),
        frozenset(stem for stems in concepts for stem in stems),
        surfaces,
    )


def _split(texts: str) -> list[str]:
    return [text.strip() for text in texts.split(",") if text.strip()]


def _stems(text: str) -> Stems:
    return tuple(token.stem for token in tokens(text) if token.stem)
