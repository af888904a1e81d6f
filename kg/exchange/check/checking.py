"""What ``kg check`` does: tell what is to be checked, and go through it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.dataset.opened import LEDGER
from kg.errors import ConfigError
from kg.exchange.check.faults import Findings
from kg.exchange.importing import format_of, require_file
from kg.exchange.kgx_lines import FORMATS as KGX
from kg.exchange.one_way import refuse_sssom
from kg.progress import Progress, Report, silent, unwatched
from kg.stores import folder_of, is_folder, open_store


def check(
    places: Sequence[str],
    *,
    format: str = "",
    limit: int = 0,
    report: Report = silent,
    progress: Progress = unwatched,
) -> Findings:
    """Go through RDF files or KGX files, each kind as one graph, or through one dataset or server.

    ``format`` is that of the files where their names do not tell. ``limit``: how many faults are kept, all are counted
    (0: all are kept). Raises ConfigError for places that do not go together and for nanopublications and SSSOM;
    InputError, DatasetError and StoreError for what cannot be read at all.
    """
    if "" in places:
        raise ConfigError("an empty name was given: name the files, the dataset or the server to check")
    findings = Findings(limit)
    if any(not is_folder(one) for one in places):
        _alone(places)
        store = open_store(places[0], report)
        try:
            from kg.exchange.check.graph import check_graph

            check_graph(store, findings)
        finally:
            store.close()
        return findings
    folders = [folder_of(one) for one in places]
    if any((folder / LEDGER).exists() for folder in folders) or any(_is_bare(folder) for folder in folders):
        _alone(places)
        from kg.exchange.check.tables import check_dataset

        check_dataset(folders[0], findings, progress)
        return findings
    files = [(path, format_of(path, format)) for folder in folders for path in _files(folder)]
    kinds = {"kgx" if one.startswith("kgx") else "rdf" for _, one in files}
    if len(kinds) != 1:
        raise ConfigError("RDF and KGX files are checked each for themselves: they say the same in two ways")
    if kinds == {"kgx"}:
        refuse_sssom(files, "checked")
        from kg.exchange.check.kgx import check_kgx

        check_kgx(files, findings, progress)
    else:
        from kg.exchange.check.rdf import check_rdf

        check_rdf(files, findings, progress)
    return findings


def _alone(places: Sequence[str]) -> None:
    if len(places) > 1:
        raise ConfigError(f"{len(places)} places: a dataset or a server is checked alone, files may be several")


def _is_bare(folder: Path) -> bool:
    """Whether a folder holds neither a dataset nor KGX: the dataset's own words say what is missing."""
    return folder.is_dir() and not _kgx_in(folder)


def _kgx_in(folder: Path) -> list[Path]:
    endings = tuple(f"{ending}{packed}" for ending in KGX for packed in ("", ".gz"))
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name.endswith(endings))


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return _kgx_in(place)
    require_file(place, "a file that kg export wrote, KGX, or a dataset folder")
    return [place]
