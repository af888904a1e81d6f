"""Charts of an answer as plain numbers: a ladder of tiers, a timeline, and bars of the rows' own counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.ask.behind import subject_of
from kg.ask.studies import StudyResult
from kg.errors import QueryError
from kg.model import POLARITIES, TIERS
from kg.stores.store import Row

COUNTED = {
    # column -> the polarity that it counts
    **{polarity: polarity for polarity in POLARITIES},
    "supporting": "supports",
    "opposing": "against",
}
"""Columns with counts by polarity; ``against`` is no difference and harm together."""


@dataclass(frozen=True, slots=True)
class LadderEntry:
    """How far up the tiers a thing was studied, and how far it was found to help: a row of a report's ladder.

    ``kg.ask.drugs_by_tier`` has the drugs of a disease with the ids of their publications; this has any thing that the
    rows of an answer are about, with the retracted studies too.

    ``counts``: (tier, polarity) -> publications. ``studied`` is the strongest tier of a publication that is not
    retracted, empty where all are; ``supported`` the strongest at which one found an effect, empty where none did.
    """

    key: str
    name: str
    counts: Mapping[tuple[str, str], int]
    studied: str
    supported: str

    def total(self, polarity: str = "") -> int:
        """Publications in all, or of a polarity."""
        return sum(count for (_, found), count in self.counts.items() if polarity in ("", found))


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was found year by year, years without a gap.

    ``counts``: year -> publications of each of ``series``, in their order. ``publications`` are those that it shows;
    ``several`` of them stand in more than one series. ``undated`` are those without a year, which are not in it.
    """

    series: tuple[str, ...]
    counts: Mapping[int, tuple[int, ...]]
    undated: int = 0
    publications: int = 0
    several: int = 0


@dataclass(frozen=True, slots=True)
class CountBar:
    """The counts of one row: ``counts`` has (series, number) pairs in order; ``tier`` and ``supported`` as the row has
    them.
    """

    name: str
    tier: str
    supported: str
    counts: tuple[tuple[str, int], ...]


def ladder(studies: Iterable[StudyResult]) -> tuple[LadderEntry, ...]:
    """The ladder of studies, a row a thing: those that were found to help at the strongest tier first, then those that
    were studied at the strongest, then those with most publications.
    """
    groups: dict[str, list[StudyResult]] = defaultdict(list)
    for study in studies:
        groups[study.key].append(study)
    rows = [_ladder_row(group) for group in groups.values()]
    return tuple(
        sorted(rows, key=lambda row: (_rank(row.supported), _rank(row.studied), -row.total(), row.name, row.key))
    )


def _ladder_row(studies: Sequence[StudyResult]) -> LadderEntry:
    kept = [one for one in studies if not one.retracted]
    return LadderEntry(
        studies[0].key,
        studies[0].name,
        dict(sorted(Counter((one.tier, one.polarity) for one in studies).items())),
        _strongest(one.tier for one in kept),
        _strongest(one.tier for one in kept if one.polarity == "supports"),
    )


def _strongest(tiers: Iterable[str]) -> str:
    return min(tiers, key=TIERS.index, default="")


def _rank(tier: str) -> int:
    return TIERS.index(tier) if tier else len(TIERS)


def agrees(rungs: Sequence[LadderEntry], rows: Sequence[Row]) -> bool:
    """Whether a ladder counts what the rows count, thing by thing and polarity by polarity.

    Rows that count otherwise (combinations, species) have no ladder then, but bars of their own counts.
    """
    claimed: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        claimed[subject_of(row)[0]].update({one: int(row[one] or 0) for one in POLARITIES if one in row})
    found = {row.key: row for row in rungs}
    return all(
        key in found and all(found[key].total(polarity) == count for polarity, count in counts.items())
        for key, counts in claimed.items()
        if counts.total()
    )


def timeline(studies: Iterable[StudyResult]) -> Timeline | None:
    """Publications by year and polarity. None without any year.

    A publication counts once for each different finding, however many things it found it of: what it found of one drug
    is not what it found of another, and there is no finding of both.
    """
    findings: dict[str, set[str]] = defaultdict(set)
    years_of: dict[str, int] = {}
    for study in studies:
        findings[study.document].add(study.polarity)
        years_of[study.document] = years_of.get(study.document) or study.year
    by_year: dict[int, Counter[str]] = defaultdict(Counter)
    for document, year in years_of.items():
        if year:
            by_year[year].update(findings[document])
    dated = [document for document, year in years_of.items() if year]
    if not dated:
        return None
    years = range(min(by_year), max(by_year) + 1)
    return Timeline(
        POLARITIES,
        {year: tuple(by_year.get(year, Counter())[one] for one in POLARITIES) for year in years},
        undated=len(years_of) - len(dated),
        publications=len(dated),
        several=sum(len(findings[document]) > 1 for document in dated),
    )


def timeline_of_rows(rows: Sequence[Row]) -> Timeline | None:
    """The timeline of an answer that has a row a year; None where the rows are of another kind."""
    if not rows or not {"year", "publications"} <= set(rows[0]) or len({row["year"] for row in rows}) < len(rows):
        return None
    found = {int(row["year"]): int(row["publications"]) for row in rows if row["year"]}
    undated = sum(int(row["publications"]) for row in rows if not row["year"])
    if not found:
        return None
    return Timeline(
        ("publications",),
        {year: (found.get(year, 0),) for year in range(min(found), max(found) + 1)},
        undated=undated,
        publications=sum(found.values()),
    )


def series_of(columns: Sequence[str]) -> dict[str, str]:
    """The columns of an answer with counts that can be drawn, each with its series; none where there are none.

    >>> series_of(["drug", "tier", "supports", "null"])
    {'supports': 'supports', 'null': 'null'}
    >>> series_of(["year", "publications", "trials", "supports", "against"])
    {'publications': 'publications'}
    """
    if "against" in columns:  # a publication may be both with one drug and against another, so they do not add up
        return {"publications": "publications"} if "publications" in columns else {}
    if "differs" in columns:  # two studies a row, not numbers of them
        return {}
    return {one: COUNTED[one] for one in columns if one in COUNTED}


def bars(rows: Sequence[Row], columns: Sequence[str]) -> tuple[CountBar, ...]:
    """A bar a row, from its own counts; a name that several rows have says in which disease, where the rows say so.

    Raises QueryError for a count that is no number.
    """
    series = series_of(columns)
    names = Counter(subject_of(row)[1] for row in rows)
    return tuple(
        CountBar(
            _called(row, names),
            str(row.get("tier") or ""),
            str(row.get("supporting_tier") or ""),
            tuple((series[one], _number(one, row[one])) for one in series),
        )
        for row in rows
    )


def _called(row: Row, names: Mapping[str, int]) -> str:
    name = subject_of(row)[1]
    disease = next((row[one] for one in ("disease", "related") if row.get(one)), "")
    return f"{name} in {disease}" if names[name] > 1 and disease and disease != name else name


def _number(column: str, value: object) -> int:
    if isinstance(value, list):
        return len(value)
    if value is None or isinstance(value, int):
        return int(value or 0)
    raise QueryError(f"the column {column!r} holds {value!r}: expected a number of publications, or a list of them")
