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
            read = read_again(item)
            if not isinstance(read, types.JSONRPCError):
                return SessionMessage(read)
            await self._outgoing.send(SessionMessage(read))
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


def read_again(fault: Exception) -> types.JSONRPCMessage:
    """What a line is that the library could not read: the message, where only half a surrogate pair was in its way
    (the tools say what is wrong with that), else the answer that it is none.
    """
    line = fault.errors(include_url=False)[0] if isinstance(fault, ValidationError) else None
    value = line["input"] if line else ""
    if line and line["type"] == "json_invalid":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return _refused(None, types.PARSE_ERROR, "the line is no JSON: expected one message of JSON-RPC a line")
        try:
            message: types.JSONRPCMessage = types.jsonrpc_message_adapter.validate_python(value, by_name=False)
        except ValidationError:
            return _no_message(value)
        # a request whose id is no text is read as a notification, which nobody would answer
        return _no_message(value) if isinstance(message, types.JSONRPCNotification) and "id" in value else message
    return _no_message(value)


def _no_message(value: Any) -> types.JSONRPCError:
    asked = value.get("id") if isinstance(value, dict) else None
    known = asked if isinstance(asked, int) or (isinstance(asked, str) and asked.isprintable()) else None
    return _refused(known, types.INVALID_REQUEST, "the line is no message of JSON-RPC 2.0")


def _refused(asked: int | str | None, code: int, message: str) -> types.JSONRPCError:
    return types.JSONRPCError(jsonrpc="2.0", id=asked, error=types.ErrorData(code=code, message=message))
