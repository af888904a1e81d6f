"""``kg import``: RDF and KGX files as a dataset.

A complete export comes back as the very dataset that it was made of, and is held to that: the count of its triples and
the hash of its content are in it. What any other file leaves out is said, and taken only when that is wanted
(``partial``).
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import ids
from kg.dataset import ledger, sorting, tables
from kg.dataset.content import content_hash
from kg.dataset.parquet import write_failures
from kg.errors import ConfigError, DatasetError, InputError, counted
from kg.exchange import kgx_import, rdf_import
from kg.exchange.assembling import Assembly
from kg.exchange.kgx_lines import FORMATS as KGX
from kg.exchange.one_line import one_line
from kg.exchange.one_way import refuse_sssom
from kg.exchange.statements import FORMATS as RDF
from kg.files import sha256, whole
from kg.pipeline.origin import cut_short
from kg.progress import Progress, Report, silent, unwatched

FORMATS = tuple(dict.fromkeys((*RDF.values(), *KGX.values())))
"""Formats that are imported."""

LACKING = "mentions, rejects, the texts of documents and the order of lists"


@dataclass(frozen=True, slots=True)
class Imported:
    """``counts`` of rows by table, the ``content`` hash of the dataset, whether it is just what was exported, and lines
    left out.
    """

    counts: dict[str, int]
    content: str
    same: bool
    rejected: int


def format_of(path: Path, given: str = "") -> str:
    """The format of a file by its name, unless it is given. Raises ConfigError for a name or a format that is not
    known.
    """
    if given and given not in FORMATS:
        raise ConfigError(f"--from {given!r}: expected one of {', '.join(FORMATS)}")
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    found = given or {**RDF, **KGX}.get(ending, "")
    if not found:
        raise ConfigError(
            f"{path}: its ending {ending!r} is of no format that is imported: give --from {'|'.join(FORMATS)}"
        )
    return found


def with_formats(files: Sequence[Path], given: str = "") -> list[tuple[Path, str]]:
    """Files with their formats, as ``import_files`` takes them. Raises ConfigError, see ``format_of``."""
    return [(path, format_of(path, given)) for path in files]


def require_file(path: Path, expected: str) -> None:
    """Raise InputError for what is no file, or an empty one."""
    if path.is_file():
        found = "" if path.stat().st_size else "is empty"
    elif path.is_dir():
        found = "is a folder"
    else:
        found = "is no file" if path.exists() else "does not exist"
    if found:
        raise InputError(f"{path} {found}: expected {expected}")


def import_files(
    files: Sequence[tuple[Path, str]],
    out: Path,
    *,
    partial: bool = False,
    report: Report = silent,
    progress: Progress = unwatched,
) -> Imported:
    """Make the dataset ``out`` of files (path, format); a new folder, which is there whole or not at all.

    Raises InputError for a file that cannot be read or understood, ConfigError for files that do not go together and
    for what was not exported with ``--complete`` when not ``partial``, DatasetError when ``out`` cannot be written or
    is there already.
    """
    kinds = {"kgx" if format_.startswith("kgx") else "rdf" for _, format_ in files}
    if len(kinds) != 1:
        raise ConfigError("RDF and KGX files are imported each for themselves: they say the same in two ways")
    for path, _ in files:
        require_file(path, "a file that kg export wrote, or KGX")
    refuse_sssom(files, "imported")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DatasetError(f"{out} is there already: name a new folder with --out")
    read = _rdf if kinds == {"rdf"} else _kgx
    with write_failures(out), tempfile.TemporaryDirectory(prefix="kg-import-") as scratch, whole(out) as folder:
        (folder / "tables").mkdir(parents=True)
        imported = read(list(files), Assembly(Path(scratch)), folder, partial, report, progress)
    if lacks := cut_short(out):
        report(f"{out} {lacks}, as the dataset that was exported")
    return imported


def _rdf(
    files: list[tuple[Path, str]], assembly: Assembly, folder: Path, partial: bool, report: Report, progress: Progress
) -> Imported:
    found = rdf_import.read(files, assembly, progress)
    names = ", ".join(str(path) for path, _ in files)
    if not found.runs:
        raise InputError(
            f"{names}: has no description of a dataset: the file is cut off, or `kg export` did not write it"
        )
    if len(found.stated) == 1 and found.triples != found.stated[0]:
        raise InputError(
            f"{names}: states {found.stated[0]:,} triples and has {found.triples:,}: it is cut off or was changed,"
            " export it again"
        )
    if found.unknown:
        shown = ", ".join(f"<{one_line(name)}> {count:,}" for name, count in sorted(found.unknown.items())[:5])
        if not partial:
            raise InputError(
                f"{names}: holds statements that a dataset has no place for ({shown}): --partial leaves them out"
            )
        report(f"warning: statements that a dataset has no place for are left out: {shown}")
    complete = _complete(found.complete, names, partial)
    if complete is None:
        for edge in rdf_import.bare_edges(assembly, found.licences, report):
            assembly.add("edges", edge)
    ledger_ = _ledger(files, sorted(set(found.runs)), found.versions, sorted(set(found.parts)))
    return _finish(assembly, folder, complete, ledger_, names, partial, rejected=0)


def _kgx(
    files: list[tuple[Path, str]], assembly: Assembly, folder: Path, partial: bool, report: Report, progress: Progress
) -> Imported:
    found = kgx_import.read(files, assembly, progress)
    names = ", ".join(str(path) for path, _ in files)
    if found.runs:
        complete = _complete(found.complete, names, partial)
    else:
        complete = None
        report(
            f"{counted(found.nodes, 'node')} and {counted(found.edges, 'edge')} of another program, marked by the"
            " sources they state"
        )
    versions = found.versions if found.runs else {"kgx": ids.digest(*(sha256(path) for path, _ in files))}
    ledger_ = _ledger(files, sorted(set(found.runs)), versions, [])
    return _finish(assembly, folder, complete, ledger_, names, partial or not found.runs, rejected=found.rejected)


def _complete(stated: list[dict[str, Any]], names: str, partial: bool) -> dict[str, Any] | None:
    """The ledger and the content that a complete export states; None for what is not complete, when that is wanted."""
    if len(stated) == 1 and not partial:
        return stated[0]
    if partial:
        return None
    if stated:
        raise ConfigError(f"{names}: {len(stated)} datasets, expected one: import each for itself")
    raise ConfigError(
        f"{names}: was exported without --complete, so it lacks {LACKING}: export it again with --complete, or take"
        " what it holds with --partial"
    )


def _ledger(
    files: list[tuple[Path, str]], runs: list[str], versions: dict[str, str], parts: list[str]
) -> dict[str, Any]:
    """The ledger of what is not complete: the id of its run when it is of one, else one of its own."""
    read = [{"file": path.name, "format": format_, "sha256": sha256(path)} for path, format_ in files]
    told = ids.digest("import", *runs, *(one["sha256"] for one in read))
    return {
        "format": tables.FORMAT,
        "id": runs[0] if len(runs) == 1 else told,
        "versions": versions,
        "imported": read,
        **({"part": "; ".join(parts)} if parts else {}),
    }


def _finish(
    assembly: Assembly,
    folder: Path,
    complete: dict[str, Any] | None,
    said: dict[str, Any],
    names: str,
    partial: bool,
    rejected: int,
) -> Imported:
    try:
        counts = assembly.write(folder / "tables", derived=complete is None)
    except InputError as error:
        raise InputError(f"{names}: {error}") from None
    if complete is None:
        _check(folder, names)
    ledger.write(folder, complete["ledger"] if complete else said | {"counts": counts})
    content = content_hash(folder)
    if complete is not None and content != complete["content"]:
        raise InputError(
            f"{names}: holds another content than it states ({content[:12]}, stated {str(complete['content'])[:12]}):"
            " it was changed or is cut off; export it again, or take it as it is with --partial"
        )
    return Imported(counts, content, complete is not None, rejected)


_LOOSE: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "evidence {0} is from document {1}, which is in no file": (
        "SELECT e.id, e.document FROM evidence e ANTI JOIN documents d ON d.id = e.document ORDER BY e.id LIMIT 1",
        {"evidence": ("id", "document"), "documents": ("id",)},
    ),
    "assertion {0} has no evidence in these files": (
        "SELECT a.id FROM assertions a ANTI JOIN evidence e ON e.assertion = a.id ORDER BY a.id LIMIT 1",
        {"assertions": ("id",), "evidence": ("assertion",)},
    ),
    "edge {0} names {1}, which is no node of these files": (
        "SELECT e.id, named FROM (SELECT id, unnest([subject, object]) AS named FROM edges) e"
        " ANTI JOIN entities n ON n.id = named ORDER BY e.id, named LIMIT 1",
        {"edges": ("id", "subject", "object"), "entities": ("id",)},
    ),
}
"""What is wrong -> the query that finds the first of it, and the columns that it reads."""


def _check(folder: Path, names: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def view(table: str, columns: tuple[str, ...]) -> sorting.Stream:
        def batches() -> Any:
            with pq.ParquetFile(folder / "tables" / f"{table}.parquet") as file:
                yield from file.iter_batches(4096, columns=list(columns))

        return pa.schema([tables.TABLES[table].field(name) for name in columns]), batches

    for message, (sql, views) in _LOOSE.items():
        streams = {table: view(table, columns) for table, columns in views.items()}
        for row in sorting.ordered(sql, streams, what=f"tables of {folder}", memory="400MB"):
            raise InputError(f"{names}: {message.format(*map(one_line, row))}: give all files of the export")
