"""The ledger of a dataset, ``run.json``: what was read and what became of every record. No clock, no host: equal runs,
equal bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.dataset import opened
from kg.dataset.finish import Finished, Held
from kg.dataset.held import tally
from kg.dataset.parquet import write_json
from kg.dataset.tables import FORMAT, TABLES
from kg.errors import DatasetError
from kg.pipeline.config import Pipeline


def balance(
    run_id: str,
    pipeline: Pipeline,
    versions: dict[str, Any],
    inputs: list[dict[str, Any]],
    totals: dict[str, int],
    counts: dict[str, int],
    finished: Finished,
) -> dict[str, Any]:
    """The ledger's contents. Raises DatasetError when the sums do not add up, because then something was lost."""
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
        "id": run_id,
        "pipeline": {"name": pipeline.name, "description": pipeline.description, **pipeline.settings()},
        "versions": versions,
        "inputs": inputs,
        "records": {
            "read": records, "documents": documents, "deletions": deletions, "rejected": rejected, "kept": kept,
            "superseded": finished.superseded, "deleted": finished.deleted,
        },
        "mentions": {"found": totals.get("mentions", 0), "grounded": totals.get("grounded", 0)},
        "corrections": _corrections(pipeline, finished),
        "counts": counts,
    }  # fmt: skip


def _corrections(pipeline: Pipeline, finished: Finished) -> dict[str, Any]:
    """What corrections did, as ``kg.dataset.held.tally`` counts it, and what was left out by those to no entity: no
    table holds it.
    """
    held = {one: finished.corrected.get(one.key, Held()) for one in pipeline.corrections}
    return tally(pipeline, {one.key: (did.mentions, did.defined) for one, did in held.items()}) | {
        "left_out": [
            {
                "surface": one.surface, "type": one.type, "long_form": one.long_form, "was": one.was, "mentions": did.mentions,
                "documents": did.documents, "example": did.example,
            }
            for one, did in held.items()
            if did.mentions and not one.id
        ],
    }  # fmt: skip


def contents(dataset: Path) -> dict[str, Any] | None:
    """The ledger of a dataset; None when there is none. Raises DatasetError when it cannot be read or has another
    format.
    """
    content = opened.content_of(dataset)
    return None if content is None else opened.parsed(dataset, content)


def known(dataset: Path) -> dict[str, Any] | None:
    """The ledger of a dataset; None where there is none, or none that this version can read."""
    try:
        return contents(dataset)
    except DatasetError:
        return None


def finished(dataset: Path, run_id: str) -> dict[str, Any] | None:
    """The ledger when the dataset is just what a run would write, else None; a ledger that cannot be read is one to
    write anew.
    """
    ledger = known(dataset)
    return ledger if ledger and ledger.get("id") == run_id and tables_present(dataset) else None


def tables_present(dataset: Path) -> bool:
    """Whether every table is there."""
    return all(opened.table_file(dataset, name).is_file() for name in TABLES)


def remove(dataset: Path) -> None:
    """Take the ledger away while the tables are being written."""
    (dataset / opened.LEDGER).unlink(missing_ok=True)


def write(dataset: Path, ledger: dict[str, Any]) -> None:
    """Write the ledger: from here on the dataset counts as finished."""
    write_json(dataset / opened.LEDGER, ledger)
