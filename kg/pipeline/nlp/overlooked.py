"""Names of the lexicon that the network passes over, cuts short or takes for another type, where the text or the name
itself says better.

Only for the graph's own text (no guideline of a corpus asked for): annotators of corpora leave out oils, plants,
vaccines and regimens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.model import Mention
from kg.pipeline.nlp import administered, dictionary
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.overlaps import Placed
from kg.pipeline.nlp.sentences import sentence_bounds

CLOSE = frozenset(("label", "curated", "exact", "brand"))
"""Scopes of names that stand for just this entity."""

OWN = "curated"
"""Source of entities and names that this project has written down itself because texts name them so."""

NOT_GIVEN = frozenset(
    (
        *"water waters air oxygen blood plasma serum urine feces saliva bile tobacco alcohol retina placenta"
        " hematocrit prime".split(),
        *"proton isotope gases steel sand mineral sirna sirnas suppository suppositories placebo placebos cellulose"
        " fdg-pet".split(),
        *(
            "distilled water",
            "drinking water",
            "tap water",
            "sterile water",
            "red blood cell",
            "red blood cells",
            "human red blood cell",
        ),
        *(
            "human red blood cells",
            "amino acid",
            "sham treatment",
            "gram stain",
            "gram staining",
            "plasma protein",
            "plasma proteins",
        ),
        *(
            "advanced glycation end products",
            "reactive oxygen intermediates",
            "polyacrylamide gel",
            "liquid nitrogen",
            "carbon nanotubes",
        ),
    )
)
"""What the sources list as a substance and what in a study is a vehicle, a control, a sample, a reagent or part of the
body.
"""

MADE_OF = frozenset(
    "deficiency deficiencies resistance toxicity poisoning excess overload dependence dependency abuse withdrawal"
    " intoxication intolerance allergy sensitivity misuse addiction infection infections disease injury".split()
)
"""Last words of a disease that is named by a substance or a gene: ``vitamin D deficiency``."""

NOT_ILL = frozenset(
    (
        *(
            "signs and symptoms",
            "human disease",
            "disease",
            "rare diseases",
            "animal diseases",
            "animal disease models",
            "chronic disease",
        ),
        *(
            "margins of excision",
            "disease progression",
            "disease susceptibility",
            "genetic predisposition to disease",
            "critical illness",
        ),
        *(
            "genetic translocation",
            "chromosome aberrations",
            "ring chromosomes",
            "genomic instability",
            "pathologic processes",
            "smear layer",
        ),
        *(
            "pathologic complete response",
            "neurologic manifestations",
            "disease attributes",
            "drug-related side effects and adverse reactions",
        ),
        *(
            "acute insulin response",
            "residual neoplasm",
            "occupational stress",
            "vaccine-preventable diseases",
            "x-linked disease",
        ),
        *("fetal weight", "birth weight", "body weight", "body weight changes", "ideal body weight"),
    )
)
"""Labels that the sources list among diseases and that name no condition of somebody's."""

_ORDINARY = re.compile(r"[a-z]{2,}(?:-[a-z]+)*(?:['’]s)?")

_BORDER = re.compile(r"[,;()\[\]{}\"]|\s[=<>]|-free$")
_WIDER = re.compile(r"(?:human|other|her|animal)\s", re.IGNORECASE)
_OF_ANIMAL = re.compile(r"\b(?:bos taurus|sus scrofa|gallus|ovis aries|equus)\b", re.IGNORECASE)
_REAGENT = re.compile(
    r"\b(?:dnas?|rnas?|mirnas?|micrornas?|stain(?:ing)?|buffer|agar|nile red|oil red[ -]o|(?:silica|agarose|"
    r"polyacrylamide) gels?)$|^(?:haemophilus|mycobacterium|m\. tuberculosis|streptococcus|staphylococcus|candida|"
    r"escherichia|salmonella|pseudomonas|plasmodium)\b",
    re.IGNORECASE,
)
"""Reagents, and germs that the register has because vaccines and skin tests are made of them."""

_REGISTRY = "UNII:"
_LETTERS = 4
"""Letters of a short form without a definition that is sure enough: ``FBS`` is no drug."""

_INFECTED = re.compile(r".*[\s-](?:infected|seropositive|positive)", re.IGNORECASE)
_RECOMBINANT = re.compile(r"(?:pegylated )?(?:recombinant|highly[- ]purified)[ -]+(?:human )?", re.IGNORECASE)
"""Words for how a substance of the body is made that is given: *recombinant FSH*."""

_INSULIN = re.compile(r"insulin [a-z]+|(?:peg(?:ylated)?[- ]?)?interferon[- ][a-zαβγ]+[- ]?\d[ab]", re.IGNORECASE)
"""Generic names of two words: ``insulin glargine``, ``interferon beta-1b``."""


