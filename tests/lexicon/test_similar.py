"""Names by likeness."""

from __future__ import annotations

import random

import numpy as np
import pytest

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.similar import SimilarNames, build, words

TEXTS = ("kidney disease", "breast neoplasm", "febrile seizure", "hepatocellular carcinoma", "hypertension")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("renal injuries", "kidney diseases"),
        ("tumour of the breast", "breast cancer"),
        ("hypertensive", "hypertension"),
        ("arthritic", "arthritis"),
    ],
)
def test_words_that_mean_the_same_are_one(one: str, other: str) -> None:
    assert sorted(words(one)) == sorted(words(other))


def test_the_most_similar_name_comes_first() -> None:
    index = SimilarNames.of(TEXTS)
    for text, place in (("renal injury", 0), ("mammary tumor", 1), ("hepatocelular carcinoma", 3)):
        found = index(text, 3)
        assert found[0][0] == place and found[0][1] > 0.7
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert index("renal injury", 1) == [(0, 1.0)]


@pytest.mark.parametrize("text", ["", "of the", "zzzz"])
def test_nothing_in_common_finds_nothing(text: str) -> None:
    assert SimilarNames.of(TEXTS)(text) == []
    assert SimilarNames.of(())(text) == []


def test_the_arrays_do_not_depend_on_anything_but_the_names() -> None:
    one, other = build(TEXTS), build(TEXTS)
    assert one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)


def test_the_weights_of_another_index_are_taken_where_it_has_them() -> None:
    large = SimilarNames.of([*TEXTS, *(f"rare{number} disease" for number in range(200))])
    small = SimilarNames.of(["kidney disease"], large)
    alone = SimilarNames.of(["kidney disease"])
    likeness = [max([0.0, *(score for _, score in index("bone disease", 1))]) for index in (small, alone)]
    assert likeness[0] < likeness[1] < 1.0


def test_the_lexicon_finds_names_of_diseases(small_lexicon: Lexicon) -> None:
    (name, score), *_ = small_lexicon.similar("fibrolamellar hepatic carcinoma")
    assert small_lexicon.id(name.entity) == "MONDO:0006210" and 0.5 < score < 1
    assert all(small_lexicon.type(row.entity) == "Disease" for row, _ in small_lexicon.similar("sorafenib carcinoma"))


def test_a_least_likeness_leaves_out_only_names_less_alike() -> None:
    """Names out of few words, so that many grams are common and can be left out at first."""
    chance = random.Random(3)
    parts = (
        "renal",
        "hepatic",
        "chronic",
        "failure",
        "carcinoma",
        "small",
        "cell",
        "type",
        "familial",
        "of",
        "bone",
        "syndrome",
        "lung",
    )
    texts = sorted({" ".join(chance.choices(parts, k=chance.randint(1, 4))) for _ in range(400)})
    index = SimilarNames.of(texts)
    for text in (
        "chronic lung failure",
        "small cell carcinoma of bone",
        "hepatic carcinomas",
        "lung lung",
        "unheard-of failure",
    ):
        every = index(text, len(texts))
        assert len(every) > 50
        for least in (0.3, 0.6, 0.9):
            assert index(text, len(texts), least) == [one for one in every if one[1] >= least]
