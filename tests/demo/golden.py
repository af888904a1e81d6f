"""The rows that each query of the pack gives for its example on the worked example: ``python -m tests.demo.golden``
writes them anew.

``golden/NAME.json`` holds the parameters, the columns, the rows and what is wrong with some of them. The rows come from
the pipeline and were read against the demonstration records by a reader; ``wrong`` says of a row (its number, from 0)
what the records say instead. A row that has changed loses its note, so read what is new before you commit it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import paths
from kg.ask.lookup import KnownNames
from kg.ask.pack import Query, load_queries
from kg.ask.queries import parse_parameters, run_query
from kg.lexicon.open import open_lexicon
from kg.pipeline.config import read_pipeline
from kg.pipeline.run import run
from kg.stores import open_store
from kg.stores.store import Store

FOLDER = Path(__file__).parent / "golden"


def asked(store: Store, query: Query, lexicon: KnownNames) -> list[list[Any]]:
    """Rows of a query's example, without column names; numbers to three places, as the last ones differ from machine to
    machine.
    """
    pairs = [f"{name}={text}" for name, text in query.example]
    rows = run_query(store, query, parse_parameters(query, pairs), lexicon)
    return [[round(value, 3) if isinstance(value, float) else value for value in row.values()] for row in rows]


def read(name: str) -> dict[str, Any]:
    """The golden answer of a query; empty when there is none."""
    path = FOLDER / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def text(query: Query, rows: list[list[Any]], wrong: dict[str, str]) -> str:
    """A golden answer as its file has it: one line a row."""
    lines = [
        "{",
        f' "example": {json.dumps(dict(query.example), ensure_ascii=False)},',
        f' "columns": {json.dumps(query.column_names)},',
        ' "rows": [' + ",".join(f"\n  {json.dumps(row, ensure_ascii=False)}" for row in rows) + "\n ],",
        ' "wrong": {'
        + ",".join(f"\n  {json.dumps(key)}: {json.dumps(why, ensure_ascii=False)}" for key, why in wrong.items()),
    ]
    return "\n".join(lines) + ("\n }\n}\n" if wrong else "}\n}\n")


def kept(name: str, rows: list[list[Any]]) -> dict[str, str]:
    """The notes on rows that are still there, under their new numbers."""
    old = read(name)
    places = {json.dumps(row): str(number) for number, row in enumerate(rows)}
    notes = {json.dumps(old["rows"][int(number)]): why for number, why in old.get("wrong", {}).items()} if old else {}
    return {places[row]: why for row, why in notes.items() if row in places}


def write(dataset: Path, lexicon: KnownNames) -> Iterator[str]:
    """Write the golden answer of every query; yields what has changed."""
    FOLDER.mkdir(exist_ok=True)
    queries = load_queries()
    for gone in {path.stem for path in FOLDER.glob("*.json")} - set(queries):
        (FOLDER / f"{gone}.json").unlink()
        yield f"{gone}: deleted"
    store = open_store(str(dataset), lambda _: None)
    try:
        for query in queries.values():
            rows = asked(store, query, lexicon)
            old = read(query.name).get("rows", [])
            new = [row for row in rows if row not in old]
            path = FOLDER / f"{query.name}.json"
            path.write_text(text(query, rows, kept(query.name, rows)), encoding="utf-8")
            if new or len(rows) != len(old):
                yield f"{query.name}: {len(rows)} rows, {len(new)} new"
    finally:
        store.close()


def main() -> None:
    lexicon = open_lexicon()
    with tempfile.TemporaryDirectory(prefix="kg-golden-") as folder:
        pipeline = read_pipeline(paths.data("pipelines", "mtor-hcc.toml"))
        result = run(pipeline, out=Path(folder) / "dataset", lexicon=lexicon)
        for line in write(result.dataset, KnownNames(lexicon)):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
