"""Resolvers that order other ones: for one type alone, for the parts of a list, for what stays without an entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Candidate
from kg.pipeline.ground.annotated_ids import Ids
from kg.pipeline.ground.case import Case, Resolver, resolved
from kg.pipeline.ground.gene_families import is_family
from kg.pipeline.ground.lexicon_names import LexiconNames
from kg.pipeline.ground.lists import as_list, joined, listed
from kg.pipeline.ground.rank import LIKENESS_SCORE

MAX_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class ByType:
    """Asks the resolver of the type of thing that is meant; what it says below ``min_score`` (0..1) is left out."""

    resolvers: Mapping[str, Resolver]
    min_score: float = 0.0

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates by the resolver of their type, or as they are where it has none."""
        resolve = self.resolvers.get(case.type_of(candidates))
        if resolve is None:
            return candidates
        return tuple(one for one in resolve(case, candidates) if one.score >= self.min_score)


@dataclass(frozen=True, slots=True)
class FirstThatFinds:
    """Asks resolvers in turn, where there are no candidates yet, until one finds some."""

    resolvers: tuple[Resolver, ...]

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates that there are, or those of the first resolver that finds any."""
        return candidates or next((found for resolve in self.resolvers if (found := resolve(case, ()))), ())


@dataclass(frozen=True, slots=True)
class Where:
    """Asks a resolver only of cases that a condition holds of."""

    holds: Callable[[Case], bool]
    resolve: Resolver

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates by the resolver, or as they are."""
        return self.resolve(case, candidates) if self.holds(case) else candidates


@dataclass(frozen=True, slots=True)
class ListedNames:
    """Reads a mention that lists several names one by one, where no name leads to it as a whole.

    ``names`` and ``resolvers``: by which each name is grounded.
    """

    names: LexiconNames
    resolvers: tuple[Resolver, ...]

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates of all the names, joined; those that there are where one name has none, or none that is
        better.
        """
        family = bool(candidates) and is_family(candidates[0].id) and not Ids.of(candidates[0])
        if candidates and candidates[0].score > LIKENESS_SCORE and not family:
            return candidates
        to_beat = candidates[0].score if candidates and not family else -1.0
        mention = case.mention
        for parts in (listed(mention.text), () if candidates else joined(mention.text, mention.type)):
            if each := self._each(case, parts, to_beat):
                return as_list(each, candidates if family else ())
        return candidates

    def _each(self, case: Case, parts: Sequence[str], to_beat: float) -> list[Candidate]:
        """The best candidate of each name; none where a name has none that scores more than ``to_beat``."""
        each = []
        for name in parts:
            scored = self.names.of_type(name, "", case.mention.detector, case.mention.type)
            candidates = resolved(case.part(name, scored), self.resolvers)
            if not candidates or candidates[0].score <= to_beat:
                return []
            each.append(candidates[0])
        return each


@dataclass(frozen=True, slots=True)
class OtherTypes:
    """Asks for entities of other types with the name, where the mention's own type has none."""

    by_name: Resolver

    def __call__(self, case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The candidates that there are, or those of other types."""
        return candidates or self.by_name(case.of_another_type(), ())


def families_alone(_case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Of a name that annotators mark as a family those candidates that are one."""
    return tuple(one for one in candidates if is_family(one.id))


def best_few(_case: Case, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The best ``MAX_CANDIDATES``."""
    return candidates[:MAX_CANDIDATES]
