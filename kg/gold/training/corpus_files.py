"""Gold documents with types and ids as the readers of inputs give them, for training that needs more than borders."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Document, Reject
from kg.pipeline import sources


def read_documents(path: Path, held: Collection[str]) -> Iterator[Document]:
    """Documents of a PubTator file with their annotations, repeated ones and the PMIDs of ``held`` left out. Raises
    InputError.
    """
    if not path.exists():
        raise InputError(f"{path}: not there; --corpora needs a folder with it")
    seen: set[tuple[str, str]] = set()
    for record in sources.read(str(path), "pubtator"):
        if (
            isinstance(record, Document)
            and record.id.partition(":")[2] not in held
            and (record.id, record.text) not in seen
        ):
            seen.add((record.id, record.text))
            yield record


def every_document(path: Path, *, whole: bool = False) -> Iterator[Document]:
    """Documents of a file in any format that inputs may have, in order.

    ``whole``: one that is left out must not be lost, since what it has is not to be learned from. Raises InputError for
    a record that cannot be read then, and for a file without documents.
    """
    found = 0
    for record in sources.read(str(path)):
        if isinstance(record, Document):
            found += 1
            yield record
        elif whole and isinstance(record, Reject):
            raise InputError(f"{path}: {record.place}: {record.reason}; the file has to be whole: fetch it again")
    if whole and not found:
        raise InputError(f"{path}: has no document; the file has to be whole: fetch it again")


def lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, object) of each line of a file of JSON lines. Raises InputError for what is no UTF-8, and a line that is
    no JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        reason = f"{error.reason} at byte {error.start}"
        raise InputError(f"{path}: is not UTF-8 text ({reason}): expected JSON lines; unpack or convert it") from error
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: is no JSON ({error})") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: expected a JSON object, found {line[:60]!r}")
        yield number, row
