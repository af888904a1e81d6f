"""A connection to a Neo4j server: address, credentials, version, and managed transactions."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import ManagedTransaction
from neo4j.exceptions import IncompleteCommit

from kg.errors import StoreError
from kg.stores.bolt.failures import explained, first_line

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""Schemes of an address: ``neo4j`` routes in a cluster; ``+s`` is encrypted and checks the certificate, ``+ssc`` takes
any.
"""

OLDEST = (5, 26)
"""The oldest version that the statements here are tested with (Neo4j 5.26 LTS)."""

RETRY_S = 30.0
"""How long a transaction is tried again after a transient error (a deadlock, a leader change, a lost connection)."""

T = TypeVar("T")


class Connection:
    """An open driver on one database of a server.

    Credentials come from ``NEO4J_USERNAME`` and ``NEO4J_PASSWORD``, the database from ``NEO4J_DATABASE`` (the server's
    home database when not set).

    Raises StoreError, one line, for an address with credentials in it, no server, a wrong password or a version that is
    too old.
    """

    def __init__(self, url: str) -> None:
        self.url = _checked(url)
        self._database = os.environ.get("NEO4J_DATABASE") or None
        with explained(url):
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=_credentials(),
                connection_timeout=10,
                max_transaction_retry_time=RETRY_S,
                # a pattern that matches nothing is an answer
                notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                user_agent="kg",
            )
        try:
            with explained(url):
                self._driver.verify_connectivity()
                agent = self._driver.get_server_info().agent
            check_version(url, agent)
        except BaseException:
            self._driver.close()
            raise

    def read(
        self, statement: str, params: Mapping[str, Any] | None = None, *, timeout_s: int = 0
    ) -> list[neo4j.Record]:
        """Records of a statement in a managed transaction that may only read. Raises StoreError."""
        # Query and execute_query let the driver begin, ask and pull in one message: half the time of a session of ours
        query = neo4j.Query(_literal(statement), timeout=timeout_s or None)

        def work() -> list[neo4j.Record]:
            return self._driver.execute_query(
                query,
                dict(params or {}),
                routing_=neo4j.RoutingControl.READ,
                database_=self._database,
                bookmark_manager_=None,
            ).records

        try:
            return self._again(work, timeout_s)
        except (TypeError, OverflowError, ValueError) as error:  # a parameter that Bolt has no form for
            raise StoreError(first_line(error)) from None

    def stream(self, statement: str, params: Mapping[str, Any] | None = None) -> Iterator[neo4j.Record]:
        """Records one by one as the server sends them, for answers that do not fit into memory. Raises StoreError; is
        not tried again.
        """
        with explained(self.url), self._session(neo4j.READ_ACCESS) as session:
            yield from session.run(_literal(statement), dict(params or {}))

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What ``work`` returns, done in a managed transaction: tried again as a whole after a transient error.

        It is also tried again when the line broke while the commit was under way, so ``work`` must bear to be done
        twice. An error that ``work`` raises rolls the transaction back. Raises StoreError.
        """

        def written() -> T:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(work)

        return self._again(written)

    def change(self, statement: str, params: Mapping[str, Any] | None = None) -> list[neo4j.Record]:
        """One writing statement in a managed transaction. Raises StoreError."""
        return self.write(lambda transaction: list(transaction.run(_literal(statement), dict(params or {}))))

    def session(self) -> neo4j.Session:
        """A session that may write, for transactions of the caller's own; what the driver raises there is not yet
        explained.
        """
        return self._session(neo4j.WRITE_ACCESS)

    def close(self) -> None:
        """Close the driver; twice is fine."""
        self._driver.close()

    def _again(self, work: Callable[[], T], timeout_s: int = 0) -> T:
        """What ``work`` returns, which is done again where the line broke under a commit."""
        until = time.monotonic() + RETRY_S
        with explained(self.url, timeout_s=timeout_s):
            while True:
                try:
                    return work()
                except IncompleteCommit:  # which the driver leaves to those who know whether doing it twice does harm
                    if time.monotonic() > until:
                        raise

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(default_access_mode=access, database=self._database)


def check_version(url: str, agent: str) -> None:
    """Raise StoreError unless ``agent`` (``Neo4j/5.26.30``) is a version that is new enough."""
    found = re.fullmatch(r"Neo4j/v?(\d+)\.(\d+)\S*(.*)", agent)
    oldest = ".".join(map(str, OLDEST))
    if not found:
        raise StoreError(f"{url} is {agent!r}: expected Neo4j {oldest} or newer")
    if (int(found[1]), int(found[2])) < OLDEST:
        raise StoreError(
            f"{url} is {agent}: Neo4j {oldest} or newer is needed; `kg query --store DATASET` needs no server"
        )


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise StoreError(
            f"{parts.scheme}:// is not an address of Neo4j: expected one of {', '.join(f'{s}://' for s in SCHEMES)}"
        )
    if "@" in parts.netloc:
        place = parts.netloc.rpartition("@")[2]
        raise StoreError(
            f"the address {parts.scheme}://{place} came with credentials: they are read from NEO4J_USERNAME and"
            " NEO4J_PASSWORD only, so that they do not get into logs and shell histories"
        )
    try:
        named = parts.hostname, parts.port
    except ValueError:
        named = None, None
    if not named[0]:
        raise StoreError(f"{url} names no server: expected for example {parts.scheme}://localhost:7687")
    if parts.path.strip("/"):
        raise StoreError(f"{url}: the database is named by NEO4J_DATABASE, not in the address")
    return url


def _credentials() -> tuple[str, str] | None:
    user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
    if password is None:
        return None  # a server without authentication; any other says that it wants some
    return (user or "neo4j", password)


def _literal(statement: str) -> Any:
    # The driver's type asks for literal strings against injection; values go in as parameters here, statements come
    # from files.
    return statement
