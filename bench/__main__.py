"""Run the measurements of speed and memory one after the other; ``--write`` keeps their tables in docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

MEASUREMENTS = {
    "startup": "Start-up",
    "parse": "Parsing PubMed XML",
    "annotate": "Annotation: mentions, grounding, relations, study evidence",
    "export": "Export",
}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main() -> None:
    """Print each table as it is ready; leave with 1 when a measurement fails."""
    parts = [
        "# Benchmarks",
        "",
        f"Written by `python -m bench --write` on {os.cpu_count()} cores, Python {platform.python_version()}. Times are CPU seconds of one",
        "process; a peer runs in the same run, and the ratio is what to compare.",
    ]
    failed = False
    for name, title in MEASUREMENTS.items():
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"], capture_output=True, text=True, check=False)
        sys.stdout.write(f"\n== {title} ==\n{done.stdout}{done.stderr if done.returncode else ''}")
        sys.stdout.flush()
        failed |= done.returncode != 0
        parts += ["", f"## {title}", "", "```text", done.stdout.strip(), "```"]
    if "--write" in sys.argv[1:] and not failed:
        PAGE.write_text("\n".join(parts) + "\n", encoding="utf-8")
    sys.exit(failed)


if __name__ == "__main__":
    main()
