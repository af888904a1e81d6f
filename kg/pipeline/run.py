"""The only place that knows the order of the stages: sources, nlp, ground, relate, dataset.

A run turns input files into partitions (each named by the content that decides it, so a finished one is never made
again) and then writes the dataset's tables from all of them. Killed at any moment and started again, it ends with the
same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import __version__, code, ids
from kg.dataset import ledger, origin
from kg.dataset.background import write_background
from kg.dataset.finish import finish
from kg.dataset.origin import Origin
from kg.dataset.parquet import write_failures
from kg.dataset.partition import is_partition
from kg.errors import ConfigError
from kg.lexicon.lexicon import Lexicon
from kg.pipeline.annotator import Annotator, models, settled
from kg.pipeline.config import STAGES, Pipeline, stage_of
from kg.pipeline.corrections import Corrections
from kg.pipeline.inputs import joined, named_inputs, once
from kg.pipeline.partitions import PartitionResult, Piece, content_hash, format_of, found, partitions
from kg.pipeline.scale import spread
from kg.progress import Progress, unwatched

MADE_BY = ("kg.pipeline.partitions",)
"""The modules that decide, with all that they import, what is in a partition."""

WRITTEN_BY = ("kg.dataset.finish", "kg.dataset.background", "kg.dataset.ledger")
"""The modules that decide, with all that they import, what the tables hold of the partitions."""

WITHOUT_EFFECT = ("httpx", "duckdb")
"""Libraries that ``MADE_BY`` knows and no partition depends on: what is fetched is in the hash of the input, and tables
come later.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is going to do, checked: nothing that is there gets lost by it unless that was asked for.

    ``earlier``: the places of the inputs that the dataset has already and that ``--add`` keeps.
    """

    pipeline: Pipeline
    dataset: Path
    origin: Origin
    earlier: frozenset[str] = frozenset()


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


def plan(
    pipeline: Pipeline, inputs: Sequence[str] = (), *, out: Path | None = None, limit: int = 0, add: bool = False,
    replace: bool = False,
) -> Plan:  # fmt: skip
    """Check what a run over the pipeline's own source, or over ``inputs`` instead, would do to its dataset folder;
    nothing is written.

    ``add`` keeps the inputs that the dataset has and puts these after them; ``replace`` allows that the dataset loses
    what it has. A dataset with corrections keeps them, or others: a run without any is one that forgot its pipeline,
    unless ``replace`` says so. Raises ConfigError when it would lose something otherwise, InputError for an input that
    is missing.
    """
    if add and replace:
        raise ConfigError("--add keeps what the dataset holds and --replace does not: give one of the two")
    if add and limit:
        raise ConfigError(
            "--limit counts records from the first input on and cannot be used with --add; leave one of them out"
        )
    dataset = out or Path(pipeline.output.dataset or f"build/{pipeline.name}")
    named = named_inputs(pipeline, inputs)
    earlier = origin.held(dataset)
    there = earlier.inputs if earlier and add else ()
    stage = stage_of(pipeline)
    wanted = Origin(once(joined(there, named)), limit, stage, _corrections(pipeline, earlier))
    if not replace:
        origin.require_free(dataset, earlier, wanted, STAGES)
        # a pipeline may have taken the last row out of its table, and before they are grounded mentions have nothing to
        # correct
        if not (wanted.corrections or pipeline.ground.corrections or STAGES.index(stage) < STAGES.index("ground")):
            origin.require_corrections(dataset, earlier)
    return Plan(pipeline, dataset, wanted, frozenset(place for one in there for _, place in one.files))


def _corrections(pipeline: Pipeline, earlier: Origin | None) -> tuple[tuple[str, ...], ...]:
    """Key and place of each correction; those that come from a dataset's ledger have the place that its note has."""
    places = {tuple(key): place for *key, place in earlier.corrections} if earlier else {}
    return tuple((*one.key, one.place or places.get(one.key, "")) for one in pipeline.corrections)


