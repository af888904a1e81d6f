"""A part of a dataset with all that hangs on it.

That is claims, their evidence and its documents, what they name, and what is known of that.

What is known of a thing are the curated edges that start from it, and from what they lead to: its roles, targets,
families, pathways and what it is a kind of. So the queries of the pack answer on the part what they answer on the
whole, for the claims that are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.dataset import ledger
from kg.dataset.opened import Dataset, unreadable
from kg.dataset.parquet import write_failures, write_table
from kg.dataset.tables import TABLES
from kg.errors import QueryError

_BATCH = 65536
_DOWN = ("SUBCLASS_OF", "MEMBER_OF")
"""Relations by which a thing that is asked for stands for what is below it."""


@dataclass(frozen=True, slots=True)
class PartWanted:
    """What a part is of: ``asked`` in words, and the ids that choose it.

    ``assertions`` are taken as they are. With ``ends`` there are those beside whose two ends are in the two groups (in
    either order), each thing with what is below it; an empty group is everything. ``things`` are kept whether a claim
    names them or not.
    """

    asked: str
    assertions: frozenset[str] = frozenset()
    ends: tuple[frozenset[str], frozenset[str]] | None = None
    things: frozenset[str] = frozenset()


def of_rows(asked: str, rows: Iterable[Mapping[str, Any]], named: Iterable[str]) -> PartWanted:
    """What the rows of a query stand for.

    These are the claims in their column ``assertion``. Without such a column they are the claims between the things in
    the rows and the things ``named`` in the query's parameters. Raises QueryError when there are no rows.
    """
    rows = list(rows)
    if not rows:
        raise QueryError(f"{asked}: no rows, so there is nothing to export")
    found: set[str] = set(named)
    for row in rows:
        for value in row.values():
            found.update(one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one)
    things = frozenset(found)
    if "assertion" in rows[0]:
        claims = frozenset(str(row["assertion"]) for row in rows if row["assertion"])
        return PartWanted(asked, claims, None, things)
    return PartWanted(asked, frozenset(), (things, things), things)


def write_part(dataset: Path, wanted: PartWanted, out: Path) -> dict[str, int]:
    """Write the part as a dataset of its own into the new folder ``out``; the counts of rows by table.

    Rows are those of the whole, in its order; the ledger says what they are a part of. Raises DatasetError for a
    dataset that cannot be read, QueryError when no claim is chosen.
    """
    found = _Cut(dataset)
    claims, ends = found.claims(wanted)
    if not len(claims):
        raise QueryError(f"{wanted.asked}: no claim of {dataset} is about that, so there is nothing to export")
    documents, named = found.evidence(claims)
    things = found.outward(pa.array(sorted({*ends, *named, *wanted.things}), pa.string()))
    keep: dict[str, Callable[[Any], Any]] = {
        "assertions": _in("id", claims),
        "evidence": _in("assertion", claims),
        "documents": _in("id", documents),
        "mentions": _in("document", documents),
        "entities": _in("id", things),
        "edges": lambda batch: pc.or_(
            pc.is_in(batch.column("assertion"), claims),
            pc.and_(pc.equal(batch.column("basis"), "curated"), pc.is_in(batch.column("subject"), things)),
        ),
        "rejects": lambda batch: pa.array([False] * batch.num_rows),
    }
    with write_failures(out):
        (out / "tables").mkdir(parents=True)
        counts = {
            name: write_table(out / "tables" / f"{name}.parquet", schema, found.filtered(name, keep[name]))
            for name, schema in TABLES.items()
        }
        whole = Dataset.open(dataset).ledger
        kept = {key: whole[key] for key in ("format", "id", "pipeline", "versions") if key in whole}
        ledger.write(out, kept | {"part": wanted.asked, "counts": counts})
    return counts


def _in(column: str, values: Any) -> Callable[[Any], Any]:
    return lambda batch: pc.is_in(batch.column(column), values)


class _Cut:
    """A dataset that is gone through table by table."""

    def __init__(self, dataset: Path) -> None:
        self._dataset = dataset
        self._hierarchy: pa.Table | None = None

    def _batches(self, table: str, columns: list[str] | None = None) -> Iterator[Any]:
        path = self._dataset / "tables" / f"{table}.parquet"
        try:
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(_BATCH, columns=columns or TABLES[table].names)
        except (OSError, pa.ArrowException) as error:
            raise unreadable(path, error) from None

    def filtered(self, table: str, keep: Callable[[Any], Any]) -> Iterator[Any]:
        """The rows of a table that are kept, as it has them."""
        for batch in self._batches(table):
            yield batch.filter(keep(batch)).cast(TABLES[table])

    def claims(self, wanted: PartWanted) -> tuple[Any, set[str]]:
        """Ids of the chosen claims, and what is at their ends."""
        groups = [self._below(group) for group in wanted.ends] if wanted.ends else []
        stated = pa.array(sorted(wanted.assertions), pa.string())
        ids: list[str] = []
        ends: set[str] = set()
        for batch in self._batches("assertions", ["id", "subject", "object"]):
            keep = pc.is_in(batch.column("id"), stated)
            if groups:
                keep = pc.or_(keep, pc.or_(_between(batch, *groups), _between(batch, *reversed(groups))))
            chosen = batch.filter(keep)
            ids += chosen.column("id").to_pylist()
            ends.update(chosen.column("subject").to_pylist(), chosen.column("object").to_pylist())
        return pa.array(ids, pa.string()), ends

    def evidence(self, claims: Any) -> tuple[Any, set[str]]:
        """Documents of the claims' evidence, and what it names beside its two ends: partners, comparators, trials."""
        documents: set[str] = set()
        named: set[str] = set()
        lists = ["partners", "comparators", "trials"]
        for batch in self._batches("evidence", ["assertion", "document", *lists]):
            chosen = batch.filter(pc.is_in(batch.column("assertion"), claims))
            documents.update(chosen.column("document").to_pylist())
            for name in lists:
                named.update(one for many in chosen.column(name).to_pylist() for one in many or ())
        return pa.array(sorted(documents), pa.string()), named

    def _curated(self) -> pa.Table:
        if self._hierarchy is None:
            columns = ["subject", "object", "relation", "basis"]
            table = pa.Table.from_batches(
                self._batches("edges", columns), pa.schema([TABLES["edges"].field(name) for name in columns])
            )
            self._hierarchy = table.filter(pc.equal(table.column("basis"), "curated"))
        return self._hierarchy

    def outward(self, things: Any) -> Any:
        """Things and all that curated edges lead to from them."""
        return _closed(self._curated(), things, "subject", "object")

    def _below(self, things: frozenset[str]) -> Any:
        table = self._curated()
        below = table.filter(pc.is_in(table.column("relation"), pa.array(_DOWN)))
        return _closed(below, pa.array(sorted(things), pa.string()), "object", "subject")


def _closed(edges: pa.Table, things: Any, start: str, end: str) -> Any:
    while True:
        reached = pc.unique(edges.filter(pc.is_in(edges.column(start), things)).column(end))
        more = pc.unique(
            pa.chunked_array([things, reached.combine_chunks() if isinstance(reached, pa.ChunkedArray) else reached])
        )
        if len(more) == len(things):
            return things
        things = more.combine_chunks() if isinstance(more, pa.ChunkedArray) else more


def _between(batch: Any, one: Any, other: Any) -> Any:
    """Which claims have their subject in ``one`` and their object in ``other``; an empty group is everything."""
    keep = pa.array([True] * batch.num_rows)
    for column, group in (("subject", one), ("object", other)):
        if len(group):
            keep = pc.and_(keep, pc.is_in(batch.column(column), group))
    return keep
