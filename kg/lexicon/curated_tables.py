"""Reads the tables that this project writes itself (``ontologies/curated/*.tsv``), each row checked for its shape.

``kg.ontologies.curated`` brings them into the lexicon; some are read at run time as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import paths
from kg.errors import ConfigError

COLUMNS = {
    "drug_targets": ("drug", "relation", "target", "target_id", "action", "area", "source"),
    "roles": ("role_id", "role", "relation", "target", "target_id", "names", "source"),
    "pathway_aliases": ("alias", "pathway_id", "pathway", "source"),
    "names": ("action", "type", "id", "name", "reason", "source"),
    "cell_lines": ("id", "name", "synonyms", "organism_id", "disease_id", "status", "note", "source"),
    "organisms": ("id", "name", "synonyms", "source"),
    "drug_roles": ("drug", "role_id", "source"),
    "role_parents": ("role_id", "parent_id", "source"),
    "regimens": ("id", "name", "names", "parts", "source"),
    "entities": ("type", "id", "name", "synonyms", "reason", "source"),
    "parents": ("action", "id", "relation", "parent", "reason", "source"),
}
"""Table -> its columns, in order. A table that is missing is taken as empty."""

_MAY_BE_EMPTY = frozenset(("names", "synonyms", "disease_id", "note", "area", "organism_id"))
CELL_LINE_STATUS = ("ok", "contaminated", "misidentified")


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell line of the table: what it is called, where it comes from, and whether it is what it is said to be.

    ``organism`` and ``disease`` are CURIEs, empty when unknown; ``status`` is one of ``CELL_LINE_STATUS``.
    """

    id: str
    name: str
    synonyms: tuple[str, ...]
    organism: str
    disease: str
    status: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class CuratedRow:
    """A row of a table with its place, ``file:line``."""

    place: str
    fields: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """The strings of a column that holds several, separated by bars."""
        return tuple(part.strip() for part in self.fields[column].split("|") if part.strip())


def folder() -> Path:
    """Where the tables are."""
    return paths.data("ontologies", "curated")


def rows(table: str, where: Path | None = None) -> Iterator[CuratedRow]:
    """The rows of a table, comments (``#``) and empty lines left out.

    Raises ConfigError, with file and line, for another header, a wrong number of fields or an empty field that must not
    be.
    """
    path = (where or folder()) / f"{table}.tsv"
    if not path.is_file():
        return
    columns = COLUMNS[table]
    header = False
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        place = f"{path}:{number}"
        if not header:
            if tuple(fields) != columns:
                raise ConfigError(
                    f"{place}: the header is {', '.join(fields)}; expected {', '.join(columns)}, separated by tabs"
                )
            header = True
            continue
        if len(fields) != len(columns):
            raise ConfigError(f"{place}: {len(fields)} fields, expected {len(columns)} ({', '.join(columns)})")
        row = CuratedRow(place, dict(zip(columns, fields, strict=True)))
        for column, field in row.fields.items():
            if (
                not field
                and column not in _MAY_BE_EMPTY
                and not (table == "roles" and column in ("relation", "target", "target_id"))
            ):
                raise ConfigError(f"{place}: the column {column} is empty")
        yield row


def cell_lines(where: Path | None = None) -> tuple[CellLine, ...]:
    """The cell lines of the table. Raises ConfigError for a status other than ``CELL_LINE_STATUS``."""
    found = []
    for row in rows("cell_lines", where):
        if row["status"] not in CELL_LINE_STATUS:
            raise ConfigError(
                f"{row.place}: unknown status {row['status']!r}, expected one of {', '.join(CELL_LINE_STATUS)}"
            )
        found.append(
            CellLine(
                row["id"],
                row["name"],
                row.parts("synonyms"),
                row["organism_id"],
                row["disease_id"],
                row["status"],
                row["note"],
                row["source"],
            )
        )
    return tuple(found)
