"""Grounds mentions: candidates from the lexicon, ranked by name, by the abbreviation's long form and by the
document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon, NameRow
from kg.lexicon.taxa import HUMAN
from kg.model import Candidate, Document, Grounding, Mention
from kg.pipeline.ground import context as document_context
from kg.pipeline.ground import learned as table_of_names
from kg.pipeline.ground.annotators import Annotators, called_so
from kg.pipeline.ground.classes import Classes
from kg.pipeline.ground.elements import element
from kg.pipeline.ground.evidence import RANK, is_weight
from kg.pipeline.ground.families import FAMILY, MARKED_BY, NO_LIKENESS, FamilyFinder, is_family
from kg.pipeline.ground.foreign import ForeignProteins, without_foreign
from kg.pipeline.ground.genes import GeneIds, learned_orthologs
from kg.pipeline.ground.homonyms import Homonyms
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.lists import as_list, joined, listed
from kg.pipeline.ground.other_names import LIKENESS_SCORE, OtherNames
from kg.pipeline.ground.plain_genes import PlainGenes
from kg.pipeline.ground.plain_names import PlainNames
from kg.pipeline.ground.rank import GUESSED, Scored, falling, in_order, resembles, rows_for, score_names
from kg.pipeline.ground.species import SpeciesFinder, Taxa
from kg.pipeline.ground.together import one_entity
from kg.pipeline.ground.words import is_whole

MAX_CANDIDATES = 5

TYPE_BY_RULE = {"cell-line-rule": "CellLine", "virus-rule": "Organism"}
"""Detector that reads the type off the words around a name -> the only type that its mentions have."""

KINDS = ("Drug", "Disease", "Target")
"""Types that annotators gave ids to."""

LONGEST_SHORT = 7
"""Characters of the longest name that may be a short form of what the document says in full."""

_MEMBER = re.compile(r"\d|[α-ω]|\b(?:alpha|beta|gamma|delta|epsilon|zeta|theta|[IVX]+)\b")
"""What tells a member of a family."""

_PLURAL_OF_SYMBOL = re.compile(r"\S*\d\S*[A-Z0-9]s")
"""A symbol with digits in the plural, whose parts the keys of names do not part: ``E2Fs``."""

AFTER = 24
"""Characters after a mention that are looked at for a word that tells its type."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What tells candidates apart: the types whose words follow the mention, what its document is about, the species it
    may be of, and whether it is a ``family`` that no gene has a name like, or one that annotators would have ``marked``
    as a family.
    """

    cues: frozenset[str]
    context: document_context.DocumentContext
    taxa: Taxa | None
    text: str
    family: bool
    marked: bool


class Grounder:
    """Grounds with a lexicon; mentions below ``min_score`` (0..1) stay ungrounded.

    ``learned`` (what annotators call things), ``species`` (which species a gene is of) and ``families`` (what is a
    family and no gene) are left out in the fast profile.
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
        table = learned or LearnedNames((), "")
        orthologs = learned_orthologs(learned, lexicon) if learned else {}
        self._annotators = Annotators(lexicon, table) if learned and not learned.followed else None
        self._followed = table.followed
        self._genes: GeneIds | PlainGenes = (
            PlainGenes(lexicon, table, self._annotators, orthologs)
            if self._annotators
            else GeneIds(lexicon, table, orthologs)
        )
        self._others: OtherNames | PlainNames | None = (
            PlainNames(lexicon, self._annotators)
            if self._annotators
            else OtherNames(lexicon, table, min_score)
            if learned
            else None
        )
        self._classes, self._foreign, self._homonyms = Classes(lexicon), ForeignProteins(lexicon), Homonyms(lexicon)

    def __call__(
        self, document: Document, mentions: tuple[Mention, ...], *, typed: bool = False
    ) -> tuple[Grounding, ...]:
        """One grounding a mention, in the same order. A mention takes the type of its best candidate.

        What the network found has been typed by its sentence, so only candidates of that type count where there are
        any. ``typed``: the types of all mentions are known, so only candidates of a mention's own type count.
        """
        lexicon = self._lexicon
        if not self._followed:
            mentions = tuple(
                [m if not m.expanded or is_whole(m.expanded) else replace(m, expanded="") for m in mentions]
            )
        scored = [self._scored(m.text, m.expanded, m.detector) for m in mentions]
        others: list[tuple[Scored, ...]] = [()] * len(scored)
        if typed or any(m.detector == "network" or m.type == "Organism" for m in mentions):
            for at, mention in enumerate(mentions):
                if typed or mention.detector == "network" or mention.type == "Organism":
                    own = tuple(c for c in scored[at] if lexicon.type(c.row) == mention.type)
                    if not own and mention.type == "Organism" and mention.expanded:
                        # What stands for a long form of something else is still what it is called itself.
                        own = tuple(
                            c
                            for c in self._scored(mention.text, "", mention.detector)
                            if lexicon.type(c.row) == mention.type
                        )
                    others[at] = () if typed or own else self._of_other_types(mention, scored[at])
                    scored[at] = own
        context = document_context.DocumentContext(
            document_context.heading_rows(document, lexicon),
            frozenset(
                s[0].row for s in scored if s and s[0].certain and (len(s) == 1 or s[1].score < s[0].score - 0.1)
            ),
        )
        species, families = self._species_of(document, mentions), self._families_of(document, mentions, scored)
        groundings = []
        # A document repeats its names: what was found for one holds for all that stand alike.
        known: dict[tuple[object, ...], tuple[Candidate, ...]] = {}
        for at, (mention, exact, elsewhere) in enumerate(zip(mentions, scored, others, strict=True)):
            several = len(exact) > 1 or len(elsewhere) > 1 or (len(exact) == 1 and exact[0].evidence == "guess")
            cues = (
                document_context.cued(document.text[mention.end : mention.end + AFTER]) if several else frozenset[str]()
            )
            chance, taxa = families.get(at, 0.0), species.get(at)
            family, marked = self._is_class(mention.text, chance), self._marked and chance >= FAMILY
            alike = (mention.text, mention.expanded, mention.type, mention.detector, cues, taxa, family, marked)
            if (found := known.get(alike)) is None:
                place = _Place(cues, context, taxa, document.text, family, marked)
                found = self._named(mention, exact, place)
                # The network's type has no entity of this name, but another type has.
                found = (found or self._candidates(mention, elsewhere, place))[:MAX_CANDIDATES]
                found = known[alike] = (
                    found if self._followed else self._classes(mention.expanded or mention.text, mention.type, found)
                )
            if found and found[0].type != mention.type:
                mention = replace(mention, type=found[0].type)
            groundings.append(Grounding(mention, found))
        return tuple(groundings) if self._followed else self._as_told(document, groundings)

    def _as_told(self, document: Document, groundings: list[Grounding]) -> tuple[Grounding, ...]:
        """The groundings with what the rest of the document tells of them."""
        native = without_foreign(document, groundings, self._foreign)
        foreign = frozenset(
            [
                one.mention.text
                for one, left in zip(groundings, native, strict=True)
                if not left.candidates and left is not one
            ]
        )
        return one_entity(self._homonyms(document, native), foreign)

    def _is_class(self, text: str, chance: float) -> bool:
        """Whether a name that no gene has is likely that of a class of genes; what tells members apart speaks for
        one.
        """
        if not chance:  # of nearly all
            return False
        plain = self._annotators is not None and not _MEMBER.search(text)
        return chance >= (FAMILY if plain else NO_LIKENESS)

    def _of_other_types(self, mention: Mention, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
        """Candidates of other types than the network's: none by a short name in another case, nor where annotators have
        one of its own.
        """
        if self._annotators is None:
            return scored
        if self._annotators.votes(mention.type, mention.expanded or mention.text):
            return ()
        return tuple(one for one in scored if len(mention.text) > LONGEST_SHORT or "other case" not in one.reason)

    def _named(self, mention: Mention, scored: tuple[Scored, ...], place: _Place) -> tuple[Candidate, ...]:
        """Candidates by the lexicon's names and, outside the fast profile, by other ones; a list that has no name is
        read one by one.
        """
        if place.marked:
            return tuple(one for one in self._candidates(mention, scored, place) if is_family(one.id))
        found = self._other_names(mention, self._candidates(mention, scored, place), place)
        family = bool(found) and is_family(found[0].id) and not found[0].ids
        if self._others is None or (found and found[0].score > LIKENESS_SCORE and not family):
            return found
        for several in (listed(mention.text), () if found else joined(mention.text, mention.type)):
            each = []
            for name in several:
                one = replace(mention, text=name, expanded="")
                own = tuple(
                    s for s in self._scored(name, "", mention.detector) if self._lexicon.type(s.row) == mention.type
                )
                candidates = self._other_names(one, self._candidates(one, own, place), place)
                if not candidates or (found and not family and candidates[0].score <= found[0].score):
                    break
                each.append(candidates[0])
            else:
                if each:
                    return as_list(each, found if family else ())
        return found

    def _other_names(self, mention: Mention, found: tuple[Candidate, ...], place: _Place) -> tuple[Candidate, ...]:
        type_ = found[0].type if found else mention.type
        if type_ == "Target" and place.taxa:
            found = self._of_genes(mention, found, place, place.taxa)
        elif isinstance(self._others, PlainNames) and type_ in ("Drug", "Disease"):
            found = self._others(mention, type_, found, place.context.headings | place.context.named)
        elif isinstance(self._others, OtherNames) and type_ in ("Drug", "Disease"):
            found = self._others(mention, type_, found)
        else:
            return found
        return tuple(c for c in found if c.score >= self._min_score)

    def _of_genes(
        self, mention: Mention, found: tuple[Candidate, ...], place: _Place, taxa: Taxa
    ) -> tuple[Candidate, ...]:
        if isinstance(self._genes, PlainGenes):
            return self._genes(mention, found, taxa, family=place.family)
        return self._genes(mention, found, taxa, place.text, family=place.family)

    def _candidates(self, mention: Mention, scored: tuple[Scored, ...], place: _Place) -> tuple[Candidate, ...]:
        """Candidates as the document ranks them, those below the least score left out, and guesses that nothing else
        supports.
        """
        if not scored:
            return ()
        if len(scored) == 1 and scored[0].evidence != "guess":
            only = scored[0]
            return (
                (self._candidate(only.row, only.score, only.reason, only.named_by),)
                if only.score >= self._min_score
                else ()
            )
        weighed = self._weighed(mention, scored, place)
        return falling(
            [self._candidate(c.row, c.score, c.reason, c.named_by) for c in weighed if c.score >= self._min_score]
        )

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a grounder lives as long as its process
    def _candidate(self, row: int, score: float, reason: str, evidence: str) -> Candidate:
        lexicon = self._lexicon
        return Candidate(
            lexicon.id(row), lexicon.label(row), lexicon.type(row), round(min(score, 1.0), 3), reason, evidence=evidence
        )

    def _species_of(self, document: Document, mentions: tuple[Mention, ...]) -> dict[int, Taxa]:
        """Number of a mention -> species, for all that may be genes."""
        genes = [at for at, mention in enumerate(mentions) if mention.type == "Target"]
        if self._species is None or not genes:
            return {}
        return dict(zip(genes, self._species(document, [mentions[at] for at in genes]), strict=True))

    def _families_of(
        self, document: Document, mentions: tuple[Mention, ...], scored: list[tuple[Scored, ...]]
    ) -> dict[int, float]:
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
        """Candidates of a name on its own, of one type if given, in the order of evidence that documents are grounded
        in.

        Those below ``min_score`` and guesses are among them, so that a user sees what a document would have to support.
        Of the names that the lexicon lacks, annotators' and likeness are asked where the grounder has them.
        """
        lexicon = self._lexicon
        rows = rows_for(text, lexicon) or lexicon.lookup(text)
        rows += lexicon.lookup_pathway(names.pathway_core(text)) if names.pathway_core(text) != names.key(text) else ()
        by_type: dict[str, list[Scored]] = {}
        for scored in score_names(text, rows, lexicon):
            by_type.setdefault(lexicon.type(scored.row), []).append(scored)
        by_type = {one: by_type.get(one, []) for one in ((type_,) if type_ else dict.fromkeys((*by_type, *KINDS)))}
        found: dict[str, Candidate] = {}
        for one, own in by_type.items():
            mention = Mention(0, len(text), text, one, "name")
            voted = self._voted(mention, own) if self._annotators else own
            candidates = tuple(
                self._candidate(c.row, c.score, c.reason, c.named_by) for c in in_order(voted, lexicon, short=False)
            )
            sure = tuple(c for c in candidates if c.evidence != "guess")
            found |= {c.id: c for c in (*(() if sure else self._beside(mention)), *candidates)}
        # The sort is stable: within a type the order stands.
        return self._classes(text, type_, falling(sorted(found.values(), key=lambda c: (RANK[c.evidence], -c.score))))

    def refused(self, document: Document, mention: Mention) -> str:
        """Why a mention without an entity has not that of its name, in words; empty where its name alone has none or
        nothing tells.
        """
        first = self.ground(mention.text, mention.type)[:1]
        if not first:
            return ""
        if mention.long_form:
            return f"defined here as '{mention.long_form}', which is no name of {first[0].name}"
        if why := self._foreign(document, mention, first):
            return f"no human gene's: {why}"
        if not self._homonyms(document, (Grounding(mention, first),))[0].candidates:
            return "the words around it say that it is none"
        guess = first[0].evidence in ("guess", "likeness")
        return f"nothing here supports {first[0].name}, which its name alone is only a guess at" if guess else ""

    def _beside(self, mention: Mention) -> tuple[Candidate, ...]:
        """What a name on its own is called beside the lexicon: by annotators, in another spelling, by likeness."""
        if isinstance(self._genes, PlainGenes) and mention.type == "Target":
            return self._genes(mention, (), Taxa((HUMAN,)))
        if isinstance(self._others, PlainNames) and mention.type in ("Drug", "Disease"):
            return self._others(mention, mention.type, (), frozenset())
        return ()

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a grounder lives as long as its process
    def _scored(self, surface: str, expanded: str, detector: str) -> tuple[Scored, ...]:
        """Candidates of a surface before the document is looked at, best first."""
        lexicon = self._lexicon
        if detector == "pathway-rule":
            rows = lexicon.lookup_pathway(names.pathway_core(expanded))
            return tuple(s for s in score_names(expanded, rows, lexicon) if lexicon.type(s.row) == "Pathway")
        if detector in TYPE_BY_RULE:
            found = score_names(surface, lexicon.lookup(surface), lexicon)
            return tuple(replace(s, certain=True) for s in found if lexicon.type(s.row) == TYPE_BY_RULE[detector])
        if detector == "class-rule":
            found = score_names(expanded, rows_for(expanded, lexicon), lexicon)
            found = [one for one in found if lexicon.type(one.row) == "Role"]
            return tuple(
                replace(s, reason=f"the class '{expanded}' in other words: {s.reason}", evidence="likeness")
                for s in found
            )
        if detector == "people":
            found = score_names(expanded, rows_for(expanded, lexicon), lexicon)
            return tuple(replace(s, reason=f"a word for people: {s.reason}") for s in found)
        own = score_names(surface, self._rows_for(surface, detector), lexicon)
        if not expanded:
            symbol = element(surface) if detector == "network" and self._annotators else ""
            drugs = (
                [s for s in score_names(symbol, rows_for(symbol, lexicon), lexicon) if lexicon.type(s.row) == "Drug"]
                if symbol
                else []
            )
            return (*(replace(s, reason=f"symbol of the element: {s.reason}") for s in drugs[:1]), *own)
        long = score_names(expanded, rows_for(expanded, lexicon), lexicon)
        if long:
            return tuple(replace(s, reason=f"defined here as '{expanded}': {s.reason}", defined=True) for s in long)
        # The lexicon does not know the long form. The short form's own meaning counts only if the long form resembles
        # one of its names.
        return tuple(
            replace(
                s,
                score=s.score - 0.05,
                reason=f"{s.reason}; defined here as '{expanded}', close to a name of it",
                evidence="alias",
                defined=True,
            )
            for s in own
            if resembles(expanded, s.row, lexicon)
        )

    def _rows_for(self, surface: str, detector: str) -> tuple[NameRow, ...]:
        """Names that a surface may stand for. A word that is kept from standing for a gene wherever it is written
        (``collagen``) still stands for the family of that name where the network has found a target.
        """
        rows = tuple([row for row in rows_for(surface, self._lexicon) if not names.is_parted(surface, row.text)])
        if not rows and self._annotators and _PLURAL_OF_SYMBOL.fullmatch(surface):
            rows = rows_for(surface[:-1], self._lexicon)
        if rows or detector != "network" or self._annotators is None or len(surface) <= LONGEST_SHORT:
            return rows
        return tuple(
            row
            for row in self._lexicon.lookup(surface)
            if is_family(self._lexicon.id(row.entity)) and row.policy == names.UPPER
        )

    def _weighed(self, mention: Mention, candidates: tuple[Scored, ...], place: _Place) -> Sequence[Scored]:
        """Candidates with what the document adds, best first: in the order of evidence, or by score alone where a
        corpus is followed.
        """
        lexicon = self._lexicon
        found = []
        for one in candidates:
            more = document_context.support(one.row, lexicon.type(one.row), place.cues, place.context, lexicon)
            if more.gain:
                score, reason = one.score + more.gain, f"{one.reason}; {more.reason}"
                one = replace(one, score=score, reason=reason, gain=more.gain, told=more.told, kin=more.kin)
            found.append(one)
        if self._followed:
            # The sort is stable, so equal scores keep the order of score_names.
            return sorted(found, key=lambda c: -round(c.score, 4))
        if self._annotators:
            found = [one for one in self._voted(mention, found) if self._stands(one, mention)]
            if (
                is_weight(mention.text)
                and len(found) > 1
                and not any(one.votes or one.gain or one.defined for one in found)
            ):
                return []
        return in_order(found, lexicon, short=" " not in mention.text and len(mention.text) <= LONGEST_SHORT)

    def _voted(self, mention: Mention, candidates: list[Scored]) -> list[Scored]:
        """Candidates with the documents in which annotators chose them, where they are not told apart by a closer
        name.
        """
        assert self._annotators is not None
        lexicon, surface = self._lexicon, mention.expanded or mention.text
        weak = [one for one in candidates if RANK[one.evidence] >= RANK["alias"]]
        found = []
        for one in candidates:
            type_ = lexicon.type(one.row)
            said = self._annotators.votes(type_, surface) if one in weak else {}
            votes = said.get(one.row, 0)
            # Where annotators of genes mean another than all of these, none of these is what they mean.
            if type_ == "Target" and votes < max(said.values(), default=0) / 2:
                votes = 0
            if votes and not any(self._takes_in(one, other) for other in weak if other is not one):
                one = replace(one, votes=votes, reason=f"{one.reason}; {called_so(votes)}")
            found.append(one)
        return found

    def _takes_in(self, one: Scored, other: Scored) -> bool:
        """Whether annotators' choice tells nothing against another candidate: a disease's heading above it is the
        nearest that they had, and a member of a family that has the name is what their corpora have ids for.
        """
        lexicon = self._lexicon
        if is_family(lexicon.id(other.row)):
            return other.row in lexicon.ancestors(one.row)
        return lexicon.type(one.row) == "Disease" and one.row in lexicon.ancestors(other.row)

    def _stands(self, one: Scored, mention: Mention) -> bool:
        """Whether more than a short alias speaks for a candidate: annotators, the document, or FamPlex, whose names are
        from texts.

        A word for a type beside a mention that the network has typed already says nothing new; of a disease, some
        broader one is in every document.
        """
        type_ = self._lexicon.type(one.row)
        if (
            one.evidence != "guess"
            or type_ not in GUESSED
            or (type_ == "Target" and is_family(self._lexicon.id(one.row)))
        ):
            return True
        if one.votes or one.told:
            return True
        return one.kin and type_ == "Target" if mention.detector == "network" else one.gain > 0


@lru_cache(maxsize=2)
def of_names(lexicon: Lexicon) -> Grounder:
    """A grounder of names on their own, with all that documents are grounded by where no guideline is asked for.

    Raises ModelError where the table of names is missing or damaged.
    """
    return Grounder(lexicon, learned=table_of_names.load(table_of_names.in_use(), table_of_names.NOBODY))
