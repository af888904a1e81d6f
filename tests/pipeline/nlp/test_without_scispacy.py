"""scispaCy can be missing where it was left out for its requirements: that is said, and nothing is read without it."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
sys.modules["scispacy"] = None
from kg.interfaces.cli import main
sys.argv = ["kg", "annotate", "-", "--to", "jsonl", "--profile", "fast"]
main()
"""


def test_without_scispacy_one_line_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], input="A text.", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert "scispaCy is not installed" in line
    assert "pip install --no-deps scispacy==" in line
