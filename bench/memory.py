"""The peak memory of this process."""

from __future__ import annotations

import re
from pathlib import Path


def peak_mb() -> float:
    """Peak resident memory of this process so far, in MB; read from /proc, so on Linux only.

    Not ``getrusage``: its ``ru_maxrss`` starts from the peak of the process that started this one.
    """
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    if found is None:
        raise OSError("/proc/self/status has no VmHWM")
    return int(found[1]) / 1024
