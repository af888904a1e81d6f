"""What a driver or a server complains of, as one line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from kg.errors import StoreError
from kg.stores.store import QueryTimeout

ADVICE: dict[str, str] = {
    "Neo.ClientError.Security.Unauthorized": "refuses the user name or password: set NEO4J_USERNAME and NEO4J_PASSWORD",
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "has locked the user after too many wrong passwords: wait some seconds, then set "
        "NEO4J_USERNAME and NEO4J_PASSWORD"
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "wants a new password first: change it with ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new' in cypher-shell"
    ),
    "Neo.ClientError.Security.Forbidden": (
        "does not let this user do that: give it the rights to write and to change the schema, or "
        "load as another user (NEO4J_USERNAME)"
    ),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": (
        "has this database set to read-only (server.databases.read_only or "
        "server.databases.default_to_read_only): it can be queried, not loaded"
    ),
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": (
        "has this database set to read-only (server.databases.read_only or "
        "server.databases.default_to_read_only): it can be queried, not loaded"
    ),
    "Neo.ClientError.Database.DatabaseNotFound": "has no database of that name: check NEO4J_DATABASE",
    "Neo.ClientError.Statement.AccessMode": (
        "refuses to write in a session that only reads: the graph is written by `kg load`"
    ),
    "Neo.TransientError.General.DatabaseUnavailable": (
        "has this database stopped or still starting: try again when it is up"
    ),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (
        "has too little memory for the transaction: raise "
        "dbms.memory.transaction.total.max or server.memory.heap.max_size"
    ),
    "Neo.TransientError.General.OutOfMemoryError": "is out of memory: raise server.memory.heap.max_size",
    "Neo.TransientError.Transaction.DeadlockDetected": (
        "had other writers in the way again and again: run the same command when they are done"
    ),
}
"""Neo4j status code -> what the server does, and what to do."""

TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)


@contextmanager
def explained(url: str, *, timeout_s: int = 0) -> Iterator[None]:
    """Turn what the driver raises into StoreError, one line that begins with the address where the server is to
    blame.
    """
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise explain(error, url, timeout_s=timeout_s) from None


def explain(error: Exception, url: str, *, timeout_s: int = 0) -> StoreError:
    """The StoreError for what the driver or the server raised."""
    if isinstance(error, exceptions.Neo4jError):
        if error.code in TIMED_OUT:
            return QueryTimeout(timeout_s)
        advice = ADVICE.get(error.code or "")
        if advice:
            return StoreError(f"{url} {advice}")
        return StoreError(first_line(error.message or error))
    if isinstance(error, exceptions.ConfigurationError | exceptions.UnsupportedServerProduct):
        return StoreError(f"{url}: {first_line(error)}")
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired | OSError):
        scheme = url.partition("://")[0]
        secure = "; a server without a certificate wants " + scheme.partition("+")[0] + "://" if "+" in scheme else ""
        return StoreError(
            f"no Neo4j answers at {url} ({first_line(error)}): is it running, and is this its Bolt address{secure}?"
        )
    return StoreError(f"{url}: {first_line(error)}")


def first_line(error: object) -> str:
    """The first line of a message, or the name of the error where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(" :")
