"""Drugs and diseases in the order of evidence, where nobody's guideline is followed: after the lexicon annotators, then
likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile

from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon, NameRow
from kg.model import Candidate, Mention
from kg.pipeline.ground import drug_spellings
from kg.pipeline.ground.annotators import Annotators, Vouched, called_so
from kg.pipeline.ground.evidence import OF_SCOPE, RANK, is_short, of_name
from kg.pipeline.ground.likeness import noun_form, same_disease
from kg.pipeline.ground.narrower import wider_names
from kg.pipeline.ground.other_names import LIKENESS_SCORE
from kg.pipeline.ground.rank import rows_for
from kg.pipeline.ground.spellings import one_word

INFECTIOUS = "MONDO:0005550"
"""Infectious disease, above all that infections cause."""

_INFECTION = re.compile(r"\binfection", re.IGNORECASE)

_SHORT_WITHIN = re.compile(r"(\S[^()]*\S)\s*\([\w/+-]{1,12}\)(\s[^()]*\S)")
"""A name with a short form in brackets within."""

LOOKED_AT = 50
"""Most names alike that are looked at for one that is the same."""

LEAST_ALIKE = 0.85
"""Names less alike share too few letters to be the same."""

COURSE_SCORE = 0.65
"""Score of a disease whose name the text has with words for its course before it."""

COURSE = frozenset(
    "acute subacute chronic recurrent relapsing refractory persistent transient progressive severe moderate mild"
    " moderate-to-severe mild-to-moderate symptomatic asymptomatic idiopathic isolated uncomplicated uncontrolled"
    " stable newly diagnosed newly-diagnosed daytime extensive marked bilateral unilateral and to established previous"
    " submassive massive active advanced relative".split()
)
"""Words before a disease for its course, severity or side. Those for its cause and inheritance make another disease
(*familial*).
"""

KIND_SCORE = 0.6
"""Score of a disease that the text names a kind of."""

SPELLED_SCORE = 0.65
"""Score of a drug that a name leads to only in another spelling."""

CLASS_WORDS = frozenset(
    "disease disorder illness infection tumor condition syndrome injury deficiency abnormality lesion symptom".split()
)
"""What is left of *chronic disease* without its course, and names none."""

VOUCHED_SCORE = 0.7
"""Score of an entity that only annotators' names lead to."""


