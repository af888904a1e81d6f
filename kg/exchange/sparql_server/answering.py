"""An answer to a question in SPARQL within its limits, as bytes of a media type."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any

from kg.exchange.one_line import one_line
from kg.exchange.sparql_server.messages import AnswerLimits, SparqlQuestion, SparqlReply
from kg.exchange.sparql_tokens import LONGEST, asks_another_server, names_graphs, not_understood, update_word

ROW_MEDIA: Mapping[str, str] = {
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
}
"""Media type of an answer of SELECT and ASK -> its format, the best liked first."""

GRAPH_MEDIA: Mapping[str, str] = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
}
"""Media type of a graph -> its format, the best liked first."""

READ_ONLY = "this graph is only read here: an update is not carried out"

_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"')
_QUOTED = re.compile(rb'"[^"]*"')

_ROWS_OF: Mapping[str, Callable[[bytes], int]] = {
    "JSON": lambda body: _STRINGS.sub(b"", body.partition(b'"bindings":[')[2]).count(b"},{") + 1,
    "XML": lambda body: body.count(b"<result>"),
    "CSV": lambda body: _QUOTED.sub(b"", body).count(b"\n") - 1,
    "TSV": lambda body: body.count(b"\n") - 1,
}
"""Format -> rows of an answer that has some: the engine says it only to those who take each row as an object."""


class _TooLongError(Exception):
    """An answer takes more bytes than it may."""


class _BoundedFile(io.BytesIO):
    """Keeps what is written, up to a number of bytes. Raises _TooLongError."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        """Keep bytes."""
        if self.tell() + len(data) > self._most:
            raise _TooLongError
        return super().write(data)


def answered(store: Any, question: SparqlQuestion, prefixes: Mapping[str, str], limits: AnswerLimits) -> SparqlReply:
    """The answer of a graph, or what is wrong with the question. ``prefixes`` are those that it need not declare."""
    if update_word(question.query):
        return _refused(HTTPStatus.BAD_REQUEST, READ_ONLY)
    if asks_another_server(question.query):
        return _refused(
            HTTPStatus.BAD_REQUEST, "the query asks another server by SERVICE: no network is reached from here"
        )
    try:
        found = store.query(question.query, prefixes=dict(prefixes), **_graphs(question))
    except (SyntaxError, ValueError) as error:
        return _refused(HTTPStatus.BAD_REQUEST, f"the query is not understood: {not_understood(question.query, error)}")
    except (RuntimeError, OSError, MemoryError) as error:
        return _cannot(error, limits)
    try:
        return _written(found, question, prefixes, limits)
    except _TooLongError:
        return _refused(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"the answer has more than {limits.answer >> 20} MiB: ask for fewer columns, or with LIMIT and OFFSET",
        )
    except (ValueError, RuntimeError, OSError, MemoryError) as error:
        return _cannot(error, limits)


def _cannot(error: Exception, limits: AnswerLimits) -> SparqlReply:
    if isinstance(error, MemoryError):
        return too_much_memory(limits)
    return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"the query cannot be answered: {one_line(error, LONGEST)}")


def too_much_memory(limits: AnswerLimits) -> SparqlReply:
    """The refusal of a query that takes more memory than it may."""
    return _refused(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"the query takes more than {limits.memory >> 20} MiB of memory, or is nested too deeply: ask for less",
    )


def _graphs(question: SparqlQuestion) -> dict[str, Any]:
    """What is asked of the engine for the graphs that the request names, else the query, else all of them."""
    import pyoxigraph as ox

    if question.default_graphs or question.named_graphs:
        return {
            "default_graph": [ox.NamedNode(one) for one in question.default_graphs],
            "named_graphs": [ox.NamedNode(one) for one in question.named_graphs],
        }
    # the engine passes over FROM where it takes all graphs for the default one
    return {} if names_graphs(question.query) else {"use_default_graph_as_union": True}


def _written(found: Any, question: SparqlQuestion, prefixes: Mapping[str, str], limits: AnswerLimits) -> SparqlReply:
    import pyoxigraph as ox

    graph = isinstance(found, ox.QueryTriples)
    media, known = (question.graph, GRAPH_MEDIA) if graph else (question.rows, ROW_MEDIA)
    if not media:
        return _refused(HTTPStatus.NOT_ACCEPTABLE, f"this query is answered in one of {', '.join(known)}")
    file = _BoundedFile(limits.answer)
    if graph:
        triples = list(islice(found, limits.rows + 1))
        if len(triples) > limits.rows:
            return _too_many("triples", limits)
        ox.serialize(triples, file, getattr(ox.RdfFormat, known[media]), prefixes=_used(triples, prefixes))
        return SparqlReply(media=media, body=file.getvalue())
    found.serialize(file, getattr(ox.QueryResultsFormat, known[media]))
    body = file.getvalue()
    if isinstance(found, ox.QuerySolutions) and len(body) > limits.rows and _ROWS_OF[known[media]](body) > limits.rows:
        return _too_many("rows", limits)
    return SparqlReply(media=media, body=body)


def _used(triples: list[Any], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that IRIs of these triples begin with."""
    starts = {one.value[: _cut(one.value)] for triple in triples for one in triple if hasattr(one, "value")}
    return {prefix: start for prefix, start in sorted(prefixes.items()) if start in starts}


def _cut(iri: str) -> int:
    return max(iri.rfind(sign) for sign in "/#=_:") + 1


def _too_many(what: str, limits: AnswerLimits) -> SparqlReply:
    return _refused(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"the answer has more than {limits.rows:,} {what}: ask with LIMIT and OFFSET, or export the graph (kg export)",
    )


def _refused(status: HTTPStatus, error: str) -> SparqlReply:
    return SparqlReply(int(status), error=error)
