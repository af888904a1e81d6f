"""The partitions of one input: its records, read and annotated, in stretches that are each named by the content that
decides them.

What this module imports, however far down, is the code that a partition depends on: see ``kg.code``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kg.dataset.partition import Partition, read_counts
from kg.errors import InputError
from kg.files import sha256
from kg.model import Deletion, Record, Reject
from kg.pipeline import job, sources
from kg.pipeline.job import Input, Job
from kg.pipeline.worker import Worker, reason_of
from kg.progress import Progress

PartitionResult = tuple[str, dict[str, int], bool]
"""Id of a partition, its counts, and whether it was made now."""


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


def partitions(task: Job, input_: Input, worker: Worker, limit: int = 0) -> Iterator[PartitionResult]:
    """The partitions of an input, made or found, in order; ``limit`` stops after that many of its records (0: all)."""
    records = _Records(input_, limit, task.fail_fast)
    number = 0
    while True:
        identifier = task.partition(input_, number, limit)
        counts = read_counts(task.partitions, identifier)
        fresh = counts is None
        if counts is None:
            partition = Partition.empty(identifier)
            for sequence, record in enumerate(records.take(number * job.CHUNK, job.CHUNK)):
                _add(partition, sequence, record, worker)
                task.progress("annotate", 1, 0)
            counts = partition.counts
            if counts["records"] == 0 and number:
                return
            partition.write(task.partitions)
        yield identifier, counts, fresh
        if counts["records"] < job.CHUNK:
            return
        number += 1


def found(task: Job, input_: Input, listed: list[str]) -> list[PartitionResult] | None:
    """The partitions of an input that is not read again, as a ledger lists them; None when one is not there or is of
    other settings.
    """
    results: list[PartitionResult] = []
    for number, identifier in enumerate(listed):
        counts = read_counts(task.partitions, identifier)
        if counts is None or identifier != task.partition(input_, number):
            return None
        results.append((identifier, counts, False))
    return results


class _Records:
    """Reads a file's records once, in order, and hands out stretches of them; a stretch that is already done is skipped
    over.

    A file that cannot be read at all is one Reject, so that the others go on.
    """

    def __init__(self, input_: Input, limit: int, fail_fast: bool) -> None:
        self._stream: Iterator[Record] | None = None
        self._input, self._limit, self._fail_fast = input_, limit, fail_fast
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
            yield from sources.SOURCES[self._input.format](self._input.source)
        except InputError as error:
            yield Reject(self._input.source, "file", "source", str(error))
        except Exception as error:
            if self._fail_fast:
                raise
            # A fault in our own reader costs the rest of this file and is seen; the other files go on.
            reason = f"{reason_of(error)}; the records after this place were not read"
            yield Reject(self._input.source, f"after record {self._at}", "source", reason)


def _add(partition: Partition, sequence: int, record: Record, worker: Worker) -> None:
    partition.counts["records"] += 1
    if isinstance(record, Deletion):
        partition.add_deletion(sequence, record)
        return
    refused = record if isinstance(record, Reject) else worker(record, partial(partition.add_document, sequence))
    if refused is not None:
        partition.add_reject(sequence, refused)
