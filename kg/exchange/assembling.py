"""From rows that are read in any order, in pieces, to the tables of a dataset, sorted and checked, out of core."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.dataset import sorting
from kg.dataset.edges import text_edge
from kg.dataset.parquet import write_table
from kg.dataset.tables import KEYS, TABLES
from kg.errors import InputError
from kg.exchange.one_line import one_line

ROWS = 4096
MEMORY = "400MB"
READ, BESIDE = 0, 1
"""Ranks of a piece of a row: what a mapping says, and what a complete export has beside it."""

_PIECE = pa.schema(
    [
        *((f"s{n}", pa.string()) for n in range(5)),
        ("i1", pa.int64()),
        ("i2", pa.int64()),
        ("rank", pa.int8()),
        ("seq", pa.int32()),
        ("body", pa.string()),
    ]
)
_PAIR = pa.schema([("left", pa.string()), ("right", pa.string())])
_TRIPLE = pa.schema([(name, pa.string()) for name in ("subject", "predicate", "object", "source")])
_ORDER = "s0, i1, i2, s1, s2, s3, s4, rank, seq, body"

_UNCOVERED = """
SELECT DISTINCT subject, predicate, object, source FROM bare b WHERE NOT EXISTS (
    SELECT 1 FROM covered c WHERE c.subject = b.subject AND c.predicate = b.predicate AND c.object = b.object
    AND (c.source = b.source OR b.source = '')
) ORDER BY subject, predicate, object, source
"""


class Assembly:
    """Takes pieces of rows (``add``), what evidence an assertion has (``link``) and bare triples, then writes the
    tables (``write``).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, list[dict[str, Any]]] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def add(self, table: str, columns: Mapping[str, Any], rank: int = READ, seq: int = 0, key: str = "") -> None:
        """A piece of a row; ``key`` is its id where the columns do not say it. Raises InputError for a key of another
        type.
        """
        keys = [key] if key else [columns.get(name) for name in KEYS[table]]
        texts = [one for one in keys if isinstance(one, str)]
        numbers = [one for one in keys if isinstance(one, int) and not isinstance(one, bool)]
        if len(texts) + len(numbers) != len(keys) or len(numbers) not in (0, 2):
            raise InputError(f"a row of {table} has the key {one_line(keys)}, expected {', '.join(KEYS[table])}")
        piece: dict[str, Any] = {f"s{n}": text for n, text in enumerate([*texts, *[""] * (5 - len(texts))])}
        piece |= dict(zip(("i1", "i2"), numbers or (0, 0), strict=True)) | {"rank": rank, "seq": seq}
        self._hold(table, _PIECE, piece | {"body": json.dumps(columns, sort_keys=True, ensure_ascii=False)})

    def link(self, evidence: str, assertion: str) -> None:
        """Note that a piece of evidence is evidence for an assertion."""
        self._hold("links", _PAIR, {"left": evidence, "right": assertion})

    def bare(self, subject: str, predicate: str, object_: str, source: str) -> None:
        """Note a triple between two entities."""
        self._hold("bare", _TRIPLE, {"subject": subject, "predicate": predicate, "object": object_, "source": source})

    def covered(self, subject: str, predicate: str, object_: str, source: str) -> None:
        """Note that a claim or a fact says this triple."""
        self._hold(
            "covered", _TRIPLE, {"subject": subject, "predicate": predicate, "object": object_, "source": source}
        )

    def _hold(self, name: str, schema: pa.Schema, row: dict[str, Any]) -> None:
        held = self._held.setdefault(name, [])
        held.append(row)
        if len(held) == ROWS:
            self._flush(name, schema)

    def _flush(self, name: str, schema: pa.Schema) -> None:
        rows = self._held.get(name, [])
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self._folder / f"{name}.parquet", schema, compression="zstd")
        self._writers[name].write_table(pa.Table.from_pylist(rows, schema))
        rows.clear()

    def _close(self, names: Mapping[str, pa.Schema]) -> None:
        for name, schema in names.items():
            self._flush(name, schema)
            self._writers[name].close()

    def uncovered(self) -> Iterator[tuple[Any, ...]]:
        """Bare triples that no claim or fact says, as (subject, predicate, object, source), sorted; asked once, when
        all are noted.
        """
        noted = dict.fromkeys(("bare", "covered"), _TRIPLE)
        self._close(noted)
        views = {name: self._view(name, _TRIPLE) for name in noted}
        yield from sorting.ordered(_UNCOVERED, views, what="bare triples", memory=MEMORY)

    def _view(self, name: str, schema: pa.Schema) -> sorting.Stream:
        def batches() -> Iterator[Any]:
            with pq.ParquetFile(self._folder / f"{name}.parquet") as file:
                yield from file.iter_batches(ROWS)

        return schema, batches

    # --- the tables -----------------------------------------------------------------------------------------------

    def write(self, out: Path, derived: bool) -> dict[str, int]:
        """Write every table into ``out``; the counts of rows. ``derived``: edges of claims are made from the
        assertions.

        Raises InputError for rows that contradict each other or that no table can hold.
        """
        self._close({**dict.fromkeys(TABLES, _PIECE), "links": _PAIR})
        counts = {}
        types: dict[str, str] = {}
        for name in ("entities", "documents", "assertions", "evidence", "edges", "mentions", "rejects"):
            rows = self._rows(name)
            if name == "entities":
                rows = _noted(rows, types)
            elif name in ("assertions", "edges"):
                rows = _typed(rows, types)
            elif name == "evidence":
                rows = self._linked(rows)
            if name == "edges" and derived:
                rows = _merged(
                    (row for row in rows if row.get("basis") != "text"), _text_edges(out / "assertions.parquet")
                )
            counts[name] = write_table(out / f"{name}.parquet", TABLES[name], _batches(name, rows))
        return {name: counts[name] for name in TABLES}

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        sql = f"SELECT {_ORDER.replace(', rank, seq, body', '')}, rank, body FROM pieces ORDER BY {_ORDER}"
        found = sorting.ordered(sql, {"pieces": self._view(table, _PIECE)}, what=f"rows of {table}", memory=MEMORY)
        if KEYS[table] != ("id",):
            yield from (json.loads(body) for *_, body in found)
            return
        for key, pieces in groupby(found, itemgetter(0)):
            yield {"id": key, **_one(table, key, [(rank, body) for *_, rank, body in pieces])}

    def _linked(self, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        sql = 'SELECT DISTINCT "left", "right" FROM links ORDER BY "left", "right"'
        links = sorting.ordered(sql, {"links": self._view("links", _PAIR)}, what="links of evidence", memory=MEMORY)
        pending = next(links, None)
        for row in rows:
            if pending is not None and pending[0] < row["id"]:
                raise InputError(
                    f"assertion {pending[1]} names evidence {pending[0]}, which is in no file: give all files of the"
                    " export"
                )
            if pending is None or pending[0] != row["id"]:
                raise InputError(f"evidence {row['id']} is named by no assertion: give all files of the export")
            yield {**row, "assertion": pending[1]}
            last, pending = pending, next(links, None)
            if pending is not None and pending[0] == last[0]:
                raise InputError(
                    f"evidence {last[0]} is evidence for two assertions, {last[1]} and {pending[1]}, expected one"
                )
        if pending is not None:
            raise InputError(
                f"assertion {pending[1]} names evidence {pending[0]}, which is in no file: give all files of the export"
            )


def _one(table: str, key: str, pieces: list[tuple[int, str]]) -> dict[str, Any]:
    """The row that its pieces make together."""
    row: dict[str, Any] = {}
    beside = {body for rank, body in pieces if rank == BESIDE}
    whole = any(set(json.loads(body)) >= set(TABLES[table].names) for body in beside)
    for rank in (READ, BESIDE):
        found = {body for one, body in pieces if one == rank}
        if len(found) > 1 and not (whole and rank == READ):
            raise InputError(
                f"{table}: {one_line(repr(key))} is said twice and not the same: give files of one export, each once"
            )
        for body in sorted(found)[:1]:
            row |= json.loads(body)
    return row


def _noted(rows: Iterator[dict[str, Any]], types: dict[str, str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        types[row["id"]] = row.get("type") or ""
        yield row


def _typed(rows: Iterator[dict[str, Any]], types: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Rows with the types of their two ends: those of the entities, where the row does not say them."""
    for row in rows:
        yield {**{f"{end}_type": types.get(row.get(end) or "", "") for end in ("subject", "object")}, **row}


def _text_edges(path: Path) -> Iterator[dict[str, Any]]:
    columns = [
        "id",
        "subject",
        "subject_type",
        "relation",
        "predicate",
        "object",
        "object_type",
        "evidence_count",
        "best_tier",
        "score",
    ]
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS, columns=[*columns, "belief", "negated"]):
            for row in batch.to_pylist():
                if not row["negated"] and row["evidence_count"] != 0:
                    yield text_edge(tuple(row[name] for name in (*columns, "belief")))


def _merged(one: Iterator[dict[str, Any]], other: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of both, which are sorted by id, sorted by id."""
    yield from heapq.merge(one, other, key=itemgetter("id"))


def _batches(table: str, rows: Iterator[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    schema = TABLES[table]
    empty = {field.name: _empty(field.type) for field in schema}
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append({**empty, **row})
        if len(held) == ROWS:
            yield _batch(table, held, schema)
            held = []
    if held:
        yield _batch(table, held, schema)


def _batch(table: str, rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    try:
        return pa.RecordBatch.from_pylist(rows, schema)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        for row in rows:
            for field in schema:
                try:
                    pa.array([row[field.name]], field.type)
                except (pa.ArrowException, TypeError, ValueError, OverflowError):
                    key = next(iter(row[name] for name in KEYS[table]))
                    raise InputError(
                        f"{table}: {one_line(repr(key))} has {one_line(row[field.name])!r} as {field.name},"
                        f" expected {field.type}"
                    ) from None
        raise


def _empty(kind: pa.DataType) -> Any:
    if pa.types.is_list(kind):
        return []
    if pa.types.is_string(kind):
        return ""
    return False if pa.types.is_boolean(kind) else None
