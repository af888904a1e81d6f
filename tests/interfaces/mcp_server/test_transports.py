"""``kg mcp`` as it is started: over stdio with nothing else on stdout, over HTTP with its token and its hosts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from typer.testing import CliRunner

from kg.errors import ConfigError
from kg.interfaces import cli
from kg.interfaces.listening import AddressError
from kg.interfaces.mcp_server.over_http import McpAddress, bind, hosts_of
from tests.interfaces.mcp_server.asking import refusal, text

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "a-token-of-these-tests"
STRAY = """
import os, sys, kg
from kg.interfaces.api.graph import Graph
answer = Graph.answer
def printing(*given):
    print("stray of Python")
    os.system("echo stray of a child")
    return answer(*given)
Graph.answer = printing
sys.argv = ["kg", "mcp"]
from kg.interfaces.cli import main
main()
"""
"""``kg mcp`` whose queries print to stdout."""


@pytest.fixture(scope="module")
def environment(sample: Path, small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The sample as the store, the small lexicon, a cache of its own and no token."""
    own = {"KG_LEXICON": small_folder, "KG_CACHE": tmp_path_factory.mktemp("cache"), "KG_STORE": sample}
    kept = {name: value for name, value in os.environ.items() if name != "KG_TOKEN"}
    return {**kept, "PYTHONPATH": str(ROOT), **{name: str(value) for name, value in own.items()}}


# --- stdio ------------------------------------------------------------------------------------------------------------


def test_a_client_starts_the_server_and_asks(environment: dict[str, str]) -> None:
    async def ask() -> None:
        server = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp"], env=environment)
        async with Client(server) as client:
            assert client.server_info and client.server_info.name == "kg"
            assert len((await client.list_tools()).tools) > 45
            coverage = await client.call_tool("coverage", {})
            assert coverage.structured_content["total"] == 1
            named = await client.call_tool("ground", {"names": ["RAD001"]})
            assert "CHEBI:68478" in text(named)
            wrong = await client.call_tool("targets-of-drug", {"drgu": "everolimus"})
            assert "no parameter 'drgu'" in refusal(wrong)
            refused = await client.call_tool("ask", {"question": "which frobnicators cure HCC"})
            assert not refused.is_error and refused.structured_content["understood"] is False

    anyio.run(ask)
    assert _children() == [], "a process is left over"


