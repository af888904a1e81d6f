"""CURIEs, their IRIs, and the content hashes that identify assertions and evidence."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from kg import paths
from kg.errors import ConfigError

BASE_VARIABLE = "KG_BASE_IRI"
"""Environment variable that goes before ``base`` in ``ontologies/prefixes.toml``."""

_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s#<>\"{}|^`\\]+#?")
_SEVERAL = re.compile(r"[|,;+]")
_OF_VARIANT = re.compile(r"\w\|[A-Z]*\|")
_SAFE = "/:#?&=;,.~!$'()*+@-_"
"""What an IRI may hold as it is, besides letters and digits."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(paths.data("ontologies", "prefixes.toml").read_text(encoding="utf-8"))


@cache
def base_iri() -> str:
    """Base of the IRIs that are minted here: ``$KG_BASE_IRI``, else ``base`` of ``ontologies/prefixes.toml``.

    Raises ConfigError when it is no absolute IRI that ends in ``/`` or ``#``.
    """
    given = os.environ.get(BASE_VARIABLE, "")
    base = given or str(_table()["base"])
    if not _is_base(base):
        where = f"{BASE_VARIABLE} is" if given else "ontologies/prefixes.toml: base is"
        raise ConfigError(
            f"{where} {base!r}: expected an absolute IRI that ends in / or #, e.g. https://kg.my-lab.org/"
        )
    return base


def _is_base(text: str) -> bool:
    if not _BASE.fullmatch(text) or text[-1] not in "/#" or not text.isprintable() or _STRAY_PERCENT.search(text):
        return False
    try:
        split = urlsplit(text)
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return (split.scheme not in ("http", "https") or bool(split.hostname)) and not {"[", "]"} & set(split.path)


@cache
def _registered() -> dict[str, str]:
    return dict(_table()["prefix"])


@cache
def prefixes() -> dict[str, str]:
    """CURIE prefix -> IRI: those registered in ``ontologies/prefixes.toml`` and our own below the base. Raises
    ConfigError for the base.
    """
    return _registered() | {prefix: base_iri() + path for prefix, path in _table()["own"].items()}


def parse(curie: str) -> tuple[str, str]:
    """Prefix and local part of a CURIE, the prefix in this project's spelling. Raises ConfigError for anything else."""
    prefix, colon, local = curie.partition(":")
    if not colon or not local:
        raise ConfigError(f"{curie!r} is not a CURIE: expected PREFIX:local, e.g. MONDO:0007256")
    prefix = _table()["synonym"].get(prefix, prefix)
    # not by prefixes(): what is a CURIE does not depend on the base
    if prefix not in _registered() and prefix not in _table()["own"]:
        known = sorted([*_registered(), *_table()["own"]])
        raise ConfigError(f"{curie!r} has the unknown prefix {prefix!r}: expected one of {', '.join(known)}")
    return prefix, local


def is_curie(identifier: str) -> bool:
    """Whether this is a CURIE with a known prefix."""
    try:
        parse(identifier)
    except ConfigError:
        return False
    return True


def normalise(curie: str) -> str:
    """The CURIE in this project's spelling, e.g. ``UP:P42345`` -> ``UniProtKB:P42345``. Raises ConfigError."""
    prefix, local = parse(curie)
    return f"{prefix}:{local}"


def is_variant(printed: str) -> bool:
    """Is this the id of a variant as tmVar prints it: ``p|SUB|V|617|F``?"""
    return _OF_VARIANT.match(printed) is not None


def several(printed: str) -> list[str]:
    """The ids of a list as corpora print it, each as printed.

    ``-`` and ``-1`` are none, and the bars of a variant's id part nothing.
    """
    pieces = printed.split(",") if is_variant(printed) else _SEVERAL.split(printed)
    return [one for piece in pieces if (one := piece.strip()) not in ("", "-", "-1")]


