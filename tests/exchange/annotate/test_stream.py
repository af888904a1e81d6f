"""Inputs and outputs: order, rejects, standard input and output, whole files or none, options that are not
understood.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import ConfigError, DatasetError, InputError
from kg.exchange import annotate as module
from kg.exchange.annotate import annotate_files
from kg.exchange.annotation_formats import FORMATS
from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Record, Section
from tests.exchange.annotate.conftest import STUDY, Annotate


def written(inputs: list[str], output: Path, lexicon: Lexicon, **options: object) -> tuple[int, list[str]]:
    said: list[str] = []
    given = {"to": "pubtator"} | options
    written = annotate_files(inputs, output=output, lexicon=lexicon, say=said.append, **given)  # type: ignore[arg-type]
    return written.rejected, said


def test_documents_come_out_in_the_order_of_the_inputs(small_lexicon: Lexicon, tmp_path: Path) -> None:
    for name, number in (("b", "2"), ("a", "1"), ("c", "3")):
        (tmp_path / name).write_text(STUDY.replace("101", number))
    written([str(tmp_path / name) for name in "bac"], tmp_path / "out", small_lexicon)
    titles = [line for line in (tmp_path / "out").read_text().split("\n") if "|t|" in line]
    assert [line.partition("|")[0] for line in titles] == ["2", "1", "3"]


def test_equal_input_gives_equal_bytes(annotate: Annotate) -> None:
    for to in FORMATS:
        assert annotate(STUDY, to).text == annotate(STUDY, to).text


def test_a_bad_mention_is_told_with_its_place_and_counted_and_the_rest_goes_on(
    annotate: Annotate, tmp_path: Path
) -> None:
    outcome = annotate(STUDY + "101\t0\t4\tnope\tChemical\tD1\n\n" + STUDY.replace("101", "102"))
    assert outcome.rejected == 1
    assert outcome.said == [
        f"{tmp_path}/input: line 3 (PMID:101): the text at 0-4 is 'Ever', not the mention's 'nope': the mention is"
        " left out"
    ]
    assert "102|t|" in outcome.text


def test_a_bad_record_does_not_break_a_json_collection(annotate: Annotate) -> None:
    good = '{"pmid": 1, "title": "Everolimus"}\n'
    outcome = annotate(good + "{\n" + good, "bioc-json")
    assert outcome.rejected == 1
    assert len(json.loads(outcome.text)["documents"]) == 2


def test_a_file_that_cannot_be_read_costs_only_itself(small_lexicon: Lexicon, tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<html/>")
    (tmp_path / "good").write_text(STUDY)
    rejected, said = written([str(tmp_path / "bad.xml"), str(tmp_path / "good")], tmp_path / "out", small_lexicon)
    assert rejected == 1
    assert said[0].startswith(f"{tmp_path}/bad.xml: the root element is <html>")
    assert "101|t|" in (tmp_path / "out").read_text()


def test_a_fault_of_our_own_costs_one_document_and_is_told(annotate: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(module, "found_rows", fails)
    outcome = annotate(STUDY)
    assert (outcome.rejected, outcome.text) == (1, "")
    assert outcome.said[0].endswith("line 1 (PMID:101): RuntimeError: boom")


def test_orders_to_delete_are_not_rejects_but_are_told(annotate: Annotate) -> None:
    xml = "<PubmedArticleSet><DeleteCitation><PMID>1</PMID><PMID>2</PMID></DeleteCitation></PubmedArticleSet>"
    outcome = annotate(xml)
    assert outcome.rejected == 0
    assert outcome.said == ["2 orders to delete a publication passed over: there is nothing to annotate in a deletion"]


def test_half_a_surrogate_pair_is_one_question_mark_so_that_offsets_hold(annotate: Annotate) -> None:
    outcome = annotate('{"pmid": 1, "title": "a \\ud800 everolimus"}')
    assert "1|t|a ? everolimus" in outcome.text
    assert ["1", "4", "14", "everolimus", "Chemical", "CHEBI:68478"] in outcome.rows


def test_standard_input_and_output(
    small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STUDY.encode())))
    assert annotate_files(["-"], to="pubtator", lexicon=small_lexicon, say=print).rejected == 0
    out = capsysbinary.readouterr().out.decode()
    assert out.startswith(STUDY)
    assert "Chemical" in out


def test_output_appears_whole_or_not_at_all(
    small_lexicon: Lexicon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out"
    output.write_text("old")

    def breaks(files: object, kind: object) -> Iterator[Record]:
        yield Document("PMID:1", "T", "T", (Section("title", 0, 1),))
        assert output.read_text() == "old"
        raise KeyboardInterrupt

    (tmp_path / "in").write_text(STUDY)
    monkeypatch.setattr("kg.pipeline.sources.read_each", breaks)
    with pytest.raises(KeyboardInterrupt):
        written([str(tmp_path / "in")], output, small_lexicon)
    assert output.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_an_output_that_cannot_be_written_is_one_line(small_lexicon: Lexicon, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(STUDY)
    with pytest.raises(DatasetError, match=r"cannot write .*nowhere"):
        written([str(tmp_path / "in")], tmp_path / "nowhere" / "out", small_lexicon)


def test_a_missing_input_is_an_error_before_anything_is_written(small_lexicon: Lexicon, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        written([str(tmp_path / "missing")], tmp_path / "out", small_lexicon)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"to": "brat"}, "--to brat: unknown format: expected one of pubtator, bioc-json, bioc-xml, jsonl"),
        ({"kind": "brat"}, "--from brat: unknown format: expected auto, pubmed-xml, pubtator"),
        ({"kind": "eutils"}, "--from eutils: unknown format"),
        ({"namespaces": "MESH"}, "'MESH' is not TYPE=NAMESPACE"),
        ({"namespaces": "Disease="}, "'Disease=' is not TYPE=NAMESPACE"),
        (
            {"namespaces": "Illness=MESH"},
            "unknown type 'Illness': expected one of CellLine, Chemical, Disease, Gene, Pathway, Role, Species",
        ),
        ({"namespaces": "Disease=NCBIGene"}, "Disease has no ids in 'NCBIGene': expected one of MONDO, MESH"),
        ({"namespaces": "Disease=MESH|"}, "Disease has no ids in ''"),
        ({"namespaces": "Disease=MESH,disease=OMIM"}, "disease is there twice"),
    ],
)
def test_options_that_are_not_understood(
    small_lexicon: Lexicon, tmp_path: Path, options: dict[str, str], message: str
) -> None:
    (tmp_path / "in").write_text(STUDY)
    with pytest.raises(ConfigError) as error:
        written([str(tmp_path / "in")], tmp_path / "out", small_lexicon, **options)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


def test_memory_does_not_grow_with_the_number_of_documents(small_lexicon: Lexicon, tmp_path: Path) -> None:
    block = STUDY.rstrip("\n") + " Filler words stand here." * 400 + "\n\n"  # about 10 kB

    def peak(count: int) -> int:
        (tmp_path / "in").write_text(block * count)
        tracemalloc.start()
        written([str(tmp_path / "in")], tmp_path / "out", small_lexicon, to="jsonl", given=True)
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    peak(5)  # whatever is loaded once
    assert peak(400) < peak(100) + 1_000_000


@pytest.mark.parametrize(("content", "status"), [(STUDY, 0), (STUDY + "101\t0\t4\tnope\tChemical\tD1\n", 1)])
def test_the_command_prints_data_on_stdout_and_talk_on_stderr(
    small_folder: Path, tmp_path: Path, content: str, status: int
) -> None:
    (tmp_path / "in").write_text(content)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "annotate", str(tmp_path / "in"), "--to", "pubtator", "--ids", "Disease=MESH"],
        capture_output=True, text=True, env=os.environ | {"KG_LEXICON": str(small_folder)}, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert done.stdout.startswith(STUDY)
    assert "\tDisease\tD006528\n" in done.stdout
    *others, closing = done.stderr.splitlines()
    rejected = "1 record or annotation rejected" if status else "0 records or annotations rejected"
    assert closing == f"kg: 1 document annotated with 9 mentions and 2 relations; {rejected}"
    assert len(others) == status


def test_a_file_that_was_written_is_named_with_what_is_in_it(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in").write_text(STUDY + "\n" + STUDY.replace("101|", "102|"))
    out = tmp_path / "out.jsonl"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "kg", "annotate", str(tmp_path / "in"), "--to", "jsonl"),
            *("--profile", "fast", "-o", str(out)),
        ],
        capture_output=True, text=True, env=os.environ | {"KG_LEXICON": str(small_folder)}, check=False,
    )  # fmt: skip
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    mentions, relations = (sum(len(row[key]) for row in rows) for key in ("mentions", "relations"))
    assert mentions > 2 and relations > 1
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        f"kg: 2 documents annotated with {mentions} mentions and {relations} relations; 0 records or annotations"
        f" rejected; written to {out}\n",
    )


@pytest.mark.parametrize("arguments", [["--to", "brat"], ["--to", "pubtator", "--ids", "Disease"]])
def test_wrong_options_leave_with_2_and_one_line(small_folder: Path, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "in").write_text(STUDY)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "annotate", str(tmp_path / "in"), *arguments],
        capture_output=True, text=True, env=os.environ | {"KG_LEXICON": str(small_folder)}, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_a_file_is_never_written_over_that_is_read(small_lexicon: Lexicon, tmp_path: Path) -> None:
    given = tmp_path / "in.jsonl"
    given.write_text('{"id": "PMID:1", "title": "Everolimus in HCC."}\n')
    (tmp_path / "link").symlink_to(given)
    before = given.read_bytes()
    with pytest.raises(ConfigError, match="this file is read, and would be lost"):
        annotate_files(
            [str(given)], to="jsonl", output=tmp_path / "link", profile="fast", lexicon=small_lexicon, say=print
        )
    assert given.read_bytes() == before
