"""How long until the first output: ``kg --help``, and a fresh process that is ready to annotate with the whole lexicon.

    python -m bench.startup [--rounds N] [--json]

Wall seconds of a whole process, from its start to its end, the best of the rounds; memory is the highest peak of the
rounds. Leaves with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from typing import Any

READY = """
from bench.memory import peak_mb
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline
from kg.lexicon.open import open_lexicon
Annotator(open_lexicon(), Pipeline("bench"))
print(peak_mb())
"""
HELP_SECONDS, READY_SECONDS, READY_MB = 0.3, 2.0, 600
"""The goals."""


def main() -> None:
    """Measure and print both."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5, help="times each process is started")
    options.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    given = options.parse_args()
    helped = [_run("-m", "kg", "--help") for _ in range(given.rounds)]
    ready = [_run("-c", READY) for _ in range(given.rounds)]
    rows: list[dict[str, Any]] = [
        {"what": "kg --help", "wall_s": min(seconds for seconds, _ in helped), "goal": f"{HELP_SECONDS:g} s"},
        {
            "what": "ready to annotate",
            "wall_s": min(seconds for seconds, _ in ready),
            "peak_mb": max(float(printed) for _, printed in ready),
            "goal": f"{READY_SECONDS:g} s, {READY_MB} MB",
        },
    ]
    if given.json:
        print(json.dumps(rows, indent=1))
    else:
        print(f"{'what':<20}{'wall s':>8}{'peak MB':>9}  goal")
        for row in rows:
            peak = f"{row['peak_mb']:.0f}" if "peak_mb" in row else ""
            print(f"{row['what']:<20}{row['wall_s']:>8.2f}{peak:>9}  {row['goal']}")
    met = rows[0]["wall_s"] < HELP_SECONDS and rows[1]["wall_s"] < READY_SECONDS and rows[1]["peak_mb"] < READY_MB
    sys.exit(0 if met else 1)


def _run(*arguments: str) -> tuple[float, str]:
    """Wall seconds of one Python process, and what it printed."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], check=False, stdout=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"start-up could not be measured (exit {done.returncode})")
    return seconds, done.stdout


if __name__ == "__main__":
    main()
