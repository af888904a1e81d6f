"""WikiPathways: human pathways and their genes."""

from __future__ import annotations

from kg.errors import OntologyError
from kg.model import Fact
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.terms import Name, Term, Terms


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the pathways of a GMT file and their genes; HGNC must have been read.

    A line has ``name%release%id%species``, an address, and NCBI Gene ids. Raises OntologyError for one of another
    shape.
    """
    gene_by_ncbi = {
        xref.other: xref.id for xref in into.xrefs if xref.other.startswith("NCBIGene:") and xref.id.startswith("HGNC:")
    }
    for number, fields in enumerate(openers.rows(given["gmt"]), 1):
        head = fields[0].split("%")
        if len(head) != 4 or len(fields) < 2:
            raise OntologyError(
                f"{source.name}: line {number} of the GMT file starts with {fields[0]!r}, expected"
                " name%release%id%species"
            )
        identifier = f"WIKIPATHWAYS:{head[2]}"
        label = " ".join(head[0].split())
        into.terms[identifier] = Term(identifier, "Pathway", label, source.name)
        into.names.append(Name(identifier, label, "label", source.name))
        for gene in sorted(
            {gene_by_ncbi[f"NCBIGene:{local}"] for local in fields[2:] if f"NCBIGene:{local}" in gene_by_ncbi}
        ):
            into.facts.append(Fact(gene, "PARTICIPATES_IN", identifier, source.name, source.licence, identifier))
