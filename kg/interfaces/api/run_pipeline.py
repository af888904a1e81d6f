"""``kg.run``: a dataset of files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ConfigError
from kg.interfaces.api.arguments import expect_counts, expect_place, expect_texts
from kg.interfaces.api.kept_lexicon import lexicon
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.read_files import paths
from kg.pipeline.config import Pipeline, stopped_after
from kg.pipeline.inputs import pipeline_and_inputs
from kg.pipeline.run import RunPlan, RunResult, carry_out, plan
from kg.progress import Progress, Report, silent, unwatched


def run(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path | None = None,
    *,
    add: bool = False,
    replace: bool = False,
    limit: int = 0,
    stop_after: str = "",
    workers: int = 1,
    scheduler: str = "",
    fail_fast: bool = False,
    progress: Progress = unwatched,
) -> RunResult:
    """Read documents and write the dataset, as ``kg run``: the same again does only what has changed.

    ``inputs``: a pipeline (TOML), or files, folders and globs, which need ``out``, or a pipeline and the files to read
    instead of its own. ``out``: the dataset folder, instead of the pipeline's. ``add`` keeps the inputs that the
    dataset has and puts these after them, ``replace`` lets it lose them; without either a run that would take any out
    is refused. ``limit``: records to read at most (0: all). ``stop_after``: the last stage, ``sources``, ``nlp`` or
    ``ground``. ``workers``: processes side by side; ``scheduler``: the address of a Dask cluster instead. ``progress``
    is told ``(what, done, total)``. With ``fail_fast`` the first document that fails raises.

    Returns where the dataset is (``dataset``), its ledger and how many records were ``rejected``: a bad record never
    raises, it is in the table ``rejects`` with its reason. Raises ConfigError, InputError, DatasetError, OntologyError,
    WorkerError; TypeError for what is no path, such as a document.

    >>> result = kg.run("pipelines/mtor-hcc/clinical-trials.xml", out="build/trials", limit=3)
    >>> result.ledger["records"]["kept"], result.rejected
    (3, 0)
    """
    if out is not None:
        expect_place(out, "folder of a dataset")
    expect_texts(last_stage=stop_after, scheduler=scheduler)
    expect_counts(limit=limit, number_of_workers=workers)
    with keywords(), _collecting_as_before():
        planned = planned_run(
            paths(inputs, "kg.run"), out, add=add, replace=replace, limit=limit, stop_after=stop_after
        )
        return carry_out(
            planned, lexicon=lexicon(), fail_fast=fail_fast, workers=workers, scheduler=scheduler, progress=progress
        )


def planned_run(
    given: Sequence[str],
    out: str | Path | None,
    *,
    add: bool,
    replace: bool,
    limit: int,
    stop_after: str,
    check: Callable[[Pipeline], None] = lambda _: None,
    report: Report = silent,
) -> RunPlan:
    """What ``run`` and the command ``kg run`` carry out; nothing is written. ``check`` is called with the pipeline
    before its inputs are looked at; ``report`` is told where its question will not be asked. Raises as ``run``, with
    faults that name the options of the command.
    """
    if not given:
        raise ConfigError("nothing to read: give a pipeline, or files, folders or globs")
    folder = Path(out) if out is not None else None
    pipeline, named = pipeline_and_inputs(given, folder, add=add)
    question = pipeline.answer.query
    pipeline = stopped_after(pipeline, stop_after)
    check(pipeline)
    if question and not pipeline.answer.query:
        report(f"the question {question} is not asked, because the run ends after the stage {stop_after}")
    return plan(pipeline, named, out=folder, limit=limit, add=add, replace=replace)


@contextmanager
def _collecting_as_before() -> Iterator[None]:
    """A run settles the garbage collector for a process that ends with it (``kg.pipeline.annotator.settled``); the
    user's process goes on.
    """
    threshold, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        if not frozen:  # else what the user has frozen would thaw too
            gc.unfreeze()
