"""Each query of the pack gives, for its example, the rows that were read against the demonstration records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, load_queries
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.run import RunResult
from kg.stores import open_store
from kg.stores.store import Store
from tests.demo import golden

PACK = load_queries()


@pytest.fixture(scope="module")
def graph(result: RunResult) -> Iterator[Store]:
    opened = open_store(str(result.dataset), lambda _: None)
    yield opened
    opened.close()


def test_every_query_has_a_golden_answer() -> None:
    assert {path.stem for path in golden.FOLDER.glob("*.json")} == set(PACK), "run: python -m tests.demo.golden"


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_a_golden_answer_is_of_the_example_and_not_empty(query: Query) -> None:
    known = golden.read(query.name)
    assert known["example"] == dict(query.example)
    assert tuple(known["columns"]) == query.column_names
    assert known["rows"] and all(len(row) == len(query.column_names) for row in known["rows"])
    assert all(0 <= int(number) < len(known["rows"]) and why for number, why in known["wrong"].items())
    assert len(known["wrong"]) < len(known["rows"]), "an example whose every row is wrong shows nothing"


@pytest.mark.lexicon
@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_the_answer_is_the_golden_one(graph: Store, real_lexicon: Lexicon, query: Query) -> None:
    rows = golden.asked(graph, query, KnownNames(real_lexicon))
    assert rows == golden.read(query.name)["rows"], "read the rows, then run: python -m tests.demo.golden"
