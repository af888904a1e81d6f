"""The model of bench/models/ on the development files, which its training never saw: floors a little under what was measured."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.development import MODELS
from bench.ner import Score, development
from kg.nlp.ner.kinds import DISEASE, DRUG, TARGET
from kg.nlp.ner.model import load
from kg.ontologies.lexicon import Lexicon
from kg.training.corpora import TYPES

pytestmark = [pytest.mark.corpus, pytest.mark.lexicon, pytest.mark.slow]

CORPORA = Path(os.environ.get("KG_SHARED", "../shared")) / "corpora"
FLOORS = {
    ("bc5cdr", "all"): 89.5,
    ("bc5cdr", "Drug"): 93.5,
    ("bc5cdr", "Disease"): 84.7,
    ("biored", "all"): 87.8,
    ("ncbi-disease", "all"): 84.2,
}
KINDS = {"Drug": (DRUG,), "Disease": (DISEASE,), "Target": (TARGET,)}


@pytest.fixture(scope="module")
def scores(real_lexicon: Lexicon) -> dict[tuple[str, str], Score]:
    if not (CORPORA / "bc5cdr-dev.pubtator").is_file():
        pytest.skip(f"no gold data in {CORPORA}: KG_SHARED names the folder that holds corpora/")
    return development(CORPORA, real_lexicon, load(MODELS / "ner"))


@pytest.mark.parametrize(("corpus", "type_"), FLOORS)
def test_f1_under_its_own_guideline(corpus: str, type_: str, scores: dict[tuple[str, str], Score]) -> None:
    _, _, f1 = scores[corpus, corpus].figures(KINDS.get(type_, TYPES[corpus]))
    assert f1 >= FLOORS[corpus, type_]
