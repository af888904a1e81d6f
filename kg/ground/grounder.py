"""Grounds mentions: candidates from the lexicon, ranked by name, by the abbreviation's long form and by the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kg.ground import context as document_context
from kg.ground.families import FAMILY, MARKED_BY, NO_LIKENESS, FamilyFinder, is_family
from kg.ground.genes import GeneIds, learned_orthologs
from kg.ground.learned import LearnedNames
from kg.ground.lists import as_list, listed
from kg.ground.other_names import LIKENESS_SCORE, OtherNames
from kg.ground.rank import Scored, resembles, rows_for, score_names
from kg.ground.species import SpeciesFinder, Taxa
from kg.model import Candidate, Document, Grounding, Mention
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon

MAX_CANDIDATES = 5

AFTER = 24
"""Characters after a mention that are looked at for a word that tells its type."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What tells candidates apart: the types whose words follow the mention, what its document is about, the species it may be of, and
    whether it is a ``family`` that no gene has a name like, or one that annotators would have ``marked`` as a family."""

    cues: frozenset[str]
    context: document_context.DocumentContext
    taxa: Taxa | None
    text: str
    family: bool
    marked: bool


class Grounder:
    """Grounds with a lexicon; mentions below ``min_score`` (0..1) stay ungrounded.

    ``learned`` (what annotators call things), ``species`` (which species a gene is of) and ``families`` (what is a family and no gene) are
    left out in the fast profile.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        min_score: float = 0.55,
        learned: LearnedNames | None = None,
        species: SpeciesFinder | None = None,
        families: FamilyFinder | None = None,
    ) -> None:
        self._lexicon = lexicon
        self._min_score = min_score
        self._species = species
        self._families = families
        self._marked = learned is not None and learned.guideline in MARKED_BY
        self._genes = GeneIds(lexicon, learned or LearnedNames((), ""), learned_orthologs(learned, lexicon) if learned else {})
        self._others = OtherNames(lexicon, learned, min_score) if learned else None

    def __call__(self, document: Document, mentions: tuple[Mention, ...], *, typed: bool = False) -> tuple[Grounding, ...]:
        """One grounding a mention, in the same order. A mention takes the type of its best candidate.

        What the network found has been typed by its sentence, so only candidates of that type count where there are any. ``typed``: the
        types of all mentions are known, so only candidates of a mention's own type count.
        """
        lexicon = self._lexicon
        scored = [self._scored(m.text, m.expanded, m.detector) for m in mentions]
        others: list[tuple[Scored, ...]] = [()] * len(scored)
        if typed or any(m.detector == "network" for m in mentions):
            for at, mention in enumerate(mentions):
                if typed or mention.detector == "network":
                    own = tuple(c for c in scored[at] if lexicon.type(c.row) == mention.type)
                    others[at] = () if typed or own else scored[at]
                    scored[at] = own
        context = document_context.DocumentContext(
            document_context.heading_rows(document, lexicon),
            frozenset(s[0].row for s in scored if s and s[0].certain and (len(s) == 1 or s[1].score < s[0].score - 0.1)),
        )
        species, families = self._species_of(document, mentions), self._families_of(document, mentions, scored)
        groundings = []
        # A document repeats its names: what was found for one holds for all that stand alike.
        known: dict[tuple[object, ...], tuple[Candidate, ...]] = {}
        for at, (mention, exact, elsewhere) in enumerate(zip(mentions, scored, others, strict=True)):
            several = len(exact) > 1 or len(elsewhere) > 1
            cues = document_context.cued(document.text[mention.end : mention.end + AFTER]) if several else frozenset[str]()
            place = _Place(
                cues,
                context,
                species.get(at),
                document.text,
                families.get(at, 0.0) >= NO_LIKENESS,
                self._marked and families.get(at, 0.0) >= FAMILY,
            )
            alike = (mention.text, mention.expanded, mention.type, mention.detector, cues, place.taxa, place.family, place.marked)
            if (found := known.get(alike)) is None:
                found = self._named(mention, exact, place)
                # The network's type has no entity of this name, but another type has.
                found = known[alike] = (found or self._candidates(elsewhere, place))[:MAX_CANDIDATES]
            if found and found[0].type != mention.type:
                mention = replace(mention, type=found[0].type)
            groundings.append(Grounding(mention, found))
        return tuple(groundings)

    def _named(self, mention: Mention, scored: tuple[Scored, ...], place: _Place) -> tuple[Candidate, ...]:
        """Candidates by the lexicon's names and, outside the fast profile, by other ones; a list that has no name is read one by one."""
        if place.marked:
            return tuple(one for one in self._candidates(scored, place) if is_family(one.id))
        found = self._other_names(mention, self._candidates(scored, place), place)
        family = bool(found) and is_family(found[0].id) and not found[0].ids
        if self._others is None or (found and found[0].score > LIKENESS_SCORE and not family):
            return found
        each = []
        for name in listed(mention.text):
            one = replace(mention, text=name, expanded="")
            own = tuple(s for s in self._scored(name, "", mention.detector) if self._lexicon.type(s.row) == mention.type)
            candidates = self._other_names(one, self._candidates(own, place), place)
            if not candidates or (found and not family and candidates[0].score <= found[0].score):
                return found
            each.append(candidates[0])
        return as_list(each, found if family else ()) if each else found

    def _other_names(self, mention: Mention, found: tuple[Candidate, ...], place: _Place) -> tuple[Candidate, ...]:
        type_ = found[0].type if found else mention.type
        if type_ == "Target" and place.taxa:
            found = self._genes(mention, found, place.taxa, place.text, family=place.family)
        elif self._others and type_ in ("Drug", "Disease"):
            found = self._others(mention, type_, found)
        else:
            return found
        return tuple(c for c in found if c.score >= self._min_score)

    def _candidates(self, scored: tuple[Scored, ...], place: _Place) -> tuple[Candidate, ...]:
        """Candidates as the document ranks them, those below the least score left out."""
        ranked = self._in_context(scored, place) if len(scored) > 1 else scored
        return tuple([self._candidate(c.row, c.score, c.reason) for c in ranked if c.score >= self._min_score])

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a grounder lives as long as its process
    def _candidate(self, row: int, score: float, reason: str) -> Candidate:
        lexicon = self._lexicon
        return Candidate(lexicon.id(row), lexicon.label(row), lexicon.type(row), round(min(score, 1.0), 3), reason)

    def _species_of(self, document: Document, mentions: tuple[Mention, ...]) -> dict[int, Taxa]:
        """Number of a mention -> species, for all that may be genes."""
        genes = [at for at, mention in enumerate(mentions) if mention.type == "Target"]
        if self._species is None or not genes:
            return {}
        return dict(zip(genes, self._species(document, [mentions[at] for at in genes]), strict=True))

    def _families_of(self, document: Document, mentions: tuple[Mention, ...], scored: list[tuple[Scored, ...]]) -> dict[int, float]:
        """Number of a mention -> how probable it is that it is a family, for all that may be genes.

        Where annotators mark no families, only names that no entity has can turn out to be none.
        """
        genes = [at for at, mention in enumerate(mentions) if mention.type == "Target"]
        asked = genes if self._marked else [at for at in genes if not scored[at]]
        if self._families is None or not asked:
            return {}
        found = self._families(document, [mentions[at] for at in asked], [mentions[at].text for at in genes])
        return dict(zip(asked, found, strict=True))

    def ground(self, text: str, type_: str = "") -> tuple[Candidate, ...]:
        """Ranked candidates of a name on its own, of one type if given; below ``min_score`` too, so that a user sees why not."""
        lexicon = self._lexicon
        rows = rows_for(text, lexicon) or lexicon.lookup(text)
        rows += lexicon.lookup_pathway(names.pathway_core(text)) if names.pathway_core(text) != names.key(text) else ()
        found = (
            Candidate(lexicon.id(c.row), lexicon.label(c.row), lexicon.type(c.row), round(c.score, 3), c.reason)
            for c in score_names(text, rows, lexicon)
        )
        return tuple(c for c in found if not type_ or c.type == type_)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a grounder lives as long as its process
    def _scored(self, surface: str, expanded: str, detector: str) -> tuple[Scored, ...]:
        """Candidates of a surface before the document is looked at, best first."""
        lexicon = self._lexicon
        if detector == "pathway-rule":
            rows = lexicon.lookup_pathway(names.pathway_core(expanded))
            return tuple(s for s in score_names(expanded, rows, lexicon) if lexicon.type(s.row) == "Pathway")
        if detector == "people":
            found = score_names(expanded, rows_for(expanded, lexicon), lexicon)
            return tuple(replace(s, reason=f"a word for people: {s.reason}") for s in found)
        own = score_names(surface, rows_for(surface, lexicon), lexicon)
        if not expanded:
            return tuple(own)
        long = score_names(expanded, rows_for(expanded, lexicon), lexicon)
        if long:
            return tuple(replace(s, reason=f"defined here as '{expanded}': {s.reason}") for s in long)
        # The lexicon does not know the long form. The short form's own meaning counts only if the long form resembles one of its names.
        return tuple(
            replace(s, score=s.score - 0.05, reason=f"{s.reason}; defined here as '{expanded}', close to a name of it")
            for s in own
            if resembles(expanded, s.row, lexicon)
        )

    def _in_context(self, candidates: tuple[Scored, ...], place: _Place) -> list[Scored]:
        lexicon = self._lexicon
        ranked = []
        for candidate in candidates:
            gain, reason = document_context.support(candidate.row, lexicon.type(candidate.row), place.cues, place.context, lexicon)
            ranked.append(replace(candidate, score=candidate.score + gain, reason=f"{candidate.reason}; {reason}") if gain else candidate)
        # The sort is stable, so equal scores keep the order of score_names.
        ranked.sort(key=lambda c: -round(c.score, 4))
        return ranked
