"""Genes in the order of evidence, where nobody's guideline is followed: a name tells the entity, the species the id
that is printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.species_genes import Gene
from kg.lexicon.taxa import HUMAN
from kg.model import Candidate
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.annotators import Annotators, called_so
from kg.pipeline.ground.case import Case
from kg.pipeline.ground.evidence import RANK, is_refolded, is_short, is_weight
from kg.pipeline.ground.gene_families import is_family
from kg.pipeline.ground.gene_ids import LEAST_LIKENESS, NAMED_SCORE, GeneIds
from kg.pipeline.ground.likeness import same_gene, tells
from kg.pipeline.ground.rank import LIKENESS_SCORE, rows_for, score_names
from kg.pipeline.ground.species import bare
from kg.pipeline.ground.spellings import spellings

SPELT_SCORE = 0.7
"""Score of an entity that only another spelling of a name leads to."""

_NUMBERS = re.compile(r"\d+|\b[IVX]+\b")
_YEAST = re.compile(r"[A-Z][a-z]{2}\d+p")
"""What only yeast's proteins are called like: their genes' symbols are no aliases of human ones."""


class PlainGenes:
    """Holds the lexicon, what annotators may say, and the ids of genes by species: a resolver."""

    def __init__(self, lexicon: Lexicon, annotators: Annotators, ids: GeneIds) -> None:
        self._lexicon = lexicon
        self._annotators = annotators
        self._ids = ids

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of a gene's mention, best first, with the ids of the likeliest species that has a gene of this
        name.
        """
        if case.taxa is None:
            return candidates
        return self._ids.in_likeliest(case.taxa, candidates, lambda taxon: self._in_species(case, candidates, taxon))

    def _in_species(self, case: Case, candidates: tuple[Candidate, ...], taxon: str) -> tuple[Candidate, ...]:
        # What a document defines counts; the short form alone means something else elsewhere.
        mention = case.mention
        written = (mention.expanded,) if mention.expanded else (mention.text, bare(mention.text))
        surfaces = tuple(dict.fromkeys(text for text in written if text))
        told = "" if taxon == HUMAN else taxon
        candidates = tuple(replace(one, taxon=told) for one in candidates)
        if candidates:
            return self._with_id(surfaces, candidates, taxon)
        only = self._of_surfaces(surfaces, taxon, case.is_class)
        return (only,) if only else ()

    def _with_id(
        self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str
    ) -> tuple[Candidate, ...]:
        """Candidates that the lexicon has, the first with the id of its species' gene."""
        first, *rest = candidates
        row = self._lexicon.row(first.id)
        if taxon == HUMAN or is_family(first.id) or row is None:
            return candidates
        ortholog = self._ids.of_species(row, taxon)
        named = [gene for surface in surfaces for gene in self._lexicon.genes.named(surface, taxon)]
        own = next((gene for gene in named if gene.human == row), None)
        symbol = next((gene for gene in named if gene.rank == 0), None)
        # The symbol of another gene in its own species is a closer name than an alias of a human one, and than a human
        # symbol where the species has no such gene: yeast's SWI5 is not the human SWI5.
        closer = first.evidence not in ("defined", "curated") and (
            ortholog is None or RANK[first.evidence] >= RANK["alias"]
        )
        if own is None and symbol is not None and closer:
            return (
                self._of_gene(symbol, taxon),
                *(one for one in candidates if self._lexicon.row(one.id) != symbol.human),
            )
        if own is not None:
            reason = f"a name of {own.symbol} of {taxon}"
            ids = Ids((self._ids.id_of(own, taxon),))
        elif ortholog is not None:
            reason, ids = f"its ortholog in {taxon} is {ortholog.symbol}", ortholog.ids
        else:
            return candidates
        return (replace(first, ids=ids.printed, reason=f"{first.reason}; {reason}"), *rest)

    def _of_gene(self, gene: Gene, taxon: str) -> Candidate:
        """A gene by a name of its species: the human ortholog, or a node of its own where it has none."""
        lexicon, told = self._lexicon, "" if taxon == HUMAN else taxon
        ids, reason = (self._ids.id_of(gene, taxon),), f"a name of {gene.symbol} of {taxon}"
        # The graph has an entity under one id only, so an id that is another name of one is not taken as it is.
        row = gene.human if gene.human is not None else lexicon.row(gene.id)
        evidence = "label" if gene.rank == 0 else "alias"
        if row is None:
            return Candidate(gene.id, gene.symbol, "Target", NAMED_SCORE, reason, ids, told, evidence)
        return Candidate(
            lexicon.id(row), lexicon.label(row), lexicon.type(row), NAMED_SCORE, reason, ids, told, evidence
        )

    def _of_surfaces(self, surfaces: tuple[str, ...], taxon: str, family: bool) -> Candidate | None:
        """By the species' symbols, by annotators, by the species' other names, in another spelling, by likeness."""
        genes = self._lexicon.genes
        named = [gene for surface in surfaces for gene in genes.named(surface, taxon)]
        if symbol := next(
            (one for one in named if one.rank == 0 and taxon != HUMAN and _is_symbol(surfaces, one.symbol)), None
        ):
            return self._of_gene(symbol, taxon)
        for surface in surfaces:
            vouched = self._annotators.vouched("Target", surface, family=family)
            if vouched and vouched.row is not None:
                return self._of_row(vouched.row, taxon, called_so(vouched.documents), NAMED_SCORE, "annotators")
        if any(self._is_refolded(surface) for surface in surfaces):
            return None
        # NCBI lists every use of a name, so that classes (tyrosine kinase) and short forms are names of some gene
        # there.
        if named and not family and not is_short(surfaces[0]) and not is_weight(surfaces[0]):
            return self._of_gene(self._chosen(surfaces[0], named), taxon)
        return self._spelt(surfaces, taxon, family) or self._alike(surfaces, taxon, family)

    def _is_refolded(self, surface: str) -> bool:
        """Whether the lexicon has a name of genes only in other capitals or with other hyphens, so that it is left to
        the document.
        """
        rows = [row for row in rows_for(surface, self._lexicon) if self._lexicon.type(row.entity) == "Target"]
        return bool(rows) and all(
            is_refolded(surface, row.text, gene=True, symbol=row.scope in ("symbol", "label"))
            for row in rows
            if row.scope != "curated"
        )

    def _chosen(self, surface: str, named: list[Gene]) -> Gene:
        """Of genes with a name, the one that most documents of annotators mean, else the first."""
        votes = self._annotators.votes("Target", surface)
        return max(named, key=lambda gene: votes.get(gene.human, 0) if gene.human is not None else 0)

    def _spelt(self, surfaces: tuple[str, ...], taxon: str, family: bool) -> Candidate | None:
        """By names of the lexicon and of the species in another spelling."""
        lexicon = self._lexicon
        if not surfaces or is_short(surfaces[0]):  # nothing is left of a name without letters
            return None
        for other in dict.fromkeys(other for surface in surfaces for other in spellings(surface)):
            known = [
                one
                for one in score_names(other, rows_for(other, lexicon), lexicon)
                if lexicon.type(one.row) == "Target" and (is_family(lexicon.id(one.row)) or not family)
            ]
            # What lacks a number or the last letter is the name of a family of which the text means a member.
            if any(
                surface[:-1] == other or len(_NUMBERS.findall(other)) < len(_NUMBERS.findall(surface))
                for surface in surfaces
            ):
                known = [one for one in known if not is_family(lexicon.id(one.row))]
            if (taxon == HUMAN and _YEAST.fullmatch(surfaces[0])) or (
                "ligand" in surfaces[0] and "ligand" not in other
            ):
                continue
            if known:
                votes = self._annotators.votes("Target", other)
                best = min(known, key=lambda one: (RANK[one.evidence], -votes.get(one.row, 0), -one.score))
                return self._of_row(best.row, taxon, f"in another spelling: {best.reason}", SPELT_SCORE, "likeness")
            named = list(lexicon.genes.named(other, taxon))
            if named and (named[0].rank == 0 or not family):
                one = self._of_gene(self._chosen(other, named), taxon)
                reason = f"in another spelling: {one.reason}"
                return replace(one, reason=reason, score=SPELT_SCORE, evidence="likeness")
        return None

    def _alike(self, surfaces: tuple[str, ...], taxon: str, family: bool) -> Candidate | None:
        """The gene or family with a name of the same words, or of most where annotators mean it too; for a ``family``
        another one alone.
        """
        for surface in surfaces:
            alike = self._lexicon.gene_names(surface, LEAST_LIKENESS)
            if alike is None:
                continue
            meant = self._annotators.votes("Target", surface).get(alike.row, 0) > 0
            if not meant and not tells(surface) and not is_family(self._lexicon.id(alike.row)):
                continue
            if not meant and (
                not same_gene(surface, alike.name) or (family and not is_family(self._lexicon.id(alike.row)))
            ):
                continue
            score = round(LIKENESS_SCORE * alike.likeness, 3)
            return self._of_row(alike.row, taxon, f"the words of '{alike.name}'", score, "likeness")
        return None

    def _of_row(self, row: int, taxon: str, reason: str, score: float, evidence: str) -> Candidate:
        """The entity of a row, with the id of its species' gene."""
        lexicon, told = self._lexicon, "" if taxon == HUMAN else taxon
        own = self._ids.of_species(row, taxon) if told and not is_family(lexicon.id(row)) else None
        if own is not None:
            reason = f"{reason}; its ortholog in {taxon} is {own.symbol}"
        ids = own.ids.printed if own else ()
        return Candidate(lexicon.id(row), lexicon.label(row), lexicon.type(row), score, reason, ids, told, evidence)


def _is_symbol(surfaces: tuple[str, ...], symbol: str) -> bool:
    """Whether one of the surfaces is a symbol of a species that writes it in small letters, in capitals or with one."""
    return any(
        surface in (symbol, symbol.lower(), symbol.capitalize())
        or not is_refolded(surface, symbol.upper(), gene=True, symbol=True)
        for surface in surfaces
    )
