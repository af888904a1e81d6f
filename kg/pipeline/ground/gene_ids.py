"""Ids of genes by species: the id that is printed, beside the human ortholog that the graph has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.species_genes import Gene
from kg.lexicon.taxa import HUMAN
from kg.model import Candidate
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.gene_families import is_family
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.species import Taxa

HOSTS = tuple(f"NCBITaxon:{number}" for number in (4932, 7227, 7955))
"""Yeast, fly and zebrafish. Genes of mammals are studied in them, so a name that none of their own genes has is looked
up in the other species that the document names. In worms and plants such names are mostly their own genes'.
"""

LEAST_LIKENESS = 0.85
"""Names of genes less alike than this are different ones."""

NAMED_SCORE = 0.8
"""Score of an entity that only NCBI's or annotators' names lead to."""


@dataclass(frozen=True, slots=True)
class PrintedGene:
    """A gene of a species, to be printed.

    ``ids``: its own, or those of all genes that a name stands for. ``human``: the row of the entity that stands for it
    in the graph, None where nothing does. ``symbol``: a name. ``reason``: why it is meant, in words. ``score``: that of
    a candidate (0..1) to which only this leads.
    """

    ids: Ids
    human: int | None
    symbol: str
    reason: str
    score: float = NAMED_SCORE


class GeneIds:
    """Holds the lexicon, and the ids of genes that only annotators tell."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames) -> None:
        self._lexicon = lexicon
        self._orthologs = learned_orthologs(learned, lexicon)

    def in_likeliest(
        self, taxa: Taxa, candidates: tuple[Candidate, ...], in_species: Callable[[str], tuple[Candidate, ...]]
    ) -> tuple[Candidate, ...]:
        """Candidates as the likeliest species has them, by ``in_species``, which says how one species does.

        A family stays what the graph has; the member that is meant is only what is printed. Of two species that are
        nearly as likely, the first candidate has the ids of both.
        """
        taxon, *others = taxa.ranked
        likeliest = in_species(taxon)
        if taxon in HOSTS and candidates and not is_family(candidates[0].id) and not likeliest[0].ids:
            elsewhere = ((in_species(other), other) for other in others)
            return next((one for one, other in elsewhere if one[0].ids or other == HUMAN), likeliest)
        if taxa.close and likeliest:
            return self._of_both(likeliest, in_species(taxa.close), taxa.close)
        return likeliest

    def _of_both(
        self, likeliest: tuple[Candidate, ...], second: tuple[Candidate, ...], taxon: str
    ) -> tuple[Candidate, ...]:
        """Candidates whose first has the id in a second species too, where that is another single gene of the same
        entity.
        """
        if not second or second[0].id != likeliest[0].id:
            return likeliest
        own, further = self._own_ids(likeliest[0]), self._own_ids(second[0])
        if not own or not further or own == further or own.are_several or further.are_several:
            return likeliest
        reason = f"{likeliest[0].reason}; {further} of {taxon} is nearly as likely"
        both = Ids((own.first, further.first))
        return (replace(likeliest[0], ids=both.printed, reason=reason), *likeliest[1:])

    def _own_ids(self, candidate: Candidate) -> Ids:
        """The ids that are printed of a gene, none where its species has none."""
        row = self._lexicon.row(candidate.id)
        if candidate.ids or candidate.taxon or row is None:
            return Ids.of(candidate)
        gene = self.of_species(row, HUMAN)
        return gene.ids if gene else Ids()

    def id_of(self, gene: Gene, taxon: str) -> str:
        """The id that is printed of a gene of a species: NCBI's, where the tables or annotators have one."""
        return gene.id if gene.id.startswith("NCBIGene:") else self._orthologs.get((gene.human, taxon), gene.id)

    def of_species(self, human: int, taxon: str) -> PrintedGene | None:
        """The gene of a species that is the ortholog of a human one, by the tables or as annotators have it."""
        if taxon == HUMAN:
            own = next((one for one in sorted(self._lexicon.xrefs(human)) if one.startswith("NCBIGene:")), "")
            return PrintedGene(Ids((own,)), human, self._lexicon.label(human), "") if own else None
        known = self._lexicon.genes.orthologs(human, taxon)
        learned = self._orthologs.get((human, taxon), "")
        if known and (known[0].id.startswith("NCBIGene:") or not learned):
            return PrintedGene(Ids((known[0].id,)), human, known[0].symbol, "")
        return PrintedGene(Ids((learned,)), human, self._lexicon.label(human), "") if learned else None


def learned_orthologs(learned: LearnedNames, lexicon: Lexicon) -> dict[tuple[int | None, str], str]:
    """Ids of genes that no table has, by what annotators call them: the name tells the human ortholog, and the ortholog
    all its names.

    The id that most mentions have counts.
    """
    votes: dict[tuple[int | None, str], Counter[str]] = {}
    for row in learned.of_genes():
        if row.ids.are_several or lexicon.row(row.ids.first) is not None or lexicon.genes.taxon(row.ids.first):
            continue
        humans = [gene.human for gene in lexicon.genes.named(row.text, row.taxon) if gene.human is not None]
        if humans:
            votes.setdefault((humans[0], row.taxon), Counter())[row.ids.first] += sum(count for _, count in row.counts)
    return {at: min(counted, key=lambda one: (-counted[one], one)) for at, counted in votes.items()}
