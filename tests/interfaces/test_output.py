from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from kg.errors import QueryError
from kg.interfaces.output import FORMATS, write_rows

COLUMNS = ("drug", "null", "score", "yes", "pmids")
ROWS: list[dict[str, Any]] = [
    {"drug": "everolimus [RAD001]", "null": 1, "score": 0.5, "yes": True, "pmids": ["PMID:1", "PMID:2"]},
    {"drug": 'a|b, "c"\nd', "null": None, "score": None, "yes": False, "pmids": []},
]


def written(rows: list[dict[str, Any]], format: str, columns: tuple[str, ...] = COLUMNS) -> str:
    stream = io.StringIO()
    write_rows(rows, columns, format, stream)
    return stream.getvalue()


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_json_is_a_list_of_objects_with_the_columns_in_order(rows: list[dict[str, Any]]) -> None:
    read = json.loads(written(rows, "json"))
    assert read == rows
    assert all(tuple(row) == COLUMNS for row in read)


def test_json_keeps_text_as_it_is() -> None:
    assert "Hürthle «x»" in written([{"a": "Hürthle «x»"}], "json", ("a",))


def encoded(format: str, encoding: str, errors: str = "strict") -> bytes:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors)
    write_rows([{"a": "Hürthle «x» β"}], ("a",), format, stream)
    stream.flush()
    assert stream.errors == errors
    return bytes(stream.buffer.getvalue())


def test_a_table_has_a_question_mark_for_what_its_encoding_lacks() -> None:
    assert b"H?rthle ?x? ?" in encoded("table", "ascii")
    assert b"H\xfcrthle \xabx\xbb ?" in encoded("table", "latin-1", "surrogateescape")
    assert b"H\\xfcrthle" in encoded("table", "ascii", "backslashreplace"), "as PYTHONIOENCODING asks"
    assert "Hürthle «x» β".encode() in encoded("table", "utf-8")


def test_json_is_escaped_where_it_is_not_in_utf_8() -> None:
    for encoding in ("ascii", "latin-1", "cp1252"):
        assert json.loads(encoded("json", encoding).decode("ascii")) == [{"a": "Hürthle «x» β"}]
    assert "«x» β".encode() in encoded("json", "utf-8")