def run(
    pipeline: Pipeline,
    inputs: Sequence[str] = (),
    *,
    out: Path | None = None,
    lexicon: Lexicon,
    limit: int = 0,
    add: bool = False,
    replace: bool = False,
    fail_fast: bool = False,
    workers: int = 1,
    scheduler: str = "",
    progress: Progress = unwatched,
) -> Result:
    """``plan`` and ``carry_out`` in one."""
    planned = plan(pipeline, inputs, out=out, limit=limit, add=add, replace=replace)
    return carry_out(
        planned, lexicon=lexicon, fail_fast=fail_fast, workers=workers, scheduler=scheduler, progress=progress
    )


def carry_out(
    planned: Plan, *, lexicon: Lexicon, fail_fast: bool = False, workers: int = 1, scheduler: str = "",
    progress: Progress = unwatched,
) -> Result:  # fmt: skip
    """Do what was planned.

    With ``workers`` above 1, or the address of a Dask ``scheduler``, files are worked on side by side; the dataset is
    the same, byte for byte. A limit counts records in order, so it is for one process only. Raises ConfigError,
    InputError, DatasetError; a bad record never raises, it is in the ledger and in the rejects table.
    """
    limit, dataset, pipeline = planned.origin.limit, planned.dataset, planned.pipeline
    if limit and (workers > 1 or scheduler):
        raise ConfigError(
            "--limit counts records in order and cannot be used with --workers or --scheduler; leave one of them out"
        )
    Corrections(pipeline.corrections, lexicon)  # what they name must be known before anything is written
    settings = settings_hash(pipeline, lexicon)
    files = _files(planned, settings)
    folder = dataset / "partitions"
    order: list[str] = []
    totals: dict[str, int] = {}
    listed: list[dict[str, Any]] = []
    made = known = 0
    with write_failures(dataset):
        folder.mkdir(parents=True, exist_ok=True)
        origin.note(dataset, planned.origin)
        if workers > 1 or scheduler:
            done = _spread(files, settings, folder, pipeline, lexicon, fail_fast, workers, scheduler, progress)
        else:
            done = _in_turn(files, settings, folder, settled(Annotator(lexicon, pipeline)), limit, fail_fast, progress)
        progress("read", 0, len(files))
        for number, (piece, results) in enumerate(done):
            for identifier, counts, fresh in results:
                order.append(identifier)
                made, known = made + fresh, known + (not fresh)
                for key, value in counts.items():
                    totals[key] = totals.get(key, 0) + value
            listed.append(
                {
                    "source": piece.source,
                    "format": piece.format,
                    "sha256": piece.content,
                    "partitions": [one for one, _, _ in results],
                }
            )
            progress("read", number + 1, len(files))
        _sweep(folder, order)
        written = _finish(dataset, pipeline, lexicon, settings, order, totals, listed, progress)
    return Result(dataset, written, made, known)


