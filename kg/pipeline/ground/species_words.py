"""Words for species in a text: names of organisms, words for people, genera that stand for one species, and animals'
cell lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import FLY, HUMAN, MOUSE, RAT
from kg.model import Document

_YEAST, _CRESS, _FROG, _CHICKEN, _HAMSTER, _DOG = (
    f"NCBITaxon:{number}" for number in (4932, 3702, 8355, 9031, 10029, 9615)
)

_PEOPLE = (
    "patient",
    "patients",
    "human",
    "humans",
    "women",
    "woman",
    "men",
    "man",
    "children",
    "child",
    "infants",
    "infant",
    "adults",
    "people",
    "persons",
    "individuals",
    "volunteers",
    "subjects",
    "boys",
    "girls",
    "boy",
    "girl",
    "families",
    "probands",
    "proband",
    "participants",
    "clinical",
    "population",
    "cohort",
)
_NAMED = frozenset(("human", "humans"))

_GENERA = {
    "drosophila": FLY,
    "flies": FLY,
    "yeast": _YEAST,
    "saccharomyces": _YEAST,
    "arabidopsis": _CRESS,
    "xenopus": _FROG,
    "chick": _CHICKEN,
    "chicks": _CHICKEN,
}
"""Words that studies of genes use for one species of several; they are no names of it, so the lexicon does not have
them.
"""

_LINES = {
    **dict.fromkeys(
        (
            "3t3-l1",
            "3t3",
            "c2c12",
            "raw264.7",
            "raw 264.7",
            "min6",
            "neuro-2a",
            "neuro2a",
            "n2a",
            "bv-2",
            "bv2",
            "mc3t3-e1",
            "st2",
            "p19",
            "ba/f3",
            "el4",
            "b16",
            "4t1",
            "ct26",
            "j774",
            "llc",
            "mefs",
            "mef",
        ),
        MOUSE,
    ),
    **dict.fromkeys(
        (
            "pc12",
            "h9c2",
            "ins-1",
            "ins-1e",
            "l6 myotubes",
            "gh3",
            "c6 glioma",
            "rin-m5f",
            "iec-6",
            "nrk",
            "hsc-t6",
            "ar42j",
            "b35",
        ),
        RAT,
    ),
    **dict.fromkeys(
        (
            "hela",
            "hek293",
            "hek-293",
            "hek293t",
            "hek 293",
            "293t",
            "mcf-7",
            "mcf7",
            "hepg2",
            "caco-2",
            "jurkat",
            "a549",
            "u2os",
            "thp-1",
            "k562",
            "hct116",
            "sh-sy5y",
            "lncap",
            "mda-mb-231",
            "huvec",
            "huvecs",
        ),
        HUMAN,
    ),
    "cho": _HAMSTER,
    "mdck": _DOG,
}
"""Cell lines that everybody knows, by the species they are of: no word for the species itself."""

_HOMOLOG = re.compile(r"homolog(?:ue)?s?,? \($")
_FROM, _TO = (
    re.compile(r"from $"),
    re.compile(r" (?:\w+ )?(?:to|through) (?:\w+ )?(?:mammal|human|man|men|mice|mouse|vertebrate|plant)"),
)
"""A species that only tells which gene is like it (``homolog (S. cerevisiae)``), or how far back it goes (``from yeast
to man``).
"""

_FIRST_WORD, _WORD_CHARACTER = re.compile(r"\w+"), re.compile(r"\w")
_HEADINGS = {"MESH:D006801": HUMAN, "MESH:D051379": MOUSE, "MESH:D051381": RAT}
"""MeSH's check tags Humans, Mice and Rats."""


@dataclass(frozen=True, slots=True)
class SpeciesWord:
    """A word ``[start, end)`` for a species; ``named``: for the species itself."""

    start: int
    end: int
    taxon: str
    named: bool


class SpeciesWords:
    """Holds the words; call it with a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._taxon = dict.fromkeys(_PEOPLE, HUMAN) | _LINES | _GENERA
        for row in lexicon.rows_of_type("Organism"):
            entity = lexicon.entity_at(row)
            self._taxon.update({name.lower(): entity.id for name in (entity.name, *entity.synonyms) if len(name) > 2})
        self._unnamed = (frozenset(_PEOPLE) | frozenset(_LINES)) - _NAMED
        # By first word: a pattern of all the words would try each of them at each place of a text.
        self._starting: dict[str, list[str]] = {}
        for name in sorted(self._taxon, key=lambda name: (-len(name), name)):
            if first := _FIRST_WORD.match(name):
                self._starting.setdefault(first[0], []).append(name)

    def __call__(self, text: str) -> list[SpeciesWord]:
        """The species words of a text, in order."""
        lower = text.lower()
        if len(lower) != len(text):  # a capital that is two characters in lower case would move what follows
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        found, after = [], 0
        for match in _FIRST_WORD.finditer(lower):
            start = match.start()
            for name in self._starting.get(match[0], ()) if start >= after else ():
                end = start + len(name)
                if lower.startswith(name, start) and not _WORD_CHARACTER.match(lower, end):
                    taxon, after = self._taxon[name], end
                    # CAT is a gene
                    if (taxon == HUMAN or name in _LINES or not text[start:end].isupper()) and not _likened(
                        lower, start, end
                    ):
                        found.append(SpeciesWord(start, end, taxon, name not in self._unnamed))
                    break
        return found


def _likened(text: str, start: int, end: int) -> bool:
    """Whether a word of a text in lower case stands where it says nothing of the species that is studied."""
    if _HOMOLOG.search(text, max(0, start - 20), start):
        return True
    return bool(_FROM.search(text, max(0, start - 5), start) and _TO.match(text, end))


def count_words(document: Document, words: Sequence[SpeciesWord]) -> Counter[str]:
    """How often a document names each species; a check tag of MeSH counts as two words."""
    counted = Counter(word.taxon for word in words)
    for heading in document.headings:
        if taxon := _HEADINGS.get(heading.id):
            counted[taxon] += 2
    return counted
