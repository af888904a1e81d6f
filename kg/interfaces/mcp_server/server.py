"""The server of the protocol over a toolbox: what it lists, and what a call comes back as."""

from __future__ import annotations

from typing import Any

import mcp.types as types
from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server

from kg.errors import KgError
from kg.interfaces.mcp_server.instructions import instructions
from kg.interfaces.mcp_server.tools import GraphTool, Toolbox
from kg.progress import Report
from kg.version import __version__

READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
"""What every tool is: it reads one closed graph, and the same call has the same answer."""


def make_server(toolbox: Toolbox, report: Report) -> Server[Any]:
    """A server of the protocol, for any transport. ``report`` is told of faults that are no ``KgError``."""
    listed = types.ListToolsResult(tools=[_listed(tool) for tool in toolbox.tools.values()])
    inputs = {tool.name: tool.input_schema for tool in listed.tools}

    async def list_tools(
        context: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return listed

    async def call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        # A call that nobody waits for any more is left to its thread, so that the server can end at once.
        return await to_thread.run_sync(
            lambda: _called(toolbox, params.name, params.arguments or {}, report), abandon_on_cancel=True
        )

    return Server(
        "kg",
        version=__version__,
        title="Biomedical knowledge graph with evidence",
        instructions=instructions(),
        get_tool_input_schema=inputs.get,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _listed(tool: GraphTool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        description=tool.description,
        input_schema=tool.input,
        output_schema=tool.output,
        annotations=READS,
    )


def _called(toolbox: Toolbox, name: str, arguments: dict[str, Any], report: Report) -> types.CallToolResult:
    """What a call comes back as: a fault is an answer of the tool too, one line that says what to do."""
    try:
        reply = toolbox.call(name, arguments)
    except KgError as error:
        return _failed(str(error))
    except Exception as error:
        # The boundary of the process: a fault of the code must end neither the server nor as a traceback at a model.
        fault = f"the tool {name} failed: {type(error).__name__}: {error}"
        report(_one_line(fault))
        return _failed(f"{fault}; this is a fault of kg, not of the question")
    return types.CallToolResult(
        content=[types.TextContent(text=_sendable(reply.text))], structured_content=reply.structured
    )


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=_one_line(message))], is_error=True)


def _one_line(message: str) -> str:
    return _sendable(" ".join(message.split()))


def _sendable(text: str) -> str:
    """A text that UTF-8 can hold: half a surrogate pair, which JSON can write, is spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
