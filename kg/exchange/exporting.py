"""A dataset, or a part of it, written in a format of others: what ``kg export`` and ``Graph.export`` do."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from kg.ask.lookup import known
from kg.ask.pack import find, load_queries
from kg.ask.queries import values_of
from kg.dataset.opened import require_outside
from kg.errors import ConfigError, DatasetError, counted
from kg.exchange.asking import of_entities, of_query
from kg.exchange.export import COMPLETE, EXPORTS, FOLDERS, SEVERAL
from kg.exchange.export.report import ExportOptions
from kg.exchange.part import write_part
from kg.progress import Progress, Report, silent, unwatched
from kg.stores import open_store

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|^`\\]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?")
FORMATS = {**EXPORTS, **FOLDERS}
"""Name of a format -> export."""


def check_format(format: str, complete: bool = False) -> None:
    """Raise ConfigError for a format that there is not, or that cannot hold all of a dataset where that is wanted."""
    if format not in FORMATS:
        raise ConfigError(f"{format!r} is not an export format: expected one of {', '.join(FORMATS)}")
    if complete and format not in COMPLETE:
        raise ConfigError(f"{format} cannot hold all of a dataset: --complete is for {', '.join(COMPLETE)}")


def export_dataset(
    dataset: Path,
    format: str,
    out: str | Path | BinaryIO,
    *,
    complete: bool = False,
    query: str = "",
    parameters: Sequence[str] | Mapping[str, Any] = (),
    disease: str = "",
    drug: str = "",
    creator: str = "",
    created: str = "",
    report: Report = silent,
    progress: Progress = unwatched,
) -> dict[str, int]:
    """Write a dataset to ``out``: an open file, or the path of a file, folder or prefix, as the format wants it. A path
    that ends in a slash is a folder, which is made.

    ``query`` with its ``parameters`` (texts ``key=value``, or a mapping), or ``disease`` and ``drug``, choose a part.
    ``complete``: with everything that the dataset holds. ``creator`` (an IRI, e.g. of ORCID) and ``created`` (a date
    ``2026-12-01``, or with a time) are said of nanopublications. Returns counts by what they are of; ``report`` is told
    what is worth a word. Raises ConfigError, QueryError for a part that there is not, DatasetError; no partial file is
    left.
    """
    check_format(format, complete)
    _check_author(format, creator, created)
    if isinstance(out, str | Path):
        if str(out).endswith(os.sep) and format in SEVERAL:
            _make_folder(Path(out))
        out = Path(out)
        require_outside(out, dataset)
    if query and (disease or drug):
        raise ConfigError("give --query, or --disease and --drug: a part is of the one or of the other")
    if parameters and not query:
        raise ConfigError("parameters are those of --query: name the query")
    with ExitStack() as stack:
        if query or disease or drug:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-part-"))
            dataset = _part(dataset, Path(folder) / "part", query, parameters, disease, drug, report)
        return FORMATS[format](dataset, out, report, ExportOptions(complete, progress, creator, created))


def _check_author(format: str, creator: str, created: str) -> None:
    """Raise ConfigError for who and when that are said of no format but one, and for those that are none."""
    if (creator or created) and format != "nanopub":
        raise ConfigError(f"--creator and --created are said of nanopublications: {format} has no place for them")
    if creator and not _ADDRESS.fullmatch(creator):
        raise ConfigError(f"--creator {creator!r}: expected an address, e.g. https://orcid.org/0000-0002-1825-0097")
    if created and not _is_date(created):
        raise ConfigError(f"--created {created!r}: expected a date, 2026-12-01, or a time, 2026-12-01T12:00:00Z")


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:  # the 30th of February
        return False


def _part(
    dataset: Path,
    folder: Path,
    query: str,
    parameters: Sequence[str] | Mapping[str, Any],
    disease: str,
    drug: str,
    report: Report,
) -> Path:
    """A part of a dataset, as a dataset of its own in a new folder."""
    names = known()
    asked = find(query, load_queries()) if query else None
    values = values_of(asked, parameters) if asked else {}
    store = open_store(str(dataset), report)
    try:
        wanted = (
            of_query(store, asked, values, names, report) if asked else of_entities(store, disease, drug, names, report)
        )
    finally:
        store.close()
    counts = write_part(dataset, wanted, folder)
    claims, documents = counted(counts["assertions"], "claim"), counted(counts["documents"], "document")
    report(f"part: {wanted.asked}: {claims} in {documents}")
    return folder


def _make_folder(folder: Path) -> None:
    """Make a folder that an export is to be written into. Raises DatasetError when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatasetError(
            f"cannot make the folder {folder}: {error.strerror or error}; name another place with -o"
        ) from None
