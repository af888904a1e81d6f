"""Gene Ontology: biological processes."""

from __future__ import annotations

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import obo, openers
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref

ROOT = "GO:0008150"


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the live biological processes with scoped synonyms, is-a, part-of and links to Reactome and WikiPathways."""
    with openers.text(given["obo"]) as lines:
        terms = {
            term.id: term
            for term in obo.parse(lines)
            if term.namespace == "biological_process" and not term.obsolete and term.id != ROOT
        }
    for term in terms.values():
        into.terms[term.id] = Term(term.id, "Pathway", term.name, source.name)
        into.names.append(Name(term.id, term.name, "label", source.name))
        into.names.extend(Name(term.id, text, scope, source.name) for text, scope in term.synonyms)
        into.parents.extend(
            Parent(term.id, parent, "SUBCLASS_OF", source.name) for parent in term.parents if parent in terms
        )
        into.parents.extend(
            Parent(term.id, whole, "PART_OF", source.name)
            for name, whole in term.relations
            if name == "part_of" and whole in terms
        )
        for xref in term.xrefs:
            namespace, _, local = xref.partition(":")
            if namespace == "Reactome":
                into.xrefs.append(Xref(term.id, f"REACT:{local}", source.name))
