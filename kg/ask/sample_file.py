"""A sample as a table to judge in a spreadsheet, and what was judged read back.

TSV in UTF-8: lines ``# name<TAB>value`` that say what it is a sample of, a line of columns, and a row each, whose
first two cells are to be filled in. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.ask.precision import ALL, Precision, precision
from kg.ask.sample import TIER, Drawn, SampledRow
from kg.errors import ConfigError
from kg.files import write_whole

FORMAT = "1"
RIGHT, WRONG, UNCLEAR = "right", "wrong", "unclear"
JUDGEMENTS = (RIGHT, WRONG, UNCLEAR)
FIRST = ("judgement", "note", "row", "key")
LAST = ("evidence", "sentences", "links")
OURS = frozenset((*FIRST, *LAST))
MEMBERS = 200
"""Members of a list that a cell holds; the others are counted."""

CELL = 32_000
"""Characters that a cell holds: spreadsheets cut it at 32,767, and Python's reader of such tables ends at 131,072."""

_HEAD = ("kg sample", "query", "parameters", "seed", "sampled", "rows", "tiers", "build")
_FORMULA = ("=", "+", "-", "@")
SHORT = 40
"""Characters of a cell that a message shows."""

_COUNT = re.compile(r"-?[0-9]{1,15}")
_ADVICE = "take the file that `kg sample` wrote and fill in judgement and note alone"


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row that was read back: file and line, what was said of it (empty: nothing yet), and what it is about;
    ``evidence`` are the words of that cell, which ``evidence_cell`` wrote.
    """

    place: str
    judgement: str
    note: str
    row: int
    key: str
    tier: str
    evidence: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A table that was read back: what it says that it is a sample of, and its rows."""

    path: Path
    query: str
    parameters: Mapping[str, Any]
    seed: int
    population: int
    tiers: Mapping[str, int]
    build: str
    rows: tuple[JudgedRow, ...]

    def of(self, judgement: str) -> tuple[JudgedRow, ...]:
        """The rows of which this was said, in order of their numbers."""
        found = (row for row in self.rows if row.judgement == judgement)
        return tuple(sorted(found, key=lambda row: row.row))

    def precision(self) -> tuple[Precision, ...]:
        """The precision of all rows, and of those of each tier that was judged, strongest first as the table has it."""
        said = {ALL: Counter(row.judgement for row in self.rows)}
        for row in self.rows:
            if row.tier and row.judgement:
                said.setdefault(row.tier, Counter())[row.judgement] += 1
        sizes = {ALL: self.population, **self.tiers}
        return tuple(
            precision(of, sizes[of], counts[RIGHT], counts[WRONG], counts[UNCLEAR])
            for of in sizes
            if (counts := said.get(of)) is not None
        )


def write_sample(path: Path, sample: Drawn) -> None:
    """Write a table to judge, whole or not at all. Raises ConfigError where it cannot be written."""
    try:
        write_whole(path, sample_text(sample).encode())
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); name another file with -o") from error
    except RuntimeError as error:
        raise ConfigError(f"{path}: symbolic links lead in a circle; name another file with -o") from error


def sample_text(sample: Drawn) -> str:
    """The table to judge."""
    stream = io.StringIO()
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    head = {
        "kg sample": FORMAT, "query": sample.query, "parameters": _json(sample.parameters), "seed": sample.seed,
        "sampled": len(sample.rows), "rows": sample.population, "tiers": _json(sample.tiers), "build": sample.build,
    }  # fmt: skip
    for name in _HEAD:
        writer.writerow([f"# {name}", head[name]])
    writer.writerow([*FIRST, *(column_name(column) for column in sample.columns), *LAST])
    for number, row in enumerate(sample.rows, start=1):
        writer.writerow(["", "", number, row.key, *_cells(sample.columns, row)])
    return stream.getvalue()


def evidence_cell(evidence: Sequence[str]) -> str:
    """The ids of pieces of evidence as a cell holds them: so many, and the total where there are more."""
    return " ".join(_bounded(evidence))


def column_name(column: str) -> str:
    """What a column of the answer is called in the table: its own name, unless that is one of ours."""
    return f"row_{column}" if column in OURS else column


def read_judged(path: Path) -> Judged:
    """Read a table back.

    Raises ConfigError, with file and line, what was found and what is expected, for a file that cannot be read, is no
    such table or has lost rows, and for a word that is no judgement.
    """
    lines = list(_lines(path))
    head: dict[str, tuple[int, str]] = {}
    while lines and lines[0][1] and lines[0][1][0].startswith("# "):
        line, cells = lines.pop(0)
        head[cells[0].removeprefix("# ").strip()] = (line, cells[1] if len(cells) > 1 else "")
    if not head or not lines:
        raise ConfigError(f"{path}:1: no sample found: expected the lines # {', # '.join(_HEAD)}; {_ADVICE}")
    if missing := [name for name in _HEAD if name not in head]:
        raise ConfigError(f"{path}:{lines[0][0]}: no line # {missing[0]} above: {_ADVICE}")
    if head["kg sample"][1] != FORMAT:
        raise ConfigError(f"{path}:{head['kg sample'][0]}: format {head['kg sample'][1]!r} found, {FORMAT} expected")
    line, columns = lines.pop(0)
    if missing := [name for name in (*FIRST, *LAST) if columns.count(name) != 1]:
        raise ConfigError(f"{path}:{line}: column {missing[0]} found {columns.count(missing[0])} times, once expected")
    seed = _number(path, "seed", head["seed"])
    sampled, population = (_count(path, name, head[name]) for name in ("sampled", "rows"))
    tiers = {str(name): int(count) for name, count in _mapping(path, "tiers", head["tiers"]).items()}
    rows = tuple(_row(f"{path}:{line}", columns, cells) for line, cells in lines)
    _check(path, rows, sampled, tiers, lines[-1][0] if lines else line)
    _check_counts(path, rows, population, tiers, head)
    return Judged(
        path, head["query"][1], _mapping(path, "parameters", head["parameters"]), seed, population, tiers,
        head["build"][1], rows,
    )  # fmt: skip


