"""A report as Markdown: the same parts as the page, charts as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.ask.behind import Behind
from kg.ask.explain import arguments, joined_spans, unmarked
from kg.ask.links import page
from kg.ask.summary import judgement, why_not_counted
from kg.errors import counted
from kg.interfaces.report import said
from kg.interfaces.report.contents import AnswerReport, are_sentences
from kg.interfaces.report.words import GLYPH, POLARITY, TIER
from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

_SPECIAL = re.compile(r"([\\`*_#\[\]|~$])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def markdown(report: AnswerReport) -> str:
    """The report as text; the same report is the same text."""
    under = " · ".join(one for one in (report.date, f"dataset {report.provenance.name}", report.query.name) if one)
    lines = [f"# {_text(report.title)}", "", _text(under), "", _text(said.coverage_line(report)), ""]
    for line in report.brief:
        lines += [f"> {_text(line)}", ">"]
    lines = lines[:-1] if report.brief else lines
    for heading, content in _sections(report):
        lines += ["", f"## {heading}", "", *content]
    return "\n".join(lines).rstrip() + "\n"


def _sections(report: AnswerReport) -> Iterable[tuple[str, list[str]]]:
    if report.ladder:
        yield "Evidence ladder", [said.LADDER.partition(" The thick")[0], "", *_ladder(report)]
    if report.timeline:
        yield "Timeline", [said.timeline_caption(report.timeline), "", *_timeline(report)]
    if not are_sentences(report):
        yield "The answer", _answer(report)
    if report.behind:
        most = len(report.rows) if are_sentences(report) else report.sentences
        heading = "The answer, sentence by sentence" if are_sentences(report) else "Sentences behind the rows"
        yield heading, [line for one in report.behind for line in _behind(one, most)]
    yield "Method", _method(report)
    yield "Limits", [line for one in said.limits(report) for line in (_text(one), "")]


def _ladder(report: AnswerReport) -> list[str]:
    tiers = [tier for tier in TIERS if any((tier, one) in row.counts for row in report.ladder for one in POLARITIES)]
    rows = [
        [
            row.name,
            TIER.get(row.supported, "none"),
            TIER.get(row.studied, "none"),
            *(
                " ".join(f"{row.counts[tier, one]}{GLYPH[one]}" for one in POLARITIES if (tier, one) in row.counts)
                for tier in tiers
            ),
        ]
        for row in report.ladder
    ]
    signs = ", ".join(f"{_text(GLYPH[one])} {POLARITY[one]}" for one in POLARITIES)
    heads = ["", "strongest that supports", "strongest studied", *(TIER[tier] for tier in tiers)]
    return [*_table(heads, rows), "", f"Publications: {signs}."]


def _timeline(report: AnswerReport) -> list[str]:
    if report.timeline is None:
        return []
    heads = ["year", *(POLARITY[one] for one in report.timeline.series)]
    return _table(
        heads, [[str(year), *map(str, counts)] for year, counts in report.timeline.counts.items() if any(counts)]
    )


def _answer(report: AnswerReport) -> list[str]:
    if not report.rows:
        return ["No row answers this question in this dataset."]
    head = _table(report.columns, [])
    return [*head, *(_line(_linked(row[one]) for one in report.columns) for row in report.rows)]


def _linked(value: object) -> str:
    """A value with links for publications and trials; lists have commas."""
    if isinstance(value, list):
        return ", ".join(map(_linked, value))
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    where = page(str(value))
    return f"[{_text(str(value))}]({where})" if where else _text(str(value))


def _behind(found: Behind, most: int) -> list[str]:
    lines = [f"### {_text(found.name)}", ""]
    for row in found.evidence[:most]:
        lines += [f"- {_marked(row)}  ", *(f"  {line}  " for line in _read(row)), ""]
    if (left := len(found.evidence) - most) > 0:
        lines += [f"{counted(left, 'more sentence')}: {_quoted(found.command)}", ""]
    return lines


def _marked(row: Row) -> str:
    sentence, parts, at = unmarked(row), [], 0
    for start, end in joined_spans(arguments(row), len(sentence)):
        parts += [_inline(sentence[at:start]), f"**{_inline(sentence[start:end])}**"]
        at = end
    return " ".join("".join([*parts, _inline(sentence[at:])]).split())


def _read(row: Row) -> Iterable[str]:
    """What was read from a sentence, and where it stands."""
    if row["relation"] == "STUDIED_FOR" and row["polarity"]:
        yield _text(f"{POLARITY.get(row['polarity'], row['polarity'])}, {TIER.get(row['tier'], row['tier'] or '')}")
    else:
        yield _text(f"{row['subject']} {'not ' if row['negated'] else ''}{row['relation']} {row['object']}")
    if why := why_not_counted(row):
        yield _text(f"does not count: {'; '.join(why)}")
    if judged := judgement(row):
        yield _text(f"curator: {judged}")
    beside = [("with", row["partner_names"]), ("against", row["comparator_names"]), ("figures", row["figures"])]
    if read := "; ".join(f"{name} {', '.join(values)}" for name, values in beside if values):
        yield _text(read)
    yield f"{_text(row['title'] or '')} {row['year'] or ''} {_linked(row['document'])}".strip()


def _method(report: AnswerReport) -> list[str]:
    made = report.provenance
    lines = [f"- {name}: {_quoted(value)}" for name, value in said.method(report)]
    lines += [f"- Model {name}: {_quoted(value)}" for name, value in made.models]
    lines += [f"- {_text(name)}: {_text(version)}" for name, version in made.sources]
    lines += [f"- File {_text(one.name)} ({_text(one.format)}): {_quoted(one.sha256)}" for one in made.inputs]
    rows = [[one.name, one.value or "any", one.entity] for one in report.asked]
    parameters = ["", *_table(["parameter", "given", "is"], rows)] if rows else []
    return [*lines, *parameters, "", "```cypher", report.query.cypher.strip(), "```"]


def _quoted(value: str) -> str:
    printed = " ".join(_CONTROL.sub("\ufffd", value).split())
    return f"`{printed}`" if "`" not in printed else _text(value)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    cells = [[_text(cell) for cell in line] for line in (heads, *rows)]
    return [_line(cells[0]), _line(["---"] * len(heads)), *map(_line, cells[1:])]


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _text(value: str) -> str:
    """A text in one line, with nothing in it that Markdown or HTML would take for markup."""
    return _inline(" ".join(value.split()))


def _inline(value: str) -> str:
    printed = _CONTROL.sub("\ufffd", value)
    escaped = printed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", escaped)
