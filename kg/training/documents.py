"""Gold documents with types and ids as the readers of inputs give them, for training that needs more than borders."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kg import sources
from kg.errors import InputError
from kg.model import Document


def read_documents(path: Path, held: Collection[str]) -> Iterator[Document]:
    """Documents of a PubTator file with their annotations, repeated ones and the PMIDs of ``held`` left out. Raises InputError."""
    if not path.exists():
        raise InputError(f"{path}: not there; --corpora needs a folder with it")
    seen: set[tuple[str, str]] = set()
    for record in sources.read(str(path), "pubtator"):
        if isinstance(record, Document) and record.id.partition(":")[2] not in held and (record.id, record.text) not in seen:
            seen.add((record.id, record.text))
            yield record


def every_document(path: Path) -> Iterator[Document]:
    """Documents of a file in any format that inputs may have, in order."""
    return (record for record in sources.read(str(path)) if isinstance(record, Document))
