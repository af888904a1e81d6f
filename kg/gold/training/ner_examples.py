"""Documents as the network is trained on them: features, wanted states and which of them are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.gold.training.corpora import TYPES, CorpusText
from kg.gold.training.number_types import F32, I64
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import guidelines
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import abbreviations
from kg.pipeline.nlp.ner.encode import TextPiece, pieces, token_span
from kg.pipeline.nlp.ner.kinds import BEGIN, INSIDE, KINDS, OUTSIDE
from kg.pipeline.nlp.ner.lexical import LexicalFeatures
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.words import MAX_TRIGRAMS, word_form
from kg.pipeline.nlp.tokens import Tokens, tokenize


@dataclass(frozen=True, slots=True, eq=False)
class NerExample:
    """A piece of a document with what the network should say of it under a guideline (its number).

    ``words``: rows of the ``WordTable``. ``wanted``: float16, tokens x types x states, each row a distribution.
    ``known``: float32, tokens x types, 0 where nothing is known and the network learns nothing.
    """

    piece: TextPiece
    guideline: int
    words: npt.NDArray[np.int32]
    wanted: npt.NDArray[np.float16]
    known: F32


class WordTable:
    """Features of the distinct words of the training data, a row each; row 0 is no word."""

    def __init__(self, vectors: WordVectors) -> None:
        self._vectors = vectors
        self._row: dict[str, int] = {}
        self._forms: list[tuple[int, ...]] = [(0, 0, 0, 0)]
        self._trigrams: list[tuple[int, ...]] = [()]
        self._values: list[F32] = [np.zeros(vectors.dimensions, dtype=np.float32)]

    def rows(self, words: Iterable[str]) -> npt.NDArray[np.int32]:
        """Row numbers of words; new words are added."""
        return np.array([self._row[w] if w in self._row else self._add(w) for w in words], dtype=np.int32)

    def _add(self, word: str) -> int:
        form = word_form(word)
        self._forms.append(form.rows)
        self._trigrams.append(form.trigrams)
        self._values.append(self._vectors(word))
        return self._row.setdefault(word, len(self._row) + 1)

    def arrays(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], F32]:
        """Hashed forms (words x 4), trigrams (words x ``MAX_TRIGRAMS``, -1 where there are fewer), vectors (words x
        dimensions).
        """
        trigrams = np.full((len(self._trigrams), MAX_TRIGRAMS), -1, dtype=np.int32)
        for row, found in enumerate(self._trigrams):
            trigrams[row, : len(found)] = found
        return np.array(self._forms, dtype=np.int32), trigrams, np.array(self._values)


class TextEncoder:
    """Holds what encoding a text needs; the same finders as at run time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._features = LexicalFeatures(lexicon)

    def __call__(self, text: str) -> tuple[Tokens, tuple[TextPiece, ...]]:
        """The tokens of a text and its pieces."""
        tokens = tokenize(text)
        found = dictionary.matches(tokens, self._lexicon)
        return tokens, tuple(pieces(tokens, found, abbreviations(text), self._features))


def gold_examples(documents: Iterable[CorpusText], encode: TextEncoder, table: WordTable) -> Iterator[NerExample]:
    """The examples of gold documents. Types that the corpus does not annotate are unknown, but absent inside its gold
    mentions.
    """
    for document in documents:
        tokens, parts = encode(document.text)
        states = gold_states(document, tokens)
        known = np.zeros(states.shape, dtype=np.float32)
        known[:, TYPES[document.corpus]] = 1.0
        known[(states != OUTSIDE).any(axis=1)] = 1.0
        wanted = np.eye(3, dtype=np.float16)[states]
        for part in parts:
            here = slice(part.first, part.first + len(part.words))
            yield NerExample(part, guidelines.row(document.corpus), table.rows(part.words), wanted[here], known[here])


def gold_states(document: CorpusText, tokens: Tokens) -> I64:
    """State of each token for each type: tokens x types. Of gold mentions that overlap the longest counts."""
    states = np.full((len(tokens.words), len(KINDS)), OUTSIDE)
    for span in sorted(document.spans, key=lambda s: (s.start - s.end, s.start)):
        first, last = token_span(tokens, span.start, span.end)
        if first < last and (states[first:last] == OUTSIDE).all():
            states[first:last, span.kind] = INSIDE
            states[first, span.kind] = BEGIN
    return states
