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


class GeneIds:
    """Holds the lexicon and what annotators call genes."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames | None) -> None:
        self._lexicon = lexicon
        self._learned = learned

    def __call__(self, mention: Mention, candidates: tuple[Candidate, ...], taxon: str) -> tuple[Candidate, ...]:
        """The candidates of a gene's mention as the species has them: with its ids, the right ortholog first, a missing one added."""
        surfaces = tuple(dict.fromkeys(text for text in (mention.expanded, mention.text, bare(mention.text)) if text))
        found = self._recalled(surfaces, taxon, bool(candidates)) or self._named(surfaces, candidates, taxon)
        if not found:
            return candidates if taxon == HUMAN else tuple(replace(one, taxon=taxon) for one in candidates)
        ids, human, symbol, reason = found
        told = "" if taxon == HUMAN else taxon
        if human is None and candidates and taxon == HUMAN:
            return (replace(candidates[0], ids=(ids,), reason=f"{candidates[0].reason}; {reason}"), *candidates[1:])
        identifier = ids.partition("|")[0] if human is None else self._lexicon.id(human)
        same = next((one for one in candidates if one.id == identifier), None)
        if same is None:
            same = Candidate(identifier, symbol if human is None else self._lexicon.label(human), "Target", BY_NAME, reason)
            # A family that the name stands for stays what the graph has; its member's id is what annotators print.
            if candidates and candidates[0].id.startswith("FPLX:"):
                same = candidates[0]
        best = replace(same, ids=(ids,), taxon=told, reason=same.reason if same.reason == reason else f"{same.reason}; {reason}")
        return (best, *(replace(one, taxon=told) for one in candidates if one.id != best.id))

    def _recalled(self, surfaces: tuple[str, ...], taxon: str, known: bool) -> tuple[str, int | None, str, str] | None:
        """(ids, row of the human gene, symbol, reason) by what annotators call genes of this species."""
        for surface in surfaces if self._learned else ():
            recalled = self._learned.recall("Target", surface, taxon) if self._learned else None
            if recalled is None or not recalled.ids:
                continue
            row = self._lexicon.row(recalled.ids) if taxon == HUMAN and "|" not in recalled.ids else None
            if row is None and taxon != HUMAN:
                row = next((gene.human for gene in self._lexicon.genes.named(surface, taxon) if gene.human is not None), None)
            reason = f"annotators of {', '.join(recalled.corpora)} call it so"
            return recalled.ids, row, surface, reason
        return None

    def _named(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> tuple[str, int | None, str, str] | None:
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
        """Of the genes with the closest name the one whose ortholog is a candidate, else the first."""
        rows = [self._lexicon.row(one.id) for one in candidates]
        close = [gene for gene in genes if gene.rank == genes[0].rank] if genes[0].rank == 0 else list(genes)
        return next((gene for row in rows for gene in close if gene.human is not None and gene.human == row), genes[0])
