"""``kg.import_``: a dataset of files that were exported."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.exchange.importing import Imported, import_files, with_formats
from kg.interfaces.api.arguments import expect_place, expect_texts
from kg.interfaces.api.keywords import keywords
from kg.interfaces.api.read_files import paths
from kg.progress import Progress, Report, silent, unwatched


def import_(
    files: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    format: str = "",
    partial: bool = False,
    report: Report = silent,
    progress: Progress = unwatched,
) -> Imported:
    """Make a dataset of RDF or KGX files, as ``kg import``: of a complete export the very dataset that it was made of.

    ``files``: what ``Graph.export`` wrote, or KGX of another program; their endings tell the ``format``, unless it is
    given. ``out``: the folder of the dataset, a new one. ``partial`` takes what the files hold, though they are not a
    whole export made with ``complete``. ``report`` is told what is worth a word.

    Returns the counts of rows by table (``counts``), the hash of the ``content``, whether it is the ``same`` as was
    exported, and how many lines were ``rejected``: those are in the table ``rejects``. Raises InputError for a file
    that cannot be read or was changed, ConfigError for files that do not go together or are not complete, DatasetError
    for a folder that cannot be made.

    >>> written = graph.export("nquads", "build/mtor-hcc.nq.gz", complete=True)
    >>> kg.import_("build/mtor-hcc.nq.gz", "build/again").same
    True
    """
    expect_place(out, "folder of a dataset")
    expect_texts(format=format)
    with keywords():
        given = with_formats([Path(one) for one in paths(files, "kg.import_")], format)
        return import_files(given, Path(out), partial=partial, report=report, progress=progress)
