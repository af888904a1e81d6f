"""What a resolver is, and what it is asked.

A mention is grounded by resolvers in a fixed order (``kg.pipeline.ground.profiles``). Each is called with the mention
in its document and with the candidates so far, best first, and returns the candidates from there on: it adds some, says
more of them, puts them in another order, or leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.lexicon.taxa import HUMAN
from kg.model import Candidate, Mention
from kg.pipeline.ground.document_context import DocumentContext
from kg.pipeline.ground.rank import Scored
from kg.pipeline.ground.species import Taxa


@dataclass(frozen=True, slots=True)
class Case:
    """A mention in its document, as resolvers see it.

    ``mention``: what it says, where, and of which type it is.
    ``scored``: the entities that have its name in the lexicon; only those of its own type where that is settled.
    ``of_other_types``: those of other types, which count where nothing else leads to an entity.
    ``document``: what its document says that tells entities apart.
    ``cues``: the types whose words follow it (*mTOR gene*), looked for where several entities have the name.
    ``taxa``: the species that it may be of; None where nobody looks for species or no gene is meant.
    ``is_class``: whether it is so likely a class of genes that no gene with a name like it is meant.
    ``is_marked``: whether annotators of the guideline that is followed would mark it as a family.
    """

    mention: Mention
    scored: tuple[Scored, ...]
    of_other_types: tuple[Scored, ...]
    document: DocumentContext
    cues: frozenset[str] = frozenset()
    taxa: Taxa | None = None
    is_class: bool = False
    is_marked: bool = False

    @property
    def name(self) -> str:
        """What counts as its name: the long form that the document defines, else what the mention says.

        A short form alone may mean something else elsewhere.
        """
        return self.mention.expanded or self.mention.text

    @property
    def alike(self) -> tuple[object, ...]:
        """What two mentions of a document have in common that get the same candidates."""
        one = self.mention
        return one.text, one.expanded, one.type, one.detector, self.cues, self.taxa, self.is_class, self.is_marked

    def type_of(self, candidates: tuple[Candidate, ...]) -> str:
        """The type of thing that is meant, as the candidates so far have it."""
        return candidates[0].type if candidates else self.mention.type

    def part(self, name: str, scored: tuple[Scored, ...]) -> Case:
        """The case of one name of those that a mention lists."""
        return replace(self, mention=replace(self.mention, text=name, expanded=""), scored=scored)

    def of_another_type(self) -> Case:
        """The case as it would be if the mention were of another type that has its name."""
        return replace(self, scored=self.of_other_types, of_other_types=())

    @staticmethod
    def alone(mention: Mention) -> Case:
        """The case of a name that stands in no document, and that the lexicon does not have; of genes human ones are
        meant.
        """
        return Case(mention, (), (), DocumentContext("", frozenset(), frozenset()), taxa=Taxa((HUMAN,)))


Resolver = Callable[[Case, tuple[Candidate, ...]], tuple[Candidate, ...]]
"""From a case and its candidates so far to its candidates, best first."""


def resolved(case: Case, resolvers: Iterable[Resolver]) -> tuple[Candidate, ...]:
    """The candidates of a case by resolvers in their order."""
    candidates: tuple[Candidate, ...] = ()
    for resolve in resolvers:
        candidates = resolve(case, candidates)
    return candidates
