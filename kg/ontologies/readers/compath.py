"""ComPath: which pathways of WikiPathways and Reactome are the same, and which are part of which."""

from __future__ import annotations

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Parent, Terms, Xref

_PREFIX = {"reactome": "REACT", "wikipathways": "WIKIPATHWAYS"}
EQUIVALENT = "skos:exactMatch"
PART_OF = "BFO:0000050"


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the equivalences as cross-references and the parts as PART_OF, between pathways that were read."""
    for row in openers.records(given["mappings"]):
        one, other = (f"{_PREFIX[row[f'{side} Resource']]}:{row[f'{side} ID']}" for side in ("Source", "Target"))
        if one in into.terms and other in into.terms:
            if row["Mapping Type"] == EQUIVALENT:
                into.xrefs.append(Xref(one, other, source.name))
            elif row["Mapping Type"] == PART_OF:
                into.parents.append(Parent(one, other, "PART_OF", source.name))
