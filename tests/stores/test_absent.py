"""A property in a pattern that no node of the label has finds nothing, as in Neo4j."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.stores import open_store
from kg.stores.absent import without_absent
from tests.stores.sample import write_dataset

FAILURE = "Schema error: Unknown property 'year' on Drug.\n  Valid properties: name"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("MATCH (d:Drug {year: 2015}) RETURN d.id", "MATCH (d:Drug {uri: null}) RETURN d.id"),
        (
            "MATCH (d:Drug:Entity {id: $x, year: 1})-->() RETURN d.id",
            "MATCH (d:Drug:Entity {uri: null})-->() RETURN d.id",
        ),
        (
            "MATCH (:`Drug` {`year`: 1})--(t:Trial {year: 2}) RETURN t.id",
            "MATCH (:`Drug` {uri: null})--(t:Trial {year: 2}) RETURN t.id",
        ),
        (
            "MATCH (t) WHERE EXISTS { (t)--(:Drug {year: 1}) } RETURN t.id",
            "MATCH (t) WHERE EXISTS { (t)--(:Drug {uri: null}) } RETURN t.id",
        ),
        ("MATCH (d:Drug|Trial {year: 1}) RETURN d.id", "MATCH (d:Drug|Trial {uri: null}) RETURN d.id"),
        (
            "MATCH (d:Drug) RETURN {year: '(:Drug {year: 1})'} AS m",
            "MATCH (d:Drug) RETURN {year: '(:Drug {year: 1})'} AS m",
        ),
        ("MATCH (d:Drug)-[:BINDS {year: 1}]-() RETURN d.id", "MATCH (d:Drug)-[:BINDS {year: 1}]-() RETURN d.id"),
    ],
)
def test_only_the_pattern_that_nothing_fits_is_changed(written: str, asked: str) -> None:
    assert without_absent(written, FAILURE) == asked
    assert without_absent(written, "Schema error: Unknown relationship type") == written


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("MATCH (d:Drug {year: 2015}) RETURN count(*) AS n", [{"n": 0}]),
        ("MATCH (d:Drug {year: 2015, nonsense: 1})--(t:Target {colour: 'red'}) RETURN d.id AS id", []),
        ("MATCH (d:Drug) WHERE EXISTS { (d)--(:Target {year: 1}) } RETURN d.id AS id", []),
        ("MATCH (n:Drug|Trial {year: 2015}) RETURN count(*) AS n", [{"n": 0}]),
        ("MATCH (n:Drug|Publication {year: 2016}) RETURN n.id AS id ORDER BY id", [{"id": "PMID:5"}]),
        (
            "MATCH (r:Run) OPTIONAL MATCH (d:Drug {year: 1}) RETURN count(r) AS runs, count(d) AS drugs",
            [{"runs": 1, "drugs": 0}],
        ),
    ],
)
def test_the_store_finds_nothing_there(statement: str, rows: list[dict[str, object]], tmp_path: Path) -> None:
    store = open_store(str(write_dataset(tmp_path / "dataset")))
    try:
        assert store.run(statement) == rows
    finally:
        store.close()
