"""What a dataset is a dataset of: the inputs that were named for it, noted in its folder before the first partition is
made.

The note, ``inputs.json``, is how a later run knows whether it goes on with the same inputs or would remove what others
have made. Places in it are relative to the dataset, so that a tree that is moved or copied as a whole is the same tree.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.dataset.opened import LEDGER, Dataset
from kg.dataset.parquet import write_json
from kg.dataset.partition import is_partition
from kg.errors import ConfigError, counted
from kg.files import is_leaving
from kg.pipeline.config import pipeline_of

NOTE = "inputs.json"
FORMAT = 1
STAGE = "stage"
"""Key, among the versions of a ledger, of the last stage of a dataset that did not go through all."""

QUERY = "eutils:"
"""Begins the place of a PubMed query, which is nowhere on a disk."""

NOTHING = (".gitkeep", ".gitignore", ".DS_Store", "lost+found")
"""Names in a folder that is empty all the same."""


@dataclass(frozen=True, slots=True)
class NamedInput:
    """A file, folder, glob or query as a user named it: how it was spelled, where it is, the kind it is read as, what
    it stands for.

    ``files`` are pairs of the name that rows carry as their source and the absolute place; for a query just itself.
    """

    name: str
    place: str
    kind: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """All that a dataset is of: its inputs in order, the limit of records (0: none) and the last stage that they went
    through.

    ``corrections``: the key of each correction that it has (surface, type, long form, id that it was) and its place,
    file and line, which is empty where it is not known any more. ``curation``: where judgements of its evidence are
    kept, empty for a run without a pipeline; ``judgements``: how many it has.
    """

    inputs: tuple[NamedInput, ...]
    limit: int = 0
    stage: str = "relate"
    corrections: tuple[tuple[str, ...], ...] = ()
    curation: str = ""
    judgements: int = 0

    @property
    def places(self) -> dict[str, str]:
        """Place -> source of every file and query."""
        return {place: source for named in self.inputs for source, place in named.files}


def place_of(path: str) -> str:
    """Where a file, folder or glob is, as one absolute spelling."""
    return str(Path(path).resolve())


def held(dataset: Path) -> Origin | None:
    """What the folder is a dataset of; None when nothing is lost by writing another dataset into it.

    Raises ConfigError when a dataset cannot be written here at all: a file is in the way, or the folder holds something
    else.
    """
    existing = next(path for path in (dataset, *dataset.parents) if path.exists() or path.is_symlink())
    if not existing.is_dir():
        raise ConfigError(f"{existing} is a file, and a dataset is a folder: name another place with --out")
    if existing != dataset or all(path.name in NOTHING or is_leaving(path.name) for path in dataset.iterdir()):
        return None
    noted, written, begun = _noted(dataset), (dataset / LEDGER).exists(), _has_partitions(dataset)
    if noted:
        return noted if written or begun else None
    if earlier := _of_ledger(dataset):
        return earlier
    if begun:
        return Origin(())
    raise ConfigError(
        f"{dataset} holds files and no dataset of kg: name another folder with --out (nothing was changed)"
    )


def require_free(dataset: Path, earlier: Origin | None, wanted: Origin, stages: tuple[str, ...]) -> None:
    """Raise ConfigError when a run of ``wanted`` would take something away that ``dataset`` holds. ``stages``: all, in
    order.
    """
    if earlier is None:
        return
    ways = "give --replace to put this run in its place, or another folder with --out"
    if not earlier.inputs:
        raise ConfigError(f"{dataset} holds a dataset that does not say of which inputs: {ways}")
    if others := lost(earlier, wanted):
        raise ConfigError(
            f"{dataset} holds a dataset of other inputs ({_some(others)}): give --add to keep them beside these, "
            "--replace to put these in their place, or another folder with --out"
        )
    if gone := vanished(earlier, wanted):
        them = "it" if len(gone) == 1 else "them"
        raise ConfigError(
            f"{dataset} holds the documents of {counted(len(gone), 'input')} no longer there ({_some(gone)}): put"
            f" {them} back, give --add to keep the documents, --replace to take them out, or another folder with --out"
        )
    if wanted.limit and (not earlier.limit or wanted.limit < earlier.limit):
        what = f"of {counted(earlier.limit, 'record')}" if earlier.limit else "without a limit"
        raise ConfigError(f"{dataset} holds a dataset {what}, and --limit {wanted.limit} would cut it: {ways}")
    if stages.index(wanted.stage) < stages.index(earlier.stage):
        raise ConfigError(
            f"{dataset} holds a dataset up to stage {earlier.stage}, and this run, which ends after {wanted.stage},"
            f" would cut it: {ways}"
        )


def require_corrections(dataset: Path, earlier: Origin | None) -> None:
    """Raise ConfigError when ``dataset`` has corrections, for a run that has none."""
    if earlier is None or not earlier.corrections:
        return
    tables = list(dict.fromkeys(table for *_, place in earlier.corrections if (table := place.rpartition(":")[0])))
    what = counted(len(earlier.corrections), "correction") + (f" ({_some(tables)})" if tables else "")
    raise ConfigError(
        f"{dataset} holds a dataset with {what}, and this run has none: name the pipeline that has them first, "
        "give --replace to make the dataset without them, or another folder with --out"
    )


def require_curation(dataset: Path, earlier: Origin | None, wanted: Origin, *, own: bool) -> None:
    """Raise ConfigError when ``dataset`` has judgements of its evidence, for a run that has none and no table of its
    ``own`` for them either: one whose last row was taken out is still there.
    """
    if earlier is None or not earlier.judgements or wanted.judgements:
        return
    if own and Path(wanted.curation).exists():
        return
    raise ConfigError(
        f"{dataset} holds a dataset with {counted(earlier.judgements, 'judgement')} of its evidence"
        f"{f' ({earlier.curation})' if earlier.curation else ''}, and this run has none: name the pipeline that has"
        " them first, give --replace to make the dataset without them, or another folder with --out"
    )


def curation_of(dataset: Path) -> str:
    """Where the judgements of a dataset's evidence are kept; empty where it was made without a pipeline."""
    noted = _noted(dataset)
    return noted.curation if noted else ""


