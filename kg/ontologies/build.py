"""Builds the lexicon: get the files, read them, merge, add our own tables, write."""

from __future__ import annotations

import gc
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.files import sha256, whole
from kg.lexicon import lexicon
from kg.ontologies import curated, download, labels, manifest
from kg.ontologies.manifest import Manifest, Source
from kg.ontologies.merge import merge
from kg.ontologies.readers import READERS, files
from kg.ontologies.terms import Terms
from kg.ontologies.writer import FORMAT
from kg.progress import Progress, unwatched

NOT_BUILDING = frozenset(("__init__.py", "open.py", "lexicon.py", "headings.py"))
"""Modules of this package that only read a lexicon; the others decide what it holds."""

_WRITE_STEPS = 6


def build(
    folder: Path, *, latest: bool = False, progress: Progress = unwatched, wheels: Path | None = None
) -> dict[str, Any]:
    """Build the lexicon into ``folder`` and return its meta data (sources with version, licence and counts; pins;
    counts).

    The files are the pinned ones, or with ``latest`` the publishers' newest where a reader takes them. ``folder``
    appears whole, replacing what was there, or is left as it was. The same files give the same bytes. ``wheels``
    replaces the cache of packages. Raises DownloadError, ConfigError for our own tables, OntologyError for files that
    cannot be read or a folder that cannot be written.
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
    """Every source read in the manifest's order, from its official files where given, else from the wheels. Raises
    OntologyError.
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


def _files(plan: Manifest, source: Source, wheels: dict[str, Path], official: dict[str, Path] | None) -> files.Files:
    if official:
        return {key: files.download(path, source.latest[key].format) for key, path in official.items()}
    return {key: files.member(wheels[member.package], member.path) for key, member in source.files.items()}


def inputs() -> str:
    """SHA-256 (hex) over everything of ours that a lexicon depends on: the code that builds it, manifest, word lists,
    curated tables.
    """
    digest = hashlib.sha256(f"format {FORMAT} manifest {manifest.load().sha256}\n".encode())
    package = Path(__file__).parent
    for path in sorted(p for p in package.rglob("*.py") if p.name not in NOT_BUILDING):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for path in (labels.words_file(), *sorted(curated.folder().glob("*.tsv"))):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def is_current(folder: Path) -> bool:
    """Whether ``folder`` holds a lexicon built from the manifest and tables as they are now (from pinned or newest
    files).
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
            lexicon.write(beside, merged, meta, advance)
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
