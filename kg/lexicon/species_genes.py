"""Genes of several species: which gene of the mouse ``Akt1`` is, and which is the ortholog of a human gene."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kg.lexicon import arrays, names
from kg.lexicon.hashing import hash_of

NO_HUMAN = 0xFFFFFFFF
"""Stands for the row of a human ortholog where there is none."""


@dataclass(frozen=True, slots=True)
class Gene:
    """A gene of some species, as it was found by a name.

    ``id`` is a CURIE, ``human`` the row of the human ortholog (None without one). ``rank`` is that of the name: 0 is
    the symbol, and a smaller rank a closer name.
    """

    id: str
    symbol: str
    human: int | None
    rank: int


class SpeciesGenes:
    """Read access to the table in a lexicon's folder."""

    def __init__(self, folder: Path) -> None:
        # Views of memory give single elements several times as fast as arrays.
        self._hash = arrays.load(folder, "genes.hash").data
        self._gene = arrays.load(folder, "genes.gene").data
        self._rank = arrays.load(folder, "genes.rank").data
        self._ids = arrays.Strings(folder, "genes.ids")
        self._symbols = arrays.Strings(folder, "genes.symbols")
        self._taxon = arrays.load(folder, "genes.taxon")
        self._id_hash = arrays.load(folder, "genes.id_hash").data
        self._id_gene = arrays.load(folder, "genes.id_gene").data
        self._human = arrays.load(folder, "genes.human").data
        self._ortholog_hash = arrays.load(folder, "genes.ortholog_hash").data
        self._ortholog_gene = arrays.load(folder, "genes.ortholog_gene").data
        self.taxa = frozenset(f"NCBITaxon:{taxon}" for taxon in np.unique(self._taxon).tolist())
        """The species that the table has genes of, as CURIEs."""

    def named(self, text: str, taxon: str) -> tuple[Gene, ...]:
        """The genes of a species that a name stands for, closest name first, then by id."""
        return self._named(text, taxon)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a lexicon lives as long as its process
    def _named(self, text: str, taxon: str) -> tuple[Gene, ...]:
        for key in names.keys(text):
            if found := {
                self._at(self._gene[row], self._rank[row]) for row in _rows(self._hash, species_key(taxon, key))
            }:
                best: dict[str, Gene] = {}
                for gene in sorted(found, key=lambda gene: (gene.rank, len(gene.id), gene.id)):
                    best.setdefault(gene.id, gene)
                return tuple(best.values())
        return ()

    def orthologs(self, human: int, taxon: str) -> tuple[Gene, ...]:
        """The genes of a species whose human ortholog has this row."""
        return tuple(
            [
                self._at(self._ortholog_gene[row], 0)
                for row in _rows(self._ortholog_hash, species_key(taxon, str(human)))
            ]
        )

    def taxon(self, curie: str) -> str:
        """The species of a gene by its id, as a CURIE; empty where the table does not have it."""
        number = self._number(curie)
        return "" if number is None else f"NCBITaxon:{self._taxon[number]}"

    def gene(self, curie: str) -> Gene | None:
        """A gene by its id; None where the table does not have it."""
        number = self._number(curie)
        return None if number is None else self._at(number, 0)

    def _number(self, curie: str) -> int | None:
        return next((self._id_gene[row] for row in _rows(self._id_hash, hash_of(curie))), None)

    def _at(self, gene: int, rank: int) -> Gene:
        human = self._human[gene]
        return Gene(self._ids[gene], self._symbols[gene], None if human == NO_HUMAN else human, rank)


def _rows(hashes: memoryview, wanted: int) -> range:
    """The places of a hash among sorted ones."""
    first = last = bisect_left(hashes, wanted)
    while last < len(hashes) and hashes[last] == wanted:
        last += 1
    return range(first, last)


def species_key(taxon: str, key: str) -> int:
    """The hash that something of a species is kept under: a name by its key, an ortholog by the human gene's row."""
    return hash_of(f"{taxon}|{key}")
