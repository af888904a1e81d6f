"""The books of a load, kept in the database itself on the node ``KgLoad``.

They say whose turn it is to write, and how far the load has come. Every writing transaction takes the lock of that node
before it commits. So each step is done once, whatever is tried again:

- a transaction whose commit was answered by a broken line;
- a load after the server or the loader died;
- two loaders of the same build at once.

A loader whose database another build has taken over finds that out before it commits another row.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from neo4j import ManagedTransaction, Transaction

from kg.errors import StoreError
from kg.stores.bolt.connection import Connection
from kg.stores.bolt.state import JOURNAL, Build, State, inspect

Writing = ManagedTransaction | Transaction
"""A transaction that work is done in: the driver's to try again, or one that the caller ends."""

CONSTRAINT = f"CREATE CONSTRAINT {JOURNAL.lower()}_id IF NOT EXISTS FOR (n:{JOURNAL}) REQUIRE n.id IS UNIQUE"

_NODE = f"(n:{JOURNAL} {{id: 'load'}})"
_LOCK = f"MATCH {_NODE} SET n.lock = true RETURN n.token AS token, n.done AS done"
_ENDED = "MATCH (r:Run {id: $run}) WHERE r.build = $build RETURN count(*) AS n"


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What to do with a database: ``mode`` is ``create``, ``merge`` or ``check`` (all is there).

    ``joined`` goes on with the load that the journal speaks of.
    """

    mode: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class LoadUnderWay:
    """A load under way: ``token`` tells it from any other of the same build, ``done`` is how many transactions it had
    done at first.
    """

    connection: Connection
    build: Build
    token: str
    mode: str
    done: int

    def prepare(self, work: Callable[[ManagedTransaction], None]) -> bool:
        """Do ``work`` in a transaction before the first step; False, and nothing is done, once steps have been done.
        Raises StoreError.

        What is deleted here is named by the server's own ids, which it gives to new rows again: with the first new row
        they are void.
        """

        def guarded(transaction: ManagedTransaction) -> bool:
            if self._lock(transaction) != 0:
                return False
            work(transaction)
            return True

        return self.connection.write(guarded)

    def step(self, number: int, work: Callable[[Writing], None]) -> None:
        """Do ``work`` in the transaction of that number, counted from 1, unless it is done already. Raises
        StoreError.
        """

        def guarded(transaction: ManagedTransaction) -> None:
            if self.take(transaction, number):
                work(transaction)

        self.connection.write(guarded)

    def take(self, transaction: Writing, number: int) -> bool:
        """Take the lock and the turn of that number; False when the step is done already. Raises StoreError when it is
        not its turn.
        """
        done = self._lock(transaction)
        if done is None or done >= number:
            return False
        if done != number - 1:
            raise _taken()
        transaction.run(f"MATCH {_NODE} SET n.done = $number", {"number": number}).consume()
        return True

    def end(self) -> None:
        """Close the books: what is there is whole from now on. Raises StoreError when another load has taken the
        database over.
        """

        def guarded(transaction: ManagedTransaction) -> None:
            if self._lock(transaction) is not None:
                transaction.run(f"MATCH {_NODE} DELETE n").consume()

        self.connection.write(guarded)

    def _lock(self, transaction: Writing) -> int | None:
        """Transactions that are done, read under the lock; None when the load has ended."""
        found = transaction.run(_LOCK).single()
        if found is not None and found["token"] == self.token:
            return int(found["done"])
        if found is None:
            ended = transaction.run(_ENDED, {"run": self.build.run, "build": self.build.build}).single(strict=True)
            if ended["n"]:
                return None
        raise _taken()


def begin(connection: Connection, build: Build, choose: Callable[[State], LoadPlan]) -> tuple[LoadUnderWay, State]:
    """Open the books of a load, or go on with those that are open, as ``choose`` says; what it raises leaves the
    database as it was.

    Returns the load and the state that was found, both read under the lock, so that of two loaders each knows of the
    other. Raises StoreError.
    """
    connection.change(CONSTRAINT)
    token = str(uuid.uuid4())

    def work(transaction: ManagedTransaction) -> tuple[LoadUnderWay, State]:
        transaction.run(f"MERGE {_NODE} SET n.lock = true").consume()
        state = inspect(lambda statement: list(transaction.run(statement)))
        plan = choose(state)
        if plan.joined and state.journal:
            return LoadUnderWay(connection, build, state.journal.token, plan.mode, state.journal.done), state
        if plan.mode == "check":
            transaction.run(f"MATCH {_NODE} DELETE n").consume()
        else:
            books = {
                "run": build.run,
                "build": build.build,
                "pipeline": build.pipeline,
                "mode": plan.mode,
                "token": token,
                "done": 0,
            }
            transaction.run(f"MATCH {_NODE} SET n += $books", {"books": books}).consume()
        return LoadUnderWay(connection, build, token, plan.mode, 0), state

    return connection.write(work)


def _taken() -> StoreError:
    return StoreError("another load has taken this database over: run the same command again when that has ended")
