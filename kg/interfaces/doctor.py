"""What ``kg doctor`` looks at: everything that a run, a query or a build needs, each with what to do when it is not
right.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from kg import paths
from kg.version import __version__

COLUMNS = ("check", "state", "found", "advice")
"""``state`` is ``good``, ``absent`` (optional and not there) or ``wrong``."""

OPTIONAL = ("train", "train-reader")
"""Extras of the package that a user may want; the others are for who works on kg itself."""

FREE_GB = 2
"""Gigabytes that a first run needs in the cache: downloads and lexicon."""

Check = dict[str, str]
"""What was looked at and found, by ``COLUMNS``."""


def checks() -> list[Check]:
    """One row a check, in a fixed order."""
    return [row for check in CHECKS.values() for row in check()]


def _check(check: str, state: str, found: str, advice: str = "") -> Check:
    return {"check": check, "state": state, "found": found, "advice": advice}


def _versions() -> list[Check]:
    python = ".".join(map(str, sys.version_info[:3]))
    try:
        about = importlib.metadata.metadata("kg")
    except importlib.metadata.PackageNotFoundError:
        found = f"{__version__}, not installed: what it needs is not known here"
        return [
            _check("kg", "wrong", found, "pip install -e . where its pyproject.toml is"),
            _check("python", "good", python),
        ]
    wanted = about["Requires-Python"]
    good = python in SpecifierSet(wanted)
    rows = [
        _check("kg", "good", __version__),
        _check(
            "python",
            "good" if good else "wrong",
            python,
            "" if good else f"kg needs Python {wanted}: make an environment with one",
        ),
    ]
    needed = [Requirement(text) for text in about.get_all("Requires-Dist") or ()]
    rows += [_package(one, "") for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    for extra in OPTIONAL:
        rows += [_package(one, extra) for one in needed if one.marker and _only_for(one.marker, extra)]
    return rows


def _only_for(marker: Marker, extra: str) -> bool:
    return marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""})


def _package(needed: Requirement, extra: str) -> Check:
    """Whether a package is there in a version that will do; one for an ``extra`` may be absent."""
    install = f"pip install '{needed.name}{needed.specifier}'"
    try:
        found = importlib.metadata.version(needed.name)
    except importlib.metadata.PackageNotFoundError:
        if extra:
            return _check(needed.name, "absent", "not installed", f"optional: pip install 'kg[{extra}]'")
        return _check(needed.name, "wrong", "not installed", install)
    if not needed.specifier.contains(found, prereleases=True):
        return _check(needed.name, "wrong", f"{found}, needed is {needed.specifier}", install)
    return _check(needed.name, "good", found)


def _cache() -> list[Check]:
    folder = paths.cache()
    existing = next(p for p in (folder, *folder.parents) if p.exists())
    if not os.access(existing, os.W_OK):
        return [_check("cache", "wrong", f"{folder} cannot be written", "set KG_CACHE to a folder you may write to")]
    free = shutil.disk_usage(existing).free / 1e9
    good = free >= FREE_GB
    return [
        _check(
            "cache",
            "good" if good else "wrong",
            f"{folder}, {free:.1f} GB free",
            "" if good else f"free {FREE_GB} GB or set KG_CACHE to another disk",
        )
    ]


def _lexicon() -> list[Check]:
    from kg.errors import OntologyError
    from kg.interfaces.api.kept_lexicon import open_lexicon
    from kg.lexicon.open import lexicon_folder
    from kg.ontologies.build import is_current

    try:
        lexicon = open_lexicon()
    except OntologyError as error:
        advice = "see KG_LEXICON" if str(error).startswith("KG_LEXICON") else "kg ontologies build"
        return [_check("lexicon", "wrong", str(error), advice)]
    entities = ", ".join(f"{count:,} {type_}" for type_, count in lexicon.meta["counts"]["entities"].items())
    if not is_current(lexicon_folder()):
        return [
            _check(
                "lexicon",
                "wrong",
                f"{entities}; built from other sources than the manifest names now",
                "kg ontologies build",
            )
        ]
    return [_check("lexicon", "good", entities)]


def _store() -> list[Check]:
    from kg.errors import StoreError
    from kg.interfaces.commands import last
    from kg.stores import folder_of, is_folder

    try:
        address = last.store("")
    except StoreError as error:
        return [_check("dataset", "absent", str(error))]
    return [_dataset(folder_of(address)) if is_folder(address) else _server(address)]


def _dataset(folder: Path) -> Check:
    from kg.dataset.opened import LEDGER, Dataset
    from kg.errors import DatasetError, counted

    try:
        contents = Dataset.open(folder).ledger
    except DatasetError as error:
        state = "wrong" if (folder / LEDGER).exists() else "absent"
        return _check("dataset", state, str(error), "kg run PIPELINE.toml")
    records = contents.get("records")
    if records is None:  # a part of a dataset, or an imported one, does not say what was read
        documents = contents.get("counts", {}).get("documents")
        if documents is None:
            found = f"{folder / LEDGER} does not say how many documents there are"
            return _check("dataset", "wrong", found, "kg run PIPELINE.toml")
        return _check("dataset", "good", f"{folder}: {counted(documents, 'document')}")
    return _check(
        "dataset",
        "good",
        f"{folder}: {counted(records['kept'], 'document')} of {counted(records['read'], 'record')},"
        f" {records['rejected']:,} rejected",
    )


def _server(address: str) -> Check:
    from kg.dataset.graph import relationship_kinds
    from kg.errors import StoreError
    from kg.stores.bolt.connection import Connection
    from kg.stores.bolt.state import count_relationships, inspect

    load = f"kg load DATASET --store {address}"
    try:
        connection = Connection(address)
        try:
            found = connection.read(
                "CALL dbms.components() YIELD name, versions, edition RETURN name + ' ' + versions[0] + ' ' + edition"
                " AS is"
            )
            state = inspect(connection.read)
            links = sum(count_relationships(connection.read, relationship_kinds()).values())
        finally:
            connection.close()
    except StoreError as error:
        return _check("store", "wrong", str(error), "or unset KG_STORE to use the dataset last run here")
    server = f"{address}, {found[0]['is']}"
    if state.journal:
        done = (
            f"a load of pipeline {state.journal.build.pipeline or 'unnamed'} did not end, {state.journal.done:,}"
            " transactions are done"
        )
        return _check("store", "wrong", f"{server}: {done}", f"{load} goes on with it")
    if state.whole is None:
        what = f"{state.nodes:,} nodes, none of them from kg" if state.nodes else "empty"
        return _check("store", "absent", f"{server}: {what}", f"{load} --alongside" if state.nodes else load)
    counts = f"{sum(state.ours.values()):,} nodes and {links:,} relationships"
    return _check(
        "store", "good", f"{server}: pipeline {state.whole.pipeline or 'unnamed'}, run {state.whole.run}, {counts}"
    )


def _environment() -> list[Check]:
    rows = []
    for name, meaning in (
        ("NCBI_API_KEY", "E-utilities at 10 instead of 3 requests a second"),
        ("NEO4J_USERNAME", "user of a Neo4j server, neo4j when not set"),
        ("NEO4J_PASSWORD", "password of a Neo4j server"),
        ("NEO4J_DATABASE", "database of a Neo4j server, the user's home database when not set"),
    ):
        rows.append(
            _check(
                name,
                "good" if os.environ.get(name) else "absent",
                "set" if os.environ.get(name) else "not set",
                f"optional: {meaning}",
            )
        )
    return rows


CHECKS: dict[str, Callable[[], list[Check]]] = {
    "versions": _versions,
    "cache": _cache,
    "lexicon": _lexicon,
    "store": _store,
    "environment": _environment,
}
