"""``kg report`` and ``Graph.report`` on a small dataset: files, formats, faults, and that nothing in the text is
markup.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import kg
from kg.ask.behind import Behind
from kg.ask.lookup import KnownNames
from kg.ask.network import network
from kg.ask.pack import find, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.errors import QueryError
from kg.interfaces import cli
from kg.interfaces.commands import report as command
from kg.interfaces.report import contents
from kg.interfaces.report.contents import AnswerReport, ReportSettings, answer_report
from kg.interfaces.report.html import html
from kg.interfaces.report.markdown import markdown
from kg.lexicon.lexicon import Lexicon
from kg.stores import open_store
from tests.runs import run_on, study, write

ROOT = Path(__file__).resolve().parents[3]
QUERY = "drugs-studied-for-disease"
ASKED = ("-p", "disease=MONDO:0007256")
Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def dataset(small_lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    file = write(folder / "a.xml", study(1), study(2, "sirolimus"), study(3, "sorafenib"))
    return run_on(small_lexicon, folder / "ds", file).dataset


@pytest.fixture
def typed(
    dataset: Path,
    small_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Kg]:
    """Runs a command in this process, on the small dataset: exit code, stdout, stderr."""
    monkeypatch.setenv("KG_LEXICON", str(small_folder))
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KG_STORE", str(dataset))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        return code, *capsys.readouterr()

    yield call


@pytest.fixture(scope="module")
def made(dataset: Path, small_lexicon: Lexicon) -> Iterator[AnswerReport]:
    """The contents of a report."""
    store, query = open_store(str(dataset)), find(QUERY, load_queries())
    known = KnownNames(small_lexicon)
    values = parse_parameters(query, ["disease=MONDO:0007256"])
    rows = run_query(store, query, values, known)
    yield answer_report(str(dataset), store, query, values, rows, (), known, ReportSettings())
    store.close()


def test_a_report_is_a_file_of_the_format_of_its_name(typed: Kg, tmp_path: Path) -> None:
    for name, start in {"r.html": "<!DOCTYPE html>", "r.HTM": "<!DOCTYPE html>", "r.md": "# Which drugs"}.items():
        code, out, err = typed("report", QUERY, *ASKED, "-o", name)
        assert (code, out) == (0, ""), err
        assert f"kg: {name}: a report of" in err and "read from" in err
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_report_goes_to_stdout_and_is_the_same_as_the_file(typed: Kg, tmp_path: Path) -> None:
    assert typed("report", QUERY, *ASKED, "-o", "r.html")[0] == 0
    written = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert typed("report", QUERY, *ASKED)[1] == typed("report", QUERY, *ASKED, "-o", "-")[1] == written
    assert typed("report", QUERY, *ASKED, "--format", "markdown")[1].startswith("# Which drugs")


def test_the_bytes_are_the_same_in_another_process(typed: Kg, dataset: Path, tmp_path: Path) -> None:
    _, here, _ = typed("report", QUERY, *ASKED)
    line = [sys.executable, "-m", "kg", "report", QUERY, *ASKED, "--store", str(dataset)]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout == here != "", done.stderr


def test_a_date_is_printed_where_it_is_given_and_no_clock_is_read(typed: Kg) -> None:
    assert "2031-02-03" in typed("report", QUERY, *ASKED, "--date", "2031-02-03")[1]
    assert "2031" not in typed("report", QUERY, *ASKED)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["drugs-studied-for-diseases", *ASKED], "there is no query 'drugs-studied-for-diseases' (did you mean"),
        ([QUERY], "needs disease"),
        ([QUERY, "-p", "disease=no such disease"], "disease='no such disease'"),
        ([QUERY, *ASKED, "--format", "pdf"], "format 'pdf': expected one of html, markdown"),
        ([QUERY, *ASKED, "-o", "r.pdf"], "-o r.pdf: expected a name that ends in .html"),
        ([QUERY, *ASKED, "-o", "."], "-o .:"),
        ([QUERY, *ASKED, "-o", "there.html"], "-o there.html: it is a folder"),
        ([QUERY, *ASKED, "-o", "no/r.html"], "-o no/r.html: there is no folder no"),
        ([QUERY, *ASKED, "--date", "today"], "date 'today': expected a date such as 2026-05-01"),
        ([QUERY, *ASKED, "--sentences", "-1"], "sentences -1: expected a number from 0 on"),
        (["my.cypher", "--format", "html", "-o", "my.cypher"], "-o my.cypher: this file is read, and would be lost"),
        ([QUERY, *ASKED, "--format", "html", "-o", "mine.toml"], "-o mine.toml: a file is there"),
        ([QUERY, *ASKED, "-o", "{dataset}/r.html"], "is in the folder of the dataset"),
        ([QUERY, *ASKED, "--format", "html", "-o", "{dataset}/run.json"], "is in the folder of the dataset"),
    ],
)
def test_a_fault_is_one_line_and_leaves_no_file(
    arguments: list[str], said: str, typed: Kg, dataset: Path, tmp_path: Path
) -> None:
    arguments = [one.replace("{dataset}", str(dataset)) for one in arguments]
    (tmp_path / "there.html").mkdir()
    (tmp_path / "mine.toml").write_text("name = 'mine'\n")
    (tmp_path / "my.cypher").write_text("MATCH (d:Drug) RETURN d.id AS drug_id, d.name AS drug\n")
    before = sorted(tmp_path.rglob("*"))
    code, out, err = typed("report", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
    assert [one for one in sorted(tmp_path.rglob("*")) if one not in before and "cache" not in str(one)] == []
    assert (tmp_path / "my.cypher").read_text().startswith("MATCH")


def test_a_place_that_cannot_be_written_is_one_line_and_keeps_what_was_there(typed: Kg, tmp_path: Path) -> None:
    (tmp_path / "r.html").symlink_to("/dev/null")
    code, out, err = typed("report", QUERY, *ASKED, "-o", "r.html")
    assert (code, out) == (1, "") and "cannot write r.html" in err and "Traceback" not in err


def test_a_file_of_ones_own_and_an_answer_without_rows_have_a_report(typed: Kg, tmp_path: Path) -> None:
    (tmp_path / "my.cypher").write_text("MATCH (d:Drug {name: $name}) RETURN d.id AS drug_id, d.name AS drug\n")
    code, out, _ = typed("report", "my.cypher", "-p", "name=everolimus")
    assert code == 0 and ">everolimus<" in out
    code, out, _ = typed("report", "my.cypher", "-p", "name=nothing")
    assert code == 0 and "No row answers this question" in out
    etree.fromstring(out.encode())


def test_the_door_in_python_gives_the_text(dataset: Path, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LEXICON", str(small_folder))
    with kg.open(dataset) as graph:
        page = graph.report(QUERY, disease="MONDO:0007256")
        assert page == graph.report(QUERY, {"disease": "MONDO:0007256"}, format="html")
        assert graph.report(QUERY, disease="MONDO:0007256", format="markdown").startswith("# Which drugs")
        with pytest.raises(QueryError, match="format 'pdf': expected one of html, markdown"):
            graph.report(QUERY, disease="MONDO:0007256", format="pdf")


def test_the_option_has_the_default_of_the_door() -> None:
    assert command.SENTENCES == contents.SENTENCES


def test_sentences_that_are_too_many_are_counted_with_the_line_that_shows_them(made: AnswerReport) -> None:
    none = replace(made, sentences=0)
    assert html(none).count("<article") == 0
    for text in (html(none), markdown(none)):
        assert text.count("kg explain CHEBI") == len(made.behind)
    assert html(made).count("<article") == sum(len(one.evidence) for one in made.behind)


EVIL = "<script>alert('1')</script> & \"]]> `x` | **b** <img src=x onerror=y> \x00\x1b"


def test_nothing_that_the_graph_holds_is_markup(made: AnswerReport) -> None:
    rows = [_evil(row, ("tier",)) for row in made.rows]
    keep = ("polarity", "tier", "relation", "attribution", "evidence")
    behind = tuple(Behind(EVIL, EVIL, tuple(_evil(row, keep) for row in one.evidence), EVIL) for one in made.behind)
    report = replace(
        made,
        title=EVIL,
        rows=tuple(rows),
        behind=behind,
        ladder=tuple(replace(one, name=EVIL) for one in made.ladder),
        network=network(rows, {}) or made.network,
        notes=(EVIL,),
        asked=tuple(replace(one, value=EVIL, entity=EVIL) for one in made.asked),
        provenance=replace(made.provenance, name=EVIL, description=EVIL),
    )
    page = html(report)
    tree: Any = etree.fromstring(page.encode())
    assert not tree.xpath("//script | //img | //*[@onerror]")
    assert "<script" not in page and "onerror=y&gt;" in page
    assert [address for address in tree.xpath("//a/@href") if "script" in address] == []
    text = markdown(report)
    fenced = text.partition("```cypher")
    for hidden in ("<script", "<img", "\x1b", " **b**", " `x`"):
        assert hidden not in fenced[0] + fenced[2], hidden
    assert "\x1b" not in page


def _evil(row: dict[str, Any], keep: tuple[str, ...]) -> dict[str, Any]:
    """A row with nothing but such text in it, but for the columns to keep; the offsets mark nothing."""
    evil = {key: EVIL if isinstance(value, str) and key not in keep else value for key, value in row.items()}
    offsets = {key: 0 for key in row if key.endswith(("start", "end"))}
    return evil | offsets | ({"end": len(EVIL)} if offsets else {})
