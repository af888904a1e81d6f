"""Run the measurements of speed and memory one after the other; ``--write`` keeps their tables in docs/benchmarks.md.

    python -m bench [--write] [--json]

Leaves with 1 when a measurement fails or misses its goal. The page is written all the same where only a goal was
missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

MEASUREMENTS = {
    "parse": "Parsing PubMed XML",
    "annotate": "Annotation: mentions, grounding, relations, study evidence",
    "export": "Export",
    "sparql": "The pack in SPARQL, beside Cypher on the embedded graph",
    "startup": "Start-up",
    "load": "Loading into Neo4j over Bolt",
    "million": "A million pieces of evidence in Neo4j: load, import, the flagship",
}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python -m bench --write` on {cores} cores, Python {python}. Times are CPU seconds of one process (start-up \
and Neo4j: wall
seconds); memory is the peak of that process. A peer runs on the same texts in the same run, and the ratio is what to \
compare.
"""


def main() -> None:
    """Print each table as it is ready."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write the tables to docs/benchmarks.md")
    options.add_argument(
        "--json", action="store_true", help="print one object, a list of rows a measurement, instead of tables"
    )
    given = options.parse_args()
    if given.write and given.json:
        options.error("--write keeps tables: leave out --json")
    printed: dict[str, str] = {}
    missed = False
    for name, title in MEASUREMENTS.items():
        command = [sys.executable, "-m", f"bench.{name}", *(["--json"] if given.json else [])]
        # What goes wrong is said on stderr, which is left to the terminal: no path of this machine gets into the page.
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        missed |= done.returncode != 0
        if done.stdout.strip():
            printed[name] = done.stdout.strip()
        if not given.json:
            print(f"\n== {title} ==\n{done.stdout}", end="", flush=True)
    if given.json:
        print(json.dumps({name: json.loads(text) for name, text in printed.items()}, indent=1))
    failed = [name for name in MEASUREMENTS if name not in printed]
    if failed:
        sys.exit(f"not measured: {', '.join(failed)}{'; docs/benchmarks.md is left as it was' if given.write else ''}")
    if given.write:
        tables = [f"\n## {title}\n\n```text\n{printed[name]}\n```\n" for name, title in MEASUREMENTS.items()]
        PAGE.write_text(
            HEAD.format(cores=os.cpu_count(), python=platform.python_version()) + "".join(tables), encoding="utf-8"
        )
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
