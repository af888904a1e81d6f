"""How well a name fits a surface, before the document is looked at: a score and the reason for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg import schema
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon, NameRow
from kg.model import Candidate
from kg.pipeline.ground import evidence
from kg.pipeline.ground.fuller import is_fuller, spells

SCOPE_SCORE = {
    "label": 0.95,
    "symbol": 0.95,
    "curated": 0.95,
    "exact": 0.92,
    "brand": 0.88,
    "code": 0.88,
    "salt": 0.85,
    "previous": 0.80,
    "abbreviation": 0.75,
    "related": 0.60,
    "narrow": 0.60,
    "broad": 0.50,
    "mapped": 0.50,
}
"""What a name of this scope is worth when everything else fits; set by hand in the order of ``SCOPES``, not fitted to
data.
"""

LIKENESS_SCORE = 0.75
"""What a likeness of 1 scores: with the least score that pipelines have (0.55) a name must be alike by 0.73."""

LONGEST_SYMBOL = 3
"""Letters of the longest word that may be a symbol in small letters (``Axl``, ``cat``), where case tells."""

WORD = re.compile(r"[^\s-]+")

OTHER_CASE = 0.03
"""Taken off when the surface is not written like the name; breaks ties between ``AKT`` and ``Akt``."""

SHORT_ALIAS = 0.15
"""Taken off a name of at most three characters that is only an alias: without context such a name is a guess."""

REGISTRY_ONLY = 0.10
"""Taken off a substance that only the UNII register knows: most are preparations of something else that bears the name
(a cytokine).
"""

GUESSED = frozenset(("Drug", "Disease", "Target"))
"""Types whose sources collect every short form that anybody used; those of the others are written down by hand or are
full names.
"""

TELLS_NOTHING = frozenset(
    "the and for with cell carcinoma cancer tumor neoplasm disease disorder syndrome protein receptor factor kinase"
    " gene type acute chronic alpha beta gamma inhibitor acid enzyme complex primary human".split()
)
"""Words that so many names share that sharing them is no likeness."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An entity row with a score in 0..1 and the reasons so far; ``certain`` marks a name too long and too close to
    mean anything else.

    ``evidence``: the class of the name among ``evidence.CLASSES``; ``defined``: the name is what the document writes
    out; ``gain``: what the document added to the score; ``told`` and ``kin``: as ``context.Support`` has them;
    ``votes``: documents of annotators who chose it.
    """

    row: int
    score: float
    reason: str
    certain: bool
    evidence: str
    defined: bool = False
    gain: float = 0.0
    told: bool = False
    kin: bool = False
    votes: int = 0

    @property
    def named_by(self) -> str:
        """The class of evidence, with what a definition makes of it."""
        return "defined" if self.defined and self.evidence != "guess" else self.evidence


def score_names(surface: str, rows: tuple[NameRow, ...], lexicon: Lexicon) -> list[Scored]:
    """One entry an entity, best first: score, then type's id prefix order, then id."""
    best: dict[int, Scored] = {}
    length = sum([c.isalnum() for c in surface])
    folded = surface.casefold()
    for name in rows:
        score = SCOPE_SCORE[name.scope]
        reason = f"{name.scope} '{name.text}' ({name.source})"
        if surface != name.text:
            same = folded == name.text.casefold()
            if not same or not same_words(surface, name.text):
                score -= OTHER_CASE
                reason += ", other case" if same else ", same letters and digits"
        identifier = lexicon.id(name.entity)
        if identifier.startswith("UNII:"):
            score -= REGISTRY_ONLY
        if length <= 3 and name.scope in ("abbreviation", "exact", "previous", "related", "code"):
            score -= SHORT_ALIAS
            reason += ", short alias"
        certain = length > 6 and name.scope in ("label", "symbol", "curated", "exact", "brand", "code")
        of_name = evidence.of_name(name, surface, identifier)
        known = best.get(name.entity)
        if known is None or (evidence.RANK[of_name], -score) < (evidence.RANK[known.evidence], -known.score):
            best[name.entity] = Scored(name.entity, score, reason, certain, of_name)
    found = list(best.values())
    if len(found) > 1:
        found.sort(key=lambda s: (-round(s.score, 4), prefix_rank(s.row, lexicon), lexicon.id(s.row)))
    return found


def same_words(surface: str, name: str) -> bool:
    """Whether two names are the same words, some of them with a capital at their start: sources differ in that and in
    nothing else.

    Numbers have no case: *Torin 1* at the start of a sentence is torin 1.
    """
    if surface.casefold() != name.casefold():
        return False
    words = [word for text in (surface, name) for word in WORD.findall(text) if not word.isdigit()]
    return bool(words) and all(len(word) > LONGEST_SYMBOL and word[1:].islower() for word in words)


def in_order(candidates: Sequence[Scored], lexicon: Lexicon, *, short: bool) -> list[Scored]:
    """Candidates in the order of evidence: by class, within one by what the document itself says, by annotators, by
    score.

    Sources of two types have other habits, so scores decide between types, and the order within one of ``GUESSED``;
    registers of pathways call the same process alike, and the order of the registers tells which is meant. Of a
    ``short`` form, an entity that the document itself says it is about comes before a stronger class where its score is
    higher by that; who writes two names out in full means two things. Equals keep their order.
    """
    by_score = sorted(candidates, key=lambda c: -round(c.score, 4))
    first_type = lexicon.type(by_score[0].row) if by_score else ""
    if len(by_score) < 2 or first_type not in GUESSED:
        return by_score
    ranked = sorted(
        candidates,
        key=lambda c: (
            lexicon.type(c.row) != first_type,
            evidence.RANK[c.evidence],
            not (c.told and short),
            -c.votes,
            -round(c.score, 4),
        ),
    )
    if short:
        first = ranked[0]
        ranked.sort(key=lambda c: not (c.told and c.score > first.score))
    return ranked


def falling(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates with scores that fall: one of a weaker class, however well supported, has no more than those before
    it.
    """
    found: list[Candidate] = []
    for one in candidates:
        found.append(replace(one, score=found[-1].score) if found and one.score > found[-1].score else one)
    return tuple(found)


def prefix_rank(row: int, lexicon: Lexicon) -> int:
    """Place of an entity's id prefix in its type's order of preference (schema.toml)."""
    prefixes = schema.entity_types()[lexicon.type(row)].prefixes
    prefix = lexicon.id(row).partition(":")[0]
    return prefixes.index(prefix) if prefix in prefixes else len(prefixes)


def rows_for(surface: str, lexicon: Lexicon) -> tuple[NameRow, ...]:
    """Names that a surface may stand for, judged by key, case and blanks."""
    return lexicon.fitting(surface)


def resembles(long_form: str, row: int, lexicon: Lexicon) -> bool:
    """Whether more than half of a long form's telling words are in one name of the entity, or it is one in other words;
    ``cell carcinoma`` alone tells nothing. The long form of a cell line has its letters as initials: few have a name in
    words.
    """
    words = {names.singular(w) for w in names.folded_tokens(long_form) if len(w) > 2} - TELLS_NOTHING
    known = (lexicon.label(row), *(name.text for name in lexicon.names_of(row)))
    if words and any(2 * len(words & _words(name)) > len(words) for name in known):
        return True
    if lexicon.type(row) == "CellLine":
        return spells(long_form, lexicon.label(row))
    return any(is_fuller(long_form, name) for name in known)


@lru_cache(maxsize=1 << 14)  # the names of the genes that short forms stand for come again
def _words(name: str) -> frozenset[str]:
    return frozenset([names.singular(word) for word in names.folded_tokens(name)])
