"""Pieces of evidence of a dataset, looked up by their ids or by those of their claims."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kg.dataset.opened import Dataset, unreadable

CLAIM = ("subject", "relation", "object", "negated")
_COLUMNS = ("id", "assertion", "document", "text", "polarity", "attribution")


def evidence_of(dataset: Path, wanted: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Id -> the piece of evidence that has it, or all evidence of the assertion that has it; sorted by id.

    A row has the id, the assertion, the document, the text, the polarity and the attribution, and of its assertion the
    columns ``CLAIM``. What the dataset does not have is left out. Raises DatasetError.
    """
    there = Dataset.open(dataset)
    asked = pa.array(sorted(wanted), pa.string())
    field = pc.field("id")
    rows = _rows(there.path("evidence"), _COLUMNS, field.isin(asked) | pc.field("assertion").isin(asked))
    claims = pa.array(sorted({row["assertion"] for row in rows}), pa.string())
    said = {row["id"]: row for row in _rows(there.path("assertions"), ("id", *CLAIM), field.isin(claims))}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        whole = row | {name: said[row["assertion"]][name] for name in CLAIM}
        for one in (row["id"], row["assertion"]):
            if one in wanted:
                found.setdefault(one, []).append(whole)
    return found


def _rows(path: Path, columns: tuple[str, ...], where: pc.Expression) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = pq.read_table(path, columns=list(columns), filters=where).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise unreadable(path, error) from None
    return rows