def _children() -> list[str]:
    """Commands of the processes that this one has started and that are still there."""
    done = subprocess.run(["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if " mcp" in line]


def test_stdout_carries_the_protocol_alone(environment: dict[str, str]) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    sent: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": hello},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "coverage", "arguments": {}}},
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", STRAY], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write("this is no message\n" + "".join(json.dumps({"jsonrpc": "2.0", **one}) + "\n" for one in sent))
    process.stdin.flush()
    lines: list[dict[str, Any]] = []
    while not any(one.get("id") == 2 for one in lines):
        lines.append(json.loads(process.stdout.readline()))
    process.stdin.close()
    rest, talk = process.stdout.read(), process.stderr.read()
    assert process.wait(timeout=20) == 0, "the server ends when the client closes stdin"
    answer = next(one for one in lines if one.get("id") == 2)
    assert answer["result"]["structuredContent"]["rows"] and rest == ""
    assert all(one["jsonrpc"] == "2.0" for one in lines)
    assert "stray of Python" in talk and "stray of a child" in talk and "kg: read from" in talk
    assert "Traceback" not in talk


@pytest.fixture(scope="module")
def lines(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """``kg mcp`` over stdio, for lines that no client library sends."""
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "mcp"], env=environment, text=True, encoding="latin-1",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin and process.stderr
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        assert _asked(process, json.dumps({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello}))
        process.stdin.write('{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')
        yield process
        process.stdin.close()
        assert process.wait(timeout=20) == 0 and "Traceback" not in process.stderr.read()


def _asked(process: subprocess.Popen[str], line: str) -> dict[str, Any]:
    assert process.stdin and process.stdout
    process.stdin.write(line + "\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def test_half_a_surrogate_pair_is_an_answer_of_the_tool(lines: subprocess.Popen[str]) -> None:
    call = {"jsonrpc": "2.0", "id": 7, "method": "tools/call"}
    params = {"name": "targets-of-drug", "arguments": {"drug": "\ud800"}}
    answer = _asked(lines, json.dumps({**call, "params": params}))
    (said,) = answer["result"]["content"]
    assert answer["id"] == 7 and answer["result"]["isError"]
    assert "half a surrogate pair" in said["text"] and "\n" not in said["text"]
    strange = [{"name": "\ud800", "arguments": {}}, {"name": "ask", "arguments": {"\ud800": 1}}]
    for one in strange:
        answer = _asked(lines, json.dumps({**call, "params": one}))
        assert answer["id"] == 7 and ("error" in answer or answer["result"]["isError"])


@pytest.mark.parametrize(
    ("line", "code", "asked"),
    [
        ("{", -32700, None),
        ("this is no message", -32700, None),
        ("\xff\xfe", -32700, None),
        ("[" * 100_000, -32700, None),
        ("[]", -32600, None),
        ("null", -32600, None),
        ("7", -32600, None),
        ('{"jsonrpc": "2.0", "id": 3}', -32600, 3),
        ('{"jsonrpc": "1.0", "id": "a", "method": "ping"}', -32600, None),
        ('{"jsonrpc": "2.0", "id": "\\ud800", "method": "ping"}', -32600, None),
    ],
)
def test_a_line_that_is_no_message_is_answered(
    lines: subprocess.Popen[str], line: str, code: int, asked: int | str | None
) -> None:
    answer = _asked(lines, line)
    assert answer["error"]["code"] == code and answer["id"] == asked
    assert _asked(lines, '{"jsonrpc": "2.0", "id": 1, "method": "ping"}')["result"] == {}


def test_an_interrupt_ends_the_server_while_it_waits_for_a_line(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "mcp"], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}) + "\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1
    process.send_signal(signal.SIGINT)
    out, talk = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGINT and out == "" and "Traceback" not in talk


# --- HTTP -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(environment: dict[str, str]) -> Iterator[str]:
    """The URL of ``kg mcp --http`` with a token, at a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "mcp", "--http", "--port", "0", "--allow-host", "graph.example"],
        env={**environment, "KG_TOKEN": TOKEN}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr and process.stdout
    url = ""
    for line in process.stderr:
        if "MCP at " in line:
            url = line.split("MCP at ")[1].split(",")[0]
            break
    rest: list[str] = []
    reader = threading.Thread(target=lambda: rest.extend(process.stderr or ()))
    reader.start()
    yield url
    process.terminate()
    process.wait(timeout=20)
    reader.join(timeout=20)
    assert process.stdout.read() == "" and "Traceback" not in "".join(rest)


def test_a_client_with_the_token_asks_over_http(served: str) -> None:
    async def ask() -> None:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(served, http_client=http)) as client,
        ):
            assert len((await client.list_tools()).tools) > 45
            assert (await client.call_tool("coverage", {})).structured_content["total"] == 1
            assert "there is no tool" in refusal(await client.call_tool("no-such-tool", {}))

    anyio.run(ask)


CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "coverage", "arguments": {}}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "graph.example"}, 200),
        ({"Origin": "http://localhost:3000"}, 200),
        ({"Authorization": f"bearer {TOKEN}"}, 200),
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": f"Bearer {TOKEN}x"}, 401),
        ({"Authorization": TOKEN}, 401),
        ({"Host": "evil.example"}, 421),
        ({"Host": "localhost.evil.example"}, 421),
        ({"Host": "localhost:80.evil.example"}, 421),
        ({"Host": "[::1]evil.example"}, 421),
        ({"Host": "[::1]:80"}, 200),
        ({"Origin": "http://localhost:80.evil.example"}, 403),
        ({"Origin": "http://evil.example@localhost"}, 403),
        ({"Origin": "localhost"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_a_request_needs_the_token_and_a_host_of_the_server(served: str, headers: dict[str, str], status: int) -> None:
    asked = {
        "Authorization": f"Bearer {TOKEN}",
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
        "MCP-Protocol-Version": "2025-06-18",
    }
    answer = httpx2.post(served, content=json.dumps(CALL), headers={**asked, **headers})
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["result"]["structuredContent"]["total"] == 1
    else:
        assert "Traceback" not in answer.text and "publications" not in answer.text


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"jsonrpc": "2.0"}', '{"a":' * 5000])
def test_what_is_no_message_is_refused_and_the_server_goes_on(served: str, body: str) -> None:
    headers = {
        "Authorization": f"Bearer {TOKEN}",
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
    }
    answer = httpx2.post(served, content=body, headers=headers)
    assert answer.status_code == 400 and "Traceback" not in answer.text
    ok = httpx2.post(served, content=json.dumps(CALL), headers={**headers, "MCP-Protocol-Version": "2025-06-18"})
    assert ok.status_code == 200


# --- where it may be served -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", "", "127.0.0.1.evil.example"])
def test_others_are_served_only_with_a_token(host: str) -> None:
    with pytest.raises(ConfigError, match="KG_TOKEN"):
        bind(McpAddress(host, 0))
    with pytest.raises(ConfigError, match="KG_TOKEN is not good enough"):
        bind(McpAddress(host, 0, "token"))


def test_this_machine_is_served_without_a_token() -> None:
    bind(McpAddress("127.0.0.1", 0)).close()


def test_a_wildcard_address_is_called_only_what_is_allowed() -> None:
    assert hosts_of(McpAddress("0.0.0.0", 0, "t")) == ("127.0.0.1", "localhost", "[::1]")
    assert hosts_of(McpAddress("192.0.2.7", 0, "t", ("graph.example",)))[3:] == ("192.0.2.7", "graph.example")


def test_a_port_that_is_taken_is_one_line() -> None:
    with bind(McpAddress("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"port {port} of 127.0.0.1 is in use.*--port"):
            bind(McpAddress("127.0.0.1", port))
    with pytest.raises(AddressError, match=r"--host no-such-host\.invalid: there is no such address"):
        bind(McpAddress("no-such-host.invalid", 0, TOKEN))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--http", "--host", "0.0.0.0", "--port", "0"], "KG_TOKEN"),
        (["--store", "no/such/folder"], "no/such/folder"),
        (["--store", "ftp://x"], "is not the address of a store"),
    ],
)
def test_what_cannot_be_served_is_said_before(
    options: list[str], said: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(sample))
    monkeypatch.delenv("KG_TOKEN", raising=False)
    done = CliRunner().invoke(cli.app, ["mcp", *options])
    assert done.exit_code != 0 and said in str(done.exception) and done.stdout == ""


def test_an_option_of_http_needs_http(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(sample))
    done = CliRunner().invoke(cli.app, ["mcp", "--port", "9000"])
    assert isinstance(done.exception, ConfigError) and "--http" in str(done.exception)
