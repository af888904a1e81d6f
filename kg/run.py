"""The only place that knows the order of the stages: sources, nlp, ground, relate, dataset.

A run turns input files into partitions (each named by the content that decides it, so a finished one is never made again) and then
writes the dataset's tables from all of them. Killed at any moment and started again, it ends with the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import __version__, ids, paths, sources
from kg.annotator import Annotator, models, settled
from kg.config import Pipeline
from kg.dataset import ledger
from kg.dataset.background import write_background
from kg.dataset.files import sha256_of, writing
from kg.dataset.finish import finish
from kg.dataset.partition import Partition, is_partition, read_counts
from kg.errors import ConfigError, InputError
from kg.model import Deletion, Document, Record, Reject
from kg.ontologies.lexicon import Lexicon
from kg.scale import spread

CHUNK = 1000
"""Records in a partition: what is lost at most when a run is killed, about ten seconds of one core."""

CODE = (
    "model.py",
    "ids.py",
    "schema.py",
    "run.py",
    "annotator.py",
    "sources",
    "nlp",
    "nlp/ner",
    "ground",
    "relate",
    "dataset",
    "ontologies/names.py",
    "ontologies/hashing.py",
)
RULES = ("schema.toml", "relations.toml", "context.toml", "studies.toml", "curated/cell_lines.tsv")

Progress = Callable[[str, int, int], None]
"""Told (what, done, total) as a run goes on; total 0 when it is not known."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did: the dataset, the ledger as written, how many partitions were made and how many found."""

    dataset: Path
    ledger: dict[str, Any]
    made: int
    found: int

    @property
    def rejected(self) -> int:
        """Records refused by a stage; a superseded or deleted record is not refused."""
        return int(self.ledger["records"]["rejected"])


def run(
    pipeline: Pipeline, inputs: Sequence[str] = (), *, out: Path | None = None, lexicon: Lexicon, limit: int = 0, fail_fast: bool = False,
    workers: int = 1, scheduler: str = "", progress: Progress = lambda what, done, total: None,
) -> Result:  # fmt: skip
    """Run a pipeline over its own source, or over ``inputs`` instead. ``limit`` stops after that many records (0: all).

    With ``workers`` above 1, or the address of a Dask ``scheduler``, files are worked on side by side; the dataset is the same, byte for
    byte. A limit counts records in order, so it is for one process only. Raises ConfigError, InputError, DatasetError; a bad record never
    raises, it is in the ledger and in the rejects table.
    """
    dataset = out or Path(pipeline.output.dataset or f"build/{pipeline.name}")
    files = input_files(pipeline, inputs)
    kind = "auto" if inputs and pipeline.source.kind == "eutils" else pipeline.source.kind
    if limit and (workers > 1 or scheduler):
        raise ConfigError("--limit counts records in order and cannot be used with --workers or --scheduler; leave one of them out")
    settings = _settings_hash(pipeline, lexicon)
    partitions = dataset / "partitions"
    order: list[str] = []
    totals: dict[str, int] = {}
    listed: list[dict[str, Any]] = []
    made = found = 0
    with writing(dataset):
        partitions.mkdir(parents=True, exist_ok=True)
        if workers > 1 or scheduler:
            done = _spread(files, kind, settings, partitions, pipeline, lexicon, fail_fast, workers, scheduler, progress)
        else:
            done = _in_turn(files, kind, settings, partitions, settled(Annotator(lexicon, pipeline)), limit, fail_fast, progress)
        progress("read", 0, len(files))
        for number, (file, content, results) in enumerate(done):
            for identifier, counts, fresh in results:
                order.append(identifier)
                made, found = made + fresh, found + (not fresh)
                for key, value in counts.items():
                    totals[key] = totals.get(key, 0) + value
            listed.append({"source": file, "sha256": content, "partitions": [identifier for identifier, _, _ in results]})
            progress("read", number + 1, len(files))
        _sweep(partitions, order)
        written = _finish(dataset, pipeline, lexicon, settings, order, totals, listed, progress)
    return Result(dataset, written, made, found)


PartitionResult = tuple[str, dict[str, int], bool]
FileResult = tuple[str, str, list[PartitionResult]]


def _in_turn(
    files: list[str], kind: str, settings: str, folder: Path, annotator: Annotator, limit: int, fail_fast: bool, progress: Progress
) -> Iterator[FileResult]:
    """(file, content hash, partitions) of one file after the other, in this process."""
    read = 0
    for file in files:
        left = limit - read if limit else 0
        if limit and left <= 0:
            return
        content = _content_hash(file, kind, progress)
        results = list(_partitions(file, kind, content, settings, folder, annotator, left, fail_fast, progress))
        read += sum(counts["records"] for _, counts, _ in results)
        yield file, content, results


