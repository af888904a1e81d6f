"""How long until the first output: ``kg --help``, and a process ready to annotate with the whole lexicon. Wall seconds, best of five."""

from __future__ import annotations

import json
import subprocess
import sys
import time

READY = """
import time; begun = time.perf_counter()
from kg.annotator import Annotator
from kg.config import Pipeline
from kg.ontologies.open import open_lexicon
Annotator(open_lexicon(), Pipeline("bench"))
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - begun, int(peak) / 1024)
"""


def main() -> None:
    """Measure and print both."""
    helps, ready, peaks = [], [], []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "--help"], stdout=subprocess.DEVNULL, check=True)
        helps.append(time.perf_counter() - begun)
        seconds, peak = subprocess.run([sys.executable, "-c", READY], capture_output=True, text=True, check=True).stdout.split()
        ready.append(float(seconds))
        peaks.append(float(peak))
    rows = [
        {"what": "kg --help", "seconds": round(min(helps), 2), "goal": "0.3 s"},
        {"what": "ready to annotate", "seconds": round(min(ready), 2), "peak_mb": round(max(peaks)), "goal": "2 s, 600 MB"},
    ]
    if "--json" in sys.argv[1:]:
        print(json.dumps(rows, indent=1))
        return
    print(f"{'what':<20}{'seconds':>9}{'peak MB':>9}  goal")
    for row in rows:
        print(f"{row['what']:<20}{row['seconds']:>9.2f}{row.get('peak_mb', ''):>9}  {row['goal']}")


if __name__ == "__main__":
    main()
