"""Making a server as good as new without starting it again."""

from __future__ import annotations

import re

from kg.dataset import graph_schema
from kg.stores.bolt import journal
from tests.server.process import Server

OWN = [*graph_schema.constraints(), *graph_schema.search_indexes(), *graph_schema.range_indexes(), journal.CONSTRAINT]


def clear(server: Server, *, schema: bool = False) -> None:
    """Delete every node and relationship, and every constraint and index but those that kg makes; with ``schema``
    these, too.

    A server plans each statement anew after a change of the schema, which is most of what a small load takes.
    """
    kept = set() if schema else {re.search(r"(\w+) IF NOT EXISTS", statement)[1] for statement in OWN}  # type: ignore[index]
    with server.driver() as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name RETURN name").value():
            if name not in kept:
                session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            if name not in kept:
                session.run(f"DROP INDEX `{name}`").consume()
