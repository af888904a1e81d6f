"""How much evidence of each polarity and tier an assertion has: what an edge says without its evidence.

Polarities count evidence that counts towards an answer: not flagged (``speculated`` and ``accepted`` apart), not of a
retracted document, about the drug itself and first-hand. Tiers count all evidence that is neither retracted nor
rejected.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.dataset.curation import REJECTED
from kg.dataset.opened import AGAIN
from kg.errors import DatasetError
from kg.exchange.export.reading import ExportedDataset, ordered
from kg.model import POLARITIES, TIERS

POLARITY, TIER = "polarity-", "tier-"
NAMES = (*(f"{POLARITY}{name}" for name in POLARITIES), *(f"{TIER}{name}" for name in TIERS))
"""Names of the counts, in order."""

_COUNTED = """
NOT gone AND NOT list_has_any(flags, ['contaminated-cell-line', 'protocol'])
AND attribution NOT IN ('combination', 'comparator')
AND tier NOT IN ('review', 'mention')
"""
_SQL = f"""
WITH told AS (
    SELECT assertion, coalesce(polarity, '') AS polarity, coalesce(tier, '') AS tier,
           coalesce(attribution, '') AS attribution, coalesce(flags, []) AS flags,
           list_has_any(coalesce(flags, []), ['retracted', '{REJECTED}']) OR coalesce(d.retracted, false) AS gone
    FROM evidence e LEFT JOIN (SELECT id, retracted FROM documents WHERE retracted) d ON d.id = e.document
)
SELECT assertion, {", ".join(f"count(*) FILTER (WHERE polarity = '{name}' AND {_COUNTED})" for name in POLARITIES)},
       {", ".join(f"count(*) FILTER (WHERE tier = '{name}' AND NOT gone)" for name in TIERS)}
FROM told GROUP BY assertion ORDER BY assertion
"""
_VIEWS = {
    "evidence": ("evidence", ("assertion", "document", "polarity", "tier", "attribution", "flags")),
    "documents": ("documents", ("id", "retracted")),
}


class Counts:
    """The counts of assertions, asked for in the order of their ids."""

    def __init__(self, dataset: ExportedDataset) -> None:
        self._dataset = dataset
        self._rows: Iterator[tuple[str, ...]] | None = None

    def of(self, assertion: str) -> dict[str, int]:
        """Counts above 0 by name. Raises DatasetError when the assertion has no evidence or was passed already."""
        if self._rows is None:
            self._rows = ordered(self._dataset, _SQL, _VIEWS)
        for found, *numbers in self._rows:
            if found == assertion:
                return {name: int(number) for name, number in zip(NAMES, numbers, strict=True) if number}
            if found > assertion:
                break
        raise DatasetError(f"{self._dataset.path('evidence')} has no evidence for assertion {assertion}; {AGAIN}")
