"""Reactome: human pathways, their hierarchy and their genes."""

from __future__ import annotations

from kg.model import Fact
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Name, Parent, Term, Terms

_HUMAN = "R-HSA-"


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the human pathways, PART_OF between them, and their genes as PARTICIPATES_IN facts.

    ``pathways``, ``relations`` and ``members`` are Reactome's own tables (members by NCBI Gene id); without them
    ComPath's hierarchy gives ids, and pathway-assessor's gene sets (by pathway name and gene symbol) are joined to it
    by name. HGNC must have been read.
    """
    if "pathways" in given:
        names = {row[0]: row[1] for row in openers.rows(given["pathways"]) if row[0].startswith(_HUMAN)}
        edges = [(row[1], row[0]) for row in openers.rows(given["relations"])]
        gene_by_ncbi = {
            xref.other: xref.id
            for xref in into.xrefs
            if xref.other.startswith("NCBIGene:") and xref.id.startswith("HGNC:")
        }
        members = [(gene_by_ncbi.get(f"NCBIGene:{row[0]}", ""), row[1]) for row in openers.rows(given["members"])]
    else:
        rows = list(openers.records(given["hierarchy"]))
        names = {row[f"{side} ID"]: row[f"{side} Name"] for row in rows for side in ("Source", "Target")}
        edges = [(row["Source ID"], row["Target ID"]) for row in rows]
        gene_by_symbol = {term.label: term.id for term in into.terms.values() if term.id.startswith("HGNC:")}
        by_name = {name.casefold(): local for local, name in names.items()}
        sets: dict[str, list[str]] = openers.parse_pickle(given["genes"])
        members = [
            (gene_by_symbol.get(symbol, ""), by_name[name.casefold()])
            for name, symbols in sets.items()
            if name.casefold() in by_name
            for symbol in symbols
        ]
    for local, name in names.items():
        identifier = f"REACT:{local}"
        into.terms[identifier] = Term(identifier, "Pathway", name.strip(), source.name)
        into.names.append(Name(identifier, name.strip(), "label", source.name))
    into.parents.extend(
        Parent(f"REACT:{part}", f"REACT:{whole}", "PART_OF", source.name)
        for part, whole in edges
        if part in names and whole in names
    )
    for gene, local in sorted(set(members)):
        if gene and local in names:
            into.facts.append(
                Fact(gene, "PARTICIPATES_IN", f"REACT:{local}", source.name, source.licence, f"REACT:{local}")
            )
