"""The only place that knows the order of the stages: sources, nlp, ground, relate, dataset.

A run turns input files into partitions (each named by the content that decides it, so a finished one is never made
again) and then writes the dataset's tables from all of them. Killed at any moment and started again, it ends with the
same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import code, ids
from kg.dataset import curation, ledger, ledger_keys
from kg.dataset.background import write_background
from kg.dataset.finish import finish
from kg.dataset.opened import Dataset
from kg.dataset.parquet import write_failures
from kg.dataset.partition import is_partition
from kg.dataset.tables import TABLES
from kg.errors import ConfigError, DatasetError, counted
from kg.files import locked, sweep
from kg.lexicon.lexicon import Lexicon
from kg.pipeline import origin
from kg.pipeline.annotator import models
from kg.pipeline.config import STAGES, Pipeline, stage_of
from kg.pipeline.corrections import Corrections
from kg.pipeline.curation import curation_file
from kg.pipeline.held import in_ledger
from kg.pipeline.inputs import joined, named_inputs, once
from kg.pipeline.job import Input, Job
from kg.pipeline.origin import Origin
from kg.pipeline.partitions import PartitionResult, content_hash, format_of, found, partitions
from kg.pipeline.scale import spread
from kg.pipeline.worker import Worker, kept_worker
from kg.progress import Progress, unwatched
from kg.version import __version__

MADE_BY = ("kg.pipeline.partitions",)
"""The modules that decide, with all that they import, what is in a partition."""

WRITTEN_BY = ("kg.dataset.finish", "kg.dataset.background", "kg.dataset.ledger", "kg.pipeline.held")
"""The modules that decide, with all that they import, what the tables hold of the partitions."""

WITHOUT_EFFECT = ("httpx", "duckdb")
"""Libraries that ``MADE_BY`` knows and no partition depends on: what is fetched is in the hash of the input, and tables
come later.
"""


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run is going to do, checked: nothing that is there gets lost by it unless that was asked for.

    ``earlier``: the places of the inputs that the dataset has already and that ``--add`` keeps.
    """

    pipeline: Pipeline
    dataset: Path
    origin: Origin
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, repr=False)
class RunResult:
    """What a run did: the dataset, the ledger as written, how many partitions were made and how many found."""

    dataset: Path
    ledger: dict[str, Any]
    made: int
    found: int

    @property
    def rejected(self) -> int:
        """Records refused by a stage; a superseded or deleted record is not refused."""
        return int(self.ledger["records"]["rejected"])

    @property
    def unmatched(self) -> int:
        """Judgements of a curator whose evidence is not there any more."""
        return len(self.ledger.get("curation", {"unmatched": ()})["unmatched"])

    def __repr__(self) -> str:
        records, counts = self.ledger["records"], self.ledger["counts"]
        return (
            f"<RunResult {self.dataset}: {counted(records['read'], 'record')} read, {records['kept']:,} kept,"
            f" {self.rejected:,} rejected;\n {counted(counts['mentions'], 'mention')},"
            f" {counted(counts['evidence'], 'piece')} of evidence for {counted(counts['assertions'], 'assertion')}>"
        )


def plan(
    pipeline: Pipeline, inputs: Sequence[str] = (), *, out: Path | None = None, limit: int = 0, add: bool = False,
    replace: bool = False,
) -> RunPlan:  # fmt: skip
    """Check what a run over the pipeline's own source, or over ``inputs`` instead, would do to its dataset folder;
    nothing is written.

    ``add`` keeps the inputs that the dataset has and puts these after them; ``replace`` allows that the dataset loses
    what it has. A dataset with corrections or judgements keeps them, or others: a run without any is one that forgot
    its pipeline, unless ``replace`` says so. Raises ConfigError when it would lose something otherwise, InputError
    for an input that is missing.
    """
    if add and replace:
        raise ConfigError("--add keeps what the dataset holds and --replace does not: give one of the two")
    if limit < 0:
        raise ConfigError(f"--limit {limit}: expected a number of records, or 0 for all")
    if add and limit:
        raise ConfigError(
            "--limit counts records from the first input on and cannot be used with --add; leave one of them out"
        )
    dataset = out or Path(pipeline.output.dataset or f"build/{pipeline.name}")
    named = named_inputs(pipeline, inputs)
    earlier = origin.held(dataset)
    there = earlier.inputs if earlier and add else ()
    stage = stage_of(pipeline)
    kept_in = earlier.curation if earlier else ""
    if pipeline.file:
        kept_in = str(curation_file(Path(pipeline.file)).resolve())
    wanted = Origin(
        once(joined(there, named)), limit, stage, _corrections(pipeline, earlier), kept_in, len(pipeline.curation)
    )
    if not replace:
        origin.require_free(dataset, earlier, wanted, STAGES)
        # a pipeline may have taken the last row out of its table, and before they are grounded mentions have nothing to
        # correct
        if not (wanted.corrections or pipeline.ground.corrections or STAGES.index(stage) < STAGES.index("ground")):
            origin.require_corrections(dataset, earlier)
        if stage == "relate":
            origin.require_curation(dataset, earlier, wanted, own=bool(pipeline.file))
    return RunPlan(pipeline, dataset, wanted, frozenset(place for one in there for _, place in one.files))


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
) -> RunResult:
    """``plan`` and ``carry_out`` in one."""
    planned = plan(pipeline, inputs, out=out, limit=limit, add=add, replace=replace)
    return carry_out(
        planned, lexicon=lexicon, fail_fast=fail_fast, workers=workers, scheduler=scheduler, progress=progress
    )


