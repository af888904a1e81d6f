"""The answer in full: a table, or a card a row where a row is too wide for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.ask.links import page
from kg.interfaces.report.markup import Markup, join, tag
from kg.interfaces.report.words import words_of
from kg.stores.store import Row

WIDEST = 12
"""Columns of a table; an answer with more has a card a row."""

LONG = ("sentence", "result", "title")
"""Columns with whole sentences: an answer that has one has a card a row."""


def answer_table(rows: Sequence[Row], columns: Sequence[str]) -> Markup:
    """All rows with all columns; a CURIE stands below the name that it is of."""
    shown = [column for column in columns if not (column.endswith("_id") and column.removesuffix("_id") in columns)]
    if not rows:
        return tag("p", "No row answers this question in this dataset.")
    if len(shown) > WIDEST or set(LONG) & set(shown):
        return join(_card(row, shown) for row in rows)
    return _table(rows, shown)


def _table(rows: Sequence[Row], shown: Sequence[str]) -> Markup:
    numbers = {one for one in shown if all(row[one] is None or type(row[one]) in (int, float) for row in rows)}
    long = {one for one in shown if any(isinstance(row[one], list) for row in rows)}
    head = (
        tag("th", words_of(one), scope="col", role="columnheader", class_=_kind(one, numbers, set())) for one in shown
    )

    def line(row: Row) -> Markup:
        first, *rest = shown
        return tag(
            "tr",
            tag("th", cell(row, first), scope="row", role="rowheader"),
            (
                tag(
                    "td",
                    cell(row, one),
                    role="cell",
                    data_label=words_of(one),
                    class_=_kind(one, numbers, long, row[one]),
                )
                for one in rest
            ),
            role="row",
        )

    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", head, role="row"), role="rowgroup"),
            tag("tbody", (line(row) for row in rows), role="rowgroup"),
            role="table",
            class_="stacked",
        ),
        class_="scroll",
        tabindex=0,
        role="region",
        aria_label="The answer as a table",
    )  # fmt: skip


def _kind(column: str, numbers: set[str], long: set[str], value: object = None) -> str | None:
    if column in numbers:
        return "number zero" if value == 0 else "number"
    return "ids long" if column in long else "tier" if column.endswith("tier") else None


def _card(row: Row, shown: Sequence[str]) -> Markup:
    pairs = (
        join(tag("dt", words_of(one)), tag("dd", cell(row, one))) for one in shown if row[one] not in (None, "", [])
    )
    return tag("div", tag("dl", pairs), class_="card")


def cell(row: Row, column: str) -> Markup:
    """A value as the report shows it, with the CURIE of what it names."""
    value, identifier = row[column], row.get(f"{column}_id")
    return join(linked(value), tag("span", identifier, class_="id") if identifier and identifier != value else None)


def linked(value: Any) -> Markup:
    """A value with links for publications and trials; lists have commas."""
    if isinstance(value, list):
        return join(_with_commas([linked(one) for one in value]))
    if value is None:
        return Markup()
    if isinstance(value, bool):
        return join("yes" if value else "no")
    shown = str(value)
    where, local = page(shown), shown.removeprefix("PMID:")
    return tag("a", local, href=where) if where else join(local if local.isdecimal() else shown)


def _with_commas(parts: Sequence[Markup]) -> Iterable[str]:
    for at, part in enumerate(parts):
        yield from (", ", part) if at else (part,)