class PlainNames:
    """Holds the lexicon and what annotators may say of drugs and diseases."""

    def __init__(self, lexicon: Lexicon, annotators: Annotators) -> None:
        self._lexicon = lexicon
        self._annotators = annotators

    def __call__(
        self, mention: Mention, type_: str, candidates: tuple[Candidate, ...], told: frozenset[int]
    ) -> tuple[Candidate, ...]:
        """The candidates of a mention, best first. ``candidates`` are the lexicon's, guesses without support left out;
        ``told``: rows of entities that the document itself says it is about.

        The long form decides where the document defines one: what annotators call the short form means something else.
        """
        surface = mention.expanded or mention.text
        if candidates:
            return candidates
        surfaces = (surface, one_word(surface)) if type_ == "Disease" else (surface,)
        for one in surfaces:
            if one and (vouched := self._annotators.vouched(type_, one, told)):
                return (self._of(vouched, type_, surface),)
        if type_ == "Drug":
            return self._drug(surface)
        if type_ != "Disease" or is_short(surface) or self._annotators.nothing(type_, surface):
            return ()
        found = self.alike(surface) or self._alike_vouched(surface) or self._without_course(surface)
        return found or self._without_bracket(surface) or self._kind_of(surface)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _drug(self, surface: str) -> tuple[Candidate, ...]:
        """A drug by another spelling of its name, or, of a long word, by one a letter off."""
        for name in drug_spellings.other_spellings(surface):
            if one := self._one_drug((name,), short=drug_spellings.is_made(surface)):
                return one
        return self._one_drug(drug_spellings.slips(surface))

    def _one_drug(self, spelled: Iterable[str], *, short: bool = False) -> tuple[Candidate, ...]:
        """The drug that some names are of; nothing where they are of several, or one may be anything else; ``short``: a
        short one too.
        """
        lexicon = self._lexicon
        found: dict[tuple[int, bool], dict[int, NameRow]] = {}
        for name in spelled:
            for row in rows_for(name, lexicon) if short or not is_short(name) else ():
                evidence = RANK[OF_SCOPE[row.scope] if short else of_name(row, name, lexicon.id(row.entity))]
                if lexicon.type(row.entity) == "Drug" and evidence <= RANK["alias"]:
                    found.setdefault((evidence, row.text.casefold() != name.casefold()), {}).setdefault(row.entity, row)
        closest = found[min(found)] if found else {}
        return tuple(
            Candidate(
                lexicon.id(row.entity),
                lexicon.label(row.entity),
                "Drug",
                SPELLED_SCORE,
                f"the same but for spelling as '{row.text}' ({row.source})",
                evidence="likeness",
            )
            for row in closest.values()
            if len(closest) == 1
        )

    def _without_bracket(self, surface: str) -> tuple[Candidate, ...]:
        """A disease whose name the text has with a short form of its first words within: *factor X (FX) deficiency*."""
        match = _SHORT_WITHIN.fullmatch(surface)
        if match is None:
            return ()
        lexicon, name = self._lexicon, f"{match[1]}{match[2]}"
        found: dict[int, Candidate] = {}
        for row in rows_for(name, lexicon):
            identifier = lexicon.id(row.entity)
            if lexicon.type(row.entity) == "Disease" and RANK[of_name(row, name, identifier)] <= RANK["alias"]:
                reason = f"{row.scope} '{row.text}' ({row.source}), without the short form in brackets"
                found.setdefault(
                    row.entity,
                    Candidate(
                        identifier, lexicon.label(row.entity), "Disease", COURSE_SCORE, reason, evidence="likeness"
                    ),
                )
        return tuple(found.values()) if len(found) == 1 else ()

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _without_course(self, surface: str) -> tuple[Candidate, ...]:
        """A disease without the words for its course and severity before it, where the whole has no name."""
        words = surface.split()
        rest = list(dropwhile(lambda word: word.casefold().strip(",") in COURSE, words))
        if (
            not rest
            or len(rest) == len(words)
            or (len(rest) == 1 and names.singular(rest[0].casefold()) in CLASS_WORDS)
        ):
            return ()
        found = self._named_disease(" ".join(rest))
        if len(found) != 1:
            return ()
        return (replace(found[0], reason=f"{found[0].reason}, without the words for its course", evidence="likeness"),)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _kind_of(self, surface: str) -> tuple[Candidate, ...]:
        """The disease that one without a name of its own is a kind of: *ischemic dilated cardiomyopathy* is a dilated
        cardiomyopathy.
        """
        for rest in wider_names(surface):
            found = self._named_disease(rest)
            if len(found) == 1:
                reason = f"a kind of '{rest}': {found[0].reason}"
                return (replace(found[0], score=KIND_SCORE, reason=reason, evidence="likeness"),)
        return ()

    def _named_disease(self, name: str) -> tuple[Candidate, ...]:
        lexicon = self._lexicon
        found: dict[int, Candidate] = {}
        for row in rows_for(name, lexicon):
            identifier = lexicon.id(row.entity)
            if lexicon.type(row.entity) == "Disease" and RANK[of_name(row, name, identifier)] <= RANK["alias"]:
                reason = f"{row.scope} '{row.text}' ({row.source})"
                found.setdefault(
                    row.entity, Candidate(identifier, lexicon.label(row.entity), "Disease", COURSE_SCORE, reason)
                )
        return tuple(found.values())

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _alike_vouched(self, surface: str) -> tuple[Candidate, ...]:
        """A disease by another form of a name that annotators may say it by (``hepatotoxic``)."""
        for name in self._annotators.alike(surface, LOOKED_AT, LEAST_ALIKE):
            if same_disease(surface, name) and (vouched := self._annotators.vouched("Disease", name)):
                return (self._of(vouched, "Disease", surface),)
        return ()

    def _of(self, vouched: Vouched, type_: str, surface: str) -> Candidate:
        lexicon, row, reason = self._lexicon, vouched.row, called_so(vouched.documents)
        if row is None:
            return Candidate(vouched.id, surface, type_, VOUCHED_SCORE, reason, evidence="annotators")
        # What annotators call a drug may be a role or a protein here: an entity has one type.
        return Candidate(
            lexicon.id(row), lexicon.label(row), lexicon.type(row), VOUCHED_SCORE, reason, evidence="annotators"
        )

    def _stays_infection(self, text: str, row: NameRow) -> bool:
        """Whether an infection, if the text says one, is one by the name too, or a disease by infection: HCA is an
        adenoma, no infection and an infection of that name is another thing.
        """
        if not _INFECTION.search(text) or _INFECTION.search(row.text):
            return True
        infectious = self._lexicon.row(INFECTIOUS)
        return infectious is not None and infectious in self._lexicon.ancestors(row.entity)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def alike(self, text: str) -> tuple[Candidate, ...]:
        """Diseases with a name that differs from a text in spelling, inflection or order alone."""
        lexicon = self._lexicon
        found: dict[int, Candidate] = {}
        noun = noun_form(text)
        as_noun = (
            [(row, 1.0) for row in rows_for(noun, lexicon) if lexicon.type(row.entity) == "Disease"] if noun else []
        )
        for row, likeness in (*as_noun, *lexicon.similar(text, LOOKED_AT, LEAST_ALIKE)):
            if OF_SCOPE[row.scope] != "guess" and same_disease(text, row.text) and self._stays_infection(text, row):
                reason = f"the same but for spelling as '{row.text}' ({row.source})"
                score = round(LIKENESS_SCORE * likeness, 3)
                one = Candidate(
                    lexicon.id(row.entity), lexicon.label(row.entity), "Disease", score, reason, evidence="likeness"
                )
                found.setdefault(row.entity, one)
        return tuple(found.values())
