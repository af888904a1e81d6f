"""SPARQL over HTTP: what ``/sparql`` answers, within its limits."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from http import HTTPStatus

from starlette.requests import Request

from kg.errors import KgError, QueryError, StoreError
from kg.exchange.sparql_server.answering import GRAPH_MEDIA
from kg.exchange.sparql_server.description import described
from kg.exchange.sparql_server.kept_rdf import KeptRdf, is_able
from kg.exchange.sparql_server.messages import AnswerLimits, SparqlQuestion
from kg.interfaces.web.answers import HttpAnswer
from kg.interfaces.web.refusals import RefusedRequest, body_of, headers_of, status_of
from kg.interfaces.web.snapshot import ServedGraph
from kg.interfaces.web.sparql_description import hint_page
from kg.interfaces.web.sparql_requests import chosen, question_of_request
from kg.interfaces.web.work import Workers
from kg.stores.store import QueryTimeout

AT_ONCE = 2
"""Queries that are answered at the same time, each in a process of its own."""

WAITING = 20
"""Queries that wait."""

BUILT_S = 10.0
"""Seconds that a query waits for the graph to be read."""

AGAIN_S = 10
"""Seconds after which who was told to ask again is to do so."""

GRACE_S = 5.0
"""Seconds beyond its own limit in which a query that is stopped says so."""

_LOOK_S = 0.05


class SparqlService:
    """Answers in SPARQL about the graph that is served: its dataset as RDF, which is read when it is first asked for.
    A query has ``limit_s`` seconds, waiting included. Close it.
    """

    def __init__(
        self, served: ServedGraph, limit_s: float, limits: AnswerLimits | None = None, built_s: float = BUILT_S
    ) -> None:
        self._served, self._limit_s, self._built_s = served, limit_s, built_s
        folder = served.folder
        self._rdf = KeptRdf(folder, limits, served.report) if folder is not None and is_able() else None
        self._workers = Workers(AT_ONCE, WAITING, limit_s + GRACE_S)

    async def answer(self, request: Request) -> HttpAnswer:
        """The answer to a request of the SPARQL 1.1 Protocol, or its refusal."""
        try:
            question = await question_of_request(request)
            return self._describe(request) if question is None else await self._answered(question)
        except KgError as error:
            headers = dict(headers_of(error))
            status = int(status_of(error))
            if status == HTTPStatus.SERVICE_UNAVAILABLE:
                headers.setdefault("retry-after", str(AGAIN_S))
            return HttpAnswer(status, body_of(status, str(error)), headers=headers)

    def close(self) -> None:
        """End what is being answered, and give the memory back."""
        if self._rdf is not None:
            self._rdf.close()
        self._workers.close()

    async def _answered(self, question: SparqlQuestion) -> HttpAnswer:
        rdf, end = self._kept(), time.monotonic() + self._limit_s
        build = await self._whole(rdf)

        def work() -> HttpAnswer:
            left = end - time.monotonic()
            if left <= 0:
                raise QueryTimeout(round(self._limit_s))
            reply = rdf.answer(build, replace(question, seconds=left))
            if reply.status == HTTPStatus.INTERNAL_SERVER_ERROR:
                raise RuntimeError(reply.error)
            if reply.error:
                return HttpAnswer(reply.status, body_of(reply.status, reply.error))
            return HttpAnswer(200, reply.body, reply.media, headers={"vary": "accept"})

        return await self._workers.do(work)

    def _kept(self) -> KeptRdf:
        """What keeps the RDF. Raises RefusedRequest where there is none."""
        if self._served.folder is None:
            raise RefusedRequest(
                HTTPStatus.NOT_IMPLEMENTED,
                "SPARQL is answered about a dataset, and a Neo4j server is served here: serve the folder of the dataset"
                " (kg serve --store FOLDER), or ask it by kg sparql",
            )
        if self._rdf is None:
            raise RefusedRequest(
                HTTPStatus.NOT_IMPLEMENTED, "SPARQL is not served on this system, which cannot fork: use kg sparql"
            )
        return self._rdf

    async def _whole(self, rdf: KeptRdf) -> str:
        """The build that is served, once its RDF is in memory. Raises StoreError where that takes long, or fails."""
        end = time.monotonic() + min(self._built_s, self._limit_s)
        while not rdf.is_ready(build := self._served.current.build):
            if time.monotonic() >= end:
                raise StoreError("the RDF of the graph is being read: ask again in a moment")
            await asyncio.sleep(_LOOK_S)
        return build

    def _describe(self, request: Request) -> HttpAnswer:
        """The description of the service, or for a browser a page that says what can be asked."""
        media = chosen(request.headers.getlist("accept"), (*GRAPH_MEDIA, "text/html"))
        if media == "text/html":
            return hint_page(available=self._rdf is not None)
        self._kept()
        address = str(request.url.replace(query="", fragment=""))
        try:
            body = described(address, media or next(iter(GRAPH_MEDIA)), self._served.current.versions)
        except (ValueError, SyntaxError):
            raise QueryError("the address has signs that no IRI has") from None
        return HttpAnswer(200, body, media or next(iter(GRAPH_MEDIA)), headers={"vary": "accept"})
