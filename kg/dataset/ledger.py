"""The ledger of a dataset, ``run.json``: what was read and what became of every record. No clock, no host: equal runs,
equal bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.dataset.finish import Finished
from kg.dataset.opened import LEDGER
from kg.dataset.parquet import write_json
from kg.dataset.tables import FORMAT
from kg.errors import DatasetError


def balance(told: dict[str, Any], totals: dict[str, int], counts: dict[str, int], finished: Finished) -> dict[str, Any]:
    """The ledger's contents: what is ``told`` of the run (its id, pipeline, versions, inputs, corrections) and the
    sums.

    ``totals``: what the partitions have; ``counts``: rows of each table; ``finished``: what became of the partitions'
    rows. Raises DatasetError when the sums do not add up, because then something was lost.
    """
    records = totals.get("records", 0)
    rejected = totals.get("rejects", 0)
    documents, deletions = totals.get("documents", 0), totals.get("deletions", 0)
    kept = counts["documents"]
    sums = {
        "records read = documents + deletions + rejected": (records, documents + deletions + rejected),
        "documents = kept + superseded + deleted": (documents, kept + finished.superseded + finished.deleted),
        "rows of rejects = rejected + superseded + deleted": (
            counts["rejects"],
            rejected + finished.superseded + finished.deleted,
        ),
    }
    wrong = [f"{what}: {left} is not {right}" for what, (left, right) in sums.items() if left != right]
    if wrong:
        raise DatasetError(
            f"the ledger does not balance ({'; '.join(wrong)}); the tables were not accepted, run again with"
            " --fail-fast and report this"
        )
    return {
        "format": FORMAT,
        **told,
        "records": {
            "read": records, "documents": documents, "deletions": deletions, "rejected": rejected, "kept": kept,
            "superseded": finished.superseded, "deleted": finished.deleted,
        },
        "mentions": {"found": totals.get("mentions", 0), "grounded": totals.get("grounded", 0)},
        "counts": counts,
    }  # fmt: skip


def remove(dataset: Path) -> None:
    """Take the ledger away while the tables are being written."""
    (dataset / LEDGER).unlink(missing_ok=True)


def write(dataset: Path, ledger: dict[str, Any]) -> None:
    """Write the ledger: from here on the dataset counts as finished."""
    write_json(dataset / LEDGER, ledger)
