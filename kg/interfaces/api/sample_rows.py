"""``Graph.sample`` and ``Graph.judged``: random rows of an answer to judge, and what was judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, find, load_queries
from kg.ask.precision import Precision
from kg.ask.queries import given_parameters, run_query
from kg.ask.sample import Drawn, SampledRow, behind, build_of, draw, keyed, tiers_of
from kg.ask.sample_file import WRONG, Judged, JudgedRow, evidence_cell, sample_text, write_sample
from kg.errors import ConfigError, QueryError, counted
from kg.interfaces.api.row_list import Rows
from kg.stores.store import Row, Store

MEASURED = tuple(field.name for field in fields(Precision))
MISTAKES = ("row", "note", "place", "evidence", "sentences")


@dataclass(frozen=True, slots=True, repr=False)
class Sample:
    """Random rows of an answer, in random order; ``population`` is how many rows it has. ``write`` makes a table of
    them to judge in a spreadsheet.
    """

    drawn: Drawn

    @property
    def population(self) -> int:
        """Rows of the answer that these were drawn from."""
        return self.drawn.population

    @property
    def rows(self) -> Rows:
        """The rows, each with the ids of the ``evidence`` behind it, the ``sentences`` and ``links``."""
        return Rows(tuple(map(_row, self.drawn.rows)))

    def write(self, path: str | Path) -> None:
        """Write the table to judge: fill in ``judgement`` (right, wrong or unclear) and ``note``, and give it to
        ``Graph.judged``. Raises ConfigError where it cannot be written.
        """
        write_sample(Path(path), self.drawn)

    @property
    def text(self) -> str:
        """The table that ``write`` writes."""
        return sample_text(self.drawn)

    def __len__(self) -> int:
        return len(self.drawn.rows)

    def __repr__(self) -> str:
        return f"<Sample {len(self):,} of {counted(self.population, 'row')} of {self.drawn.query}>"


@dataclass(frozen=True, slots=True)
class Judging:
    """What was judged of a sample: ``precision`` of all rows and of each tier, the ``wrong`` rows, and ``notes`` on
    what has changed since. ``read`` is the table itself. The ``evidence`` of a wrong row is what the graph has
    behind it; none where the graph has changed and it is not what was judged.
    """

    read: Judged
    precision: Rows
    wrong: Rows
    notes: tuple[str, ...]


def sampled_of(read: Judged) -> Query:
    """The query of the pack that a table is a sample of: a table from elsewhere opens no file. Raises ConfigError."""
    try:
        return find(read.query, load_queries())
    except QueryError as error:
        raise ConfigError(f"{read.path}: {error}; that of a file of your own is judged with the file's name") from None


def judging(store: Store, read: Judged, query: Query, given: Mapping[str, Any] | None, lexicon: KnownNames) -> Judging:
    """What was judged of a sample of a query's answer, held against the graph as it is.

    Raises ConfigError where the table is of another query or other parameters than ``given``, and, with file and line,
    where a graph that has not changed does not give a row of it, the evidence behind a wrong row, or as many rows.
    """
    if query.name != read.query:
        raise ConfigError(f"{read.path}: a sample of {read.query} found, one of {query.name} expected")
    if given is not None and given_parameters(query, given) != given_parameters(query, read.parameters):
        raise ConfigError(f"{read.path}: a sample for {_said(read.parameters)} found, one for {_said(given)} expected")
    values = given_parameters(query, read.parameters)
    answer = run_query(store, query, values, lexicon)
    rows = keyed(query.name, answer)
    notes = _notes(read, build_of(store), set(rows))
    if not notes:
        _check_counts(read, answer)
        expected = set(draw(rows, max(1, len(read.rows)), read.seed))
        if stranger := next((row for row in read.rows if row.key not in expected), None):
            raise ConfigError(
                f"{stranger.place}: row {stranger.row} with the key {stranger.key!r} found, which this sample does not"
                " have: take the file that `kg sample` wrote and fill in judgement and note alone"
            )
    measured = Rows(tuple(asdict(one) for one in read.precision()), MEASURED)
    mistakes = []
    for row in read.of(WRONG):
        found = behind(store, values, rows[row.key], lexicon) if row.key in rows else []
        evidence = [str(piece["evidence"]) for piece in found]
        if tuple(evidence_cell(evidence).split()) != row.evidence:
            if not notes:
                raise ConfigError(
                    f"{row.place}: other evidence found than the graph has behind row {row.row}: take the file that"
                    " `kg sample` wrote and fill in judgement and note alone"
                )
            evidence = []
        mistakes.append(_mistake(row, evidence))
    wrong = Rows(tuple(mistakes), (*MISTAKES,))
    return Judging(read, measured, wrong, notes)


def _check_counts(read: Judged, answer: Sequence[Row]) -> None:
    """Raise ConfigError where a table does not have as many rows, or as many of each tier, as the answer."""
    said = {"rows": (read.population, len(answer)), "tiers": (dict(read.tiers), tiers_of(answer))}
    for name, (found, expected) in said.items():
        if found != expected:
            raise ConfigError(
                f"{read.path}: # {name} {found} found, {expected} expected, as the answer has: take the file that"
                " `kg sample` wrote and fill in judgement and note alone"
            )


def _notes(read: Judged, build: str, there: set[str]) -> tuple[str, ...]:
    """What has changed since the sample was drawn; nothing where the graph is the same."""
    if build == read.build:
        return ()
    left = sum(row.key in there for row in read.rows)
    return (
        f"the graph has changed since the sample was drawn (build {read.build[:12]}, now {build[:12]}): the precision"
        f" is that of {counted(read.population, 'row')} there were; the answer has {len(there):,} now, and"
        f" {left:,} of {len(read.rows):,} sampled rows are word for word in it",
    )


def _row(row: SampledRow) -> dict[str, Any]:
    more = {"evidence": list(row.evidence), "sentences": list(row.sentences), "links": list(row.links)}
    return {
        "key": row.key,
        **{(f"row_{name}" if name in more else name): cell for name, cell in row.cells.items()},
    } | more


def _mistake(row: JudgedRow, evidence: list[str]) -> dict[str, Any]:
    return {
        "row": row.row, "note": row.note, "place": row.place, "evidence": evidence,
        "sentences": row.cells.get("sentences", ""),
    }  # fmt: skip


def _said(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(given.items())) or "no parameters"
