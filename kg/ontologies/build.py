"""Builds the lexicon: get the files, read them, merge, add our own tables, write."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.code import code_hash
from kg.errors import OntologyError
from kg.files import sha256, whole
from kg.lexicon.layout import FORMAT
from kg.ontologies import curated, download, manifest, writer
from kg.ontologies.manifest import Manifest, OntologySource
from kg.ontologies.merge import merge
from kg.ontologies.readers import READERS, openers
from kg.ontologies.terms import Terms
from kg.progress import Progress, unwatched

_WRITE_STEPS = 6


def build(
    folder: Path, *, latest: bool = False, progress: Progress = unwatched, wheels: Path | None = None
) -> dict[str, Any]:
    """Build the lexicon into ``folder`` and return its meta data.

    These are the sources with version, licence, pins and counts, and the counts of the whole. The files are the pinned
    ones, or with ``latest`` the publishers' newest where a reader takes them; ``wheels`` replaces the cache of
    packages. ``folder`` appears whole, replacing what was there, or is left as it was. The same files give the same
    bytes.

    Raises DownloadError, ConfigError for our own tables, and OntologyError for files that cannot be read or a folder
    that cannot be written.
    """
    plan = manifest.load()
    official = download.official(plan, progress) if latest else {}
    needed = {
        package.name
        for source in plan.sources.values()
        if source.name not in official
        for package in plan.package_of(source.name)
    }
    found = download.wheels(
        [package for package in plan.packages.values() if package.name in needed], progress, folder=wheels
    )
    with _no_garbage_collection():
        terms = collect(plan, found, official, progress)
        progress("join what is the same", 0, 1)
        merged = merge(terms)
        terms = Terms()
        curated.apply(merged)
        progress("join what is the same", 1, 1)
        meta = _meta(plan, merged, official)
        _write(folder, merged, meta, progress)
    written: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return written


def collect(
    plan: Manifest,
    wheels: dict[str, Path],
    official: dict[str, dict[str, Path]] | None = None,
    progress: Progress = unwatched,
) -> Terms:
    """Everything that the sources hold, read in the manifest's order.

    ``wheels``: package -> its wheel. ``official``: source -> its official files by name, which are read instead. Raises
    OntologyError for a file that has not the shape its reader expects.
    """
    terms = Terms()
    sources = [source for source in plan.sources.values() if source.reader in READERS]
    for number, source in enumerate(sources):
        progress(f"read {source.name}", number, len(sources))
        given = _files(plan, source, wheels, (official or {}).get(source.name))
        try:
            READERS[source.reader](source, given, terms)
        except (KeyError, IndexError, ValueError, EOFError) as error:
            where = "the official file" if official and source.name in official else "the pinned package"
            raise OntologyError(
                f"{source.name}: {where} has not the shape its reader expects ({type(error).__name__}: {error});"
                " nothing was built; build from the pinned packages with `kg ontologies build`"
            ) from error
    progress("read", len(sources), len(sources))
    return terms


def _files(
    plan: Manifest, source: OntologySource, wheels: dict[str, Path], official: dict[str, Path] | None
) -> openers.Openers:
    if official:
        return {key: openers.download(path, source.latest[key].format) for key, path in official.items()}
    return {key: openers.member(wheels[member.package], member.path) for key, member in source.files.items()}


def inputs() -> str:
    """SHA-256 (hex) over everything of ours that a lexicon depends on; looked at once a process.

    It takes in this module, all that it imports however far down, and the files of ``ontologies/`` that these name:
    manifest, word lists, curated tables, schema and prefixes.
    """
    return code_hash(__name__)


def is_current(folder: Path) -> bool:
    """Whether ``folder`` holds a lexicon built by the code, manifest and tables as they are now.

    It may be of the pinned files or of the newest official ones.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(meta, dict) and meta.get("format") == FORMAT and meta.get("inputs") == inputs()


def _meta(plan: Manifest, merged: Terms, official: dict[str, dict[str, Path]]) -> dict[str, object]:
    entities = Counter(term.source for term in merged.terms.values())
    names = Counter(name.source for name in merged.names)
    parents = Counter(edge.source for edge in merged.parents)
    facts = Counter(fact.source for fact in merged.facts)
    by_type = Counter(merged.terms[name.id].type for name in merged.names)
    sources = {}
    for name, source in plan.sources.items():
        row: dict[str, object] = {
            "title": source.title,
            "licence": source.licence,
            "version": source.version,
            "gives": source.gives,
        }
        row |= {"entities": entities[name], "names": names[name], "parents": parents[name], "facts": facts[name]}
        if name in official:
            row["version"] = "newest official file"
            row["files"] = {
                key: {"url": source.latest[key].url, "sha256": sha256(path)} for key, path in official[name].items()
            }
        else:
            row["packages"] = {p.name: {"version": p.version, "sha256": p.sha256} for p in plan.package_of(name)}
        sources[name] = row
    return {
        "inputs": inputs(),
        "latest": bool(official),
        "sources": sources,
        "licences": {name: source.licence for name, source in plan.sources.items()},
        "names_by_type": dict(sorted(by_type.items())),
    }


def _write(folder: Path, merged: Terms, meta: dict[str, object], progress: Progress) -> None:
    done = 0

    def advance(steps: int) -> None:
        nonlocal done
        done += steps
        progress("write", done, _WRITE_STEPS)

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with whole(folder) as beside:
            beside.mkdir()
            writer.write(beside, merged, meta, advance)
    except OSError as error:
        raise OntologyError(
            f"{folder}: the lexicon cannot be written ({error.strerror or error}); what was there before is unchanged"
        ) from error


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # Millions of small records without cycles: the collector would walk them again and again for nothing (a third of
    # the build's time).
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
