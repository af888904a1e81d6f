"""One partition: what the pipeline made of one piece of input, in a folder named by the content that produced it.

A partition is written beside its place and renamed into it, so it is there whole or not at all; a re-run that finds it
does nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from kg.dataset import curation, tables
from kg.dataset.parquet import write_json, write_rows
from kg.files import whole
from kg.model import AnnotatedDocument, Claim, Deletion, Document, Reject

_OURS = re.compile(r"[0-9a-f]{32}|\.[0-9a-f]{32}(\.\d+)?\.(part|old)")
_KEY = [("partition", pa.string()), ("sequence", pa.int32())]


def _schema(schema: pa.Schema, drop: tuple[str, ...] = (), add: tuple[tuple[str, pa.DataType], ...] = ()) -> pa.Schema:
    return pa.schema([*_KEY, *(field for field in schema if field.name not in drop), *add])


_S = pa.string()
SCHEMAS: dict[str, pa.Schema] = {
    "documents": _schema(tables.DOCUMENTS, drop=("retracted",)),
    "mentions": _schema(tables.MENTIONS),
    "evidence": _schema(
        tables.EVIDENCE,
        drop=("run", "year", "trials", *curation.COLUMNS),
        add=(
            ("subject", _S),
            ("subject_type", _S),
            ("relation", _S),
            ("predicate", _S),
            ("object", _S),
            ("object_type", _S),
            ("qualifiers", pa.list_(_S)),
            ("negated", pa.bool_()),
        ),
    ),
    "deletions": pa.schema([*_KEY, ("id", _S), ("source", _S), ("place", _S)]),
    "rejects": _schema(tables.REJECTS),
    "corrections": pa.schema(
        [
            *_KEY,
            ("surface", _S),
            ("type", _S),
            ("long_form", _S),
            ("applied", pa.int32()),
            ("defined", pa.int32()),
            ("was", _S),
        ]
    ),
}


@dataclass(slots=True)
class Partition:
    """Rows of a partition while it is being made; ``sequence`` is the position of the record in the partition."""

    id: str
    rows: dict[str, list[dict[str, Any]]]
    counts: dict[str, int]

    @classmethod
    def empty(cls, identifier: str) -> Partition:
        """A partition without rows."""
        return cls(
            identifier,
            {name: [] for name in SCHEMAS},
            dict.fromkeys(
                ("records", "documents", "deletions", "rejects", "mentions", "grounded", "evidence", "corrections"), 0
            ),
        )

    def add_document(self, sequence: int, annotated: AnnotatedDocument, claims: Iterable[Claim], tier: str) -> None:
        """Add a document with its mentions and its evidence."""
        # Nothing is added before every row is made: what raises on the way leaves the partition as it was.
        document = annotated.document
        key = {"partition": self.id, "sequence": sequence}
        mentions = []
        types: dict[str, str] = {}
        for grounding in annotated.groundings:
            mention, best = grounding.mention, grounding.best
            if best:
                types[best.id] = best.type
            mentions.append(
                key
                | {
                    "document": document.id,
                    "start": mention.start,
                    "end": mention.end,
                    "text": mention.text,
                    "type": mention.type,
                    "entity": best.id if best else "",
                    "name": best.name if best else "",
                    "score": best.score if best else 0.0,
                    "detector": mention.detector,
                    "expanded": mention.expanded,
                    "reason": best.reason if best else "",
                }
            )
        evidence: dict[str, dict[str, Any]] = {}
        for claim in claims:
            if claim.evidence.id not in evidence:
                evidence[claim.evidence.id] = key | _evidence_row(document, claim, types)
        rows = {
            "documents": [key | document_row(document, tier)],
            "mentions": mentions,
            "evidence": list(evidence.values()),
            "corrections": [key | asdict(one) for one in annotated.corrected],
        }
        for name, added in rows.items():
            pa.RecordBatch.from_pylist(
                added, SCHEMAS[name]
            )  # what Arrow cannot hold is refused here, at the cost of one document
        for name, added in rows.items():
            self.rows[name].extend(added)
            self.counts[name] += len(added)
        self.counts["grounded"] += sum(1 for g in annotated.groundings if g.candidates)

    def add_deletion(self, sequence: int, deletion: Deletion) -> None:
        """Add an order to remove a publication."""
        self.rows["deletions"].append(
            {
                "partition": self.id,
                "sequence": sequence,
                "id": deletion.id,
                "source": deletion.source,
                "place": deletion.place,
            }
        )
        self.counts["deletions"] += 1

    def add_reject(self, sequence: int, reject: Reject) -> None:
        """Add a record that could not be used."""
        self.rows["rejects"].append(
            {
                "partition": self.id,
                "sequence": sequence,
                "source": reject.source,
                "place": reject.place,
                "id": reject.id,
                "stage": reject.stage,
                "reason": reject.reason,
            }
        )
        self.counts["rejects"] += 1

    def write(self, folder: Path) -> None:
        """Write the partition below ``folder`` in one step."""
        with whole(folder / self.id) as beside:  # in place of one that was found damaged
            beside.mkdir(parents=True)
            for name, schema in SCHEMAS.items():
                if self.rows[name]:
                    write_rows(beside / f"{name}.parquet", schema, self.rows[name])
            write_json(beside / "counts.json", self.counts)


def document_row(document: Document, tier: str) -> dict[str, Any]:
    """A document as a row of the documents table."""
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "text": document.text,
        "year": document.year,
        "journal": document.journal,
        "doi": document.doi,
        "pmcid": document.pmcid,
        "language": document.language,
        "publication_types": document.publication_types,
        "section_names": [s.name for s in document.sections],
        "section_starts": [s.start for s in document.sections],
        "section_ends": [s.end for s in document.sections],
        "section_labels": [s.label for s in document.sections],
        "mesh": [h.id for h in document.headings],
        "substances": document.substances,
        "registry_ids": document.registry_ids,
        "keywords": document.keywords,
        "links": [f"{link.kind} {link.target}" for link in document.links],
        "tier": tier,
        "source": document.source,
        "place": document.place,
    }


def _evidence_row(document: Document, claim: Claim, types: dict[str, str]) -> dict[str, Any]:
    assertion, evidence = claim.assertion, claim.evidence
    return {
        "id": evidence.id,
        "assertion": evidence.assertion,
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "text": document.text[evidence.start : evidence.end],
        "subject_start": evidence.subject_start,
        "subject_end": evidence.subject_end,
        "object_start": evidence.object_start,
        "object_end": evidence.object_end,
        "section": evidence.section,
        "rule": evidence.rule,
        "cue": evidence.cue,
        "score": evidence.score,
        "tier": evidence.tier,
        "polarity": evidence.polarity,
        "attribution": evidence.attribution,
        "partners": evidence.partners,
        "flags": evidence.flags,
        "result_start": evidence.result_start,
        "result_end": evidence.result_end,
        "result_text": document.text[evidence.result_start : evidence.result_end] if evidence.result_start >= 0 else "",
        "comparators": evidence.comparators,
        "endpoint": evidence.endpoint,
        "figures": evidence.figures,
        "setting": evidence.setting,
        "subject": assertion.subject,
        "subject_type": types[assertion.subject],
        "relation": assertion.relation,
        "predicate": assertion.predicate,
        "object": assertion.object,
        "object_type": types[assertion.object],
        "qualifiers": [f"{k}={v}" for k, v in assertion.qualifiers],
        "negated": assertion.negated,
    }


def read_counts(folder: Path, identifier: str) -> dict[str, int] | None:
    """Counts of a finished partition; None when it is not there, or not whole (it is then made again)."""
    try:
        counts: dict[str, int] = json.loads((folder / identifier / "counts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(counts, dict) and counts.keys() == Partition.empty("").counts.keys()
    return (
        counts
        if whole and all((folder / identifier / f"{name}.parquet").is_file() for name in SCHEMAS if counts[name])
        else None
    )


def is_partition(name: str) -> bool:
    """Whether a folder of this name below ``partitions`` is a partition, or what a killed run left of one."""
    return _OURS.fullmatch(name) is not None
