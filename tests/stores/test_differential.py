"""Random statements get the rows of a real Neo4j from the embedded graph, or a refusal: never another answer.

``python -m bench.cypher`` asks more of the same kind; its report is in docs/cypher.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.stores import open_store
from tests.conftest import Hold
from tests.stores.differential.compare import Outcome, compare
from tests.stores.differential.graphs import write_random
from tests.stores.differential.statements import FORMS, Statement, statements
from tests.stores.differential.writing import TYPES

CORNERS = (Path(__file__).parent / "differential" / "corners.cypher").read_text(encoding="utf-8").splitlines()
"""Statements that are easily got wrong, one a line: null logic, order, numbers, counts, titles, full text."""

SEEDS = (1, 2, 3, 4)
A_SEED = 250


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_thousand_random_statements_agree_with_neo4j(neo4j_holding: Hold, tmp_path: Path) -> None:
    outcome = Outcome()
    for seed in SEEDS:
        dataset = write_random(tmp_path / str(seed), seed)
        server, embedded = open_store(neo4j_holding(dataset).uri), open_store(str(dataset))
        compare(embedded, server, statements(seed, A_SEED), outcome)
        server.close()
        embedded.close()
    assert not outcome.differences, "\n".join(map(str, outcome.differences[:5]))
    assert outcome.tried + outcome.invalid == len(SEEDS) * A_SEED
    assert outcome.invalid < 0.03 * outcome.tried
    assert outcome.refused.total() < 0.1 * outcome.tried, outcome.refused
    assert outcome.empty < 0.5 * outcome.agreed


@pytest.mark.neo4j
def test_statements_of_known_faults_agree_with_neo4j(neo4j_holding: Hold, tmp_path: Path) -> None:
    dataset = write_random(tmp_path / "graph", 4)
    server, embedded = open_store(neo4j_holding(dataset).uri), open_store(str(dataset))
    outcome = Outcome()
    compare(
        embedded,
        server,
        [Statement(text, {"q": "alpha", "i": 2, "none": None}, False, ()) for text in CORNERS],
        outcome,
    )
    assert not outcome.differences, "\n".join(map(str, outcome.differences))
    assert (outcome.invalid, outcome.refused) == (0, {})
    assert outcome.agreed == len(CORNERS)


def test_the_same_seed_gives_the_same_statements_and_graph(tmp_path: Path) -> None:
    assert statements(7, 50) == statements(7, 80)[:50] != statements(8, 50)
    one, other = (write_random(tmp_path / name, 7) for name in ("one", "other"))
    for table in sorted((one / "tables").iterdir()):
        assert table.read_bytes() == (other / "tables" / table.name).read_bytes()


def test_every_form_and_relation_is_written() -> None:
    made = [statement.text for statement in statements(1, 3000)]
    assert {name for name in TYPES if not any(f":{name}" in text for text in made)} == set()
    shapes = {shape for statement in statements(1, 3000) for shape in statement.shapes}
    assert {
        "OPTIONAL MATCH",
        "UNION",
        "CALL {}",
        "EXISTS {}",
        "COUNT {}",
        "4 hops",
        "variable length",
        "count(*)",
        "avg()",
    } <= shapes
    assert len(FORMS) == 7
