"""From the mentions of a document to cases: what each may be by its name, and what its document says of it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Mention
from kg.pipeline.ground.annotators import Annotators
from kg.pipeline.ground.case import Case
from kg.pipeline.ground.document_context import DocumentContext, cued, heading_rows
from kg.pipeline.ground.gene_families import FAMILY, NO_LIKENESS, FamilyFinder, names_member
from kg.pipeline.ground.lexicon_names import LONGEST_SHORT, LexiconNames
from kg.pipeline.ground.rank import Scored
from kg.pipeline.ground.species import SpeciesFinder, Taxa

CLEAR_LEAD = 0.1
"""How much more than the next an entity must score to be surely what a name means."""


class Cases:
    """Holds what tells of names and documents; call it with a document and its mentions."""

    def __init__(
        self,
        lexicon: Lexicon,
        names: LexiconNames,
        annotators: Annotators | None,
        species: SpeciesFinder | None,
        families: FamilyFinder | None,
        *,
        families_marked: bool,
    ) -> None:
        """``annotators``: where nobody's guideline is followed. Without ``species`` or ``families`` nothing is said of
        them. ``families_marked``: whether annotators of the guideline mark families, so that every gene is asked of.
        """
        self._lexicon = lexicon
        self._names = names
        self._annotators = annotators
        self._species = species
        self._families = families
        self._families_marked = families_marked

    def __call__(self, document: Document, mentions: Sequence[Mention], *, typed: bool) -> list[Case]:
        """One case a mention, in the same order; ``typed`` as in ``Grounder``."""
        named = [self._by_type(mention, typed=typed) for mention in mentions]
        context = self._context(document, [scored for scored, _ in named])
        taxa = self._taxa(document, mentions)
        chances = self._chances(document, mentions, [bool(scored) for scored, _ in named])
        return [
            Case(
                mention,
                scored,
                of_other_types,
                context,
                cued(document.text, mention.end) if _need_cues(scored, of_other_types) else frozenset(),
                taxa.get(at),
                self._is_class(mention.text, chances.get(at, 0.0)),
                self._families_marked and chances.get(at, 0.0) >= FAMILY,
            )
            for at, (mention, (scored, of_other_types)) in enumerate(zip(mentions, named, strict=True))
        ]

    def _by_type(self, mention: Mention, *, typed: bool) -> tuple[tuple[Scored, ...], tuple[Scored, ...]]:
        """The entities with a mention's name of its own type, and those of others that count where there is none.

        What neither the network nor a caller has typed may be of any type.
        """
        scored = self._names(mention.text, mention.expanded, mention.detector)
        if not (typed or mention.detector == "network" or mention.type == "Organism"):
            return scored, ()
        own = tuple(one for one in scored if self._lexicon.type(one.row) == mention.type)
        if not own and mention.type == "Organism" and mention.expanded:
            # What stands for a long form of something else is still what it is called itself.
            own = self._names.of_type(mention.text, "", mention.detector, mention.type)
        return own, () if typed or own else self._of_other_types(mention, scored)

    def _of_other_types(self, mention: Mention, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
        """Entities of other types than the network's: none by a short name in another case, nor where annotators have
        one of its own.
        """
        if self._annotators is None:
            return scored
        if self._annotators.votes(mention.type, mention.expanded or mention.text):
            return ()
        return tuple(one for one in scored if len(mention.text) > LONGEST_SHORT or "other case" not in one.reason)

    def _context(self, document: Document, scored: Sequence[tuple[Scored, ...]]) -> DocumentContext:
        named = frozenset(
            best.row
            for best, *others in filter(None, scored)
            if best.certain and (not others or others[0].score < best.score - CLEAR_LEAD)
        )
        return DocumentContext(document.text, heading_rows(document, self._lexicon), named)

    def _taxa(self, document: Document, mentions: Sequence[Mention]) -> dict[int, Taxa]:
        """Number of a mention -> species, for all that may be genes."""
        genes = [at for at, mention in enumerate(mentions) if mention.type == "Target"]
        if self._species is None or not genes:
            return {}
        return dict(zip(genes, self._species(document, [mentions[at] for at in genes]), strict=True))

    def _chances(self, document: Document, mentions: Sequence[Mention], have_names: Sequence[bool]) -> dict[int, float]:
        """Number of a mention -> how probable it is that it is a family, for all that may be genes.

        Where annotators mark no families, only names that no entity has can turn out to be none.
        """
        genes = [at for at, mention in enumerate(mentions) if mention.type == "Target"]
        asked = genes if self._families_marked else [at for at in genes if not have_names[at]]
        if self._families is None or not asked:
            return {}
        chances = self._families(document, [mentions[at] for at in asked], [mentions[at].text for at in genes])
        return dict(zip(asked, chances, strict=True))

    def _is_class(self, text: str, chance: float) -> bool:
        """Whether a name that no gene has is likely that of a class of genes; what tells members apart speaks for
        one.
        """
        if not chance:  # of nearly all
            return False
        return chance >= (FAMILY if self._annotators is not None and not names_member(text) else NO_LIKENESS)


def _need_cues(scored: tuple[Scored, ...], of_other_types: tuple[Scored, ...]) -> bool:
    """Whether words for a type could change what a mention is grounded to."""
    return len(scored) > 1 or len(of_other_types) > 1 or (len(scored) == 1 and scored[0].evidence == "guess")
