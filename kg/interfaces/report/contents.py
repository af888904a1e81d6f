"""What a report says, as plain records, whatever format it is written in."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.ask.behind import Behind, behind, has_sentences
from kg.ask.charts import CountBar, LadderEntry, Timeline, agrees, bars, ladder, series_of, timeline, timeline_of_rows
from kg.ask.findings import REJECTED
from kg.ask.lookup import KnownNames, NamedEntity
from kg.ask.network import Network, network
from kg.ask.pack import Query, find, load_queries
from kg.ask.queries import entities, parse_parameters
from kg.ask.studies import StudyResult, studies_behind
from kg.ask.summary import why_not_counted
from kg.errors import QueryError, counted
from kg.interfaces.report.provenance import Provenance, provenance
from kg.interfaces.report.words import TIER
from kg.model import POLARITIES
from kg.stores.store import Row, Store

SENTENCES = 20
"""Sentences about one thing that a report prints, unless more are asked for."""

NOT_ABOUT_EFFECT = ("reason", "differs", "other")
"""Columns of answers about what does not count, or about two studies at once: a ladder of their rows would mislead."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class AskedParameter:
    """A parameter of the query: its value, and what that stands for where it is an entity."""

    name: str
    value: str
    entity: str
    help: str


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """Everything a report says. What its rows cannot have is None or empty, and ``left_out`` says so.

    ``sentences`` is how many are printed of each thing in ``behind``; ``uncounted`` has reasons for which sentences do
    not count, with how many.
    """

    title: str
    query: Query
    command: str
    date: str
    asked: tuple[AskedParameter, ...]
    notes: tuple[str, ...]
    provenance: Provenance
    coverage: Row
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    brief: tuple[str, ...]
    ladder: tuple[LadderEntry, ...]
    bars: tuple[CountBar, ...]
    timeline: Timeline | None
    network: Network | None
    behind: tuple[Behind, ...]
    sentences: int
    uncounted: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How a report is made: a ``date`` to print, ISO (none when empty), and how many ``sentences`` about each thing.

    Raises QueryError for a date of another form and for fewer than no sentences.
    """

    date: str = ""
    sentences: int = SENTENCES

    def __post_init__(self) -> None:
        if self.date and not _DATE.fullmatch(self.date):
            raise QueryError(f"date {self.date!r}: expected a date such as 2026-05-01, 2026-05 or 2026")
        if self.sentences < 0:
            raise QueryError(f"sentences {self.sentences}: expected a number from 0 on")


def answer_report(
    address: str,
    store: Store,
    query: Query,
    values: Mapping[str, Any],
    rows: Sequence[Row],
    notes: Sequence[str],
    known: KnownNames,
    settings: ReportSettings,
) -> AnswerReport:
    """The contents of a report on the rows of a query. ``values`` as from ``kg.ask.queries.values_of``.

    Raises QueryError, StoreError, DatasetError.
    """
    named = entities(store, query, values, known)
    resolved = {**values, **{name: entity.id for name, entity in named.items()}}
    columns = query.column_names or tuple(rows[0] if rows else ())
    found = behind(store, query, resolved, rows, known)
    studies = () if set(NOT_ABOUT_EFFECT) & set(columns) else studies_behind(found)
    rungs = _ladder(studies, rows)
    drawn = _timeline(studies if rungs else (), rows)
    barred = bars(rows, columns) if not rungs and series_of(columns) and drawn is None else ()
    net = network(rows, named)
    return AnswerReport(
        title=title_of(query, named),
        query=query,
        command=_command(query, values),
        date=settings.date,
        asked=tuple(_asked(query, values, named)),
        notes=tuple(notes),
        provenance=provenance(address, store, known),
        coverage=_coverage(store, named),
        columns=columns,
        rows=tuple(rows),
        brief=tuple(_brief(rungs, studies)),
        ladder=rungs,
        bars=barred,
        timeline=drawn,
        network=net,
        behind=found,
        sentences=settings.sentences,
        uncounted=_uncounted(found),
        left_out=tuple(_left_out(rungs, barred, drawn, net, found)),
    )


def title_of(query: Query, named: Mapping[str, NamedEntity]) -> str:
    """The question with the names of its entities in it; those that it has no place for stand behind it.

    *Which drugs of a class have evidence in a disease?* of two entities is *Which drugs of the class mTOR inhibitor
    have evidence in hepatocellular carcinoma?*
    """
    title, beside = query.question or query.name, []
    asked = [parameter.name for parameter in query.parameters if parameter.type == "curie"]
    places = {name: re.compile(rf"\b(?:a|an|one) (?:registered )?{re.escape(name)}\b") for name in asked}
    # "a drug or a disease" with one of them stays as it is: half of it replaced says something else
    whole = all(name in named or not place.search(title) for name, place in places.items())
    for name, entity in named.items():
        called = entity.name or entity.id
        filled = title
        if whole and name in places:
            filled = _put(places[name], f"the class {called}" if name == "class" else called, title)
        if filled == title and called not in title:
            beside.append(called)
        title = filled
    return f"{title} ({', '.join(beside)})" if beside else title


def _put(place: re.Pattern[str], name: str, title: str) -> str:
    found = place.search(title)
    return f"{title[: found.start()]}{name}{title[found.end() :]}" if found else title


def _command(query: Query, values: Mapping[str, Any]) -> str:
    own = "" if not query.path.name.endswith(".cypher") or query.path.stem == query.name else query.path.name
    given = []
    for parameter in query.parameters:
        default = list(parameter.default) if isinstance(parameter.default, tuple) else parameter.default
        if values[parameter.name] != default:
            given.append(f"-p {shlex.quote(f'{parameter.name}={_text(values[parameter.name])}')}")
    return " ".join(["kg query", own or query.name, *given])


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _asked(query: Query, values: Mapping[str, Any], named: Mapping[str, NamedEntity]) -> Iterable[AskedParameter]:
    for parameter in query.parameters:
        entity = named.get(parameter.name)
        yield AskedParameter(
            parameter.name, _text(values[parameter.name]), str(entity) if entity else "", parameter.help
        )


def _coverage(store: Store, named: Mapping[str, NamedEntity]) -> Row:
    """The row of the query ``coverage`` for the drug and the disease that were asked for."""
    query = find("coverage", load_queries())
    values = parse_parameters(
        query,
        [f"{key}={named[key].id}" for key in ("drug", "disease") if key in named and named[key].label == key.title()],
    )
    rows = store.run(query.cypher, values)
    return rows[0] if rows else {}


def _ladder(studies: Sequence[StudyResult], rows: Sequence[Row]) -> tuple[LadderEntry, ...]:
    """The ladder of studies; none where no study counts, or where the rows count otherwise."""
    rungs = ladder(studies)
    decided = any(rung.total(one) for rung in rungs for one in POLARITIES[:-1])
    return rungs if decided and agrees(rungs, rows) else ()


def _timeline(studies: Sequence[StudyResult], rows: Sequence[Row]) -> Timeline | None:
    return timeline(studies) or timeline_of_rows(rows)


def _brief(rungs: Sequence[LadderEntry], studies: Sequence[StudyResult]) -> Iterable[str]:
    """What the ladder says, in words."""
    if not rungs:
        return
    documents = len({study.document for study in studies})
    helped = [rung for rung in rungs if rung.supported]
    yield (
        f"{counted(len(rungs), 'row')} of the answer {'has' if len(rungs) == 1 else 'have'} studies behind"
        f" {'it' if len(rungs) == 1 else 'them'}, in {counted(documents, 'publication')}."
    )
    best: dict[str, list[str]] = {}
    for rung in helped:
        best.setdefault(rung.supported, []).append(rung.name)
    if best:
        listed = "; ".join(f"{TIER[tier]}: {', '.join(names)}" for tier, names in best.items())
        yield f"Found to help, by the strongest tier that supports. {listed}."
    if none := [rung.name for rung in rungs if not rung.supported]:
        yield f"Without any publication that supports: {', '.join(none)}."
    higher = [
        f"{one.name} ({TIER[one.studied]}; support {TIER[one.supported]})"
        for one in helped
        if one.studied != one.supported
    ]
    if higher:
        yield f"Studied at a stronger tier than the strongest that supports: {', '.join(higher)}."


def _uncounted(found: Sequence[Behind]) -> tuple[tuple[str, int], ...]:
    """Why sentences do not count, with how many; a sentence counts once whatever it is behind."""
    evidence = {str(row["evidence"]): row for one in found for row in one.evidence}
    reasons = Counter(
        reason
        for row in evidence.values()
        if row["relation"] == "STUDIED_FOR" or REJECTED in (row["flags"] or ())
        for reason in why_not_counted(row)
    )
    return tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0])))


def _left_out(
    rungs: Sequence[LadderEntry],
    barred: Sequence[CountBar],
    drawn: Timeline | None,
    net: Network | None,
    found: Sequence[Behind],
) -> Iterable[str]:
    if not rungs and not barred:
        yield "evidence ladder: the rows are not counted by tier and finding"
    elif not rungs:
        yield "evidence ladder: what the rows count is not told apart by tier; their own counts are drawn instead"
    if drawn is None:
        yield "timeline: no studies with a year and a finding are behind the rows"
    if net is None:
        yield "network: no row links two things"
    if not found:
        yield (
            "sentences: the rows name no claim, and not both a drug and a disease; kg explain shows those of a drug"
            " and a disease"
        )


def are_sentences(report: AnswerReport) -> bool:
    """Whether the rows of the answer are the sentences themselves."""
    return has_sentences(report.query)
