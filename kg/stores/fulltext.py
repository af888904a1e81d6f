"""Full text as Neo4j's index gives it: the same words of a text, the same hits, the same scores, for a search by plain
words.

The server's indexes cut text with Lucene's standard tokenizer and score with BM25; so does this, over the
``search_text`` of a label. Lucene's query syntax is refused, as an answer that takes ``AND`` for a word is another one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from kg.dataset import graph
from kg.errors import StoreError

INDEXES = {f"{label.lower()}_text": label for label in graph.entity_labels()}
"""Label behind each full-text index."""

_K1, _B = 1.2, 0.75
_WORD = r"[\w\u0300-\u036f]"
_TOKEN = re.compile(rf"{_WORD}+(?:(?:(?<=[^\W\d_])[:·.'’](?=[^\W\d_])|(?<=\d)[,;.'’](?=\d)){_WORD}+)*")
_SYNTAX = re.compile(r'[!(){}\[\]^"~*?:\\/]|(?:^|\s)[+-]|&&|\|\||\b(?:AND|OR|NOT|TO)\b')


def words(text: str) -> list[str]:
    """Words of a text in order, lower case: ``"Alzheimer's CP-358,774"`` -> ``["alzheimer's", "cp", "358,774"]``."""
    return [token.lower() for token in _TOKEN.findall(text)]


def plain(search: object) -> str:
    """The search, if it is plain words. Raises StoreError, which says what is not."""
    if not isinstance(search, str) or not words(search):
        raise StoreError(f"full text is searched for words: {search!r} has none")
    if found := _SYNTAX.search(search):
        what = found[0].strip() or found[0]
        raise StoreError(
            f"full text of the embedded graph is searched for plain words, of which any may match: {what!r} in"
            f" {search!r} is Lucene syntax; leave it out, and narrow the rows with WHERE, such as WHERE"
            " node.search_text CONTAINS 'mtor inhibitor'"
        )
    return search


class TextHit(TypedDict):
    """A node that a search found."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Words of all texts of a label: ``texts`` by node id, how many texts have each word, and the mean length."""

    texts: Mapping[str, Counter[str]]
    frequency: Counter[str]
    mean: float

    def hits(self, search: str) -> list[TextHit]:
        """``{id, score}`` of every text with any of the words, best first."""
        wanted = words(search)
        found = [
            TextHit(id=identifier, score=self._score(text, wanted))
            for identifier, text in self.texts.items()
            if not text.keys().isdisjoint(wanted)
        ]
        return sorted(found, key=lambda hit: (-hit["score"], hit["id"]))

    def _score(self, text: Counter[str], wanted: list[str]) -> float:
        norm = _K1 * (1 - _B + _B * _stored(text.total()) / self.mean)
        return sum(self._rarity(word) * (1 - 1 / (1 + text[word] / norm)) for word in wanted if word in text)

    def _rarity(self, word: str) -> float:
        return math.log(1 + (len(self.texts) - self.frequency[word] + 0.5) / (self.frequency[word] + 0.5))


def index(rows: Iterable[tuple[str, str]]) -> TextIndex:
    """An index of ``(id, text)``."""
    texts = {identifier: Counter(words(text)) for identifier, text in rows}
    frequency = Counter(word for text in texts.values() for word in text)
    return TextIndex(texts, frequency, sum(text.total() for text in texts.values()) / max(len(texts), 1))


def _stored(length: int) -> int:
    """A length as Lucene keeps it in a byte: exact to 39, four significant bits beyond."""
    if length < 40:
        return length
    shift = (length - 24).bit_length() - 4
    return 24 + (((length - 24) >> shift) << shift)
