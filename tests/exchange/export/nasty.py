"""A dataset of the sample's claims whose texts, lists and numbers are what CSV, Cypher and their readers stumble
over.
"""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg.dataset.tables import KEYS, TABLES
from tests.stores.sample import read_tables, write_dataset

TEXTS = (
    " before",
    "after ",
    "\tboth\t",
    " ",
    "\u00a0",
    "a,b",
    "a;b",
    "a|b",
    'say "so"',
    '"',
    '""',
    '"quoted"',
    "'",
    "it's",
    "back\\slash",
    "\\",
    "\\\\",
    "\\n",
    "\\u0041",
    "\\u0027",
    "\\'",
    '\\"',
    "two\nlines",
    "two\r\nlines",
    "\r",
    "\n",
    "\n\n",
    'x,"\n",y',
    "nul\x00byte",
    "unit\x1fseparator",
    "\x1f",
    "\x01\x02\x1b\x7f",
    "\x85\u2028\u2029",
    "\ufeffmark",
    "e\u0301",
    "\u00e9",
    "😀👩‍🔬",
    "العربية",
    "\ufffe\uffff",
    "1",
    "1.0",
    "-0",
    "1e5",
    "0x1F",
    "NaN",
    "true",
    "false",
    "null",
    "NULL",
    "\\N",
    "[]",
    "{}",
    "a:b",
    "U+001F",
    "#no comment",
    "@file",
    "--nodes=x",
    "$1",
    "{name}",
    "=1+1",
    "long " * 60_000,
)
LISTS: tuple[list[str], ...] = (
    [],
    [""],
    ["", ""],
    ["", "a"],
    ["a", ""],
    ["a", "", "b"],
    ["a;b", "c,d"],
    ["\x1f"],
    ["a\x1fb", "c"],
    ["\\u0027"],
    ["it's", "\\", "two\nlines"],
    [" a ", "\t"],
    [","],
    ["1"],
    ["null"],
    ['"'],
    ["[]"],
    ["\x00"],
    ["\r"],
    list(TEXTS[:-1]),
)
NUMBERS = (0, -1, 1, 2**31 - 1, -(2**31), None)
SCORES = (0.1, 1.0, 0.0, -0.0, 1e-6, 1e-7, 0.123456, 123456.7, 3.4e38, float("inf"), float("-inf"), float("nan"), None)
FREE: dict[str, tuple[str, ...]] = {
    "documents": ("title", "journal", "doi", "pmcid", "language", "source"),
    "assertions": ("predicate",),
    "evidence": ("text", "section", "rule", "cue", "result_text", "endpoint", "setting", "polarity", "attribution"),
    "entities": ("category", "name", "source"),
    "edges": ("predicate", "basis", "source", "licence", "reference"),
}
"""Columns of texts that name no other row."""


def write_nasty(folder: Path) -> Path:
    """Write the dataset and return its folder: every text in every free column, every list in every column of lists."""
    write_dataset(folder)
    tables = read_tables(folder)
    texts, lists, numbers, scores = cycle((*TEXTS, None, "")), cycle((*LISTS, None)), cycle(NUMBERS), cycle(SCORES)
    _add_rows(tables)
    for name, free in FREE.items():
        for row in tables[name]:
            row.update({column: next(texts) for column in free})
            for column in TABLES[name]:
                if column.type == pa.list_(pa.string()) and column.name != "registry_ids":
                    row[column.name] = next(lists)
                elif pa.types.is_integer(column.type):
                    row[column.name] = next(numbers)
                elif pa.types.is_floating(column.type):
                    row[column.name] = next(scores)
    _rename(tables, "documents", "evidence", "document")
    for name, rows in tables.items():
        rows.sort(key=lambda row: tuple(str(row[key]) for key in KEYS[name]))
        pq.write_table(pa.Table.from_pylist(rows, TABLES[name]), folder / "tables" / f"{name}.parquet")
    ledger = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    named = {**ledger, "pipeline": {"name": 'my "pipe", \\ lines\n'}, "versions": {"a": "1,2", "b": "\x1f", "c": ""}}
    (folder / "run.json").write_text(json.dumps(named), encoding="utf-8")
    return folder


def _add_rows(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Documents, entities and edges enough for all texts; entities that are trials and publications; two runs; odd
    registry numbers.
    """
    document, entity = tables["documents"][0], next(row for row in tables["entities"] if row["type"] == "Drug")
    tables["documents"] += [
        {**document, "id": f"PMID:9{n:04}", "registry_ids": ['A, "1"', "new\nline", "'"][: n % 4]} for n in range(90)
    ]
    kinds = ("Drug", "Disease", "Trial", "Publication")
    tables["entities"] += [{**entity, "id": f"CHEBI:9{n:04}", "type": kinds[n % 4]} for n in range(160)]
    curated = next(
        row
        for row in tables["edges"]
        if row["basis"] == "curated" and row["subject_type"] == row["object_type"] == "Disease"
    )
    drug = {**curated, "subject_type": "Drug", "object_type": "Drug", "subject": "CHEBI:90000"}
    tables["edges"] += [
        {**drug, "id": f"edge {n}", "object": f"CHEBI:9{4 * n:04}", "relation": "SUBCLASS_OF"} for n in range(40)
    ]
    tables["evidence"][0]["run"] = 'another, "run"'


def _rename(tables: dict[str, list[dict[str, Any]]], table: str, other: str, column: str) -> None:
    """Give the rows of a table odd ids, and the same to what names them."""
    odd = {row["id"]: text for row, text in zip(tables[table], [f"X:{text}" for text in TEXTS[:-1]], strict=False)}
    for row in tables[table]:
        row["id"] = odd.get(row["id"], row["id"])
    for row in tables[other]:
        row[column] = odd.get(row[column], row[column])
