"""The model of bench/models/ on the development files, which its training never saw: floors a little under what was
measured.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from bench.development import MODELS
from bench.ner import Score, development
from kg.gold.training.corpora import TRAIN_FILES, TYPES
from kg.gold.training.corpus_files import read_documents
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, TARGET
from kg.pipeline.nlp.ner.model import load
from kg.pipeline.nlp.people import PEOPLE
from kg.pipeline.nlp.tokens import tokenize

pytestmark = [pytest.mark.corpus, pytest.mark.lexicon, pytest.mark.slow]

CORPORA = Path(os.environ.get("KG_SHARED", "../shared")) / "corpora"
FLOORS = {
    ("bc5cdr", "all"): 90.0,
    ("bc5cdr", "Drug"): 93.5,
    ("bc5cdr", "Disease"): 85.8,
    ("biored", "all"): 88.0,
    ("ncbi-disease", "all"): 85.6,
}
KINDS = {"Drug": (DRUG,), "Disease": (DISEASE,), "Target": (TARGET,)}


@pytest.fixture(scope="module")
def scores(real_lexicon: Lexicon) -> dict[tuple[str, str], Score]:
    if not (CORPORA / "bc5cdr-dev.pubtator").is_file():
        pytest.skip(f"no gold data in {CORPORA}: KG_SHARED names the folder that holds corpora/")
    return development(CORPORA, real_lexicon, load(MODELS / "ner"), default=False)


@pytest.mark.parametrize(("corpus", "type_"), FLOORS)
def test_f1_under_its_own_guideline(corpus: str, type_: str, scores: dict[tuple[str, str], Score]) -> None:
    _, _, f1 = scores[corpus, corpus].figures(KINDS.get(type_, TYPES[corpus]))
    assert f1 >= FLOORS[corpus, type_]


def test_biored_marks_words_for_people_nearly_everywhere() -> None:
    """The count that ``kg.pipeline.nlp.people.WITH_PEOPLE`` rests on."""
    path = CORPORA / TRAIN_FILES["biored"]
    if not path.is_file():
        pytest.skip(f"no gold data in {CORPORA}: KG_SHARED names the folder that holds corpora/")
    printed: Counter[bool] = Counter()
    for document in read_documents(path, frozenset()):
        marked = {(one.start, one.end) for one in document.annotations if one.type == "Organism"}
        tokens = tokenize(document.text)
        places = zip(tokens.starts, tokens.ends, tokens.words, strict=True)
        printed.update(
            (start, end) in marked for start, end, word in places if word.lower() in PEOPLE and word[1:].islower()
        )
    assert sum(printed.values()) > 500 and printed[False] < 0.01 * printed[True], printed
