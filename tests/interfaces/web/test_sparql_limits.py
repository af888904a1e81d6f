"""What a query in SPARQL may take, that it is stopped for real, and that nothing waits for it or is reached by it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.exchange.sparql_server.answering import ROW_MEDIA
from kg.exchange.sparql_server.keeper import confine
from kg.exchange.sparql_server.messages import AnswerLimits
from kg.interfaces.web.app import LIMIT_S, Service, build_app
from kg.interfaces.web.security import LARGEST_BODY, LONGER_QUERY, Door
from kg.interfaces.web.snapshot import ServedGraph
from kg.interfaces.web.sparql_answers import AGAIN_S, AT_ONCE, SparqlService
from kg.interfaces.web.sparql_answers import WAITING as QUEUED
from tests.interfaces.web.conftest import LOCAL
from tests.typing_pages import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked for in /proc")

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"
TWENTY = """VALUES ?n { 0 1 2 3 4 5 6 7 8 9 } VALUES ?m { "\\"a\\",{" "},{\\n<result>" }"""
"""Twenty rows, the texts of which look like the borders of rows."""


def _asking(sample: Path, page: Path, **limits: Any) -> tuple[Service, TestClient]:
    service = Service(ServedGraph(str(sample), 20))
    taken = {name: limits.pop(name) for name in ("rows", "answer", "memory") if name in limits}
    service.sparql = SparqlService(service.served, limits.pop("limit_s", 20), AnswerLimits(**taken), **limits)
    return service, TestClient(build_app(service, Door(), page), base_url=LOCAL)


@pytest.fixture(scope="module")
def short(sample: Path, page: Path) -> Iterator[TestClient]:
    """Asks the sample with small limits."""
    service, asking = _asking(sample, page, limit_s=2, rows=20, answer=20_000, memory=300 * 2**20)
    while asking.get("/sparql?query=ASK{}").status_code == 503:
        time.sleep(0.05)
    yield asking
    service.close()


def test_the_numbers_of_the_manual_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
    limits = AnswerLimits()
    assert (LIMIT_S, limits.rows, limits.answer, limits.memory) == (30, 100_000, 32 * 2**20, 2**30)
    assert (LONGER_QUERY["/sparql"], LARGEST_BODY["/sparql"], AT_ONCE, QUEUED) == (8 * 2**10, 256 * 2**10, 2, 20)
    said = "30 s, waiting included; 100,000 rows or triples; 32 MiB of answer; 1 GiB of memory (on Linux); 8 KiB of"
    assert f"{said} address, 256 KiB of body; 2 queries at a time, 20 waiting" in page


def _processes(word: str) -> list[int]:
    """Processes of this machine with a word in their command line."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if word.encode() in one.read_bytes():
                found.append(int(one.parent.name))
        except OSError:  # it has ended
            continue
    return found


@pytest.mark.parametrize("media", ROW_MEDIA)
def test_rows_are_counted_in_every_format(short: TestClient, media: str) -> None:
    for more, status in (("", 200), ("} UNION { BIND(1 AS ?n)", 422)):
        query = f"SELECT ?n ?m {{ {{ {TWENTY}{more} }} }}"
        answer = short.post("/sparql", data={"query": query}, headers={"accept": media})
        assert answer.status_code == status, answer.text
    assert answer.json()["error"].startswith("the answer has more than 20 rows: ask with LIMIT and OFFSET")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("CONSTRUCT WHERE { ?s ?p ?o }", 422, "the answer has more than 20 triples"),
        ('SELECT ?t { VALUES ?a { "%s" } BIND(CONCAT(?a, ?a, ?a) AS ?t) }' % ("a" * 9000), 422, "more than 0 MiB"),
        (SLOW, 504, "the query was stopped after 2 s"),
        (HUNGRY, 422, "more than 300 MiB of memory"),
        ("SELECT * " + "{" * 20_000, 422, "nested too deeply"),
    ],
)
def test_what_takes_too_much_is_stopped(short: TestClient, query: str, status: int, said: str) -> None:
    begun = time.monotonic()
    answer = short.post("/sparql", data={"query": query})
    assert answer.status_code == status and said in answer.json()["error"], answer.text
    assert time.monotonic() - begun < 4
    assert short.get("/sparql?query=ASK{}").text == '{"head":{},"boolean":true}', "the next one is answered"


