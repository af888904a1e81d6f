"""The first resolver: by the names of the lexicon, weighed by what the document says.

Which of several entities with a name is meant is judged in one of three ways, by the profile: by score alone where the
guideline of a corpus is followed, else in the order of evidence, with annotators' votes (``Voted``) where they are
known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Mention
from kg.pipeline.ground.annotators import Annotators, called_so
from kg.pipeline.ground.case import Case
from kg.pipeline.ground.document_context import support
from kg.pipeline.ground.evidence import RANK, is_weight
from kg.pipeline.ground.gene_families import is_family
from kg.pipeline.ground.lexicon_names import LONGEST_SHORT
from kg.pipeline.ground.rank import GUESSED, Scored, falling, in_order

Weigh = Callable[[Case, Sequence[Scored]], Sequence[Scored]]
"""From what a document has added to entities with the mention's name to those that may be meant, best first."""


class ByName:
    """Candidates by the lexicon's names as the document ranks them, those below ``min_score`` (0..1) left out."""

    def __init__(self, lexicon: Lexicon, min_score: float, weigh: Weigh) -> None:
        self._lexicon = lexicon
        self._min_score = min_score
        self._weigh = weigh

    def __call__(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of a case; the first resolver has none before it."""
        scored: Sequence[Scored] = case.scored
        if len(scored) > 1 or any(one.evidence == "guess" for one in scored):
            scored = self._weigh(case, [self._supported(one, case) for one in scored])
        return falling([self.candidate(one) for one in scored if one.score >= self._min_score])

    def _supported(self, one: Scored, case: Case) -> Scored:
        more = support(one.row, self._lexicon.type(one.row), case.cues, case.document, self._lexicon)
        if not more.gain:
            return one
        score, reason = one.score + more.gain, f"{one.reason}; {more.reason}"
        return replace(one, score=score, reason=reason, gain=more.gain, told=more.told, kin=more.kin)

    def candidate(self, one: Scored) -> Candidate:
        """The candidate of an entity, its score rounded and at most 1."""
        return self._candidate(one.row, one.score, one.reason, one.named_by)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a grounder lives as long as its process
    def _candidate(self, row: int, score: float, reason: str, evidence: str) -> Candidate:
        lexicon = self._lexicon
        return Candidate(
            lexicon.id(row), lexicon.label(row), lexicon.type(row), round(min(score, 1.0), 3), reason, evidence=evidence
        )


def by_score(_case: Case, scored: Sequence[Scored]) -> Sequence[Scored]:
    """By score alone; equal scores keep the order of ``score_names``."""
    return sorted(scored, key=lambda one: -round(one.score, 4))


def by_evidence(lexicon: Lexicon) -> Weigh:
    """In the order of evidence, without annotators."""
    return lambda case, scored: in_order(scored, lexicon, short=_is_short(case.mention))


def _is_short(mention: Mention) -> bool:
    return " " not in mention.text and len(mention.text) <= LONGEST_SHORT


class Voted:
    """In the order of evidence, with annotators' votes, and without guesses that nothing else supports."""

    def __init__(self, lexicon: Lexicon, annotators: Annotators) -> None:
        self._lexicon = lexicon
        self._annotators = annotators

    def __call__(self, case: Case, scored: Sequence[Scored]) -> Sequence[Scored]:
        """The entities that stand, best first; none where several have a name that is no more than a weight."""
        standing = [one for one in self.votes(case.name, scored) if self._stands(one, case.mention)]
        supported = any(one.votes or one.gain or one.defined for one in standing)
        if is_weight(case.mention.text) and len(standing) > 1 and not supported:
            return []
        return in_order(standing, self._lexicon, short=_is_short(case.mention))

    def votes(self, name: str, scored: Sequence[Scored]) -> list[Scored]:
        """Entities with the documents in which annotators chose them, where they are not told apart by a closer
        name.
        """
        lexicon = self._lexicon
        weak = [one for one in scored if RANK[one.evidence] >= RANK["alias"]]
        voted = []
        for one in scored:
            type_ = lexicon.type(one.row)
            said = self._annotators.votes(type_, name) if one in weak else {}
            votes = said.get(one.row, 0)
            # Where annotators of genes mean another than all of these, none of these is what they mean.
            if type_ == "Target" and votes < max(said.values(), default=0) / 2:
                votes = 0
            if votes and not any(self._takes_in(one, other) for other in weak if other is not one):
                one = replace(one, votes=votes, reason=f"{one.reason}; {called_so(votes)}")
            voted.append(one)
        return voted

    def _takes_in(self, one: Scored, other: Scored) -> bool:
        """Whether annotators' choice tells nothing against another entity: a disease's heading above it is the nearest
        that they had, and a member of a family that has the name is what their corpora have ids for.
        """
        lexicon = self._lexicon
        if is_family(lexicon.id(other.row)):
            return other.row in lexicon.ancestors(one.row)
        return lexicon.type(one.row) == "Disease" and one.row in lexicon.ancestors(other.row)

    def _stands(self, one: Scored, mention: Mention) -> bool:
        """Whether more than a short alias speaks for an entity: annotators, the document, or FamPlex, whose names are
        from texts.

        A word for a type beside a mention that the network has typed already says nothing new; of a disease, some
        broader one is in every document.
        """
        type_ = self._lexicon.type(one.row)
        if one.evidence != "guess" or type_ not in GUESSED or one.votes or one.told:
            return True
        if type_ == "Target" and is_family(self._lexicon.id(one.row)):
            return True
        return one.kin and type_ == "Target" if mention.detector == "network" else one.gain > 0
