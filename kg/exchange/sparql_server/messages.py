"""What a server and the process that keeps its RDF say to one another: a line of JSON, and behind it so many bytes."""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import asdict, dataclass
from typing import Any

_LENGTHS = struct.Struct("!II")
"""Bytes of the JSON, and of what comes behind it."""


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """What an answer may take: rows or triples, bytes of it, and bytes of memory beside the graph itself."""

    rows: int = 100_000
    answer: int = 32 * 2**20
    memory: int = 2**30


@dataclass(frozen=True, slots=True)
class SparqlQuestion:
    """A query with the graphs that the request names for it, the media types that its answer may have (``rows`` of
    SELECT and ASK, ``graph`` of CONSTRUCT and DESCRIBE; empty: none that is acceptable) and the seconds that it has.
    """

    query: str
    rows: str
    graph: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class SparqlReply:
    """A status of HTTP with the answer and its media type, or with one line of what is wrong in ``error``; ``ended`` is
    the signal that ended the process which was to answer.
    """

    status: int = 200
    media: str = ""
    error: str = ""
    ended: int = 0
    body: bytes = b""


def send_question(to: socket.socket, question: SparqlQuestion) -> None:
    """Send a question. Raises OSError."""
    _send(to, asdict(question), b"")


def receive_question(of: socket.socket) -> SparqlQuestion:
    """The question that is sent. Raises OSError, EOFError where it ends before its end."""
    told, _ = _receive(of)
    told |= {name: tuple(told[name]) for name in ("default_graphs", "named_graphs")}
    return SparqlQuestion(**told)


def send_reply(to: socket.socket, reply: SparqlReply) -> None:
    """Send a reply. Raises OSError."""
    told = {"status": reply.status, "media": reply.media, "error": reply.error, "ended": reply.ended}
    _send(to, told, reply.body)


def receive_reply(of: socket.socket) -> SparqlReply:
    """The reply that is sent. Raises OSError, EOFError where it ends before its end."""
    told, body = _receive(of)
    return SparqlReply(**told, body=body)


def _send(to: socket.socket, told: dict[str, Any], body: bytes) -> None:
    line = json.dumps(told).encode()
    to.sendall(_LENGTHS.pack(len(line), len(body)) + line)
    if body:
        to.sendall(body)


def _receive(of: socket.socket) -> tuple[dict[str, Any], bytes]:
    line, body = _LENGTHS.unpack(_exactly(of, _LENGTHS.size))
    told: dict[str, Any] = json.loads(_exactly(of, line))
    return told, _exactly(of, body)


def _exactly(of: socket.socket, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        more = of.recv(min(size - len(found), 2**20))
        if not more:
            raise EOFError
        found += more
    return bytes(found)
