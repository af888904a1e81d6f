"""docs/neo4j.md and the Neo4j section of the README say what is so: the graph's shape, numbers, messages, statements to
paste.
"""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

from kg.ask.catalogue import browser_parameters
from kg.ask.pack import load_queries
from kg.dataset import curation, graph, graph_schema
from kg.pipeline.run import RunResult
from kg.stores import STORES
from kg.stores.bolt.connection import OLDEST, RETRY_S
from kg.stores.bolt.failures import ADVICE
from kg.stores.bolt.state import JOURNAL
from kg.stores.bolt.steps import ELEMENTS
from kg.stores.store import TIMEOUT_S
from tests.conftest import Hold

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
STATEMENTS = [body for text in (README, PAGE, TUTORIAL) for body in re.findall(r"```cypher\n(.*?)```", text, re.DOTALL)]


def table(header: str) -> list[list[str]]:
    """Cells of the rows below the table's header line."""
    lines = PAGE.partition(f"\n{header}\n")[2].splitlines()[1:]
    rows = list(takewhile(lambda line: line.startswith("|"), lines))
    assert rows, f"there is no table {header}"
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def words(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


@pytest.mark.lexicon
def test_labels_and_properties_are_those_of_the_graph(demonstration: RunResult) -> None:
    found: dict[str, set[str]] = {}
    for batch in graph.nodes(demonstration.dataset):
        found.setdefault(batch.label, set()).update(*(row["props"] for row in batch.rows))
    said = {
        label: set(words(properties))
        for labels, properties in table("| label | properties |")
        for label in words(labels)
    }
    said["Evidence"] -= set(curation.COLUMNS)  # nobody has judged the demonstration
    assert said == found
    assert said.keys() == set(graph.labels())


@pytest.mark.lexicon
def test_relationships_and_properties_are_those_of_the_graph(demonstration: RunResult) -> None:
    claims: set[str] = set()
    records: dict[tuple[str, str], set[str]] = {}
    for batch in graph.relationships(demonstration.dataset):
        direct = batch.subject in graph.entity_labels()
        place = claims if direct else records.setdefault((batch.subject, batch.relation), set())
        place.update(*(row["props"] for row in batch.rows))
    first, *others = table("| relationship | from | to | properties |")
    assert set(words(first[3])) == claims
    said = {(words(row[1])[0], relation): set(words(row[3])) for row in others for relation in words(row[0])}
    rejected = {("Assertion", "REJECTED_EVIDENCE"): set[str]()}  # nobody has judged the demonstration
    assert said == records | rejected
    assert said.keys() == set(graph.RECORD_LINKS)


def test_constraints_and_indexes_have_these_names() -> None:
    made = [graph_schema.constraints(), graph_schema.range_indexes(), graph_schema.search_indexes()]
    rows = table("| what a load makes | on | name |")
    assert len(rows) == len(made)
    for row, statements in zip(rows, made, strict=True):
        names = {re.search(r"(\w+) IF NOT EXISTS", statement)[1] for statement in statements}  # type: ignore[index]
        assert words(row[2]) and set(words(row[2])) <= names
    on = {re.search(r"\.(\w+)", statement)[1] for statements in made for statement in statements}  # type: ignore[index]
    assert on <= {word for row in rows for word in words(row[1])}


def test_messages_are_those_of_the_store() -> None:
    assert dict(table("| Neo4j's code | message |")) == {f"`{code}`": advice for code, advice in ADVICE.items()}


def test_numbers_and_names_are_those_of_the_store() -> None:
    assert f"{OLDEST[0]}.{OLDEST[1]} or newer" in PAGE
    assert f"{OLDEST[0]}.{OLDEST[1]} or newer" in README
    assert PAGE.count(f"{ELEMENTS:,} nodes and relationships") == 2
    assert f"after {TIMEOUT_S} seconds" in PAGE
    assert f"for {RETRY_S:.0f} seconds" in PAGE
    assert f"`{JOURNAL}`" in PAGE
    assert {scheme for scheme in STORES if scheme not in ("", "file")} == set(
        re.findall(r"\b((?:bolt|neo4j)(?:\+s(?:sc)?)?)://", PAGE)
    )


def test_the_readme_has_the_line_of_parameters_of_the_flagship() -> None:
    pack = load_queries()
    query = pack["mtor-inhibitors-with-hcc-evidence"]
    assert f"`{browser_parameters(query)}`" in README
    assert f"]({pack[query.extends].path.relative_to(ROOT)})" in README


@pytest.mark.lexicon
@pytest.mark.neo4j
@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_to_paste_is_answered(statement: str, neo4j_holding: Hold, demonstration: RunResult) -> None:
    server = neo4j_holding(demonstration.dataset)
    with server.driver() as driver, driver.session() as session:
        assert session.run(statement).data()
