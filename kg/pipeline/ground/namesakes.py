"""Genes that share a name, told apart by what else the document says: ``NK-1`` beside *substance P* and *neurokinin* is
TACR1.

A short name is often an alias of several genes. The names in words of each of them are looked for in the document: the
gene that has one whose rarer words are mostly there is the likelier one (the semantic similarity of Hakenberg et al.
2008, with names for annotations).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.lexicon import gene_names
from kg.lexicon.lexicon import Lexicon

SHORTEST = 3
"""Letters of a word that tells something."""

ENOUGH = 8.0
"""Weight of words at which a name that is wholly there counts in full: one rare word, or two of middling frequency."""


class Namesakes:
    """Holds the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = lexicon.gene_names

    def evidence(self, row: int, own: Iterable[str], document: frozenset[str]) -> float:
        """How much a document (its words, as ``words_of`` gives them) speaks for the gene of a row, 0..1.

        ``own``: words of the mention, which tell nothing.
        """
        telling = document.difference(own)
        return max((self._found(name, telling) for name in self._weighed(row)), default=0.0)

    @staticmethod
    def _found(name: tuple[tuple[str, float], ...], telling: frozenset[str]) -> float:
        there = sum([weight for word, weight in name if word in telling])
        return there / sum([weight for _, weight in name]) * min(1.0, there / ENOUGH) if there else 0.0

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - one lexicon a process
    def _weighed(self, row: int) -> tuple[tuple[tuple[str, float], ...], ...]:
        """The names of a gene as words with their weights."""
        names = {frozenset(telling_words(text)) for text in self._names.of(row)}
        return tuple(
            tuple((word, self._names.weight(word)) for word in sorted(name))
            for name in sorted(names, key=sorted)
            if name
        )


def telling_words(text: str) -> list[str]:
    """The words of a text that may tell a gene: neither letters nor numbers."""
    return [word for word in gene_names.words(text) if len(word) >= SHORTEST and not word.isdigit()]


@lru_cache(maxsize=4)
def words_of(text: str) -> frozenset[str]:
    """The distinct telling words of a document."""
    return frozenset(telling_words(text))
