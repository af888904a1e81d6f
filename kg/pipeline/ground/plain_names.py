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
from kg.model import Candidate
from kg.pipeline.ground import drug_spellings
from kg.pipeline.ground.annotators import Annotators, Vouched, called_so
from kg.pipeline.ground.case import Case
from kg.pipeline.ground.evidence import OF_SCOPE, RANK, is_short, of_name
from kg.pipeline.ground.likeness import noun_form, same_disease
from kg.pipeline.ground.narrower import wider_names
from kg.pipeline.ground.rank import LIKENESS_SCORE, rows_for
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
    """Holds the lexicon and what annotators may say of drugs and diseases; each of its public methods of a case is a
    resolver of names that the lexicon lacks.
    """

    def __init__(self, lexicon: Lexicon, annotators: Annotators) -> None:
        self._lexicon = lexicon
        self._annotators = annotators

    def vouched(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """What annotators may say that a name means; what they call a short form that the document defines does not
        count.
        """
        return self._vouched(case, case.name)

    def vouched_in_one_word(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The same of a toxicity's name in one word."""
        return self._vouched(case, one_word(case.name))

    def _vouched(self, case: Case, name: str) -> tuple[Candidate, ...]:
        type_ = case.mention.type
        vouched = self._annotators.vouched(type_, name, case.document.about) if name else None
        return (self._of(vouched, type_, case.name),) if vouched else ()

    def says_enough(self, case: Case) -> bool:
        """Whether a disease's name is long enough to be another spelling of one, and none that annotators mostly leave
        without an id.
        """
        return not is_short(case.name) and not self._annotators.nothing(case.mention.type, case.name)

    def drug_spelled_otherwise(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """A drug by another spelling of its name, the likeliest that is just one drug's."""
        return self._spelled_otherwise(case.name)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _spelled_otherwise(self, name: str) -> tuple[Candidate, ...]:
        short = drug_spellings.is_made(name)
        each = (self._one_drug((other,), short=short) for other in drug_spellings.other_spellings(name))
        return next(filter(None, each), ())

    def drug_misspelt(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """A drug whose name is a long word that is a letter off."""
        return self._misspelt(case.name)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _misspelt(self, name: str) -> tuple[Candidate, ...]:
        return self._one_drug(drug_spellings.slips(name))

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

    def alike(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Diseases with a name that differs in spelling, inflection or order alone."""
        return self.diseases_alike(case.name)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def diseases_alike(self, name: str) -> tuple[Candidate, ...]:
        """The diseases whose names say neither less nor more than a name."""
        lexicon = self._lexicon
        candidates: dict[int, Candidate] = {}
        noun = noun_form(name)
        as_noun = (
            [(row, 1.0) for row in rows_for(noun, lexicon) if lexicon.type(row.entity) == "Disease"] if noun else []
        )
        for row, likeness in (*as_noun, *lexicon.similar(name, LOOKED_AT, LEAST_ALIKE)):
            if OF_SCOPE[row.scope] != "guess" and same_disease(name, row.text) and self._stays_infection(name, row):
                reason = f"the same but for spelling as '{row.text}' ({row.source})"
                score = round(LIKENESS_SCORE * likeness, 3)
                candidates.setdefault(row.entity, self._disease(row, score, reason))
        return tuple(candidates.values())

    def _stays_infection(self, text: str, row: NameRow) -> bool:
        """Whether an infection, if the text says one, is one by the name too, or a disease by infection: HCA is an
        adenoma, no infection and an infection of that name is another thing.
        """
        if not _INFECTION.search(text) or _INFECTION.search(row.text):
            return True
        infectious = self._lexicon.row(INFECTIOUS)
        return infectious is not None and infectious in self._lexicon.ancestors(row.entity)

    def alike_vouched(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """A disease by another form of a name that annotators may say it by (``hepatotoxic``)."""
        return self._alike_vouched(case.name)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _alike_vouched(self, name: str) -> tuple[Candidate, ...]:
        for other in self._annotators.alike(name, LOOKED_AT, LEAST_ALIKE):
            if same_disease(name, other) and (vouched := self._annotators.vouched("Disease", other)):
                return (self._of(vouched, "Disease", name),)
        return ()

    def without_course(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """A disease without the words for its course and severity before it, where the whole has no name."""
        words = case.name.split()
        rest = list(dropwhile(lambda word: word.casefold().strip(",") in COURSE, words))
        if not rest or len(rest) == len(words):
            return ()
        if len(rest) == 1 and names.singular(rest[0].casefold()) in CLASS_WORDS:
            return ()
        return _without(self._only_disease(" ".join(rest)), "the words for its course")

    def without_bracket(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """A disease whose name the text has with a short form of its first words within: *factor X (FX) deficiency*."""
        match = _SHORT_WITHIN.fullmatch(case.name)
        candidates = self._only_disease(f"{match[1]}{match[2]}") if match else ()
        return _without(candidates, "the short form in brackets")

    def kind_of(self, case: Case, _candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The disease that one without a name of its own is a kind of: *ischemic dilated cardiomyopathy* is a dilated
        cardiomyopathy.
        """
        for wider in wider_names(case.name):
            if candidates := self._only_disease(wider):
                return tuple(
                    replace(one, score=KIND_SCORE, reason=f"a kind of '{wider}': {one.reason}") for one in candidates
                )
        return ()

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lives as long as its process
    def _only_disease(self, name: str) -> tuple[Candidate, ...]:
        """The disease with a name, where it is just one."""
        lexicon = self._lexicon
        candidates: dict[int, Candidate] = {}
        for row in rows_for(name, lexicon):
            close = RANK[of_name(row, name, lexicon.id(row.entity))] <= RANK["alias"]
            if lexicon.type(row.entity) == "Disease" and close:
                reason = f"{row.scope} '{row.text}' ({row.source})"
                candidates.setdefault(row.entity, self._disease(row, COURSE_SCORE, reason))
        return tuple(candidates.values()) if len(candidates) == 1 else ()

    def _disease(self, row: NameRow, score: float, reason: str) -> Candidate:
        lexicon = self._lexicon
        label = lexicon.label(row.entity)
        return Candidate(lexicon.id(row.entity), label, "Disease", score, reason, evidence="likeness")

    def _of(self, vouched: Vouched, type_: str, surface: str) -> Candidate:
        lexicon, row, reason = self._lexicon, vouched.row, called_so(vouched.documents)
        if row is None:
            return Candidate(vouched.id, surface, type_, VOUCHED_SCORE, reason, evidence="annotators")
        # What annotators call a drug may be a role or a protein here: an entity has one type.
        return Candidate(
            lexicon.id(row), lexicon.label(row), lexicon.type(row), VOUCHED_SCORE, reason, evidence="annotators"
        )


def _without(candidates: tuple[Candidate, ...], what: str) -> tuple[Candidate, ...]:
    """The candidates, with what was taken off the name to find them."""
    return tuple(replace(one, reason=f"{one.reason}, without {what}") for one in candidates)
