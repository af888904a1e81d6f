"""DrugBank's open vocabulary: ids and names."""

from __future__ import annotations

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Name, Term, Terms, Xref


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the drugs, with links to ChEBI where ChEBI itself says so.

    The other links come from the non-commercial set and are skipped, and so is an entry whose name is a gene's approved
    symbol (``PIK3CA``): it is a gene product.
    """
    symbols = {term.label for term in into.terms.values() if term.id.startswith("HGNC:")}
    names: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    for row in openers.records(given["drugs"]):
        if row["NAMESPACE"] == "NAME":
            names[row["DRUGBANK_ID"]] = row["ID"]
        elif row["NAMESPACE"] == "CHEBI" and row["SOURCE"] == "chebi":
            links.append((row["DRUGBANK_ID"], row["ID"]))
    for local, label in names.items():
        if label not in symbols:
            identifier = f"DRUGBANK:{local}"
            into.terms[identifier] = Term(identifier, "Drug", label, source.name)
            into.names.append(Name(identifier, label, "label", source.name))
    into.xrefs.extend(
        Xref(f"DRUGBANK:{local}", f"CHEBI:{chebi}", source.name)
        for local, chebi in links
        if f"DRUGBANK:{local}" in into.terms
    )
