"""CSV files that Neo4j's own import tool reads as exactly the properties of the graph: which columns they have, and how
a value is written.

A header is a file of its own, as is the data of each label and of each kind of relationship. What CSV cannot say is
told to the caller: the tool leaves a property out where its list is empty, and it has no form for the list of one empty
string, nor for an element that holds the separator of elements.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from kg.dataset.batches import Nodes, Relationships
from kg.dataset.edges import LISTS
from kg.dataset.graph import is_keyed
from kg.dataset.opened import AGAIN
from kg.dataset.tables import TABLES
from kg.errors import DatasetError

SEPARATOR = "\x1f"
"""Between the elements of a list: the unit separator, which texts do not use."""

READ_BUFFER = 4 << 20
"""Bytes that the import tool reads at a time when it is not told otherwise; a value must fit."""

JOURNAL = "KgLoad"
"""Label of the node by which a store knows that a load of this build is under way or did not end; ``schema.cypher``
deletes it last.
"""

_BUFFER = 1 << 18

Columns = Mapping[str, str]
"""Property -> its type in the words of the import tool: ``string``, ``long``, ``double``, ``boolean``, or one of them
with ``[]``.
"""

_PYTHON = {"string": str, "long": int, "double": float, "boolean": bool}


def _type(kind: Any) -> str:
    if pa.types.is_list(kind):
        return f"{_type(kind.value_type)}[]"
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_floating(kind):
        return "double"
    return "long" if pa.types.is_integer(kind) else "string"


def _columns(table: str, without: str, more: str = "") -> Columns:
    """Columns of a table less those that are no properties, and what the mapping adds, as ``name:type``."""
    left_out = without.split()
    found = {field.name: _type(field.type) for field in TABLES[table] if field.name not in left_out}
    return {**found, **dict(pair.split(":") for pair in more.split())}


def node_columns(label: str) -> tuple[Columns, ...]:
    """Columns that nodes of a label may have. Publications and trials are rows of their own, or may be entities like
    any other.
    """
    entity = _columns("entities", "type", "uri:string search_text:string")
    if label == "Publication":
        unmapped = "version text section_names section_starts section_ends section_labels place"
        return _columns("documents", unmapped, "uri:string"), entity
    if label == "Trial":
        return {"id": "string", "uri": "string", "name": "string"}, entity
    if label == "Assertion":
        constants = "category:string knowledge_level:string agent_type:string primary_knowledge_source:string"
        ends = "subject subject_type object object_type"
        return (_columns("assertions", ends, f"uri:string {constants} best_tier_rank:long"),)
    if label == "Evidence":
        return (_columns("evidence", "assertion document run", "uri:string counted:boolean tier_rank:long"),)
    if label == "Run":
        return (
            {
                "id": "string",
                "uri": "string",
                "format": "long",
                "versions": "string[]",
                "build": "string",
                "pipeline": "string",
            },
        )
    if label == JOURNAL:
        return ({**dict.fromkeys(("id", "run", "build", "pipeline", "mode", "token"), "string"), "done": "long"},)
    return (entity,)


def relationship_columns(subject: str, relation: str) -> tuple[Columns, ...]:
    """Columns that relationships of a type from nodes of a label may have."""
    if not is_keyed(subject, relation):
        return ({},)
    ends = "id subject subject_type relation object object_type"
    lists = " ".join(f"{name}:string[]" for name in LISTS.values())
    return ({"key": "string", **_columns("edges", f"{ends} {' '.join(LISTS)}", lists)},)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A list that no cell can hold: the property ``name`` of one node, to be set after the import.

    With ``ends``, which are label and id of a subject and of an object, it is one of the relationship between them that
    has ``id`` as its key and ``label`` as its type.
    """

    label: str
    id: str
    name: str
    value: list[Any]
    ends: tuple[tuple[str, str], tuple[str, str]] | None = None


