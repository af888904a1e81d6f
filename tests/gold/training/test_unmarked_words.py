"""The words that annotators never mark: met often enough, marked nowhere, and no symbols."""

from __future__ import annotations

from kg.gold.training.corpora import CorpusText, GoldSpan
from kg.gold.training.unmarked_words import LEAST_MET, unmarked_words
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, TARGET


def document(text: str, *mentions: tuple[str, int], corpus: str = "bc5cdr") -> CorpusText:
    """A text with the first place of each string as a mention."""
    spans = tuple(GoldSpan(text.index(string), text.index(string) + len(string), kind) for string, kind in mentions)
    return CorpusText("1", corpus, text, spans)


def diseases(*documents: CorpusText) -> frozenset[str]:
    return unmarked_words({"bc5cdr": documents})["bc5cdr"][DISEASE]


def test_a_word_counts_from_the_fifth_place_on_and_with_a_capital_too() -> None:
    assert diseases(*[document("deaths")] * (LEAST_MET - 2), document("Deaths")) == frozenset()
    assert diseases(*[document("deaths")] * (LEAST_MET - 1), document("Deaths")) == {"deaths"}


def test_a_word_marked_once_does_not_count() -> None:
    assert diseases(*[document("pain")] * 9, document("Pain", ("Pain", DISEASE))) == frozenset()
    assert diseases(*[document("pain")] * 9, document("pain", ("pain", DRUG))) == {"pain"}


def test_words_inside_longer_mentions_are_neither_met_nor_marked() -> None:
    assert diseases(*[document("liver failure", ("liver failure", DISEASE))] * 9) == frozenset()
    assert diseases(*[document("liver failure of the liver", ("liver failure", DISEASE))] * 5) == {"liver", "the"}


def test_symbols_short_words_and_numbers_do_not_count() -> None:
    assert diseases(*[document("LAM ALL p53 of 17 mTOR and")] * 9) == {"and"}


def test_each_guideline_and_type_for_itself() -> None:
    found = unmarked_words({"biored": [document("insulin", ("insulin", TARGET), corpus="biored")] * 9})
    assert found == {
        "bc5cdr": {DISEASE: frozenset()},
        "biored": {DISEASE: {"insulin"}, TARGET: frozenset()},
        "ncbi-disease": {DISEASE: frozenset()},
    }
