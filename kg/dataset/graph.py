"""Tables of a dataset -> rows of nodes and relationships: the one property graph that every store loads and the import
files hold.

Ids are CURIEs for what has one and content hashes for assertions, evidence and runs; every node has ``id`` and ``uri``.
Empty strings and nulls are left out (the property is absent); empty lists stay. Property names are those of the tables.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kg import ids, schema
from kg.dataset import edges as edge_table
from kg.dataset.batches import Linked, Nodes, RecordLink, Relationships, link
from kg.dataset.curation import ACCEPTED, REJECTED
from kg.dataset.opened import AGAIN, Dataset, unreadable
from kg.dataset.tables import TABLES
from kg.errors import DatasetError, KgError, StoreError
from kg.model import TIERS

BATCH = 5000
"""Rows a batch, so that one statement stays small on every engine."""

FORMAT = 6
"""Number of this mapping: a store built by another one is stale."""

RECORD_LABELS = ("Trial", "Publication", "Evidence", "Assertion", "Run")
"""Labels of nodes that are records, not entities."""

RECORD_LINKS = (
    ("Assertion", "SUBJECT"),
    ("Assertion", "OBJECT"),
    ("Assertion", "HAS_EVIDENCE"),
    ("Assertion", "REJECTED_EVIDENCE"),
    ("Evidence", "FROM"),
    ("Evidence", "BY"),
    ("Publication", "REGISTERED_AS"),
)
"""Label and type of the relationships that records have."""

_NCT = re.compile(r"NCT\d{8}")
SECOND_HAND = ("review", "mention")
"""Tiers of documents that tell of the studies of others: what they conclude is no finding more."""

_HARMLESS = ("speculated", ACCEPTED)
_EDGE_ENDS = ("id", "subject", "subject_type", "relation", "object", "object_type")


def is_keyed(subject: str, relation: str) -> bool:
    """Whether relationships of a type from nodes of a label have a ``key``: all but the links of records."""
    return (subject, relation) not in RECORD_LINKS


def entity_labels() -> tuple[str, ...]:
    """Labels of the entity types, in the order of schema.toml; their nodes also carry ``Entity``."""
    return tuple(label for label in schema.entity_types() if label not in RECORD_LABELS)


def labels() -> tuple[str, ...]:
    """Every node label but ``Entity``."""
    return (*entity_labels(), *RECORD_LABELS)


def relationship_kinds() -> list[tuple[str, str]]:
    """Label that relationships start at and their type, for every kind that a graph may have."""
    direct = [(label, name) for name, relation in schema.relations().items() for label in relation.subject]
    return [*direct, *RECORD_LINKS]


def stamp(dataset: Path) -> str:
    """SHA-256, in hex, of the number of this mapping, the base of its IRIs and the ledger: changes whenever the graph
    does.

    Raises DatasetError when the folder is not a dataset, ConfigError for the base.
    """
    content = Dataset.open(dataset, tables=()).content
    return hashlib.sha256(b"%d\n%s\n%s" % (FORMAT, ids.base_iri().encode(), content)).hexdigest()


def nodes(dataset: Path) -> Iterator[Nodes]:
    """All nodes of a dataset, batch by batch, in a fixed order. Raises DatasetError for a damaged dataset."""
    yield from unlinked(dataset)
    for batch in chain(assertions(dataset), evidence(dataset)):
        yield batch.nodes()


def relationships(dataset: Path) -> Iterator[Relationships]:
    """All relationships of a dataset, batch by batch; every one names nodes that ``nodes`` yields. Raises
    DatasetError.
    """
    for batch in chain(assertions(dataset, props=False), evidence(dataset, props=False)):
        yield from batch.relationships()
    yield from edges(dataset)


def unlinked(dataset: Path) -> Iterator[Nodes]:
    """The nodes that are no ``Linked``: entities, publications, trials and runs. Raises DatasetError."""
    yield from _entities(dataset)
    yield from _publications(dataset)
    yield from _runs(dataset)


def edges(dataset: Path) -> Iterator[Relationships]:
    """The relationships that no ``Linked`` has: edges between entities, and trials of publications. Raises
    DatasetError.
    """
    yield from _direct_edges(dataset)
    yield from _registrations(dataset)


def trial_id(registry_id: str) -> str:
    """Id of the Trial node of a registry number: ``NCT01005199`` -> ``CLINICALTRIALS:NCT01005199``.

    Numbers of other registries are kept as they are.
    """
    return f"CLINICALTRIALS:{registry_id}" if _NCT.fullmatch(registry_id) else registry_id


# --- nodes ----------------------------------------------------------------------------------------------------------


def _entities(dataset: Path) -> Iterator[Nodes]:
    known = entity_labels()
    for batch in _rows(dataset, "entities"):
        by_label: dict[str, list[dict[str, Any]]] = {}
        for row in batch:
            if row["type"] not in known and row["type"] not in ("Trial", "Publication"):
                place = _place(dataset, "entities")
                raise DatasetError(
                    f"{place}: {row['id']} has the unknown type {row['type']!r}: expected one of {', '.join(known)}"
                )
            names = dict.fromkeys(name.lower() for name in [row["name"] or "", *(row["synonyms"] or [])] if name)
            props = {**row, "uri": ids.iri_of(row["id"], "entity"), "search_text": " | ".join(names)}
            props.pop("type")
            by_label.setdefault(row["type"], []).append(_node(props))
        for label in sorted(by_label):
            yield Nodes(label, by_label[label])


def _publications(dataset: Path) -> Iterator[Nodes]:
    seen: set[str] = set()
    columns = [
        "id",
        "title",
        "year",
        "journal",
        "doi",
        "pmcid",
        "language",
        "publication_types",
        "mesh",
        "substances",
        "registry_ids",
        "keywords",
        "links",
        "tier",
        "retracted",
        "source",
    ]
    for batch in _rows(dataset, "documents", columns):
        yield Nodes("Publication", [_node({**row, "uri": ids.iri_of(row["id"], "document")}) for row in batch])
        trials = sorted({trial_id(number) for row in batch for number in row["registry_ids"] or ()} - seen)
        seen.update(trials)
        if trials:
            yield Nodes(
                "Trial",
                [
                    _node({"id": trial, "uri": ids.iri_of(trial, "trial"), "name": trial.rpartition(":")[2]})
                    for trial in trials
                ],
            )


def assertions(dataset: Path, *, props: bool = True) -> Iterator[Linked]:
    """Assertions, linked to entities; rows have no ``props`` without ``props``. Raises DatasetError."""
    relations = schema.relations()
    ends = ["subject", "subject_type", "object", "object_type"]
    for batch in _rows(dataset, "assertions", None if props else ["id", *ends]):
        groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in batch:
            found = {"id": row["id"], "subject": row["subject"], "object": row["object"]}
            groups.setdefault((row["subject_type"], row["object_type"]), []).append(found)
            if not props:
                continue
            relation = relations.get(row["relation"])
            if relation is None:
                raise DatasetError(
                    f"{_place(dataset, 'assertions')}: {row['id']} has the unknown relation {row['relation']!r}"
                )
            constants = {
                "uri": ids.minted("assertion", row["id"]),
                "category": relation.association,
                "knowledge_level": "not_provided",
                "agent_type": "text_mining_agent",
                "primary_knowledge_source": "infores:pubmed",
                "best_tier_rank": _tier_rank(row["best_tier"]),
            }
            found["props"] = _clean({**{key: value for key, value in row.items() if key not in ends}, **constants})
        for (subject, object_), rows in sorted(groups.items()):
            yield Linked(
                "Assertion", (RecordLink("SUBJECT", subject, "subject"), RecordLink("OBJECT", object_, "object")), rows
            )


def _evidence_links(rejected: bool, has_run: bool) -> tuple[RecordLink, ...]:
    """The links of a piece of evidence.

    One that a curator rejected is linked to its claim in another way: what asks for the evidence of a claim and knows
    nothing of curation does not count it.
    """
    kind = "REJECTED_EVIDENCE" if rejected else "HAS_EVIDENCE"
    return (
        RecordLink(kind, "Assertion", "assertion", outwards=False),
        RecordLink("FROM", "Publication", "document"),
        *([RecordLink("BY", "Run", "run")] if has_run else []),
    )


def evidence(dataset: Path, *, props: bool = True) -> Iterator[Linked]:
    """Evidence, linked to assertions, publications and runs; rows have no ``props`` without ``props``. Raises
    DatasetError.
    """
    retracted = _retracted(dataset) if props else frozenset()
    ends = ["assertion", "document", "run"]
    for batch in _rows(dataset, "evidence", None if props else ["id", "flags", *ends]):
        groups: dict[tuple[bool, bool], list[dict[str, Any]]] = {}
        for row in batch:
            found = {"id": row["id"], **{end: row[end] for end in ends}}
            groups.setdefault((REJECTED in (row["flags"] or ()), bool(row["run"])), []).append(found)
            if not props:
                continue
            flags = sorted({*(row["flags"] or ()), *(["retracted"] if row["document"] in retracted else [])})
            derived = {
                "uri": ids.minted("evidence", row["id"]),
                "flags": flags,
                "counted": (
                    not set(flags).difference(_HARMLESS)
                    and row["attribution"] not in ("combination", "comparator")
                    and row["tier"] not in SECOND_HAND
                ),
                "tier_rank": _tier_rank(row["tier"]),
                "trials": [trial_id(number) for number in row["trials"] or ()],
            }
            found["props"] = _clean({**{key: value for key, value in row.items() if key not in ends}, **derived})
        for (rejected, has_run), rows in sorted(groups.items()):
            yield Linked("Evidence", _evidence_links(rejected, has_run), rows)


def _runs(dataset: Path) -> Iterator[Nodes]:
    ledger = Dataset.open(dataset, tables=()).ledger
    versions = [f"{key}={_version(value)}" for key, value in sorted(ledger.get("versions", {}).items())]
    described = {
        "id": ledger["id"],
        "uri": ids.minted("run", ledger["id"]),
        "format": ledger.get("format"),
        "versions": versions,
        "build": stamp(dataset),
        "pipeline": (ledger.get("pipeline") or {}).get("name"),
    }
    others = {row["run"] for batch in _rows(dataset, "evidence", ["run"]) for row in batch if row["run"]} - {
        ledger["id"]
    }
    yield Nodes(
        "Run", [_node(described), *(_node({"id": run, "uri": ids.minted("run", run)}) for run in sorted(others))]
    )


def _version(value: Any) -> str:
    """A version as a text: that of several things as JSON."""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)


# --- relationships --------------------------------------------------------------------------------------------------


def _direct_edges(dataset: Path) -> Iterator[Relationships]:
    negated = {
        row["id"] for batch in _rows(dataset, "assertions", ["id", "negated"]) for row in batch if row["negated"]
    }
    for batch in edge_table.claims(lambda: _batches(dataset, "edges"), BATCH):
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for row in batch:
            place = _place(dataset, "edges")
            if row["assertion"] in negated:
                raise DatasetError(f"{place}: edge {row['id']} stands for a negated assertion; {AGAIN}")
            if row["relation"] not in schema.relations():
                raise DatasetError(
                    f"{place}: unknown relation {row['relation']!r} between {row['subject_type']} and"
                    f" {row['object_type']}"
                )
            group = groups.setdefault((row["subject_type"], row["relation"], row["object_type"]), [])
            group.append(
                _edge(
                    row["subject"],
                    row["object"],
                    {name: value for name, value in row.items() if name not in _EDGE_ENDS},
                )
            )
        for (subject, relation, object_), rows in sorted(groups.items()):
            yield Relationships(subject, relation, object_, rows)


def _registrations(dataset: Path) -> Iterator[Relationships]:
    for batch in _rows(dataset, "documents", ["id", "registry_ids"]):
        pairs = [
            (row["id"], trial)
            for row in batch
            for trial in sorted({trial_id(number) for number in row["registry_ids"] or ()})
        ]
        if pairs:
            yield Relationships(
                "Publication", "REGISTERED_AS", "Trial", [link(document, trial) for document, trial in pairs]
            )


# --- shared ---------------------------------------------------------------------------------------------------------


def _place(dataset: Path, table: str) -> Path:
    return dataset / "tables" / f"{table}.parquet"


def _rows(dataset: Path, table: str, columns: list[str] | None = None) -> Iterator[list[dict[str, Any]]]:
    for batch in _batches(dataset, table, columns):
        yield batch.to_pylist()


def _batches(dataset: Path, table: str, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    path = _place(dataset, table)
    expected = columns or TABLES[table].names
    try:
        with pq.ParquetFile(path) as file:
            if absent := [name for name in expected if name not in file.schema_arrow.names]:
                raise DatasetError(f"{path} has no column {', '.join(absent)}, as another version wrote it; {AGAIN}")
            yield from file.iter_batches(BATCH, columns=expected)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(path, error) from None


def _retracted(dataset: Path) -> frozenset[str]:
    return frozenset(
        row["id"] for batch in _rows(dataset, "documents", ["id", "retracted"]) for row in batch if row["retracted"]
    )


def _tier_rank(tier: str | None) -> int | None:
    return TIERS.index(tier) if tier in TIERS else None


def _clean(props: dict[str, Any]) -> dict[str, Any]:
    """Without nulls and empty strings; 32-bit scores as the decimal that was meant."""
    kept = {key: value for key, value in props.items() if value is not None and value != ""}
    return {key: round(value, 6) if isinstance(value, float) else value for key, value in kept.items()}


def _node(props: dict[str, Any]) -> dict[str, Any]:
    return {"id": props["id"], "props": _clean(props)}


def _edge(subject: str, object_: str, props: dict[str, Any]) -> dict[str, Any]:
    return {"subject": subject, "object": object_, "key": props["key"], "props": _clean(props)}


def dangling(dataset: Path, links: Sequence[Relationships]) -> KgError:
    """The error for relationships that a store did not take.

    It is about the first of them that names a node no table has; without such a one it is the store's fault.

    Ends are looked up among the nodes of their label, which takes a pass over the tables: a price for failures only.
    """
    known: dict[str, set[str]] = {label: set() for batch in links for label in (batch.subject, batch.object)}
    for found in nodes(dataset):
        if found.label in known:
            known[found.label].update(row["id"] for row in found.rows)
    for batch in links:
        for row in batch.rows:
            for label, end in ((batch.subject, row["subject"]), (batch.object, row["object"])):
                if end not in known[label]:
                    return DatasetError(
                        f"{dataset}: the {batch.relation} relationship from {row['subject']} to {row['object']} names"
                        f" the {label} {end}, which no table has; {AGAIN}"
                    )
    kinds = ", ".join(dict.fromkeys(batch.relation for batch in links))
    return StoreError(
        f"the store did not write some {kinds} relationships, though their nodes are in the tables: something else"
        " changes it at the same time; load again with --replace when that has ended"
    )