def carry_out(
    planned: RunPlan, *, lexicon: Lexicon, fail_fast: bool = False, workers: int = 1, scheduler: str = "",
    progress: Progress = unwatched,
) -> RunResult:  # fmt: skip
    """Do what was planned.

    With ``workers`` above 1, or the address of a Dask ``scheduler``, files are worked on side by side; the dataset is
    the same, byte for byte. A limit counts records in order, so it is for one process only. Raises ConfigError,
    InputError, DatasetError; a bad record never raises, it is in the ledger and in the rejects table.
    """
    limit, pipeline = planned.origin.limit, planned.pipeline
    if workers < 1:
        raise ConfigError(f"--workers {workers}: expected a number of processes, 1 or more")
    if limit and (workers > 1 or scheduler):
        raise ConfigError(
            "--limit counts records in order and cannot be used with --workers or --scheduler; leave one of them out"
        )
    Corrections(pipeline.corrections, lexicon)  # what they name must be known before anything is written
    settings = settings_hash(pipeline, lexicon)
    job = Job(pipeline, lexicon.folder, planned.dataset, settings, limit, fail_fast, progress)
    waiting = _waiting(job, planned)
    with write_failures(job.dataset), _alone(job):
        origin.note(job.dataset, planned.origin)
        job.partitions.mkdir(exist_ok=True)
        done = (
            _spread(job, waiting, workers, scheduler) if workers > 1 or scheduler else _in_turn(job, waiting, lexicon)
        )
        work = _Work()
        progress("read", 0, len(waiting))
        for number, (input_, results) in enumerate(done):
            work.add(input_, results)
            progress("read", number + 1, len(waiting))
        _sweep(job.partitions, work.order)
        written = _finish(job, lexicon, work)
    return RunResult(job.dataset, written, work.made, work.found)


@contextmanager
def _alone(job: Job) -> Iterator[None]:
    """Hold the dataset's folder, made and swept of what a killed run left half-written. Raises DatasetError where
    another run is writing there.
    """
    job.dataset.mkdir(parents=True, exist_ok=True)
    with locked(job.dataset) as ours:
        if not ours:
            raise DatasetError(
                f"{job.dataset}: another run is writing to it: wait until it ends, or name another folder with --out"
            )
        for folder in (job.dataset, job.dataset / "tables"):
            if folder.is_dir():
                sweep(folder)
        yield


InputResult = tuple[Input, list[PartitionResult]]


