"""What docs/how-to/judge.md says to type: a sample is judged, evidence rejected, and the next run heeds it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import kg as package
from kg.files import locked
from kg.interfaces.api.curate_evidence import reject_wrong
from kg.interfaces.api.row_list import Rows
from kg.interfaces.api.sample_rows import MISTAKES
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.config import read_pipeline
from kg.pipeline.run import run
from tests.interfaces.test_cli import Kg, Said, kg
from tests.runs import study, table, write

__all__ = ["kg"]  # a fixture

PIPELINE = '[source]\npath = "in.xml"\n[nlp]\nprofile = "fast"\n[output]\ndataset = "build/mine"\n'
DRUGS = ("everolimus", "sirolimus")


@pytest.fixture(scope="module")
def made(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judging")
    write(folder / "in.xml", *(study(number + 1, drug) for number, drug in enumerate(DRUGS)))
    (folder / "mine.toml").write_text(PIPELINE, encoding="utf-8")
    run(read_pipeline(folder / "mine.toml"), out=folder / "build" / "mine", lexicon=small_lexicon)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, kg: Kg, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands are typed in, with a pipeline and its dataset."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("KG_STORE", "build/mine")
    return tmp_path


def fill(path: Path, judgements: Sequence[str]) -> None:
    """Judge the rows of a table in order."""
    waiting = list(judgements)
    lines = path.read_text(encoding="utf-8").split("\n")
    for at, line in enumerate(lines):
        if line.startswith("\t\t") and waiting:
            lines[at] = waiting.pop(0) + line.removeprefix("\t")
    path.write_text("\n".join(lines), encoding="utf-8")


def evidence(folder: Path, relation: str, document: str = "PMID:2") -> str:
    claims = {row["id"] for row in table(folder / "build" / "mine", "assertions") if row["relation"] == relation}
    rows = table(folder / "build" / "mine", "evidence")
    (found,) = [row["id"] for row in rows if row["assertion"] in claims and row["document"] == document]
    return str(found)


def drawn(kg: Kg, *more: str) -> Said:
    return kg("sample", "drugs-studied-for-disease", "-p", "disease=HCC", "-n", "40", "-o", "rows.tsv", *more)


def test_a_sample_is_judged_curated_and_the_graph_changes(kg: Kg, folder: Path) -> None:
    said = drawn(kg)
    assert (said.code, said.out) == (
        0,
        "",
    ) and "2 of 2 rows of drugs-studied-for-disease written to rows.tsv" in said.err
    text = (folder / "rows.tsv").read_text(encoding="utf-8")
    assert (
        "«Sirolimus» significantly prolonged overall survival" in text and "https://pubmed.ncbi.nlm.nih.gov/2/" in text
    )
    drawn(kg).one_line(r"rows\.tsv is there already, and may hold judgements", 2)
    wrong = text.index("CHEBI:9168") < text.index("CHEBI:68478")
    fill(folder / "rows.tsv", ["wrong\tno such arm", "right\t"] if wrong else ["right\t", "wrong\tno such arm"])
    said = kg("sample", "--judge", "rows.tsv", "--json")
    assert said.rows[0] == {
        "of": "all", "rows": 2, "judged": 2, "right": 1, "wrong": 1, "unclear": 0,
        "precision": 0.5, "low": 0.5, "high": 0.5,
    }  # fmt: skip
    assert said.rows[1]["of"] == "clinical"
    assert re.search(r"wrong: rows\.tsv:1[01]: row [12]: no such arm", said.err) and "has changed" not in said.err
    assert [row["note"] for row in kg("sample", "--judge", "rows.tsv", "--wrong", "--json").rows] == ["no such arm"]

    said = kg("sample", "--judge", "rows.tsv", "--curate", "--date", "2026-03-01")
    assert said.code == 0 and "rejected: PMID:2, CHEBI:9168 STUDIED_FOR MONDO:0007256" in said.err
    (row,) = kg("curate", "list", "--json").rows
    assert (row["note"], row["judged_on"], row["state"]) == ("no such arm", "2026-03-01", "waits for the next run")
    said = kg("run", "mine.toml")
    assert said.code == 0 and "1 judgement of 1 held: 0 pieces of evidence accepted, 1 rejected" in said.err
    assert [row["state"] for row in kg("curate", "list", "--json").rows] == ["applied"]

    assert [row["drug"] for row in kg("query", "drugs-studied-for-disease", "-p", "disease=HCC", "--json").rows] == [
        "everolimus"
    ]
    for asked in (["sirolimus", "HCC"], ["sirolimus"], ["PMID:2"]):
        (row,) = [row for row in kg("explain", *asked, "--json").rows if row["relation"] == "STUDIED_FOR"]
        assert (row["flags"], row["note"], row["counted"]) == (["rejected"], "no such arm", False), asked
    said = kg("explain", "sirolimus", "HCC")
    assert "No publication here is evidence about it." in said.out
    assert re.search(r"    curator  rejected.* on 2026-03-01: no such arm\n", said.out)
    said = kg("report", "claims-of-publication", "-p", "publication=2", "--format", "markdown", "-o", "-")
    assert re.search(r"curator: rejected.* on 2026-03-01: no such arm", said.out), said.out
    near = kg("query", "near-misses", "-p", "disease=HCC", "--json").rows
    assert [(row["reason"], row["drug"]) for row in near] == [("rejected", "sirolimus")]
    assert kg("export", "nquads", "-o", "x.nq").code == 0
    assert kg("sparql", "near-misses", "x.nq", "-p", "disease=HCC", "--json").rows == near
    said = kg("sample", "--judge", "rows.tsv")
    assert said.code == 0
    assert re.search(
        r"the graph has changed since .* the answer has 1 now, and 1 of 2 sampled rows are word for", said.err
    )


def test_judgements_are_given_replaced_listed_and_taken_back(kg: Kg, folder: Path) -> None:
    one = evidence(folder, "INHIBITS")
    claim = next(row["assertion"] for row in table(folder / "build" / "mine", "evidence") if row["id"] == one)
    assert kg("curate", "accept", claim, "--date", "2026-03-01", "--by", "A. C.").code == 0
    assert kg("curate", "reject", one, "--note", "another target").code == 0
    (row,) = kg("curate", "list", "--pipeline", "mine.toml", "--json").rows
    assert (row["evidence"], row["flag"], row["note"], row["judged_by"]) == (one, "rejected", "another target", "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["judged_on"])
    kg("curate", "remove", "0" * 32).one_line("mine.curation.tsv has no judgement of the evidence '0000", 2)
    said = kg("curate", "remove", one)
    assert said.code == 0 and "mine.curation.tsv has 0 judgements left" in said.err
    assert kg("curate", "list", "--json").rows == []


def test_a_judgement_whose_evidence_is_gone_is_said_and_costs_the_exit_code(kg: Kg, folder: Path) -> None:
    kg("curate", "reject", evidence(folder, "STUDIED_FOR"), "--note", "no", "--date", "2026-03-01")
    write(folder / "in.xml", study(1))
    said = kg("run", "mine.toml", "--replace")
    assert said.code == 1 and "0 judgements of 1 held" in said.err
    assert re.search(
        r"a judgement that meets no evidence any more: [0-9a-f]{32} \(PMID:2, CHEBI:9168 STUDIED_FOR MONDO:0007256,"
        r" rejected\): its document is not there",
        said.err,
    )
    assert kg("curate", "list", "--json").rows[0]["state"] == "unmatched: its document is not there"
    assert kg("run", "mine.toml").code == 1, "and again, until it is taken back"
    ledger = json.loads((folder / "build" / "mine" / "run.json").read_text(encoding="utf-8"))
    kg("curate", "remove", ledger["curation"]["unmatched"][0]["evidence"])
    assert kg("run", "mine.toml").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("sample",), "give a query and -o FILE.tsv to draw rows, or --judge"),
        (("sample", "coverage"), "give a query and -o FILE.tsv"),
        (("sample", "coverage", "-o", "x.tsv", "--wrong"), "--wrong and --curate go with --judge"),
        (("sample", "coverage", "-o", "x.tsv", "--judge", "y.tsv"), "give one of the two"),
        (("sample", "null-trials", "-p", "disease=HCC", "-o", "x.tsv"), "null-trials has no rows for these parameters"),
        (("sample", "no-such", "-o", "x.tsv"), "no-such"),
        (("sample", "coverage", "-p", "x=1", "-o", "x.tsv"), "coverage has no parameter 'x'"),
        (("sample", "--judge", "none.tsv"), r"none\.tsv: cannot be read"),
        (("curate", "reject", "0" * 32, "--note", "x"), "has no evidence and no assertion '0000"),
        (("curate", "reject", "0" * 32, "--note", " "), "a rejection needs a note that says why"),
        (("curate", "list", "--pipeline", "no.toml"), r"no\.toml: no such pipeline file"),
        (("curate", "list", "--pipeline", "mtor-hc"), "did you mean mtor-hcc?"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...], says: str, kg: Kg, folder: Path) -> None:
    said = kg(*arguments)
    assert said.code == 2 and re.search(says, said.err.splitlines()[-1]) and "Traceback" not in said.err
    assert not (folder / "x.tsv").exists()


def test_a_table_of_another_question_or_with_a_strange_row_is_refused(kg: Kg, folder: Path) -> None:
    drawn(kg)
    said = kg("sample", "null-trials", "--judge", "rows.tsv")
    assert (
        said.code == 2
        and "rows.tsv: a sample of drugs-studied-for-disease found, one of null-trials expected" in said.err
    )
    said = kg("sample", "drugs-studied-for-disease", "-p", "disease=MONDO:0004992", "--judge", "rows.tsv")
    assert said.code == 2 and "a sample for disease=HCC found, one for disease=MONDO:0004992 expected" in said.err
    text = (folder / "rows.tsv").read_text(encoding="utf-8")
    (folder / "rows.tsv").write_text(re.sub(r"\t1\tr[0-9a-f]{15}", "\t1\tr0", text), encoding="utf-8")
    said = kg("sample", "--judge", "rows.tsv")
    assert said.code == 2 and re.search(
        r"rows\.tsv:10: row 1 with the key 'r0' found, which this sample does not", said.err
    )


def test_a_date_that_is_none_and_a_dataset_without_a_pipeline_are_told(kg: Kg, folder: Path) -> None:
    one = evidence(folder, "INHIBITS")
    kg("curate", "accept", one, "--date", "March").one_line("'March' is no date: expected one like 2026-03-01", 2)
    (folder / "build" / "mine" / "inputs.json").unlink()
    kg("curate", "accept", one).one_line("build/mine does not say which pipeline it was made by", 2)
    assert kg("curate", "accept", one, "--pipeline", "mine.toml").code == 0
    (folder / "mine.curation.tsv").write_text("evidence\n", encoding="utf-8")
    kg("curate", "accept", one, "--pipeline", "mine.toml").one_line(r"mine\.curation\.tsv:1: no column flag", 2)


def test_python_has_the_same_doors(folder: Path) -> None:
    with package.open("build/mine") as graph:
        asked: dict[str, Any] = {"publication": "PMID:2", "n": 2, "seed": 3}
        sample = graph.sample("claims-of-publication", **asked)
        assert len(sample) == 2 < sample.population and "2 of 3 rows" in repr(sample)
        assert sample.rows[0]["evidence"]
        assert sample.rows == graph.sample("claims-of-publication", **asked).rows
        sample.write("mine.tsv")
        done = graph.judged("mine.tsv", "claims-of-publication", publication="PMID:2")
        assert done.precision[0]["judged"] == 0 and len(done.wrong) == 0
    one = evidence(folder, "INHIBITS")
    made = package.curate("accept", [one], note="yes", dataset="build/mine")
    assert made["flag"] == ["accepted"] and made["judged_on"] == [""], "no clock"
    assert package.curation(dataset="build/mine").rows == made.rows
    assert len(package.uncurate(one, dataset="build/mine")) == 0
    with pytest.raises(package.KgError, match="action 'wrong': expected accept or reject"):
        package.curate("wrong", one, dataset="build/mine")


def test_changes_at_the_same_time_are_all_kept(folder: Path) -> None:
    pieces = sorted(row["id"] for row in table(folder / "build" / "mine", "evidence"))
    with ThreadPoolExecutor(12) as pool:
        done = list(pool.map(lambda one: package.curate("accept", one, dataset="build/mine"), pieces * 4))
    assert len(done) == 4 * len(pieces)
    assert sorted(package.curation(dataset="build/mine")["evidence"]) == pieces
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda one: package.uncurate(one, dataset="build/mine"), pieces))
    assert len(package.curation(dataset="build/mine")) == 0


def test_a_folder_that_others_hold_for_long_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.curation.WAIT_S", 0.05)
    with locked(folder) as ours, pytest.raises(package.KgError, match=r"mine\.curation\.tsv: others have been writing"):
        assert ours
        package.curate("accept", evidence(folder, "INHIBITS"), dataset="build/mine")
    assert not (folder / "mine.curation.tsv").exists()


def alter(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    assert count == 1, pattern
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("other", ["INHIBITS", "assertion"])
def test_evidence_is_taken_from_the_graph_and_not_from_the_table(other: str, kg: Kg, folder: Path) -> None:
    drawn(kg)
    fill(folder / "rows.tsv", ["wrong\tno", "wrong\tno"])
    one = evidence(folder, "STUDIED_FOR")
    rows = table(folder / "build" / "mine", "evidence")
    put = evidence(folder, other) if other == "INHIBITS" else next(r["assertion"] for r in rows if r["id"] == one)
    alter(folder / "rows.tsv", one, put)
    said = kg("sample", "--judge", "rows.tsv", "--curate")
    assert said.code == 2
    assert re.search(r"rows\.tsv:1[01]: other evidence found than the graph has behind row [12]", said.err)
    assert not (folder / "mine.curation.tsv").exists()
    alter(folder / "rows.tsv", r"# build\t\w+", "# build\t" + "0" * 64)
    said = kg("sample", "--judge", "rows.tsv", "--curate")
    assert said.code == 0 and "no evidence that was judged is still behind row" in said.err
    assert [row["document"] for row in kg("curate", "list", "--json").rows] == ["PMID:1"]


def test_wrong_rows_are_rejected_all_or_none(kg: Kg, folder: Path) -> None:
    drawn(kg)
    fill(folder / "rows.tsv", ["wrong\tno", "wrong\tbad \x01 note"])
    said = kg("sample", "--judge", "rows.tsv", "--curate")
    assert said.code == 2 and "U+0001 found at 5, expected text; nothing was judged" in said.err
    assert not (folder / "mine.curation.tsv").exists()
    alter(folder / "rows.tsv", "\x01", "=")
    said = kg("sample", "--judge", "rows.tsv", "--curate")
    assert said.code == 0 and "2 judgements written" in said.err
    assert sorted(row["note"] for row in kg("curate", "list", "--json").rows) == ["bad = note", "no"]


def test_a_piece_behind_several_wrong_rows_has_all_notes(folder: Path) -> None:
    one = evidence(folder, "INHIBITS")
    row = {"row": 1, "place": "rows.tsv:9", "evidence": [one], "sentences": ""}
    wrong = Rows(({**row, "note": "a"}, {**row, "note": "b"}, {**row, "note": "", "evidence": [one, one]}), MISTAKES)
    made, left = reject_wrong(wrong, Path("rows.tsv"), dataset="build/mine")
    assert made["note"] == ["a; b"] and len(left) == 1


@pytest.mark.parametrize(
    ("pattern", "new", "says"),
    [
        (r"# rows\t2", "# rows\t10000", r"# rows 10000 found, 2 expected, as the answer has"),
        (r"# rows\t2", "# rows\t0", r":6: # rows 0 found, 2 or more expected"),
        (r"# rows\t2", "# rows\t-5", r":6: # rows -5 found, 2 or more expected"),
        (r"# rows\t2", "# rows\t" + "9" * 400, r":6: # rows '9{40}'\.\.\. \(400 characters\) found, a number of rows"),
        (r'""clinical"": 2', '""clinical"": 1', r":7: 1 rows of tier 'clinical' found, 2 or more expected"),
        (r'""clinical"": 2', '""clinical"": -2', r":7: -2 rows of tier 'clinical' found, 2 or more expected"),
        (r'""clinical"": 2', '""clinical"": 3', r":7: # tiers of 3 rows found, 2 at most expected"),
        (r'""clinical"": 2', '""clinical"": 2, ""review"": 0', r"# tiers {.*} found, {'clinical': 2} expected"),
        (r"\t1\tr", "\t" + "1" * 5000 + "\tr", r":10: row '1{40}'\.\.\. \(5,000 characters\) found"),
        (r"# query\t\S+", "# query\t/etc/passwd", r"there is no query '/etc/passwd'.* of a file of your own"),
        (r"# query\t\S+", "# query\tmine.cypher", r"there is no query 'mine\.cypher'"),
    ],
)
def test_a_table_whose_head_is_not_that_of_the_sample_is_refused(
    pattern: str, new: str, says: str, kg: Kg, folder: Path
) -> None:
    drawn(kg)
    alter(folder / "rows.tsv", pattern, new)
    said = kg("sample", "--judge", "rows.tsv")
    assert said.code == 2 and re.search(rf"rows\.tsv.*{says}", said.err) and "Traceback" not in said.err, said.err


def test_a_sample_goes_to_stdout_and_not_into_the_dataset(kg: Kg, folder: Path) -> None:
    drawn(kg)
    said = kg("sample", "drugs-studied-for-disease", "-p", "disease=HCC", "-n", "40", "-o", "-")
    assert said.code == 0 and said.out == (folder / "rows.tsv").read_text(encoding="utf-8")
    assert "written to stdout" in said.err and not (folder / "-").exists()
    for place in ("build/mine/rows.tsv", "build/mine/partitions/rows.tsv"):
        said = kg("sample", "drugs-studied-for-disease", "-p", "disease=HCC", "-o", place)
        said.one_line(r"is in the folder of the dataset build/mine: give another place", 2)
    (folder / "a.tsv").symlink_to("b.tsv")
    (folder / "b.tsv").symlink_to("a.tsv")
    said = kg("sample", "drugs-studied-for-disease", "-p", "disease=HCC", "-o", "a.tsv")
    said.one_line(r"a\.tsv: symbolic links lead in a circle", 2)


def test_what_is_no_regular_file_is_told(kg: Kg, folder: Path) -> None:
    file, one = folder / "mine.curation.tsv", evidence(folder, "INHIBITS")
    commands = (("curate", "list"), ("curate", "accept", one), ("curate", "remove", one))
    os.mkfifo(file)
    for command in commands:
        kg(*command).one_line(r"mine\.curation\.tsv: is no regular file", 2)
    file.unlink()
    file.symlink_to(file.name)
    for command in commands:
        kg(*command).one_line(r"mine\.curation\.tsv: cannot be read \(Too many levels of symbolic links\)", 2)
    for name in ("loop", "loop.toml"):
        (folder / name).symlink_to(name)
    said = kg("curate", "list", "--pipeline", "loop.toml")
    said.one_line(r"loop\.toml: no such pipeline file", 2)
    for command in commands:
        said = kg(*command, "--dataset", "loop")
        assert said.code and said.err.count("\n") == 1 and "Traceback" not in said.err, said.err


@pytest.mark.parametrize("bad", ["\x1b", "\x00", "\x1c", "\x7f", "\x85", "\udce9"])
def test_a_character_that_no_table_has_is_refused(bad: str, kg: Kg, folder: Path) -> None:
    one = evidence(folder, "INHIBITS")
    for more in (("--note", f"a{bad}b"), ("--note", "x", "--by", f"a{bad}b")):
        kg("curate", "reject", one, *more).one_line(rf"U\+{ord(bad):04X} found at 2, expected text", 2)
    assert not (folder / "mine.curation.tsv").exists()


def test_a_list_for_a_spreadsheet_has_no_formula(kg: Kg, folder: Path) -> None:
    kg("curate", "accept", evidence(folder, "INHIBITS"), "--note", "=1+1\n\tx", "--date", "2026-03-01")
    said = kg("curate", "list", "--format", "csv")
    assert ",'=1+1 x," in said.out and ",false," in said.out
    assert kg("curate", "list", "--json").rows[0]["note"] == "=1+1 x"
