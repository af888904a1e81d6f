"""Every error a user can meet.

KgError: anything that kg itself reports; one line, exit code 2 unless the class says otherwise. Of it are

- InputError: a file cannot be read at all (missing, no permission, wrong root element, not a known format)
- ConfigError: a pipeline, query or ontology file says something that is not understood
- OntologyError: the lexicon is missing, damaged or cannot be built
- ModelError: the files of a trained model are missing or damaged, or what trains one is not installed
- DownloadError: a download failed or its checksum does not match
- DatasetError: a dataset cannot be written or read (no permission, disk full, another version)
- LibraryError: a library that kg does without is wanted and not installed (pandas, polars)
- WorkerError: a process that worked side by side with others died
- StoreError: a store cannot be opened, written or queried
- QueryError: a query does not exist, or its parameters are wrong
- Interrupted: the user pressed Ctrl-C; says what is kept

A message names the file, line or key, what was found, what was expected and the next command to type.
A bad *record* is never an error: it becomes a ``kg.model.Reject`` and the run goes on.
"""

from __future__ import annotations


class KgError(Exception):
    """The root: the command line prints it as one line and leaves with ``exit_code``."""

    exit_code = 2


class InputError(KgError):
    """A file cannot be read at all."""

    exit_code = 1


class ConfigError(KgError):
    """A configuration file or option says something that is not understood."""


class OntologyError(KgError):
    """The lexicon is missing, damaged or cannot be built."""


class ModelError(KgError):
    """A trained model is missing or damaged, or the packages that train one are not installed."""


class DownloadError(KgError):
    """A download failed, or what arrived is not what the manifest promises."""

    exit_code = 1


class DatasetError(KgError):
    """A dataset cannot be written or read."""

    exit_code = 1


class LibraryError(KgError):
    """A library that is not among those of kg is wanted and not installed."""


class WorkerError(KgError):
    """A process that worked side by side with others died."""

    exit_code = 1


class StoreError(KgError):
    """A store cannot be opened, written or queried."""

    exit_code = 1


class QueryError(KgError):
    """A query does not exist, or its parameters do not fit."""


class Interrupted(KgError):
    """The user pressed Ctrl-C, where there is more to say than that."""

    exit_code = 130


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: ``1 partition``, ``2,000 partitions``; ``several`` where more is not an ``s``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
