"""Bringing a database to the state of a dataset: exactly, again and again, whatever interrupts it.

Every transaction also moves the counter on the node of the run, under that node's lock. A transaction that is tried again after its
commit was answered by a broken line, a load that is run again after the server or the loader died, and two loaders of the same build at
once therefore write each row once. At the end the graph is counted: it has the rows of the dataset or the load has failed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neo4j import ManagedTransaction

from kg.dataset import graph
from kg.errors import StoreError
from kg.stores import cypher
from kg.stores.bolt.connection import Connection
from kg.stores.bolt.state import Build, State, count_nodes, count_relationships, inspect
from kg.stores.bolt.steps import Key, Step, steps
from kg.stores.bolt.sweep import drop_doubles, sweep
from kg.stores.store import Progress, Report

INDEX_S = 600
"""How long the indexes may take to fill."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: ``mode`` is ``create``, ``merge`` or ``check`` (all is there), ``done`` the transactions that an earlier load did."""

    mode: str
    done: int = 0


def load(
    connection: Connection, dataset: Path, *, replace: bool, renew: bool, alongside: bool, report: Report, progress: Progress
) -> dict[str, int]:
    """Bring the database to the state of the dataset and count it; returns rows per label and relationship type.

    A database that has this build already is only counted. One that has another build is brought to this one with ``replace``: what the
    dataset does not have is deleted, the rest is written over; ``renew`` allows that for builds of the same pipeline only. One that holds
    somebody else's graph is refused unless ``alongside``.
    Raises StoreError, DatasetError; both leave the database so that the same command goes on from there.
    """
    state, run = inspect(connection), _run(dataset)
    replace = replace or (renew and earlier(state, run))
    plan = choose(state, run["build"], connection.url, replace=replace, alongside=alongside)
    if plan.mode == "check":
        counts = _expected(dataset)
        verify(connection, counts)
        report(f"{connection.url} has this build already: {sum(counts.values()):,} nodes and relationships counted")
        return _by_name(counts)
    if plan.done:
        report(f"going on with a load that was interrupted after {plan.done} transactions")
    _constrain(connection, replace=replace)
    if not plan.done:
        _begin(connection, run, plan.mode)
    if plan.mode == "merge":
        nodes, links = sweep(connection, dataset, state, lambda n: progress("delete", n, 0))
        report(f"deleted {nodes:,} nodes and {links:,} relationships that the dataset does not have")
    counts = _write(connection, dataset, run["id"], plan, progress)
    for statement in (*cypher.range_indexes(), *cypher.search_indexes()):
        connection.change(statement)
    connection.read(f"CALL db.awaitIndexes({INDEX_S})")
    verify(connection, counts)
    connection.change("MATCH (r:Run {id: $id}) REMOVE r.loading, r.mode, r.lock", {"id": run["id"]})
    return _by_name(counts)


def earlier(state: State, run: dict[str, Any]) -> bool:
    """Whether a database holds nothing but other builds of the same pipeline."""
    pipelines, builds = {build.pipeline for build in state.builds}, {build.build for build in state.builds}
    return pipelines == {run.get("pipeline", "")} and run["build"] not in builds


def choose(state: State, build: str, url: str, *, replace: bool, alongside: bool) -> Plan:
    """How to load ``build`` into a database in that state. Raises StoreError when it must not be, with what would allow it."""
    if state.builds:
        return _over_a_build(state, build, url, replace=replace)
    if not state.nodes:
        return Plan("create")
    if not alongside:
        raise StoreError(
            f"{url} holds somebody else's graph ({state.nodes:,} nodes, none of them from kg): load into a database of its own "
            "(NEO4J_DATABASE), or give --alongside to add to it"
        )
    if state.ours and not replace:
        there = ", ".join(f"{count:,} {label}" for label, count in state.ours.items())
        raise StoreError(
            f"{url} has nodes of other makers under labels of this graph ({there}): give --alongside --replace to take these labels "
            "over, which deletes the nodes that the dataset does not have"
        )
    return Plan("merge" if state.ours else "create")


def _over_a_build(state: State, build: str, url: str, *, replace: bool) -> Plan:
    unfinished = state.unfinished
    if unfinished and unfinished.build == build and not replace:
        return Plan(unfinished.mode, unfinished.loading or 0)
    if replace:
        return Plan("merge")
    if state.whole and state.whole.build == build:
        return Plan("check")
    found: Build = unfinished or state.builds[0]
    what = f"a load of another build that did not end (pipeline {found.pipeline or 'unnamed'}, run {found.run})" if unfinished else (
        f"another build (pipeline {found.pipeline or 'unnamed'}, run {found.run})"
    )  # fmt: skip
    raise StoreError(f"{url} holds {what}: give --replace to bring it to this one")


