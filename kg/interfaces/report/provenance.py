"""Where an answer comes from: the dataset, the versions that made it and what was read, from its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from kg import stores
from kg.ask.lookup import KnownNames
from kg.dataset.graph import stamp
from kg.dataset.opened import Dataset
from kg.stores.store import Store

_RUNS = (
    "MATCH (r:Run) WHERE r.build IS NOT NULL RETURN r.id AS id, r.pipeline AS pipeline, r.build AS build ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class ReadInput:
    """A file that a dataset was made of: its name, format and SHA-256."""

    name: str
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report says of the dataset. ``build`` is the SHA-256 that names its state; ``models`` and ``sources`` have
    (name, version) pairs.

    Of a server only ``name``, ``run`` and ``build`` are known, the rest is empty.
    """

    name: str
    run: str
    build: str
    description: str = ""
    profile: str = ""
    kg: str = ""
    lexicon: str = ""
    models: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    inputs: tuple[ReadInput, ...] = ()
    records: tuple[tuple[str, int], ...] = ()


def provenance(address: str, store: Store, known: KnownNames) -> Provenance:
    """The provenance of what is at an address. Versions of the ontologies are those of the lexicon here, where it is
    the one that the dataset was made with. Raises DatasetError, StoreError.
    """
    if stores.is_folder(address):
        return _of_folder(stores.folder_of(address), known)
    rows = store.run(_RUNS)
    name, run, build = (", ".join(str(row[key] or "") for row in rows) for key in ("pipeline", "id", "build"))
    return Provenance(name, run, build)


def _of_folder(folder: Path, known: KnownNames) -> Provenance:
    ledger = Dataset.open(folder, tables=()).ledger
    pipeline: Mapping[str, Any] = ledger.get("pipeline") or {}
    versions: Mapping[str, Any] = ledger.get("versions") or {}
    return Provenance(
        name=str(pipeline.get("name") or folder.name),
        run=str(ledger["id"]),
        build=stamp(folder),
        description=str(pipeline.get("description") or ""),
        profile=str((pipeline.get("nlp") or {}).get("profile") or ""),
        kg=str(versions.get("kg") or ""),
        lexicon=str(versions.get("lexicon") or ""),
        models=tuple(sorted((str(name), str(one)) for name, one in (versions.get("models") or {}).items())),
        sources=_sources(versions, known),
        inputs=tuple(
            ReadInput(PurePath(str(one.get("source"))).name, str(one.get("format")), str(one.get("sha256")))
            for one in ledger.get("inputs") or ()
        ),
        records=tuple((str(name), int(count)) for name, count in (ledger.get("records") or {}).items()),
    )


def _sources(versions: Mapping[str, Any], known: KnownNames) -> tuple[tuple[str, str], ...]:
    """Title and version of each ontology; those that were fetched newer than the manifest has them are in the
    ledger.
    """
    newer: Mapping[str, Any] = versions.get("sources") or {}
    here = known.lexicon.meta if known.lexicon else {}
    if here.get("hash") != versions.get("lexicon"):
        return tuple(sorted((str(name), str(version)) for name, version in newer.items()))
    return tuple(
        (str(row.get("title") or name), str(newer.get(name) or row.get("version") or ""))
        for name, row in sorted((here.get("sources") or {}).items())
    )
