"""Corrections: what a user says that a printed name stands for in his own texts; a table of a pipeline, applied at
every rebuild.

A row names a surface exactly as it is printed, the type it is recognised as, the entity it stands for (or ``none``: no
entity at all, and the mention is left out) and why. It outranks every grounding but one: where a document defines the
surface by a long form that leads to an entity, the definition stands, unless the row names that long form too. A short
form that a document defines stands for its long form, so what is said of the long form holds for it. Corrections change
mentions that are recognised; they never add one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import ids, schema
from kg.errors import ConfigError
from kg.model import AnnotatedDocument, Candidate, Corrected, Grounding
from kg.pipeline.user_table import squeezed, table_rows

if TYPE_CHECKING:
    from kg.lexicon.lexicon import Lexicon

COLUMNS = ("surface", "type", "id", "why")
"""The columns that a table must have."""

LONG_FORM = "long_form"
"""A column that it may have: the long form by which a document defines the surface, letter case ignored."""

WAS = "was"
"""A column that it may have: the id that the mention had when the row was written, ``none`` for no entity. A row
without a reason and with the same id is one that was looked at and left as it is. Where rows of one surface, type and
long form have several, each holds for the mentions that had its own; otherwise a row holds whatever they had.
"""

NOTES = ("name", "documents", "mentions", "reason", "example", "contexts")
"""More columns that ``kg names`` writes, for people; they may stay."""

NONE = "none"
"""What stands for *no entity*."""

REASON = "correction: "
"""Begins the reason of what a correction changed."""

CorrectedName = tuple[str, str, str]
"""Surface, type and long form (case folded)."""

CorrectionKey = tuple[str, str, str, str]
"""The same and the id that the mention had."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of a table of corrections.

    ``id`` is a CURIE, empty for no entity. ``was`` is the id that its mentions had, empty where that does not count.
    ``place`` is its file and line.
    """

    surface: str
    type: str
    id: str
    why: str
    long_form: str = ""
    was: str = ""
    place: str = field(default="", compare=False)

    @property
    def name(self) -> CorrectedName:
        """The name that it is a correction of: surface, type and long form."""
        return (self.surface, self.type, self.long_form.casefold())

    @property
    def key(self) -> CorrectionKey:
        """What it is a correction of: no two rows have the same."""
        return (*self.name, self.was)

    def reason(self, type_: str) -> str:
        """The reason of a mention that it changed to an entity of a type: what the mention was recognised as stays
        known.
        """
        return f"{REASON}{self.why}" + (f" (recognised as {self.type})" if type_ != self.type else "")

    def settings(self) -> dict[str, str]:
        """All that decides what a document yields, its place left out; ``why`` is in the reasons of mentions."""
        return {name: value for name, value in asdict(self).items() if name != "place"}


def read_corrections(paths: Sequence[Path]) -> tuple[Correction, ...]:
    """The rows of some tables (TSV as spreadsheets write it, in UTF-8), in order.

    Empty lines and rows that correct nothing are left out. What another table says word for word counts once: ``kg
    names`` writes the corrections of a dataset into the next table.

    Raises ConfigError, with file and line, what was found and what is expected, for

    - a file that cannot be read, and a column that is unknown or missing;
    - a cell that is empty, an unknown type, and what is no CURIE;
    - a row that repeats or contradicts another.
    """
    found = [(at, row) for at, path in enumerate(paths) for row in _rows(path)]
    had: dict[CorrectedName, set[str]] = {}
    for _, row in found:
        if row.was:
            had.setdefault(row.name, set()).add(row.was)
    rows: dict[CorrectionKey, tuple[int, Correction]] = {}
    for at, row in found:
        if not row.why:  # it was looked at and left as it is
            continue
        if len(had.get(row.name, ())) < 2:
            row = replace(row, was="")
        table, earlier = rows.setdefault(row.key, (at, row))
        if earlier is row or (earlier == row and table != at):
            continue
        what = "repeats" if earlier == row else "gives another reason than" if earlier.id == row.id else "contradicts"
        raise ConfigError(
            f"{row.place}: {_named(row)} is {row.id or NONE} here, which {what} {earlier.place} ({earlier.id or NONE}):"
            " expected one row for a surface, type and long form, or one for each id that it was"
        )
    return tuple(row for _, row in rows.values())


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
        """The document with its groundings corrected, mentions of no entity left out, and how often each row held
        (``corrected``).
        """
        if not self._rows:
            return document
        applied: Counter[CorrectionKey] = Counter()
        defined: Counter[CorrectionKey] = Counter()
        groundings = tuple(self._corrected(document.groundings, applied, defined))
        # What is printed beside the mentions follows them and is not counted: it is in no dataset.
        aside = tuple(self._corrected(document.aside, Counter(), Counter()))
        held = tuple(
            Corrected(*key[:3], applied[key], defined[key], key[3]) for key in sorted(applied.keys() | defined.keys())
        )
        return replace(document, groundings=groundings, aside=aside, corrected=held)

    def _corrected(
        self, groundings: tuple[Grounding, ...], applied: Counter[CorrectionKey], defined: Counter[CorrectionKey]
    ) -> Iterator[Grounding]:
        for grounding in groundings:
            row = self._row(grounding)
            if row is None:
                yield grounding
                if plain := self._of(grounding, (squeezed(grounding.mention.text), grounding.mention.type, "")):
                    defined[plain.key] += 1
                continue
            applied[row.key] += 1
            if candidate := self._candidates[row.key]:
                yield _with(grounding, candidate)

    def _row(self, grounding: Grounding) -> Correction | None:
        """The row that holds for a mention, the closest first."""
        mention = grounding.mention
        text, long = squeezed(mention.text), squeezed(mention.long_form)
        keys = [(text, mention.type, long.casefold())]
        if long:
            keys.append((long, mention.type, ""))
            if grounding.best is None:
                keys.append((text, mention.type, ""))
        return next((row for key in keys if (row := self._of(grounding, key))), None)

    def _of(self, grounding: Grounding, name: CorrectedName) -> Correction | None:
        """The row of a name that holds for the id of a mention, else that which holds for any."""
        was = grounding.best.id if grounding.best else NONE
        return self._rows.get((*name, was)) or self._rows.get((*name, ""))


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
            f"{row.place or 'corrections'}: {row.id} is in no entity of the lexicon: expected the CURIE of an entity or"
            f" a cross-reference of one, as `kg ontologies search NAME` shows them, or {NONE}"
        )
    type_ = lexicon.type(there)
    return Candidate(lexicon.id(there), lexicon.label(there), type_, 1.0, row.reason(type_))


def _rows(path: Path) -> Iterator[Correction]:
    """The rows of one table; those that were left as ``kg names`` wrote them are without ``why``."""
    for place, row in table_rows(path, COLUMNS, (LONG_FORM, WAS, *NOTES)):
        yield _correction(place, row)


def _correction(place: str, row: dict[str, str]) -> Correction:
    """A row that was checked; one that was left as ``kg names`` wrote it has no ``why``."""
    long, was = row.get(LONG_FORM, ""), row.get(WAS, "")
    if WAS in row and not row["why"] and row["id"] == (was if was != NONE else ""):
        return Correction(row["surface"], row["type"], row["id"], "", long, was, place)
    for column in COLUMNS:
        if not row[column]:
            wanted = (
                f"a CURIE or {NONE}"
                if column == "id"
                else "the reason in a few words"
                if column == "why"
                else f"a {column}"
            )
            raise ConfigError(f"{place}: {column} is empty: expected {wanted}")
    try:
        type_ = schema.mention_type(row["type"])
    except ConfigError as error:
        raise ConfigError(f"{place}: unknown type {error}") from None
    identifier = ""
    if row["id"].casefold() != NONE:
        try:
            identifier = ids.normalise(row["id"])
        except ConfigError as error:
            raise ConfigError(f"{place}: id {error}, or {NONE}") from None
    return Correction(row["surface"], type_, identifier, row["why"], long, was, place)


def _named(row: Correction) -> str:
    return f"{row.surface!r} ({row.type}{f', {row.long_form}' if row.long_form else ''})"
