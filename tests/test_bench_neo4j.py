"""The synthetic datasets that Neo4j and the queries are timed on: same again, consistent, and with an answer to the
flagship.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from bench.graphs import realistic
from bench.world import CLASS, DISEASE
from kg.ask.pack import load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.dataset.tables import KEYS, TABLES
from kg.stores import open_store

EVIDENCE = 2_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return realistic(tmp_path_factory.mktemp("synthetic") / "dataset", EVIDENCE)


def count(dataset: Path, sql: str) -> int:
    with duckdb.connect() as db:
        for name in TABLES:
            db.execute(f"CREATE VIEW {name} AS SELECT * FROM '{dataset}/tables/{name}.parquet'")
        return int(db.execute(f"SELECT count(*) {sql}").fetchall()[0][0])


def test_the_same_seed_gives_the_same_tables_and_another_one_others(made: Path, tmp_path: Path) -> None:
    again, other = realistic(tmp_path / "again", EVIDENCE), realistic(tmp_path / "other", EVIDENCE, seed=2)
    for name in ("evidence", "edges", "documents"):
        bytes_ = [(folder / "tables" / f"{name}.parquet").read_bytes() for folder in (made, again, other)]
        assert bytes_[0] == bytes_[1] != bytes_[2]


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_their_columns_and_are_sorted_by_unique_keys(made: Path, name: str) -> None:
    table = pq.read_table(made / "tables" / f"{name}.parquet")
    assert table.schema.equals(TABLES[name])
    keys = list(zip(*(table[key].to_pylist() for key in KEYS[name]), strict=True))
    assert keys == sorted(set(keys))


def test_texts_and_offsets_agree_with_the_documents(made: Path) -> None:
    joined = """FROM evidence e JOIN documents d ON e.document = d.id JOIN assertions a ON a.id = e.assertion
      JOIN entities s ON s.id = a.subject JOIN entities o ON o.id = a.object
      WHERE substr(d.text, e.start + 1, e."end" - e.start) = e.text
        AND substr(d.text, e.subject_start + 1, e.subject_end - e.subject_start) = s.name
        AND substr(d.text, e.object_start + 1, e.object_end - e.object_start) = o.name"""
    assert count(made, joined) == EVIDENCE


def test_assertions_count_their_evidence(made: Path) -> None:
    wrong = """FROM assertions a LEFT JOIN (
        SELECT assertion, count(*) AS n, list_sort(list(DISTINCT document)) AS documents FROM evidence GROUP BY 1
      ) e ON a.id = e.assertion
      WHERE a.evidence_count IS DISTINCT FROM e.n OR a.publications IS DISTINCT FROM e.documents"""
    assert count(made, wrong) == 0
    assert count(made, "FROM assertions WHERE evidence_count > 1") > 100


def test_edges_join_entities_of_their_types(made: Path) -> None:
    joined = """FROM edges e JOIN entities s ON s.id = e.subject AND s.type = e.subject_type
      JOIN entities o ON o.id = e.object AND o.type = e.object_type WHERE e.subject <> e.object"""
    assert count(made, joined) == count(made, "FROM edges") > 10_000


def test_the_flagship_has_an_answer(made: Path) -> None:
    query = load_queries()["drug-class-with-disease-evidence"]
    store = open_store(str(made))
    rows = run_query(store, query, parse_parameters(query, [f"class={CLASS}", f"disease={DISEASE}"]))
    store.close()
    assert len(rows) >= 10
    assert sum(row["publications"] for row in rows) >= 30
    assert {"supports", "null", "opposes"} <= {
        name for row in rows for name in ("supports", "null", "opposes") if row[name]
    }
