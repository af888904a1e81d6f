"""Gold files in, one task's figures out: what ``kg evaluate`` does between its options and its table."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from kg.errors import ConfigError, InputError
from kg.exchange.export.whole_files import writing
from kg.gold.evaluate import TASKS
from kg.gold.evaluate.gold import PARTS, SHAPES, GoldFile, read_file
from kg.gold.evaluate.task import Mistake, Outcome, TaskSettings
from kg.model import Reject
from kg.pipeline import sources
from kg.pipeline.config import following


def default_task(shape: str) -> str:
    """The task that a shape of gold is for, unless another is asked for: DrugProt's shape is for its relations, else
    the first of TASKS.
    """
    return "relations" if shape == "drugprot" else next(name for name, task in TASKS.items() if shape in task.shapes)


def evaluate(
    inputs: Sequence[str], task: str, settings: TaskSettings, say: Callable[[str], None]
) -> tuple[str, list[str], Outcome]:
    """Measure a task (empty: the default for the first file's shape) on gold files; returns its name, its columns and
    its outcome.

    A file that cannot be read, or whose shape the task does not take, is a reject of the outcome, and the rest goes on.
    All rejects and notes are told to ``say``, each in one line. Raises ConfigError for options that do not fit,
    InputError for a path that is missing.
    """
    if task and task not in TASKS:
        raise ConfigError(f"--task {task}: unknown task: expected one of {', '.join(TASKS)}")
    _check_names(settings)
    if task:
        _check(task, settings)
    files, rejects = _files(sources.expand(inputs))
    task = task or (default_task(files[0].shape) if files else next(iter(TASKS)))
    wanted = TASKS[task]
    _check(task, settings)
    fitting = [file for file in files if file.shape in wanted.shapes]
    takes = "; ".join(SHAPES[shape] for shape in wanted.shapes)
    for file in files:
        if file.shape not in wanted.shapes:
            reason = f"{file.path}: its shape is {file.shape}, which is no gold for the task {task}: it takes {takes}"
            rejects.append(Reject(file.path, "file", "gold", reason))
    for reject in rejects:
        say(told(reject))
    outcome = wanted.measure(fitting, settings) if fitting else Outcome()
    if fitting and not outcome.rows and not outcome.rejects:
        reason = f"{', '.join(file.path for file in fitting)}: nothing to count for the task {task}: it takes {takes}"
        outcome.rejects.append(Reject(fitting[0].path, "file", "gold", reason))
    for reject in outcome.rejects:
        say(told(reject))
    for note in outcome.notes:
        say(note)
    outcome.rejects = [*rejects, *outcome.rejects]
    return task, list(wanted.given_columns if settings.given and wanted.given_columns else wanted.columns), outcome


def _check_names(settings: TaskSettings) -> None:
    """Raise ConfigError for a profile, guideline or part that there is not, or that do not go together."""
    if settings.part and settings.part not in PARTS:
        raise ConfigError(f"--part {settings.part}: unknown part: expected one of {', '.join(PARTS)}")
    following(settings.guideline, settings.profile)


def _check(task: str, settings: TaskSettings) -> None:
    """Raise ConfigError for an option that the task does not know."""
    if settings.given and task != "relations" and not TASKS[task].given_columns:
        raise ConfigError(
            f"--given is not for the task {task}: expected the task grounding (relations are always between given"
            " mentions)"
        )
    if settings.part and not TASKS[task].parts:
        raise ConfigError(
            f"--part is not for the task {task}: expected one of"
            f" {', '.join(name for name, one in TASKS.items() if one.parts)}, whose corpora have a part to tune on"
        )


def _files(paths: Sequence[str]) -> tuple[list[GoldFile], list[Reject]]:
    files, rejects = [], []
    for path in paths:
        try:
            files.append(read_file(path))
        except InputError as error:
            rejects.append(Reject(path, "file", "gold", str(error)))
    return files, rejects


def told(reject: Reject) -> str:
    """A reject in one line: file, place, document, reason."""
    if reject.place == "file":  # the reason names the file
        return " ".join(reject.reason.split())
    what = f" ({reject.id})" if reject.id else ""
    return " ".join(f"{reject.source}: {reject.place}{what}: {reject.reason}".split())


def write_mistakes(mistakes: Sequence[Mistake], task: str, path: Path) -> None:
    """Write mistakes as JSON lines, the task first on each. Raises DatasetError when the file cannot be written."""
    with writing(path) as (out,):
        for mistake in mistakes:
            out.write(
                (json.dumps({"task": task, **asdict(mistake)}, ensure_ascii=False) + "\n").encode("utf-8", "replace")
            )
