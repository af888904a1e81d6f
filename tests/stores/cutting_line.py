"""A line to a server that breaks when told: a relay of TCP that watches for the message that commits a transaction."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""A Bolt message of its own chunk: a structure without fields whose signature is 0x12."""


class CuttingLine:
    """Relays connections to a server. ``before`` and ``after`` are the numbers of the commits (counted from 1) at which
    the line breaks: before the message has gone to the server, or after the server has answered and before the client
    hears of it.

    ``cuts`` says how often it broke; ``closed`` ends the other connections with the first break and refuses new ones
    from then on.
    """

    def __init__(
        self, port: int, *, before: tuple[int, ...] = (), after: tuple[int, ...] = (), closed: bool = False
    ) -> None:
        self._port, self._before, self._after, self._closed = port, before, after, closed
        self.commits = self.cuts = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()

    @property
    def uri(self) -> str:
        """Bolt address of the near end."""
        return f"bolt://127.0.0.1:{self.port}"

    def __enter__(self) -> CuttingLine:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in (self._listener, *self._open):
            _close(one)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._closed and self.cuts:
                    _close(near)
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                threading.Thread(target=self._relay, args=(near, far), daemon=True).start()

    def _relay(self, near: socket.socket, far: socket.socket) -> None:
        # One thread a connection and one way at a time would deadlock on pipelined messages: each way has its own.
        mute = threading.Event()
        threading.Thread(target=self._back, args=(near, far, mute), daemon=True).start()
        with suppress(OSError):
            while data := near.recv(1 << 16):
                if data.endswith(COMMIT):
                    with self._lock:
                        self.commits += 1
                        number = self.commits
                    if number in self._before:
                        break
                    if number in self._after:
                        mute.set()
                far.sendall(data)
        self._cut(near, far)

    def _back(self, near: socket.socket, far: socket.socket, mute: threading.Event) -> None:
        with suppress(OSError):
            while data := far.recv(1 << 16):
                if mute.is_set():  # the server has done it, and says so to nobody
                    break
                near.sendall(data)
        self._cut(near, far)

    def _cut(self, near: socket.socket, far: socket.socket) -> None:
        with self._lock:
            if near.fileno() != -1:
                self.cuts += 1
            for one in (near, far, *(self._open if self._closed else ())):
                _close(one)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
