"""Tables of a dataset -> rows of nodes and relationships: the one property graph that every store loads and the import files hold.

Ids are CURIEs for what has one and content hashes for assertions, evidence and runs; every node has ``id`` and ``uri``. Empty strings
and nulls are left out (the property is absent); empty lists stay. Property names are those of the tables.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from kg import ids, schema
from kg.dataset.tables import FORMAT as DATASET_FORMAT
from kg.dataset.tables import TABLES
from kg.errors import ConfigError, DatasetError, KgError, StoreError
from kg.model import TIERS

BATCH = 5000
"""Rows a batch, so that one statement stays small on every engine."""

FORMAT = 1
"""Number of this mapping: a store built by another one is stale."""

RECORD_LABELS = ("Trial", "Publication", "Evidence", "Assertion", "Run")
"""Labels of nodes that are records, not entities."""

RECORD_LINKS = (
    ("Assertion", "SUBJECT"),
    ("Assertion", "OBJECT"),
    ("Assertion", "HAS_EVIDENCE"),
    ("Evidence", "FROM"),
    ("Evidence", "BY"),
    ("Publication", "REGISTERED_AS"),
)
"""Label and type of the relationships that records have."""

LEDGER = "run.json"
_NCT = re.compile(r"NCT\d{8}")
_HARMLESS = ("speculated",)


@dataclass(frozen=True, slots=True)
class Nodes:
    """A batch of nodes of one label; a row is ``{"id", "props"}``."""

    label: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Relationships:
    """A batch of relationships between two labels; a row is ``{"subject", "object", "key", "props"}``."""

    subject: str
    relation: str
    object: str
    rows: list[dict[str, Any]]


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
    """SHA-256 of the ledger, in hex: changes whenever the dataset does. Raises DatasetError when the folder is not a dataset."""
    run_ledger(dataset)
    return hashlib.sha256(_ledger_bytes(dataset)).hexdigest()


def _ledger_bytes(dataset: Path) -> bytes:
    path = dataset / LEDGER
    try:
        return path.read_bytes()
    except FileNotFoundError:
        where = "has no run.json, so it is not a finished dataset" if dataset.is_dir() else "does not exist"
        raise DatasetError(f"{dataset} {where}: make one with `kg run PIPELINE.toml --out {dataset}`") from None
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}") from None


def nodes(dataset: Path) -> Iterator[Nodes]:
    """All nodes of a dataset, batch by batch, in a fixed order. Raises DatasetError for a damaged dataset."""
    yield from _entities(dataset)
    yield from _publications(dataset)
    yield from _assertions(dataset)
    yield from _evidence(dataset)
    yield from _runs(dataset)


def relationships(dataset: Path) -> Iterator[Relationships]:
    """All relationships of a dataset, batch by batch; every one names nodes that ``nodes`` yields. Raises DatasetError."""
    yield from _direct_edges(dataset)
    yield from _assertion_ends(dataset)
    yield from _evidence_links(dataset)
    yield from _registrations(dataset)


def trial_id(registry_id: str) -> str:
    """Id of the Trial node of a registry number: ``NCT01005199`` -> ``CLINICALTRIALS:NCT01005199``; other registries keep their number."""
    return f"CLINICALTRIALS:{registry_id}" if _NCT.fullmatch(registry_id) else registry_id


# --- nodes ----------------------------------------------------------------------------------------------------------


def _entities(dataset: Path) -> Iterator[Nodes]:
    known = entity_labels()
    for batch in _rows(dataset, "entities"):
        by_label: dict[str, list[dict[str, Any]]] = {}
        for row in batch:
            if row["type"] not in known and row["type"] not in ("Trial", "Publication"):
                place = _place(dataset, "entities")
                raise DatasetError(f"{place}: {row['id']} has the unknown type {row['type']!r}: expected one of {', '.join(known)}")
            names = dict.fromkeys(name.lower() for name in [row["name"] or "", *(row["synonyms"] or [])] if name)
            props = {**row, "uri": _uri(row["id"], "entity"), "search_text": " | ".join(names)}
            props.pop("type")
            by_label.setdefault(row["type"], []).append(_node(props))
        for label in sorted(by_label):
            yield Nodes(label, by_label[label])


def _publications(dataset: Path) -> Iterator[Nodes]:
    seen: set[str] = set()
    columns = ["id", "title", "year", "journal", "doi", "pmcid", "language", "publication_types", "mesh", "substances", "registry_ids",
               "keywords", "links", "tier", "retracted", "source"]  # fmt: skip
    for batch in _rows(dataset, "documents", columns):
        yield Nodes("Publication", [_node({**row, "uri": _uri(row["id"], "document")}) for row in batch])
        trials = sorted({trial_id(number) for row in batch for number in row["registry_ids"] or ()} - seen)
        seen.update(trials)
        if trials:
            yield Nodes("Trial", [_node({"id": trial, "uri": _uri(trial, "trial"), "name": trial.rpartition(":")[2]}) for trial in trials])


def _assertions(dataset: Path) -> Iterator[Nodes]:
    relations = schema.relations()
    for batch in _rows(dataset, "assertions"):
        rows = []
        for row in batch:
            relation = relations.get(row["relation"])
            if relation is None:
                raise DatasetError(f"{_place(dataset, 'assertions')}: {row['id']} has the unknown relation {row['relation']!r}")
            props = {key: value for key, value in row.items() if key not in ("subject", "subject_type", "object", "object_type")}
            constants = {
                "uri": ids.minted("assertion", row["id"]),
                "category": relation.association,
                "knowledge_level": "not_provided",
                "agent_type": "text_mining_agent",
                "primary_knowledge_source": "infores:pubmed",
                "best_tier_rank": _tier_rank(row["best_tier"]),
            }
            rows.append(_node({**props, **constants}))
        yield Nodes("Assertion", rows)


def _evidence(dataset: Path) -> Iterator[Nodes]:
    retracted = _retracted(dataset)
    for batch in _rows(dataset, "evidence"):
        rows = []
        for row in batch:
            flags = sorted({*(row["flags"] or ()), *(["retracted"] if row["document"] in retracted else [])})
            props = {key: value for key, value in row.items() if key not in ("assertion", "document", "run")}
            props.update(
                uri=ids.minted("evidence", row["id"]),
                flags=flags,
                counted=not set(flags).difference(_HARMLESS) and row["attribution"] not in ("combination", "comparator"),
                tier_rank=_tier_rank(row["tier"]),
                trials=[trial_id(number) for number in row["trials"] or ()],
            )
            rows.append(_node(props))
        yield Nodes("Evidence", rows)


def _runs(dataset: Path) -> Iterator[Nodes]:
    ledger = run_ledger(dataset)
    versions = [f"{key}={value}" for key, value in sorted(ledger.get("versions", {}).items())]
    described = {
        "id": ledger["id"],
        "uri": ids.minted("run", ledger["id"]),
        "format": ledger.get("format"),
        "versions": versions,
        "build": stamp(dataset),
        "pipeline": (ledger.get("pipeline") or {}).get("name"),
    }
    others = {row["run"] for batch in _rows(dataset, "evidence", ["run"]) for row in batch if row["run"]} - {ledger["id"]}
    yield Nodes("Run", [_node(described), *(_node({"id": run, "uri": ids.minted("run", run)}) for run in sorted(others))])


def run_ledger(dataset: Path) -> dict[str, Any]:
    """The ledger of a dataset. Raises DatasetError when it is missing, damaged, of another format or has no run id."""
    try:
        ledger = json.loads(_ledger_bytes(dataset))
        identifier, found = ledger["id"], ledger.get("format")
    except (ValueError, KeyError, TypeError):
        identifier = found = None
    if not isinstance(identifier, str):
        raise DatasetError(f'{dataset / LEDGER} is damaged: expected JSON with a string "id"; make the dataset again with `kg run`')
    if found != DATASET_FORMAT:
        again = "make the dataset again with this version's `kg run`"
        raise DatasetError(f"{dataset / LEDGER}: dataset format {found!r} found, {DATASET_FORMAT} expected; {again}")
    return dict(ledger)


# --- relationships --------------------------------------------------------------------------------------------------


def _direct_edges(dataset: Path) -> Iterator[Relationships]:
    negated = {row["id"] for batch in _rows(dataset, "assertions", ["id", "negated"]) for row in batch if row["negated"]}
    for batch in _rows(dataset, "edges"):
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for row in batch:
            if row["assertion"] in negated:
                place = _place(dataset, "edges")
                raise DatasetError(f"{place}: edge {row['id']} stands for a negated assertion; make the dataset again with `kg run`")
            names = ("assertion", "basis", "evidence_count", "best_tier", "score", "source", "licence", "reference", "predicate")
            group = groups.setdefault((row["subject_type"], row["relation"], row["object_type"]), [])
            group.append(_relationship(row["subject"], row["object"], row["id"], {name: row[name] for name in names}))
        for (subject, relation, object_), rows in sorted(groups.items()):
            if relation not in schema.relations():
                raise DatasetError(f"{_place(dataset, 'edges')}: unknown relation {relation!r} between {subject} and {object_}")
            yield Relationships(subject, relation, object_, rows)


def _assertion_ends(dataset: Path) -> Iterator[Relationships]:
    for batch in _rows(dataset, "assertions", ["id", "subject", "subject_type", "object", "object_type"]):
        for relation, end in (("SUBJECT", "subject"), ("OBJECT", "object")):
            groups: dict[str, list[dict[str, Any]]] = {}
            for row in batch:
                groups.setdefault(row[f"{end}_type"], []).append(_relationship(row["id"], row[end], f"{row['id']}/{end}"))
            for label in sorted(groups):
                yield Relationships("Assertion", relation, label, groups[label])


def _evidence_links(dataset: Path) -> Iterator[Relationships]:
    for batch in _rows(dataset, "evidence", ["id", "assertion", "document", "run"]):
        claims = [_relationship(row["assertion"], row["id"], f"{row['id']}/of") for row in batch]
        yield Relationships("Assertion", "HAS_EVIDENCE", "Evidence", claims)
        places = [_relationship(row["id"], row["document"], f"{row['id']}/from") for row in batch]
        yield Relationships("Evidence", "FROM", "Publication", places)
        made = [_relationship(row["id"], row["run"], f"{row['id']}/by") for row in batch if row["run"]]
        if made:
            yield Relationships("Evidence", "BY", "Run", made)


def _registrations(dataset: Path) -> Iterator[Relationships]:
    for batch in _rows(dataset, "documents", ["id", "registry_ids"]):
        pairs = [(row["id"], trial) for row in batch for trial in sorted({trial_id(number) for number in row["registry_ids"] or ()})]
        if pairs:
            rows = [_relationship(document, trial, f"{document}/{trial}") for document, trial in pairs]
            yield Relationships("Publication", "REGISTERED_AS", "Trial", rows)


# --- shared ---------------------------------------------------------------------------------------------------------


def _place(dataset: Path, table: str) -> Path:
    return dataset / "tables" / f"{table}.parquet"


def _rows(dataset: Path, table: str, columns: list[str] | None = None) -> Iterator[list[dict[str, Any]]]:
    path = _place(dataset, table)
    expected = columns or TABLES[table].names
    try:
        with pq.ParquetFile(path) as file:
            missing = [name for name in expected if name not in file.schema_arrow.names]
            if missing:
                raise DatasetError(
                    f"{path} has no column {', '.join(missing)}, as another version wrote it: make the dataset again with `kg run`"
                )
            for batch in file.iter_batches(BATCH, columns=expected):
                yield batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read ({str(error).splitlines()[0]})"
        raise DatasetError(f"{path} {reason}: make the dataset again with `kg run`") from None


def _retracted(dataset: Path) -> frozenset[str]:
    return frozenset(row["id"] for batch in _rows(dataset, "documents", ["id", "retracted"]) for row in batch if row["retracted"])


def _tier_rank(tier: str | None) -> int | None:
    return TIERS.index(tier) if tier in TIERS else None


def _uri(identifier: str, kind: str) -> str:
    try:
        return ids.iri(identifier)
    except ConfigError:  # a registry number or document id that no prefix covers
        return ids.minted(kind, quote(identifier, safe=":"))


def _clean(props: dict[str, Any]) -> dict[str, Any]:
    """Without nulls and empty strings; 32-bit scores as the decimal that was meant."""
    kept = {key: value for key, value in props.items() if value is not None and value != ""}
    return {key: round(value, 6) if isinstance(value, float) else value for key, value in kept.items()}


def _node(props: dict[str, Any]) -> dict[str, Any]:
    return {"id": props["id"], "props": _clean(props)}


def _relationship(subject: str, object_: str, key: str, props: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"subject": subject, "object": object_, "key": key, "props": _clean({**(props or {}), "key": key})}


def dangling(dataset: Path, links: Relationships) -> KgError:
    """The error for relationships that a store did not take: the first of them that names a node no table has, else the store's fault.

    Ends are looked up among the nodes of their label, which takes a pass over the tables: a price for failures only.
    """
    known: dict[str, set[str]] = {links.subject: set(), links.object: set()}
    for batch in nodes(dataset):
        if batch.label in known:
            known[batch.label].update(row["id"] for row in batch.rows)
    ends = ((row, label, row[end]) for row in links.rows for end, label in (("subject", links.subject), ("object", links.object)))
    loose = next((found for found in ends if found[2] not in known[found[1]]), None)
    if loose is None:
        return StoreError(
            f"the store did not write {len(links.rows)} {links.relation} relationships, though their nodes are in the tables: something "
            "else changes it at the same time; load again with --replace when that has ended"
        )
    row, label, end = loose
    return DatasetError(
        f"{dataset}: the {links.relation} relationship from {row['subject']} to {row['object']} names the {label} {end}, which no table "
        "has; make the dataset again with `kg run`"
    )
