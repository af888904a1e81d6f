"""The sources of the lexicon, read from ``ontologies/manifest.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import paths
from kg.errors import ConfigError

FORMATS = ("obo", "tsv", "csv", "gmt", "zip", "mesh-xml")
"""What an official address may serve.

``zip:PREFIX`` names the member of an archive; a trailing ``.gz`` of the address is unpacked.
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package: its wheel's file name, SHA-256 (hex) and size in bytes."""

    name: str
    version: str
    wheel: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file inside a package's wheel."""

    package: str
    path: str


@dataclass(frozen=True, slots=True)
class Address:
    """A publisher's own address; one that is not ``read`` is recorded only, because no reader takes its format."""

    url: str
    format: str
    read: bool = True


@dataclass(frozen=True, slots=True)
class OntologySource:
    """One source of terms; ``files`` and ``latest`` map the reader's names of files to where they are."""

    name: str
    title: str
    licence: str
    version: str
    gives: str
    reader: str
    files: dict[str, PackagedFile]
    latest: dict[str, Address]

    @property
    def has_latest(self) -> bool:
        """Whether the official addresses can stand in for the pinned files."""
        return bool(self.latest) and all(address.read for address in self.latest.values())


@dataclass(frozen=True, slots=True)
class Manifest:
    """All sources in reading order, and the packages they lie in; ``sha256`` is that of the file itself."""

    packages: dict[str, Package]
    sources: dict[str, OntologySource]
    sha256: str

    def package_of(self, source: str) -> tuple[Package, ...]:
        """The packages that hold a source's files, each once, in the manifest's order."""
        used = {member.package for member in self.sources[source].files.values()}
        return tuple(package for name, package in self.packages.items() if name in used)


def load(path: Path | None = None) -> Manifest:
    """The manifest at ``path``, by default the project's own.

    Raises ConfigError naming the entry and the key that is wrong.
    """
    path = path or paths.data("ontologies", "manifest.toml")
    try:
        raw = path.read_bytes()
        table = tomllib.loads(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: the ontology manifest cannot be read: {error}") from error
    packages = {name: _package(path, name, row) for name, row in table.get("package", {}).items()}
    sources = {name: _source(path, name, row, packages) for name, row in table.get("source", {}).items()}
    return Manifest(packages, sources, hashlib.sha256(raw).hexdigest())


def _package(path: Path, name: str, row: dict[str, Any]) -> Package:
    _keys(path, f"package.{name}", row, {"version": str, "wheel": str, "sha256": str, "bytes": int}, {})
    if len(row["sha256"]) != 64:
        raise ConfigError(f"{path}: package.{name}.sha256 has {len(row['sha256'])} characters, expected 64 hex digits")
    return Package(name, row["version"], row["wheel"], row["sha256"], row["bytes"])


def _source(path: Path, name: str, row: dict[str, Any], packages: dict[str, Package]) -> OntologySource:
    where = f"source.{name}"
    text = dict.fromkeys(("title", "licence", "version", "gives", "reader"), str)
    _keys(path, where, row, text, {"files": dict, "latest": dict})
    files: dict[str, PackagedFile] = {}
    for key, entry in row.get("files", {}).items():
        _keys(path, f"{where}.files.{key}", entry, {"package": str, "path": str}, {})
        if entry["package"] not in packages:
            raise ConfigError(
                f"{path}: {where}.files.{key} names the package {entry['package']!r}, which has no"
                f" [package.{entry['package']}]"
            )
        files[key] = PackagedFile(entry["package"], entry["path"])
    latest: dict[str, Address] = {}
    for key, entry in row.get("latest", {}).items():
        _keys(path, f"{where}.latest.{key}", entry, {"url": str, "format": str}, {"read": bool})
        if entry["format"].partition(":")[0] not in FORMATS:
            raise ConfigError(
                f"{path}: {where}.latest.{key}.format is {entry['format']!r}, expected one of {', '.join(FORMATS)}"
            )
        latest[key] = Address(entry["url"], entry["format"], entry.get("read", True))
    return OntologySource(
        name, row["title"], row["licence"], row["version"], row["gives"], row["reader"], files, latest
    )


def _keys(path: Path, where: str, row: Any, required: Mapping[str, type], optional: Mapping[str, type]) -> None:
    if not isinstance(row, dict):
        raise ConfigError(f"{path}: {where} is not a table")
    for key, kind in {**required, **optional}.items():
        if key in row and not isinstance(row[key], kind):
            raise ConfigError(f"{path}: {where}.{key} is {row[key]!r}, expected a {kind.__name__}")
        if key in required and not row.get(key):
            raise ConfigError(f"{path}: {where} has no {key}")
    unknown = sorted(row.keys() - required.keys() - optional.keys())
    if unknown:
        raise ConfigError(
            f"{path}: {where} has the unknown key {unknown[0]!r}, expected"
            f" {', '.join(sorted({**required, **optional}))}"
        )
