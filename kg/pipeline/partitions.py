"""The partitions of one input: its records, read and annotated, in stretches that are each named by the content that
decides them.

What this module imports, however far down, is the code that a partition depends on: see ``kg.code``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import ids
from kg.dataset.partition import Partition, read_counts
from kg.errors import InputError
from kg.files import sha256
from kg.model import Deletion, Document, Record, Reject
from kg.pipeline import sources
from kg.pipeline.annotator import Annotator
from kg.progress import Progress, unwatched

CHUNK = 1000
"""Records in a partition: what is lost at most when a run is killed, about ten seconds of one core."""

"""Told (what, done, total) as a run goes on; total 0 when it is not known."""

PartitionResult = tuple[str, dict[str, int], bool]
"""Id of a partition, its counts, and whether it was made now."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An input as a worker is given it: the name its rows carry, the format it is read as, its content hash and the
    settings' hash.
    """

    source: str
    format: str
    content: str
    settings: str

    def partition(self, number: int, limit: int = 0) -> str:
        """Id of its partition of a number, counted from 0, when no more than ``limit`` records are read (0: all)."""
        return ids.digest(
            "partition", self.content, self.settings, self.source, self.format, str(CHUNK), str(limit), str(number)
        )


def format_of(file: str, kind: str) -> str:
    """The format that a file is read as: the kind asked for, or for ``auto`` the one its content shows.

    ``auto`` stays where nothing can be told; to read the file then gives the reject that says why.
    """
    if kind != "auto":
        return kind
    try:
        return sources.sniff(file)
    except InputError:
        return kind


def content_hash(file: str, kind: str, progress: Progress) -> str:
    """SHA-256 of a file, or of what a query found; ``unreadable`` where a file cannot be opened (its records then say
    why).
    """
    if kind == "eutils":
        digest = hashlib.sha256()
        for record in sources.SOURCES[kind](file):
            digest.update(repr(record).encode())
            progress("download", 1, 0)
        return digest.hexdigest()
    try:
        return sha256(Path(file))
    except OSError:
        return "unreadable"


def partitions(
    piece: Piece, folder: Path, annotator: Annotator, limit: int = 0, fail_fast: bool = False,
    progress: Progress = unwatched,
) -> Iterator[PartitionResult]:  # fmt: skip
    """The partitions of an input below ``folder``, made or found, in order; ``limit`` stops after that many records (0:
    all).
    """
    records = _Records(piece.source, piece.format, limit, fail_fast)
    number = 0
    while True:
        identifier = piece.partition(number, limit)
        counts = read_counts(folder, identifier)
        fresh = counts is None
        if counts is None:
            partition = Partition.empty(identifier)
            for sequence, record in enumerate(records.take(number * CHUNK, CHUNK)):
                _add(partition, sequence, record, annotator, fail_fast)
                progress("annotate", 1, 0)
            counts = partition.counts
            if counts["records"] == 0 and number:
                return
            partition.write(folder)
        yield identifier, counts, fresh
        if counts["records"] < CHUNK:
            return
        number += 1


def found(piece: Piece, folder: Path, listed: list[str]) -> list[PartitionResult] | None:
    """The partitions of an input that is not read again, as a ledger lists them; None when one is not there or is of
    other settings.
    """
    results: list[PartitionResult] = []
    for number, identifier in enumerate(listed):
        counts = read_counts(folder, identifier)
        if counts is None or identifier != piece.partition(number):
            return None
        results.append((identifier, counts, False))
    return results


class _Records:
    """Reads a file's records once, in order, and hands out stretches of them; a stretch that is already done is skipped
    over.

    A file that cannot be read at all is one Reject, so that the others go on.
    """

    def __init__(self, file: str, kind: str, limit: int, fail_fast: bool) -> None:
        self._stream: Iterator[Record] | None = None
        self._file, self._kind, self._limit, self._fail_fast = file, kind, limit, fail_fast
        self._at = 0

    def take(self, start: int, count: int) -> Iterator[Record]:
        """Records ``start`` to ``start + count`` of the file."""
        if self._stream is None:
            self._stream = self._read()
        end = start + count if not self._limit else min(start + count, self._limit)
        while self._at < end:
            record = next(self._stream, None)
            if record is None:
                return
            self._at += 1
            if self._at > start:
                yield record

    def _read(self) -> Iterator[Record]:
        try:
            yield from sources.SOURCES[self._kind](self._file)
        except InputError as error:
            yield Reject(self._file, "file", "source", str(error))
        except Exception as error:
            if self._fail_fast:
                raise
            # A fault in our own reader costs the rest of this file and is seen; the other files go on.
            reason = f"{_reason(error)}; the records after this place were not read"
            yield Reject(self._file, f"after record {self._at}", "source", reason)


def _add(partition: Partition, sequence: int, record: Record, annotator: Annotator, fail_fast: bool) -> None:
    partition.counts["records"] += 1
    if isinstance(record, Deletion):
        partition.add_deletion(sequence, record)
    elif isinstance(record, Reject):
        partition.add_reject(sequence, record)
    else:
        _add_document(partition, sequence, record, annotator, fail_fast)


def _add_document(
    partition: Partition, sequence: int, document: Document, annotator: Annotator, fail_fast: bool
) -> None:
    try:
        annotated, claims, tier = annotator(document)
        partition.add_document(sequence, annotated, claims, tier)
    except Exception as error:
        if fail_fast:
            raise
        # A fault in our own code must cost one document and be seen, never the run.
        partition.add_reject(sequence, Reject(document.source, document.place, "annotate", _reason(error), document.id))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
