"""CURIEs, their IRIs, and the content hashes that identify assertions and evidence."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from kg import paths
from kg.errors import ConfigError

BASE_IRI = "https://example.org/kg/"
"""Base of the IRIs minted here (assertions, evidence, runs, graphs) until a permanent one is registered."""
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


@cache
def prefixes() -> dict[str, str]:
    """CURIE prefix -> IRI, from ``ontologies/prefixes.toml``."""
    return dict(_table()["prefix"])


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(paths.data("ontologies", "prefixes.toml").read_text(encoding="utf-8"))


def parse(curie: str) -> tuple[str, str]:
    """Prefix and local part of a CURIE, the prefix in this project's spelling. Raises ConfigError for anything else."""
    prefix, colon, local = curie.partition(":")
    if not colon or not local:
        raise ConfigError(f"{curie!r} is not a CURIE: expected PREFIX:local, e.g. MONDO:0007256")
    prefix = _table()["synonym"].get(prefix, prefix)
    if prefix not in prefixes():
        raise ConfigError(f"{curie!r} has the unknown prefix {prefix!r}: expected one of {', '.join(sorted(prefixes()))}")
    return prefix, local


def normalise(curie: str) -> str:
    """The CURIE in this project's spelling, e.g. ``UP:P42345`` -> ``UniProtKB:P42345``. Raises ConfigError."""
    prefix, local = parse(curie)
    return f"{prefix}:{local}"


def iri(curie: str) -> str:
    """IRI of a CURIE; characters no IRI may hold are percent-encoded. Raises ConfigError for an unknown prefix."""
    prefix, local = parse(curie)
    return legal(prefixes()[prefix] + local)


def legal(iri: str) -> str:
    """The IRI with everything percent-encoded that none may hold: other characters, a stray ``%``, every ``#`` but the first."""
    path, mark, fragment = iri.partition("#")
    whole = path + mark + fragment.replace("#", "%23")
    return quote(_STRAY_PERCENT.sub("%25", whole), safe="/:#?&=;,.~!$'()*+@%-_")


def minted(kind: str, identifier: str) -> str:
    """IRI of something minted here: ``minted("assertion", id)``."""
    return f"{BASE_IRI}{kind}/{identifier}"


def digest(*parts: str, length: int = 32) -> str:
    """First ``length`` hex digits of the SHA-256 of the parts joined by the unit separator (so that no two lists collide)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def assertion_id(subject: str, predicate: str, object_: str, qualifiers: Iterable[tuple[str, str]] = (), negated: bool = False) -> str:
    """32 hex digits that identify a claim.

    The curies / TS4NFDI triple hash, extended: SHA-256 over the three IRIs and the sorted ``key=value`` qualifiers joined by spaces,
    with ``~`` at the end when the claim is negated.
    """
    key = " ".join([iri(subject), iri(predicate), iri(object_), *(f"{k}={v}" for k, v in sorted(qualifiers))])
    return hashlib.sha256((key + ("~" if negated else "")).encode()).hexdigest()[:32]


def evidence_id(assertion: str, document: str, start: int, end: int, subject_start: int, object_start: int, rule: str) -> str:
    """32 hex digits that identify one place where an assertion is made."""
    return digest("evidence", assertion, document, str(start), str(end), str(subject_start), str(object_start), rule)
