"""A server asked by the protocol's own client, in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
from mcp import Client
from mcp.server.lowlevel import Server
from mcp.types import CallToolResult, TextContent

Asked = Callable[..., CallToolResult]


def client_of(server: Server[Any]) -> Asked:
    """``call(name, arguments)`` by a client, which checks the answer against the tool's output schema."""

    def call(name: str, arguments: dict[str, Any] | None = None, mode: str = "auto") -> CallToolResult:
        async def ask() -> CallToolResult:
            async with Client(server, mode=mode) as client:
                return await client.call_tool(name, arguments or {})

        return anyio.run(ask)

    return call


def text(result: CallToolResult) -> str:
    """The text of an answer, which is one block."""
    (block,) = result.content
    assert isinstance(block, TextContent)
    return block.text


def refusal(result: CallToolResult) -> str:
    """The one line of an answer that is an error, and has nothing else."""
    assert result.is_error and result.structured_content is None
    line = text(result)
    assert "\n" not in line and "Traceback" not in line
    return line
