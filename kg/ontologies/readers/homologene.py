"""HomoloGene: NCBI's genes of twenty species in groups that descend from one gene."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.lexicon.taxa import HUMAN
from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import frames, openers
from kg.ontologies.terms import SpeciesGene, Terms

_COLUMNS = ("homology_id", "tax_id", "gene_id", "gene_symbol")
_UNNAMED = ("LOC", "AgaP_", "MGG_", "NCU", "KLLA0", "AGOS_", "Os")
"""Starts of symbols that are accession numbers and stand in no text."""


@dataclass(frozen=True, slots=True)
class _GroupedGene:
    group: int
    taxon: str
    id: str
    symbol: str


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the genes of species that no earlier source has, and complete those of earlier sources.

    These get the NCBI ids and human orthologs they lack. A gene of another species is an ortholog of the human gene of
    its group where the group has exactly one.
    """
    members = list(_members(given))
    humans: dict[int, list[str]] = defaultdict(list)
    for one in members:
        if one.taxon == HUMAN:
            humans[one.group].append(one.id)
    known = {xref.other: xref.id for xref in into.xrefs if xref.other.startswith("NCBIGene:")}
    human = {one.id: known.get(humans[one.group][0], "") for one in members if len(humans.get(one.group, ())) == 1}
    by_symbol = {(one.taxon, one.symbol): one.id for one in members}
    present = {gene.taxon for gene in into.genes}
    symbols = {(gene.taxon, gene.names[0]) for gene in into.genes}
    into.genes[:] = [_completed(gene, by_symbol, symbols, human) for gene in into.genes]
    into.genes += [
        SpeciesGene(one.id, one.taxon, human.get(one.id, ""), (one.symbol,))
        for one in members
        if one.taxon not in present and not one.symbol.startswith(_UNNAMED)
    ]


def _completed(
    gene: SpeciesGene, by_symbol: dict[tuple[str, str], str], symbols: set[tuple[str, str]], human: dict[str, str]
) -> SpeciesGene:
    """The gene with its NCBI id and its human ortholog.

    The id is found by the symbol, or by a former one that is no other gene's.
    """
    if not gene.id.startswith("NCBIGene:"):
        former = (name for name in gene.names[1:] if (gene.taxon, name) not in symbols)
        names = (gene.names[0], *former)
        gene = replace(
            gene, id=next((found for name in names if (found := by_symbol.get((gene.taxon, name)))), gene.id)
        )
    return gene if gene.human else replace(gene, human=human.get(gene.id, ""))


def _members(given: openers.Openers) -> Iterator[_GroupedGene]:
    if "groups" in given:  # NCBI's own table has no header
        rows: Iterator[tuple[str, ...]] = (tuple(row[:4]) for row in openers.rows(given["groups"]))
    else:
        table = frames.columns(given["frame"])
        rows = zip(*(map(str, table[name]) for name in _COLUMNS), strict=True)
    for group, taxon, gene, symbol in rows:
        yield _GroupedGene(int(group), f"NCBITaxon:{taxon}", f"NCBIGene:{gene}", symbol)