def corrections_of(dataset: Path) -> dict[tuple[str, ...], str]:
    """Key of every correction that a dataset has -> its file and line, empty where they are not known."""
    noted = _noted(dataset)
    return {tuple(key): place for *key, place in (noted.corrections if noted else _of_settings(dataset))}


def lost(earlier: Origin, wanted: Origin) -> list[str]:
    """The inputs of ``earlier``, as named, that ``wanted`` neither names nor reads."""
    names = {named.place for named in wanted.inputs}
    read = _read(wanted)
    return [
        named.name
        for named in earlier.inputs
        if named.place not in names and any(place not in read for _, place in named.files)
    ]


def vanished(earlier: Origin, wanted: Origin) -> list[str]:
    """The files, as their rows name them, of folders and globs that ``wanted`` names again and that have lost them
    since.
    """
    read = _read(wanted)
    return [source for named in earlier.inputs for source, place in named.files if place not in read]


def _read(wanted: Origin) -> set[str]:
    return wanted.places.keys() | set(wanted.places.values())


def _some(names: list[str]) -> str:
    return ", ".join(names[:2]) + (f" and {len(names) - 2:,} more" if len(names) > 2 else "")


def note(dataset: Path, origin: Origin) -> None:
    """Write the note, when it says something else than the one that is there."""
    root = dataset.resolve()

    def relative(place: str) -> str:
        return place if place.startswith(QUERY) else os.path.relpath(place, root)

    content = {
        "format": FORMAT,
        "limit": origin.limit,
        "stage": origin.stage,
        "inputs": [
            {
                "name": named.name, "place": relative(named.place), "kind": named.kind,
                "files": [[source, relative(place)] for source, place in named.files],
            }
            for named in origin.inputs
        ],
        "corrections": [list(one) for one in origin.corrections],
        "curation": {"file": relative(origin.curation) if origin.curation else "", "judgements": origin.judgements},
    }  # fmt: skip
    if _json(dataset / NOTE) != content:
        write_json(dataset / NOTE, content)


def stage_of(dataset: Path) -> str:
    """The last stage that the documents of a dataset went through, by its note, or where it has none by the ledger that
    it was imported with; ``relate``, which is all, where neither says otherwise.
    """
    if noted := _noted(dataset):
        return noted.stage
    there = Dataset.known(dataset)
    return str(there.ledger.get("versions", {}).get(STAGE, "relate")) if there else "relate"


def cut_short(dataset: Path) -> str:
    """What a dataset lacks that did not go through all stages, said of it; empty where it did."""
    stage = stage_of(dataset)
    return "" if stage == "relate" else f"ends after the stage {stage} and has no relations"


def _noted(dataset: Path) -> Origin | None:
    """The note of a dataset; None where there is none that can be read."""
    content = _json(dataset / NOTE)
    if content is None:
        return None
    root = dataset.resolve()

    def absolute(place: str) -> str:
        return place if place.startswith(QUERY) else os.path.normpath(root / place)

    try:
        if content["format"] != FORMAT:
            return None
        inputs = tuple(
            NamedInput(
                one["name"],
                absolute(one["place"]),
                one["kind"],
                tuple((source, absolute(place)) for source, place in one["files"]),
            )
            for one in content["inputs"]
        )
        told = content.get("corrections")  # a note from before there were any says nothing of them
        corrections = _of_settings(dataset) if told is None else tuple(tuple(str(cell) for cell in one) for one in told)
        judged = content.get("curation", {"file": "", "judgements": 0})
        file = absolute(str(judged["file"])) if judged["file"] else ""
        return Origin(
            inputs, int(content["limit"]), str(content["stage"]), corrections, file, int(judged["judgements"])
        )
    except (KeyError, TypeError, ValueError):
        return None


def _of_ledger(dataset: Path) -> Origin | None:
    """The inputs of a dataset from before there were notes: the files in its ledger, as they are spelled there."""
    there = Dataset.known(dataset)
    if there is None or not isinstance(there.ledger.get("inputs"), list):
        return None
    found = [str(one["source"]) for one in there.ledger["inputs"]]
    places = {source: place_of(source) if Path(source).exists() else source for source in found}
    inputs = tuple(NamedInput(source, places[source], "auto", ((source, places[source]),)) for source in found)
    judgements = int((there.ledger.get("curation") or {"rows": 0})["rows"])
    return Origin(inputs, corrections=_of_settings(dataset), judgements=judgements)


def _of_settings(dataset: Path) -> tuple[tuple[str, ...], ...]:
    """The corrections in the ledger of a dataset, which does not have their places."""
    there = Dataset.known(dataset)
    try:
        return tuple((*one.key, "") for one in pipeline_of(there.ledger["pipeline"]).corrections) if there else ()
    except (KeyError, ConfigError):
        return ()  # a ledger that does not tell its settings tells no corrections


def _has_partitions(dataset: Path) -> bool:
    folder = dataset / "partitions"
    return folder.is_dir() and any(is_partition(path.name) for path in folder.iterdir())


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # a note that is missing or damaged says nothing
