"""Evidence Inference: rows of intervention, comparator, outcome, the span that states the result, and its direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import ConfigError
from kg.gold.evaluate.gold import GoldFile, objects
from kg.model import Reject
from kg.pipeline.sources.identifiers import publication

INCREASED, DECREASED, NEITHER = LABELS = (
    "significantly increased",
    "significantly decreased",
    "no significant difference",
)

_KEYS = ("intervention", "comparator", "outcome", "label", "evidence")


@dataclass(frozen=True, slots=True)
class TrialResult:
    """A row of the gold: ``document`` is a CURIE, empty where the row has no identifier; ``label`` one of
    ``LABELS``.
    """

    document: str
    intervention: str
    comparator: str
    outcome: str
    label: str
    evidence: str


def results(file: GoldFile) -> Iterator[TrialResult | Reject]:
    """The rows of a file in order; one with another label, or without a key, is a Reject."""
    for line in objects(file):
        if isinstance(line, Reject):
            yield line
            continue
        number, row = line
        place = f"line {number}"
        if missing := [key for key in _KEYS if not isinstance(row.get(key), str)]:
            yield Reject(
                file.path, place, "gold", f"no text under {', '.join(missing)}: expected strings; the line is left out"
            )
        elif row["label"] not in LABELS:
            yield Reject(
                file.path,
                place,
                "gold",
                f"label is {row['label']!r}: expected one of {', '.join(LABELS)}; the line is left out",
            )
        else:
            yield TrialResult(_document(str(row.get("pmcid") or row.get("pmid") or "")), *(row[key] for key in _KEYS))


def _document(printed: str) -> str:
    try:
        return publication(printed)
    except ConfigError:
        return ""