@dataclass(slots=True)
class _Work:
    """What was done so far: the partitions in order, their counts summed up, and what the ledger lists of each
    input.
    """

    order: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    inputs: list[dict[str, Any]] = field(default_factory=list)
    made: int = 0
    found: int = 0

    def add(self, input_: Input, results: list[PartitionResult]) -> None:
        for identifier, counts, fresh in results:
            self.order.append(identifier)
            self.made, self.found = self.made + fresh, self.found + (not fresh)
            for key, value in counts.items():
                self.totals[key] = self.totals.get(key, 0) + value
        partitions_ = [one for one, _, _ in results]
        self.inputs.append(
            {
                "source": input_.source, "format": input_.format, "sha256": input_.content,
                "partitions": partitions_,
            }
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file to read (or a query to ask) as the kind says; ``kept`` holds what there is already of one that is not read
    again.
    """

    source: str
    kind: str
    kept: InputResult | None = None

    def input(self, progress: Progress) -> Input:
        """What it is now, by its content."""
        content = content_hash(self.source, self.kind, progress)
        return Input(self.source, format_of(self.source, self.kind), content)


def _waiting(job: Job, planned: RunPlan) -> list[_Waiting]:
    """The files of a plan in order.

    Raises ConfigError for an input of the dataset that is gone and of which nothing can be kept.
    """
    there = Dataset.known(planned.dataset) if planned.earlier else None
    entries = {one["source"]: one for one in there.ledger.get("inputs", ()) if "format" in one} if there else {}
    files = []
    for named in planned.origin.inputs:
        for source, place in named.files:
            exists = named.kind == "eutils" or Path(place).exists()
            here = named.kind == "eutils" or origin.place_of(source) == place
            if place not in planned.earlier or (exists and here):
                files.append(_Waiting(source, named.kind))
            else:
                files.append(_kept(job, source, place if exists else "", named.kind, entries.get(source)))
    return files


def _kept(job: Job, source: str, place: str, kind: str, entry: dict[str, Any] | None) -> _Waiting:
    """An earlier input that cannot be read under its name: what there is of it, or the same file under the name it has
    from here.
    """
    if entry and (not place or content_hash(place, kind, unwatched) == entry["sha256"]):
        input_ = Input(source, entry["format"], entry["sha256"])
        results = found(job, input_, entry["partitions"])
        if results is not None:
            return _Waiting(source, kind, (input_, results))
    if place:
        return _Waiting(place, kind)
    why = "it was made with other settings, code or lexicon" if entry else "its part was not finished"
    raise ConfigError(
        f"{source}: an input of {job.dataset} that is gone, and what was made of it cannot be kept, as {why}: "
        "put the file back, or give --replace and all inputs instead of --add"
    )


def _in_turn(job: Job, waiting: list[_Waiting], lexicon: Lexicon) -> Iterator[InputResult]:
    """The partitions of one input after the other, in this process."""
    worker = Worker(lexicon, job.pipeline, fail_fast=job.fail_fast)
    read = 0
    for one in waiting:
        left = job.limit - read if job.limit else 0
        if job.limit and left <= 0:
            return
        if one.kept:
            yield one.kept
            continue
        input_ = one.input(job.progress)
        results = list(partitions(job, input_, worker, left))
        read += sum(counts["records"] for _, counts, _ in results)
        yield input_, results


def _spread(job: Job, waiting: list[_Waiting], workers: int, scheduler: str) -> Iterator[InputResult]:
    """The same from many processes, in the order of the inputs."""
    inputs = [one.kept[0] if one.kept else one.input(job.progress) for one in waiting]
    theirs = job.elsewhere()
    tasks = [(theirs, input_) for one, input_ in zip(waiting, inputs, strict=True) if not one.kept]
    with spread(workers, scheduler) as everywhere:
        made = everywhere(_work_on, tasks)
        for one, input_ in zip(waiting, inputs, strict=True):
            results = one.kept[1] if one.kept else next(made)
            job.progress("annotate", 0 if one.kept else sum(counts["records"] for _, counts, _ in results), 0)
            yield input_, results


def _work_on(job: Job, input_: Input) -> list[PartitionResult]:
    """What another process does: the partitions of one input, with a worker that it keeps for the next."""
    return list(partitions(job, input_, kept_worker(job.lexicon, job.pipeline, fail_fast=job.fail_fast)))


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


def _finish(job: Job, lexicon: Lexicon, work: _Work) -> dict[str, Any]:
    """Write the tables and the ledger, unless they are there as this run would write them; returns the ledger."""
    dataset, pipeline = job.dataset, job.pipeline
    writers = [code.code_hash(*WRITTEN_BY), repr(sorted(code.versions(*WRITTEN_BY).items()))]
    judged = [curation.digest(pipeline.curation)] if pipeline.curation else []
    run_id = ids.digest("run", job.settings, *writers, pipeline.name, pipeline.description, *work.order, *judged)
    there = Dataset.known(dataset, TABLES)
    if there and there.ledger["id"] == run_id and ledger_keys.whole(there.ledger) and there.whole():
        return there.ledger
    job.progress("write", 0, 2)
    tables = dataset / "tables"
    tables.mkdir(exist_ok=True)
    # The ledger goes first and comes back last: a dataset with a ledger is whole.
    ledger.remove(dataset)
    finished = finish(job.partitions, work.order, tables, run_id, pipeline.curation)
    job.progress("write", 1, 2)
    counts = finished.counts | write_background(tables, lexicon)
    job.progress("write", 2, 2)
    versions = {
        "kg": __version__,
        "settings": job.settings,
        "lexicon": str(lexicon.meta.get("hash", "")),
        "sources": lexicon.meta.get("versions", {}),
    }
    if used := models(pipeline):
        versions["models"] = used
    if (stage := stage_of(pipeline)) != STAGES[-1]:
        versions[origin.STAGE] = stage  # versions are in every export, so that what is made of one knows that it is cut
    made_by = {"name": pipeline.name, "description": pipeline.description, **pipeline.settings()}
    told = {
        "id": run_id, "pipeline": made_by, "versions": versions, "inputs": work.inputs,
        "corrections": in_ledger(pipeline.corrections, finished.corrected),
    }  # fmt: skip
    if pipeline.curation:
        told["curation"] = curation.in_ledger(pipeline.curation, finished.curated)
    written = ledger.balance(told, work.totals, counts, finished)
    ledger.write(dataset, written)
    return written
