"""A million pieces of evidence: how fast they get into Neo4j, over Bolt and by its own importer, and how fast the
flagship is answered.

    python -m bench.million [--evidence N] [--rounds N] [--json]

The dataset is made up (``bench.graphs``). Both ways write the same graph to the same server, a Neo4j Community of the
long-term line with 2 GB of heap; rates are nodes and relationships a wall second, the start of the importer's JVM
included. What has to be done around an import, the export before and ``schema.cypher`` after it, has its own rows.
Queries are asked of the imported graph and of the embedded engine by one thread: wall seconds, the wire included, the
median of the rounds after three to warm up. The plan of Neo4j is that of PROFILE: a scan of all nodes or of a label is
a miss, as every label has an index. Leaves with 1 where a goal is missed or the engines' rows differ.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from bench.graphs import realistic
from bench.servers import PAGE_CACHE, credentials
from bench.world import CLASS, DISEASE, TARGET
from kg.ask.pack import Query, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.exchange.export import FOLDERS
from kg.stores import load_store, open_store
from kg.stores.store import Store
from tests.server import LTS, Server

P50_MS, TIMES_IMPORT = 50, 5
"""The goals: for the flagship, and for the importer against ``kg load``."""

ASKED: dict[str, tuple[str, ...]] = {
    "mtor-inhibitors-with-hcc-evidence": (),
    "drug-class-members": (f"class={CLASS}",),
    "drugs-against-target": (f"target={TARGET}",),
    "drugs-studied-for-disease": (f"disease={DISEASE}",),
}
"""Queries that are timed, the flagship first; the goal holds for it."""
WARM_UP = 3

T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--evidence", type=int, default=1_000_000, help="pieces of evidence")
    options.add_argument("--rounds", type=int, default=15, help="times each query is asked")
    options.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(Path(scratch), given.evidence, given.rounds)
    rate = {row["way"]: row["a_second"] for row in found["writing"]}
    times = rate["neo4j-admin import"] / rate["kg load"]
    flagship = [row for row in found["queries"] if row["query"] == next(iter(ASKED))]
    met = times >= TIMES_IMPORT and not found["scans"] and all(row["same_rows"] for row in found["queries"])
    met = met and all(row["p50_ms"] < P50_MS for row in flagship)
    if given.json:
        print(json.dumps([*found["writing"], *found["queries"]], indent=1))
        sys.exit(0 if met else 1)
    print(f"Neo4j Community {LTS}, 2 GB of heap; {given.evidence:,} pieces of evidence")
    print(f"{'way':<34}{'elements':>11}{'wall s':>9}{'a second':>10}")
    for row in found["writing"]:
        print(f"{row['way']:<34}{row['elements']:>11,}{row['wall_s']:>9.1f}{row['a_second']:>10,.0f}")
    print(f"neo4j-admin import: {times:.1f} times kg load (goal: {TIMES_IMPORT})\n")
    print(f"{'query':<36}{'engine':<10}{'rows':>6}{'p50 ms':>9}{'p95 ms':>9}{'same rows':>11}")
    for row in found["queries"]:
        same = "yes" if row["same_rows"] else "NO"
        print(
            f"{row['query']:<36}{row['engine']:<10}{row['rows']:>6}{row['p50_ms']:>9.1f}{row['p95_ms']:>9.1f}{same:>11}"
        )
    print(
        f"goal for the flagship: p50 under {P50_MS} ms on both; scans in its plan:"
        f" {', '.join(found['scans']) or 'none'}"
    )
    sys.exit(0 if met else 1)


def measure(folder: Path, evidence: int, rounds: int) -> dict[str, list[Any]]:
    """``writing``: a row a way; ``queries``: a row a query and engine; ``scans`` in the plan of the flagship."""
    dataset, out = realistic(folder / "dataset", evidence), folder / "import"
    queries = load_queries()
    writing: list[dict[str, Any]] = []

    def record(way: str, write: Callable[[], T]) -> T:
        begun = time.perf_counter()
        result = write()
        writing.append({"way": way, "wall_s": time.perf_counter() - begun})
        return result

    server = Server(home=folder / "neo4j", heap="2g", fast=False, settings=PAGE_CACHE)
    with credentials(server), server:
        elements = sum(record("kg load", lambda: load_store(dataset, server.uri)).values())
        server.stop()
        record("kg export neo4j-admin", lambda: FOLDERS["neo4j-admin"](dataset, out))
        record("neo4j-admin import", lambda: _imported(server, out))
        record("start and schema.cypher", lambda: _finished(server, out))
        answers = {"Neo4j": _asked(open_store(server.uri), queries, rounds)}
        scans = _scans(server, queries[next(iter(ASKED))])
    for row in writing:
        row |= {"elements": elements, "a_second": elements / row["wall_s"]}
    answers["embedded"] = _asked(open_store(str(dataset)), queries, rounds)
    asked = [
        {
            "query": name,
            "engine": engine,
            "rows": len(rows),
            "p50_ms": 1000 * statistics.median(times),
            "p95_ms": 1000 * sorted(times)[max(0, round(0.95 * len(times)) - 1)],
            "same_rows": rows == answers["embedded"][name][0],
        }
        for name in ASKED
        for engine, (rows, times) in ((engine, found[name]) for engine, found in answers.items())
    ]
    return {"writing": writing, "queries": asked, "scans": scans}


def _imported(server: Server, folder: Path) -> None:
    """Import the folder into the stopped server, over what it holds, as ``import.sh`` does."""
    report = f"--report-file={folder.parent / 'import.report'}"
    arguments = ["database", "import", "full", "neo4j", report, "--overwrite-destination=true", "@import.args"]
    done = server.admin(*arguments, cwd=folder)
    if done.returncode:
        sys.exit(f"neo4j-admin import failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _finished(server: Server, folder: Path) -> None:
    """Start the server and run the statements that come after the import."""
    server.start()
    with server.driver() as driver, driver.session() as session:
        for statement in (folder / "schema.cypher").read_text(encoding="utf-8").split(";\n")[:-1]:
            session.run(statement).consume()


def _asked(store: Store, queries: dict[str, Query], rounds: int) -> dict[str, tuple[list[dict[str, Any]], list[float]]]:
    """Query -> its rows, and the seconds of each round."""
    found = {}
    for name, pairs in ASKED.items():
        query = queries[name]
        values = parse_parameters(query, pairs)
        times = []
        for _ in range(WARM_UP + rounds):
            begun = time.perf_counter()
            rows = run_query(store, query, values)
            times.append(time.perf_counter() - begun)
        if not rows:
            sys.exit(f"{name} has no rows: nothing was measured")
        found[name] = rows, times[WARM_UP:]
    store.close()
    return found


def _scans(server: Server, query: Query) -> list[str]:
    """Operators of the plan that go through all nodes, or all of a label."""
    with server.driver() as driver, driver.session() as session:
        summary = session.run(f"PROFILE {query.cypher}", parse_parameters(query, [])).consume()
    if summary.profile is None:
        sys.exit("Neo4j gave no profile")
    names = {operator.partition("@")[0] for operator in _operators(summary.profile)}
    return sorted(name for name in names if name.endswith(("NodeByLabelScan", "AllNodesScan", "NodesScan")))


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _operators(child)


if __name__ == "__main__":
    main()
