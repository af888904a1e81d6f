"""How well a name fits a surface, before the document is looked at: a score and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass

from kg import schema
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon, NameRow

SCOPE_SCORE = {
    "label": 0.95, "symbol": 0.95, "curated": 0.95, "exact": 0.92, "brand": 0.88, "code": 0.88, "salt": 0.85, "previous": 0.80,
    "abbreviation": 0.75, "related": 0.60, "narrow": 0.60, "broad": 0.50, "mapped": 0.50,
}  # fmt: skip
"""What a name of this scope is worth when everything else fits; set by hand in the order of ``SCOPES``, not fitted to data."""

OTHER_CASE = 0.03
"""Taken off when the surface is not written like the name; breaks ties between ``AKT`` and ``Akt``."""

SHORT_ALIAS = 0.15
"""Taken off a name of at most three characters that is only an alias: without context such a name is a guess."""


REGISTRY_ONLY = 0.10
"""Taken off a substance that only the UNII register knows: most are preparations of something else that bears the name (a cytokine)."""


TELLS_NOTHING = frozenset(
    "the and for with cell carcinoma cancer tumor neoplasm disease disorder syndrome protein receptor factor kinase gene type "
    "acute chronic alpha beta gamma inhibitor acid enzyme complex primary human".split()
)
"""Words that so many names share that sharing them is no likeness."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An entity row with a score in 0..1 and the reasons so far; ``certain`` marks a name too long and too close to mean anything else."""

    row: int
    score: float
    reason: str
    certain: bool


def score_names(surface: str, rows: tuple[NameRow, ...], lexicon: Lexicon) -> list[Scored]:
    """One entry an entity, best first: score, then type's id prefix order, then id."""
    best: dict[int, Scored] = {}
    length = sum([c.isalnum() for c in surface])
    for name in rows:
        score = SCOPE_SCORE[name.scope]
        reason = f"{name.scope} '{name.text}' ({name.source})"
        if surface != name.text:
            if surface.casefold() == name.text.casefold():
                score -= OTHER_CASE
                reason += ", other case"
            else:
                score -= OTHER_CASE
                reason += ", same letters and digits"
        if lexicon.id(name.entity).startswith("UNII:"):
            score -= REGISTRY_ONLY
        if length <= 3 and name.scope in ("abbreviation", "exact", "previous", "related", "code"):
            score -= SHORT_ALIAS
            reason += ", short alias"
        certain = length > 6 and name.scope in ("label", "symbol", "curated", "exact", "brand", "code")
        scored = Scored(name.entity, score, reason, certain)
        if name.entity not in best or score > best[name.entity].score:
            best[name.entity] = scored
    found = list(best.values())
    if len(found) > 1:
        found.sort(key=lambda s: (-round(s.score, 4), prefix_rank(s.row, lexicon), lexicon.id(s.row)))
    return found


def prefix_rank(row: int, lexicon: Lexicon) -> int:
    """Place of an entity's id prefix in its type's order of preference (schema.toml)."""
    prefixes = schema.entity_types()[lexicon.type(row)].prefixes
    prefix = lexicon.id(row).partition(":")[0]
    return prefixes.index(prefix) if prefix in prefixes else len(prefixes)


def rows_for(surface: str, lexicon: Lexicon) -> tuple[NameRow, ...]:
    """Names that a surface may stand for, judged by key, case and blanks."""
    return tuple(
        row for row in lexicon.lookup(surface) if names.case_fits(surface, row.text, row.policy) and names.blanks_fit(surface, row.text)
    )


def resembles(long_form: str, row: int, lexicon: Lexicon) -> bool:
    """Whether more than half of a long form's telling words are in one name of the entity; ``cell carcinoma`` alone tells nothing."""
    words = {names.singular(w) for w in names.folded_tokens(long_form) if len(w) > 2} - TELLS_NOTHING
    if not words:
        return False
    entity = lexicon.entity_at(row)
    for name in (entity.name, *entity.synonyms):
        shared = words & {names.singular(w) for w in names.folded_tokens(name)}
        if 2 * len(shared) > len(words):
            return True
    return False
