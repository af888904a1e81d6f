"""The application: operations, page and description put together around a served graph.

An answer is looked for among those that are kept; else one piece of work makes it, and everyone who asks the same
meanwhile waits for that one. Kept answers are of the build that is served: another build, and all of them go.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from kg.errors import KgError
from kg.interfaces.connections import EndedApp
from kg.interfaces.web import pages, sparql_description
from kg.interfaces.web.answers import HttpAnswer, KeptAnswers
from kg.interfaces.web.entity_operations import entity_operations
from kg.interfaces.web.evidence_operations import evidence_operations
from kg.interfaces.web.operations import BASE, Operation
from kg.interfaces.web.pack_operations import pack_operations
from kg.interfaces.web.question_operations import question_operations
from kg.interfaces.web.refusals import body_of, status_of
from kg.interfaces.web.requests import values_of_request
from kg.interfaces.web.security import SPARQL, Door, GuardedApp
from kg.interfaces.web.snapshot import ServedGraph, Snapshot
from kg.interfaces.web.sparql_answers import SparqlService
from kg.interfaces.web.work import Workers
from kg.version import __version__

LIMIT_S = 30
"""Seconds that an answer may take, as may each query that it asks."""

THREADS = 4
"""Answers that are made at the same time: more would only wait for one another, as Python runs one thread at a time."""

WAITING = 200
"""Answers that wait to be made."""

KEPT = 64 * 2**20
"""Bytes of answers that are kept."""

RENEW_S = 2.0
"""Seconds between two looks at whether the graph has changed."""

KEPT_REFUSALS = (400, 404)
"""Refusals that the same request gets again as long as the graph is the same."""


class Service:
    """What makes answers: the served graph, the workers and the kept answers. Close it."""

    def __init__(self, served: ServedGraph, *, limit_s: float = LIMIT_S, threads: int = THREADS) -> None:
        self.served = served
        self.kept = KeptAnswers(KEPT)
        self.workers = Workers(threads, WAITING, limit_s)
        self.sparql = SparqlService(served, limit_s)
        self._made: dict[str, asyncio.Task[HttpAnswer]] = {}

    async def answer(self, operation: Operation, query: bytes, path: Mapping[str, str]) -> HttpAnswer:
        """The answer to a request, or its refusal."""
        try:
            values = values_of_request(operation, query, path)
        except KgError as error:
            return refusal(error)
        snapshot = self.served.current
        asked = json.dumps(
            [snapshot.build, operation.name, date.today().year, *values.items()], ensure_ascii=False, default=list
        )
        if (kept := self.kept.get(asked)) is not None:
            return kept
        if (task := self._made.get(asked)) is None:
            task = asyncio.get_running_loop().create_task(self._make(asked, operation, snapshot, values))
            self._made[asked] = task
            task.add_done_callback(lambda _: self._made.pop(asked, None))
        return await asyncio.shield(task)

    async def _make(
        self, asked: str, operation: Operation, snapshot: Snapshot, values: Mapping[str, Any]
    ) -> HttpAnswer:
        def work() -> HttpAnswer:
            try:
                made = operation.answer(snapshot, values)
            except KgError as error:
                made = refusal(error)
            self.served.refuse_half(snapshot)
            return made

        try:
            answer = await self.workers.do(work)
        except KgError as error:
            answer = refusal(error)
        if answer.status in (200, *KEPT_REFUSALS) and snapshot is self.served.current:
            self.kept.keep(asked, answer)
        return answer

    async def watch(self) -> None:
        """Serve the graph as it is whenever it has changed, until cancelled."""
        while True:
            await asyncio.sleep(RENEW_S)
            if await asyncio.to_thread(self.served.renew):
                self.kept.clear()

    def close(self) -> None:
        """Give the graph and the threads back."""
        self.sparql.close()
        self.workers.close()
        self.served.close()


def refusal(error: KgError) -> HttpAnswer:
    """The answer that says an error."""
    status = int(status_of(error))
    return HttpAnswer(status, body_of(status, str(error)))


def operations_of(snapshot: Snapshot) -> tuple[Operation, ...]:
    """All operations, those of the pack included."""
    return (
        *pack_operations(snapshot.queries.values()),
        *question_operations(),
        *entity_operations(),
        *evidence_operations(snapshot.queries["coverage"].columns),
    )


def build_app(service: Service, door: Door, page: Path = pages.PAGE) -> GuardedApp:
    """The application that serves a graph behind a door, with the files of a page."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(service.watch())
        yield
        watching.cancel()

    app = FastAPI(
        title="kg",
        version=__version__,
        description="A biomedical knowledge graph with its evidence. Everything is read by GET; SPARQL by POST, too.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    operations = operations_of(service.served.current)
    for operation in operations:
        app.add_api_route(
            BASE + operation.path,
            _endpoint(service, operation),
            summary=operation.summary,
            response_class=Response,
            openapi_extra=operation.described(),
            name=operation.name,
        )
    for method in ("GET", "POST"):
        app.add_api_route(
            SPARQL,
            _sparql_endpoint(service),
            methods=[method],
            summary=sparql_description.SUMMARY,
            response_class=Response,
            openapi_extra=sparql_description.openapi_of(method),
            name=f"sparql-{method.lower()}",
        )
    _add_pages(app, operations, pages.files(page))
    app.add_exception_handler(HTTPException, _not_found)
    return GuardedApp(EndedApp(app), door)


def _add_pages(app: FastAPI, operations: tuple[Operation, ...], files: Mapping[str, HttpAnswer]) -> None:
    listed = pages.operations_page(operations)

    def fixed(answer: HttpAnswer | None) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(_: Request) -> Response:
            if answer is None:
                raise HTTPException(404)
            return _response(answer)

        return endpoint

    async def static(request: Request) -> Response:
        found = files.get(request.path_params["path"])
        if found is None:
            raise HTTPException(404)
        return _response(found)

    app.add_route("/healthz", fixed(HttpAnswer(200, b'{"status":"ok"}')))
    app.add_route("/docs", fixed(listed))
    app.add_route("/", fixed(files.get(pages.INDEX)))
    app.add_route("/static/{path:path}", static)


def _endpoint(service: Service, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return _response(await service.answer(operation, request.scope["query_string"], request.path_params))

    return endpoint


def _sparql_endpoint(service: Service) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return _response(await service.sparql.answer(request))

    return endpoint


def _response(answer: HttpAnswer) -> Response:
    response = Response(answer.body, answer.status)
    response.headers["content-type"] = answer.media
    response.headers.update(answer.headers)
    if answer.file:
        response.headers["content-disposition"] = f'attachment; filename="{answer.file}"'
    return response


async def _not_found(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    what = "there is nothing at this address: /docs lists what can be asked" if status == 404 else "not answered"
    return _response(HttpAnswer(status, body_of(status, what)))