@dataclass(slots=True)
class AdminFile:
    """One data file and its header, open for writing.

    ``lists`` are the columns of lists, which every row here has; ``empty`` those of them where some row's list is
    empty, so that the property is missing after the import. ``multiline`` says whether every row holds a line break, or
    none does: the tool reads files without any in parallel. ``widest`` bounds the size of a value in bytes.
    """

    name: str
    label: str
    ends: tuple[str, ...]
    columns: Columns
    path: Path
    file: BinaryIO
    multiline: bool
    rows: int = 0
    widest: int = 0
    empty: set[str] = field(default_factory=set)

    @property
    def lists(self) -> list[str]:
        """Columns of lists."""
        return [name for name, kind in self.columns.items() if kind.endswith("[]")]

    def close(self) -> None:
        """Write the header beside the data."""
        self.file.close()
        cells = [*self.ends, *(f"{name}:{kind}" for name, kind in self.columns.items())]
        self.path.with_name(f"{self.name}-header.csv").write_text(
            ",".join(cells) + "\n", encoding="utf-8", newline="\n"
        )


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the rows of a batch are: nodes of a label, or relationships of a type between two; ``first`` are properties
    among the ends.
    """

    parts: list[AdminFile]
    name: str
    label: str
    ends: tuple[str, ...]
    choices: Sequence[Columns]
    first: tuple[str, ...] = ()
    between: tuple[str, str] | None = None


class AdminFiles:
    """The data files in a folder, one open for each label and each kind of relationship. A context manager: headers are
    written last.
    """

    def __init__(self, folder: Path, unsaid: Callable[[Unsaid], object]) -> None:
        self._folder, self._unsaid = folder, unsaid
        self._parts: dict[tuple[str, int, tuple[str, ...], bool], AdminFile] = {}
        self.nodes: list[AdminFile] = []
        self.relationships: list[AdminFile] = []

    def write_nodes(self, batch: Nodes) -> None:
        """Write a batch of nodes. Raises DatasetError for a value that the import would change."""
        ends = (f"id:ID({batch.label})",)
        kind = _Kind(self.nodes, batch.label, batch.label, ends, node_columns(batch.label), ("id",))
        for choice, absent, rows in _split(kind, batch.rows):
            self._write(kind, choice, absent, [[row["id"] for row in rows]], rows)

    def write_relationships(self, batch: Relationships) -> None:
        """Write a batch of relationships. Raises DatasetError for a value that the import would change."""
        ends = (f":START_ID({batch.subject})", f":END_ID({batch.object})")
        name = f"{batch.subject}-{batch.relation}-{batch.object}"
        kind = _Kind(
            self.relationships,
            name,
            batch.relation,
            ends,
            relationship_columns(batch.subject, batch.relation),
            between=(batch.subject, batch.object),
        )
        for choice, absent, rows in _split(kind, batch.rows):
            self._write(kind, choice, absent, [[row["subject"] for row in rows], [row["object"] for row in rows]], rows)

    def __enter__(self) -> AdminFiles:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        for part in (*self.nodes, *self.relationships):
            if failed is None:
                part.close()
            else:
                with suppress(OSError):  # what is still in the buffer does not fit on a full disk either
                    part.file.close()

    def _write(
        self, kind: _Kind, choice: int, absent: tuple[str, ...], ends: list[list[str]], rows: list[dict[str, Any]]
    ) -> None:
        for values in ends:
            if set(map(type, values)) != {str} or "" in values:
                raise DatasetError(f"{kind.name}: a row has no id; {AGAIN}")
        columns = {name: of for name, of in kind.choices[choice].items() if name not in (*absent, *kind.first)}
        empty: set[str] = set()
        table = list(
            zip(*ends, *(self._cells(kind, name, of, rows, empty) for name, of in columns.items()), strict=True)
        )
        text = _csv(table)
        if "\r" not in text and text.count("\n") == len(table):
            halves = [(False, table, text)]
        else:
            whole = [row for row in table if not _broken(row)]
            rest = [row for row in table if _broken(row)]
            halves = [(False, whole, _csv(whole)), (True, rest, _csv(rest, "\r\n"))]
        for multiline, found, half in halves:
            if found:
                part = self._part(kind, choice, absent, columns, multiline)
                part.rows += len(found)
                part.empty |= empty
                part.widest = max(part.widest, _widest(found) if multiline else 4 * max(map(len, half.split("\n"))))
                part.file.write(_encoded(kind, half))

    def _part(self, kind: _Kind, choice: int, absent: tuple[str, ...], columns: Columns, multiline: bool) -> AdminFile:
        key = (kind.name, choice, absent, multiline)
        if key not in self._parts:
            number = sum(known[0] == kind.name for known in self._parts) + 1
            name = kind.name if number == 1 else f"{kind.name}-{number}"
            path = self._folder / f"{name}.csv"
            self._parts[key] = AdminFile(
                name, kind.label, kind.ends, columns, path, path.open("wb", buffering=_BUFFER), multiline
            )
            kind.parts.append(self._parts[key])
        return self._parts[key]

    def _cells(self, kind: _Kind, name: str, of: str, rows: list[dict[str, Any]], empty: set[str]) -> list[Any]:
        """A column as the import tool reads it: None is an absent property."""
        values = [row["props"].get(name) for row in rows]
        if of.endswith("[]"):
            _check(kind, name, of, values, list)
            return self._joined(kind, name, of.removesuffix("[]"), values, rows, empty)
        _check(kind, name, of, values, _PYTHON[of], type(None))
        if of == "boolean":
            return [_BOOLEANS[value] for value in values]
        if of == "double":
            return [value if value is None or math.isfinite(value) else _WORDS[str(value)] for value in values]
        return values

    def _joined(
        self, kind: _Kind, name: str, of: str, values: list[Any], rows: list[dict[str, Any]], empty: set[str]
    ) -> list[Any]:
        _check(kind, name, of, [one for value in values for one in value], _PYTHON[of])
        cells: list[str | None] = []
        for row, value in zip(rows, values, strict=True):
            cell = SEPARATOR.join(value if of == "string" else map(str, value))
            if not value:
                empty.add(name)
            elif not cell or cell.count(SEPARATOR) >= len(value):
                self._unsaid(_unsaid(kind, row, name, value))
                cell = ""
            cells.append(cell or None)
        return cells


def _unsaid(kind: _Kind, row: dict[str, Any], name: str, value: list[Any]) -> Unsaid:
    if kind.between is None:
        return Unsaid(kind.label, row["id"], name, value)
    subject, object_ = kind.between
    return Unsaid(kind.label, row["key"], name, value, ((subject, row["subject"]), (object_, row["object"])))


def _split(kind: _Kind, rows: list[dict[str, Any]]) -> Iterator[tuple[int, tuple[str, ...], list[dict[str, Any]]]]:
    """Rows with the same columns, and of these the same lists: an empty list must not become the same as none."""
    lists = [[key for key, of in columns.items() if of.endswith("[]")] for columns in kind.choices]
    found_props = [row["props"] for row in rows]
    if kind.choices[0].keys() >= set().union(*found_props) and all(
        name in props for name in lists[0] for props in found_props
    ):
        yield 0, (), rows  # nearly always
        return
    groups: dict[tuple[int, tuple[str, ...]], list[dict[str, Any]]] = {}
    for row, props in zip(rows, found_props, strict=True):
        choice = next((number for number, columns in enumerate(kind.choices) if props.keys() <= columns.keys()), None)
        if choice is None:
            extra = ", ".join(sorted(props.keys() - kind.choices[0].keys()))
            raise DatasetError(
                f"{kind.name} {props.get('id', props.get('key'))}: no column for {extra}; this is a fault of kg"
            )
        absent = tuple([key for key in lists[choice] if key not in props])
        groups.setdefault((choice, absent), []).append(row)
    for (choice, absent), found in groups.items():
        yield choice, absent, found


def _broken(row: tuple[Any, ...]) -> bool:
    return any(isinstance(cell, str) and ("\n" in cell or "\r" in cell) for cell in row)


def _csv(table: list[tuple[Any, ...]], end: str = "\n") -> str:
    """Rows as text. Python quotes a carriage return in a cell only where rows end with one."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=end).writerows(table)
    return buffer.getvalue()


def _encoded(kind: _Kind, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise DatasetError(f"{kind.name}: {text[error.start]!r} is half a character, which no file can hold") from None


_BOOLEANS = {True: "true", False: "false", None: None}
_WORDS = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def _check(kind: _Kind, name: str, of: str, values: list[Any], *allowed: type) -> None:
    wrong = {*map(type, values)}.difference(allowed)
    if wrong:
        found = ", ".join(sorted(one.__name__ for one in wrong))
        raise DatasetError(f"{kind.name}: {name} should be {of}, found {found}; {AGAIN}")


def _widest(table: list[tuple[Any, ...]]) -> int:
    """Bytes of the largest value, at most: four a character."""
    return 4 * max(len(value) for row in table for value in row if isinstance(value, str))
