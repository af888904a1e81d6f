"""docs/json.md has the keys of what the commands print, in their order: each section is held against its command."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from kg.dataset.rejects import COLUMNS as REJECTS
from kg.exchange.check.faults import COLUMNS as FAULTS
from kg.interfaces import cli
from kg.interfaces.api.curate_evidence import COLUMNS as JUDGEMENTS
from kg.interfaces.api.sample_rows import MEASURED, MISTAKES
from tests.interfaces.test_cli import Kg, kg, made

__all__ = ["kg", "made"]

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
PRINTED = {
    "kg explain": "explain everolimus HCC --store {ds} --json",
    "kg ground": "ground RAD001 --json",
    "kg names": "names --store {ds} --json",
    "kg queries": "queries --json",
    "kg queries NAME": "queries targets-of-drug --json",
    "kg load and kg import": "load {ds} --json",
    "kg doctor": "doctor --json",
    "kg ontologies list": "ontologies list --json",
    "kg ontologies search": "ontologies search everolimus --json",
}
"""Section -> a command whose rows have its keys."""

WITHOUT_ROWS = {
    "kg rejects": REJECTS,
    "kg check": FAULTS,
    "kg curate list": JUDGEMENTS,
    "kg sample --judge": MEASURED,
    "kg sample --judge --wrong": MISTAKES,
}
"""Section -> the columns of a command that has no rows for a good dataset that nobody judged."""

LINES = "kg annotate --to jsonl"


@pytest.fixture(scope="module")
def documented() -> dict[str, list[str]]:
    """Section -> its keys."""
    found: dict[str, list[str]] = {}
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
        found[section.partition("\n")[0]] = [key for cell in cells for key in re.findall("`([^`]+)`", cell)]
    return found


def test_every_section_is_held_against_something(documented: dict[str, list[str]]) -> None:
    lines = {LINES, f"{LINES}: mentions", f"{LINES}: relations"}
    assert set(documented) == {*PRINTED, *WITHOUT_ROWS, *lines}
    assert {name: documented[name] for name in WITHOUT_ROWS} == {name: list(one) for name, one in WITHOUT_ROWS.items()}


def test_every_command_that_prints_json_is_on_the_page() -> None:
    group: Any = typer.main.get_command(cli.app)
    found = [(f"kg {name}", one) for name, one in group.commands.items()]
    found += [(f"{name} {below}", one) for name, held in found for below, one in getattr(held, "commands", {}).items()]
    printing = [name for name, one in found if any("--json" in option.opts for option in one.params)]
    page = PAGE.read_text(encoding="utf-8")
    assert len(printing) > 10 and not [name for name in printing if name not in page]


@pytest.mark.parametrize("section", PRINTED)
def test_a_command_prints_the_keys_of_its_section(
    section: str, documented: dict[str, list[str]], kg: Kg, made: Path
) -> None:
    rows = kg(*PRINTED[section].format(ds=made / "ds").split()).rows
    assert rows and [list(row) for row in rows] == [documented[section]] * len(rows)


def test_lines_have_the_keys_of_their_sections(documented: dict[str, list[str]], kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Everolimus inhibits mTOR. Everolimus improved survival in HCC patients.\n")
    out = kg("annotate", "a.txt", "--to", "jsonl", "--profile", "fast").out
    (line,) = map(json.loads, out.splitlines())
    assert list(line) == documented[LINES]
    assert {tuple(one) for one in line["mentions"]} == {tuple(documented[f"{LINES}: mentions"])}
    keys = documented[f"{LINES}: relations"]
    assert {key for one in line["relations"] for key in one} == set(keys)
    assert all(list(one) == [key for key in keys if key in one] for one in line["relations"]), "in their order"
