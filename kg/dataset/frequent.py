"""The names that the texts of a dataset use, most frequent first, each with the entity that it stands for: what people look through."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from kg.dataset import ledger
from kg.errors import DatasetError
from kg.model import DEFINED_BY

AROUND = 60
"""Characters of a context on either side of the mention."""


@dataclass(frozen=True, slots=True)
class FrequentName:
    """A surface as printed, the type it is recognised as, and the entity (``id`` and ``name``, both empty for none) it stands for.

    ``long_form`` is how the documents define the surface (in its first spelling), empty where they do not; ``reason`` is the most frequent
    reason of its groundings; ``example`` is a document; ``contexts`` are from as many documents, the mention in brackets.
    """

    type: str
    surface: str
    long_form: str
    id: str
    name: str
    documents: int
    mentions: int
    reason: str
    example: str
    contexts: tuple[str, ...] = ()


def frequent_names(
    dataset: Path, type_: str = "", *, least: int = 1, limit: int = 0, without_id: bool = False, contexts: int = 0
) -> list[FrequentName]:
    """The names of a finished dataset by documents, then mentions; names that are as frequent by type, surface, long form and id.

    ``type_``: of one node label only; ``least``: in at least so many documents; ``limit``: no more than so many (0: all); ``without_id``:
    only those recognised and left without an entity; ``contexts``: how many contexts of each. The tables are read out of core.
    Raises DatasetError when the folder is no finished dataset or a table is damaged.
    """
    ledger.require(dataset)
    tables = dataset / "tables"
    with tempfile.TemporaryDirectory(prefix="kg-names-") as spill, duckdb.connect(config={"temp_directory": spill}) as db:
        try:
            for name in ("mentions", "documents"):
                db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{_quoted(tables / f'{name}.parquet')}')")
            db.execute(_PLACES)
            db.execute(_NAMES, {"type": type_, "least": least, "limit": limit or None, "without_id": without_id})
            shown = _contexts(db, contexts) if contexts > 0 else {}
            rows = db.execute(_LISTED).fetchall()
        except duckdb.Error as error:
            raise DatasetError(
                f"{tables} cannot be read ({str(error).splitlines()[0]}): run the same command again with `kg run`"
            ) from None
    return [replace(FrequentName(*row[1:]), contexts=tuple(shown.get(row[0], ()))) for row in rows]


_PLACES = f"""
CREATE VIEW places AS
SELECT type, text AS surface, CASE WHEN detector IN {DEFINED_BY!r} THEN expanded ELSE '' END AS long_form, lower(long_form) AS long_key,
       entity AS id, name, document, start, "end", reason
FROM mentions
"""

_NAMES = """
CREATE TABLE names AS
SELECT row_number() OVER (ORDER BY documents DESC, mentions DESC, type, surface, long_key, id) AS number, *
FROM (
  SELECT type, surface, long_key, id, min(long_form) AS long_form, min(name) AS name, count(DISTINCT document) AS documents,
         count(*) AS mentions, min(document) AS example
  FROM places
  WHERE ($type = '' OR type = $type) AND (id = '' OR NOT $without_id)
  GROUP BY type, surface, long_key, id HAVING count(DISTINCT document) >= $least
)
ORDER BY number LIMIT $limit
"""

_LISTED = """
WITH reasons AS (
  SELECT number, p.reason, count(*) AS times FROM places p JOIN names n USING (type, surface, long_key, id) GROUP BY ALL
), usual AS (
  SELECT number, list(reason ORDER BY times DESC, reason)[1] AS reason FROM reasons GROUP BY number
)
SELECT number, type, surface, long_form, id, name, documents, mentions, usual.reason, example FROM names JOIN usual USING (number)
ORDER BY number
"""

_CONTEXTS = """
WITH first AS (
  SELECT number, document, min(start) AS start, arg_min("end", start) AS "end"
  FROM places JOIN names USING (type, surface, long_key, id) GROUP BY number, document
), chosen AS (
  SELECT *, row_number() OVER (PARTITION BY number ORDER BY document) AS rank FROM first QUALIFY rank <= $contexts
)
SELECT number, start > $around AS cut_before, length(text) > "end" + $around AS cut_after,
       substring(text, greatest(start - $around, 0) + 1, least(start, $around)), substring(text, start + 1, "end" - start),
       substring(text, "end" + 1, $around)
FROM chosen JOIN documents d ON d.id = document ORDER BY number, rank
"""


def _contexts(db: Any, contexts: int) -> dict[int, list[str]]:
    """Number of a name -> its contexts, white space squeezed, an ellipsis where the text goes on."""
    found: dict[int, list[str]] = {}
    for number, cut_before, cut_after, before, mention, after in db.execute(_CONTEXTS, {"contexts": contexts, "around": AROUND}).fetchall():
        line = f"{'…' if cut_before else ''}{before}[{mention}]{after}{'…' if cut_after else ''}"
        found.setdefault(number, []).append(" ".join(line.split()))
    return found


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
