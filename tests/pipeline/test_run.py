"""Runs: the same bytes whatever happens on the way, and a ledger that accounts for every record."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import code
from kg.dataset.tables import KEYS, TABLES
from kg.errors import ConfigError, DatasetError, InputError
from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Record
from kg.pipeline import job, sources, worker
from kg.pipeline import run as running
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Ground, Pipeline, Sources
from tests.pipeline.sources.build import article, article_set
from tests.runs import FAST, deletion, fingerprint, notice, run_on, study, table, write

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def _read_once(small_lexicon: Lexicon) -> Iterator[None]:
    """Rules and code are read once for the module, not once a run, so that nobody's edit comes between two runs."""
    annotator = Annotator(small_lexicon, Pipeline("test", nlp=FAST))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "Annotator", lambda lexicon, pipeline, given: annotator)
        yield


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """Two files that hold every kind of record: versions, a copy, a deletion, a retraction, a record without a PMID."""
    first = write(
        tmp_path / "in" / "a.xml",
        study(1),
        study(2, "sirolimus"),
        study(3, "temsirolimus"),
        study(4, "sorafenib"),
        article("none"),
    )
    second = write(tmp_path / "in" / "b.xml", study(1, version=2), study(2, "sirolimus"), notice(6, 3), deletion(4))
    return [first, second]


# --- the same bytes ---------------------------------------------------------------------------------------------------


def test_a_run_again_and_a_run_elsewhere_give_the_same_bytes(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    first = run_on(small_lexicon, tmp_path / "one", *inputs)
    bytes_ = fingerprint(tmp_path / "one")
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*")}
    again = run_on(small_lexicon, tmp_path / "one", *inputs)
    assert fingerprint(tmp_path / "one") == bytes_
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*")} == stamps, (
        "nothing may be written again"
    )
    run_on(small_lexicon, tmp_path / "two", *inputs)
    assert fingerprint(tmp_path / "two") == bytes_
    assert (first.made, first.found, again.made, again.found) == (2, 0, 0, 2)
    assert set(bytes_) >= {"run.json", *(f"tables/{name}.parquet" for name in TABLES)}


def test_a_changed_input_makes_only_its_own_partition_anew(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "changed", *inputs)
    write(Path(inputs[1]), study(1, version=2), study(7, "metformin"))
    result = run_on(small_lexicon, tmp_path / "changed", *inputs)
    assert (result.made, result.found) == (1, 1)
    run_on(small_lexicon, tmp_path / "fresh", *inputs)
    assert fingerprint(tmp_path / "changed") == fingerprint(tmp_path / "fresh"), "no trace of what the file held before"


