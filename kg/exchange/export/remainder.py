"""What a mapping does not hold of a dataset's rows, for complete exports: one text a row, JSON of the columns that are
missing.

Which ones are missing is not listed anywhere. A row is read back from what was just made of it
(``kg.exchange.export.inverse``, ``kg.exchange.export.kgx_inverse``), and what comes back otherwise is written beside.
So an import that reads both has the row exactly.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg import ids
from kg.dataset.content import content_hash
from kg.dataset.opened import AGAIN, Dataset
from kg.dataset.tables import KEYS, TABLES
from kg.errors import DatasetError
from kg.exchange.export.reading import ExportedDataset, ordered, whole_rows

ROW = "row"
"""Local name of the property: ``kgv:row``."""
KINDS = {"mentions": "mention", "rejects": "reject", "edges": "fact"}
"""Tables whose rows have no node in the mapping -> the kind of IRI that one is minted for."""
_BOTH = "SELECT id FROM entities INTERSECT SELECT id FROM documents"


class Remainder:
    """The rows of a dataset, gone through beside what is written of them, table by table.

    ``whole`` takes the rows that the mapping has no form for, with their table and a key that is theirs alone.
    """

    def __init__(self, dataset: ExportedDataset, whole: Callable[[str, str, dict[str, Any]], None]) -> None:
        self._dataset = dataset
        self._whole = whole
        self._streams: dict[str, Iterator[dict[str, Any]]] = {}
        views = {"entities": ("entities", ("id",)), "documents": ("documents", ("id",))}
        # what is said of an entity that is a document too cannot be told from what is said of the document: both rows
        # are written whole
        self._both = {identifier for (identifier,) in ordered(dataset, _BOTH, views)}
        self.count = 0
        self._last, self._repeated = "", 1

    def of_row(self, table: str, key: str, restored: Callable[[], Mapping[str, Any]]) -> str:
        """What ``restored`` (a row read back) does not hold of the row with this key, packed; ``""`` for nothing. Rows
        in order.
        """
        row = self._next(table, key)
        back = {} if key in self._both and table in ("entities", "documents") else restored()
        missing = {name: value for name, value in row.items() if name not in back or back[name] != value}
        if table == "evidence":
            del missing["assertion"]  # its assertion names it
        return packed(table, missing) if missing else ""

    def _next(self, table: str, key: str) -> dict[str, Any]:
        for row in self._stream(table):
            if row["id"] == key:
                return row
            if table != "edges":
                break
            self._other(table, row)
        raise DatasetError(
            f"{self._dataset.path(table)} is damaged: the row {key!r} was read once and not again; {AGAIN}"
        )

    def _stream(self, table: str) -> Iterator[dict[str, Any]]:
        if table not in self._streams:
            self._streams[table] = whole_rows(self._dataset, table)
        return self._streams[table]

    def _other(self, table: str, row: dict[str, Any]) -> None:
        self.count += 1
        key = row["id"] if table == "edges" else ids.digest(table, *(str(row[name]) for name in KEYS[table]))
        # rows with one key follow each other: the second of them is KEY-2
        self._repeated = self._repeated + 1 if key == self._last else 1
        self._last = key
        self._whole(table, key if self._repeated == 1 else f"{key}-{self._repeated}", row)

    def others(self) -> None:
        """Give out the rows that are left: edges that no node stands for, mentions, rejects."""
        for table in ("edges", "mentions", "rejects"):
            for row in self._stream(table):
                self._other(table, row)

    def of_dataset(self) -> str:
        """What there is to say of the dataset itself, packed: its ledger and its content hash. Raises DatasetError."""
        folder = self._dataset.folder
        return packed("", {"ledger": Dataset.open(folder).ledger, "content": content_hash(folder)})


def packed(table: str, columns: Mapping[str, Any]) -> str:
    """A row's columns as text: ``{"table": ..., "columns": {...}}``."""
    return json.dumps({"columns": columns, "table": table}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> tuple[str, dict[str, Any]]:
    """Table and columns of such a text. Raises ValueError for another."""
    found = json.loads(text)
    if not isinstance(found, dict) or set(found) != {"columns", "table"} or not isinstance(found["columns"], dict):
        raise ValueError("expected an object with a table and its columns")
    table, columns = found["table"], found["columns"]
    if table not in ("", *TABLES) or (table and set(columns) - set(TABLES[table].names)):
        raise ValueError(
            f"expected columns of a table of a dataset, found {table!r} with {', '.join(sorted(columns))[:200]}"
        )
    return table, columns
