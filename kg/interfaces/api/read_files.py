"""``kg.read``: the documents of files."""

from __future__ import annotations

import glob
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.dataset.rejects import told
from kg.errors import ConfigError, InputError
from kg.interfaces.api.arguments import expect_place, expect_texts
from kg.model import Deletion, Document, Record
from kg.pipeline import sources

_TEXTS = {
    "kg.read": "give texts to kg.annotate, as they are",
    "kg.run": "write texts to a file of JSON lines first, with the keys id, title and abstract, or give them to"
    " kg.annotate",
}
"""Function that reads files -> what to do with texts instead."""

_SHOWN = 60
"""Characters of a wrong value that are shown."""

_SUFFIX = re.compile(r"\.\w+$")


def read(inputs: str | Path | Iterable[str | Path], *, format: str = "auto") -> Iterator[Document]:
    """The documents of files, folders or globs, in input order, read one at a time; with what the input annotates, for
    ``given``.

    ``format``: ``auto`` (each file by its content), ``pubmed-xml``, ``pubtator``, ``bioc-json``, ``bioc-xml``,
    ``jats``, ``jsonl`` or ``text``. A record that cannot be used is a warning that says where and why, and the others
    go on; so is an order to delete one, and a file that cannot be read at all. Raises ConfigError for a format that
    there is not, InputError for a file that is missing, or cannot be read and is all that was named.

    >>> [document.id for document in kg.read("pipelines/mtor-hcc/clinical-trials.xml")][:2]
    ['PMID:25058218', 'PMID:99000001']
    """
    expect_texts(format=format)
    if format != "auto" and format not in sources.FORMATS:
        raise ConfigError(f"format {format!r}: expected auto, {', '.join(sources.FORMATS)}")
    named = paths(inputs, "kg.read")
    files = sources.expand(named)
    return _documents(sources.read(files[0], format) if files == named[:1] else sources.read_each(files, format))


def paths(inputs: str | Path | Iterable[str | Path], reader: str) -> list[str]:
    """One path or several as a list of texts, for the public function that is to read them.

    Raises TypeError for what is no path, such as a document, and InputError for a text to read; both say what to do
    with it. Raises ConfigError for none, and for one that is empty.
    """
    many: Iterable[object] = (inputs,)
    if isinstance(inputs, Iterable) and not isinstance(inputs, str):
        many = inputs
    named = []
    does = "; ".join(filter(None, (f"{reader} reads files", _TEXTS.get(reader))))
    for one in many:
        if not isinstance(one, str | Path):
            shown = f"the document {one.id}" if isinstance(one, Document) else _beginning(repr(one))
            raise TypeError(f"{shown} is no path: {does}")
        if isinstance(one, str) and reader in _TEXTS and _is_text(one):
            raise InputError(f"{_beginning(one)!r} is no file, folder or glob: {does}")
        expect_place(one, "path")
        named.append(str(one))
    if not named:
        raise ConfigError(f"nothing to read, for no path is given: {does}")
    return named


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."


def _is_text(given: str) -> bool:
    """Whether these are words that name nothing: with white space, without the ending of a file, no path and no glob
    that is there.
    """
    if not any(character.isspace() for character in given) or _SUFFIX.search(given):
        return False
    try:
        return not Path(given).exists() and next(glob.iglob(given, recursive=True), None) is None  # noqa: PTH207
    except (OSError, ValueError):  # too long for a path
        return True


def _documents(records: Iterator[Record]) -> Iterator[Document]:
    for record in records:
        if isinstance(record, Document):
            yield record
        elif isinstance(record, Deletion):
            warnings.warn(f"{record.source}: {record.place}: an order to delete {record.id}: passed over", stacklevel=2)
        else:
            warnings.warn(told(record), stacklevel=2)
