"""The sentences behind the rows as cards: the text with its arguments marked, what was read from it and why."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ask.behind import Behind
from kg.ask.explain import arguments, joined_spans, unmarked
from kg.ask.findings import REJECTED
from kg.ask.links import page
from kg.ask.summary import judgement, why_not_counted
from kg.errors import counted
from kg.interfaces.report.answer_table import linked
from kg.interfaces.report.glyphs import lone_sign
from kg.interfaces.report.markup import Markup, join, tag
from kg.interfaces.report.words import POLARITY, TIER
from kg.stores.store import Row


def cards(found: Behind, number: int, most: int) -> Markup:
    """The first ``most`` sentences about one thing, under its name; ``number`` makes the anchor ``#behind-NUMBER``."""
    left = len(found.evidence) - most
    key = found.key if found.key != found.name else ""
    more = f"{counted(left, 'more sentence')}: {found.command}" if left > 0 else None
    return join(
        tag("h3", found.name, tag("span", key, class_="id") if key else None, id=f"behind-{number}"),
        (_card(row) for row in found.evidence[:most]),
        tag("p", more, class_="note") if more else None,
    )


def _card(row: Row) -> Markup:
    of_study = row["relation"] == "STUDIED_FOR"
    return tag(
        "article",
        tag("blockquote", marked(row)),
        _finding(row) if of_study and row["polarity"] else tag("p", _claim(row), class_="finding"),
        tag("dl", (join(tag("dt", name), tag("dd", value)) for name, value in _read(row) if value)),
        class_="card uncounted" if REJECTED in (row["flags"] or ()) or (of_study and not row["counted"]) else "card",
    )


def marked(row: Row) -> Markup:
    """A sentence of ``kg.ask.explain`` with its arguments marked, by their offsets: it may have such signs itself."""
    sentence, parts, at = unmarked(row), [], 0
    for start, end in joined_spans(arguments(row), len(sentence)):
        parts += [join(sentence[at:start]), tag("mark", sentence[start:end])]
        at = end
    return join(parts, sentence[at:])


def _claim(row: Row) -> str:
    return f"{row['subject']} {'not ' if row['negated'] else ''}{row['relation']} {row['object']}"


def _finding(row: Row) -> Markup:
    return tag(
        "p",
        tag(
            "span",
            lone_sign(row["polarity"]),
            POLARITY.get(row["polarity"], row["polarity"]),
        ),
        tag("span", TIER.get(row["tier"], row["tier"] or "")),
        tag("span", f"{row['subject']} in {row['object']}"),
        class_="finding",
    )


def _read(row: Row) -> Iterable[tuple[str, Markup | None]]:
    """What was read from a sentence, and why; (name, value) pairs, nothing for what was not."""
    result = row["result"] if row["result"] and row["result"] != unmarked(row) else None
    yield "does not count", join("; ".join(why_not_counted(row)))
    yield "flags", _listed(row["flags"])
    yield "curator", join(judgement(row))
    yield "result read from", join(result)
    yield "credited to", join(row["attribution"])
    yield "together with", _listed(row["partner_names"])
    yield "measured against", _listed(row["comparator_names"])
    yield "setting", join(row["setting"])
    yield "outcome", join(row["endpoint"])
    yield "figures", join("; ".join(row["figures"] or ()))
    yield "trials", linked(row["trials"] or [])
    yield "publication", _publication(row)
    cue = f", by the words \u201c{row['cue']}\u201d" if row["cue"] else ""
    score = f"; score {row['score']:.2f}" if row["score"] is not None else ""
    yield "read by", join(f"{row['rule']}{cue}{score}")


def _listed(values: list[str] | None) -> Markup:
    return join(", ".join(values or ()))


def _publication(row: Row) -> Markup:
    where = page(row["document"])
    name = tag("a", row["document"], href=where) if where else join(row["document"])
    year = f" ({row['year']})" if row["year"] else ""
    section = f", {row['section']}" if row["section"] else ""
    return join(f"{row['title']}{year}. " if row["title"] else year, name, section)
