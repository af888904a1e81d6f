"""A pipeline's curation: the table of judgements about evidence that lies beside it, applied at every rebuild.

``mine.toml`` has ``mine.curation.tsv``: a row a judgement, sorted by what is judged, so that it reads well in version
control. Like corrections (``kg.pipeline.corrections``), judgements are the user's and outlive models and documents;
those of names change what is read, and these what counts of it, so that no document is annotated again for them.
"""

from __future__ import annotations

import csv
import io
import re
import stat
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from kg import paths, schema
from kg.dataset.curation import ACCEPTED, FLAGS, KEY, REJECTED, Judgement
from kg.errors import ConfigError, counted
from kg.files import locked, write_whole
from kg.pipeline.user_table import squeezed, table_rows

SUFFIX = ".curation.tsv"
COLUMNS = ("evidence", "flag", "note", "judged_by", "judged_on", *KEY)
"""Columns of the table; ``negated`` is ``yes`` or empty."""

SHOWN = 5
"""Judgements that are told one by one."""

WAIT_S = 60.0
"""Seconds that a change waits for others of the same folder."""

_MAY_BE_EMPTY = ("note", "judged_by", "judged_on", "negated", "polarity", "attribution")
_HASH = re.compile(r"[0-9a-f]{32}")
_PAUSE_S = 0.02
_BLANKS = "\t\r\n"


def curation_file(pipeline: Path) -> Path:
    """The table of a pipeline: beside it under its name, and of one that comes with kg in the working directory, for
    what is installed is nobody's to write to.
    """
    folder = Path() if pipeline.resolve().parent == paths.data("pipelines").resolve() else pipeline.parent
    return folder / f"{pipeline.stem}{SUFFIX}"


def read_curation(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a table, sorted by what they judge; none where there is no file.

    Raises ConfigError, with file and line, what was found and what is expected, for a file that is no such table, a
    cell that is empty or makes no sense, and two judgements of the same.
    """
    if not _is_there(path):
        return ()
    found: dict[tuple[str | bool, ...], Judgement] = {}
    for place, row in table_rows(path, COLUMNS):
        one = _judgement(place, row)
        if (earlier := found.setdefault(one.key, one)) is not one:
            otherwise = "contradicts" if earlier.flag != one.flag else "says it otherwise than"
            what = "repeats" if earlier == one else otherwise
            raise ConfigError(
                f"{place}: {one.claim} in {one.document} is {one.flag} here, which {what} {earlier.place}"
                f" ({earlier.flag}): expected one judgement of a claim in a sentence"
            )
    return tuple(sorted(found.values(), key=_order))


@contextmanager
def changing(path: Path) -> Iterator[tuple[Judgement, ...]]:
    """The judgements of a table, which nobody else changes until the block ends: what is written in it is lost to no
    other change. Its folder is held, as a run holds its dataset, for the file itself is replaced.

    Raises ConfigError as ``read_curation``, and where others hold the folder for more than ``WAIT_S`` seconds.
    """
    _is_there(path)  # a link that leads nowhere has no folder
    until = time.monotonic() + WAIT_S
    while True:
        try:
            with locked(path.resolve().parent) as ours:
                if ours:
                    yield read_curation(path)
                    return
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written ({error.strerror}); no judgement was changed") from error
        if time.monotonic() > until:
            raise ConfigError(
                f"{path}: others have been writing beside it for {WAIT_S:g} seconds; no judgement was changed: wait"
                " until they end"
            )
        time.sleep(_PAUSE_S)


def write_curation(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write a table, whole or not at all. Raises ConfigError where it cannot be written."""
    stream = io.StringIO()
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(judgements, key=_order):
        cells = {name: getattr(one, name) for name in COLUMNS} | {"negated": "yes" if one.negated else ""}
        writer.writerow([squeezed(str(cells[name])) for name in COLUMNS])
    try:
        write_whole(path, stream.getvalue().encode(), durable=True)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); no judgement was changed") from error


