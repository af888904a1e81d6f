"""The protocol over stdin and stdout, for a client that starts the server itself."""

from __future__ import annotations

import json
import signal
from types import TracebackType
from typing import Any

import anyio
import mcp.types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

from kg.interfaces.library_talk import hear_libraries


def serve_stdio(server: Server[Any]) -> None:
    """Serve one client until it closes stdin. While serving, whatever else is printed to stdout goes to stderr."""
    hear_libraries()
    # The thread that waits for a line of stdin cannot be interrupted: a Ctrl-C has to end the process itself.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        anyio.run(_serve, server)
    finally:
        signal.signal(signal.SIGINT, before)


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(AnsweredLines(incoming, outgoing), outgoing, server.create_initialization_options())


class AnsweredLines:
    """The messages of a client, where a line that is none is answered: the library would leave it, and the client
    waiting.
    """

    def __init__(self, incoming: Any, outgoing: Any) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    async def receive(self) -> SessionMessage:
        """The next message."""
        while isinstance(item := await self._incoming.receive(), Exception):
            await self._outgoing.send(SessionMessage(answer_to(item)))
        message: SessionMessage = item
        return message

    async def aclose(self) -> None:
        """Take no more."""
        await self._incoming.aclose()

    def __aiter__(self) -> AnsweredLines:
        return self

    async def __anext__(self) -> SessionMessage:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    async def __aenter__(self) -> AnsweredLines:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def answer_to(fault: Exception) -> types.JSONRPCResponse | types.JSONRPCError:
    """The answer to a line that the library could not read: of the tool, where half a surrogate pair was in the way of
    a call, else that the line is no message.
    """
    line = fault.errors(include_url=False)[0] if isinstance(fault, ValidationError) else None
    value = line["input"] if line else ""
    if line and line["type"] == "json_invalid":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return _refused(None, types.PARSE_ERROR, "the line is no JSON: expected one message of JSON-RPC a line")
        if isinstance(value, dict) and value.get("method") == "tools/call" and _known(value) is not None:
            text = "the call has half a surrogate pair in it, which is no character: expected a text"
            result = {"content": [{"type": "text", "text": text}], "isError": True}
            return types.JSONRPCResponse(jsonrpc="2.0", id=value["id"], result=result)
    return _no_message(value)


def _no_message(value: Any) -> types.JSONRPCError:
    known = _known(value)
    return _refused(known, types.INVALID_REQUEST, "the line is no message of JSON-RPC 2.0")


def _known(value: Any) -> int | str | None:
    asked = value.get("id") if isinstance(value, dict) else None
    return asked if isinstance(asked, int) or (isinstance(asked, str) and asked.isprintable()) else None


def _refused(asked: int | str | None, code: int, message: str) -> types.JSONRPCError:
    return types.JSONRPCError(jsonrpc="2.0", id=asked, error=types.ErrorData(code=code, message=message))
