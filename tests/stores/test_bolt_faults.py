"""Loads that are interrupted: the server dies, the loader dies, the line breaks, others are in the way. Nothing lost,
nothing doubled.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import TransientError

from kg.dataset import graph
from kg.errors import StoreError
from kg.stores import load_store, open_store
from kg.stores.bolt import connection, journal, overlap, steps
from tests.server import Server, clear
from tests.stores.builds import write_build
from tests.stores.cutting_line import CuttingLine
from tests.stores.sample import EVEROLIMUS, SAID
from tests.stores.whole_graph import whole_graph

pytestmark = pytest.mark.neo4j

ELEMENTS = 25
"""Nodes and relationships a transaction here: the sample then takes two dozen of them."""

COMMITS_BEFORE_ROWS = 3 + 12
"""Looking at what is there, and the constraints."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "ELEMENTS", ELEMENTS)


@pytest.fixture
def current(tmp_path: Path) -> Path:
    return write_build(tmp_path / "current")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    return write_build(tmp_path / "earlier", SAID[5:], run="run-0")


def everything(server: Server) -> object:
    with server.driver() as driver:
        return whole_graph(driver)


_UNDISTURBED: dict[str, object] = {}


def fresh(server: Server, dataset: Path) -> object:
    """What an undisturbed load gives; the server is empty before and after it."""
    build = graph.stamp(dataset)
    if build not in _UNDISTURBED:
        load_store(dataset, server.uri)
        _UNDISTURBED[build] = everything(server)
        clear(server)
    return _UNDISTURBED[build]


def at(number: int, act: Callable[[], None]) -> Callable[[str, int, int], None]:
    """A progress that does something once, when so many transactions are done."""
    told: list[int] = []

    def progress(what: str, done: int, total: int) -> None:
        told.append(done)
        if len(told) == number:
            act()

    return progress


