"""Ask the embedded graph and a real Neo4j the same random statements; the report goes into docs/cypher.md.

    python -m bench.cypher [--write] [--seeds 20] [--statements 300] [--first 1]

Each seed makes a graph and its statements. Leaves with 1 when any answer differs, and prints the statement. Needs Java
and Maven.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import kglite

from bench.servers import credentials
from kg.stores import load_store, open_store
from tests.server import LTS, Server, clear
from tests.stores.differential.compare import Outcome, compare
from tests.stores.differential.graphs import write_random
from tests.stores.differential.statements import statements

PAGE = Path(__file__).parents[1] / "docs" / "cypher.md"
MARK = "<!-- written by python -m bench.cypher -->\n"


def main() -> None:
    """Print the report, and keep it in the page with ``--write``."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write the report into docs/cypher.md")
    options.add_argument("--seeds", type=int, default=20, help="graphs, numbered from --first")
    options.add_argument("--statements", type=int, default=300, help="statements a graph")
    options.add_argument("--first", type=int, default=1, help="first seed")
    given = options.parse_args()
    outcome = Outcome()
    with (
        tempfile.TemporaryDirectory() as scratch,
        Server(LTS, Path(scratch) / "neo4j", heap="1g", fast=False) as server,
        credentials(server),
    ):
        for seed in range(given.first, given.first + given.seeds):
            dataset = write_random(Path(scratch) / str(seed), seed)
            clear(server)
            load_store(dataset, server.uri)
            embedded, neo4j = open_store(str(dataset)), open_store(server.uri)
            compare(embedded, neo4j, statements(seed, given.statements), outcome)
            embedded.close()
            neo4j.close()
            print(f"seed {seed}: {outcome.agreed:,} agreed, {outcome.refused.total()} refused", file=sys.stderr)
    text = report(outcome, given.first, given.seeds, given.statements)
    print(text)
    for difference in outcome.differences:
        print(difference, file=sys.stderr)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(page.partition(MARK)[0] + MARK + "\n" + text, encoding="utf-8")
    sys.exit(1 if outcome.differences else 0)


def report(outcome: Outcome, first: int, seeds: int, number: int) -> str:
    """The report as Markdown."""
    lines = [
        (
            f"kglite {kglite.__version__} against Neo4j {LTS}: seeds {first} to {first + seeds - 1}, {number}"
            " statements each."
        ),
        "",
        "| statements | |",
        "| --- | ---: |",
        f"| tried | {outcome.tried:,} |",
        f"| same rows | {outcome.agreed:,} |",
        f"| of these without a row | {outcome.empty:,} |",
        f"| refused | {outcome.refused.total():,} |",
        f"| **other rows** | **{len(outcome.differences)}** |",
        f"| no Cypher to Neo4j, not counted | {outcome.invalid} |",
        "",
        "| rewritten | statements |",
        "| --- | ---: |",
        *(f"| {_cell(name)} | {count:,} |" for name, count in outcome.rewritten.most_common()),
        "",
        "| refused | statements |",
        "| --- | ---: |",
        *(f"| {_cell(name)} | {count:,} |" for name, count in outcome.refused.most_common()),
        "",
        "| what the statements are made of | statements |",
        "| --- | ---: |",
        *(f"| {_cell(name)} | {count:,} |" for name, count in outcome.shapes.most_common()),
    ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
