"""What a caller of an export may ask for and be told of."""

from __future__ import annotations

from dataclasses import dataclass

from kg.progress import Progress, unwatched


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """``complete``: with everything that the dataset holds, so that it can be imported again; ``progress`` is told of
    rows read. ``creator`` (an IRI) and ``created`` (a date) are said of nanopublications.
    """

    complete: bool = False
    progress: Progress = unwatched
    creator: str = ""
    created: str = ""


DEFAULT = ExportOptions()
