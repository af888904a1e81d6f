"""A query of the pack has the same rows whichever door it is asked at: Python, the command line, HTTP, the tools of
``kg mcp``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

import kg
from kg.ask.pack import Query, load_queries
from kg.interfaces import cli
from kg.interfaces.mcp_server.schemas import MOST_ROWS
from kg.interfaces.mcp_server.server import make_server
from kg.interfaces.mcp_server.tools import Toolbox
from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.pack_operations import has_limit
from kg.interfaces.web.security import Door
from tests.interfaces.mcp_server.asking import client_of

pytestmark = pytest.mark.lexicon

PACK = load_queries()
Rows = list[dict[str, Any]]
Asked = Callable[[Query], Rows]


@pytest.fixture(scope="module")
def graph(worked: Service) -> kg.Graph:
    """The worked example, opened once for all doors."""
    return worked.served.current.graph


@pytest.fixture(scope="module")
def answers(graph: kg.Graph) -> dict[str, Rows]:
    """What Python answers to the example of each query, as JSON has it."""
    found = {query.name: graph.query(query.name, dict(query.example)) for query in PACK.values()}
    assert {name: rows.columns for name, rows in found.items()} == {
        name: PACK[name].column_names or rows.columns for name, rows in found.items()
    }
    return {name: json.loads(json.dumps(list(rows))) for name, rows in found.items()}


@pytest.fixture(scope="module")
def doors(worked: Service, graph: kg.Graph) -> Iterator[Mapping[str, Asked]]:
    """Door -> the rows that a query's example gets there; another door is another line."""

    def by_command(query: Query) -> Rows:
        pairs = [part for name, text in query.example for part in ("-p", f"{name}={text}")]
        done = CliRunner().invoke(cli.app, ["query", query.name, *pairs, "--json", "--store", "build/open"])
        assert done.exit_code == 0, done.stderr
        rows: Rows = json.loads(done.stdout)
        return rows

    def by_http(query: Query) -> Rows:
        limit = {} if has_limit(query) else {"limit": str(MOST_ROWS)}
        rows: Rows = client.get(f"/api/v1/queries/{query.name}", params=dict(query.example) | limit).json()["rows"]
        return rows

    def by_tool(query: Query) -> Rows:
        result = call(query.name, {**dict(query.example), "max_rows": MOST_ROWS})
        assert not result.is_error
        rows: Rows = result.structured_content["rows"]
        return rows

    with (
        pytest.MonkeyPatch.context() as patch,
        TestClient(build_app(worked, Door()), base_url="http://127.0.0.1") as client,
        client_of(make_server(Toolbox(graph), print)) as call,
    ):
        # the command is given the graph that is open, as opening it for each query takes a minute in all
        patch.setattr("kg.interfaces.api.open_graph.open_graph", lambda *_, **__: nullcontext(graph))
        patch.setattr("kg.interfaces.commands.last.read_from", lambda _: "")
        yield {"command": by_command, "http": by_http, "tool": by_tool}


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_every_door_gives_the_same_rows(query: Query, answers: Mapping[str, Rows], doors: Mapping[str, Asked]) -> None:
    wanted = answers[query.name]
    assert wanted
    for name, door in doors.items():
        rows = door(query)
        assert rows == wanted, name
        assert list(rows[0]) == list(wanted[0]), f"{name}: columns are in the order of the header"


def test_the_answers_have_every_kind_of_value(answers: Mapping[str, Rows]) -> None:
    kinds = {type(value).__name__ for rows in answers.values() for row in rows for value in row.values()}
    assert kinds == {"str", "int", "float", "bool", "list", "NoneType"}
