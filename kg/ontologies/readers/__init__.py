"""One reader a source: each adds what its files hold to the growing collection of terms."""

from __future__ import annotations

from collections.abc import Callable

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import (
    chebi,
    compath,
    doid,
    drugbank,
    famplex,
    go,
    hgnc,
    homologene,
    mapped_names,
    mesh,
    mesh_supplementary,
    mondo,
    ncbi_gene,
    pirlygenes,
    reactome,
    unii,
    unii_plants,
    wikipathways,
)
from kg.ontologies.readers.openers import Openers
from kg.ontologies.terms import Terms

OntologyReader = Callable[[OntologySource, Openers, Terms], None]

READERS: dict[str, OntologyReader] = {
    "chebi": chebi.read,
    "compath": compath.read,
    "doid": doid.read,
    "drugbank-open": drugbank.read,
    "famplex": famplex.read,
    "go": go.read,
    "hgnc": hgnc.read,
    "homologene": homologene.read,
    "mapped-names": mapped_names.read,
    "mesh": mesh.read,
    "mesh-scr": mesh_supplementary.read,
    "mondo": mondo.read,
    "ncbi-gene": ncbi_gene.read,
    "pirlygenes": pirlygenes.read,
    "reactome": reactome.read,
    "unii": unii.read,
    "unii-plants": unii_plants.read,
    "wikipathways": wikipathways.read,
}
"""The manifest's name of a reader -> the reader."""
