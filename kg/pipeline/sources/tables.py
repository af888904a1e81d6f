"""Tables of records with a header line, which are told from text so that they are not read as one."""

from __future__ import annotations

import re

COLUMNS = frozenset(
    "pmid pmcid doi id documentid title articletitle abstract abstracttext text journal authors year".split()
)
"""Names of columns that lists of publications have, letters and digits alone."""

ENDINGS = (".csv", ".tsv")
_DELIMITERS = ("\t", ",", ";")
_LONGEST = 40
"""Characters of the longest cell of a header: what is longer is a sentence."""


def header_of(head: bytes) -> tuple[str, ...]:
    """The columns of a table by its first bytes; empty for a text, and for a table of other things.

    Two columns have to be of ``COLUMNS`` and the line after them has to be parted alike: the first line of a text may
    hold commas, but it is no list of such names.
    """
    first, _, rest = head.decode("utf-8", "replace").partition("\n")
    second = rest.partition("\n")[0]
    for delimiter in _DELIMITERS:
        cells = tuple(cell.strip().strip('"') for cell in first.split(delimiter))
        known = {re.sub(r"[\W_]", "", cell).lower() for cell in cells} & COLUMNS
        if len(known) > 1 and delimiter in second and max(map(len, cells)) <= _LONGEST:
            return cells
    return ()


def is_named_so(source: str) -> bool:
    """Whether a file's name says that it is a table; ``.gz`` behind it is seen through."""
    return source.lower().removesuffix(".gz").endswith(ENDINGS)
