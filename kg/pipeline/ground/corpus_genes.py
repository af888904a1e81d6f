"""Genes where the guideline of a corpus is followed: what its annotators call the genes of the species that a document
is about comes before the lexicon.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.species_genes import Gene
from kg.lexicon.taxa import HUMAN
from kg.model import Candidate
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.case import Case
from kg.pipeline.ground.gene_families import is_family
from kg.pipeline.ground.gene_ids import LEAST_LIKENESS, NAMED_SCORE, GeneIds, PrintedGene
from kg.pipeline.ground.learned import LearnedNames, Recalled
from kg.pipeline.ground.namesakes import Namesakes, telling_words, words_of
from kg.pipeline.ground.rank import LIKENESS_SCORE, resembles, rows_for, score_names
from kg.pipeline.ground.species import bare
from kg.pipeline.ground.spellings import spellings

SLIPS = 2
"""Documents in which annotators may have given another id than any gene of that name has, and that do not count."""

ALIAS, SYMBOL = 0.6, 0.9
"""What a human gene is worth that NCBI alone has under a name, as an alias or as its symbol."""

SPOKEN_FOR = 0.5
"""What is added to a gene that the document speaks for in full (``kg.pipeline.ground.namesakes``)."""

LEAST_SAID = 0.2
"""A gene that NCBI alone has under a name counts where the document says so much for it. All were chosen in the folds
of ``bench.folds``, where they make little difference between half and twice their values.
"""


class CorpusGenes:
    """Holds the lexicon, what annotators call genes, and the ids of genes by species: a resolver."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames, ids: GeneIds) -> None:
        self._lexicon = lexicon
        self._learned = learned
        self._ids = ids
        self._namesakes = Namesakes(lexicon)

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of a gene's mention as the species has them: with its ids, the right ortholog first, a missing
        one added.
        """
        if case.taxa is None:
            return candidates
        told_apart = self._told_apart(case, candidates)
        return self._ids.in_likeliest(case.taxa, told_apart, lambda taxon: self._in_species(case, told_apart, taxon))

    def _told_apart(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Candidates and the other human genes that NCBI has under the name, the one that the document speaks for
        first.
        """
        mention, text, lexicon = case.mention, case.document.text, self._lexicon
        if not text or (candidates and is_family(candidates[0].id)) or mention.expanded:
            return candidates
        pool = {row: one for one in candidates if (row := lexicon.row(one.id)) is not None and one.type == "Target"}
        if len(pool) < len(candidates):
            return candidates
        genes = reversed(lexicon.genes.named(mention.text, HUMAN))
        named = {gene.human: gene for gene in genes if gene.human is not None and gene.human not in pool}
        if len(pool) + len(named) < 2:
            return candidates
        words, own = words_of(text), telling_words(mention.text)
        evidence = {row: self._namesakes.evidence(row, own, words) for row in (*pool, *named)}
        scored = [(one.score + SPOKEN_FOR * evidence[row], one.score, row) for row, one in pool.items()]
        scored += [
            ((ALIAS if gene.rank else SYMBOL) + SPOKEN_FOR * evidence[row], 0.0, row)
            for row, gene in named.items()
            if evidence[row] > LEAST_SAID
        ]
        if not scored:
            return candidates
        best = max(scored, key=lambda one: one[:2])[2]
        if candidates and best == lexicon.row(candidates[0].id):
            return candidates
        if best in pool:
            one = replace(pool[best], reason=f"{pool[best].reason}; the document has words of its names")
        else:
            reason = f"a name of {named[best].symbol} of {HUMAN}; the document has words of its names"
            one = Candidate(lexicon.id(best), lexicon.label(best), "Target", NAMED_SCORE, reason)
        return (one, *(other for other in candidates if other.id != one.id))

    def _in_species(self, case: Case, candidates: tuple[Candidate, ...], taxon: str) -> tuple[Candidate, ...]:
        """The candidates as one species has them."""
        told = "" if taxon == HUMAN else taxon
        candidates = tuple(replace(one, taxon=told) for one in candidates)
        gene = self._gene(case, candidates, taxon)
        if not gene:
            return candidates
        # The graph has an entity under one id only, so an id that is another name of one is not taken as it is.
        human = gene.human if gene.human is not None else self._lexicon.row(gene.ids.first)
        entity = gene.ids.first if human is None else self._lexicon.id(human)
        identifier = candidates[0].id if candidates and is_family(candidates[0].id) else entity
        if same := next((one for one in candidates if one.id == identifier), None):
            best = replace(same, ids=gene.ids.printed, reason=f"{same.reason}; {gene.reason}")
        else:
            name = gene.symbol if human is None else self._lexicon.label(human)
            best = Candidate(identifier, name, "Target", gene.score, gene.reason, gene.ids.printed, told)
        return (best, *(one for one in candidates if one.id != best.id))

    def _gene(self, case: Case, candidates: tuple[Candidate, ...], taxon: str) -> PrintedGene | None:
        """By annotators' names of the species' genes, by its tables, by orthologs, by annotators' names in another
        species, by other spellings, by likeness.

        Of a long form that the document defines, a gene that the tables have under the short form must have a name like
        it.
        """
        mention = case.mention
        surfaces = tuple(dict.fromkeys(text for text in (mention.expanded, mention.text, bare(mention.text)) if text))
        if recalled := self._recalled(surfaces, candidates, taxon):
            return recalled
        gene = self._named(surfaces, candidates, taxon)
        if gene and mention.expanded and not candidates and not self._suits(mention.expanded, gene, taxon):
            gene = None
        gene = gene or self._recalled_elsewhere(surfaces, candidates, taxon)
        if gene or candidates:
            return gene
        others = tuple(dict.fromkeys(other for surface in surfaces for other in spellings(surface)))
        for look in (self._recalled, self._named, self._of_entities, self._recalled_elsewhere):
            if gene := look(others, candidates, taxon):
                return replace(gene, reason=f"in another spelling: {gene.reason}")
        return self._alike(surfaces, taxon, case.is_class)

    def _suits(self, long: str, gene: PrintedGene, taxon: str) -> bool:
        """Whether a gene may be what a long form says: by its own species' names, or by a name of its human ortholog
        that is like it.
        """
        return (
            gene.human is None
            or bool(self._lexicon.genes.named(long, taxon))
            or resembles(long, gene.human, self._lexicon)
        )

    def _recalled(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> PrintedGene | None:
        """What is found by what annotators call genes of this species; an id that no table has goes with the lexicon's
        first candidate.
        """
        for surface in surfaces:
            recalled = self._learned.recall("Target", surface, taxon)
            if recalled is None or not recalled.ids or self._is_slip(recalled, surface, taxon):
                continue
            # Which members a family's name stands for is that corpus' own notion (``cytokine``: six genes).
            if recalled.ids.are_several and not recalled.own:
                continue
            orthologs = [gene.human for gene in self._lexicon.genes.named(surface, taxon) if gene.human is not None]
            row = (
                self._lexicon.row(recalled.ids.first)
                if taxon == HUMAN and not recalled.ids.are_several
                else next(iter(orthologs), None)
            )
            if row is None and candidates:
                row = self._lexicon.row(candidates[0].id)
            return PrintedGene(recalled.ids, row, surface, f"annotators of {', '.join(recalled.corpora)} call it so")
        return None

    def _is_slip(self, recalled: Recalled, surface: str, taxon: str) -> bool:
        """Whether few annotators stand against the tables: a document or two with ``MMP-2`` as a gene that has no such
        name is a slip.
        """
        if recalled.count > SLIPS:
            return False
        genes = self._lexicon.genes.named(surface, taxon)
        # Where the name is a gene's symbol, an alias of another does not count either.
        ids = [gene.id for gene in genes if gene.rank == 0] or [gene.id for gene in genes]
        return any(one.startswith("NCBIGene:") for one in ids) and str(recalled.ids) not in ids

    def _named(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> PrintedGene | None:
        """The same by the names of the species' genes; of a human gene only where the lexicon has no candidate."""
        if taxon == HUMAN and candidates:
            return None
        genes = self._lexicon.genes
        for surface in surfaces:
            if named := genes.named(surface, taxon):
                gene = self._preferred(named, candidates)
                ids = Ids((self._ids.id_of(gene, taxon),))
                return PrintedGene(ids, gene.human, gene.symbol, f"a name of {gene.symbol} of {taxon}")
        for one in candidates:
            row = self._lexicon.row(one.id)
            if row is not None and (ortholog := self._ids.of_species(row, taxon)):
                return replace(ortholog, reason=f"its ortholog in {taxon} is {ortholog.symbol}")
        return None

    def _of_entities(self, surfaces: tuple[str, ...], _: tuple[Candidate, ...], taxon: str) -> PrintedGene | None:
        """The same by the lexicon's names of human genes."""
        lexicon = self._lexicon
        for surface in surfaces:
            for one in score_names(surface, rows_for(surface, lexicon), lexicon):
                if lexicon.type(one.row) == "Target" and (gene := self._ids.of_species(one.row, taxon)):
                    ortholog = "" if taxon == HUMAN else f"; its ortholog in {taxon} is {gene.symbol}"
                    return replace(gene, reason=f"{one.reason}{ortholog}")
        return None

    def _recalled_elsewhere(
        self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str
    ) -> PrintedGene | None:
        """The ortholog of what annotators call so in another species, where the lexicon has no gene of this name."""
        if candidates and not is_family(candidates[0].id):
            return None
        for surface in surfaces:
            recalled = self._learned.recall("Target", surface)
            if recalled is None or not recalled.ids or recalled.ids.are_several:
                continue
            there = self._lexicon.genes.gene(recalled.ids.first)
            human = there.human if there and there.human is not None else self._lexicon.row(recalled.ids.first)
            if human is not None and (gene := self._ids.of_species(human, taxon)):
                return replace(
                    gene, reason=f"annotators of {', '.join(recalled.corpora)} call it so in another species"
                )
        return None

    def _alike(self, surfaces: tuple[str, ...], taxon: str, family: bool) -> PrintedGene | None:
        """The species' gene whose human ortholog has the name most like a surface; for a ``family`` another family
        alone.
        """
        for surface in surfaces:
            alike = self._lexicon.gene_names(surface, LEAST_LIKENESS)
            if alike and not (family and not is_family(self._lexicon.id(alike.row))):
                gene = self._ids.of_species(alike.row, taxon) or PrintedGene(Ids(), alike.row, alike.name, "")
                score = round(LIKENESS_SCORE * alike.likeness, 3)
                return replace(gene, reason=f"most like '{alike.name}' ({alike.likeness:.2f})", score=score)
        return None

    def _preferred(self, genes: tuple[Gene, ...], candidates: tuple[Candidate, ...]) -> Gene:
        """Of the genes (of those with this symbol, where one has it) the one whose ortholog is a candidate, else the
        first.
        """
        rows = [self._lexicon.row(one.id) for one in candidates]
        close = [gene for gene in genes if gene.rank == genes[0].rank] if genes[0].rank == 0 else list(genes)
        return next((gene for row in rows for gene in close if gene.human is not None and gene.human == row), genes[0])
