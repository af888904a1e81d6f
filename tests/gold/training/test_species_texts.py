"""What words say of species, learned from texts that name theirs."""

from __future__ import annotations

import pytest

from kg.gold.training import species_texts
from kg.gold.training.species_texts import word_weights
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.ground.species_words import SpeciesWords
from kg.pipeline.ground.topic import KINDS

HUMAN, MOUSE, _, _ = range(len(KINDS))


@pytest.fixture(scope="module")
def words(small_lexicon: Lexicon) -> SpeciesWords:
    return SpeciesWords(small_lexicon)


@pytest.fixture(autouse=True)
def common_words_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(species_texts, "MOST_TEXTS", 0.6)


def texts(count: int) -> list[str]:
    mice = [f"Flox in mice of cohort{n}, and liver" for n in range(count)]
    people = [f"Placebo in patients of ward{n}, and liver" for n in range(count)]
    return [*mice, *people]


def test_words_beside_those_for_a_species_speak_for_it_and_these_are_not_learned(words: SpeciesWords) -> None:
    found = word_weights(texts(20), words)
    assert found["flox"][MOUSE] > 0.1 > found["flox"][HUMAN] and found["placebo"][HUMAN] > 0.1 > found["placebo"][MOUSE]
    assert not {"mice", "patients", "ward3", "liver"} & found.keys(), (
        "the label itself, rare words, and words of most texts"
    )
    assert all(abs(sum(row)) < 0.01 for row in found.values())


def test_a_text_of_several_species_is_shared_out(words: SpeciesWords) -> None:
    both = [f"Chimera in mice and patients number{n}" for n in range(20)]
    assert "chimera" not in word_weights([*texts(20), *both], words), (
        "it speaks for either as much as the other texts do"
    )
    more = [f"Chimera in mice, mice, mice and patients number{n}" for n in range(20)]
    row = word_weights([*texts(20), *more], words)["chimera"]
    assert 0.05 < row[MOUSE] < word_weights(texts(20), words)["flox"][MOUSE] and row[HUMAN] < 0


def test_texts_that_name_no_species_teach_nothing(words: SpeciesWords) -> None:
    assert word_weights(["Flox alleles of the liver"] * 20, words) == {}
    assert word_weights([], words) == {}
    assert word_weights(texts(20), words) == word_weights([*texts(20), *["Flox alleles"] * 50], words)
