"""Corrections: what a user says that a printed name stands for in his own texts; a table of a pipeline, applied at every rebuild.

A row names a surface exactly as it is printed, the type it is recognised as, the entity it stands for (or ``none``: no entity at all, and
the mention is left out) and why. It outranks every grounding but one: where a document defines the surface by a long form that leads to an
entity, the definition stands, unless the row names that long form too. A short form that a document defines stands for its long form, so
what is said of the long form holds for it. Corrections change mentions that are recognised; they never add one.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ids, schema
from kg.errors import ConfigError
from kg.model import AnnotatedDocument, Candidate, Corrected, Grounding

if TYPE_CHECKING:
    from kg.ontologies.lexicon import Lexicon

COLUMNS = ("surface", "type", "id", "why")
"""The columns that a table must have."""

LONG_FORM = "long_form"
"""A column that it may have: the long form by which a document defines the surface, letter case ignored."""

WAS = "was"
"""A column that it may have: the id that the mention had when the row was written. A row without a reason and with the same id is one that
was looked at and left as it is."""

NOTES = ("name", "documents", "mentions", "reason", "example", "contexts")
"""More columns that ``kg names`` writes, for people; they may stay."""

NONE = "none"
"""What stands for *no entity*."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A row: ``id`` is a CURIE, empty for no entity; ``place`` is its file and line."""

    surface: str
    type: str
    id: str
    why: str
    long_form: str = ""
    place: str = field(default="", compare=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a correction of: no two rows have the same."""
        return (self.surface, self.type, self.long_form.casefold())

    def settings(self) -> dict[str, str]:
        """All that decides what it does, its place left out."""
        return {name: value for name, value in asdict(self).items() if name != "place"}


def read_corrections(paths: Sequence[Path]) -> tuple[Correction, ...]:
    """The rows of some tables (TSV as spreadsheets write it, in UTF-8), in order; empty lines and rows that correct nothing left out.

    Raises ConfigError, with file and line, what was found and what is expected: for a file that cannot be read, a column that is unknown or
    missing, a cell that is empty, an unknown type, what is no CURIE, and a row that repeats or contradicts another.
    """
    rows: dict[tuple[str, str, str], Correction] = {}
    for path in paths:
        for row in _rows(path):
            if earlier := rows.get(row.key):
                what = (
                    "repeats" if earlier == row else "gives the same reason anew, otherwise than" if earlier.id == row.id else "contradicts"
                )
                raise ConfigError(
                    f"{row.place}: {_named(row)} is {row.id or NONE} here, which {what} {earlier.place} ({earlier.id or NONE}): "
                    "expected one row for a surface, type and long form"
                )
            rows[row.key] = row
    return tuple(rows.values())


def of_settings(rows: Any) -> tuple[Correction, ...]:
    """Corrections as the ledger of a dataset has them. Raises TypeError for what is damaged."""
    return tuple(Correction(**row) for row in rows)


class Corrections:
    """Rows at work; call it with a document."""

    def __init__(self, rows: tuple[Correction, ...], lexicon: Lexicon) -> None:
        """Raises ConfigError, with file and line, for an id that no entity of the lexicon has."""
        self._rows = {row.key: row for row in rows}
        self._candidates = {row.key: _candidate(row, lexicon) for row in rows}

    def __call__(self, document: AnnotatedDocument) -> AnnotatedDocument:
        """The document with its groundings corrected, mentions of no entity left out, and how often each row held (``corrected``)."""
        if not self._rows:
            return document
        applied: Counter[tuple[str, str, str]] = Counter()
        defined: Counter[tuple[str, str, str]] = Counter()
        groundings = tuple(self._corrected(document.groundings, applied, defined))
        # What is printed beside the mentions follows them and is not counted: it is in no dataset.
        aside = tuple(self._corrected(document.aside, Counter(), Counter()))
        held = tuple(Corrected(*key, applied[key], defined[key]) for key in sorted(applied.keys() | defined.keys()))
        return replace(document, groundings=groundings, aside=aside, corrected=held)

    def _corrected(
        self, groundings: tuple[Grounding, ...], applied: Counter[tuple[str, str, str]], defined: Counter[tuple[str, str, str]]
    ) -> Iterator[Grounding]:
        for grounding in groundings:
            row = self._row(grounding)
            if row is None:
                yield grounding
                if (plain := (_squeezed(grounding.mention.text), grounding.mention.type, "")) in self._rows:
                    defined[plain] += 1
                continue
            applied[row.key] += 1
            if candidate := self._candidates[row.key]:
                yield _with(grounding, candidate)

    def _row(self, grounding: Grounding) -> Correction | None:
        """The row that holds for a mention, the closest first."""
        mention = grounding.mention
        text, long = _squeezed(mention.text), _squeezed(mention.long_form)
        keys = [(text, mention.type, long.casefold())]
        if long:
            keys.append((long, mention.type, ""))
            if grounding.best is None:
                keys.append((text, mention.type, ""))
        return next((self._rows[key] for key in keys if key in self._rows), None)


def _with(grounding: Grounding, corrected: Candidate) -> Grounding:
    """A grounding to what a row says; what was known of that very entity (the species' gene) stays known."""
    mention = grounding.mention
    if mention.type != corrected.type:
        mention = replace(mention, type=corrected.type, tagged="")
    known = next((one for one in grounding.candidates if one.id == corrected.id), corrected)
    best = replace(known, score=corrected.score, reason=corrected.reason, evidence=corrected.evidence)
    return Grounding(mention, (best, *(one for one in grounding.candidates if one.id != corrected.id)))


def _candidate(row: Correction, lexicon: Lexicon) -> Candidate | None:
    if not row.id:
        return None
    there = lexicon.row(row.id)
    if there is None:
        raise ConfigError(
            f"{row.place or 'corrections'}: {row.id} is in no entity of the lexicon: expected the CURIE of an entity or a cross-reference "
            f"of one, as `kg ontologies search NAME` shows them, or {NONE}"
        )
    return Candidate(lexicon.id(there), lexicon.label(there), lexicon.type(there), 1.0, f"correction: {row.why}")


def _rows(path: Path) -> Iterator[Correction]:
    """The rows of one table that correct something."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}): expected a table with the columns {', '.join(COLUMNS)}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text ({error.reason} at byte {error.start}): save it as TSV in UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True)
    columns: list[str] = []
    try:
        for fields in reader:
            place = f"{path}:{reader.line_num}"
            cells = [_squeezed(cell) for cell in fields]
            if not any(cells):
                continue
            if not columns:
                columns = _header(place, cells)
                continue
            if len(cells) != len(columns):
                raise ConfigError(f"{place}: {len(cells)} cells found, {len(columns)} expected, one for each column of the first line")
            if row := _correction(place, dict(zip(columns, cells, strict=True))):
                yield row
    except csv.Error as error:
        raise ConfigError(
            f"{path}:{reader.line_num}: no TSV ({error}): expected cells parted by tabs, quoted as spreadsheets do"
        ) from error
    if not columns:
        raise ConfigError(f"{path}:1: nothing found: expected a first line with the columns {', '.join(COLUMNS)}")


def _header(place: str, cells: list[str]) -> list[str]:
    known = (*COLUMNS, LONG_FORM, WAS, *NOTES)
    expected = f"expected {', '.join(COLUMNS)} and, if wanted, {', '.join(known[len(COLUMNS) :])}"
    for cell in cells:
        if cell not in known:
            raise ConfigError(f"{place}: unknown column {cell!r}: {expected}")
        if cells.count(cell) > 1:
            raise ConfigError(f"{place}: column {cell!r} found twice: {expected}")
    if missing := [column for column in COLUMNS if column not in cells]:
        raise ConfigError(f"{place}: no column {', '.join(missing)}: {expected}")
    return cells


def _correction(place: str, row: dict[str, str]) -> Correction | None:
    """A row that was checked; None for one that was left as ``kg names`` wrote it."""
    if WAS in row and not row["why"] and row["id"] == row[WAS]:
        return None
    for column in COLUMNS:
        if not row[column]:
            wanted = f"a CURIE or {NONE}" if column == "id" else "the reason in a few words" if column == "why" else f"a {column}"
            raise ConfigError(f"{place}: {column} is empty: expected {wanted}")
    types = {label.casefold(): label for label in schema.entity_types()}
    if (type_ := types.get(row["type"].casefold())) is None:
        raise ConfigError(f"{place}: unknown type {row['type']!r}: expected one of {', '.join(types.values())}")
    identifier = ""
    if row["id"].casefold() != NONE:
        try:
            identifier = ids.normalise(row["id"])
        except ConfigError as error:
            raise ConfigError(f"{place}: id {error}, or {NONE}") from None
    return Correction(row["surface"], type_, identifier, row["why"], row.get(LONG_FORM, ""), place)


def _named(row: Correction) -> str:
    return f"{row.surface!r} ({row.type}{f', {row.long_form}' if row.long_form else ''})"


def _squeezed(text: str) -> str:
    """A text as it stands in a cell: without line breaks, tabs or runs of blanks."""
    return " ".join(text.split())