def transactions(dataset: Path) -> int:
    return sum(1 for _ in steps.steps(dataset, "create"))


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_a_server_killed_in_mid_load(
    empty_neo4j: Server, current: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    expected = fresh(empty_neo4j, current)
    monkeypatch.setattr(connection, "RETRY_S", 0.0)
    number = max(1, round(share * transactions(current)))
    with pytest.raises(StoreError, match=r"^no Neo4j answers at bolt://"):
        load_store(current, empty_neo4j.uri, progress=at(number, empty_neo4j.kill))
    empty_neo4j.restart()
    with pytest.raises(StoreError, match=rf"its load did not end \({number} transactions are done\)"):
        open_store(empty_neo4j.uri)
    said: list[str] = []
    load_store(current, empty_neo4j.uri, report=said.append)
    assert said == [f"going on with a load of this build that was begun before: {number} transactions are done"]
    assert everything(empty_neo4j) == expected


def test_a_server_killed_while_a_transaction_is_under_way(
    empty_neo4j: Server, current: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = fresh(empty_neo4j, current)
    monkeypatch.setattr(connection, "RETRY_S", 0.0)
    killer = threading.Timer(0.004, empty_neo4j.kill)
    with pytest.raises(StoreError):
        load_store(current, empty_neo4j.uri, progress=at(6, killer.start))
    killer.join()
    empty_neo4j.restart()
    load_store(current, empty_neo4j.uri)
    assert everything(empty_neo4j) == expected


@pytest.mark.parametrize("number", [1, 8])
def test_a_server_killed_while_another_build_is_replaced(
    empty_neo4j: Server, earlier: Path, current: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    expected = fresh(empty_neo4j, current)
    load_store(earlier, empty_neo4j.uri)
    monkeypatch.setattr(connection, "RETRY_S", 0.0)
    with pytest.raises(StoreError, match="no Neo4j answers"):
        load_store(current, empty_neo4j.uri, replace=True, progress=at(number, empty_neo4j.kill))
    empty_neo4j.restart()
    with pytest.raises(StoreError, match="did not end"):
        open_store(empty_neo4j.uri)
    with pytest.raises(StoreError, match="did not end"):  # the build that was there is no longer whole
        load_store(earlier, empty_neo4j.uri)
    load_store(current, empty_neo4j.uri)
    assert everything(empty_neo4j) == expected


LOADER = """
import os, signal, sys
from pathlib import Path
from kg.stores import load_store
from kg.stores.bolt import steps
steps.ELEMENTS = 25
told = []
def progress(what, done, total):
    told.append(done)
    if len(told) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
load_store(Path(sys.argv[1]), sys.argv[2], progress=progress)
"""


@pytest.mark.parametrize("number", [2, 12])
def test_a_loader_killed_in_mid_load(empty_neo4j: Server, current: Path, number: int) -> None:
    expected = fresh(empty_neo4j, current)
    command = [sys.executable, "-c", LOADER, str(current), empty_neo4j.uri, str(number)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    said: list[str] = []
    load_store(current, empty_neo4j.uri, report=said.append)
    assert said == [f"going on with a load of this build that was begun before: {number} transactions are done"]
    assert everything(empty_neo4j) == expected


@pytest.mark.parametrize("mode", ["create", "replace"])
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_line_that_breaks_at_commits_is_taken_up_again(
    empty_neo4j: Server, earlier: Path, current: Path, mode: str, where: str
) -> None:
    expected = fresh(empty_neo4j, current)
    if mode == "replace":
        load_store(earlier, empty_neo4j.uri)
    breaks = (COMMITS_BEFORE_ROWS + 4, COMMITS_BEFORE_ROWS + 9, COMMITS_BEFORE_ROWS + 10)
    with CuttingLine(empty_neo4j.port, **{where: breaks}) as line:  # type: ignore[arg-type]
        load_store(current, line.uri, replace=mode == "replace")
        assert line.cuts >= len(breaks)
        assert line.commits > max(breaks)
    assert everything(empty_neo4j) == expected


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_line_that_breaks_for_good_is_one_line_and_the_load_goes_on_later(
    empty_neo4j: Server, current: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    expected = fresh(empty_neo4j, current)
    monkeypatch.setattr(connection, "RETRY_S", 0.0)
    with CuttingLine(empty_neo4j.port, **{where: (COMMITS_BEFORE_ROWS + 8,)}, closed=True) as line:
        with pytest.raises(StoreError, match=r"^no Neo4j answers at bolt://127") as caught:
            load_store(current, line.uri)
        assert "\n" not in str(caught.value)
    load_store(current, empty_neo4j.uri)
    assert everything(empty_neo4j) == expected


def test_a_transient_error_is_tried_again(empty_neo4j: Server, current: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = fresh(empty_neo4j, current)
    failed: list[type] = []

    def deadlocked(kind: type, run: Callable[..., neo4j.Result]) -> Callable[..., neo4j.Result]:
        def running(transaction: object, statement: str, parameters: dict[str, object] | None = None) -> neo4j.Result:
            result = run(transaction, statement, parameters)
            if "UNWIND $rows" in statement and len(failed) < 3:  # after the rows have been written in this transaction
                result.consume()
                failed.append(kind)
                code = "Neo.TransientError.Transaction.DeadlockDetected"
                error = neo4j.exceptions.Neo4jError._hydrate_neo4j(code=code, message="a deadlock")
                assert isinstance(error, TransientError)
                raise error
            return result

        return running

    for kind in (neo4j.Transaction, neo4j.ManagedTransaction):
        monkeypatch.setattr(kind, "run", deadlocked(kind, kind.run))
    load_store(current, empty_neo4j.uri)
    assert failed == [neo4j.Transaction, neo4j.ManagedTransaction, neo4j.ManagedTransaction]
    assert everything(empty_neo4j) == expected


def test_a_deadlock_with_another_writer_is_got_over(empty_neo4j: Server, earlier: Path, current: Path) -> None:
    """The other one holds a drug and wants the journal; the loader holds the journal and wants the drug."""
    expected = fresh(empty_neo4j, current)
    load_store(earlier, empty_neo4j.uri)
    codes: list[str] = []

    def rival() -> None:
        with empty_neo4j.driver() as driver, driver.session() as session:
            transaction = session.begin_transaction()
            transaction.run("MATCH (d:Drug {id: $id}) SET d.locked = true", id=EVEROLIMUS).consume()
            holding.set()
            try:
                _wait_until_blocked(empty_neo4j)
                transaction.run("MATCH (n:KgLoad) SET n.locked = true").consume()
                transaction.rollback()
            except TransientError as error:
                codes.append(str(error.code))

    holding = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        started: list[object] = []

        def progress(what: str, done: int, total: int) -> None:
            if what == "load" and not started:
                started.append(pool.submit(rival))
                assert holding.wait(30)

        load_store(current, empty_neo4j.uri, replace=True, progress=progress)
        started[0].result(60)  # type: ignore[attr-defined]
    assert codes in (
        [],
        ["Neo.TransientError.Transaction.DeadlockDetected"],
    )  # the server chose one of the two to give way
    assert everything(empty_neo4j) == expected


def test_a_step_that_has_waited_too_long_for_the_one_before_is_done_again(
    empty_neo4j: Server, current: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What undoes a circle of locks that the server cannot see, as part of it is a loader that waits for its own
    commit.
    """
    expected = fresh(empty_neo4j, current)
    commit, again = overlap._Open.commit, []

    def slowly(opened: overlap._Open, load: journal.LoadUnderWay) -> None:
        time.sleep(0.3)  # longer than any step here takes to be written
        commit(opened, load)

    step = journal.LoadUnderWay.step

    def counted(load: journal.LoadUnderWay, number: int, work: overlap.InTransaction) -> None:
        again.append(number)
        step(load, number, work)

    monkeypatch.setattr(overlap._Open, "commit", slowly)
    monkeypatch.setattr(journal.LoadUnderWay, "step", counted)
    monkeypatch.setattr(overlap, "PATIENCE_S", 0.0)
    load_store(current, empty_neo4j.uri)
    assert len(again) > 3  # every other one of a phase, where the machine writes it in time
    assert everything(empty_neo4j) == expected


def test_a_step_whose_commit_failed_is_not_in_the_way_of_the_next(
    empty_neo4j: Server, earlier: Path, current: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next step writes rows that the failed one has locked, and only when it has written them is the failure looked
    at.
    """
    expected = fresh(empty_neo4j, current)
    load_store(earlier, empty_neo4j.uri)
    take = journal.LoadUnderWay.take
    failed: set[int] = set()

    def failing(load: journal.LoadUnderWay, transaction: journal.Writing, number: int) -> bool:
        taken = take(load, transaction, number)
        if (
            isinstance(transaction, neo4j.Transaction) and number not in failed
        ):  # one that goes side by side with the next
            failed.add(number)
            raise StoreError("not now")
        return taken

    monkeypatch.setattr(journal.LoadUnderWay, "take", failing)
    load_store(current, empty_neo4j.uri, replace=True)
    assert len(failed) > 3
    assert everything(empty_neo4j) == expected


def _wait_until_blocked(server: Server) -> None:
    """Wait until some transaction waits for a lock."""
    with server.driver() as driver, driver.session() as session:
        for _ in range(600):
            if session.run(
                "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*) AS n"
            ).single(strict=True)["n"]:
                return
            time.sleep(0.05)
    raise AssertionError("no transaction was ever blocked")


@pytest.mark.parametrize("replace", [False, True])
def test_two_loaders_of_the_same_build_at_once(
    empty_neo4j: Server, earlier: Path, current: Path, replace: bool
) -> None:
    expected = fresh(empty_neo4j, current)
    if replace:
        load_store(earlier, empty_neo4j.uri)
    errors: list[str] = []

    def one(_: int) -> None:
        try:
            load_store(current, empty_neo4j.uri, replace=replace)
        except (
            StoreError
        ) as error:  # a rival may end first and take the books away: that is said, and the graph is whole
            errors.append(str(error))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))
    assert len(errors) < 2 and all("\n" not in error for error in errors), errors
    load_store(current, empty_neo4j.uri)
    assert everything(empty_neo4j) == expected


def test_two_loaders_of_different_builds_at_once(empty_neo4j: Server, earlier: Path, current: Path) -> None:
    expected = {name: fresh(empty_neo4j, dataset) for name, dataset in (("earlier", earlier), ("current", current))}
    load_store(earlier, empty_neo4j.uri)
    errors: list[str] = []

    def one(dataset: Path) -> None:
        try:
            load_store(dataset, empty_neo4j.uri, replace=True)
        except StoreError as error:
            errors.append(str(error))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, [current, earlier]))
    assert all("\n" not in error for error in errors)
    try:
        open_store(empty_neo4j.uri).close()
    except StoreError as error:
        assert "did not end" in str(error)
    else:  # what is served is one of the two, whole
        assert everything(empty_neo4j) in expected.values()
    load_store(current, empty_neo4j.uri, replace=True)
    assert everything(empty_neo4j) == expected["current"]
