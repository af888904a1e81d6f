"""Exports: a dataset as files that other graphs read. Nothing heavy is imported until an export is called."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Protocol

from kg.export.report import Report, silent


class Export(Protocol):
    """``export(dataset folder, out, report) -> counts``; ``report`` is told what is worth a warning.

    Raises DatasetError (unreadable dataset, unwritable output), ConfigError (base of the IRIs), and leaves no partial file.
    """

    def __call__(self, dataset: Path, out: Path | BinaryIO, report: Report = silent) -> dict[str, int]: ...  # noqa: D102 - said above


def nquads(dataset: Path, out: Path | BinaryIO, report: Report = silent) -> dict[str, int]:
    """RDF 1.1 N-Quads: graph names say which run or which ontology a statement comes from."""
    from kg.export.rdf import nquads as write

    return write(dataset, out, report)


def ntriples(dataset: Path, out: Path | BinaryIO, report: Report = silent) -> dict[str, int]:
    """RDF 1.1 N-Triples: the same statements without graph names, each once."""
    from kg.export.rdf import ntriples as write

    return write(dataset, out, report)


def kgx_jsonl(dataset: Path, out: Path | BinaryIO, report: Report = silent) -> dict[str, int]:
    """KGX JSON Lines, two files: nodes and edges in Biolink's terms."""
    from kg.export.kgx import kgx_jsonl as write

    return write(dataset, out, report)


def neo4j_admin(dataset: Path, out: Path | BinaryIO, report: Report = silent) -> dict[str, int]:
    """A folder of CSV files, options and Cypher for ``neo4j-admin database import full``."""
    from kg.export.neo4j_admin import neo4j_admin as write

    return write(dataset, out, report)


EXPORTS: dict[str, Export] = {
    "nquads": nquads,
    "ntriples": ntriples,
    "kgx-jsonl": kgx_jsonl,
}
"""Name on the command line -> export."""

FOLDERS: dict[str, Export] = {
    "neo4j-admin": neo4j_admin,
}
"""Name on the command line -> export that is a folder of its own, for a program that takes all of it."""
