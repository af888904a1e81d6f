"""Counts the words that a corpus' annotators never marked, for ``kg.pipeline.nlp.ner.unmarked``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.gold.training.corpora import CorpusText
from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.unmarked import Unmarked, word_key
from kg.pipeline.nlp.tokens import tokenize

COUNTED: dict[str, tuple[int, ...]] = {
    one.name: tuple(map(KINDS.index, one.gold.unmarked)) for one in GUIDELINES.values() if one.gold.unmarked
}
"""Guideline -> types whose words are counted. Chemicals are not: what annotators leave unmarked (*androgen*, *glycine*
in a protein) is a chemical in the next abstract.
"""

LEAST_MET = 5
"""Places where a word was met; one that annotators passed over a time or two may be an oversight of theirs."""

LEAST_LENGTH = 3
"""Characters of a word."""


def unmarked_words(gold: Mapping[str, Sequence[CorpusText]]) -> Unmarked:
    """By guideline and type the words that are met often enough and marked nowhere.

    A word inside a longer mention (*liver* in *liver failure*) is neither met nor marked there. Only words of small
    letters count: a short form or a symbol stands for something else in each abstract.
    """
    return {
        corpus: {kind: frozenset(_never_marked(gold.get(corpus, ()), kind)) for kind in kinds}
        for corpus, kinds in COUNTED.items()
    }


def _never_marked(documents: Iterable[CorpusText], kind: int) -> list[str]:
    met: Counter[str] = Counter()
    marked: set[str] = set()
    for document in documents:
        mentions = {(span.start, span.end) for span in document.spans if span.kind == kind}
        inside = {place for start, end in mentions for place in range(start, end)}
        tokens = tokenize(document.text)
        for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
            if (start, end) in mentions:
                marked.add(word_key(word))
            elif start not in inside:
                met[word_key(word)] += 1
    return [word for word, count in met.items() if count >= LEAST_MET and _is_plain(word) and word not in marked]


def _is_plain(word: str) -> bool:
    return len(word) >= LEAST_LENGTH and word.isalpha() and word.islower()
