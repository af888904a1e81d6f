"""``kg.curate`` and ``kg.curation``: what a curator says of pieces of evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.dataset.curation import ACCEPTED, REJECTED, Judgement, of_evidence, of_ledger
from kg.dataset.evidence import evidence_of
from kg.dataset.opened import Dataset
from kg.errors import ConfigError, QueryError
from kg.interfaces.api.row_list import Rows
from kg.pipeline.config import nearest_shipped, shipped
from kg.pipeline.curation import (
    changing,
    checked_date,
    checked_text,
    curation_file,
    read_curation,
    with_judgements,
    without_evidence,
    write_curation,
)
from kg.pipeline.origin import curation_of

ACTIONS = {"accept": ACCEPTED, "reject": REJECTED}
"""What is said of evidence -> the flag that it gets."""

SHOWN = (
    "evidence",
    "flag",
    "note",
    "judged_by",
    "judged_on",
    "document",
    "subject",
    "relation",
    "object",
    "negated",
)
COLUMNS = (*SHOWN, "state")
"""Columns of ``curation``."""


def curate(
    action: str,
    evidence: str | Iterable[str],
    *,
    note: str = "",
    by: str = "",
    date: str = "",
    pipeline: str | Path = "",
    dataset: str | Path,
) -> Rows:
    """Say of pieces of evidence that they are right (``accept``) or wrong (``reject``), as ``kg curate``: the next run
    of the pipeline does what follows.

    ``evidence``: ids of evidence, as the column ``evidence`` of ``explain`` has them, or of an assertion, which stands
    for all its evidence that there is now. ``note``: why, which a rejection must say. ``by``: who says so. ``date``:
    when, ``2026-03-01``. ``dataset``: the folder that they are in. ``pipeline``: the pipeline beside which they are
    kept (``mine.toml``: ``mine.curation.tsv``), where that is not the one that the dataset was made by. What was said
    of the same before is replaced.

    Returns the judgements. Raises ConfigError, QueryError for an id that is not in the dataset, DatasetError.
    """
    if action not in ACTIONS:
        raise ConfigError(f"action {action!r}: expected {' or '.join(ACTIONS)}")
    if action == "reject" and not note.strip():
        raise ConfigError("a rejection needs a note that says why, for whoever reads the graph later")
    return _judge(action, dict.fromkeys(_ids(evidence), note), by, date, pipeline, Path(dataset))


def curation(pipeline: str | Path = "", *, dataset: str | Path) -> Rows:
    """The judgements of a pipeline's evidence, as ``kg curate list``: with their ``state`` in the dataset, which is
    ``applied``, ``waits for the next run`` or why it meets no evidence any more.

    Raises ConfigError, with file and line, for a table that is damaged, and where there is no pipeline.
    """
    folder = Path(dataset)
    return _rows(read_curation(file_of(pipeline, folder)), Dataset.known(folder))


def uncurate(evidence: str | Iterable[str], *, pipeline: str | Path = "", dataset: str | Path) -> Rows:
    """Take back what was said of pieces of evidence, by the ids in the column ``evidence`` of ``curation``; returns
    what is left. Raises QueryError for an id that nothing was said of: then nothing is changed.
    """
    wanted = _ids(evidence)
    folder = Path(dataset)
    file = file_of(pipeline, folder)
    with changing(file) as there:
        kept, unknown = without_evidence(there, wanted)
        if unknown:
            raise QueryError(
                f"{file} has no judgement of the evidence {unknown[0]!r}: kg curate list shows those there are"
            )
        write_curation(file, kept)
    return _rows(kept, Dataset.known(folder))


def reject_wrong(
    wrong: Rows, path: Path, *, by: str = "", date: str = "", pipeline: str | Path = "", dataset: str | Path
) -> tuple[Rows, list[dict[str, Any]]]:
    """Reject the evidence behind rows that were judged wrong (``Judging.wrong``, read from ``path``), of each row where
    that is one piece; returns the judgements and the rows of which nothing was rejected.

    The row's note is that of the judgement, else where it was judged; a piece behind several rows has the notes of all.
    Raises as ``curate``: then nothing was rejected.
    """
    notes: dict[str, list[str]] = {}
    for row in wrong:
        if len(row["evidence"]) == 1:
            notes.setdefault(row["evidence"][0], []).append(row["note"] or f"wrong in {path.name}, row {row['row']}")
    said = {one: "; ".join(dict.fromkeys(several)) for one, several in notes.items()}
    made = _judge("reject", said, by, date, pipeline, Path(dataset)) if said else Rows((), COLUMNS)
    return made, [row for row in wrong if len(row["evidence"]) != 1]


def file_of(pipeline: str | Path, dataset: Path) -> Path:
    """The table of judgements of a pipeline, else of the one that a dataset was made by.

    Raises ConfigError for a pipeline that there is not, and for a dataset that was made without one.
    """
    if name := str(pipeline):
        path = shipped(name) or Path(name)
        if not path.is_file():
            near = nearest_shipped(name)
            raise ConfigError(f"{name}: no such pipeline file{f'; did you mean {near}?' if near else ''}")
        return curation_file(path)
    if kept := curation_of(dataset):
        return Path(kept)
    raise ConfigError(
        f"{dataset} does not say which pipeline it was made by, and judgements are kept beside one: name it with"
        " --pipeline FILE.toml"
    )


def _judge(action: str, notes: Mapping[str, str], by: str, date: str, pipeline: str | Path, folder: Path) -> Rows:
    """Judge ids of evidence or of assertions, each with its note: all of them or none."""
    file = file_of(pipeline, folder)
    found = evidence_of(folder, notes)
    if unknown := [one for one in notes if one not in found]:
        raise QueryError(
            f"{folder} has no evidence and no assertion {unknown[0]!r}: ids are in the columns evidence and assertion"
            " of `kg explain DRUG DISEASE --full` (or --json); nothing was judged"
        )
    judged_on, judged_by = checked_date(date), checked_text(by, "by")
    made = with_judgements(
        (),
        [
            of_evidence(
                row,
                ACTIONS[action],
                note=checked_text(note, f"note {note[:40]!a}"),
                judged_by=judged_by,
                judged_on=judged_on,
            )
            for one, note in notes.items()
            for row in found[one]
        ],
    )
    with changing(file) as there:
        write_curation(file, with_judgements(there, made))
    return _rows(made, Dataset.open(folder))


def _ids(evidence: str | Iterable[str]) -> list[str]:
    found = list(dict.fromkeys([evidence] if isinstance(evidence, str) else evidence))
    if not found:
        raise QueryError(
            "no evidence is named: give ids, as the column evidence of `kg explain DRUG DISEASE --full` (or --json)"
            " has them"
        )
    return found


def _rows(judgements: Sequence[Judgement], dataset: Dataset | None) -> Rows:
    applied: Collection[Judgement] = of_ledger(dataset.ledger) if dataset else ()
    why = {}
    if dataset:
        for one in dataset.ledger.get("curation", {"unmatched": ()})["unmatched"]:
            reason = {name: value for name, value in one.items() if name != "why"}
            why[Judgement(**reason)] = f"unmatched: {one['why']}"
    rows = []
    for one in judgements:
        state = why.get(one) or ("applied" if one in applied else "waits for the next run")
        rows.append({name: getattr(one, name) for name in SHOWN} | {"state": state})
    return Rows(tuple(rows), COLUMNS)
