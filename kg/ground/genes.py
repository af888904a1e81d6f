"""Genes of the species that a document is about: the id that is printed, beside the human ortholog that the graph has."""

from __future__ import annotations

from dataclasses import replace

from kg.ground.learned import LearnedNames
from kg.ground.species import HUMAN, bare
from kg.model import Candidate, Mention
from kg.ontologies.genes import Gene
from kg.ontologies.lexicon import Lexicon

BY_NAME = 0.8
"""Score of an entity that only NCBI's or annotators' names lead to."""

Found = tuple[str, int | None, str, str]
"""Ids of the species' gene, row of the entity that stands for it in the graph, symbol, reason."""


class GeneIds:
    """Holds the lexicon and what annotators call genes."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames) -> None:
        self._lexicon = lexicon
        self._learned = learned

    def __call__(self, mention: Mention, candidates: tuple[Candidate, ...], taxon: str) -> tuple[Candidate, ...]:
        """The candidates of a gene's mention as the species has them: with its ids, the right ortholog first, a missing one added.

        A family stays what the graph has; the member that is meant is only what is printed.
        """
        surfaces = tuple(dict.fromkeys(text for text in (mention.expanded, mention.text, bare(mention.text)) if text))
        told = "" if taxon == HUMAN else taxon
        candidates = tuple(replace(one, taxon=told) for one in candidates)
        found = self._recalled(surfaces, candidates, taxon) or self._named(surfaces, candidates, taxon)
        if not found:
            return candidates
        ids, human, symbol, reason = found
        if candidates and candidates[0].id.startswith("FPLX:"):
            identifier = candidates[0].id
        else:
            identifier = ids.partition("|")[0] if human is None else self._lexicon.id(human)
        if same := next((one for one in candidates if one.id == identifier), None):
            best = replace(same, ids=(ids,), reason=f"{same.reason}; {reason}")
        else:
            name = symbol if human is None else self._lexicon.label(human)
            best = Candidate(identifier, name, "Target", BY_NAME, reason, (ids,), told)
        return (best, *(one for one in candidates if one.id != best.id))

    def _recalled(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> Found | None:
        """What is found by what annotators call genes of this species; an id that no table has goes with the lexicon's first candidate."""
        for surface in surfaces:
            recalled = self._learned.recall("Target", surface, taxon)
            if recalled is None or not recalled.ids:
                continue
            orthologs = [gene.human for gene in self._lexicon.genes.named(surface, taxon) if gene.human is not None]
            row = self._lexicon.row(recalled.ids) if taxon == HUMAN and "|" not in recalled.ids else next(iter(orthologs), None)
            if row is None and candidates:
                row = self._lexicon.row(candidates[0].id)
            return recalled.ids, row, surface, f"annotators of {', '.join(recalled.corpora)} call it so"
        return None

    def _named(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> Found | None:
        """The same by the names of the species' genes; of a human gene only where the lexicon has no candidate."""
        if taxon == HUMAN and candidates:
            return None
        for surface in surfaces:
            if genes := self._lexicon.genes.named(surface, taxon):
                gene = self._preferred(genes, candidates)
                return gene.id, gene.human, gene.symbol, f"a name of {gene.symbol} of {taxon}"
        for one in candidates:
            row = self._lexicon.row(one.id)
            orthologs = self._lexicon.genes.orthologs(row, taxon) if row is not None else ()
            if orthologs:
                return orthologs[0].id, row, orthologs[0].symbol, f"its ortholog in {taxon} is {orthologs[0].symbol}"
        return None

    def _preferred(self, genes: tuple[Gene, ...], candidates: tuple[Candidate, ...]) -> Gene:
        """Of the genes (of those with this symbol, where one has it) the one whose ortholog is a candidate, else the first."""
        rows = [self._lexicon.row(one.id) for one in candidates]
        close = [gene for gene in genes if gene.rank == genes[0].rank] if genes[0].rank == 0 else list(genes)
        return next((gene for row in rows for gene in close if gene.human is not None and gene.human == row), genes[0])
