"""Full text of the embedded graph: Lucene's words and scores for plain words, and a refusal for its query syntax."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import StoreError
from kg.stores import open_store
from kg.stores.fulltext import INDEXES, index, plain, words
from kg.stores.store import Store
from tests.stores.sample import EVEROLIMUS, write_dataset

CALL = "CALL db.index.fulltext.queryNodes"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(str(write_dataset(tmp_path_factory.mktemp("fulltext") / "dataset")))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alzheimer's disease", ["alzheimer's", "disease"]),
        ("CP-358,774 | x_y", ["cp", "358,774", "x_y"]),
        ("β-catenin (1.5 mg)", ["β", "catenin", "1.5", "mg"]),
        ("naïve, Müller.", ["naïve", "müller"]),
        ("", []),
    ],
)
def test_words_are_those_of_the_server(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_search_finds_any_word_best_first(store: Store) -> None:
    rows = store.run(
        f"{CALL}('drug_text', $q) YIELD node, score RETURN node.id AS id, score", {"q": "RAD001 Afinitor rapamycin"}
    )
    assert rows[0]["id"] == EVEROLIMUS and len(rows) == 2
    assert rows[0]["score"] > rows[1]["score"] > 0


def test_a_search_goes_on_like_any_clause(store: Store) -> None:
    rows = store.run(
        f"MATCH (c:Role {{id: 'CHEBI:68481'}}) {CALL}('drug_text', 'everolimus sirolimus') YIELD node AS d, score AS s"
        " WHERE s > 0 MATCH (d)-[:HAS_ROLE]->(c) RETURN d.name AS name"
    )
    assert rows == [{"name": "everolimus"}]
    assert (
        len(store.run(f"{CALL}('drug_text', 'everolimus sirolimus', {{limit: 1}}) YIELD node RETURN node.id AS id"))
        == 1
    )


@pytest.mark.parametrize(
    "search",
    [
        "mtor AND inhibitor",
        "mtor*",
        "mtr~",
        '"mtor inhibitor"',
        "name:mtor",
        "+mtor",
        "-mtor",
        "(mtor)",
        "a OR b",
        "mtor^2",
    ],
)
def test_syntax_of_lucene_is_refused(store: Store, search: str) -> None:
    with pytest.raises(StoreError, match="plain words"):
        store.run(f"{CALL}('drug_text', $q) YIELD node RETURN node.id AS id", {"q": search})


@pytest.mark.parametrize("search", ["mTOR", "CP-358,774", "anderson's disease", "and not"])
def test_plain_words_are_taken(search: str) -> None:
    assert plain(search) == search


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (f"{CALL}('nosuch', 'x') YIELD node RETURN node.id AS id", "there are drug_text"),
        (f"{CALL}('drug_text', '') YIELD node RETURN node.id AS id", "has none"),
        (f"{CALL}('drug_text', $none) YIELD node RETURN node.id AS id", "is not given"),
        (f"{CALL}('drug_text', toLower('X')) YIELD node RETURN node.id AS id", "a text or a parameter"),
        (f"{CALL}('drug_text') YIELD node RETURN node.id AS id", "a search"),
        (f"{CALL}('drug_text', 'x') YIELD nodes RETURN 1 AS x", "yields node and score"),
        (f"{CALL}('drug_text', 'x')", "YIELD node, score RETURN"),
        (
            "CALL db.index.fulltext.queryRelationships('x', 'y') YIELD relationship RETURN 1 AS x",
            "no full-text index of relationships",
        ),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(store: Store, statement: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        store.run(statement)


def test_a_procedure_named_in_a_text_is_none(store: Store) -> None:
    assert store.run("RETURN \"CALL db.index.fulltext.queryNodes('x', 'y')\" AS x")[0]["x"].startswith("CALL")


def test_rarer_words_and_shorter_texts_score_higher() -> None:
    made = index([("a", "mtor"), ("b", "mtor kinase of the cell"), ("c", "kinase kinase")])
    assert [hit["id"] for hit in made.hits("mtor")] == ["a", "b"]
    assert [hit["id"] for hit in made.hits("kinase")] == ["c", "b"]
    assert set(INDEXES) >= {"drug_text", "cellline_text"}
