"""``/sparql`` as OpenAPI has it, and the page that a browser gets there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.exchange.sparql_server.answering import GRAPH_MEDIA, ROW_MEDIA
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.operations import STATUSES
from kg.interfaces.web.schemas import REFUSAL
from kg.interfaces.web.security import LARGEST_BODY, SPARQL
from kg.interfaces.web.sparql_requests import FORM, FORMATS, GRAPHS, SAYS_FORMAT, STATEMENT

SUMMARY = "A query in SPARQL 1.1 about the graph as RDF; without one, the description of the service"

SPARQL_STATUSES: Mapping[int, str] = {
    **{status: said for status, said in STATUSES.items() if status != 404},
    400: "the query or a parameter is not understood, or it would change the graph",
    405: "only GET and POST are answered",
    406: "Accept takes nothing that the query can be answered in",
    413: "the body is too large",
    415: "the body is of another type",
    422: "the answer is too large, or takes too much memory",
    501: "SPARQL is not answered here",
    503: "too much is asked at once, or the RDF of the graph is being read: ask again after Retry-After",
}
"""Status of a refusal -> what it says."""

EXAMPLE = "SELECT ?drug ?name { ?drug a biolink:ChemicalEntity ; rdfs:label ?name } LIMIT 10"
_TEXT = {"type": "string"}


def openapi_of(method: str) -> dict[str, Any]:
    """What FastAPI does not know of it by itself, for the OpenAPI description of ``GET`` or ``POST``."""
    content: dict[str, Any] = {
        media: {"schema": {} if "json" in media else _TEXT} for media in (*ROW_MEDIA, *GRAPH_MEDIA)
    }
    refused = {"application/json": {"schema": REFUSAL}}
    properties = {
        "query": {"description": "the query", **_TEXT},
        **{name: {"type": "array", "items": {"type": "string", "format": "uri"}} for name in GRAPHS},
        **{name: {"type": "string", "enum": list(FORMATS)} for name in SAYS_FORMAT},
    }
    described: dict[str, Any] = {"operationId": f"sparql-{method.lower()}", "parameters": []}
    responses: dict[str, Any] = {"200": {"description": "the answer", "content": content}}
    responses |= {str(status): {"description": said, "content": refused} for status, said in SPARQL_STATUSES.items()}
    described["responses"] = responses
    if method == "GET":
        content["text/html"] = {"schema": _TEXT}
        described["parameters"] = [
            {"name": name, "in": "query", "required": False, "schema": schema}
            | ({"example": EXAMPLE} if name == "query" else {})
            for name, schema in properties.items()
        ]
        return described
    form = {"type": "object", "properties": properties, "required": ["query"], "additionalProperties": False}
    body = {FORM: {"schema": form}, STATEMENT: {"schema": _TEXT, "example": EXAMPLE}}
    return {**described, "requestBody": {"required": True, "content": body}}


def section() -> str:
    """What the list of operations says of it, as HTML."""
    return (
        '<section id="sparql"><h2>sparql</h2>'
        f"<p>{SUMMARY}</p><p><code>GET {SPARQL}?query=</code>, <code>POST {SPARQL}</code></p>"
        f'<p>For example: <a href="{SPARQL}">{SPARQL}</a></p></section>'
    )


def hint_page(*, available: bool) -> HttpAnswer:
    """A page with a form for a query, and what can be asked; or that SPARQL is not answered here."""
    options = "".join(f'<option value="{name}">{name}</option>' for name in ("csv", "json", "xml", "tsv", "turtle"))
    form = (
        f'<form action="{SPARQL}" method="get"><p><label for="query">Query</label></p>'
        f'<p><textarea id="query" name="query" rows="12" cols="90" spellcheck="false">{EXAMPLE}</textarea></p>'
        f'<p><label for="format">Format</label> <select id="format" name="format">{options}</select>'
        ' <button type="submit">Ask</button></p></form>'
    )
    missing = "<p>SPARQL is not answered here: it is about a dataset, and this server has none.</p>"
    html = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>kg: SPARQL</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>SPARQL</h1>'
        "<p>The graph as RDF, by the SPARQL 1.1 Protocol: GET with <code>?query=</code>, POST of a form or of"
        f" <code>{STATEMENT}</code> of at most {LARGEST_BODY[SPARQL] >> 10} KiB. <code>Accept</code> or"
        f" <code>format</code> ({', '.join(FORMATS)}) says how it is answered. It only reads.</p>"
        f"{form if available else missing}"
        '<p><a href="/docs">The operations</a>, <a href="/">the page</a></p></main></body></html>\n'
    )
    return HttpAnswer(200, html.encode(), "text/html; charset=utf-8", headers={"vary": "accept"})
