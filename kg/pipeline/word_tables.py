"""The tables of words beside the code (``ontologies/*.tsv``): tab separated, one header line, comments after ``#``, no
cell empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import ConfigError


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a table, each with its place (``file:line``).

    Raises ConfigError, with file and line, for a file that cannot be read, another header, another number of cells and
    an empty cell.
    """
    expected = f"expected {', '.join(columns)}, separated by tabs"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read ({error})") from error
    header = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place, fields = f"{path}:{number}", tuple(field.strip() for field in line.split("\t"))
        if not header:
            if fields != columns:
                raise ConfigError(f"{place}: the header is {', '.join(fields)}; {expected}")
            header = True
        elif len(fields) != len(columns) or not all(fields):
            raise ConfigError(f"{place}: {len(fields)} fields; {expected}, none of them empty")
        else:
            yield place, fields