def verify(connection: Connection, counts: dict[Key, int]) -> None:
    """Count in the graph, label by label and type by type. Raises StoreError with the first differences."""
    wrong: list[str] = []
    for label in graph.labels():
        _compare(wrong, label, count_nodes(connection, label), counts.get((label, ""), 0))
    for label, relation in sorted({*graph.relationship_kinds(), *(key for key in counts if key[1])}):
        _compare(wrong, f"{label} {relation}", count_relationships(connection, label, relation), counts.get((label, relation), 0))
    if wrong:
        raise StoreError(
            f"{connection.url} does not hold what the dataset has: {'; '.join(wrong[:5])}"
            f"{f' and {len(wrong) - 5} more' if len(wrong) > 5 else ''}; something else has written there: give --replace to put it right"
        )


def _compare(wrong: list[str], what: str, found: int, expected: int) -> None:
    if found != expected:
        wrong.append(f"{found:,} {what} found, {expected:,} expected")


def _run(dataset: Path) -> dict[str, Any]:
    """Properties of the node of the dataset's own run."""
    run_id = graph.run_ledger(dataset)["id"]
    return next(row["props"] for batch in graph.nodes(dataset) if batch.label == "Run" for row in batch.rows if row["id"] == run_id)


def _expected(dataset: Path) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for step in steps(dataset, "merge"):
        _count(counts, step)
    return counts


def _count(counts: dict[Key, int], step: Step) -> None:
    for part in step.parts:
        counts[part.key] = counts.get(part.key, 0) + len(part.rows)


def _by_name(counts: dict[Key, int]) -> dict[str, int]:
    named: dict[str, int] = {}
    for (label, relation), count in counts.items():
        named[relation or label] = named.get(relation or label, 0) + count
    return named


def _constrain(connection: Connection, *, replace: bool) -> None:
    for label, statement in zip(graph.labels(), cypher.constraints(), strict=True):
        try:
            connection.change(statement)
        except StoreError as error:
            doubles = connection.read(
                f"MATCH (n:{label}) WITH n.id AS id, count(*) AS n WHERE n > 1 RETURN id AS id, n AS n ORDER BY n DESC, id LIMIT 1"
            )
            if not doubles:
                raise StoreError(f"{connection.url} cannot hold the constraint that a {label} has one id: {error}") from None
            if not replace:
                raise StoreError(
                    f"{connection.url} has {doubles[0]['n']} {label} nodes with the id {doubles[0]['id']!r}, where one is allowed: "
                    "delete the extra ones, or give --replace to have them replaced by the dataset's"
                ) from None
            drop_doubles(connection, label)
            connection.change(statement)


def _begin(connection: Connection, run: dict[str, Any], mode: str) -> None:
    """Say in the graph that a load has begun, so that nobody takes what is there for whole."""
    statement = (
        "OPTIONAL MATCH (other:Run) WHERE other.loading IS NOT NULL REMOVE other.loading, other.mode, other.lock "
        "WITH count(*) AS others MERGE (r:Run {id: $run.id}) SET r += $run, r.loading = 0, r.mode = $mode"
    )
    connection.change(statement, {"run": run, "mode": mode})


def _write(connection: Connection, dataset: Path, run_id: str, plan: Plan, progress: Progress) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for number, step in enumerate(steps(dataset, plan.mode), 1):
        _count(counts, step)
        if number > plan.done:
            connection.write(_transaction(dataset, run_id, number, step))
        progress("load", step.size, 0)
    return counts


def _transaction(dataset: Path, run_id: str, number: int, step: Step) -> Callable[[ManagedTransaction], None]:
    def work(transaction: ManagedTransaction) -> None:
        # SET takes the lock before the counter is read: of two loaders the second one waits here and then finds the step done.
        moved = transaction.run(
            "MATCH (r:Run {id: $id}) SET r.lock = true WITH r WHERE r.loading = $number - 1 SET r.loading = $number RETURN count(*) AS n",
            {"id": run_id, "number": number},
        ).single(strict=True)["n"]
        if not moved:
            _require_done(transaction, run_id, number)
            return
        for part in step.parts:
            written = transaction.run(part.statement, {"rows": part.rows}).single(strict=True)["n"]
            if written != len(part.rows) and part.links is not None:
                links = graph.Relationships(part.links.subject, part.links.relation, part.links.object, part.rows)
                raise graph.dangling(dataset, links)

    return work


def _require_done(transaction: ManagedTransaction, run_id: str, number: int) -> None:
    found = transaction.run("MATCH (r:Run {id: $id}) RETURN r.loading AS loading", {"id": run_id}).single()
    if found is None or found["loading"] is None or found["loading"] < number:
        raise StoreError("another load has taken this database over: run the same command again when it has ended")