def with_judgements(there: Sequence[Judgement], new: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Judgements with new ones, each of which takes the place of one of the same."""
    found = {one.key: one for one in (*there, *new)}
    return tuple(sorted(found.values(), key=_order))


def without_evidence(
    there: Sequence[Judgement], evidence: Collection[str]
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Judgements but those that were made of some pieces of evidence, and the ids of these that none was made of."""
    known = {one.evidence for one in there}
    kept = tuple(one for one in there if one.evidence not in evidence)
    return kept, tuple(one for one in evidence if one not in known)


def checked_date(text: str) -> str:
    """A date as it is written, ``2026-03-01``, or nothing. Raises ConfigError."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise ConfigError(f"{text!r} is no date: expected one like 2026-03-01") from None


def checked_text(text: str, what: str) -> str:
    """A text as a cell holds it, with any run of blanks as one. Raises ConfigError for a character that no table has:
    a control character, or half of one beyond the first 65,536.
    """
    for at, one in enumerate(text, start=1):
        if unicodedata.category(one) in ("Cc", "Cs") and one not in _BLANKS:
            raise ConfigError(
                f"{what}: the character U+{ord(one):04X} found at {at}, expected text; nothing was judged"
            )
    return squeezed(text)


def told(held: Mapping[str, Any], where: str) -> Iterator[str]:
    """What a dataset's ledger says of its judgements, in lines; ``where`` all that are unmatched can be read."""
    unmatched = held["unmatched"]
    yield (
        f"{counted(held['rows'] - len(unmatched), 'judgement')} of {held['rows']:,} held:"
        f" {counted(held[ACCEPTED], 'piece')} of evidence accepted, {held[REJECTED]:,} rejected"
    )
    for one in unmatched[:SHOWN]:
        denied = "not " if one["negated"] else ""
        yield (
            f"a judgement that meets no evidence any more: {one['evidence']} ({one['document']}, {one['subject']}"
            f" {denied}{one['relation']} {one['object']}, {one['flag']}): {one['why']}"
        )
    if len(unmatched) > SHOWN:
        yield f"{len(unmatched) - SHOWN:,} more that meet no evidence are {where}"


def _is_there(path: Path) -> bool:
    """Whether there is such a file. Raises ConfigError for what is none: reading a pipe would wait for ever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}): expected a table of judgements") from error
    if not stat.S_ISREG(mode):
        raise ConfigError(f"{path}: is no regular file: expected a table of judgements, or nothing there")
    return True


def _order(one: Judgement) -> tuple[str, ...]:
    return tuple(str(part) for part in one.key)


def _judgement(place: str, row: Mapping[str, str]) -> Judgement:
    """A row that was checked."""
    for name in COLUMNS:
        if not row[name] and name not in _MAY_BE_EMPTY:
            raise ConfigError(f"{place}: {name} is empty: expected what `kg curate` writes there")
    if row["flag"] not in FLAGS:
        raise ConfigError(f"{place}: flag {row['flag']!r}: expected {' or '.join(FLAGS)}")
    if row["negated"] not in ("", "yes"):
        raise ConfigError(f"{place}: negated {row['negated']!r}: expected yes or nothing")
    if row["relation"] not in schema.relations():
        raise ConfigError(f"{place}: relation {row['relation']!r}: expected one of {', '.join(schema.relations())}")
    for name in ("evidence", "sentence"):
        if not _HASH.fullmatch(row[name]):
            raise ConfigError(f"{place}: {name} {row[name]!r}: expected 32 hex digits, as `kg curate` writes them")
    try:
        checked_date(row["judged_on"])
    except ConfigError as error:
        raise ConfigError(f"{place}: judged_on {error}") from None
    return Judgement(**{**row, "negated": bool(row["negated"])}, place=place)  # type: ignore[arg-type]
