from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from kg.errors import QueryError
from kg.output import FORMATS, write_rows

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


def test_csv_reads_back() -> None:
    assert list(csv.reader(io.StringIO(written(ROWS, "csv")))) == [
        list(COLUMNS), ["everolimus [RAD001]", "1", "0.5", "true", "PMID:1|PMID:2"], ['a|b, "c"\nd', "", "", "false", ""],
    ]  # fmt: skip


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
    monkeypatch.setenv("COLUMNS", "40")
    text = written([ROWS[0], {**ROWS[0], "drug": "word " * 20}], "table")
    assert "drug   everolimus [RAD001]\nnull   1\n" in text
    assert text.count("word") == 20
    assert max(map(len, text.splitlines())) <= 40


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
