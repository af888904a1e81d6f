"""Files, folders and globs as the list of files they stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.pipeline.sources.opening import STDIN

SUFFIXES = (".xml", ".nxml", ".json", ".jsonl", ".ndjson", ".pubtator", ".txt")
"""Endings of the files taken from a folder, each also with ``.gz`` behind it. A file named by itself may end in
anything.
"""


def expand(inputs: Sequence[str]) -> list[str]:
    """The files that inputs stand for, each once, in the order given; what a folder or glob holds is sorted by path.

    An input is a file, a folder (searched through, by ``SUFFIXES``, hidden files left out), a glob (``**`` goes through
    folders), or ``-`` for standard input. Raises InputError for a path that is missing, and a folder or glob without a
    file.
    """
    return list(dict.fromkeys(path for one in inputs for path in _files(one)))


def passed_over(inputs: Sequence[str]) -> list[str]:
    """The files of the folders among inputs that ``expand`` leaves out by their names, hidden ones apart, sorted in
    each folder.
    """
    return [path for one in inputs if Path(one).is_dir() for path in _walk(one) if not _is_input(path)]


def _files(one: str) -> Iterator[str]:
    if one == STDIN:
        yield one
        return
    if not one:
        raise InputError("'' is the name of nothing: expected a file, a folder, a glob or - for standard input")
    path = Path(one)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise InputError(
            f"{one}: cannot be looked at ({error.strerror or error}): check the path and its permissions"
        ) from None
    if is_folder:
        found = list(_in_folder(one))
        if not found:
            raise InputError(
                f"{one}: no input file in this folder: expected names ending in {', '.join(SUFFIXES)}, each also"
                " with .gz"
            )
    elif exists:
        found = [one]
    elif glob.has_magic(one):
        # pathlib's glob needs a base folder and would respell the paths
        found = sorted(name for name in glob.glob(one, recursive=True) if Path(name).is_file())  # noqa: PTH207
        if not found:
            raise InputError(f"{one}: no file fits this pattern: check it with ls")
    else:
        raise InputError(
            f"{one}: no such file or folder: expected a file, a folder, a glob or - for standard input; check the"
            " spelling"
        )
    yield from found


def _in_folder(folder: str) -> Iterator[str]:
    return (path for path in _walk(folder) if _is_input(path))


def _is_input(path: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(SUFFIXES)


def _walk(folder: str) -> Iterator[str]:
    """All files below a folder, hidden ones left out, sorted."""

    def unreadable(error: OSError) -> None:
        raise InputError(
            f"{error.filename}: this folder cannot be read ({error.strerror}): change permissions or leave it out"
        ) from None

    found = [
        os.path.join(base, name)  # noqa: PTH118 - keeps the spelling of the folder as given
        for base, folders, names in os.walk(folder, onerror=unreadable)
        if not _hide(folders)
        for name in names
        if not name.startswith(".")
    ]
    yield from sorted(found)


def _hide(folders: list[str]) -> bool:
    """Take hidden folders out of os.walk's list, in place; never true."""
    folders[:] = [name for name in folders if not name.startswith(".")]
    return False
