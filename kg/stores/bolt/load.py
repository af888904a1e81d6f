"""Bringing a database to the state of a dataset: exactly, again and again, whatever interrupts it.

The journal in the database (``kg.stores.bolt.journal``) sees to it that each step is done once. At the end the graph is
counted: it has the rows of the dataset, or the load has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kg.dataset import graph, graph_schema
from kg.dataset.opened import Dataset
from kg.errors import StoreError
from kg.progress import Progress, Report
from kg.stores.bolt.connection import Connection
from kg.stores.bolt.journal import LoadPlan, LoadUnderWay, Writing, begin
from kg.stores.bolt.overlap import WriteTask, overlapped
from kg.stores.bolt.state import Build, State, count_nodes, count_relationships, inspect
from kg.stores.bolt.steps import ElementKind, Step, steps
from kg.stores.bolt.sweep import drop_doubles, sweep

INDEX_S = 600
"""How long the indexes may take to fill."""


def load(
    connection: Connection,
    dataset: Path,
    *,
    replace: bool,
    renew: bool,
    alongside: bool,
    report: Report,
    progress: Progress,
) -> dict[str, int]:
    """Bring the database to the state of the dataset and count it; returns rows per label and relationship type.

    A database that has this build already is only counted. One that has another build is brought to this one with
    ``replace``: what the dataset does not have is deleted, the rest is written over; ``renew`` allows that for builds
    of the same pipeline only. One that holds somebody else's graph is refused unless ``alongside``.
    Raises StoreError, DatasetError; both leave the database so that the same command goes on from there.
    """
    build = _build(dataset)
    state = inspect(connection.read)
    replace = replace or (renew and earlier(state, build))

    def decide(found: State) -> LoadPlan:
        return choose(found, build, connection.url, replace=replace, alongside=alongside)

    if decide(state).mode == "check":
        return _check(connection, dataset, report)
    if not replace:  # what is in the way of a constraint is said before anything is written
        _constrain(connection)
    work, state = begin(connection, build, decide)
    if work.mode == "check":  # another loader has just ended
        return _check(connection, dataset, report)
    if state.journal and state.journal.token == work.token:
        report(f"going on with a load of this build that was begun before: {work.done} transactions are done")
    if replace:
        _constrain(connection, work)
    if work.mode == "merge" and not work.done:
        nodes, links = sweep(work, dataset, state, lambda n: progress("delete", n, 0))
        report(f"deleted {nodes:,} nodes and {links:,} relationships that the dataset does not have")
    counts = _write(work, dataset, progress)
    for statement in (*graph_schema.range_indexes(), *graph_schema.search_indexes()):
        connection.change(statement)
    connection.read(f"CALL db.awaitIndexes({INDEX_S})")
    verify(connection, counts)
    work.end()
    return _by_name(counts)


def earlier(state: State, build: Build) -> bool:
    """Whether a database holds nothing but other builds of the same pipeline."""
    there = {*state.builds, *([state.journal.build] if state.journal else [])}
    # A run without a pipeline has no name: two of them have nothing to do with each other.
    same = bool(build.pipeline) and {other.pipeline for other in there} == {build.pipeline}
    return same and build.build not in {other.build for other in there}


def choose(state: State, build: Build, url: str, *, replace: bool, alongside: bool) -> LoadPlan:
    """How to load ``build`` into a database in that state. Raises StoreError when it must not be, with what would allow
    it.
    """
    if state.journal or state.builds:
        return _over_a_build(state, build, url, replace=replace)
    if not state.nodes:
        return LoadPlan("create")
    if not alongside:
        raise StoreError(
            f"{url} holds somebody else's graph ({state.nodes:,} nodes, none of them from kg): load into a database of"
            " its own (NEO4J_DATABASE), or give --alongside to add to it"
        )
    if state.ours and not replace:
        there = ", ".join(f"{count:,} {label}" for label, count in state.ours.items())
        raise StoreError(
            f"{url} has nodes of other makers under labels of this graph ({there}): give --alongside --replace to take"
            " these labels over, which deletes the nodes that the dataset does not have"
        )
    return LoadPlan("merge" if state.ours else "create")


def _over_a_build(state: State, build: Build, url: str, *, replace: bool) -> LoadPlan:
    journal = state.journal
    if journal and journal.build.build == build.build and not replace:
        return LoadPlan(journal.mode, joined=True)
    if replace:
        return LoadPlan("merge")
    if state.whole and state.whole.build == build.build:
        return LoadPlan("check")
    found = journal.build if journal else state.builds[0]
    what = "a load of another build that did not end" if journal else "another build"
    raise StoreError(
        f"{url} holds {what} (pipeline {found.pipeline or 'unnamed'}, run {found.run}): give --replace to bring it to"
        " this one"
    )


def _check(connection: Connection, dataset: Path, report: Report) -> dict[str, int]:
    counts: dict[ElementKind, int] = {}
    for step in steps(dataset, "merge"):
        _count(counts, step)
    verify(connection, counts)
    report(f"{connection.url} has this build already: {sum(counts.values()):,} nodes and relationships counted")
    return _by_name(counts)


def verify(connection: Connection, counts: dict[ElementKind, int]) -> None:
    """Count in the graph, label by label and type by type. Raises StoreError with the first differences."""
    wrong: list[str] = []
    nodes = count_nodes(connection.read, graph.labels())
    links = count_relationships(
        connection.read, sorted({*graph.relationship_kinds(), *(key for key in counts if key[1])})
    )
    for (label, relation), found in {**{(label, ""): count for label, count in nodes.items()}, **links}.items():
        expected = counts.get((label, relation), 0)
        if found != expected:
            wrong.append(f"{found:,} {' '.join((label, relation)).strip()} found, {expected:,} expected")
    if wrong:
        raise StoreError(
            f"{connection.url} does not hold what the dataset has:"
            f" {'; '.join(wrong[:5])}{f' and {len(wrong) - 5} more' if len(wrong) > 5 else ''}; something else has"
            " written there: give --replace to put it right"
        )


def _build(dataset: Path) -> Build:
    ledger = Dataset.open(dataset, tables=()).ledger
    return Build(ledger["id"], graph.stamp(dataset), (ledger.get("pipeline") or {}).get("name") or "")


def _count(counts: dict[ElementKind, int], step: Step) -> None:
    for part in step.parts:
        for key in part.keys:
            counts[key] = counts.get(key, 0) + len(part.rows)


def _by_name(counts: dict[ElementKind, int]) -> dict[str, int]:
    named: dict[str, int] = {}
    for (label, relation), count in counts.items():
        named[relation or label] = named.get(relation or label, 0) + count
    return named


def _constrain(connection: Connection, work: LoadUnderWay | None = None) -> None:
    """Make the constraints; nodes that are in the way are deleted when ``work`` may write, else they are an error that
    names them.
    """
    for label, statement in zip(graph.labels(), graph_schema.constraints(), strict=True):
        try:
            connection.change(statement)
        except StoreError as error:
            doubles = connection.read(
                f"MATCH (n:{label}) WITH n.id AS id, count(*) AS n WHERE n > 1 RETURN id AS id, n AS n ORDER BY n DESC,"
                " id LIMIT 1"
            )
            if not doubles:
                raise StoreError(
                    f"{connection.url} cannot hold the constraint that a {label} has one id: {error}"
                ) from None
            if work is None:
                raise StoreError(
                    f"{connection.url} has {doubles[0]['n']} {label} nodes with the id {doubles[0]['id']!r}, where one"
                    " is allowed: delete the extra ones, or give --replace to have them replaced by the dataset's"
                ) from None
            drop_doubles(work, label)
            connection.change(statement)


def _write(work: LoadUnderWay, dataset: Path, progress: Progress) -> dict[ElementKind, int]:
    counts: dict[ElementKind, int] = {}

    def tasks() -> Iterator[WriteTask]:
        for number, step in enumerate(steps(dataset, work.mode), 1):
            _count(counts, step)
            told = partial(progress, "load", step.size, 0)
            if number > work.done:
                yield WriteTask(number, step.phase, _writing(dataset, step), told)
            else:
                told()

    overlapped(work, tasks())
    return counts


def _writing(dataset: Path, step: Step) -> Callable[[Writing], None]:
    def write(transaction: Writing) -> None:
        for part in step.parts:
            written = transaction.run(part.statement, {"rows": part.rows}).single(strict=True)["n"]
            if written != len(part.rows):
                raise graph.dangling(dataset, list(part.relationships()))

    return write
