"""``make quick`` is what CONTRIBUTING.md says of it: a part of the tests that is there, without what takes long."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")


def variable(name: str) -> list[str]:
    """The words of a variable of the Makefile."""
    (found,) = re.findall(rf"^{name} *:= *(.+)$", MAKEFILE, re.MULTILINE)
    return str(found).split()


def test_what_it_runs_is_there() -> None:
    assert '-m "$(QUICKLY)" $(QUICK)' in MAKEFILE
    assert [one for one in variable("QUICK") if not (ROOT / one).exists()] == []


def test_it_leaves_out_every_marker() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    markers = {one.partition(":")[0] for one in pyproject["tool"]["pytest"]["ini_options"]["markers"]}
    assert markers == set(variable("QUICKLY")) - {"not", "and"}


def test_a_folder_of_tests_is_run_by_it_or_said_to_be_left_out() -> None:
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")} - {Path("tests")}
    said = {*variable("QUICK"), *re.findall(r"`(tests/[\w/]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))}
    silent = [str(one) for one in folders if not any(one.is_relative_to(other) for other in said)]
    assert [one for one in sorted(silent) if one != "tests/pipeline"] == []
    assert "tests/pipeline/test_*.py" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
