"""Which entities of the lexicon a mention may stand for by its name, before the document is looked at.

Most names are looked up as they are printed, and by their long form where the document defines one. What a rule has
found tells more than its letters: of such a mention the rule's detector says how it is looked up (``LOOKED_UP``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon, NameRow
from kg.pipeline.ground.elements import element
from kg.pipeline.ground.gene_families import is_family
from kg.pipeline.ground.rank import Scored, resembles, rows_for, score_names

LONGEST_SHORT = 7
"""Characters of the longest name that may be a short form of what the document says in full."""

_PLURAL_OF_SYMBOL = re.compile(r"\S*\d\S*[A-Z0-9]s")
"""A symbol with digits in the plural, whose parts the keys of names do not part: ``E2Fs``."""

_RESEMBLING = 0.05
"""Taken off an entity whose name a long form only resembles."""


class LexiconNames:
    """Holds the lexicon; call it with what a mention says, its long form, and what found it."""

    def __init__(self, lexicon: Lexicon, *, widely: bool) -> None:
        """``widely``: also by what no name of the lexicon is: the symbol of an element, the plural of a symbol, and of
        a word that is kept from standing for genes the family that it is a name of.
        """
        self._lexicon = lexicon
        self._widely = widely

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a grounder lives as long as its process
    def __call__(self, surface: str, expanded: str, detector: str) -> tuple[Scored, ...]:
        """Entities that a mention may stand for, best first."""
        return LOOKED_UP.get(detector, LexiconNames._by_name)(self, surface, expanded, detector)

    def of_type(self, surface: str, expanded: str, detector: str, type_: str) -> tuple[Scored, ...]:
        """Those of one type."""
        return self._only(type_, self(surface, expanded, detector))

    def _only(self, type_: str, scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
        return tuple(one for one in scored if self._lexicon.type(one.row) == type_)

    def _printed(self, surface: str) -> tuple[Scored, ...]:
        return tuple(score_names(surface, rows_for(surface, self._lexicon), self._lexicon))

    def _by_name(self, surface: str, expanded: str, detector: str) -> tuple[Scored, ...]:
        """By the long form where the document defines one, else by what is printed."""
        own = tuple(score_names(surface, self._rows(surface, detector), self._lexicon))
        if not expanded:
            return (*self._of_element(surface, detector), *own)
        if long := self._printed(expanded):
            return tuple(replace(s, reason=f"defined here as '{expanded}': {s.reason}", defined=True) for s in long)
        # The lexicon does not know the long form. The short form's own meaning counts only if the long form resembles
        # one of its names.
        return tuple(
            replace(
                one,
                score=one.score - _RESEMBLING,
                reason=f"{one.reason}; defined here as '{expanded}', close to a name of it",
                evidence="alias",
                defined=True,
            )
            for one in own
            if resembles(expanded, one.row, self._lexicon)
        )

    def _of_element(self, surface: str, detector: str) -> tuple[Scored, ...]:
        """The chemical element whose symbol a surface is."""
        symbol = element(surface) if detector == "network" and self._widely else ""
        drugs = self._only("Drug", self._printed(symbol)) if symbol else ()
        return tuple(replace(one, reason=f"symbol of the element: {one.reason}") for one in drugs[:1])

    def _rows(self, surface: str, detector: str) -> tuple[NameRow, ...]:
        """Names that a surface may stand for. A word that is kept from standing for a gene wherever it is written
        (``collagen``) still stands for the family of that name where the network has found a target.
        """
        rows = tuple([row for row in rows_for(surface, self._lexicon) if not names.is_parted(surface, row.text)])
        if not self._widely:
            return rows
        if not rows and _PLURAL_OF_SYMBOL.fullmatch(surface):
            rows = rows_for(surface[:-1], self._lexicon)
        if rows or detector != "network" or len(surface) <= LONGEST_SHORT:
            return rows
        return tuple(
            row
            for row in self._lexicon.lookup(surface)
            if is_family(self._lexicon.id(row.entity)) and row.policy == names.UPPER
        )

    def _pathway(self, _surface: str, expanded: str, _detector: str) -> tuple[Scored, ...]:
        rows = self._lexicon.lookup_pathway(names.pathway_core(expanded))
        return self._only("Pathway", tuple(score_names(expanded, rows, self._lexicon)))

    def _typed_by_rule(self, surface: str, _expanded: str, detector: str) -> tuple[Scored, ...]:
        """By any name with these letters: the words around it have told the type already."""
        scored = tuple(score_names(surface, self._lexicon.lookup(surface), self._lexicon))
        return tuple(replace(one, certain=True) for one in self._only(TYPE_BY_RULE[detector], scored))

    def _class_in_other_words(self, _surface: str, expanded: str, _detector: str) -> tuple[Scored, ...]:
        return tuple(
            replace(one, reason=f"the class '{expanded}' in other words: {one.reason}", evidence="likeness")
            for one in self._only("Role", self._printed(expanded))
        )

    def _people(self, _surface: str, expanded: str, _detector: str) -> tuple[Scored, ...]:
        return tuple(replace(one, reason=f"a word for people: {one.reason}") for one in self._printed(expanded))


TYPE_BY_RULE = {"cell-line-rule": "CellLine", "virus-rule": "Organism"}
"""Detector that reads the type off the words around a name -> the only type that its mentions have."""

LOOKED_UP: Mapping[str, Callable[[LexiconNames, str, str, str], tuple[Scored, ...]]] = {
    "pathway-rule": LexiconNames._pathway,
    **dict.fromkeys(TYPE_BY_RULE, LexiconNames._typed_by_rule),
    "class-rule": LexiconNames._class_in_other_words,
    "people": LexiconNames._people,
}
"""Detector -> how what it has found is looked up; all others' mentions are by their names."""
