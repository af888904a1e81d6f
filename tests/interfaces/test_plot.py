"""``kg query --plot``: a chart below the table, in plain characters where there is no terminal, and which queries have
one.
"""

from __future__ import annotations

import io
from typing import Any

import pytest

from kg.ask.charts import series_of
from kg.ask.pack import find, load_queries, statement_query
from kg.errors import QueryError
from kg.interfaces.commands.plot import WIDEST, check_plot, write_plot

PACK = load_queries()
COLUMNS = ("drug_id", "drug", "tier", "supporting_tier", "supports", "null", "opposes", "mixed", "unclear")


def _row(name: str, *counts: int, tier: str = "phase-3", supporting: str = "") -> dict[str, Any]:
    return dict(zip(COLUMNS, (f"D:{name}", name, tier, supporting, *counts), strict=True))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _drawn(
    rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS, stream: io.StringIO | None = None
) -> list[str]:
    stream = stream or io.StringIO()
    write_plot(rows, columns, "q", stream)
    return stream.getvalue().splitlines()


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def test_a_bar_has_a_sign_for_each_publication() -> None:
    lines = _drawn(
        [_row("everolimus", 3, 2, 1, 1, 2, supporting="phase-3"), _row("x", 0, 1, 0, 0, 0, supporting="in-vivo")]
    )
    assert lines[0].rstrip() == "everolimus  phase-3          +++==-~??  3+ 2= 1- 1~ 2?"
    assert lines[1].rstrip() == "x           in-vivo/phase-3  =  1="
    assert lines[3].rstrip() == "+ supports   = no difference   - harm   ~ mixed   ? no result that counts"
    assert lines[4].startswith("support/studied: ")


def test_rows_of_one_name_and_several_tiers_are_rungs() -> None:
    lines = _drawn([_row("a", 1, 0, 0, 0, 0), _row("a", 0, 1, 0, 0, 0, tier="in-vivo", supporting="phase-3")])
    assert [line.rstrip() for line in lines[:2]] == ["a  phase-3  +  1+", "   in-vivo  =  1="]


def test_no_line_is_wider_than_there_is_room_and_no_count_vanishes() -> None:
    lines = _drawn([_row("a" * 60, 4000, 1, 0, 0, 0)])
    assert max(map(len, lines)) <= WIDEST
    assert "+=" in lines[0] and "4000+ 1=" in lines[0] and any("a sign is up to" in line for line in lines)


def test_years_are_drawn_by_publications() -> None:
    columns = ("year", "publications", "trials", "supports", "against")
    lines = _drawn([dict(zip(columns, (2010, 3, 0, 1, 1), strict=True))], columns)
    assert lines[0].rstrip() == "2010  ###  3#"


def test_only_a_terminal_has_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    rows = [_row("a", 2, 1, 0, 0, 0)]
    assert "\x1b[" not in "".join(_drawn(rows))
    coloured = "".join(_drawn(rows, stream=_Terminal()))
    assert "\x1b[" in coloured and "++" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in "".join(_drawn(rows, stream=_Terminal()))


def test_what_cannot_be_drawn_says_what_can() -> None:
    with pytest.raises(QueryError, match=r"targets-of-drug has no counts .*drugs-studied-for-disease") as refused:
        check_plot(find("targets-of-drug", PACK), "table")
    for name, query in PACK.items():
        assert (name in str(refused.value)) == (bool(series_of(query.column_names)) or name == "targets-of-drug")
    with pytest.raises(QueryError, match="--format json is for programs"):
        check_plot(find("contradictions", PACK), "json")
    check_plot(statement_query("RETURN 1 AS supports"), "table")
    with pytest.raises(QueryError, match="the statement has no counts"):
        write_plot([{"x": 1}], ("x",), "the statement", io.StringIO())


@pytest.mark.parametrize("name", [name for name, query in PACK.items() if series_of(query.column_names)])
def test_every_query_that_is_offered_has_numbers_or_lists(name: str) -> None:
    from tests.demo import golden

    known = golden.read(name)
    rows = [dict(zip(known["columns"], row, strict=True)) for row in known["rows"]]
    assert len(_drawn(rows, tuple(known["columns"]))) > len(rows)
