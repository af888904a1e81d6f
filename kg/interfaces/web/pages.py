"""What is served to people: the files of the page, read once, and a list of the operations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from kg.ask.parameters import Parameter
from kg.interfaces.web import sparql_description
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.operations import BASE, Operation

PAGE = Path(__file__).parent / "page"
"""Folder with the files of the page."""

INDEX = "index.html"

MEDIA: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Ending of a file -> its media type. Files with another are not served."""


def files(folder: Path = PAGE) -> dict[str, HttpAnswer]:
    """The files of a folder by their path in it, with ``/`` between. Nothing else can be asked for: a path that is none
    of these leads nowhere, whatever dots it has.
    """
    return {
        path.relative_to(folder).as_posix(): HttpAnswer(200, path.read_bytes(), MEDIA[path.suffix])
        for path in sorted(folder.rglob("*"))
        if path.suffix in MEDIA and path.is_file() and not path.is_symlink()
    }


def operations_page(operations: Iterable[Operation]) -> HttpAnswer:
    """The page of the operations: what each answers, takes, and an address to try."""
    listed = tuple(operations)
    body = "".join(map(_section, listed)) + sparql_description.section()
    names = (*(one.name for one in listed), "sparql")
    links = " ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in names)
    html = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>kg: operations</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>'
        "<h1>Operations</h1>"
        f"<p>All but the last are GET below <code>{BASE}</code> and answer in JSON;"
        f' <a href="/openapi.json">openapi.json</a> describes them for programs, <a href="/">the page</a>'
        f" shows the graph.</p><nav>{links}</nav>{body}"
        "</main></body></html>\n"
    )
    return HttpAnswer(200, html.encode(), MEDIA[".html"])


def _section(operation: Operation) -> str:
    rows = "".join(map(_row, operation.parameters))
    table = (
        f"<table><thead><tr><th>parameter</th><th>type</th><th>default</th><th>meaning</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        if rows
        else ""
    )
    return (
        f'<section id="{escape(operation.name)}"><h2>{escape(operation.name)}</h2><p>{escape(operation.summary)}</p>'
        f"<p><code>GET {escape(BASE + operation.path)}</code></p>{table}{_example(operation)}</section>"
    )


def _row(parameter: Parameter) -> str:
    default = parameter.default
    shown = "required" if default is None else ",".join(default) if isinstance(default, tuple) else str(default)
    cells = (parameter.name, parameter.type, shown, parameter.help)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _example(operation: Operation) -> str:
    if not operation.example and any(one.default is None for one in operation.parameters):
        return ""
    address = address_of(operation, operation.example)
    return f'<p>For example: <a href="{escape(address)}">{escape(address)}</a></p>'


def address_of(operation: Operation, values: Mapping[str, str]) -> str:
    """The path and query that ask an operation for values."""
    path = operation.path
    for name in operation.in_path:
        path = path.replace(f"{{{name}}}", quote(values[name], safe=":"))
    query = urlencode({name: value for name, value in values.items() if name not in operation.in_path})
    return BASE + path + (f"?{query}" if query else "")
