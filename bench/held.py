"""The gold documents that are held back when the reader of studies is trained: a file to measure it on.

    python -m bench.held STUDIES.jsonl > held.jsonl
    kg evaluate held.jsonl --task studies

STUDIES is ``studies-train.jsonl`` of ``KG_SHARED`` unless another is given. Which documents they are depends on their
ids alone (``kg.gold.training.reader_gold.is_held``). Temperatures and thresholds are chosen on them, so figures on them
are a little kind.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.annotate import SHARED
from kg.gold.training.reader_gold import is_held


def main() -> None:
    """Print the lines of the documents held back, in the file's order."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpora" / "studies-train.jsonl"
    if not path.is_file():
        raise SystemExit(f"bench.held: {path} is not there; KG_SHARED names the folder that holds corpora/")
    for line in path.read_text(encoding="utf-8").splitlines():
        if is_held(f"PMID:{json.loads(line)['pmid']}"):
            print(line)


if __name__ == "__main__":
    main()