def iri(curie: str) -> str:
    """IRI of a CURIE; two CURIEs never share one. Raises ConfigError for an unknown prefix.

    What no IRI may hold is percent-encoded, and so is ``%``: a local part is a name, not yet encoded. In ours ``#`` and
    ``?`` are too.
    """
    prefix, local = parse(curie)
    if prefix in _table()["own"]:
        return prefixes()[prefix] + quote(local, safe=_SAFE.replace("#", "").replace("?", ""))
    start = _registered()[prefix]
    path, mark, fragment = local.partition("#")
    if mark and "#" not in start:
        return f"{start}{quote(path, safe=_SAFE)}#{_in_fragment(fragment)}"
    return start + _in_fragment(local)


def _in_fragment(text: str) -> str:
    return quote(text, safe=_SAFE.replace("#", ""))


def iri_of(identifier: str, kind: str) -> str:
    """IRI of whatever the graph names: of a CURIE by its prefix, of any other identifier the local one ``BASE
    kind/identifier``.
    """
    return iri(identifier) if is_curie(identifier) else minted(kind, quote(identifier, safe=":"))


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    """Namespace and prefix, the longest namespace first: the innermost is what names a thing best."""
    return tuple(
        sorted(((start, prefix) for prefix, start in prefixes().items()), key=lambda one: (-len(one[0]), one[1]))
    )


@lru_cache(maxsize=65536)
def curie_of(iri: str) -> str:
    """The CURIE whose IRI this is; ``""`` when no prefix has it.

    Where several prefixes share a namespace (registries of trials), it is the one that the local part begins with, else
    the first by name.
    """
    found = [
        (prefix, unquote(iri[len(start) :]))
        for start, prefix in _by_length()
        if len(iri) > len(start) and iri.startswith(start)
    ]
    shared = [one for one in found if one[1].upper().startswith(one[0].upper())]
    return next((f"{prefix}:{local}" for prefix, local in (*shared, *found) if _same_iri(f"{prefix}:{local}", iri)), "")


def _same_iri(curie: str, wanted: str) -> bool:
    try:
        return iri(curie) == wanted
    except ConfigError:  # a blank local part
        return False


def identifier_of(iri: str, kind: str) -> str:
    """What ``iri_of(identifier, kind)`` was made from, as far as the IRI says.

    The IRI itself where it is none of ours and of no prefix.
    """
    local = f"{base_iri()}{kind}/"
    return unquote(iri[len(local) :]) if iri.startswith(local) and kind == "entity" else curie_of(iri) or iri


def legal(iri: str) -> str:
    """The IRI with everything percent-encoded that none may hold: other characters, a stray ``%``, every ``#`` but the
    first.
    """
    path, mark, fragment = iri.partition("#")
    whole = path + mark + fragment.replace("#", "%23")
    return quote(_STRAY_PERCENT.sub("%25", whole), safe=f"{_SAFE}%")


def minted(kind: str, identifier: str) -> str:
    """IRI of something minted here: ``minted("assertion", id)``. Raises ConfigError for the base."""
    return f"{base_iri()}{kind}/{identifier}"


def digest(*parts: str, length: int = 32) -> str:
    """First ``length`` hex digits of the SHA-256 of the parts joined by the unit separator (so that no two lists
    collide).
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def assertion_id(
    subject: str, predicate: str, object_: str, qualifiers: Iterable[tuple[str, str]] = (), negated: bool = False
) -> str:
    """32 hex digits that identify a claim.

    The curies / TS4NFDI triple hash, extended: SHA-256 over the three IRIs and the sorted ``key=value`` qualifiers
    joined by spaces, with ``~`` at the end when the claim is negated. What has no registered prefix goes by its
    identifier instead of an IRI, so that a claim has one id whatever the base.
    """
    key = " ".join([*map(_hashed, (subject, predicate, object_)), *(f"{k}={v}" for k, v in sorted(qualifiers))])
    return hashlib.sha256((key + ("~" if negated else "")).encode()).hexdigest()[:32]


def _hashed(identifier: str) -> str:
    try:
        prefix, _ = parse(identifier)
    except ConfigError:
        prefix = ""
    return iri(identifier) if prefix in _registered() else quote(identifier, safe=":")


def evidence_id(
    assertion: str, document: str, start: int, end: int, subject_start: int, object_start: int, rule: str
) -> str:
    """32 hex digits that identify one place where an assertion is made."""
    return digest("evidence", assertion, document, str(start), str(end), str(subject_start), str(object_start), rule)
