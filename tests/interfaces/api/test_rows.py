"""Rows of an answer, in a notebook, in a terminal and for pandas and polars."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest

import kg
from kg.errors import LibraryError, QueryError
from kg.interfaces.api.row_list import SHOWN

ROWS = kg.Rows(
    (
        {"drug": "everolimus", "year": 2014, "score": 0.5, "pmids": ["PMID:1", "PMID:2"], "known": True},
        {"drug": "sirolimus", "year": None, "score": 1.0, "pmids": [], "known": None},
    )
)


class _Seen(HTMLParser):
    """The tags and the text of a page as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_rows_are_a_sequence_of_dicts() -> None:
    assert (len(ROWS), ROWS.columns) == (2, ("drug", "year", "score", "pmids", "known"))
    assert [row["drug"] for row in ROWS] == ["everolimus", "sirolimus"]
    assert ROWS[-1]["year"] is None
    part = ROWS[1:]
    assert isinstance(part, kg.Rows)
    assert (len(part), part.columns) == (1, ROWS.columns)
    assert not ROWS[:0] and ROWS[:0].columns == ROWS.columns


def test_rows_are_printed_as_the_command_line_does_and_notes_below() -> None:
    printed = repr(kg.Rows(ROWS.rows, notes=("drug 'x' is y",))).splitlines()
    assert printed[0].split() == ["drug", "year", "score", "pmids", "known"]
    assert printed[2].split() == ["everolimus", "2014", "0.5", "PMID:1,", "PMID:2", "true"]
    assert printed[-1] == "drug 'x' is y"
    assert repr(kg.Rows(())) == "no rows"


def test_many_rows_are_cut_with_the_number_of_those_left_out() -> None:
    many = kg.Rows.of({"number": number} for number in range(SHOWN + 7))
    assert repr(many).splitlines()[-1] == "7 more rows"
    assert "<p>7 more rows</p>" in many._repr_html_()
    assert str(SHOWN - 1) in repr(many) and str(SHOWN) not in repr(many)


def test_everything_in_the_table_of_a_notebook_is_escaped() -> None:
    evil = "<script>alert('&\"')</script>"
    rows = kg.Rows(({evil: evil, "list": [evil]},), question=evil, notes=(evil,))
    seen = _Seen(rows._repr_html_())
    assert "script" not in seen.tags
    assert seen.texts.count(evil) == 5  # caption, head, cell, the list's cell, note


def test_records_become_rows() -> None:
    @dataclass(frozen=True)
    class One:
        name: str
        ids: tuple[str, ...]

    rows = kg.Rows.of([One("a", ("x",)), One("b", ())])
    assert rows.columns == ("name", "ids")
    assert rows[0] == {"name": "a", "ids": ["x"]}
    assert kg.Rows.of([]).columns == ()
    with pytest.raises(QueryError, match="record 2 has the columns b: expected a, as the first has"):
        kg.Rows.of([{"a": 1}, {"b": 1}])
    with pytest.raises(QueryError, match="'text' is no row"):
        kg.Rows.of(["text"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_there_is_named_with_how_to_install_it(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr("kg.interfaces.api.row_list.find_spec", lambda name: None if name == library else found(name))
    with pytest.raises(LibraryError) as raised:
        getattr(ROWS, f"to_{library}")()
    assert str(raised.value) == f"to_{library} needs {library}, which is not installed: pip install {library}"
    assert isinstance(raised.value, kg.KgError)


def test_to_pandas_keeps_columns_order_and_whole_numbers() -> None:
    pandas: Any = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = ROWS.to_pandas()
    assert list(frame.columns) == list(ROWS.columns)
    assert str(frame["year"].dtype) == "Int64"
    assert frame["year"][0] == 2014 and frame["year"][1] is pandas.NA
    assert frame["pmids"][0] == ["PMID:1", "PMID:2"]
    assert str(frame["score"].dtype) == "float64"
    assert list(ROWS[:0].to_pandas().columns) == list(ROWS.columns)
    assert len(kg.Rows(()).to_pandas()) == 0


def test_to_polars_keeps_columns_order_and_whole_numbers() -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    frame = ROWS.to_polars()
    assert frame.columns == list(ROWS.columns)
    assert frame["year"].to_list() == [2014, None]
    assert str(frame["year"].dtype) == "Int64"
    assert frame["pmids"].to_list() == [["PMID:1", "PMID:2"], []]
    assert kg.Rows(({"n": 1}, {"n": 0.5})).to_polars()["n"].to_list() == [1.0, 0.5]
    assert ROWS[:0].to_polars().columns == list(ROWS.columns)


def test_to_polars_loses_no_value_of_a_column_of_several_types() -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    with pytest.raises(QueryError, match=r"columns hold values of several types \(x\), and polars wants one"):
        kg.Rows(({"x": 1}, {"x": "one"})).to_polars()


def test_rows_of_both_libraries_are_the_same() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    assert ROWS.to_polars()["drug"].to_list() == list(ROWS.to_pandas()["drug"])