class Overlooked:
    """Holds what is known of surfaces seen so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def added(self, text: str, found: Sequence[Match], tagged: Sequence[Placed]) -> list[Placed]:
        """Mentions of drugs and diseases that the network does not have whole; where they are longer than its own they
        win by length.
        """
        drugs, diseases = [], []
        for match in found:
            surface = text[match.start : match.end]
            if _has_border(surface):
                continue
            if self._drug(surface, match.rows):
                drugs.append((surface, match))
            if self._disease(surface, match.rows):
                diseases.append((surface, match))
        placed = []
        open_ = [one for one in drugs if (inner := _inside(one[1], tagged)) is not None and not _same(one[1], inner)]
        asked = {surface.casefold() for surface, _ in open_}
        sure = [(m.start, m.end) for _, _, m in tagged if m.type == "Drug"] + [
            (m.start, m.end) for m in found if self._is_role(m.rows)
        ]
        tried = {
            folded
            for surface, m in drugs
            if (folded := surface.casefold()) in asked
            and (
                self._is_own(m.rows, "Drug")
                or self._tried(text, m.start, m.end)
                or (_is_beside(text, m, sure) and not administered.in_cells(_sentence(text, m.start)))
                or (self._is_known(m.rows) and administered.is_in_title(text, m.start, m.end))
            )
        }
        for surface, match in open_:
            if surface.casefold() in tried:
                placed.append((match.first, match.last, Mention(match.start, match.end, surface, "Drug", "dictionary")))
        for surface, match in diseases:
            inner = _inside(match, tagged)
            if inner is not None and not _same(match, inner) and self._is_whole(surface, match.rows, inner):
                placed.append(
                    (match.first, match.last, Mention(match.start, match.end, surface, "Disease", "dictionary"))
                )
        return placed

    def retyped(self, text: str, tagged: Iterable[Placed]) -> list[Placed]:
        """The network's mentions; a target that is given to somebody is a drug where the lexicon has a drug of that
        name.
        """
        placed = list(tagged)
        drugs = [m for _, _, m in placed if m.type == "Drug"]
        return [
            (
                (first, last, replace(m, type="Drug", tagged="Drug"))
                if m.type == "Target" and self._is_drug_here(text, m, drugs)
                else (first, last, m)
            )
            for first, last, m in placed
        ]

    def _is_drug_here(self, text: str, mention: Mention, drugs: Sequence[Mention]) -> bool:
        """By its long form where the text has one; a short form without one (``FBS``) is too little to go by."""
        name = mention.expanded or mention.text
        if not mention.expanded and sum(c.isalpha() for c in name) < _LETTERS:
            return False
        if self._names_only_a_drug(name):
            return True
        if (made := _RECOMBINANT.match(name)) and self._names_drug(name[made.end() :], registered=True):
            return not administered.in_cells(_sentence(text, mention.start))
        given = self._names_drug(name) and (
            administered.is_given(text, mention.start, mention.end)
            or any(
                (
                    administered.is_beside(text, one.end, mention.start)
                    if one.end <= mention.start
                    else mention.end <= one.start and administered.is_beside(text, mention.end, one.start)
                )
                for one in drugs
            )
        )
        return given and not administered.in_cells(_sentence(text, mention.start))

    def _tried(self, text: str, start: int, end: int) -> bool:
        return bool(_INSULIN.fullmatch(text, start, end)) or administered.is_tried(text, start, end)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _drug(self, surface: str, rows: tuple[NameRow, ...]) -> bool:
        """Whether a surface can only be read as a drug: a close name of one, of no gene and no disease, and no everyday
        word.
        """
        if {self._lexicon.type(row.entity) for row in rows} & {"Target", "Disease", "Organism", "Role"}:
            return False
        if surface.casefold() in NOT_GIVEN or _REAGENT.search(surface):
            return False
        close = [row for row in rows if row.scope in CLOSE and self._lexicon.type(row.entity) == "Drug"]
        words = surface.casefold().split()
        if all(self._of_animal(row) for row in close) or (len(words) > 1 and {words[0], words[-1]} & STOP_WORDS):
            return False
        letters = sum(c.isalpha() for c in surface)
        if self._is_own(rows, "Drug"):
            return letters > 1
        return (
            letters > 3
            and not (letters < 6 and surface.isupper())
            and (surface[0].isupper() or any(r.scope != "brand" for r in close))
        )

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _names_drug(self, surface: str, *, registered: bool = False) -> bool:
        """Whether a drug has this name too, and one that more than the register of substances knows: cytokines are in
        it as such. With ``registered`` the register is enough.
        """
        rows = [row for row in self._lexicon.lookup(surface) if row.scope in CLOSE and dictionary.fits(surface, row)]
        drugs = [row for row in rows if self._lexicon.type(row.entity) == "Drug"]
        return any(registered or not self._lexicon.id(row.entity).startswith(_REGISTRY) for row in drugs)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _names_only_a_drug(self, surface: str) -> bool:
        """Whether a word (``reteplase``) is the label of a drug, and no target has it among its names."""
        rows = [row for row in self._lexicon.lookup(surface) if dictionary.fits(surface, row)]
        drug = any(r.scope == "label" and not self._lexicon.id(r.entity).startswith(_REGISTRY) for r in rows)
        return (
            drug
            and surface.isalpha()
            and len(surface) > 2 * _LETTERS
            and {self._lexicon.type(r.entity) for r in rows} == {"Drug"}
        )

    def _of_animal(self, row: NameRow) -> bool:
        return bool(_OF_ANIMAL.search(self._lexicon.label(row.entity)))

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _is_known(self, rows: tuple[NameRow, ...]) -> bool:
        """Whether more than the register of substances has a drug by this name."""
        return any(row.scope in CLOSE and not self._lexicon.id(row.entity).startswith(_REGISTRY) for row in rows)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _is_role(self, rows: tuple[NameRow, ...]) -> bool:
        """Whether a surface is a close name of a class of drugs and of nothing else."""
        return {self._lexicon.type(row.entity) for row in rows if row.scope in CLOSE} == {"Role"}

    def _is_own(self, rows: Iterable[NameRow], type_: str) -> bool:
        return any(row.source == OWN and self._lexicon.type(row.entity) == type_ for row in rows)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _disease(self, surface: str, rows: tuple[NameRow, ...]) -> bool:
        """Whether a surface has a close name of a disease, and is long enough to be one."""
        close = any(row.scope in CLOSE and self._lexicon.type(row.entity) == "Disease" for row in rows)
        return close and sum(c.isalpha() for c in surface) >= 5 and not _WIDER.match(surface)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _is_plain_name(self, surface: str, rows: tuple[NameRow, ...]) -> bool:
        """Whether a surface of several words can only be read as a disease: its label, or another name with a word of
        it.
        """
        words = surface.casefold().split()
        if len(words) < 2 or not all(_ORDINARY.fullmatch(word) for word in words) or {words[0], words[-1]} & STOP_WORDS:
            return False
        if {self._lexicon.type(row.entity) for row in rows} != {"Disease"}:
            return False
        return any(
            self._lexicon.label(row.entity).casefold() not in NOT_ILL
            and dictionary.is_near_label(surface, row, self._lexicon)
            for row in rows
            if row.scope in CLOSE
        )

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _is_numbered_label(self, surface: str, rows: tuple[NameRow, ...]) -> bool:
        """Whether a surface is, but for its capitals, the label of a disease with a number, and no name of anything
        else: ``Covid-19``, which is younger than what the network has read.
        """
        return (
            any(one.isdigit() for one in surface)
            and {self._lexicon.type(row.entity) for row in rows} == {"Disease"}
            and any(self._lexicon.label(row.entity).casefold() == surface.casefold() for row in rows)
        )

    def _is_whole(self, surface: str, rows: tuple[NameRow, ...], inner: Sequence[Placed]) -> bool:
        """Whether a name of a disease is more than the network's mentions in it."""
        if self._is_own((row for row in rows if row.scope in CLOSE), "Disease") or _INFECTED.fullmatch(surface):
            return " " in surface or "-" in surface or surface.islower() or surface.istitle()
        if not inner:
            return self._is_plain_name(surface, rows) or self._is_numbered_label(surface, rows)
        diseases = [m for _, _, m in inner if m.type == "Disease"]
        return bool(diseases) or surface.split()[-1].casefold() in MADE_OF


def _is_beside(text: str, match: Match, drugs: Iterable[tuple[int, int]]) -> bool:
    """Whether a drug or class stands next to a name in one list, or is tried with it."""
    return any(
        (
            administered.is_beside(text, end, match.start, listed=True)
            if end <= match.start
            else match.end <= start and administered.is_beside(text, match.end, start, listed=True)
        )
        for start, end in drugs
    )


@lru_cache(maxsize=1 << 16)
def _has_border(surface: str) -> bool:
    return _BORDER.search(surface) is not None


def _inside(match: Match, tagged: Sequence[Placed]) -> list[Placed] | None:
    """The network's mentions within a stretch; None where one reaches out of it."""
    over = [one for one in tagged if one[0] < match.last and match.first < one[1]]
    return over if all(match.first <= first and last <= match.last for first, last, _ in over) else None


def _same(match: Match, inner: Sequence[Placed]) -> bool:
    return any((first, last) == (match.first, match.last) for first, last, _ in inner)


def _sentence(text: str, at: int) -> str:
    bounds = sentence_bounds(text)
    number = bisect_right(bounds, (at, len(text))) - 1
    start, end = bounds[max(number, 0)]
    return text[start:end]
