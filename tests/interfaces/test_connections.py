"""Connections of a server: half a request, too many of them, what is no HTTP, and requests that its end cuts short."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from errno import EMFILE
from pathlib import Path
from typing import Any

import pytest

from kg.interfaces import connections
from kg.interfaces.connections import LAST_S, BoundServer, EndedApp, most_connections
from kg.interfaces.library_talk import EVERY_S, LibraryTalk

ROOT = Path(__file__).resolve().parents[2]
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
ENDING = """
import asyncio, sys, time
from kg.interfaces.connections import BoundServer, EndedApp
from kg.interfaces.listening import listen

async def app(scope, receive, send):
    if scope["type"] == "http":
        if scope["path"] == "/thread":
            await asyncio.to_thread(time.sleep, 60)
        await asyncio.sleep(60)

with listen("127.0.0.1", 0) as bound:
    port = bound.getsockname()[1]
    BoundServer(EndedApp(app), lambda: print(port, flush=True)).run(sockets=[bound])
sys.stderr.write("kg: stopped\\n")
"""
"""A server whose answers take a minute, in a thread or not."""


async def _echo(scope: MutableMapping[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


@contextmanager
def _served() -> Iterator[int]:
    server = BoundServer(_echo)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        running = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        running.start()
        try:
            yield bound.getsockname()[1]
        finally:
            server.should_exit = True
            running.join()


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where a server answers that waits half a second for requests, and has room for three connections."""
    monkeypatch.setattr(connections, "ARRIVAL_S", 0.5)
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 3)
    before = {name: (one := logging.getLogger(name), one.handlers, one.propagate) for name in ("uvicorn.error",)}
    with _served() as port:
        yield port
    for logger, handlers, propagate in before.values():
        logger.handlers, logger.propagate = handlers, propagate


def _connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def _answered(connection: socket.socket) -> bool:
    answer = b""
    while not answer.endswith(b"ok") and (part := connection.recv(4096)):
        answer += part
    return answer.endswith(b"ok")


def _rest(connection: socket.socket) -> bytes:
    answer = b""
    try:
        while part := connection.recv(65536):
            answer += part
    except ConnectionResetError:
        return answer
    return answer


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"GET / HTTP/1.1\r\n",
        REQUEST,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf",
    ],
)
def test_half_a_request_is_not_waited_for(port: int, half: bytes) -> None:
    with _connected(port) as connection:
        connection.sendall(half)
        assert _rest(connection) == b""


def test_a_request_in_drops_has_no_more_time(port: int) -> None:
    begun = time.monotonic()
    with _connected(port) as connection, pytest.raises(OSError):
        while time.monotonic() - begun < 4:
            connection.sendall(b"G")
            time.sleep(0.05)
    assert time.monotonic() - begun < 3


def test_a_connection_is_used_again_but_not_for_half_a_request(port: int) -> None:
    with _connected(port) as connection:
        for _ in range(2):
            connection.sendall(REQUEST + b"\r\n")
            assert _answered(connection)
        time.sleep(0.8)  # it may idle for longer than a request may take to come
        connection.sendall(REQUEST + b"\r\n" + REQUEST)
        assert _answered(connection)
        connection.sendall(b"X")
        assert _rest(connection) == b""


def test_a_connection_too_many_is_closed_at_once_and_there_is_room_again(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "ARRIVAL_S", 60.0)
    held = [_connected(port) for _ in range(3)]
    for connection in held:  # those that are answered have been taken
        connection.sendall(REQUEST + b"\r\n")
        assert _answered(connection)
    with _connected(port) as more:
        assert _rest(more) == b""
    for connection in held:
        connection.close()
    for _ in range(50):
        with _connected(port) as again:
            try:
                again.sendall(REQUEST + b"Connection: close\r\n\r\n")
            except OSError:
                continue
            if _rest(again).endswith(b"ok"):
                return
    pytest.fail("no room again")


def test_connections_leave_half_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 4096))
    assert most_connections() == 128
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert most_connections() == connections.MOST_CONNECTIONS


def test_what_is_no_http_and_other_protocols_are_one_line(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        with _connected(port) as connection:
            connection.sendall(b"\x16\x03\x01 no http\r\n\r\n")
            assert _rest(connection).startswith(b"HTTP/1.1 400")
        with _connected(port) as connection:
            connection.sendall(REQUEST + b"Connection: close, Upgrade\r\nUpgrade: websocket\r\n\r\n")
            assert _rest(connection).endswith(b"ok")
    assert capsys.readouterr().err == "kg: a request that is no HTTP was refused\n"


def test_a_fault_of_the_loop_is_one_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter((0.0, 1.0, EVERY_S - 1, EVERY_S))
    talk = LibraryTalk(lambda: next(clock))
    context = {"message": "socket.accept() out of system resource", "exception": OSError(EMFILE, "Too many\nfiles")}
    with asyncio.Runner() as runner:
        for _ in range(4):
            talk.of_loop(runner.get_loop(), context)
    line = "kg: the server: socket.accept() out of system resource: OSError: [Errno 24] Too many files\n"
    assert capsys.readouterr().err == line * 2


def test_a_library_says_no_traceback_and_moves_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("bad\nthing")
    except ValueError:
        fault = sys.exc_info()
    LibraryTalk().emit(logging.LogRecord("uvicorn", logging.ERROR, "x.py", 1, "said %s\n", ("\x1b[2J",), fault))
    assert capsys.readouterr().err == "kg: said ?[2J : ValueError: bad thing\n"


@pytest.mark.parametrize(("path", "last"), [(b"/", "kg: stopped"), (b"/thread", "kg: stopped, with what was being")])
def test_the_end_refuses_what_is_not_answered_yet(path: bytes, last: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDING], env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        port = int(process.stdout.readline())
        asked = [_connected(port) for _ in range(10)]
        for connection in asked:
            connection.sendall(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % path)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        assert process.wait(timeout=20) == 0
        assert time.monotonic() - begun < LAST_S + 1
        for connection in asked:
            answer = _rest(connection)
            connection.close()
            assert answer.startswith(b"HTTP/1.1 503") and b'"status": 503' in answer
        said = process.stderr.read().splitlines()
    assert said[0] == "kg: 10 requests had no answer when the server ended"
    assert len(said) == 2 and said[1].startswith(last)


def test_an_answer_that_has_begun_is_not_begun_again() -> None:
    sent: list[Any] = []

    async def half(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start"})
        raise asyncio.CancelledError

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        with pytest.raises(asyncio.CancelledError):
            await EndedApp(half)({"type": "http"}, send, send)  # type: ignore[arg-type]

    asyncio.run(ask())
    assert len(sent) == 1
