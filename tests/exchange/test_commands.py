"""The commands as they are typed: data on stdout, talk on stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.exchange.export import sample
from tests.exchange.test_foreign import written

ROOT = Path(__file__).resolve().parents[2]


def kg(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_out_and_back_and_asked(whole: Path, tmp_path: Path) -> None:
    done = kg("export", "trig", "--complete", "--dataset", whole, "-o", "graph.trig.gz", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "") and "written to graph.trig.gz" in done.stderr
    done = kg("import", "graph.trig.gz", "--out", "again", "--json", cwd=tmp_path)
    assert done.returncode == 0 and "again holds the same as was exported; content " in done.stderr
    assert {row["name"]: row["rows"] for row in json.loads(done.stdout)}["mentions"] == 3
    rows = []
    for source in ("graph.trig.gz", "again", whole):
        done = kg("sparql", "drugs-studied-for-disease", source, "-p", "disease=cancer", "--json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        rows.append(json.loads(done.stdout))
    assert rows[0] and rows[0] == rows[1] == rows[2]


def test_a_part_is_asked_for_by_name(whole: Path, tmp_path: Path) -> None:
    done = kg("export", "ntriples", "--disease", "cancer", "--drug", "everolimus", "--dataset", whole, cwd=tmp_path)
    assert (
        done.returncode == 0
        and f"part: drug={sample.EVEROLIMUS}, disease={sample.CANCER}: 3 claims in 1 document" in done.stderr
    )
    assert all(line.endswith(" .") for line in done.stdout.split("\n")[:-1])
    assert f"/dataset/{sample.RUN}/part/" in done.stdout


def test_what_does_not_go_together_is_wrong_usage(whole: Path, tmp_path: Path) -> None:
    for arguments, message in (
        (("csv", "--complete", "-o", "x"), "csv cannot hold all of a dataset: --complete is for nquads"),
        (("nquads", "--query", "contradictions", "--drug", "everolimus"), "give --query, or --disease and --drug"),
        (("nquads", "-p", "a=b"), "parameters are those of --query: name the query"),
        (("xml",), "'xml' is not an export format: expected one of nquads, ntriples, trig"),
    ):
        done = kg("export", *arguments, "--dataset", whole, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "") and message in done.stderr and done.stderr.count("\n") == 1


def test_lines_without_a_place_are_exit_1(tmp_path: Path) -> None:
    done = kg("import", *written(tmp_path / "kgx"), "--out", "out", cwd=tmp_path)
    assert done.returncode == 1 and "4 lines that a dataset has no place for" in done.stderr
    done = kg("import", "nosuch.nq", "--out", "more", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "kg: nosuch.nq does not exist: expected a file that kg export wrote, or KGX\n",
    )


def test_check_of_an_empty_name_does_not_look_into_the_working_folder(tmp_path: Path) -> None:
    done = kg("check", "", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "an empty name was given" in done.stderr


def test_check_says_a_fault_a_line_and_leaves_with_one(tmp_path: Path) -> None:
    dataset = sample.write(tmp_path / "dataset", sample.contents())
    assert kg("export", "nquads", "--dataset", dataset, "-o", "graph.nq", cwd=tmp_path).returncode == 0
    done = kg("check", "graph.nq", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kg: graph.nq: 1,619 statements, 196 nodes checked: no fault\n"
    text = (tmp_path / "graph.nq").read_text(encoding="utf-8")
    (tmp_path / "wrong.nq").write_text(text.replace('polarity> "supports"', 'polarity> "good"'), encoding="utf-8")
    done = kg("check", "wrong.nq", cwd=tmp_path)
    (line,) = done.stdout.splitlines()
    assert done.returncode == 1 and line.startswith("KGE:")
    assert line.endswith('kgv:polarity: found "good", expected one of supports, null, opposes, mixed, unclear')
    assert done.stderr.endswith("checked: 1 fault\n")
    done = kg("check", "wrong.nq", "--json", cwd=tmp_path)
    (row,) = json.loads(done.stdout)
    assert list(row) == ["place", "property", "found", "expected"] and row["found"] == '"good"'
    done = kg("check", "graph.nq", "nodes.jsonl", cwd=tmp_path)
    assert done.returncode == 1 and "nodes.jsonl does not exist" in done.stderr
    (tmp_path / "nodes.jsonl").write_text("{}\n")
    done = kg("check", "graph.nq", "nodes.jsonl", cwd=tmp_path)
    assert done.returncode == 2 and "RDF and KGX files are checked each for themselves" in done.stderr


def test_check_prints_the_shapes(tmp_path: Path) -> None:
    done = kg("check", "--shapes", cwd=tmp_path)
    assert (
        done.returncode == 0
        and done.stdout.startswith("# SHACL shapes")
        and "shape:Evidence a sh:NodeShape" in done.stdout
    )
