"""Ids that no registered prefix covers: what an export writes under local IRIs, counted and said."""

from __future__ import annotations

from kg import ids
from kg.exchange.export.reading import ExportedDataset, ordered
from kg.model import CONTROLS
from kg.progress import Report

SHOWN = 5
"""Prefixes that are named; the others are counted."""

_IDS = f"""
SELECT DISTINCT id FROM (
    SELECT id FROM entities UNION ALL SELECT id FROM documents
    UNION ALL SELECT unnest([subject, object]) FROM assertions UNION ALL SELECT unnest([subject, object]) FROM edges
    UNION ALL SELECT id FROM (SELECT unnest(list_concat(partners, comparators)) AS id FROM evidence)
    WHERE id NOT IN {CONTROLS!r}
)
"""
_BY_PREFIX = f"""
SELECT prefix, count(*) FROM (
    SELECT CASE WHEN contains(id, ':') THEN split_part(id, ':', 1) ELSE '' END AS prefix FROM ({_IDS})
) GROUP BY prefix ORDER BY count(*) DESC, prefix
"""
_VIEWS = {
    "entities": ("entities", ("id",)),
    "documents": ("documents", ("id",)),
    "assertions": ("assertions", ("id", "subject", "object")),
    "edges": ("edges", ("id", "subject", "object")),
    "evidence": ("evidence", ("id", "partners", "comparators")),
}


def report_unregistered(dataset: ExportedDataset, report: Report) -> int:
    """Say how many entities and documents have an id without a known prefix, if any has; returns how many. Raises
    DatasetError.
    """
    found = {prefix: count for prefix, count in ordered(dataset, _BY_PREFIX, _VIEWS) if not ids.is_curie(f"{prefix}:x")}
    total: int = sum(found.values())
    if found:
        named = [f"{prefix or 'no prefix'} {count:,}" for prefix, count in list(found.items())[:SHOWN]]
        more = f" and {len(found) - SHOWN:,} other prefixes" if len(found) > SHOWN else ""
        ids_have = "id has" if total == 1 else "ids have"
        report(
            f"warning: {total:,} {ids_have} no prefix that ontologies/prefixes.toml gives an IRI"
            f" ({', '.join(named)}{more}): kept, with local IRIs below {ids.base_iri()}"
        )
    return total
