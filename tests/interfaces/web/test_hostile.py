"""What a request may bring that nobody means well: in every parameter, in the path, in the names of files."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from starlette.testclient import TestClient

from kg.interfaces.web.app import Service, build_app, operations_of
from kg.interfaces.web.pages import address_of
from kg.interfaces.web.security import HEADERS, Door
from kg.stores import open_store

BASE = "/api/v1"
HOSTILE = {
    "cypher": "x' }) DETACH DELETE (n) //",
    "cypher in backticks": "`}) MATCH (n) RETURN n.text AS t UNION //",
    "html": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "formula": "=cmd|' /C calc'!A0",
    "path": "../../../../etc/passwd",
    "template": "{{7*7}}${7*7}%s%n",
    "quotes": "'\"`\\",
    "digits": "9" * 400,
    "marks": "\u202e\u0301\ufeff\u2028",
    "emoji": "🧬" * 50,
}
REFUSED = {
    "a NUL": "%00",
    "a line end in a header": "a%0D%0ASet-Cookie:%20x=1",
    "a lone surrogate": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "a control character": "%1B[2J",
    "a long value": "a" * 600,
}


@pytest.fixture(scope="module")
def targets(service: Service) -> list[tuple[str, str]]:
    """Every operation's address with one parameter after the other to be filled in, the others as in the example."""
    found = []
    for operation in operations_of(service.served.current):
        for parameter in operation.parameters:
            values = {**operation.example, parameter.name: "HERE"}
            if all(one.default is not None or one.name in values for one in operation.parameters):
                found.append((f"{operation.name} {parameter.name}", address_of(operation, values)))
    return found


def _own(targets: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Targets that are not of the pack, and one query that is: all of the pack go the same way."""
    return [one for one in targets if "/queries/" not in one[1] or one[0].startswith("targets-of-drug ")]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_a_name_that_nothing_has(client: TestClient, targets: list[tuple[str, str]], kind: str) -> None:
    for what, address in _own(targets):
        answer = client.get(address.replace("HERE", quote(HOSTILE[kind], safe="")))
        assert answer.status_code in (200, 400, 404), (what, answer.text)
        assert answer.headers["content-type"] in ("application/json", "text/csv; charset=utf-8")
        assert "traceback" not in answer.text.lower()
        if answer.status_code != 200:
            assert set(answer.json()) == {"error", "status"} and "\n" not in answer.json()["error"]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_text_is_refused_in_every_parameter(
    client: TestClient, targets: list[tuple[str, str]], kind: str
) -> None:
    for what, address in targets:
        if "/HERE" not in address:
            answer = client.get(address.replace("HERE", REFUSED[kind]))
            assert answer.status_code == 400, (what, answer.text)
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_text_is_refused_in_a_path(client: TestClient, kind: str) -> None:
    answer = client.get(f"{BASE}/entities/{REFUSED[kind]}")
    assert answer.status_code in (400, 404) and "set-cookie" not in answer.headers


def test_nothing_was_written(service: Service, sample: Path) -> None:
    count = "MATCH (n) RETURN count(n) AS n"
    fresh = open_store(str(sample))
    assert service.served.current.store.run(count) == fresh.run(count)
    fresh.close()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("drug=everolimus&drug=sirolimus", "given twice"),
        ("drugs=everolimus", "did you mean 'drug'"),
        ("", "needs drug"),
        ("drug=", "drug is empty"),
        ("drug=everolimus&limit=1001", "at most 1,000"),
        ("drug=everolimus&limit=-1", "from 0 on"),
        ("drug=everolimus&limit=1e3", "expected a whole number"),
        ("drug=everolimus&offset=99999999999999999999", "64 bits"),
        ("drug=everolimus&format=xml", "expected one of json, csv"),
        ("drug=HCC", "expected a Drug"),
        ("drug", "name=value"),
        ("&".join(f"p{n}=1" for n in range(60)), "at most"),
    ],
)
def test_a_wrong_parameter_is_refused_in_one_line(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"{BASE}/queries/targets-of-drug?{query}")
    assert answer.status_code == 400 and said in answer.json()["error"]
    assert answer.json()["status"] == 400 and "\n" not in answer.json()["error"]


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "%2e%2e%2fsecret.txt",
        "img/../../secret.txt",
        "..\\secret.txt",
        "/etc/passwd",
        "//etc/passwd",
        "a.js%00.txt",
        "notes.md",
        "linked.txt",
        "img",
        "",
    ],
)
def test_only_files_of_the_page_are_served(client: TestClient, path: str) -> None:
    answer = client.get(f"/static/{path}")
    assert answer.status_code == 404 and "secret" not in answer.text


def test_files_of_the_page_are_served_as_what_they_are(client: TestClient) -> None:
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/?drug=everolimus&disease=HCC").text == client.get("/").text
    script = client.get("/static/a.js")
    assert script.text == "'use strict';\n" and script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert client.get("/static/img/a.svg").headers["content-type"] == "image/svg+xml"


@pytest.fixture(scope="module")
def listening(service: Service, page: Path) -> Iterator[int]:
    """The port of a real server, for what no client library sends."""
    server = uvicorn.Server(
        uvicorn.Config(build_app(service, Door(), page), port=0, log_config=None, lifespan="off", log_level="error")
    )
    with socket.create_server(("127.0.0.1", 0)) as bound:
        running = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        running.start()
        yield bound.getsockname()[1]
        server.should_exit = True
        running.join()


def _sent(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionResetError:  # it was closed with what was sent unread
            return answer
    return answer


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/static/../secret.txt", b"404"),
        (b"/static/%2e%2e/%2e%2e/secret.txt", b"404"),
        (b"/api/v1/names?q=" + b"a" * 5000, b"414"),
        (b"/" + b"a" * 2000, b"414"),
        (b"/api/v1/names?q=%00", b"400"),
    ],
)
def test_raw_addresses_are_refused_with_the_headers_of_every_answer(
    listening: int, target: bytes, status: bytes
) -> None:
    answer = _sent(listening, b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % target)
    assert answer.startswith(b"HTTP/1.1 " + status) and b"secret" not in answer.partition(b"\r\n\r\n")[2]
    for name, value in HEADERS.items():
        assert f"{name}: {value}\r\n".encode() in answer


def test_a_body_is_refused_before_it_is_read(listening: int) -> None:
    answer = _sent(listening, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413")
    answer = _sent(listening, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413")


def test_an_endless_header_is_refused(listening: int) -> None:
    answer = _sent(listening, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000)
    assert not answer or answer.startswith(b"HTTP/1.1 4")
