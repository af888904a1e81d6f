"""``kg.read``: the documents of files."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.dataset.rejects import told
from kg.errors import ConfigError
from kg.model import Deletion, Document
from kg.pipeline import sources


def read(inputs: str | Path | Iterable[str | Path], *, format: str = "auto") -> Iterator[Document]:
    """The documents of files, folders or globs, in input order, read one at a time; with what the input annotates, for
    ``given``.

    ``format``: ``auto`` (each file by its content), ``pubmed-xml``, ``pubtator``, ``bioc-json``, ``bioc-xml``,
    ``jats``, ``jsonl`` or ``text``. A record that cannot be used is a warning that says where and why, and the others
    go on; so is an order to delete one. Raises ConfigError for a format that there is not, InputError for a file that
    is missing or cannot be read at all.

    >>> [document.id for document in kg.read("pipelines/mtor-hcc/clinical-trials.xml")][:2]
    ['PMID:25058218', 'PMID:99000001']
    """
    if format != "auto" and format not in sources.FORMATS:
        raise ConfigError(f"format {format!r}: expected auto, {', '.join(sources.FORMATS)}")
    return _documents(sources.expand(paths(inputs)), format)


def paths(inputs: str | Path | Iterable[str | Path]) -> list[str]:
    """One path or several as a list of texts."""
    return [str(inputs)] if isinstance(inputs, str | Path) else [str(one) for one in inputs]


def _documents(files: list[str], format: str) -> Iterator[Document]:
    for file in files:
        for record in sources.read(file, format):
            if isinstance(record, Document):
                yield record
            elif isinstance(record, Deletion):
                warnings.warn(
                    f"{record.source}: {record.place}: an order to delete {record.id}: passed over", stacklevel=2
                )
            else:
                warnings.warn(told(record), stacklevel=2)
