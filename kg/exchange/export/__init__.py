"""Exports: a dataset as files that other graphs read. Nothing heavy is imported until an export is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol

from kg.exchange.export.report import DEFAULT, ExportOptions
from kg.progress import Report, silent


class Export(Protocol):
    """``export(dataset folder, out, report, options) -> counts``; ``report`` is told what is worth a warning.

    Raises DatasetError (unreadable dataset, unwritable output, what the format cannot hold), ConfigError (base of the
    IRIs), and leaves no partial file.
    """

    def __call__(  # noqa: D102 - said above
        self, dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
    ) -> dict[str, int]: ...


def _rdf(name: str) -> Export:
    def export(
        dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
    ) -> dict[str, int]:
        from kg.exchange.export.rdf import write

        return write(name, dataset, out, report, options)

    return export


def _of(module: str, function: str) -> Export:
    def export(
        dataset: Path, out: Path | BinaryIO, report: Report = silent, options: ExportOptions = DEFAULT
    ) -> dict[str, int]:
        counts: dict[str, int] = getattr(import_module(module), function)(dataset, out, report, options)
        return counts

    return export


EXPORTS: dict[str, Export] = {
    "nquads": _rdf("nquads"),
    "ntriples": _rdf("ntriples"),
    "trig": _rdf("trig"),
    "turtle": _rdf("turtle"),
    "rdf12": _rdf("rdf12"),
    "jsonld": _rdf("jsonld"),
    "rdfxml": _rdf("rdfxml"),
    "nanopub": _of("kg.exchange.export.nanopub", "nanopub"),
    "kgx-jsonl": _of("kg.exchange.export.kgx", "kgx_jsonl"),
    "kgx-tsv": _of("kg.exchange.export.kgx_tsv", "kgx_tsv"),
    "sssom": _of("kg.exchange.export.sssom", "sssom"),
    "graphml": _of("kg.exchange.export.graphml", "graphml"),
    "csv": _of("kg.exchange.export.csv_tables", "csv_tables"),
}
"""Name on the command line -> export."""

FOLDERS: dict[str, Export] = {
    "neo4j-admin": _of("kg.exchange.export.neo4j_admin", "neo4j_admin"),
}
"""Name on the command line -> export that is a folder of its own, for a program that takes all of it."""

SEVERAL = ("kgx-jsonl", "kgx-tsv", "csv")
"""Exports that are several files, named by a folder or a prefix."""

COMPLETE = ("nquads", "ntriples", "trig", "turtle", "jsonld", "rdfxml", "kgx-jsonl", "kgx-tsv")
"""Exports that can hold all of a dataset (``--complete``) and are imported again."""
