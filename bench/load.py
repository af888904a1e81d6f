"""How fast a graph gets into Neo4j over Bolt: ``kg load`` beside two other ways to write it, all to one server in one
run.

    python -m bench.load [--evidence N] [--edges N] [--step N] [--json]

The dataset is made up (``bench.graphs``) in the proportions of real abstracts. Written are the same nodes and
relationships with the same properties; elements are nodes plus relationships, and rates are elements a wall second,
from an empty database to the last commit (``kg load``: to the last count). Each way first writes a smaller graph, so
that none pays for the start of the server. KGX's way is timed with the driver as KGX installs it, and with the faster
one that ``kg`` installs, where only the way differs. A statement an edge is timed on a part of the graph only, evenly
drawn: it takes hours for the whole. The server is a Neo4j Community of the long-term line with 1 GB of heap, from Maven
Central; without Java and Maven this fails. Leaves with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import writers
from bench.graphs import realistic
from bench.servers import PAGE_CACHE, credentials
from kg.dataset import graph
from kg.stores import load_store
from kg.stores.bolt import steps
from tests.server import LTS, Server, clear

PER_SECOND, TIMES_PLAIN, TIMES_KGX = 10_000, 3, 2
"""The goals: elements a second of ``kg load``; it against a statement an edge, and against KGX's way."""
WARM_UP = 10_000
"""Pieces of evidence in the graph that each way writes before it is timed."""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--evidence", type=int, default=100_000, help="pieces of evidence; about seven elements each")
    options.add_argument("--edges", type=int, default=10_000, help="relationships that are written a statement each")
    options.add_argument(
        "--step", type=int, default=steps.ELEMENTS, help="nodes and relationships a transaction of kg load"
    )
    options.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    given = options.parse_args()
    steps.ELEMENTS = given.step
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        warm = realistic(folder / "warm", WARM_UP, seed=2)
        rows = measure(realistic(folder / "dataset", given.evidence), warm, folder, given.edges)
    by_way = {row["way"]: row for row in rows}
    ours = by_way["kg load"]["a_second"]
    for row in rows:
        row["times"] = row["a_second"] / ours
    plain, kgx, same_driver = (
        ours / by_way[name]["a_second"]
        for name in ("a statement an edge", "as KGX writes", "as KGX writes, our driver")
    )
    if given.json:
        print(json.dumps(rows, indent=1))
    else:
        print(f"Neo4j Community {LTS}, 1 GB of heap; {given.evidence:,} pieces of evidence")
        print(f"{'way':<34}{'elements':>11}{'wall s':>9}{'a second':>10}{'x kg load':>11}")
        for row in rows:
            print(
                f"{row['way']:<34}{row['elements']:>11,}{row['wall_s']:>9.1f}{row['a_second']:>10,.0f}{row['times']:>11.2f}"
            )
        print(
            f"kg load: {ours:,.0f} elements a second (goal: {PER_SECOND:,}), {plain:.1f} times a statement an edge"
            f" (goal: {TIMES_PLAIN}), {kgx:.1f} times KGX's way\n(goal: {TIMES_KGX}; {same_driver:.1f} times where"
            " KGX's way has our driver)"
        )
    met = ours >= PER_SECOND and plain >= TIMES_PLAIN and kgx >= TIMES_KGX
    sys.exit(0 if met else 1)


def measure(dataset: Path, warm: Path, folder: Path, edges: int) -> list[dict[str, Any]]:
    """One row a way to write: elements, wall seconds, elements a second."""
    rows: list[dict[str, Any]] = []

    def record(way: str, elements: int, write: Callable[[], object]) -> None:
        begun = time.perf_counter()
        write()
        seconds = time.perf_counter() - begun
        rows.append({"way": way, "elements": elements, "wall_s": seconds, "a_second": elements / seconds})

    server = Server(home=folder / "neo4j", heap="1g", fast=False, settings=PAGE_CACHE)
    with credentials(server), server, server.driver() as driver:
        load_store(warm, server.uri)
        clear(server, schema=True)
        elements = sum(
            len(batch.rows) for batches in (graph.nodes(dataset), graph.relationships(dataset)) for batch in batches
        )
        record("kg load", elements, lambda: load_store(dataset, server.uri))
        record("kg load again (only counts)", elements, lambda: load_store(dataset, server.uri))
        nodes, links = writers.sample(dataset, edges)
        with driver.session() as session:
            clear(server, schema=True)
            writers.kgx(session, warm)
            clear(server, schema=True)
            record("as KGX writes, our driver", elements, lambda: writers.kgx(session, dataset))
            clear(server, schema=True)
            rows.append(as_installed(server, dataset, elements))
            clear(server, schema=True)
            writers.one_by_one(session, *writers.sample(warm, edges // 4))
            clear(server, schema=True)
            record("a statement an edge", len(nodes) + len(links), lambda: writers.one_by_one(session, nodes, links))
    return rows


AS_INSTALLED = """
import sys, time
sys.modules["neo4j._rust"] = None
from pathlib import Path
import neo4j
from bench import writers
with neo4j.GraphDatabase.driver(sys.argv[1], auth=(sys.argv[2], sys.argv[3])) as driver, driver.session() as session:
    begun = time.perf_counter()
    writers.kgx(session, Path(sys.argv[4]))
    print(time.perf_counter() - begun)
"""


def as_installed(server: Server, dataset: Path, elements: int) -> dict[str, Any]:
    """KGX's way with the driver that KGX installs: without the coder of messages in Rust, which is a package of its
    own.
    """
    command = [sys.executable, "-c", AS_INSTALLED, server.uri, server.user, server.password, str(dataset)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return {
        "way": "as KGX writes",
        "elements": elements,
        "wall_s": float(done.stdout),
        "a_second": elements / float(done.stdout),
    }


if __name__ == "__main__":
    main()
