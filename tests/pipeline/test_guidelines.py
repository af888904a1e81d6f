"""The table of guidelines: each entry is whole, and what is derived of it keeps to the models that ship."""

from __future__ import annotations

import json

import pytest

from kg import paths, schema
from kg.errors import ConfigError
from kg.pipeline import guidelines
from kg.pipeline.guidelines import ASKED, DEFAULT, GUIDELINES, named, row
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.relate.pairs.labels import CORPORA, LABELS, ORDER


def test_the_rows_of_the_embedding_are_those_of_the_model_that_ships() -> None:
    meta = json.loads((paths.models("ner") / "model.json").read_text(encoding="utf-8"))
    assert meta["guidelines"] == list(GUIDELINES) and meta["default"] in GUIDELINES
    assert [row(name) for name in GUIDELINES] == list(range(len(GUIDELINES)))


def test_the_outputs_for_relations_are_those_of_the_model_that_ships() -> None:
    meta = json.loads((paths.models("relate") / "model.json").read_text(encoding="utf-8"))
    assert list(LABELS) == ["graph", "drugprot", "biored", "bc5cdr"]
    assert {name: list(labels) for name, labels in LABELS.items()} == meta["outputs"]


@pytest.mark.parametrize("name", GUIDELINES)
def test_an_entry_is_whole(name: str) -> None:
    one = GUIDELINES[name]
    assert one.types and set(one.types) <= set(KINDS) and set(one.names) == set(one.types)
    assert one.gold.train and one.gold.share > 0
    for numbers in (one.votes, one.bias):
        assert set(numbers) <= set(one.types)
    assert not one.votes or one.gold.vote, "a CRF that votes at run time is trained where texts are labelled, too"
    assert set(one.gold.unmarked) <= set(one.types)


@pytest.mark.parametrize("name", CORPORA)
def test_what_a_corpus_relates_is_whole(name: str) -> None:
    relations = CORPORA[name]
    assert set(relations.nearest) == set(relations.labels)
    assert all(ORDER.index(first) <= ORDER.index(second) for first, second in relations.pairs)
    assert {one for nearest in relations.nearest.values() for one in nearest.values()} <= set(schema.relations())


def test_who_may_be_asked_for_and_followed() -> None:
    assert ASKED == ("default", "bc5cdr", "biored", "ncbi-disease", "gnormplus", "drugprot")
    assert [name for name in GUIDELINES if GUIDELINES[name].followed] == [
        *("bc5cdr", "biored", "ncbi-disease", "gnormplus"),
    ]
    assert named("default") is DEFAULT and not DEFAULT.followed and named("nlmgene") is GUIDELINES["nlmgene"]
    with pytest.raises(ConfigError, match="guideline 'mine': expected one of default, bc5cdr"):
        named("mine")


def test_the_help_tells_them_in_words() -> None:
    assert guidelines.told() == (
        "default, bc5cdr, biored, ncbi-disease, gnormplus (its families of genes get no id) or drugprot"
    )
    assert guidelines.told_relations() == "bc5cdr, biored and drugprot"
