"""What docs/how-to/mcp.md gives to a client is what ``kg mcp`` takes."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest
import typer.main

from kg.ask.pack import load_queries
from kg.interfaces import cli
from kg.interfaces.commands.mcp import PORT
from kg.interfaces.mcp_server.over_http import PATH
from kg.interfaces.mcp_server.pages import LISTED
from kg.interfaces.mcp_server.schemas import MOST_ROWS, ROWS
from kg.interfaces.mcp_server.tools import GraphTool
from tests.typing_pages import ROOT, fences

PAGE = "docs/how-to/mcp.md"
FENCES = list(fences(PAGE))
CLIENTS: list[dict[str, Any]] = [json.loads(fence.body)["mcpServers"]["kg"] for fence in FENCES if fence.kind == "json"]
LINES = [
    *(shlex.split(line.partition("kg mcp")[2]) for fence in FENCES if fence.kind == "sh" for line in fence.typed()),
    *(client["args"][1:] for client in CLIENTS if "args" in client),
]


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_a_line_of_the_page_is_understood(line: list[str]) -> None:
    command: Any = typer.main.get_command(cli.app)
    taken = command.commands["mcp"].make_context("mcp", list(line)).params
    assert taken["store"]
    assert taken["http"] or not (taken["host"] or taken["port"] or taken["allow_host"])


def test_the_page_has_a_client_that_starts_the_server_and_one_that_finds_it() -> None:
    assert len(LINES) == 4
    started, found = CLIENTS
    assert started["args"][0] == "mcp"
    assert found["url"].endswith(f":{PORT}{PATH}") and found["headers"]["Authorization"].startswith("Bearer ")


def test_the_tools_and_numbers_of_the_page_are_those_of_the_server(tools: dict[str, GraphTool]) -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in set(tools) - set(load_queries()))
    assert (
        f"has {ROWS} rows, or `max_rows` (at most {MOST_ROWS})" in page and f"shows {LISTED} members of a list" in page
    )
