"""The graph as an analyst's tables: entities, what is claimed of them, and apart from that what is denied.

``edges`` has the claims that are not negated and the curated edges, ``denied`` the negated claims in the same columns:
whoever counts the rows of ``edges`` never counts a denial as support.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import ConfigError
from kg.exchange.export import exported_claims
from kg.exchange.export.categories import category
from kg.exchange.export.counts import NAMES, Counts
from kg.exchange.export.kgx import named
from kg.exchange.export.rdf_terms import checked, shortest
from kg.exchange.export.reading import ExportedDataset, open_dataset, rows
from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.exchange.export.unregistered import report_unregistered
from kg.exchange.export.whole_files import writing
from kg.progress import Report, silent

READ = ("entities", "documents", "assertions", "evidence", "edges")
KINDS = ("nodes", "edges", "denied")
COUNTS = tuple(name.replace("-", "_") for name in NAMES)
"""Columns of the counts of evidence."""
NODE = ("id", "type", "name", "category", "synonyms", "source", "mentions", "documents")
EDGE = (
    "id",
    "subject",
    "subject_name",
    "relation",
    "object",
    "object_name",
    "predicate",
    "basis",
    "belief",
    "score",
    "evidence_count",
    "best_tier",
    *COUNTS,
    "first_year",
    "latest_year",
    "publications",
    "source",
    "licence",
    "reference",
)
COLUMNS = {"nodes": NODE, "edges": EDGE, "denied": EDGE}

Cells = dict[str, Any]


def csv_tables(
    dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
) -> dict[str, int]:
    """Write ``nodes.csv``, ``edges.csv`` and ``denied.csv`` into a folder, or with ``OUT_`` before their names; the
    counts of rows.

    UTF-8, RFC 4180 with line feeds; lists joined by ``|``. Raises ConfigError for an open stream, DatasetError for what
    cannot be read or written.
    """
    if not isinstance(out, Path):
        raise ConfigError("csv writes three files and cannot go to standard output: name a folder or a prefix with -o")
    opened = open_dataset(dataset, READ, options.progress)
    report_unregistered(opened, report)
    with writing(*named(out, KINDS, "csv")) as files:
        tables = dict(
            zip(KINDS, (_Table(file, COLUMNS[kind]) for kind, file in zip(KINDS, files, strict=True)), strict=True)
        )
        names: dict[str, str] = {}
        for row in entities(opened):
            names[row["id"]] = row["name"]
            tables["nodes"].add(row)
        for row, negated in edges(opened, names):
            tables["denied" if negated else "edges"].add(row)
        return {kind: table.count for kind, table in tables.items()}


class _Table:
    def __init__(self, file: BinaryIO, columns: tuple[str, ...]) -> None:
        self._file, self._columns, self.count = file, columns, 0
        self._write(list(columns))

    def add(self, row: Cells) -> None:
        self._write([_cell(row[name]) for name in self._columns])
        self.count += 1

    def _write(self, cells: list[Any]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        self._file.write(line.getvalue().encode())


def _cell(value: Any) -> Any:
    return "" if value is None else "|".join(value) if isinstance(value, list | tuple) else value


def entities(dataset: ExportedDataset) -> Iterator[Cells]:
    """Entities by id with the columns of ``NODE``. Raises DatasetError."""
    columns = ("id", "type", "category", "name", "synonyms", "source", "mentions", "documents")
    for identifier, kind, stored, name, synonyms, source, mentions, documents in rows(dataset, "entities", columns):
        yield {
            "id": identifier, "type": kind, "name": name, "category": category(kind, identifier, stored),
            "synonyms": list(dict.fromkeys(synonyms)), "source": source, "mentions": mentions, "documents": documents,
        }  # fmt: skip


def edges(dataset: ExportedDataset, names: dict[str, str]) -> Iterator[tuple[Cells, bool]]:
    """Claims by id, then curated edges by id, with the columns of ``EDGE``, and whether the claim is negated. Raises
    DatasetError.
    """
    counts = Counts(dataset)
    for claim in exported_claims.assertions(dataset):
        counted = counts.of(claim.id)
        yield {
            **_ends(claim, names), "basis": "text", "belief": _number(claim.belief), "score": _number(claim.score),
            "evidence_count": claim.evidence_count, "best_tier": claim.best_tier,
            **{column: counted.get(name, 0) for column, name in zip(COUNTS, NAMES, strict=True)},
            "first_year": claim.first_year, "latest_year": claim.latest_year, "publications": claim.publications,
            "source": "text", "licence": "", "reference": "",
        }, claim.negated  # fmt: skip
    for edge in exported_claims.curated(dataset):
        yield (
            {
                **_ends(edge, names),
                "basis": "curated",
                "belief": _number(edge.belief),
                "score": None,
                "evidence_count": None,
                "best_tier": "",
                **dict.fromkeys(COUNTS),
                "first_year": None,
                "latest_year": None,
                "publications": (),
                "source": edge.source,
                "licence": edge.licence,
                "reference": edge.reference,
            },
            False,
        )


def _ends(claim: exported_claims.Asserted | exported_claims.Curated, names: dict[str, str]) -> Cells:
    return {
        "id": claim.id,
        "subject": claim.subject,
        "subject_name": names.get(claim.subject, ""),
        "relation": claim.relation,
        "object": claim.object,
        "object_name": names.get(claim.object, ""),
        "predicate": checked(claim.predicate),
    }


def _number(value: float | None) -> float | None:
    return None if value is None else shortest(value)
