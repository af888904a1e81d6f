"""MeSH descriptors: diseases, drugs, their actions, and proteins.

Proteins give names to targets that are known, and classes of them are targets themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lexicon import names as name_keys
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.readers.disease import name_scope
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

_DISEASE = ("C", "F03")
_ROLE = ("D27.505",)
_ANTIBODY = ("D12.776.124.486.485.114", "D12.776.124.790.651.114", "D12.776.377.715.548.114")
_DRUG = ("D01", "D02", "D03", "D04", "D05.750", "D06", "D09", "D10", "D12.125", "D12.644", "D13", "D20", "D26")
_PROTEIN = ("D08.811", "D12.776", "D12.644.276", "D12.644.360", "D05.500")
"""Enzymes, proteins, cytokines, signalling peptides and multiprotein complexes: targets, not drugs.

mTORC1, for one, is under D05.500 and D12.
"""

ISOTYPES = frozenset(
    f"MESH:D{n:06}" for n in (7070, 7071, 7072, 7073, 7074, 7075, 7129, 7132, 7137, 7138, 7139, 7142, 7148)
)
"""Immunoglobulin A to M and their heavy chains: proteins that are measured, among the antibodies, which are given."""

GIVEN_PROTEINS = frozenset(("MESH:D001905", "MESH:D011113"))
"""Botulinum toxins and polymyxins.

By their trees they are proteins and peptides of bacteria, and drugs to everybody who writes of them.
"""

_CLASS_DEPTH = 4
"""Parts that a tree number of a class of proteins has.

Classes with fewer (*Blood Proteins*, *Hydrolases*) name nothing.
"""

_GIVEN = ("D20", "D26")
"""Biological mixtures and preparations (vaccines, antisera): given, whatever protein is in them."""

_FOREIGN = ("D12.776.097", "D12.776.290", "D12.776.354", "D12.776.765", "D12.776.820", "D12.776.964")
"""Proteins of bacteria, eggs, fungi, plants, protozoa and viruses, which no human gene stands for."""

_PLACE = re.compile(r"^D(?:01|02|03|04|06|09|10|12|13|20|26)$")
_PLURAL = re.compile(r"[a-rt-z]s$")
_LAST = re.compile(r"(?<=[a-z]{5})(?:\d+|[a-e])$")
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


def is_protein(trees: Iterable[str]) -> bool:
    """Whether a descriptor by its tree numbers is a protein, or a class of proteins narrow enough to be a target."""
    numbers = list(trees)
    deep = any(number.startswith(_PROTEIN) and number.count(".") >= _CLASS_DEPTH - 1 for number in numbers)
    return deep and not any(number.startswith(_GIVEN) for number in numbers)


def natural(label: str, synonyms: Iterable[str]) -> str:
    """A heading as one says it, when that is among the synonyms.

    ``Carcinoma, Hepatocellular`` becomes ``Hepatocellular Carcinoma``.
    """
    head, comma, tail = label.partition(", ")
    turned = f"{tail} {head}"
    return turned if comma and ", " not in tail and turned in synonyms else label


def distinct(texts: Iterable[str]) -> list[str]:
    """The strings in order, without those that only turn another around at its comma.

    MeSH lists most names in both orders.
    """
    listed = [text for text in texts if text]
    straight = {text.casefold() for text in listed if ", " not in text}
    return [
        text
        for text in listed
        if ", " not in text or not ({_turn(text), _turn(text) + "s", _turn(text).removesuffix("s")} & straight)
    ]


def _turn(text: str) -> str:
    return " ".join(reversed(text.casefold().split(", ")))


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add diseases, drugs and roles with entry terms and tree hierarchy.

    Protein headings mapped to one target give it their names; those that no gene or family has a name of become
    targets, with the targets below them in the tree as members (``Immunoglobulin G``, ``Monoamine Oxidase``,
    ``Histocompatibility Antigens Class II``).
    """
    descriptors = [
        (f"MESH:{row[0]}", row[1], row[2].split("|"), [n for n in row[3].split("|") if n])
        for row in openers.rows(given["descriptors"])
    ]
    place = {number: identifier for identifier, _, _, trees in descriptors for number in trees}
    names_of = {
        identifier: [natural(label, synonyms), label, *synonyms] for identifier, label, synonyms, _ in descriptors
    }
    target_of = _targets(source, given, into, names_of)
    taken = _target_names(into, ("HGNC:", "FPLX:"))
    members = _numbered(taken)
    wide = {number.rpartition(".")[0] for number in place}
    classes: dict[str, set[str]] = {}
    type_by_id: dict[str, str] = {}
    for identifier, label, synonyms, trees in descriptors:
        kind = "" if identifier in ISOTYPES else "Drug" if identifier in GIVEN_PROTEINS else type_of(trees)
        if kind:
            type_by_id[identifier] = kind
            into.terms[identifier] = Term(identifier, kind, natural(label, synonyms), source.name)
            into.names.append(Name(identifier, natural(label, synonyms), "label", source.name))
            for text in distinct([label, *synonyms]):
                into.names.append(
                    Name(identifier, text, name_scope(text, "exact") if kind == "Disease" else "exact", source.name)
                )
        elif identifier in target_of:
            into.xrefs.append(Xref(target_of[identifier], identifier, source.name))
            into.names.extend(
                Name(target_of[identifier], text, "exact", source.name)
                for text in distinct([label, *synonyms])
                if ", " not in text
            )
        elif (
            is_protein(trees)
            and not (keys := {name_keys.singular_key(text) for text in names_of[identifier]}) & taken.keys()
        ):
            below = set().union(*(members.get(key, ()) for key in keys))
            # One protein of man is its gene, which no name has told: only what is several is a target besides the
            # genes.
            foreign = identifier in ISOTYPES or any(number.startswith(_FOREIGN) for number in trees)
            several = (
                len(below) > 1 or wide.intersection(trees) or any(_PLURAL.search(text) for text in names_of[identifier])
            )
            if not (foreign or several):
                continue
            classes[identifier] = below
            into.terms[identifier] = Term(identifier, "Target", natural(label, synonyms), source.name)
            into.names.append(Name(identifier, natural(label, synonyms), "label", source.name))
            into.names.extend(
                Name(identifier, text, "exact", source.name)
                for text in distinct([label, *synonyms])
                if ", " not in text
            )
            into.parents.extend(Parent(gene, identifier, "MEMBER_OF", source.name) for gene in sorted(below))
    for identifier, _, _, trees in descriptors:
        if identifier in type_by_id:
            above = {place.get(number.rpartition(".")[0], "") for number in trees}
            into.parents.extend(
                Parent(identifier, up, "SUBCLASS_OF", source.name)
                for up in sorted(above)
                if type_by_id.get(up) == type_by_id[identifier]
            )
        target = identifier if identifier in classes else target_of.get(identifier, "")
        for up in (
            sorted({place.get(number.rpartition(".")[0], "") for number in trees} & classes.keys()) if target else ()
        ):
            relation = "MEMBER_OF" if target.startswith("HGNC:") else "SUBCLASS_OF"
            into.parents.append(Parent(target, up, relation, source.name))
    add_xrefs(source, given, into, type_by_id)


