"""A server asked by the protocol's own client, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from anyio.from_thread import start_blocking_portal
from mcp import Client
from mcp.server.lowlevel import Server
from mcp.types import CallToolResult, TextContent

Asked = Callable[..., CallToolResult]


@contextmanager
def client_of(server: Server[Any], mode: str = "auto") -> Iterator[Asked]:
    """``call(name, arguments)`` by one client, which checks each answer against the tool's output schema."""
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(server, mode=mode)) as client:

        def call(name: str, arguments: dict[str, Any] | None = None) -> CallToolResult:
            result: CallToolResult = portal.call(client.call_tool, name, arguments or {})
            return result

        yield call


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