def _spread(
    files: list[str], kind: str, settings: str, folder: Path, pipeline: Pipeline, lexicon: Lexicon, fail_fast: bool, workers: int,
    scheduler: str, progress: Progress,
) -> Iterator[FileResult]:  # fmt: skip
    """The same from many processes, in the order of the files."""
    arguments = []
    for file in files:
        content = _content_hash(file, kind, progress)
        arguments.append((file, kind, content, settings, str(folder.resolve()), str(lexicon.folder.resolve()), pipeline, fail_fast))
    with spread(workers, scheduler) as everywhere:
        for (file, _, content, *_), results in zip(arguments, everywhere(_one_file, arguments), strict=True):
            progress("annotate", sum(counts["records"] for _, counts, _ in results), 0)
            yield file, content, results


@lru_cache(maxsize=1)
def _annotator(lexicon: str, pipeline: Pipeline) -> Annotator:
    return settled(Annotator(Lexicon(Path(lexicon)), pipeline))


def _one_file(
    file: str, kind: str, content: str, settings: str, folder: str, lexicon: str, pipeline: Pipeline, fail_fast: bool
) -> list[PartitionResult]:
    """What a worker does: the partitions of one file, with an annotator that it keeps for the next."""
    return list(_partitions(file, kind, content, settings, Path(folder), _annotator(lexicon, pipeline), 0, fail_fast, lambda *_: None))


def input_files(pipeline: Pipeline, inputs: Sequence[str]) -> list[str]:
    """The files to read (or the query to ask), in order.

    Raises ConfigError when there is nothing to read, InputError for what is missing.
    """
    if inputs:
        if "-" in inputs:
            raise ConfigError(
                "kg run cannot read standard input, because a re-run must find it again; save it to a file, or use kg annotate -"
            )
        return sources.expand(inputs)
    if pipeline.source.kind == "eutils":
        return [pipeline.source.query]
    if not pipeline.source.path:
        raise ConfigError(f"{pipeline.file}: nothing to read; give source.path, or name files on the command line")
    folder = Path(pipeline.file).parent
    return sources.expand([str(folder / path) for path in pipeline.source.path])


def _partitions(
    file: str, kind: str, content: str, settings: str, folder: Path, annotator: Annotator, limit: int, fail_fast: bool, progress: Progress
) -> Iterator[PartitionResult]:
    """The partitions of a file, made or found: (id, counts, whether it was made now)."""
    records = _Records(file, kind, limit, fail_fast)
    number = 0
    while True:
        identifier = ids.digest("partition", content, settings, file, kind, str(CHUNK), str(limit), str(number))
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


class _Records:
    """Reads a file's records once, in order, and hands out stretches of them; a stretch that is already done is skipped over.

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


def _add_document(partition: Partition, sequence: int, document: Document, annotator: Annotator, fail_fast: bool) -> None:
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


def _content_hash(file: str, kind: str, progress: Progress) -> str:
    """SHA-256 of a file, or of what a query found; ``unreadable`` where a file cannot be opened (its records then say why)."""
    if kind == "eutils":
        digest = hashlib.sha256()
        for record in sources.SOURCES[kind](file):
            digest.update(repr(record).encode())
            progress("download", 1, 0)
        return digest.hexdigest()
    try:
        return sha256_of(Path(file))
    except OSError:
        return "unreadable"


def _settings_hash(pipeline: Pipeline, lexicon: Lexicon) -> str:
    """Hash of everything but the input that decides what a document yields: settings, code, rules, lexicon, trained models."""
    parts = [repr(sorted(pipeline.settings().items())), code_hash(), str(lexicon.meta.get("hash", ""))]
    return ids.digest(*parts, *models(pipeline).values(), length=64)


def code_hash() -> str:
    """SHA-256 (hex) of the code and the rules that decide what a document yields."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for part in CODE:
        path = package / part
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.name.encode() + file.read_bytes())
    for name in RULES:
        digest.update(paths.data("ontologies", name).read_bytes())
    return digest.hexdigest()


def _sweep(partitions: Path, order: list[str]) -> None:
    """Remove partitions that no longer belong to the dataset, and what a killed run left half-made; nothing that is not ours."""
    keep = set(order)
    for path in partitions.iterdir():
        if path.name not in keep and is_partition(path.name):
            shutil.rmtree(path)


def _finish(
    dataset: Path,
    pipeline: Pipeline,
    lexicon: Lexicon,
    settings: str,
    order: list[str],
    totals: dict[str, int],
    listed: list[dict[str, Any]],
    progress: Progress,
) -> dict[str, Any]:
    run_id = ids.digest("run", settings, pipeline.name, pipeline.description, *order)
    if whole := ledger.finished(dataset, run_id):
        return whole
    progress("write", 0, 2)
    tables = dataset / "tables"
    tables.mkdir(exist_ok=True)
    # The ledger goes first and comes back last: a dataset with a ledger is whole.
    ledger.remove(dataset)
    finished = finish(dataset / "partitions", order, tables, run_id)
    progress("write", 1, 2)
    counts = finished.counts | write_background(tables, lexicon)
    progress("write", 2, 2)
    versions = {
        "kg": __version__,
        "settings": settings,
        "lexicon": str(lexicon.meta.get("hash", "")),
        "sources": lexicon.meta.get("versions", {}),
    }
    if used := models(pipeline):
        versions["models"] = used
    written = ledger.balance(run_id, pipeline, versions, listed, totals, counts, finished)
    ledger.write(dataset, written)
    return written