def test_others_are_answered_meanwhile_and_more_than_the_queue_holds_is_refused(short: TestClient) -> None:
    found: list[int] = []
    slow = [
        threading.Thread(target=lambda: found.append(short.get("/sparql", params={"query": SLOW}).status_code))
        for _ in range(30)
    ]
    for one in slow:
        one.start()
    time.sleep(0.5)
    begun = time.monotonic()
    assert short.get("/api/v1/queries/drugs-studied-for-disease?disease=MONDO:0007256").status_code == 200
    assert short.get("/healthz").status_code == 200
    assert time.monotonic() - begun < 1.5 and len(found) < 30, "while they are at it"
    for one in slow:
        one.join()
    assert set(found) == {503, 504} and found.count(503) == 30 - 22 and time.monotonic() - begun < 5


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_copy_reaches_no_network_and_no_file_whatever_it_is_asked(silent: str, tmp_path: Path) -> None:
    """Not by the words of the query, which others may read otherwise, but by the system."""
    null = os.open(os.devnull, os.O_WRONLY)
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.3)
        service = f"SELECT * {{ SERVICE {silent} <http://127.0.0.1:{other.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        copy = os.fork()
        if copy == 0:
            code = 1
            try:
                confine(5, 2**30, null)
                list(ox.Store().query(service))  # type: ignore[arg-type]
                code = 2
            except OSError:
                code = 3
            try:
                (tmp_path / "written").write_text("a")
                code = 4
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == (2 if silent else 3)
        with pytest.raises(TimeoutError):
            other.accept()
    os.close(null)
    assert not (tmp_path / "written").exists()


def test_it_is_said_that_the_graph_is_being_read(sample: Path, page: Path) -> None:
    service, asking = _asking(sample, page, built_s=0)
    answer = asking.get("/sparql?query=ASK{}")
    assert answer.status_code == 503 and "is being read: ask again" in answer.json()["error"]
    assert answer.headers["retry-after"] == str(AGAIN_S)
    service.close()
    assert asking.get("/sparql?query=ASK{}").status_code == 503, "and nothing is begun when the server ends"


def test_a_dataset_that_is_run_again_is_read_again(sample: Path, page: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample, tmp_path / "again")
    service, asking = _asking(folder, page)
    count = "/sparql?query=SELECT(COUNT(*)AS?n){?s a prov:Activity}&format=csv"
    assert asking.get(count).text == "n\r\n1\r\n"
    ledger = folder / "run.json"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("{", '{"again": true, ', 1), encoding="utf-8")
    asked = asking.get("/sparql?query=ASK{}")
    assert asked.status_code == 200, "the state that is served is whole in memory"
    assert service.served.renew() and asking.get(count).status_code == 200
    _wait(lambda: len(_processes(str(folder.resolve()))) == 1)  # the one before has ended
    (folder / "tables" / "evidence.parquet").write_bytes(b"damaged")
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("{", '{"more": true, ', 1), encoding="utf-8")
    assert not service.served.renew() and asking.get(count).status_code == 200, "the old state is served on"
    service.close()
    assert not _processes(str(folder.resolve()))


def test_a_process_that_is_killed_is_begun_anew(sample: Path, page: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sample, tmp_path / "killed")
    service, asking = _asking(folder, page)
    assert asking.get("/sparql?query=ASK{}").status_code == 200
    until = time.monotonic() + 10
    while len(found := _processes(str(folder.resolve()))) > 1 and time.monotonic() < until:
        time.sleep(0.05)  # the copy that answered is on its way out
    (keeper,) = found
    os.kill(keeper, signal.SIGKILL)
    lost = asking.get("/sparql?query=ASK{}")
    assert lost.status_code == 503 and "has ended: ask again" in lost.json()["error"]
    assert asking.get("/sparql?query=ASK{}").status_code == 200
    service.close()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_nothing_of_it_outlives_the_server(sample: Path, small_folder: Path, tmp_path: Path, end: int) -> None:
    folder = shutil.copytree(sample, tmp_path / f"ended-{end}")
    environment = {**os.environ, "KG_LEXICON": str(small_folder), "KG_TOKEN": ""}
    command = [sys.executable, "-m", "kg", "serve", "--store", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as served:
        assert served.stderr is not None
        address = next(word for word in served.stderr.readline().split() if word.startswith("http://"))
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"{address}sparql?query=ASK%7B%7D"
        ) as got:
            assert b"true" in got.read()
        threading.Thread(
            target=lambda: _ignored(lambda: urllib.request.urlopen(f"{address}sparql?query={SLOW.replace(' ', '+')}"))
        ).start()
        _wait(lambda: len(_processes(f"{folder.resolve()}")) >= 3)  # the server, the keeper and its copy
        served.send_signal(end)
        served.wait(10)
    _wait(lambda: not _processes(str(folder.resolve())))


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def _ignored(work: Callable[[], object]) -> None:
    try:
        work()
    except OSError:  # the server ends
        return
