"""A request of the SPARQL 1.1 Protocol: its query, the graphs that it names, and the media types that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request

from kg.errors import QueryError
from kg.exchange.sparql_server.answering import GRAPH_MEDIA, READ_ONLY, ROW_MEDIA
from kg.exchange.sparql_server.messages import SparqlQuestion
from kg.interfaces.web.refusals import RefusedRequest
from kg.interfaces.web.requests import pairs_of
from kg.interfaces.web.security import LARGEST_BODY, SPARQL, too_large

FORM = "application/x-www-form-urlencoded"
STATEMENT = "application/sparql-query"
UPDATE = "application/sparql-update"

FORMATS: Mapping[str, tuple[str, str]] = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", ""),
    "tsv": ("text/tab-separated-values", ""),
    "turtle": ("", "text/turtle"),
    "n-triples": ("", "application/n-triples"),
    "json-ld": ("", "application/ld+json"),
    "rdf+xml": ("", "application/rdf+xml"),
}
"""What ``format`` may say -> media types of rows and of a graph (empty: none)."""

SAYS_FORMAT = ("format", "output", "results")
"""Parameters of a format: clients such as SPARQLWrapper send all three, beside ``Accept``."""

GRAPHS = ("default-graph-uri", "named-graph-uri")
TAKEN = ("query", *GRAPHS, *SAYS_FORMAT)


async def question_of_request(request: Request) -> SparqlQuestion | None:
    """What a request asks; None where it asks nothing, which is to ask for the service's description.

    Raises RefusedRequest and QueryError where it is not as the protocol has it.
    """
    pairs = pairs_of(request.scope["query_string"])
    if request.method == "POST":
        media, body = _content_type(request), await _body(request)
        if media == UPDATE:
            raise RefusedRequest(HTTPStatus.BAD_REQUEST, READ_ONLY)
        if media == FORM:
            pairs += pairs_of(body)
        elif media == STATEMENT:
            pairs.append(("query", _text(body)))
        else:
            raise RefusedRequest(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                f"the body is {media or 'of no type'}: expected {FORM} or {STATEMENT}",
            )
    given = _by_name(pairs)
    if "query" not in given:
        if request.method == "POST" or given:
            raise QueryError("there is no query: send it as ?query= in the address, or by POST")
        return None
    rows, graph = _media(given, request.headers.getlist("accept"))
    default, named = (tuple(given.get(name, ())) for name in GRAPHS)
    return SparqlQuestion(given["query"][0], rows, graph, default, named)


def chosen(accept: Iterable[str], offered: Iterable[str]) -> str:
    """The offered media type that the headers ``Accept`` like best, the first of equals; empty where they take none."""
    ranges = [one.strip() for header in accept for one in header.split(",") if one.strip()]
    if not ranges:
        return next(iter(offered))
    liked = [(kind.strip().lower(), _weight(rest)) for kind, _, rest in (one.partition(";") for one in ranges)]
    best, weight = "", 0.0
    for media in offered:
        fits = (media, media.partition("/")[0] + "/*", "*/*")
        # the closest range decides, as a server has it (RFC 9110, 12.5.1)
        found = next((max(w for kind, w in liked if kind == fit) for fit in fits if any(k == fit for k, _ in liked)), 0)
        if found > weight:
            best, weight = media, found
    return best


def _weight(parameters: str) -> float:
    for one in parameters.split(";"):
        name, _, value = one.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _media(given: Mapping[str, list[str]], accept: list[str]) -> tuple[str, str]:
    """Media types of rows and of a graph. Raises QueryError, RefusedRequest."""
    says = {value for name in SAYS_FORMAT for value in given.get(name, ())}
    if says:
        if len(says) > 1 or not says <= FORMATS.keys():
            raise QueryError(f"format={' and '.join(sorted(says))}: expected one of {', '.join(FORMATS)}")
        return FORMATS[says.pop()]
    found = chosen(accept, ROW_MEDIA), chosen(accept, GRAPH_MEDIA)
    if not any(found):
        offered = ", ".join((*ROW_MEDIA, *GRAPH_MEDIA))
        raise RefusedRequest(HTTPStatus.NOT_ACCEPTABLE, f"Accept takes none of what is given here: {offered}")
    return found


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name == "update":
            raise RefusedRequest(HTTPStatus.BAD_REQUEST, READ_ONLY)
        if name not in TAKEN:
            raise QueryError(f"{SPARQL} has no parameter {name!r}: it takes {', '.join(TAKEN)}")
        if name in given and name not in GRAPHS:
            raise QueryError(f"parameter {name!r} is given twice")
        given.setdefault(name, []).append(value)
    return given


def _content_type(request: Request) -> str:
    """The media type of a body. Raises RefusedRequest for text that is not in UTF-8."""
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.partition("=")[2].strip().strip('"').lower()
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedRequest(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is in {charset}: expected UTF-8")
    return media.strip().lower()


async def _body(request: Request) -> bytes:
    most, found = LARGEST_BODY[SPARQL], bytearray()
    try:
        async for more in request.stream():
            found += more
            if len(found) > most:
                status, message, headers = too_large(most)
                raise RefusedRequest(status, message, headers)
    except ClientDisconnect:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, "the body ends before its end") from None
    return bytes(found)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, "the query is no UTF-8") from None