def _check(path: Path, rows: Sequence[JudgedRow], sampled: int, tiers: Mapping[str, int], last: int) -> None:
    seen: dict[str, JudgedRow] = {}
    for row in rows:
        if (earlier := seen.setdefault(row.key, row)) is not row:
            raise ConfigError(f"{row.place}: row {row.row} is there already ({earlier.place}): expected each row once")
        if row.tier and row.tier not in tiers:
            raise ConfigError(f"{row.place}: tier {row.tier!r} found: expected one of {', '.join(tiers)}; {_ADVICE}")
    if len(rows) != sampled:
        raise ConfigError(
            f"{path}:{last}: {len(rows):,} rows found, {sampled:,} expected: a sample that has lost or won rows is"
            " none; leave judgement empty where you do not judge"
        )


def _check_counts(
    path: Path,
    rows: Sequence[JudgedRow],
    population: int,
    tiers: Mapping[str, int],
    head: Mapping[str, tuple[int, str]],
) -> None:
    """Raise ConfigError for an answer that is smaller than the sample of it, as a whole or in a tier."""
    if population < len(rows):
        raise ConfigError(
            f"{path}:{head['rows'][0]}: # rows {population} found, {len(rows)} or more expected, for so many were"
            f" sampled; {_ADVICE}"
        )
    least = Counter(row.tier for row in rows if row.tier)
    line = head["tiers"][0]
    for tier, count in tiers.items():
        if count < least[tier]:
            raise ConfigError(
                f"{path}:{line}: {count} rows of tier {tier!r} found, {least[tier]} or more expected, for so many were"
                f" sampled; {_ADVICE}"
            )
    if (total := sum(tiers.values())) > population:
        raise ConfigError(f"{path}:{line}: # tiers of {total} rows found, {population} at most expected; {_ADVICE}")


def _row(place: str, columns: Sequence[str], cells: Sequence[str]) -> JudgedRow:
    if len(cells) > len(columns):
        raise ConfigError(f"{place}: {len(cells)} cells found, {len(columns)} expected, one for each column")
    row = dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False))
    said = row["judgement"].strip().casefold()
    if said and said not in JUDGEMENTS:
        raise ConfigError(
            f"{place}: judgement {row['judgement']!r} found: expected {', '.join(JUDGEMENTS)}, or nothing where it is"
            " not judged"
        )
    if not row["key"] or not _COUNT.fullmatch(row["row"]) or int(row["row"]) < 1:
        what = "key" if not row["key"] else "row"
        raise ConfigError(
            f"{place}: {what} {_short(row[what])} found: expected what `kg sample` wrote there; {_ADVICE}"
        )
    note = " ".join(row["note"].split())
    return JudgedRow(
        place, said, note, int(row["row"]), row["key"], row.get(TIER, ""), tuple(row["evidence"].split()), row,
    )  # fmt: skip


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every line that is not empty; cells at the end that a spreadsheet added are left out."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}): {_ADVICE}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: is not UTF-8 text ({error.reason}): save it as TSV in UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True)
    try:
        for cells in reader:
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield reader.line_num, [_unguarded(cell) for cell in cells]
    except csv.Error as error:
        raise ConfigError(
            f"{path}:{reader.line_num}: no TSV ({error}): expected cells parted by tabs, quoted as spreadsheets do"
        ) from error


def _cells(columns: Sequence[str], row: SampledRow) -> Iterator[str]:
    for column in columns:
        yield _cell(row.cells[column])
    yield evidence_cell(row.evidence)
    yield guarded(" | ".join(" ".join(one.split()) for one in row.sentences))
    yield " ".join(_bounded(row.links))


def _bounded(members: Sequence[str]) -> list[str]:
    more = [f"and {len(members) - MEMBERS:,} more, {len(members):,} in all"] if len(members) > MEMBERS else []
    return [*members[:MEMBERS], *more]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return guarded(", ".join(_bounded([_cell(one) for one in value])))
    return guarded(" ".join(str(value).split()))


def guarded(text: str) -> str:
    """A text that a spreadsheet takes for one and holds whole: a formula that an abstract could smuggle in is not
    worked out, and what is longer than ``CELL`` is cut.
    """
    text = text if len(text) <= CELL else f"{text[:CELL]} ... (cut: {len(text):,} characters)"
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


def _number(path: Path, name: str, said: tuple[int, str]) -> int:
    line, text = said
    try:
        return int(text)
    except ValueError:
        raise ConfigError(f"{path}:{line}: # {name} {_short(text)} found, a whole number expected; {_ADVICE}") from None


def _count(path: Path, name: str, said: tuple[int, str]) -> int:
    line, text = said
    if not _COUNT.fullmatch(text):
        raise ConfigError(f"{path}:{line}: # {name} {_short(text)} found, a number of rows expected; {_ADVICE}")
    return int(text)


def _short(text: str) -> str:
    """A cell in a message."""
    return repr(text) if len(text) <= SHORT else f"{text[:SHORT]!r}... ({len(text):,} characters)"


def _mapping(path: Path, name: str, said: tuple[int, str]) -> dict[str, Any]:
    line, text = said
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or (name == "tiers" and not all(map(_is_count, found.values()))):
        raise ConfigError(f"{path}:{line}: # {name} {text!r} found, a JSON object expected; {_ADVICE}")
    return found


def _is_count(value: Any) -> bool:
    return type(value) is int and abs(value) < 10**15


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
