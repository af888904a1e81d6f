"""``kg evaluate`` as it is typed: data on stdout, talk on stderr, exit codes, the file of mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.gold.evaluate import TASKS
from kg.gold.evaluate.gold import SHAPES
from tests.gold.evaluate.conftest import block

GOLD = block(
    1, "Everolimus and water", "x", [("Everolimus", 0, "Chemical", "D000068338"), ("water", 0, "Chemical", "D014867")]
)


def typed(folder: Path, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """``kg evaluate`` with arguments and the small lexicon."""
    command = [sys.executable, "-m", "kg", "evaluate", *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        input=stdin,
        env=os.environ | {"KG_LEXICON": str(folder), "COLUMNS": "160"},
        check=False,
    )


def test_json_is_a_list_of_objects_with_the_documented_columns(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text(GOLD)
    done = typed(small_folder, str(tmp_path / "gold"), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [list(TASKS["mentions"].columns)] * 2
    assert [row["f1"] for row in rows] == [0.6667, 0.6667]
    given = json.loads(typed(small_folder, str(tmp_path / "gold"), "--task", "grounding", "--given", "--json").stdout)
    assert [list(row) for row in given] == [list(TASKS["grounding"].given_columns)] * 2


def test_a_table_is_printed_otherwise_and_standard_input_is_read(small_folder: Path) -> None:
    done = typed(small_folder, "-", stdin=GOLD)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split() == list(TASKS["mentions"].columns)


@pytest.mark.parametrize("task", ["studies", "claims"])
def test_gold_of_studies_and_claims_is_read_from_raw_text(small_folder: Path, tmp_path: Path, task: str) -> None:
    label = {"tier": "clinical", "polarity": "null", "attribution": "drug"}
    claim = {"subject": "everolimus", "relation": "INHIBITS", "object": "AKT1", "negated": False}
    gold = {"studies": [{"drug": "everolimus", "disease": "liver cancer", **label}], "claims": [claim]}
    (tmp_path / "gold").write_text(
        json.dumps({"pmid": "1", "title": "Everolimus inhibits AKT1", "abstract": "It rained.", **gold})
    )
    done = typed(
        small_folder,
        str(tmp_path / "gold"),
        "--task",
        task,
        "--profile",
        "fast",
        "--json",
        "--errors",
        str(tmp_path / "mistakes"),
    )
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert [list(row) for row in rows] == [list(TASKS[task].columns)] * len(rows)
    assert [rows[0][key] for key in ("type", "gold", "recalled")] == (
        ["pairs", 1, 0] if task == "studies" else ["pair", 1, 1]
    )
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "mistakes").read_text().splitlines()]
    assert kinds == (["missed"] if task == "studies" else [])


def test_mistakes_are_json_lines(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text(GOLD)
    done = typed(small_folder, str(tmp_path / "gold"), "--json", "--errors", str(tmp_path / "mistakes.jsonl"))
    assert done.stderr == f"kg: 1 mistakes in {tmp_path}/mistakes.jsonl\n"
    assert [json.loads(line) for line in (tmp_path / "mistakes.jsonl").read_text().splitlines()] == [
        {
            "task": "mentions",
            "kind": "missed",
            "document": "PMID:1",
            "start": 15,
            "end": 20,
            "text": "water",
            "type": "Chemical",
            "expected": "Chemical 15-20 'water'",
            "found": "",
            "sentence": "Everolimus and water",
        }
    ]


def test_rejected_gold_is_named_and_leaves_with_1(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text(
        GOLD + block(2, "Sirolimus", "x", [("Sirolimus", 0, "Chemical", "-")]).replace("\t0\t9", "\t1\t9")
    )
    done = typed(small_folder, str(tmp_path / "gold"), "--json")
    assert done.returncode == 1
    assert [row["gold"] for row in json.loads(done.stdout)] == [2, 2]
    assert done.stderr.splitlines() == [
        (
            f"kg: {tmp_path}/gold: line 8 (PMID:2): the text at 1-9 is 'irolimus', not the mention's 'Sirolimus': "
            "the mention is left out, and so is its document"
        ),
        "kg: 1 gold files, documents or lines could not be used",
    ]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--task", "ner"], 2), (["--format", "xml"], 2), (["--task", "mentions", "--given"], 2),
        (["missing.pubtator"], 1), (["--errors", "nowhere/mistakes.jsonl"], 1),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(small_folder: Path, tmp_path: Path, arguments: list[str], status: int) -> None:
    (tmp_path / "gold").write_text(GOLD)
    done = typed(small_folder, str(tmp_path / "gold"), *arguments)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (status, "", 1)


def test_negation_needs_no_lexicon(tmp_path: Path) -> None:
    (tmp_path / "gold").write_text(
        '<Annotation><Document><DocID>1</DocID><sentence id="S1">It had no effect.</sentence></Document></Annotation>'
    )
    done = typed(tmp_path / "no-lexicon", str(tmp_path / "gold"), "--json")
    assert done.returncode == 0, done.stderr


def test_every_task_says_what_it_takes_and_gives() -> None:
    for task in TASKS.values():
        assert set(task.shapes) <= set(SHAPES)
        assert all({**task.columns, **task.given_columns, **task.kinds}.values())
    assert {shape for task in TASKS.values() for shape in task.shapes} == set(SHAPES)
