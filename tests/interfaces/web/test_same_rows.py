"""A query gives the same rows whichever door it is asked through."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.ask.pack import Query, load_queries
from kg.interfaces import cli
from kg.interfaces.web.app import Service

pytestmark = pytest.mark.lexicon

PACK = load_queries()
Door = Callable[[Query], list[dict[str, Any]]]


@pytest.fixture
def doors(
    worked: Service, example: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Mapping[str, Door]:
    """Door -> the rows that a query's example gets there; another door is another line."""
    graph = worked.served.current.graph

    def by_command(query: Query) -> list[dict[str, Any]]:
        # the command is given the graph that is open, as opening it for each query takes a minute in all
        monkeypatch.setattr("kg.interfaces.api.open_graph.open_graph", lambda *_, **__: nullcontext(graph))
        pairs = [part for name, text in query.example for part in ("-p", f"{name}={text}")]
        monkeypatch.setattr(sys, "argv", ["kg", "query", query.name, *pairs, "--json", "--store", "build/open"])
        monkeypatch.setattr("kg.interfaces.commands.last.read_from", lambda _: "")
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        assert not left.value.code
        rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return rows

    def by_rest(query: Query) -> list[dict[str, Any]]:
        answer = example.get(f"/api/v1/queries/{query.name}", params=dict(query.example) | _all(query)).json()
        rows: list[dict[str, Any]] = answer["rows"]
        return rows

    return {
        "python": lambda query: list(graph.query(query.name, dict(query.example))),
        "command": by_command,
        "rest": by_rest,
    }


def _all(query: Query) -> dict[str, str]:
    """The parameter that asks for all rows, where the query has no limit of its own."""
    return {} if any(one.name == "limit" for one in query.parameters) else {"limit": "1000"}


@pytest.mark.parametrize("query", PACK.values(), ids=lambda query: query.name)
def test_every_door_gives_the_same_rows(query: Query, doors: Mapping[str, Door]) -> None:
    rows = {name: door(query) for name, door in doors.items()}
    assert rows["python"]
    for name, found in rows.items():
        assert found == rows["python"], name
