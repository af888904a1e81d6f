"""What answers may take: time, threads, memory; and that one question is answered once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from starlette.testclient import TestClient

from kg.errors import DatasetError, StoreError
from kg.interfaces.web.answers import OVERHEAD, HttpAnswer, KeptAnswers
from kg.interfaces.web.app import Service, build_app
from kg.interfaces.web.operations import Operation, json_answer
from kg.interfaces.web.refusals import RefusedRequest
from kg.interfaces.web.security import Door
from kg.interfaces.web.snapshot import ServedGraph, Snapshot
from kg.interfaces.web.work import Workers
from kg.stores import open_store
from kg.stores.store import QueryTimeout

Ended = TypeVar("Ended")
Make = Callable[[Snapshot, Mapping[str, Any]], HttpAnswer]


def made(answer: Make) -> Operation:
    return Operation("made", "/made", "", (), {}, answer)


def _ended(work: Coroutine[Any, Any, Ended]) -> Ended:
    """What comes of work, in a thread of its own: a browser that another test drives leaves a loop running in this
    one.
    """
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


@pytest.fixture
def fresh(service: Service) -> Iterator[Service]:
    """The served sample with nothing kept, two threads and a second's time."""
    own = Service(service.served, limit_s=1, threads=2)
    yield own
    own.workers.close()


def test_kept_answers_take_no_more_than_they_may() -> None:
    kept = KeptAnswers(10_000)
    for number in range(100):
        kept.keep(str(number), HttpAnswer(200, b"x" * 500))
        assert kept.size <= 10_000
    assert len(kept) == 10_000 // (500 + OVERHEAD + 2)
    assert kept.get("99") and not kept.get("0")
    kept.keep("large", HttpAnswer(200, b"x" * 2_000))
    assert not kept.get("large")
    kept.clear()
    assert kept.size == 0 and len(kept) == 0


def test_what_was_asked_longest_ago_makes_room() -> None:
    kept = KeptAnswers(10_000)
    for key in "abcdefgh":
        kept.keep(key, HttpAnswer(200, b"x" * 600))
    assert kept.get("a")
    kept.keep("i", HttpAnswer(200, b"x" * 600))
    kept.keep("a", HttpAnswer(200, b"y"))
    kept.keep("j", HttpAnswer(200, b"x" * 600))
    assert kept.get("a") == HttpAnswer(200, b"y") and not kept.get("b")


def test_many_who_ask_the_same_wait_for_one_answer(fresh: Service) -> None:
    asked = []

    def slow(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
        asked.append(1)
        threading.Event().wait(0.2)
        return json_answer({"n": len(asked)})

    async def all_() -> list[HttpAnswer]:
        answers = await asyncio.gather(*(fresh.answer(made(slow), b"", {}) for _ in range(50)))
        return [*answers, await fresh.answer(made(slow), b"", {})]

    answers = _ended(all_())
    assert len(asked) == 1 and {one.body for one in answers} == {b'{"n":1}'}


def test_an_answer_that_takes_too_long_is_given_up_and_not_kept(fresh: Service) -> None:
    ended = threading.Event()

    def slow(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
        ended.wait(10)
        return json_answer({})

    answer = _ended(fresh.answer(made(slow), b"", {}))
    assert answer.status == 504 and b"no answer within 1 s" in answer.body
    assert fresh.workers.busy == 1 and len(fresh.kept) == 0, "the thread is counted as long as it works"
    ended.set()
    quick = _ended(fresh.answer(made(lambda *_: json_answer({"n": 1})), b"", {}))
    assert quick.status == 200


def test_more_than_the_queue_holds_is_refused_at_once() -> None:
    ended = threading.Event()
    workers = Workers(1, 2, 5)

    async def asked() -> list[Any]:
        work = [asyncio.create_task(workers.do(lambda: ended.wait(5))) for _ in range(5)]
        await asyncio.sleep(0.1)
        refused = [one.exception() for one in work if one.done()]
        ended.set()
        return [refused, await asyncio.gather(*work, return_exceptions=True)]

    refused, results = _ended(asked())
    assert [type(one) for one in refused] == [RefusedRequest] * 2 and refused[0].status == 503
    assert results[:3] == [True] * 3
    workers.close()


@pytest.mark.parametrize(
    ("error", "status"),
    [(StoreError("the server\nis gone"), 503), (DatasetError("damaged"), 503), (QueryTimeout(3), 504)],
)
def test_what_is_wrong_with_the_graph_is_one_line_and_not_kept(fresh: Service, error: Exception, status: int) -> None:
    def failing(snapshot: Snapshot, values: Mapping[str, Any]) -> HttpAnswer:
        raise error

    answer = _ended(fresh.answer(made(failing), b"", {}))
    assert answer.status == status and answer.body.count(b"\n") == 0 and len(fresh.kept) == 0


def test_a_store_stops_a_query_after_the_time_it_was_opened_with(sample: Path) -> None:
    store = open_store(str(sample), timeout_s=1)
    with pytest.raises(QueryTimeout, match="was stopped after 1 s"):
        store.run("UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN sum(a * b) AS n")
    store.close()


def test_a_graph_is_asked_by_many_at_once_as_by_one(client: TestClient, service: Service) -> None:
    addresses = [
        f"/api/v1/{path}"
        for path in (
            "queries/targets-of-drug?drug=everolimus",
            "queries/drugs-studied-for-disease?disease=MONDO:0007256",
            "evidence?drug=everolimus&disease=MONDO:0007256",
            "ladder?disease=MONDO:0007256",
            "entities/CHEBI:68478/neighbours",
            "names?q=e",
            "ask?q=which+drugs+were+studied+in+HCC",
        )
    ]
    alone = {address: client.get(address).content for address in addresses}
    service.kept.clear()
    found: dict[tuple[int, str], bytes] = {}

    def user(number: int) -> None:
        for address in addresses[number % 7 :] + addresses[: number % 7]:
            found[number, address] = client.get(address).content

    users = [threading.Thread(target=user, args=(number,)) for number in range(8)]
    for one in users:
        one.start()
    for one in users:
        one.join()
    assert len(found) == 56 and all(content == alone[address] for (_, address), content in found.items())


def test_a_graph_that_is_loaded_anew_meanwhile_gives_no_half_answer(
    sample: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(ServedGraph(str(sample), 20))
    held = service.served.current.build
    monkeypatch.setattr("kg.interfaces.web.snapshot.stores.is_folder", lambda _: False)
    monkeypatch.setattr(ServedGraph, "_build", lambda *_: held)
    app = build_app(service, Door(), page)
    asking = TestClient(app, base_url="http://127.0.0.1")
    address = "/api/v1/queries/targets-of-drug?drug=CHEBI:68478"
    assert asking.get(address).status_code == 200
    service.kept.clear()
    for now in ("", "another"):
        monkeypatch.setattr(ServedGraph, "_build", lambda *_, now=now: now)
        answer = asking.get(address)
        assert answer.status_code == 503 and "loaded anew" in answer.json()["error"] and len(service.kept) == 0
    service.close()