def _target_names(into: Terms, prefixes: tuple[str, ...]) -> dict[str, set[str]]:
    """Key of a symbol or full name -> the targets of these namespaces that have it.

    Aliases are other genes' too often to count.
    """
    found: dict[str, set[str]] = {}
    for name in into.names:
        if name.scope in ("symbol", "label", "exact") and name.id.startswith(prefixes):
            found.setdefault(name_keys.singular_key(name.text), set()).add(name.id)
    return found


def _numbered(named: dict[str, set[str]]) -> dict[str, set[str]]:
    """Key of a name -> the genes whose name is this and a letter or number more: monoamine oxidase A and B."""
    found: dict[str, set[str]] = {}
    for key, targets in named.items():
        if bare := _LAST.sub("", key):
            found.setdefault(bare, set()).update(target for target in targets if target.startswith("HGNC:"))
    return found


def _targets(
    source: OntologySource, given: openers.Openers, into: Terms, names_of: dict[str, list[str]]
) -> dict[str, str]:
    """MeSH id -> the one target it stands for, by FamPlex's equivalences and by the mappings to HGNC.

    An equivalence that no name bears out gives way to the family that has the heading's name: *I-kappa B Proteins* are
    not their kinases.
    """
    found: dict[str, set[str]] = {}
    for xref in into.xrefs:
        if xref.other.startswith("MESH:") and xref.id.startswith("FPLX:"):
            found.setdefault(xref.other, set()).add(xref.id)
    having = _target_names(into, ("FPLX:",))
    for identifier in found:
        named = {
            family for text in names_of.get(identifier, ()) for family in having.get(name_keys.singular_key(text), ())
        }
        if named and not named & found[identifier]:
            found[identifier] = named
    families = set(found)
    for row in openers.rows(given["mappings"]):
        identifier = f"MESH:{row[1]}"
        if row[3] == "HGNC" and identifier not in families:
            found.setdefault(identifier, set()).add(f"HGNC:{row[4].removeprefix('HGNC:')}")
    return {
        identifier: next(iter(ids)) for identifier, ids in found.items() if len(ids) == 1 and ids <= into.terms.keys()
    }


def add_xrefs(source: OntologySource, given: openers.Openers, into: Terms, type_by_id: dict[str, str]) -> None:
    """Add the mappings of the ids just read: diseases to DOID, drugs and roles to ChEBI, and CAS numbers of drugs."""
    wanted = {"DOID": ("Disease",), "CHEBI": ("Drug", "Role")}
    for row in openers.rows(given["mappings"]):
        identifier = f"MESH:{row[1]}"
        if type_by_id.get(identifier) in wanted.get(row[3], ()):
            into.xrefs.append(Xref(identifier, row[4] if ":" in row[4] else f"{row[3]}:{row[4]}", source.name))
    for local, number in openers.rows(given["cas"]):
        if type_by_id.get(f"MESH:{local}") == "Drug":
            into.xrefs.append(Xref(f"MESH:{local}", f"CAS:{number}", source.name))


def without_species(label: str) -> str:
    """``MTOR protein, human`` -> ``MTOR protein``."""
    return _SPECIES.sub("", label)


def has_species(label: str) -> bool:
    """Whether a supplementary concept is a gene product of one species."""
    return bool(_SPECIES.search(label))
