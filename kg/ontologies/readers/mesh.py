"""MeSH descriptors: diseases, drugs, pharmacological actions, and names of targets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.ontologies.manifest import Source
from kg.ontologies.readers import files
from kg.ontologies.readers.disease import name_scope
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

_DISEASE = ("C", "F03")
_ROLE = ("D27.505",)
_ANTIBODY = ("D12.776.124.486.485.114", "D12.776.124.790.651.114", "D12.776.377.715.548.114")
_DRUG = ("D01", "D02", "D03", "D04", "D05.750", "D06", "D09", "D10", "D12.125", "D12.644", "D13", "D20", "D26")
_PROTEIN = ("D08.811", "D12.776", "D12.644.276", "D12.644.360", "D05.500")
"""Enzymes, proteins, cytokines, signalling peptides and multiprotein complexes: targets, not drugs (mTORC1 is D05.500 and D12)."""

_PLACE = re.compile(r"^D(?:01|02|03|04|06|09|10|12|13|20|26)$")
_SPECIES = re.compile(r", (?:human|mouse|rat|rabbit|bovine|porcine|chicken|zebrafish)$")


def type_of(trees: Iterable[str]) -> str:
    """Node label of a descriptor by its tree numbers; empty for what is neither disease, role nor drug."""
    numbers = list(trees)
    if any(number.startswith(_DISEASE) for number in numbers):
        return "Disease"
    if any(number.startswith(_ROLE) for number in numbers):
        return "Role"
    if any(number.startswith(_ANTIBODY) for number in numbers):
        return "Drug"
    # The top of a tree ("Organic Chemicals") names no drug.
    if any(number.startswith(_PROTEIN) or _PLACE.match(number) for number in numbers):
        return ""
    return "Drug" if any(number.startswith(_DRUG) for number in numbers) else ""


def natural(label: str, synonyms: Iterable[str]) -> str:
    """A heading as one says it: ``Carcinoma, Hepatocellular`` becomes ``Hepatocellular Carcinoma`` when that is among the synonyms."""
    head, comma, tail = label.partition(", ")
    turned = f"{tail} {head}"
    return turned if comma and ", " not in tail and turned in synonyms else label


def distinct(texts: Iterable[str]) -> list[str]:
    """The strings in order without those that only turn another around at its comma (MeSH lists most names in both orders)."""
    listed = [text for text in texts if text]
    straight = {text.casefold() for text in listed if ", " not in text}
    return [text for text in listed if ", " not in text or not ({_turn(text), _turn(text) + "s", _turn(text).removesuffix("s")} & straight)]


def _turn(text: str) -> str:
    return " ".join(reversed(text.casefold().split(", ")))


def read(source: Source, given: files.Files, into: Terms) -> None:
    """Add diseases, drugs and roles with entry terms and tree hierarchy; protein headings mapped to one target give it their names."""
    descriptors = [
        (f"MESH:{row[0]}", row[1], row[2].split("|"), [n for n in row[3].split("|") if n]) for row in files.rows(given["descriptors"])
    ]
    place = {number: identifier for identifier, _, _, trees in descriptors for number in trees}
    target_of = _targets(source, given, into)
    type_by_id: dict[str, str] = {}
    for identifier, label, synonyms, trees in descriptors:
        kind = type_of(trees)
        if kind:
            type_by_id[identifier] = kind
            into.terms[identifier] = Term(identifier, kind, natural(label, synonyms), source.name)
            into.names.append(Name(identifier, natural(label, synonyms), "label", source.name))
            for text in distinct([label, *synonyms]):
                into.names.append(Name(identifier, text, name_scope(text, "exact") if kind == "Disease" else "exact", source.name))
        elif identifier in target_of:
            into.xrefs.append(Xref(target_of[identifier], identifier, source.name))
            into.names.extend(
                Name(target_of[identifier], text, "exact", source.name) for text in distinct([label, *synonyms]) if ", " not in text
            )
    for identifier, _, _, trees in descriptors:
        if identifier in type_by_id:
            above = {place.get(number.rpartition(".")[0], "") for number in trees}
            into.parents.extend(
                Parent(identifier, up, "SUBCLASS_OF", source.name) for up in sorted(above) if type_by_id.get(up) == type_by_id[identifier]
            )
    add_xrefs(source, given, into, type_by_id)


def _targets(source: Source, given: files.Files, into: Terms) -> dict[str, str]:
    """MeSH id -> the one target it stands for, by FamPlex's equivalences and by the mappings to HGNC."""
    found: dict[str, set[str]] = {}
    for xref in into.xrefs:
        if xref.other.startswith("MESH:") and xref.id.startswith("FPLX:"):
            found.setdefault(xref.other, set()).add(xref.id)
    families = set(found)
    for row in files.rows(given["mappings"]):
        identifier = f"MESH:{row[1]}"
        if row[3] == "HGNC" and identifier not in families:
            found.setdefault(identifier, set()).add(f"HGNC:{row[4].removeprefix('HGNC:')}")
    return {identifier: next(iter(ids)) for identifier, ids in found.items() if len(ids) == 1 and ids <= into.terms.keys()}


def add_xrefs(source: Source, given: files.Files, into: Terms, type_by_id: dict[str, str]) -> None:
    """Add the mappings of the ids just read: diseases to DOID, drugs and roles to ChEBI, and CAS numbers of drugs."""
    wanted = {"DOID": ("Disease",), "CHEBI": ("Drug", "Role")}
    for row in files.rows(given["mappings"]):
        identifier = f"MESH:{row[1]}"
        if type_by_id.get(identifier) in wanted.get(row[3], ()):
            into.xrefs.append(Xref(identifier, row[4] if ":" in row[4] else f"{row[3]}:{row[4]}", source.name))
    for local, number in files.rows(given["cas"]):
        if type_by_id.get(f"MESH:{local}") == "Drug":
            into.xrefs.append(Xref(f"MESH:{local}", f"CAS:{number}", source.name))


def without_species(label: str) -> str:
    """``MTOR protein, human`` -> ``MTOR protein``."""
    return _SPECIES.sub("", label)


def has_species(label: str) -> bool:
    """Whether a supplementary concept is a gene product of one species."""
    return bool(_SPECIES.search(label))
