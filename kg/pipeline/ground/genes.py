"""Genes of the species that a document is about: the id that is printed, beside the human ortholog that the graph
has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.species_genes import Gene
from kg.lexicon.taxa import HUMAN
from kg.model import Candidate, Mention
from kg.pipeline.ground.families import is_family
from kg.pipeline.ground.learned import LearnedNames, Recalled
from kg.pipeline.ground.namesakes import Namesakes, telling_words, words_of
from kg.pipeline.ground.other_names import LIKENESS_SCORE
from kg.pipeline.ground.rank import resembles, rows_for, score_names
from kg.pipeline.ground.species import Taxa, bare
from kg.pipeline.ground.spellings import spellings

BY_NAME = 0.8
"""Score of an entity that only NCBI's or annotators' names lead to."""

LEAST_LIKENESS = 0.85
"""Names of genes less alike than this are different ones."""

SLIPS = 2
"""Documents in which annotators may have given another id than any gene of that name has, and that do not count."""

HOSTS = tuple(f"NCBITaxon:{number}" for number in (4932, 7227, 7955))
"""Yeast, fly and zebrafish. Genes of mammals are studied in them, so a name that none of their own genes has is looked
up in the other species that the document names. In worms and plants such names are mostly their own genes'.
"""

ALIAS, SYMBOL = 0.6, 0.9
"""What a human gene is worth that NCBI alone has under a name, as an alias or as its symbol."""

SPOKEN_FOR = 0.5
"""What is added to a gene that the document speaks for in full (``kg.pipeline.ground.namesakes``)."""

LEAST_SAID = 0.2
"""A gene that NCBI alone has under a name counts where the document says so much for it. All were chosen in the folds
of ``bench.folds``, where they make little difference between half and twice their values.
"""

Orthologs = Mapping[tuple[int | None, str], str]
"""(row of a human gene, species) -> id of its ortholog."""


@dataclass(frozen=True, slots=True)
class Found:
    """A gene of the species: its id (several joined by bars), the row of the entity that stands for it in the graph, a
    name, the reason.
    """

    ids: str
    human: int | None
    symbol: str
    reason: str
    score: float = BY_NAME


class GeneIds:
    """Holds the lexicon and what annotators call genes."""

    def __init__(self, lexicon: Lexicon, learned: LearnedNames, orthologs: Orthologs) -> None:
        self._lexicon = lexicon
        self._learned = learned
        self._orthologs = orthologs
        self._namesakes = Namesakes(lexicon)

    def __call__(
        self, mention: Mention, candidates: tuple[Candidate, ...], taxa: Taxa, text: str = "", *, family: bool = False
    ) -> tuple[Candidate, ...]:
        """The candidates of a gene's mention as the species has them: with its ids, the right ortholog first, a missing
        one added.

        ``family``: the mention is likely no gene, so that a gene with a name like it is none of them.
        ``text``: the document's, which tells genes that share a name apart.
        A family stays what the graph has; the member that is meant is only what is printed. Of two species that are
        nearly as likely, the first candidate has the ids of both.
        """
        taxon, *others = taxa.ranked
        candidates = self._told_apart(mention, candidates, text)
        found = self._in_species(mention, candidates, taxon, family)
        family = bool(candidates) and is_family(candidates[0].id)
        if taxon in HOSTS and candidates and not family and not found[0].ids:
            elsewhere = ((self._in_species(mention, candidates, other, family), other) for other in others)
            return next((other for other, of in elsewhere if other[0].ids or of == HUMAN), found)
        if taxa.close and found:
            return self.of_both(found, self._in_species(mention, candidates, taxa.close, family), taxa.close)
        return found

    def _told_apart(self, mention: Mention, candidates: tuple[Candidate, ...], text: str) -> tuple[Candidate, ...]:
        """Candidates and the other human genes that NCBI has under the name, the one that the document (its text)
        speaks for first.
        """
        if not text or (candidates and is_family(candidates[0].id)) or mention.expanded:
            return candidates
        lexicon = self._lexicon
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
            one = Candidate(lexicon.id(best), lexicon.label(best), "Target", BY_NAME, reason)
        return (one, *(other for other in candidates if other.id != one.id))

    def of_both(self, found: tuple[Candidate, ...], other: tuple[Candidate, ...], taxon: str) -> tuple[Candidate, ...]:
        """Candidates whose first has the id in a second species too, where that is another single gene of the same
        entity.
        """
        if not other or other[0].id != found[0].id:
            return found
        own, further = self._own_id(found[0]), self._own_id(other[0])
        if not own or not further or own == further or "|" in own + further:
            return found
        reason = f"{found[0].reason}; {further} of {taxon} is nearly as likely"
        return (replace(found[0], ids=(f"{own}|{further}",), reason=reason), *found[1:])

    def _own_id(self, candidate: Candidate) -> str:
        """The id that is printed of a gene, empty where its species has none."""
        row = self._lexicon.row(candidate.id)
        if candidate.ids or candidate.taxon or row is None:
            return candidate.ids[0] if candidate.ids else ""
        gene = self.of_species(row, HUMAN)
        return gene.ids if gene else ""

    def _in_species(
        self, mention: Mention, candidates: tuple[Candidate, ...], taxon: str, family: bool
    ) -> tuple[Candidate, ...]:
        """The candidates as one species has them."""
        surfaces = tuple(dict.fromkeys(text for text in (mention.expanded, mention.text, bare(mention.text)) if text))
        told = "" if taxon == HUMAN else taxon
        candidates = tuple(replace(one, taxon=told) for one in candidates)
        found = self._found(surfaces, candidates, taxon, family, mention.expanded)
        if not found:
            return candidates
        first = found.ids.partition("|")[0]
        # The graph has an entity under one id only, so an id that is another name of one is not taken as it is.
        human = found.human if found.human is not None else self._lexicon.row(first)
        entity = first if human is None else self._lexicon.id(human)
        identifier = candidates[0].id if candidates and is_family(candidates[0].id) else entity
        if same := next((one for one in candidates if one.id == identifier), None):
            best = replace(same, ids=(found.ids,) if found.ids else (), reason=f"{same.reason}; {found.reason}")
        else:
            name = found.symbol if human is None else self._lexicon.label(human)
            best = Candidate(
                identifier, name, "Target", found.score, found.reason, (found.ids,) if found.ids else (), told
            )
        return (best, *(one for one in candidates if one.id != best.id))

    def _found(
        self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str, family: bool, long: str
    ) -> Found | None:
        """By annotators' names of the species' genes, by its tables, by orthologs, by annotators' names in another
        species, by likeness.

        ``long``: the long form that the document defines; a gene that the tables have under the short form must have a
        name like it.
        """
        recalled = self._recalled(surfaces, candidates, taxon)
        if recalled is not None:
            return recalled
        found = self._named(surfaces, candidates, taxon)
        if found and long and not candidates and not self._suits(long, found, taxon):
            found = None
        found = found or self._recalled_elsewhere(surfaces, candidates, taxon)
        if found or candidates:
            return found
        others = tuple(dict.fromkeys(other for surface in surfaces for other in spellings(surface)))
        for look in (self._recalled, self._named, self._of_entities, self._recalled_elsewhere):
            if found := look(others, candidates, taxon):
                return replace(found, reason=f"in another spelling: {found.reason}")
        return self._alike(surfaces, taxon, family)

    def _suits(self, long: str, found: Found, taxon: str) -> bool:
        """Whether a gene may be what a long form says: by its own species' names, or by a name of its human ortholog
        that is like it.
        """
        return (
            found.human is None
            or bool(self._lexicon.genes.named(long, taxon))
            or resembles(long, found.human, self._lexicon)
        )

    def _recalled(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> Found | None:
        """What is found by what annotators call genes of this species; an id that no table has goes with the lexicon's
        first candidate.
        """
        for surface in surfaces:
            recalled = self._learned.recall("Target", surface, taxon)
            if recalled is None or not recalled.ids or self._is_slip(recalled, surface, taxon):
                continue
            # Which members a family's name stands for is that corpus' own notion (``cytokine``: six genes).
            if "|" in recalled.ids and not recalled.own:
                continue
            orthologs = [gene.human for gene in self._lexicon.genes.named(surface, taxon) if gene.human is not None]
            row = (
                self._lexicon.row(recalled.ids)
                if taxon == HUMAN and "|" not in recalled.ids
                else next(iter(orthologs), None)
            )
            if row is None and candidates:
                row = self._lexicon.row(candidates[0].id)
            return Found(recalled.ids, row, surface, f"annotators of {', '.join(recalled.corpora)} call it so")
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
        return any(one.startswith("NCBIGene:") for one in ids) and recalled.ids not in ids

    def _named(self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str) -> Found | None:
        """The same by the names of the species' genes; of a human gene only where the lexicon has no candidate."""
        if taxon == HUMAN and candidates:
            return None
        genes = self._lexicon.genes
        for surface in surfaces:
            if named := genes.named(surface, taxon):
                gene = self._preferred(named, candidates)
                return Found(self.id_of(gene, taxon), gene.human, gene.symbol, f"a name of {gene.symbol} of {taxon}")
        for one in candidates:
            row = self._lexicon.row(one.id)
            if row is not None and (found := self.of_species(row, taxon)):
                return replace(found, reason=f"its ortholog in {taxon} is {found.symbol}")
        return None

    def _of_entities(self, surfaces: tuple[str, ...], _: tuple[Candidate, ...], taxon: str) -> Found | None:
        """The same by the lexicon's names of human genes."""
        lexicon = self._lexicon
        for surface in surfaces:
            for one in score_names(surface, rows_for(surface, lexicon), lexicon):
                if lexicon.type(one.row) == "Target" and (found := self.of_species(one.row, taxon)):
                    return replace(
                        found,
                        reason=(
                            one.reason if taxon == HUMAN else f"{one.reason}; its ortholog in {taxon} is {found.symbol}"
                        ),
                    )
        return None

    def id_of(self, gene: Gene, taxon: str) -> str:
        """The id that is printed of a gene of a species: NCBI's, where the tables or annotators have one."""
        return gene.id if gene.id.startswith("NCBIGene:") else self._orthologs.get((gene.human, taxon), gene.id)

    def of_species(self, human: int, taxon: str) -> Found | None:
        """The gene of a species that is the ortholog of a human one, by the tables or as annotators have it."""
        if taxon == HUMAN:
            own = next((one for one in sorted(self._lexicon.xrefs(human)) if one.startswith("NCBIGene:")), "")
            return Found(own, human, self._lexicon.label(human), "") if own else None
        known = self._lexicon.genes.orthologs(human, taxon)
        learned = self._orthologs.get((human, taxon), "")
        if known and (known[0].id.startswith("NCBIGene:") or not learned):
            return Found(known[0].id, human, known[0].symbol, "")
        return Found(learned, human, self._lexicon.label(human), "") if learned else None

    def _recalled_elsewhere(
        self, surfaces: tuple[str, ...], candidates: tuple[Candidate, ...], taxon: str
    ) -> Found | None:
        """The ortholog of what annotators call so in another species, where the lexicon has no gene of this name."""
        if candidates and not is_family(candidates[0].id):
            return None
        for surface in surfaces:
            recalled = self._learned.recall("Target", surface)
            if recalled is None or not recalled.ids or "|" in recalled.ids:
                continue
            found = []
            for one in recalled.ids.split("|"):
                gene = self._lexicon.genes.gene(one)
                human = gene.human if gene and gene.human is not None else self._lexicon.row(one)
                found.append(self.of_species(human, taxon) if human is not None else None)
            whole = [one for one in found if one is not None]
            if len(whole) == len(found):
                first, corpora = whole[0], ", ".join(recalled.corpora)
                reason = f"annotators of {corpora} call it so in another species"
                return Found("|".join(one.ids for one in whole), first.human, first.symbol, reason)
        return None

    def _alike(self, surfaces: tuple[str, ...], taxon: str, family: bool) -> Found | None:
        """The species' gene whose human ortholog has the name most like a surface; for a ``family`` another family
        alone.
        """
        for surface in surfaces:
            alike = self._lexicon.gene_names(surface, LEAST_LIKENESS)
            if alike and not (family and not is_family(self._lexicon.id(alike.row))):
                found = self.of_species(alike.row, taxon)
                reason, score = (
                    f"most like '{alike.name}' ({alike.likeness:.2f})",
                    round(LIKENESS_SCORE * alike.likeness, 3),
                )
                found = found or Found("", alike.row, alike.name, "")
                return replace(found, reason=reason, score=score)
        return None

    def _preferred(self, genes: tuple[Gene, ...], candidates: tuple[Candidate, ...]) -> Gene:
        """Of the genes (of those with this symbol, where one has it) the one whose ortholog is a candidate, else the
        first.
        """
        rows = [self._lexicon.row(one.id) for one in candidates]
        close = [gene for gene in genes if gene.rank == genes[0].rank] if genes[0].rank == 0 else list(genes)
        return next((gene for row in rows for gene in close if gene.human is not None and gene.human == row), genes[0])


def learned_orthologs(learned: LearnedNames, lexicon: Lexicon) -> dict[tuple[int | None, str], str]:
    """Ids of genes that no table has, by what annotators call them: the name tells the human ortholog, and the ortholog
    all its names.

    The id that most mentions have counts.
    """
    votes: dict[tuple[int | None, str], Counter[str]] = {}
    for row in learned.of_genes():
        if "|" in row.ids or lexicon.row(row.ids) is not None or lexicon.genes.taxon(row.ids):
            continue
        humans = [gene.human for gene in lexicon.genes.named(row.text, row.taxon) if gene.human is not None]
        if humans:
            votes.setdefault((humans[0], row.taxon), Counter())[row.ids] += sum(count for _, count in row.counts)
    return {at: min(counted, key=lambda one: (-counted[one], one)) for at, counted in votes.items()}
