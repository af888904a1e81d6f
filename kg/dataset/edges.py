"""The relationships between entities: one for each claim, with all the sources that make it.

The edges table has a row a source, because each has a licence and a reference of its own (RDF and KGX keep them apart).
In a property graph that would be parallel relationships, and ``MATCH (:Drug)-[:INHIBITS]->(:Target)`` would give a drug
once for every source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from kg import ids
from kg.dataset import belief
from kg.dataset.sorting import ordered
from kg.dataset.tables import EDGES

CURATED, TEXT = "curated", "text"
"""What a relationship rests on: a curated source (sentences may say it, too), or sentences alone."""

LISTS = {"source": "sources", "licence": "licences", "reference": "references"}
"""Column of the table -> list of a relationship: each value once, sorted; there is no property where no source has
one.
"""

MEMORY = "256MB"
"""What sorting may hold before it spills to a temporary folder."""

# Claims stay in the order of the table, whose ids are hashes: neighbours in a batch then share no nodes for writers to
# wait for.
_ORDER = """
SELECT * FROM edges
ORDER BY min(id) OVER (PARTITION BY subject, relation, object, predicate), subject, relation, object, predicate, id
"""
_CLAIM = itemgetter("subject", "relation", "object", "predicate")


def claims(batches: Callable[[], Iterator[pa.RecordBatch]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Relationships, ``size`` at a time: the columns of the edges table, with ``key``, and ``LISTS`` in place of single
    values.

    ``batches`` gives the rows of the edges table. Sorts out of core. Raises DatasetError where the temporary folder has
    no space left, and what ``batches`` raises.
    """
    rows_in_order = ordered(_ORDER, {"edges": (EDGES, batches)}, what="the edges", memory=MEMORY)
    found = (dict(zip(EDGES.names, row, strict=True)) for row in rows_in_order)
    done: list[dict[str, Any]] = []
    for _, rows in groupby(found, _CLAIM):
        done += _merged(list(rows))
        if len(done) >= size:
            yield done[:size]
            done = done[size:]
    if done:
        yield done


def _merged(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The relationships of rows that agree in subject, relation, object and predicate.

    That is one, unless qualifiers tell claims of the text apart: then what a curated source says is none of them.
    """
    curated = [row for row in rows if not row["assertion"]]
    texts = [row for row in rows if row["assertion"]]
    if curated and len(texts) != 1:
        yield _one(ids.digest("edge", *(part or "" for part in _CLAIM(rows[0]))), curated)
        curated = []
    for row in texts:
        yield _one(row["assertion"], curated, row)


def _one(key: str, curated: list[dict[str, Any]], text: dict[str, Any] | None = None) -> dict[str, Any]:
    rows = [*curated, *([text] if text else [])]
    lists = {name: sorted({row[column] for row in rows if row[column]}) for column, name in LISTS.items()}
    scores = [row["score"] for row in rows if row["score"] is not None]
    return {
        **{name: value for name, value in (text or curated[0]).items() if name not in LISTS},
        "key": key,
        "basis": CURATED if curated else TEXT,
        "score": max(scores, default=None),
        "belief": belief.with_curated(text["belief"] if text else None) if curated else rows[0]["belief"],
        **{name: values for name, values in lists.items() if values},
    }


def text_edge(row: tuple[Any, ...]) -> dict[str, Any]:
    """The edge of a claim that is not negated.

    ``(id, subject, subject_type, relation, predicate, object, object_type, evidence_count, best_tier, score, belief)``
    of its assertion.
    """
    (
        identifier,
        subject,
        subject_type,
        relation,
        predicate,
        object_,
        object_type,
        evidence_count,
        best_tier,
        score,
        believed,
    ) = row
    return {
        "id": identifier,
        "subject": subject,
        "subject_type": subject_type,
        "relation": relation,
        "predicate": predicate,
        "object": object_,
        "object_type": object_type,
        "basis": "text",
        "assertion": identifier,
        "source": "text",
        "licence": "",
        "reference": "",
        "evidence_count": evidence_count,
        "best_tier": best_tier,
        "score": score,
        "belief": believed,
    }
