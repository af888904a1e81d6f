"""Results of trials, from which the reader of results learns how outcomes change."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="kg[train-reader] is not installed")

from kg.errors import InputError
from kg.gold.training.trials import DIRECTIONS, trials
from tests.gold.training import tiny_reader as tiny


def test_results_that_name_all_that_is_learned(tmp_path: Path) -> None:
    rows = [
        tiny.result("significantly increased"),
        tiny.result("cannot tell"),
        tiny.result("no significant difference", evidence=" "),
        tiny.result("no significant difference"),
    ]
    found = list(trials(tiny.write_lines(tmp_path / "results.jsonl", rows)))
    assert [(one.number, DIRECTIONS[one.direction]) for one in found] == [
        (1, "significantly increased"),
        (4, "no significant difference"),
    ]
    assert (found[0].intervention, found[0].comparator, found[0].outcome) == ("Everolimus", "placebo", "survival")


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"intervention": "a", "comparator": "b"}', '{"intervention": 5}'])
def test_a_line_that_is_no_result_is_named(line: str, tmp_path: Path) -> None:
    path = tiny.write_lines(tmp_path / "results.jsonl", [tiny.result("significantly decreased")])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"results\.jsonl, line 2: "):
        list(trials(path))
