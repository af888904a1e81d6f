"""A query of the pack has the same rows whichever door it is asked at: Python, the command line, the tools of ``kg
mcp``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

import kg
from kg.ask.pack import Query, load_queries
from kg.interfaces import cli
from kg.interfaces.mcp_server.schemas import MOST_ROWS
from kg.interfaces.mcp_server.server import make_server
from kg.interfaces.mcp_server.tools import Toolbox
from kg.pipeline.run import RunResult
from tests.interfaces.mcp_server.asking import Asked, client_of

pytestmark = pytest.mark.lexicon

PACK = load_queries()
TYPED = (
    *("changed-between-years", "class-evidence-by-tier", "combination-evidence", "coverage", "denied-claims"),
    *("drug-class-with-disease-evidence", "evidence-for-drug-and-disease", "names-of-entity", "pathways-of-target"),
    *("null-trials", "retracted-evidence", "trials-by-phase"),
)
"""Queries that are asked at the command line too: rows with numbers, lists, truth values, nulls and sentences."""


@pytest.fixture(scope="module")
def graph(demonstration: RunResult) -> Iterator[kg.Graph]:
    with kg.open(demonstration.dataset) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(graph: kg.Graph) -> dict[str, Any]:
    """Rows of ``Graph.query`` for the example of each query, as JSON has them."""
    found = {query.name: graph.query(query.name, dict(query.example)) for query in PACK.values()}
    return {name: json.loads(json.dumps({"columns": rows.columns, "rows": list(rows)})) for name, rows in found.items()}


@pytest.fixture(scope="module")
def call(graph: kg.Graph) -> Iterator[Asked]:
    with client_of(make_server(Toolbox(graph), print)) as asked:
        yield asked


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_a_tool_has_the_rows_of_python(call: Asked, answers: dict[str, Any], query: Query) -> None:
    result = call(query.name, {**dict(query.example), "max_rows": MOST_ROWS})
    assert not result.is_error
    assert {key: result.structured_content[key] for key in ("columns", "rows")} == answers[query.name]
    assert answers[query.name]["rows"]


@pytest.mark.parametrize("name", TYPED)
def test_the_command_line_has_the_rows_of_python(demonstration: RunResult, answers: dict[str, Any], name: str) -> None:
    pairs = [part for key, text in PACK[name].example for part in ("-p", f"{key}={text}")]
    done = CliRunner().invoke(
        cli.app, ["query", name, *pairs, "--store", str(demonstration.dataset), "--format", "json"]
    )
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)
    assert rows == answers[name]["rows"]
    assert list(rows[0]) == answers[name]["columns"], "columns are in the order of the header"


def test_the_sample_has_every_kind_of_value(answers: dict[str, Any]) -> None:
    kinds = {type(value).__name__ for name in TYPED for row in answers[name]["rows"] for value in row.values()}
    assert {"str", "int", "float", "bool", "list", "NoneType"} <= kinds