@pytest.mark.parametrize("format", ["csv", "markdown"])
def test_what_is_written_for_programs_is_not_changed_unseen(format: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        encoded(format, "ascii")


def test_csv_reads_back() -> None:
    assert list(csv.reader(io.StringIO(written(ROWS, "csv")))) == [
        list(COLUMNS),
        ["everolimus [RAD001]", "1", "0.5", "true", "PMID:1|PMID:2"],
        ['a|b, "c"\nd', "", "", "false", ""],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_csv_file_is_a_formula(cell: str) -> None:
    text = written([{"a": cell, "b": [cell, cell], "c": -1, "d": [-1]}], "csv", ("a", "b", "c", "d"))
    (row,) = list(csv.reader(io.StringIO(text, newline="")))[1:]
    shown = "'" + cell.replace("\r", "\n")
    assert row == [shown, f"{shown}|{shown[1:]}", "-1", "-1"]


@pytest.mark.parametrize("format", FORMATS)
def test_no_terminal_obeys_what_is_in_a_cell_or_a_head(format: str) -> None:
    text = written([{"a\x1b[2J": "x\x1b[31m\x9b\u202ey\u2066\n\x00"}], format, ("a\x1b[2J",))
    assert not [char for char in text if char != "\n" and not char.isprintable()]
    if format == "json":
        assert json.loads(text) == [{"a\x1b[2J": "x\x1b[31m\x9b\u202ey\u2066\n\x00"}], "a program gets what there is"


def test_markdown_escapes_what_would_break_the_table() -> None:
    lines = written(ROWS, "markdown").splitlines()
    assert lines[0] == "| drug | null | score | yes | pmids |"
    assert lines[3] == '| a\\|b, "c" d |  |  | false |  |'
    assert len(lines) == 4


def test_a_wide_terminal_gets_a_table_with_every_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    text = written(ROWS[:1], "table")
    assert text.splitlines()[0].split() == list(COLUMNS)
    assert "everolimus [RAD001]" in text and "PMID:1, PMID:2" in text


def test_a_narrow_terminal_gets_a_block_a_row_with_nothing_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    text = written([ROWS[0], {**ROWS[0], "drug": "word " * 20}], "table")
    assert "drug   everolimus\n       [RAD001]\nnull   1\n" in text
    assert "pmids  PMID:1, PMID:2\n" in text, "what is left out of a table is in a block"
    assert text.count("word") == 20
    assert max(map(len, text.splitlines())) <= 24


ANSWER = {
    "drug_id": "CHEBI:68478",
    "drug": "everolimus",
    "membership": "curated",
    "tier": "phase-3",
    "supports": 3,
    "null": 7,
    "opposes": 1,
    "mixed": 2,
    "unclear": 14,
    "publications": 27,
    "latest_year": 2022,
    "pmids": [f"PMID:{number}" for number in range(22539746, 22539773)],
}
OTHER = {**ANSWER, "drug_id": "DRUGBANK:DB11836", "drug": "sapanisertib", "tier": "in-vitro", "pmids": []}


@pytest.mark.parametrize("width", [80, 90, 100, 110, 120, 130])
def test_the_widest_list_goes_before_the_table_does_and_that_is_said(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = written([ANSWER, OTHER], "table", tuple(ANSWER))
    assert "pmids" not in text.splitlines()[0] and "PMID" not in text
    assert text.endswith("\nnot shown, for want of width: pmids; --format json, csv or markdown gives all\n")
    assert max(map(len, text.splitlines())) <= width
    lines = text.splitlines()
    for line, row in zip(
        [line for line in lines if "phase-3" in line or "in-vitro" in line], (ANSWER, OTHER), strict=True
    ):
        assert line.split()[-7:] == [str(value) for value in list(row.values())[4:11]]
    head = "".join("".join(line) for line in text[: text.index("─")].splitlines())
    assert sorted(head.replace(" ", "")) == sorted("".join(name for name in ANSWER if name != "pmids")), (
        "no letter of the head is lost"
    )


def test_a_wide_terminal_shows_the_lists_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    text = written([ANSWER, OTHER], "table", tuple(ANSWER))
    assert text.splitlines()[0].split() == list(ANSWER)
    assert "not shown" not in text


def test_only_as_many_lists_go_as_must(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    rows = [
        {
            "drug": "everolimus",
            "diseases": ["x" * 10] * 2,
            "pmids": [f"PMID:{number}" for number in range(12345678, 12345682)],
        }
    ]
    assert "diseases" in written(rows, "table", tuple(rows[0])) and "not shown" not in written(
        rows, "table", tuple(rows[0])
    )
    monkeypatch.setenv("COLUMNS", "26")
    text = written(rows, "table", tuple(rows[0]))
    assert "x" * 10 in text and text.endswith(
        "not shown, for want of width: pmids; --format json, csv or markdown gives all\n"
    )


def test_sentences_are_not_torn_to_pieces_for_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    columns = ("document", "tier", "polarity", "sentence", "section", "trials")
    row = dict(
        zip(
            columns,
            ("PMID:123456", "phase-3", "supports", "Everolimus prolonged survival. " * 6, "results", ["NCT1"]),
            strict=True,
        )
    )
    text = written([row, row], "table", columns)
    assert text.startswith("document  PMID:123456\ntier      phase-3\n")
    assert "trials    NCT1\n" in text


def test_a_table_in_a_file_does_not_depend_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    columns = tuple(f"column_{number}" for number in range(12))
    text = written([dict.fromkeys(columns, 1)], "table", columns)
    assert text.splitlines()[0].split() == list(columns)


def test_long_lists_are_folded_in_a_table_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    rows = [{"pmids": [f"PMID:{number}" for number in range(12)]}]
    assert "+7 more" in written(rows, "table", ("pmids",))
    for format in ("json", "csv", "markdown"):
        assert "PMID:11" in written(rows, format, ("pmids",))


def test_no_rows_is_said_in_a_table() -> None:
    assert written([], "table") == "no rows\n"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(QueryError, match="format 'xml': expected one of table, json, csv, markdown"):
        written(ROWS, "xml")


@pytest.mark.parametrize("format", FORMATS)
def test_a_row_without_a_column_is_an_error(format: str) -> None:
    with pytest.raises(KeyError):
        written([{"drug": "x"}], format)
