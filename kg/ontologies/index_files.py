"""Writes the lexicon's further indexes of names: genes of species, genes by likeness, diseases by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from kg.lexicon import gene_names, names, similar
from kg.lexicon.hashing import hash_of
from kg.lexicon.species_genes import NO_HUMAN, species_key
from kg.ontologies.array_files import save, save_strings
from kg.ontologies.terms import SpeciesGene

_LAST = 255
"""The last rank of a gene's name: ranks are kept in one byte."""


def write_species_genes(folder: Path, genes: Sequence[SpeciesGene], row_of: dict[str, int]) -> None:
    """Write what ``kg.lexicon.species_genes`` reads; ``row_of``: id of a human gene -> its row.

    The order of ``genes`` does not matter.
    """
    ordered = sorted(genes, key=lambda gene: (gene.taxon, gene.id))
    save_strings(folder, "genes.ids", (gene.id for gene in ordered))
    save_strings(folder, "genes.symbols", (gene.names[0] for gene in ordered))
    save(folder, "genes.human", np.array([row_of.get(gene.human, NO_HUMAN) for gene in ordered], dtype=np.uint32))
    taxa = [int(gene.taxon.removeprefix("NCBITaxon:")) for gene in ordered]
    save(folder, "genes.taxon", np.array(taxa, dtype=np.uint32))
    by_id = sorted((hash_of(gene.id), number) for number, gene in enumerate(ordered))
    save(folder, "genes.id_hash", np.array([key for key, _ in by_id], dtype=np.uint64))
    save(folder, "genes.id_gene", np.array([number for _, number in by_id], dtype=np.uint32))
    best: dict[tuple[int, int], int] = {}
    for number, gene in enumerate(ordered):
        for rank, text in enumerate(gene.names):
            for key in names.keys(text):
                if len(key) > 1:
                    at = (species_key(gene.taxon, key), number)
                    best[at] = min(best.get(at, _LAST), rank)
    rows = sorted((key, number, rank) for (key, number), rank in best.items())
    save(folder, "genes.hash", np.array([key for key, _, _ in rows], dtype=np.uint64))
    save(folder, "genes.gene", np.array([number for _, number, _ in rows], dtype=np.uint32))
    save(folder, "genes.rank", np.array([rank for _, _, rank in rows], dtype=np.uint8))
    orthologs = sorted(
        (species_key(gene.taxon, str(row_of[gene.human])), number)
        for number, gene in enumerate(ordered)
        if gene.human in row_of
    )
    save(folder, "genes.ortholog_hash", np.array([key for key, _ in orthologs], dtype=np.uint64))
    save(folder, "genes.ortholog_gene", np.array([number for _, number in orthologs], dtype=np.uint32))


def write_gene_names(folder: Path, entries: Iterable[tuple[int, str]]) -> None:
    """Write what ``kg.lexicon.gene_names`` reads, from (row of the entity, name) in any order.

    Of an entity's names that compare equal the first by spelling is kept.
    """
    kept: dict[tuple[int, tuple[str, ...]], str] = {}
    for row, text in sorted(set(entries)):
        if gene_names.worth_comparing(text) and (key := tuple(sorted(set(gene_names.words(text))))):
            kept.setdefault((row, key), text)
    listed = sorted((row, text) for (row, _), text in kept.items())
    texts = [text for _, text in listed]
    for name, array in similar.build(texts, bag=gene_names.bag).items():
        save(folder, f"gene_names.{name}", array)
    save(folder, "gene_names.rows", np.array([row for row, _ in listed], dtype=np.uint32))
    save_strings(folder, "gene_names.texts", texts)


def write_similar(folder: Path, rows: Iterable[tuple[int, int, str]]) -> None:
    """Write the index of names that ``kg.lexicon.similar`` reads, from (row of the name, row of its entity, text).

    Of an entity's names that compare equal the one that comes first is kept.
    """
    kept: dict[tuple[int, tuple[str, ...]], tuple[int, str]] = {}
    for row, entity, text in rows:
        key = tuple(sorted(similar.words(text)))
        if key:
            kept.setdefault((entity, key), (row, text))
    listed = sorted(kept.values())
    index = similar.build([text for _, text in listed]) | {
        "rows": np.array([row for row, _ in listed], dtype=np.uint32)
    }
    for name in similar.FILES:
        save(folder, f"similar.{name}", index[name])
