"""The formats of a report, and which one the name of a file asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from kg.ask.pack import Query
from kg.dataset.opened import require_outside
from kg.errors import ConfigError, QueryError
from kg.interfaces.report.contents import AnswerReport
from kg.interfaces.report.html import html
from kg.interfaces.report.markdown import markdown
from kg.stores import folder_of, is_folder

REPORTS: dict[str, Callable[[AnswerReport], str]] = {"html": html, "markdown": markdown}
"""Format -> what writes a report in it."""

ENDINGS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
"""End of a file's name -> format."""


def format_for(format: str, output: str = "") -> str:
    """The format that is asked for, else that of a file's name, else HTML. Raises QueryError for another one, and for a
    name that tells of none.
    """
    if format:
        if format not in REPORTS:
            raise QueryError(f"format {format!r}: expected one of {', '.join(REPORTS)}")
        return format
    if output in ("", "-"):
        return "html"
    ending = PurePath(output).suffix.lower()
    if ending not in ENDINGS:
        raise QueryError(
            f"-o {output}: expected a name that ends in {', '.join(ENDINGS)}, or --format {'|'.join(REPORTS)}"
        )
    return ENDINGS[ending]


def check_output(output: str, query: Query, store: str = "") -> None:
    """Raise ConfigError now for a place that cannot be written to, before anything is asked: a folder, one in a folder
    that there is not, the file that the query was read from, a place in the dataset that is asked, and a file that is
    there and by its name no report.
    """
    if output == "-":
        return
    at = Path(output)
    if not output or at.is_dir():
        raise ConfigError(f"-o {output}: it is a folder; give the name of a file, such as report.html")
    if not at.absolute().parent.is_dir():
        raise ConfigError(f"-o {output}: there is no folder {at.parent}; make it first")
    if query.path.exists() and at.exists() and at.samefile(query.path):
        raise ConfigError(f"-o {output}: this file is read, and would be lost: give another name")
    if store and is_folder(store):
        require_outside(at, folder_of(store))
    if at.exists() and at.suffix.casefold() not in ENDINGS:
        raise ConfigError(
            f"-o {output}: a file is there, and its name is no report's: end it in {' or '.join(sorted(ENDINGS))}"
        )
