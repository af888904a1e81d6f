"""The steps of a load two at a time: the server writes the rows of one while it commits the one before, which is half
of its work.

Only one is ever written and only one committed, in their order, so the two do not wait for each other in a circle. The
lock of the journal is taken last here, and not first as in ``Load.step``: a step that finds itself done is rolled back.
Whatever goes wrong, the steps in hand are done again by ``Load.step``, one after the other, which looks at the books
first and tries again what can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from kg.errors import KgError
from kg.stores.bolt.journal import LoadUnderWay, Writing

InTransaction = Callable[[Writing], None]
FAILURES = (KgError, Neo4jError, DriverError)

PATIENCE_S = 2.0
"""How long a step whose rows are written waits for the commit of the one before until it is rolled back, to be done
again after it.
"""


@dataclass(frozen=True, slots=True)
class WriteTask:
    """Work for the transaction of a number.

    What tasks of one ``phase`` write does not depend on each other. ``told`` hears of its end.
    """

    number: int
    phase: int
    work: InTransaction
    told: Callable[[], None]


@dataclass(slots=True)
class _Open:
    """A task whose rows are written in a transaction that is still open."""

    task: WriteTask
    session: neo4j.Session
    transaction: neo4j.Transaction

    def commit(self, load: LoadUnderWay) -> None:
        try:
            if load.take(self.transaction, self.task.number):
                self.transaction.commit()
        finally:  # here, as the thread that asks how it went may be writing rows that this transaction has locked
            self.close()

    def close(self) -> None:
        with suppress(*FAILURES):  # the server rolls back what was not committed, also when nobody can tell it to
            self.transaction.close()
        with suppress(*FAILURES):
            self.session.close()


def overlapped(load: LoadUnderWay, tasks: Iterator[WriteTask]) -> None:
    """Do all tasks, each once, whoever else does them at the same time. Raises StoreError, DatasetError."""
    before: tuple[_Open, Future[None]] | None = None
    with ThreadPoolExecutor(1) as committing:
        for task in tasks:
            if before and before[0].task.phase != task.phase:
                _ended(load, before)
                before = None
            opened = _opened(load, task)
            if opened and before and not _committed(before[1], PATIENCE_S):
                # Doing the one before again may take locks that this one holds; or another loader, for whose lock of
                # the journal the one before waits, waits for locks of this one: a circle that the server does not see.
                opened.close()
                opened = None
            _ended(load, before)
            before = None
            if opened:
                before = opened, committing.submit(opened.commit, load)
            else:
                load.step(task.number, task.work)
                task.told()
        _ended(load, before)


def _opened(load: LoadUnderWay, task: WriteTask) -> _Open | None:
    session = load.connection.session()
    try:
        transaction = session.begin_transaction()
    except FAILURES:
        session.close()
        return None
    opened = _Open(task, session, transaction)
    try:
        task.work(transaction)
    except FAILURES:  # what it was is found out by `Load.step`, in its turn
        opened.close()
        return None
    except BaseException:
        opened.close()
        raise
    return opened


def _committed(future: Future[None], timeout_s: float | None = None) -> bool:
    """Whether a commit ended well, and in time."""
    try:
        error = future.exception(timeout_s)
    except TimeoutError:
        return False
    if error is not None and not isinstance(error, FAILURES):
        raise error
    return error is None


def _ended(load: LoadUnderWay, before: tuple[_Open, Future[None]] | None) -> None:
    """Wait for a commit, and do the step again where it failed."""
    if before is None:
        return
    opened, future = before
    if not _committed(future):
        load.step(opened.task.number, opened.task.work)
    opened.task.told()
