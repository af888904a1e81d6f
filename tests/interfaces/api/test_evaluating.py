"""``kg.evaluate`` and ``kg.import_`` do what the commands do."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

import kg
from kg.dataset.content import content_hash
from kg.errors import ConfigError

ROOT = Path(__file__).resolve().parents[3]
GOLD = """1|t|Everolimus in liver cancer
1|a|
1	0	10	Everolimus	Chemical	MESH:D000068338
1	14	19	liver	Disease	MESH:D008113

2|t|Everolimus
2|a|
2	0	3	Sirolimus	Chemical	MESH:D020123

"""


def test_what_is_measured_is_what_the_command_line_measures(small: None, tmp_path: Path) -> None:
    file, mistakes = tmp_path / "gold.pubtator", tmp_path / "mistakes.jsonl"
    file.write_text(GOLD)
    arguments = ["evaluate", str(file), "--task", "mentions", "--profile", "fast", "--errors", str(mistakes), "--json"]
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, text=True)
    found = kg.evaluate(file, "mentions", profile="fast")
    assert done.returncode == 1 and len(found.rejects) == 1
    assert list(found.rows) == json.loads(done.stdout) and found.rows.columns[0] == "type"
    assert all(f"kg: {note}" in done.stderr.splitlines() for note in found.rows.notes) and found.rows.notes
    written = [json.loads(line) for line in mistakes.read_text(encoding="utf-8").splitlines()]
    assert written == [{"task": found.task, **asdict(one)} for one in found.mistakes] and written


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"task": "spelling"}, "task spelling: unknown task: expected one of"),
        ({"task": "mentions", "given": True}, "given is not for the task mentions"),
        ({"task": "relations", "part": "some"}, "part some: unknown part: expected one of"),
    ],
)
def test_a_wrong_task_names_the_keywords(options: dict[str, str], message: str, small: None, tmp_path: Path) -> None:
    file = tmp_path / "gold.pubtator"
    file.write_text(GOLD)
    with pytest.raises(ConfigError) as raised:
        kg.evaluate(file, **options)  # type: ignore[arg-type]
    assert str(raised.value).startswith(message)


def test_a_complete_export_is_imported_as_the_same_dataset(graph: kg.Graph, dataset: Path, tmp_path: Path) -> None:
    graph.export("nquads", tmp_path / "graph.nq.gz", complete=True)
    made = kg.import_(tmp_path / "graph.nq.gz", tmp_path / "again")
    assert (made.same, made.rejected) == (True, 0)
    assert content_hash(tmp_path / "again") == content_hash(dataset) == made.content
    with kg.open(tmp_path / "again") as again:
        assert list(again.query("targets-of-drug", drug="RAD001")) == list(
            graph.query("targets-of-drug", drug="RAD001")
        )


def test_what_is_not_complete_is_refused_by_its_keyword(graph: kg.Graph, tmp_path: Path) -> None:
    graph.export("nquads", tmp_path / "graph.nq")
    with pytest.raises(ConfigError, match=r"exported without complete, so it lacks .*: export it again with complete"):
        kg.import_(tmp_path / "graph.nq", tmp_path / "again")
    assert not kg.import_([tmp_path / "graph.nq"], tmp_path / "again", partial=True).same
    with pytest.raises(ConfigError, match=r"^format 'xls': expected one of nquads"):
        kg.import_(tmp_path / "graph.nq", tmp_path / "more", format="xls")
