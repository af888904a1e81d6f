"""A dataset as rdflib has it, by way of its export."""

from __future__ import annotations

import tempfile
from pathlib import Path

import rdflib

from kg.exchange.export import EXPORTS
from kg.progress import Report, silent


def parsed(dataset: Path, report: Report = silent) -> rdflib.Dataset:
    """The export ``nquads`` of a dataset, in memory: its graphs are those of the export, and all of them together are
    the default graph. Raises DatasetError.
    """
    graph = rdflib.Dataset(default_union=True)
    with tempfile.TemporaryDirectory(prefix="kg-rdflib-") as folder:
        path = Path(folder) / "graph.nq"
        EXPORTS["nquads"](dataset, path, report)
        graph.parse(path, format="nquads")
    return graph
