"""A report as one page of HTML that needs nothing from elsewhere: no script, no font, no picture. It is well-formed XML
too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.ask.charts import LadderEntry, Timeline
from kg.interfaces.report import said
from kg.interfaces.report.answer_table import answer_table
from kg.interfaces.report.bars_svg import bars_svg
from kg.interfaces.report.cards import cards
from kg.interfaces.report.contents import AnswerReport, are_sentences
from kg.interfaces.report.frame import FRAMES, Frame
from kg.interfaces.report.glyphs import legend
from kg.interfaces.report.ladder_svg import DRAWN, ladder_svg
from kg.interfaces.report.markup import Markup, join, tag
from kg.interfaces.report.network_svg import network_svg
from kg.interfaces.report.timeline_svg import timeline_svg
from kg.interfaces.report.words import POLARITY, TIER, words_of
from kg.model import POLARITIES, TIERS

PagePart = tuple[str, str, Markup]
"""Anchor, heading and content of a part of the page."""


@cache
def _style() -> str:
    """The style sheet beside this module."""
    return Path(__file__).with_name("report.css").read_text(encoding="utf-8")


def html(report: AnswerReport) -> str:
    """The page as text; the same report is the same text."""
    sections = list(_sections(report))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content="kg report"),
        tag("title", report.title),
        tag("style", Markup(_style())),
    )
    body = tag(
        "body",
        _header(report, sections),
        tag("main", (_section(*one) for one in sections)),
        tag("footer", tag("p", f"Made by kg report from the dataset {report.provenance.name}.")),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _header(report: AnswerReport, sections: Iterable[PagePart]) -> Markup:
    under = " \u00b7 ".join(one for one in (report.date, f"dataset {report.provenance.name}", report.query.name) if one)
    return tag(
        "header",
        tag("h1", report.title),
        tag("p", under, class_="under"),
        tag("p", said.coverage_line(report)),
        tag("div", (tag("p", line) for line in report.brief), class_="brief") if report.brief else None,
        tag(
            "nav",
            tag("ul", (tag("li", tag("a", heading, href=f"#{anchor}")) for anchor, heading, _ in sections)),
            aria_label="Parts of the report",
        ),
    )


def _section(anchor: str, heading: str, content: Markup) -> Markup:
    return tag("section", tag("h2", heading, id=anchor), content, aria_labelledby=anchor)


def _sections(report: AnswerReport) -> Iterable[PagePart]:
    """The parts that the answer has."""
    if report.ladder:
        yield "ladder", "Evidence ladder", _ladder(report)
    if report.bars:
        yield "findings", "What was found", _figure(said.BARS, _bar_series(report), bars_svg, report.bars)
    if report.timeline:
        table = tag("details", tag("summary", "The timeline as a table"), _timeline_table(report.timeline))
        yield (
            "timeline",
            "Timeline",
            join(
                _figure(
                    said.timeline_caption(report.timeline),
                    _timeline_series(report.timeline),
                    timeline_svg,
                    report.timeline,
                ),
                table,
            ),
        )
    if report.network:
        more = f" {report.network.left_out:,} more rows are not drawn." if report.network.left_out else ""
        yield "network", "Network", _figure(said.NETWORK + more, (), network_svg, report.network)
    if not are_sentences(report):
        yield "answer", "The answer", join(_asked_line(report), answer_table(report.rows, report.columns))
    if report.behind:
        most = len(report.rows) if are_sentences(report) else report.sentences
        found = (cards(one, number, most) for number, one in enumerate(report.behind, 1))
        heading = "The answer, sentence by sentence" if are_sentences(report) else "Sentences behind the rows"
        note = tag("p", said.SENTENCES, class_="note")
        yield "sentences", heading, join(note, found)
    yield "method", "Method", _method(report)
    yield "limits", "Limits", join(tag("p", one) for one in said.limits(report))


def _asked_line(report: AnswerReport) -> Markup:
    count = f"{len(report.rows):,} row{'' if len(report.rows) == 1 else 's'}, all of them."
    return tag("p", report.query.question or report.query.name, " ", count, class_="note")


def _figure(caption: str, series: Iterable[str], draw: Callable[[Any, Frame], Markup], what: Any) -> Markup:
    """A chart in both sizes, of which the page shows one, with its legend and caption."""
    named = list(series)
    return tag(
        "figure",
        legend(named) if named else None,
        (draw(what, frame) for frame in FRAMES),
        tag("figcaption", caption),
    )


def _bar_series(report: AnswerReport) -> list[str]:
    return list(dict.fromkeys(series for bar in report.bars for series, count in bar.counts if count))


def _timeline_series(timeline: Timeline) -> list[str]:
    return [one for n, one in enumerate(timeline.series) if any(counts[n] for counts in timeline.counts.values())]


# --- tables beside the charts ---------------------------------------------------------------------------------------


def _ladder(report: AnswerReport) -> Markup:
    rows = report.ladder
    shown = [one for one in POLARITIES if any(row.total(one) for row in rows)]
    drawn = f" The first {DRAWN} of {len(rows):,} rows are drawn." if len(rows) > DRAWN else ""
    figure = _figure(said.LADDER + drawn, shown, ladder_svg, rows)
    anchors = {one.key: f"#behind-{number}" for number, one in enumerate(report.behind, 1)}
    return join(figure, tag("details", tag("summary", "The ladder as a table"), _ladder_table(rows, anchors)))


def _ladder_table(rows: tuple[LadderEntry, ...], anchors: dict[str, str]) -> Markup:
    tiers = [tier for tier in TIERS if any((tier, one) in row.counts for row in rows for one in POLARITIES)]
    heads = ["", "strongest that supports", "strongest studied", *(TIER[tier] for tier in tiers)]
    return _scrolled(
        "The ladder as a table",
        tag(
            "table",
            tag("thead", tag("tr", (tag("th", one, scope="col") for one in heads))),
            tag(
                "tbody",
                (
                    tag(
                        "tr",
                        tag("th", tag("a", row.name, href=anchors.get(row.key)), scope="row"),
                        tag("td", TIER.get(row.supported, "none")),
                        tag("td", TIER.get(row.studied, "none")),
                        (tag("td", _counts(row, tier)) for tier in tiers),
                    )
                    for row in rows
                ),
            ),
        ),
    )


def _counts(row: LadderEntry, tier: str) -> str:
    return ", ".join(f"{row.counts[tier, one]} {POLARITY[one]}" for one in POLARITIES if (tier, one) in row.counts)


def _timeline_table(timeline: Timeline) -> Markup:
    series = _timeline_series(timeline)
    at = [timeline.series.index(one) for one in series]
    table = tag(
        "table",
        tag("thead", tag("tr", (tag("th", one, scope="col") for one in ("year", *(POLARITY[one] for one in series))))),
        tag(
            "tbody",
            (
                tag("tr", tag("th", str(year), scope="row"), (tag("td", str(counts[n]), class_="number") for n in at))
                for year, counts in timeline.counts.items()
                if any(counts)
            ),
        ),
    )
    return _scrolled("The timeline as a table", table)


def _scrolled(label: str, content: Markup) -> Markup:
    return tag("div", content, class_="scroll", tabindex=0, role="region", aria_label=label)


# --- method ---------------------------------------------------------------------------------------------------------


def _method(report: AnswerReport) -> Markup:
    made = report.provenance
    pairs = (join(tag("dt", name), tag("dd", _value(name, value))) for name, value in said.method(report))
    files = ((one.name, one.format, one.sha256) for one in made.inputs)
    columns = ((words_of(name), meaning) for name, meaning in report.query.columns)
    return join(
        tag("dl", pairs),
        _parameters(report),
        _more("Models", ("model", "SHA-256 of its files"), made.models),
        _more("Ontologies", ("ontology", "version"), made.sources),
        _more("Files that were read", ("file", "format", "SHA-256"), files),
        _more("What the columns mean", ("column", "meaning"), columns),
        tag("details", tag("summary", "The query in Cypher"), tag("pre", tag("code", report.query.cypher.strip()))),
        tag("p", "Said with the answer: ", "; ".join(report.notes), class_="note") if report.notes else None,
    )  # fmt: skip


def _value(name: str, value: str) -> Markup:
    return tag("code", value) if name in ("Query", "Ask it again", "Content hash", "Run", "Lexicon") else join(value)


def _parameters(report: AnswerReport) -> Markup:
    rows = [(one.name, one.value or "any", one.entity, one.help) for one in report.asked]
    return join(tag("h3", "Parameters"), _plain(("parameter", "given", "is", "meaning"), rows)) if rows else join()


def _more(summary: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Markup:
    """A table that is folded away; nothing where it would be empty."""
    listed = list(rows)
    return tag("details", tag("summary", summary), _plain(heads, listed)) if listed else join()


def _plain(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    return _scrolled(
        f"Table: {heads[0]}",
        tag(
            "table",
            tag("thead", tag("tr", (tag("th", one, scope="col") for one in heads))),
            tag(
                "tbody",
                (tag("tr", tag("th", row[0], scope="row"), (tag("td", _code(one)) for one in row[1:])) for row in rows),
            ),
        ),
    )


def _code(value: str) -> Markup:
    return tag("code", value) if len(value) == 64 and value.isalnum() else join(value)
