"""Grounds mentions: which entities each may stand for, best first, and why.

A mention becomes a case (``kg.pipeline.ground.cases``), a case gets its candidates from resolvers in their order
(``kg.pipeline.ground.profiles``), and what the rest of the document tells of a name is then said of its places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg import ids
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Document, Grounding, Mention
from kg.pipeline.ground import learned as table_of_names
from kg.pipeline.ground.case import Case, resolved
from kg.pipeline.ground.cases import Cases
from kg.pipeline.ground.classes import Classes
from kg.pipeline.ground.evidence import RANK
from kg.pipeline.ground.foreign_proteins import ForeignProteins, without_foreign
from kg.pipeline.ground.fuller import is_whole
from kg.pipeline.ground.gene_families import FamilyFinder
from kg.pipeline.ground.homonyms import Homonyms
from kg.pipeline.ground.learned import LearnedNames
from kg.pipeline.ground.lone_guesses import without_lone_guesses
from kg.pipeline.ground.profiles import by_order_of_evidence, fast, following
from kg.pipeline.ground.rank import Scored, falling, in_order, rows_for, score_names
from kg.pipeline.ground.species import SpeciesFinder
from kg.pipeline.ground.together import one_entity
from kg.pipeline.guidelines import DEFAULT

KINDS = ("Drug", "Disease", "Target")
"""Types that annotators gave ids to."""


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
        if learned is None:
            self._profile = fast(lexicon, min_score)
        elif learned.guideline.followed:
            self._profile = following(lexicon, learned, min_score)
        else:
            self._profile = by_order_of_evidence(lexicon, learned, min_score)
        marked = learned is not None and learned.guideline.families_marked
        self._cases = Cases(
            lexicon, self._profile.names, self._profile.annotators, species, families, families_marked=marked
        )
        self._lexicon = lexicon
        self._classes, self._foreign, self._homonyms = Classes(lexicon), ForeignProteins(lexicon), Homonyms(lexicon)

    def __call__(
        self, document: Document, mentions: tuple[Mention, ...], *, typed: bool = False
    ) -> tuple[Grounding, ...]:
        """One grounding a mention, in the same order. A mention takes the type of its best candidate.

        What the network found has been typed by its sentence, so only candidates of that type count where there are
        any. ``typed``: the types of all mentions are known, so only candidates of a mention's own type count.
        """
        if not self._profile.followed:
            mentions = tuple([_with_whole_long_form(mention) for mention in mentions])
        # A document repeats its names: what was found for one holds for all that stand alike.
        known: dict[tuple[object, ...], tuple[Candidate, ...]] = {}
        groundings = []
        for case in self._cases(document, mentions, typed=typed):
            if (candidates := known.get(case.alike)) is None:
                candidates = known[case.alike] = self._resolved(case)
            groundings.append(_grounding(case.mention, candidates))
        if self._profile.followed:
            return tuple(groundings)
        found = self._as_told(document, groundings)
        return found if typed or self._profile.annotators else without_lone_guesses(document, found)

    def _resolved(self, case: Case) -> tuple[Candidate, ...]:
        return resolved(case, self._profile.of_marked if case.is_marked else self._profile.resolvers)

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

    def ground(self, text: str, type_: str = "") -> tuple[Candidate, ...]:
        """Candidates of a name on its own, of one type if given, in the order of evidence that documents are grounded
        in.

        Those below ``min_score`` and guesses are among them, so that a user sees what a document would have to support.
        Of the names that the lexicon lacks, annotators' and likeness are asked where the grounder has them. A CURIE or
        cross-reference of the lexicon is no name and stands for its one entity.
        """
        if (row := self._lexicon.row(text.strip())) is not None:
            return self._of_id(text.strip(), row, type_)
        scored = self._scored_alone(text)
        types = (type_,) if type_ else dict.fromkeys((*scored, *KINDS))
        candidates: dict[str, Candidate] = {}
        for one in types:
            case = Case.alone(Mention(0, len(text), text, one, "name"))
            own = self._ranked_alone(text, scored.get(one, []))
            sure = any(candidate.evidence != "guess" for candidate in own)
            beside = () if sure else resolved(case, self._profile.beside)
            candidates |= {candidate.id: candidate for candidate in (*beside, *own)}
        # The sort is stable: within a type the order stands.
        ranked = falling(sorted(candidates.values(), key=lambda one: (RANK[one.evidence], -one.score)))
        return self._classes(Case.alone(Mention(0, len(text), text, type_, "name")), ranked)

    def _of_id(self, curie: str, row: int, type_: str) -> tuple[Candidate, ...]:
        """The entity of a CURIE, where it is of the type that is asked for."""
        identifier, found = self._lexicon.id(row), self._lexicon.type(row)
        if type_ not in ("", found):
            return ()
        reason = "its id" if ids.normalise(curie) == identifier else "its cross-reference"
        return (Candidate(identifier, self._lexicon.label(row), found, 1.0, reason),)

    def _scored_alone(self, text: str) -> dict[str, list[Scored]]:
        """Type -> the entities that have a name in the lexicon, in any case, pathways also by their core."""
        lexicon = self._lexicon
        rows = rows_for(text, lexicon) or lexicon.lookup(text)
        if (core := names.pathway_core(text)) != names.key(text):
            rows += lexicon.lookup_pathway(core)
        by_type: dict[str, list[Scored]] = {}
        for one in score_names(text, rows, lexicon):
            by_type.setdefault(lexicon.type(one.row), []).append(one)
        return by_type

    def _ranked_alone(self, text: str, scored: Sequence[Scored]) -> list[Candidate]:
        """The candidates of entities of one type, in the order of evidence."""
        if self._profile.voted:
            scored = self._profile.voted.votes(text, scored)
        return [self._profile.by_name.candidate(one) for one in in_order(scored, self._lexicon, short=False)]

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


def _with_whole_long_form(mention: Mention) -> Mention:
    """The mention without a long form that is the end of another name."""
    return mention if not mention.expanded or is_whole(mention.expanded) else replace(mention, expanded="")


def _grounding(mention: Mention, candidates: tuple[Candidate, ...]) -> Grounding:
    """A mention with its candidates, of the type that its best candidate has."""
    if candidates and candidates[0].type != mention.type:
        mention = replace(mention, type=candidates[0].type)
    return Grounding(mention, candidates)


@lru_cache(maxsize=2)
def of_names(lexicon: Lexicon) -> Grounder:
    """A grounder of names on their own, with all that documents are grounded by where no guideline is asked for.

    Raises ModelError where the table of names is missing or damaged.
    """
    return Grounder(lexicon, learned=table_of_names.load(table_of_names.in_use(), DEFAULT))
