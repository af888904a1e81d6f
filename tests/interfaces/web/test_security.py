"""Who is let in, and the headers that every answer has."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.errors import ConfigError
from kg.interfaces.connections import Message
from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.security import (
    HEADERS,
    Door,
    GuardedApp,
    HttpScope,
    Receive,
    Send,
    door_of,
)
from tests.interfaces.web.conftest import LOCAL

SECRET = "a-secret-of-enough-characters"


@pytest.fixture(scope="module")
def guarded(service: Service, page: Path) -> Iterator[TestClient]:
    """Asks a server that others may reach."""
    app = build_app(service, Door(SECRET, local=False), page)
    yield TestClient(app, base_url="http://graph.example.org", follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/names?q=e", "/nothing", "/docs", "/static/a.js", "/?x=%00"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8765", "127.0.0.1:80", "127.1.2.3", "[::1]:8765", "LOCALHOST"]
)
def test_this_machine_may_be_asked_by_its_names(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *("", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "[::", "a@127.0.0.1x"),
        *("[::1]evil.com", "evil.com@localhost", "localhost/evil", "localhost:99999999", "localhost:80.evil.com"),
    ],
)
def test_a_name_that_was_let_lead_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/healthz", headers={"host": host})
    assert answer.status_code == 400 and "Host" in answer.json()["error"]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_nothing_but_get_is_answered(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/v1/queries")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET"


def test_a_request_without_the_token_learns_nothing(guarded: TestClient) -> None:
    for path in ("/", "/healthz", "/api/v1/queries", "/docs", "/openapi.json", "/static/a.js", "/nothing"):
        answer = guarded.get(path)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "given",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {SECRET}x",
        f"Bearer {SECRET[:-1]}",
        f"Basic {SECRET}",
        "Bearer \xff\xfe",
        SECRET,
    ],
)
def test_a_wrong_token_is_refused(guarded: TestClient, given: str) -> None:
    assert guarded.get("/healthz", headers={b"authorization": given.encode("latin-1")}).status_code == 401


def test_the_token_lets_in_by_whatever_name_the_server_is_asked(guarded: TestClient) -> None:
    for scheme in ("Bearer", "bearer"):
        answer = guarded.get(
            "/api/v1/queries", headers={"authorization": f"{scheme} {SECRET}", "host": "other.example"}
        )
        assert answer.status_code == 200


def test_a_token_in_two_pieces_is_refused(guarded: TestClient) -> None:
    for query in (f"token={SECRET[:9]}&token={SECRET[9:]}", f"token={SECRET}&token=", f"token={SECRET}&token={SECRET}"):
        answer = guarded.get(f"/?{query}")
        assert answer.status_code == 400 and answer.json()["error"] == "parameter 'token' is given twice"
        assert "set-cookie" not in answer.headers


def test_a_browser_shows_the_token_once_and_has_a_cookie_then(guarded: TestClient) -> None:
    answer = guarded.get(f"/?token={SECRET}&drug=everolimus&disease=HCC%0D%0Ax")
    assert answer.status_code == 303 and answer.headers["location"] == "/?drug=everolimus&disease=HCC%0D%0Ax"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and SECRET not in cookie
    guarded.cookies.clear()
    value = cookie.partition(";")[0]
    assert guarded.get("/", headers={"cookie": value}).status_code == 200
    assert guarded.get("/", headers={"cookie": f"{value}0"}).status_code == 401
    assert guarded.get("/", headers={"cookie": f"kg_token={SECRET}"}).status_code == 401
    assert guarded.get("/", headers={"cookie": 'a="\x01; kg_token'}).status_code == 401


def test_a_wrong_token_in_the_address_sets_nothing(guarded: TestClient) -> None:
    for address in ("/?token=wrong", "/?token=", f"/docs?token={SECRET}", "/?token=%FF"):
        answer = guarded.get(address)
        assert answer.status_code == 401 and "set-cookie" not in answer.headers, address
    twice = guarded.get(f"/?token={SECRET}&token=x")
    assert twice.status_code == 400 and "set-cookie" not in twice.headers


def test_a_host_that_others_reach_needs_a_token_that_cannot_be_guessed() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "graph.example.org", ""):
        with pytest.raises(ConfigError, match="set KG_TOKEN in the environment"):
            door_of(host, "")
        assert door_of(host, SECRET) == Door(SECRET, local=False)
    for token in (
        "short",
        "x" * 19,
        "with spaces in between them",
        "umläute-are-no-header-text",
        "line\nend-in-the-token-x",
    ):
        with pytest.raises(ConfigError, match="KG_TOKEN is not good enough"):
            door_of("127.0.0.1", token)
    assert door_of("127.0.0.1", "") == Door("", local=True)
    assert door_of("localhost", SECRET).token == SECRET


def test_a_token_is_in_no_text_of_the_door() -> None:
    assert SECRET not in repr(Door(SECRET)) and SECRET not in Door(SECRET).cookie


def test_a_fault_of_ours_is_one_line_on_stderr_and_nothing_to_those_who_ask(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def broken(scope: HttpScope, receive: Receive, send: Send) -> None:
        raise RuntimeError("password is hunter2\nand more")

    answer = TestClient(GuardedApp(broken, Door()), base_url=LOCAL).get("/healthz")
    assert answer.status_code == 500 and "hunter2" not in answer.text
    assert capsys.readouterr().err == "kg: '/healthz' failed: RuntimeError: password is hunter2 and more\n"


def test_a_websocket_is_closed() -> None:
    async def unused(scope: HttpScope, receive: Receive, send: Send) -> None:
        raise AssertionError

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError

    # in a thread of its own: a browser that another test drives leaves a loop running in this one
    guarded = GuardedApp(unused, Door())
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(guarded({"type": "websocket"}, receive, send))).result()
    assert sent == [{"type": "websocket.close", "code": 1008}]
