"""``kg annotate``: documents in, annotated documents out, one at a time and in input order, without a dataset."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from kg.dataset.rejects import told
from kg.errors import ConfigError, counted
from kg.exchange.annotation_formats import FORMATS
from kg.exchange.annotation_formats.printed_names import namer, read_namespaces
from kg.exchange.annotation_formats.printed_rows import DocumentRow, found_rows, given_rows
from kg.exchange.export.whole_files import streaming, writing
from kg.lexicon.lexicon import Lexicon
from kg.model import AnnotatedDocument, Claim, Corrected, Deletion, Document, Record, Reject
from kg.pipeline import sources
from kg.pipeline.config import Nlp, Pipeline, Relate, following
from kg.pipeline.corrections import Correction, CorrectionKey, Corrections, read_corrections
from kg.pipeline.held import tally
from kg.pipeline.held import told as told_corrections
from kg.pipeline.scale import spread
from kg.pipeline.worker import Worker, kept_worker
from kg.progress import Progress, Report, unwatched

CHUNK, CHUNK_CHARACTERS = 64, 500_000
"""Records, and characters of text, that a worker is given at a time: a fraction of a second of work."""

AHEAD = 3
"""Chunks a worker that are read ahead, so that none waits for another."""


@dataclass(frozen=True, slots=True)
class AnnotationSettings:
    """What decides how a document is annotated and printed; small and hashable, so that a worker keeps what it has made
    of it.
    """

    to: str
    nlp: Nlp
    namespaces: str = ""
    given: bool = False
    relations: bool = True
    corrections: tuple[Correction, ...] = ()

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline that annotates so."""
        relate = Relate() if self.relations else Relate(readers=())
        return Pipeline(name="annotate", nlp=self.nlp, relate=relate, corrections=self.corrections)


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as it is written to the output, how many mentions and relations it has, and how often corrections held
    in it.
    """

    text: bytes
    mentions: int
    relations: int
    corrected: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """How many documents were written, with how many mentions and relations, and how many records and annotations were
    rejected.
    """

    documents: int
    mentions: int
    relations: int
    rejected: int


def settings_of(
    to: str,
    *,
    profile: str = "default",
    guideline: str = "",
    namespaces: str = "",
    given: bool = False,
    relations: bool = True,
    corrections: Sequence[Path] = (),
) -> AnnotationSettings:
    """The settings of options as ``annotate_files`` has them. Raises ConfigError for one that is not understood."""
    nlp = following(guideline, profile)
    read_namespaces(namespaces)
    return AnnotationSettings(to, nlp, namespaces, given, relations, read_corrections(corrections))


def without_effect(settings: AnnotationSettings) -> list[str]:
    """Why options of these settings change nothing, in a line each."""
    if not settings.given:
        return []
    said = {
        "--given keeps the ids of the input, so --ids changes nothing": bool(read_namespaces(settings.namespaces)),
        "--given keeps the mentions of the input, so --corrections changes nothing": bool(settings.corrections),
    }
    return [line for line, true in said.items() if true]


def in_rows(
    lexicon: Lexicon, settings: AnnotationSettings, *, bare: bool = False
) -> Callable[[AnnotatedDocument, list[Claim]], DocumentRow]:
    """What puts the mentions and claims of a document in rows, with the ids that are asked for; ``bare`` as in
    ``namer``.
    """
    guideline = settings.nlp.guideline
    if settings.given:
        return lambda found, claims: given_rows(found, claims, guideline)
    name = namer(lexicon, read_namespaces(settings.namespaces), bare=bare)
    return lambda found, claims: found_rows(found, claims, name, guideline)


def annotate_files(
    inputs: Sequence[str],
    *,
    to: str,
    kind: str = "auto",
    output: Path | None = None,
    namespaces: str = "",
    given: bool = False,
    profile: str = "default",
    guideline: str = "",
    corrections: Sequence[Path] = (),
    relations: bool = True,
    workers: int = 1,
    lexicon: Lexicon,
    say: Report,
    progress: Progress = unwatched,
) -> Written:
    """Annotate every document of the inputs (files, folders, globs, ``-``), in their order.

    - ``to``: one of ``kg.exchange.annotation_formats.FORMATS``; ``kind``: the input's format, or ``auto``.
    - ``output``: the file to write, which appears only when everything is written; standard output if not given.
    - ``namespaces``: as in ``read_namespaces``; without effect on what is ``given``.
    - ``given``: keep the mentions, types and ids of the input and add only relations.
    - ``profile``: one of ``kg.pipeline.config.PROFILES``; ``guideline``: one of ``kg.pipeline.guidelines.ASKED``, for
      the networks of the default profile.
    - ``corrections``: tables of ``kg.pipeline.corrections``; how many held, and which matched nothing, is told at the
      end.
    - ``relations``: without, none are read, which takes less time.
    - ``workers``: processes that annotate; the output does not depend on it.
    - ``progress`` is told ``("annotate", 1, 0)`` for each record.

    Returns counts of what was written and of what was rejected: each of those is told to ``say`` with file, place and
    reason, and the rest goes on. A file that cannot be read counts as one. Raises ConfigError (options), InputError (a
    path that is missing), DatasetError (the output cannot be written), WorkerError (a process died).
    """
    form = FORMATS.get(to)
    if form is None:
        raise ConfigError(f"--to {to}: unknown format: expected one of {', '.join(FORMATS)}")
    if kind != "auto" and kind not in sources.FORMATS:
        raise ConfigError(f"--from {kind}: unknown format: expected auto, {', '.join(sources.FORMATS)}")
    settings = settings_of(
        to,
        profile=profile,
        guideline=guideline,
        namespaces=namespaces,
        given=given,
        relations=relations,
        corrections=corrections,
    )
    Corrections(settings.corrections, lexicon)  # what they name must be known before anything is written
    for line in without_effect(settings):
        say(line)
    files = sources.expand(inputs)
    if output and output.resolve() in {Path(one).resolve() for one in files}:
        raise ConfigError(f"-o {output}: this file is read, and would be lost: give another name")
    records = sources.read_each(files, kind)
    printed = (
        map(_Printer(Worker(lexicon, settings.pipeline, given=given), settings), records)
        if workers == 1
        else _side_by_side(records, lexicon.folder.resolve(), settings, workers)
    )
    rejected = deletions = documents = mentions = found = 0
    did: dict[CorrectionKey, tuple[int, int]] = {}
    with _opened(output) as out:
        out.write(form.head.encode())
        for one in printed:
            progress("annotate", 1, 0)
            if isinstance(one, Deletion):
                deletions += 1
            elif isinstance(one, Reject):
                rejected += 1
                say(told(one))
            else:
                out.write(form.between.encode() + one.text if documents else one.text)
                documents, mentions, found = documents + 1, mentions + one.mentions, found + one.relations
                for held in one.corrected:
                    applied, defined = did.get(held.key, (0, 0))
                    did[held.key] = (applied + held.applied, defined + held.defined)
        out.write(form.tail.encode())
    if deletions:
        orders = counted(deletions, "order to delete a publication", "orders to delete a publication")
        say(f"{orders} passed over: there is nothing to annotate in a deletion")
    if settings.corrections and not given:
        for line in told_corrections(tally(settings.corrections, did)):
            say(line)
    return Written(documents, mentions, found, rejected)


class _Printer:
    """Prints what a worker makes of one document after the other; call it with a record."""

    def __init__(self, worker: Worker, settings: AnnotationSettings) -> None:
        form = FORMATS[settings.to]
        self._work = worker
        self._write = form.write
        self._rows = in_rows(worker.lexicon, settings, bare=form.bare_ids)

    def __call__(self, record: Record) -> Printed | Deletion | Reject:
        """A document as it is written to the output, or why it is not; what is no document comes back as it is."""
        return self._work(record, self._print) if isinstance(record, Document) else record

    def _print(self, annotated: AnnotatedDocument, claims: list[Claim], _: str) -> Printed:
        row = self._rows(annotated, claims)
        # half a surrogate pair, which JSON can escape, is not a character: it is written as one question mark
        text = self._write(row).encode("utf-8", "replace")
        return Printed(text, len(row.mentions), len(row.relations), annotated.corrected)


def _side_by_side(
    records: Iterator[Record], folder: Path, settings: AnnotationSettings, workers: int
) -> Iterator[Printed | Deletion | Reject]:
    """What a printer makes of the records, in order, made by several processes; a bounded number of records is in
    memory.
    """
    with spread(workers) as everywhere:
        for results in everywhere(
            _print_all, ((chunk, folder, settings) for chunk in _chunks(records)), ahead=AHEAD * workers
        ):
            yield from results


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    """The records in lists of up to ``CHUNK``, or up to ``CHUNK_CHARACTERS`` of text if that is reached first."""
    chunk: list[Record] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += len(record.text) if isinstance(record, Document) else 0
        if len(chunk) == CHUNK or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _print_all(chunk: list[Record], folder: Path, settings: AnnotationSettings) -> list[Printed | Deletion | Reject]:
    """What another process does: its printer, kept from one chunk to the next, called with each record."""
    return [_printer(folder, settings)(record) for record in chunk]


@lru_cache(maxsize=1)
def _printer(folder: Path, settings: AnnotationSettings) -> _Printer:
    return _Printer(kept_worker(folder, settings.pipeline, given=settings.given), settings)


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        with streaming(sys.stdout.buffer) as out:
            yield out
    else:
        with writing(output) as (file,):
            yield file