FileResult = tuple[Piece, list[PartitionResult]]


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read (or a query to ask) as the kind says; ``kept`` holds what there is already of one that is not read
    again.
    """

    source: str
    kind: str
    kept: FileResult | None = None


def _files(planned: Plan, settings: str) -> list[_File]:
    """The files of a plan in order.

    Raises ConfigError for an input of the dataset that is gone and of which nothing can be kept.
    """
    there = ledger.known(planned.dataset) if planned.earlier else None
    entries = {one["source"]: one for one in there["inputs"] if "format" in one} if there else {}
    files = []
    for named in planned.origin.inputs:
        for source, place in named.files:
            exists = named.kind == "eutils" or Path(place).exists()
            here = named.kind == "eutils" or origin.place_of(source) == place
            if place not in planned.earlier or (exists and here):
                files.append(_File(source, named.kind))
            else:
                files.append(
                    _kept(planned.dataset, source, place if exists else "", named.kind, entries.get(source), settings)
                )
    return files


def _kept(dataset: Path, source: str, place: str, kind: str, entry: dict[str, Any] | None, settings: str) -> _File:
    """An earlier input that cannot be read under its name: what there is of it, or the same file under the name it has
    from here.
    """
    if entry and (not place or content_hash(place, kind, unwatched) == entry["sha256"]):
        piece = Piece(source, entry["format"], entry["sha256"], settings)
        results = found(piece, dataset / "partitions", entry["partitions"])
        if results is not None:
            return _File(source, kind, (piece, results))
    if place:
        return _File(place, kind)
    why = "it was made with other settings, code or lexicon" if entry else "its part was not finished"
    raise ConfigError(
        f"{source}: an input of {dataset} that is gone, and what was made of it cannot be kept, as {why}: "
        "put the file back, or give --replace and all inputs instead of --add"
    )


def _in_turn(
    files: list[_File],
    settings: str,
    folder: Path,
    annotator: Annotator,
    limit: int,
    fail_fast: bool,
    progress: Progress,
) -> Iterator[FileResult]:
    """The partitions of one file after the other, in this process."""
    read = 0
    for file in files:
        left = limit - read if limit else 0
        if limit and left <= 0:
            return
        if file.kept:
            yield file.kept
            continue
        piece = _piece(file, settings, progress)
        results = list(partitions(piece, folder, annotator, left, fail_fast, progress))
        read += sum(counts["records"] for _, counts, _ in results)
        yield piece, results


def _spread(
    files: list[_File],
    settings: str,
    folder: Path,
    pipeline: Pipeline,
    lexicon: Lexicon,
    fail_fast: bool,
    workers: int,
    scheduler: str,
    progress: Progress,
) -> Iterator[FileResult]:
    """The same from many processes, in the order of the files."""
    pieces = [file.kept[0] if file.kept else _piece(file, settings, progress) for file in files]
    arguments = [
        (piece, str(folder.resolve()), str(lexicon.folder.resolve()), pipeline, fail_fast)
        for file, piece in zip(files, pieces, strict=True)
        if not file.kept
    ]
    with spread(workers, scheduler) as everywhere:
        made = everywhere(_one_file, arguments)
        for file, piece in zip(files, pieces, strict=True):
            results = file.kept[1] if file.kept else next(made)
            progress("annotate", 0 if file.kept else sum(counts["records"] for _, counts, _ in results), 0)
            yield piece, results


def _piece(file: _File, settings: str, progress: Progress) -> Piece:
    return Piece(
        file.source, format_of(file.source, file.kind), content_hash(file.source, file.kind, progress), settings
    )


@lru_cache(maxsize=1)
def _annotator(lexicon: str, pipeline: Pipeline) -> Annotator:
    return settled(Annotator(Lexicon(Path(lexicon)), pipeline))


def _one_file(piece: Piece, folder: str, lexicon: str, pipeline: Pipeline, fail_fast: bool) -> list[PartitionResult]:
    """What a worker does: the partitions of one file, with an annotator that it keeps for the next."""
    return list(partitions(piece, Path(folder), _annotator(lexicon, pipeline), 0, fail_fast))


def settings_hash(pipeline: Pipeline, lexicon: Lexicon) -> str:
    """Hash of everything but the input that decides what a document yields: settings, code, rules, libraries, lexicon,
    trained models.
    """
    libraries = {name: version for name, version in code.versions(*MADE_BY).items() if name not in WITHOUT_EFFECT}
    parts = [repr(sorted(pipeline.settings().items())), code.code_hash(*MADE_BY), repr(sorted(libraries.items()))]
    return ids.digest(*parts, str(lexicon.meta.get("hash", "")), *models(pipeline).values(), length=64)


def _sweep(folder: Path, order: list[str]) -> None:
    """Remove partitions that no longer belong to the dataset, and what a killed run left half-made; nothing that is not
    ours.
    """
    keep = set(order)
    for path in folder.iterdir():
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
    writers = [code.code_hash(*WRITTEN_BY), repr(sorted(code.versions(*WRITTEN_BY).items()))]
    run_id = ids.digest("run", settings, *writers, pipeline.name, pipeline.description, *order)
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