def test_a_changed_setting_makes_every_partition_anew(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    stricter = Pipeline("test", source=Sources("auto"), nlp=FAST, ground=Ground(min_score=0.9))
    result = running.run(stricter, inputs, out=tmp_path / "ds", lexicon=small_lexicon)
    assert (result.made, result.found) == (2, 0)


def test_other_code_or_rules_make_every_partition_anew(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    monkeypatch.setattr(code, "code_hash", lambda *roots: "of an edited rule")
    assert run_on(small_lexicon, tmp_path / "ds", *inputs).made == 2


def test_the_size_of_a_partition_does_not_change_the_tables(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_on(small_lexicon, tmp_path / "whole", *inputs)
    monkeypatch.setattr(job, "CHUNK", 2)
    split = run_on(small_lexicon, tmp_path / "split", *inputs)
    assert [len(one["partitions"]) for one in split.ledger["inputs"]] == [3, 2]
    for name in TABLES:
        rows = [[{**row, "run": ""} for row in table(tmp_path / folder, name)] for folder in ("whole", "split")]
        assert rows[0] == rows[1], name
    again = run_on(small_lexicon, tmp_path / "split", *inputs)
    assert (again.made, again.found) == (0, 5)


def test_a_lost_partition_in_the_middle_of_a_file_is_made_alone(
    tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "CHUNK", 2)
    file = write(tmp_path / "a.xml", *(study(pmid) for pmid in range(1, 8)))
    run = run_on(small_lexicon, tmp_path / "ds", file)
    before = fingerprint(tmp_path / "ds")
    shutil.rmtree(tmp_path / "ds" / "partitions" / run.ledger["inputs"][0]["partitions"][1])
    again = run_on(small_lexicon, tmp_path / "ds", file)
    assert (again.made, again.found) == (1, 3)
    assert fingerprint(tmp_path / "ds") == before


@pytest.mark.parametrize("damage", ["", "[]", '{"records": 2}'])
def test_a_damaged_partition_is_made_again(
    damage: str, inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run = run_on(small_lexicon, tmp_path / "ds", *inputs)
    before = fingerprint(tmp_path / "ds")
    (tmp_path / "ds" / "partitions" / run.ledger["inputs"][0]["partitions"][0] / "counts.json").write_text(damage)
    again = run_on(small_lexicon, tmp_path / "ds", *inputs)
    assert (again.made, again.found) == (1, 1)
    assert fingerprint(tmp_path / "ds") == before


def test_a_missing_file_of_a_partition_is_noticed(inputs: list[str], tmp_path: Path, small_lexicon: Lexicon) -> None:
    run = run_on(small_lexicon, tmp_path / "ds", *inputs)
    before = fingerprint(tmp_path / "ds")
    (tmp_path / "ds" / "partitions" / run.ledger["inputs"][0]["partitions"][0] / "evidence.parquet").unlink()
    assert run_on(small_lexicon, tmp_path / "ds", *inputs).made == 1
    assert fingerprint(tmp_path / "ds") == before


def test_a_damaged_table_of_a_partition_is_one_clear_error(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run = run_on(small_lexicon, tmp_path / "ds", *inputs)
    (tmp_path / "ds" / "partitions" / run.ledger["inputs"][0]["partitions"][0] / "evidence.parquet").write_bytes(
        b"PAR1 no more"
    )
    (tmp_path / "ds" / "run.json").unlink()
    with pytest.raises(DatasetError, match="delete that folder and run the same command again") as error:
        run_on(small_lexicon, tmp_path / "ds", *inputs)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "ds" / "run.json").exists(), "a dataset without a ledger is not taken for a whole one"


@pytest.mark.parametrize("key", ["inputs", "counts", "records", "versions", "pipeline", "mentions", "corrections"])
@pytest.mark.parametrize("value", [None, 7, {}])
def test_a_run_writes_a_ledger_anew_that_lacks_a_key_or_has_another_thing_there(
    key: str, value: object, inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    ledger = tmp_path / "ds" / "run.json"
    before = ledger.read_bytes()
    told = json.loads(before)
    del told[key]
    ledger.write_text(json.dumps(told | ({key: value} if value is not None else {})))
    again = run_on(small_lexicon, tmp_path / "ds", *inputs)
    assert (again.made, ledger.read_bytes()) == (0, before)
    assert "read" in repr(again)


@pytest.mark.parametrize("ledger", ["{", "[]", '{"format": 99}', '{"format": 1}'])
def test_a_run_writes_a_damaged_or_older_ledger_anew(
    ledger: str, inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    before = fingerprint(tmp_path / "ds")
    (tmp_path / "ds" / "run.json").write_text(ledger)
    assert run_on(small_lexicon, tmp_path / "ds", *inputs).made == 0
    assert fingerprint(tmp_path / "ds") == before


@pytest.mark.parametrize("table", ["evidence", "mentions"])
def test_a_run_writes_a_table_anew_that_is_cut_off(
    table: str, inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    before = fingerprint(tmp_path / "ds")
    os.truncate(tmp_path / "ds" / "tables" / f"{table}.parquet", 1000)
    assert run_on(small_lexicon, tmp_path / "ds", *inputs).made == 0
    assert fingerprint(tmp_path / "ds") == before


def test_files_that_are_not_ours_stay_where_they_are(inputs: list[str], tmp_path: Path, small_lexicon: Lexicon) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    mine = [tmp_path / "ds" / name for name in ("partitions/holiday/photo.jpg", "tables/mine.csv", "notes.txt")]
    for file in mine:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    run_on(small_lexicon, tmp_path / "ds", inputs[0], replace=True)
    assert [file.read_bytes() for file in mine] == [b"x"] * 3


# --- killed -----------------------------------------------------------------------------------------------------------

KILLED_AT_EVERY_STEP = """
import os, shutil, signal, sys
from pathlib import Path
from kg.pipeline import job, worker
from kg.pipeline.annotator import Annotator
from kg.pipeline.config import Pipeline
from kg.lexicon.lexicon import Lexicon
from tests.runs import FAST, fingerprint, run_on

folder, out, before, after = sys.argv[1:]
lexicon = Lexicon(Path(folder))
annotator = Annotator(lexicon, Pipeline("test", nlp=FAST))
worker.Annotator = lambda lexicon, pipeline, given: annotator
job.CHUNK = 2
replace, out, steps = os.replace, Path(out), 0

def child(name, die_at, file=after):
    def dying(source, target):
        global steps
        steps += 1
        if steps == die_at:
            if steps % 2 and Path(source).is_file():
                os.truncate(source, os.path.getsize(source) // 2)  # as if the last blocks had not been written yet
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)
    pid = os.fork()
    if not pid:
        os.replace = dying
        run_on(lexicon, out / name, file, replace=True)
        Path(out / "steps").write_text(str(steps))
        os._exit(0)
    return os.waitpid(pid, 0)[1]

def answers(dataset):
    beside = ("partitions", "inputs.json", ".inputs.json")
    return {path: digest for path, digest in fingerprint(dataset).items() if not path.startswith(beside)}

assert child("earlier", 0, before) == 0
assert child("undisturbed", 0) == 0
expected, total = fingerprint(out / "undisturbed"), int((out / "steps").read_text())
for step in range(1, total + 1):
    shutil.rmtree(out / "killed", ignore_errors=True)
    shutil.copytree(out / "earlier", out / "killed")
    assert os.WTERMSIG(child("killed", step)) == signal.SIGKILL
    whole = (out / "killed" / "run.json").exists()
    assert not whole or answers(out / "killed") == answers(out / "earlier"), f"killed at {step}: looks whole and is not"
    assert child("killed", 0) == 0
    assert fingerprint(out / "killed") == expected, f"killed at {step} of {total}"
print(total, whole)
"""


def test_killed_at_every_step_of_writing_and_run_again_gives_the_same_bytes(
    inputs: list[str], tmp_path: Path, small_folder: Path
) -> None:
    # A process of its own: it forks before any library has started a thread.
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EVERY_STEP, str(small_folder), str(tmp_path), *inputs],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    steps, whole = done.stdout.split()
    assert int(steps) >= 15, "partitions, tables and the ledger are all written by renaming"
    assert whole == "False", "the ledger comes last"


SLOW_RUN = """
import sys, time
from pathlib import Path
from kg.pipeline import job
from kg.lexicon.lexicon import Lexicon
from tests.runs import run_on
job.CHUNK = 2
folder, out, *inputs = sys.argv[1:]
run_on(Lexicon(Path(folder)), Path(out), *inputs, progress=lambda what, done, total: time.sleep(0.02))
"""


def test_killed_from_outside_after_some_partitions_keeps_them(
    tmp_path: Path, small_folder: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "CHUNK", 2)
    file = write(tmp_path / "a.xml", *(study(pmid) for pmid in range(1, 41)))
    run_on(small_lexicon, tmp_path / "undisturbed", file)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_RUN, str(small_folder), str(tmp_path / "ds"), file], cwd=ROOT
    )
    deadline = time.monotonic() + 60
    while (
        len(list((tmp_path / "ds").glob("partitions/[0-9a-f]*"))) < 3
        and time.monotonic() < deadline
        and process.poll() is None
    ):
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    again = run_on(small_lexicon, tmp_path / "ds", file)
    assert again.found >= 3
    assert again.made >= 1
    assert fingerprint(tmp_path / "ds") == fingerprint(tmp_path / "undisturbed")


# --- every record accounted for ---------------------------------------------------------------------------------------


def test_the_ledger_accounts_for_every_record_and_every_row(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    result = run_on(small_lexicon, tmp_path / "ds", *inputs)
    ledger = json.loads((tmp_path / "ds" / "run.json").read_text())
    assert ledger["records"] == {
        "read": 9,
        "documents": 7,
        "deletions": 1,
        "rejected": 1,
        "kept": 4,
        "superseded": 2,
        "deleted": 1,
    }
    assert ledger["counts"] == {name: len(table(tmp_path / "ds", name)) for name in TABLES}
    assert result.rejected == 1
    assert json.loads(json.dumps(result.ledger)) == ledger


def test_rows_are_sorted_by_their_unique_keys_and_point_at_one_another(
    inputs: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    rows = {name: table(tmp_path / "ds", name) for name in TABLES}
    for name, key in KEYS.items():
        keys = [tuple(row[column] for column in key) for row in rows[name]]
        assert keys == sorted(set(keys)), name
    ids = {name: {row["id"] for row in rows[name]} for name in ("documents", "assertions", "entities")}
    assert {row["document"] for row in rows["evidence"]} <= ids["documents"]
    assert {row["assertion"] for row in rows["evidence"]} == ids["assertions"]
    assert {end for row in rows["edges"] for end in (row["subject"], row["object"])} <= ids["entities"]
    assert {row["entity"] for row in rows["mentions"] if row["entity"]} <= ids["entities"]
    assert len(rows["evidence"]) > 3


def test_offsets_in_the_tables_match_the_text(inputs: list[str], tmp_path: Path, small_lexicon: Lexicon) -> None:
    run_on(small_lexicon, tmp_path / "ds", *inputs)
    text = {row["id"]: row["text"] for row in table(tmp_path / "ds", "documents")}
    for row in table(tmp_path / "ds", "mentions"):
        assert text[row["document"]][row["start"] : row["end"]] == row["text"]
    for row in table(tmp_path / "ds", "evidence"):
        assert text[row["document"]][row["start"] : row["end"]] == row["text"]
        assert row["start"] <= row["subject_start"] < row["subject_end"] <= row["end"]
        if row["result_start"] >= 0:
            assert text[row["document"]][row["result_start"] : row["result_end"]] == row["result_text"]
        assert all(quoted in text[row["document"]] for quoted in (*row["figures"], row["endpoint"], row["setting"]))


def test_the_newest_version_wins_then_the_later_copy(tmp_path: Path, small_lexicon: Lexicon) -> None:
    first = write(tmp_path / "a.xml", article(1, "Second version", version=2), article(2, "Earlier copy"))
    second = write(tmp_path / "b.xml", article(1, "First version", version=1), article(2, "Later copy"))
    run_on(small_lexicon, tmp_path / "ds", first, second)
    assert {row["id"]: row["title"] for row in table(tmp_path / "ds", "documents")} == {
        "PMID:1": "Second version",
        "PMID:2": "Later copy",
    }
    rejects = table(tmp_path / "ds", "rejects")
    assert [(row["id"], row["source"], row["stage"]) for row in rejects] == [
        ("PMID:2", first, "dataset"),
        ("PMID:1", second, "dataset"),
    ]
    assert all("superseded" in row["reason"] for row in rejects)


@pytest.mark.parametrize(
    ("files", "titles"),
    [
        ([[article(1, "Old")], [deletion(1)]], []),
        ([[deletion(1)], [article(1, "New")]], ["New"]),
        ([[article(1, "Old", version=2)], [deletion(1)], [article(1, "New")]], ["New"]),
        ([[article(1, "Old"), deletion(1), article(1, "New")]], ["New"]),
    ],
)
def test_a_deletion_takes_what_came_before_it(
    files: list[list[str]], titles: list[str], tmp_path: Path, small_lexicon: Lexicon
) -> None:
    paths = [write(tmp_path / f"{number}.xml", *records) for number, records in enumerate(files)]
    run_on(small_lexicon, tmp_path / "ds", *paths)
    assert [row["title"] for row in table(tmp_path / "ds", "documents")] == titles


def test_what_is_deleted_leaves_no_mention_evidence_or_assertion(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1), deletion(1))
    run_on(small_lexicon, tmp_path / "ds", file)
    assert [
        len(table(tmp_path / "ds", name)) for name in ("documents", "mentions", "evidence", "assertions", "edges")
    ] == [0] * 5
    assert [row["reason"] for row in table(tmp_path / "ds", "rejects")] == [f"deleted by {file}"]


def test_a_notice_of_retraction_elsewhere_flags_the_evidence(tmp_path: Path, small_lexicon: Lexicon) -> None:
    files = [write(tmp_path / "a.xml", study(1), study(2)), write(tmp_path / "b.xml", notice(9, 1))]
    run_on(small_lexicon, tmp_path / "ds", *files)
    flagged = {(row["document"], "retracted" in row["flags"]) for row in table(tmp_path / "ds", "evidence")}
    assert flagged == {("PMID:1", True), ("PMID:2", False)}
    assert {row["id"] for row in table(tmp_path / "ds", "documents") if row["retracted"]} == {"PMID:1"}
    inhibits = [row for row in table(tmp_path / "ds", "assertions") if row["relation"] == "INHIBITS"]
    assert [(row["evidence_count"], row["publications"]) for row in inhibits] == [(1, ["PMID:1", "PMID:2"])]


def test_a_deleted_notice_retracts_nothing(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1), notice(9, 1), deletion(9))
    run_on(small_lexicon, tmp_path / "ds", file)
    assert not any(row["retracted"] for row in table(tmp_path / "ds", "documents"))


# --- what goes wrong costs only itself --------------------------------------------------------------------------------


def test_unreadable_files_among_good_ones_cost_only_themselves(tmp_path: Path, small_lexicon: Lexicon) -> None:
    good = [write(tmp_path / "a.xml", study(1)), write(tmp_path / "z.xml", study(2))]
    bad = {
        "empty.xml": b"",
        "root.xml": b"<html><body/></html>",
        "cut.xml.gz": gzip.compress(article_set(study(3)).encode())[:12],
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    result = run_on(small_lexicon, tmp_path / "ds", good[0], *(str(tmp_path / name) for name in bad), good[1])
    assert [row["id"] for row in table(tmp_path / "ds", "documents")] == ["PMID:1", "PMID:2"]
    assert {Path(row["source"]).name for row in table(tmp_path / "ds", "rejects")} == set(bad)
    assert result.rejected == 3


def test_a_document_that_makes_a_stage_raise_is_quarantined(
    tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate = Annotator(small_lexicon, Pipeline("test", nlp=FAST))

    def faulty(document: Document) -> object:
        if document.id == "PMID:2":
            raise ZeroDivisionError("a fault of ours")
        return annotate(document)

    monkeypatch.setattr(worker, "Annotator", lambda lexicon, pipeline, given: faulty)
    file = write(tmp_path / "a.xml", study(1), study(2), study(3))
    result = run_on(small_lexicon, tmp_path / "ds", file)
    assert [row["id"] for row in table(tmp_path / "ds", "documents")] == ["PMID:1", "PMID:3"]
    rejects = table(tmp_path / "ds", "rejects")
    assert [(row["id"], row["stage"], row["reason"]) for row in rejects] == [
        ("PMID:2", "annotate", "ZeroDivisionError: a fault of ours")
    ]
    assert result.ledger["records"]["rejected"] == 1
    with pytest.raises(ZeroDivisionError):
        run_on(small_lexicon, tmp_path / "fast", file, fail_fast=True)


@pytest.mark.parametrize(
    "record",
    [
        '{"pmid": "2", "title": "half a character \\ud800"}',
        '{"pmid": "2", "title": "far off", "year": 2020, "doi": "\\udfff"}',
    ],
)
def test_a_document_no_table_can_hold_is_quarantined(record: str, tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"pmid": "1", "title": "Everolimus"}\n' + record + '\n{"pmid": "3", "title": "Sirolimus"}\n')
    run_on(small_lexicon, tmp_path / "ds", str(file))
    assert [row["id"] for row in table(tmp_path / "ds", "documents")] == ["PMID:1", "PMID:3"]
    (reject,) = table(tmp_path / "ds", "rejects")
    assert (reject["id"], reject["reason"]) == ("PMID:2", "holds half a surrogate pair, which is no character")


def test_a_reader_that_fails_costs_the_rest_of_its_file(
    tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(path: str) -> Iterator[Record]:
        yield from list(sources.read(path))[:1]
        if path.endswith("a.xml"):
            raise RecursionError("a fault of ours")

    monkeypatch.setitem(sources.SOURCES, "pubmed-xml", faulty)
    files = [write(tmp_path / "a.xml", study(1), study(2)), write(tmp_path / "b.xml", study(3))]
    result = run_on(small_lexicon, tmp_path / "ds", *files)
    assert [row["id"] for row in table(tmp_path / "ds", "documents")] == ["PMID:1", "PMID:3"]
    (reject,) = table(tmp_path / "ds", "rejects")
    assert (reject["place"], reject["stage"]) == ("after record 1", "source")
    assert "RecursionError" in reject["reason"]
    assert result.rejected == 1


def test_superseded_and_deleted_records_are_listed_but_not_lost(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1), study(1, version=2), study(2), deletion(2))
    result = run_on(small_lexicon, tmp_path / "ds", file)
    assert [row["stage"] for row in table(tmp_path / "ds", "rejects")] == ["dataset", "dataset"]
    assert result.rejected == 0


@pytest.mark.parametrize(("limit", "read"), [(1, 1), (3, 3), (4, 4), (9, 9), (99, 9), (0, 9)])
def test_limit_stops_after_that_many_records(
    limit: int, read: int, inputs: list[str], tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "CHUNK", 3)
    result = run_on(small_lexicon, tmp_path / "ds", *inputs, limit=limit)
    assert result.ledger["records"]["read"] == read


def test_an_input_without_a_document_still_makes_a_whole_dataset(tmp_path: Path, small_lexicon: Lexicon) -> None:
    result = run_on(small_lexicon, tmp_path / "ds", write(tmp_path / "a.xml"))
    assert result.ledger["counts"] == dict.fromkeys(TABLES, 0)


def test_a_file_named_twice_is_read_once(tmp_path: Path, small_lexicon: Lexicon) -> None:
    file = write(tmp_path / "a.xml", study(1))
    copy = write(tmp_path / "b.xml", study(1))
    assert run_on(small_lexicon, tmp_path / "ds", file, file, str(tmp_path / "*.xml")).ledger["records"]["read"] == 2
    assert Path(copy).read_bytes() == Path(file).read_bytes()


def test_nothing_to_read_and_missing_files_are_errors_before_any_work(tmp_path: Path, small_lexicon: Lexicon) -> None:
    with pytest.raises(ConfigError, match="nothing to read"):
        run_on(small_lexicon, tmp_path / "ds")
    with pytest.raises(InputError, match="no such file"):
        run_on(small_lexicon, tmp_path / "ds", str(tmp_path / "none.xml"))
    with pytest.raises(ConfigError, match="standard input"):
        run_on(small_lexicon, tmp_path / "ds", "-")
    assert not (tmp_path / "ds").exists()


def test_progress_tells_how_far_each_kind_of_work_is(inputs: list[str], tmp_path: Path, small_lexicon: Lexicon) -> None:
    told: list[tuple[str, int, int]] = []
    run_on(small_lexicon, tmp_path / "ds", *inputs, progress=lambda *what: told.append(what))
    assert [one for one in told if one[0] == "read"] == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2)]
    assert sum(done for what, done, _ in told if what == "annotate") == 9
    assert [one for one in told if one[0] == "write"][-1] == ("write", 2, 2)
