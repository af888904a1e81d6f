"""What stands in a text like a name and names no entity of this graph: reagents, residues, dosage forms, ``in response
to X``.

The network learned from corpora whose guidelines count such words, and the lexicon has many of them as names. The
words stand with their reasons in ``ontologies/no_entity.tsv``; ``kg.pipeline.nlp.uses`` knows the places where a word
that may be an entity is used as none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from re import Pattern
from typing import NamedTuple

from kg.errors import ConfigError
from kg.model import Document, Mention
from kg.pipeline import word_tables
from kg.pipeline.nlp.uses import USES, WINDOW

COLUMNS = ("type", "name", "use", "reason")


@dataclass(frozen=True, slots=True)
class UseByForm:
    """Mentions of some types whose text is of a form (the whole text), all with one use."""

    types: frozenset[str]
    text: Pattern[str]
    use: str


_NAMED_BY_NETWORK = frozenset(("Drug", "Disease", "Target"))

_STATES = re.compile(
    r"A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
)
_STATISTICS = re.compile(r"CI|SD|SE|SEM|OR|HR|RR|IRR|AUC|ICC|NNT|MD|WMD|SMD|IQR|NS|ES|BMI|[PNFRTpnrt]|df")

_CUTTING = re.compile(
    r"(?!(?:Pol|Top|Ang|Cox|Apo|Myo|Fab|Coll?|Cyp|Gal|Nod|Rab|Hox|Pax|Sox|Eph|Akt|Cdc|Rad|Stage|Type|Class|"
    r"Grade) ?[IVX])[A-Z][a-z]{1,2}[A-Z]?\d{0,3} ?[IVX]{1,4}"
)
"""An enzyme that cuts DNA (``Pac I``, ``Sma I``); what shares its form is a gene, an angiotensin or a class."""

_WEIGHT = re.compile(r"(?!p(?:16|21|27|38|50|52|53|63|65|70|73|85|107|110|300)(?!\d))p\d{2,3}")
"""The weight of a protein (``p120``); those left out are what one protein goes by."""

FORMS = (
    UseByForm(frozenset(("Pathway",)), re.compile(r"(?:cellular )?responses? to .+", re.IGNORECASE), "response"),
    UseByForm(frozenset(("Disease",)), re.compile(r"[A-Z].*", re.DOTALL), "institution"),
    UseByForm(frozenset(("Disease",)), re.compile(r"[A-Z].*", re.DOTALL), "scale"),
    UseByForm(frozenset(("Disease",)), re.compile(r"[A-Z].*", re.DOTALL), "manual"),
    UseByForm(frozenset(("Drug",)), re.compile(r".+", re.DOTALL), "protein name"),
    UseByForm(frozenset(("Disease",)), re.compile(r".+", re.DOTALL), "virus name"),
    UseByForm(frozenset(("Disease",)), re.compile(r"[a-z]+"), "species name"),
    UseByForm(frozenset(("Disease",)), re.compile(r".+", re.DOTALL), "alike"),
    UseByForm(_NAMED_BY_NETWORK, _STATES, "state"),
    UseByForm(_NAMED_BY_NETWORK, _STATISTICS, "statistic"),
    UseByForm(_NAMED_BY_NETWORK, re.compile(r"[A-Z]{1,3}"), "initials"),
    UseByForm(_NAMED_BY_NETWORK, re.compile(r"[A-Z]{1,3}"), "author"),
    UseByForm(_NAMED_BY_NETWORK, re.compile(r"[ACGTU]{2,}"), "bases"),
    UseByForm(frozenset(("Drug", "Target")), re.compile(r"ACR ?[2579]0"), "always"),
    UseByForm(_NAMED_BY_NETWORK, re.compile(r"[A-Z][\w+-]{1,11}"), "program"),
    UseByForm(_NAMED_BY_NETWORK, re.compile(r"[A-Z][a-z]+"), "cited"),
    UseByForm(_NAMED_BY_NETWORK, _CUTTING, "cutting"),
    UseByForm(frozenset(("Target",)), re.compile(r"[A-Z]{2,5} [IVX]{1,4}"), "method kit"),
    UseByForm(frozenset(("Target",)), _WEIGHT, "band"),
)
"""Uses that whole kinds of texts have, whatever the word."""

_BLANKS = re.compile(r"[\s\-‐‑–]+")


class NoEntities:
    """Tells mentions of a document that name no entity; ``words``: (type, key of a name) -> its uses, as ``read`` gives
    them.
    """

    def __init__(self, words: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
        self._words = words
        self._in_small_letters = frozenset((type_, key.lower()) for type_, key in words)

    def __call__(self, document: Document, mentions: Iterable[Mention]) -> frozenset[Mention]:
        """Those of the mentions that name no entity."""
        alike: dict[tuple[str, str], tuple[tuple[str, ...], list[Mention]]] = {}
        for mention in mentions:
            if uses := self._uses(mention.type, mention.expanded or mention.text):
                alike.setdefault((mention.type, mention.text), (uses, []))[1].append(mention)
        if not alike:
            return frozenset()
        small = document.text.lower()
        shown = {
            use: _may_be_shown(use, document.text, small) for use in {use for uses, _ in alike.values() for use in uses}
        }
        return frozenset(
            [
                mention
                for uses, group in alike.values()
                for use in uses
                if shown[use]
                for mention in _used(document, group, use)
            ]
        )

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - lives as long as its process
    def _uses(self, type_: str, text: str) -> tuple[str, ...]:
        """The uses that a text may have as a mention of a type."""
        uses = [form.use for form in FORMS if type_ in form.types and form.text.fullmatch(text)]
        key = _key(text)
        # Nearly all texts end here.
        if not self._in_small_letters.isdisjoint(((type_, key.lower()), (type_, _singular(key.lower())))):
            for spelling in dict.fromkeys(one for each in _spellings(key) for one in (each, _singular(each))):
                uses += self._words.get((type_, spelling), ())
        return tuple(dict.fromkeys(uses))


def _may_be_shown(name: str, text: str, small: str) -> bool:
    """Whether a text (as printed, and in small letters) may have a place of a use."""
    use = USES[name]
    if use.usual or not use.cues:
        return True
    capitals, others = _cues(name)
    return (capitals is not None and capitals.search(text) is not None) or any(cue in small for cue in others)


@cache
def _cues(name: str) -> tuple[Pattern[str] | None, tuple[str, ...]]:
    """The cues of a use: a pattern of those with capitals, of which a text has few to be tried at, and the others one
    by one.
    """
    cues = USES[name].cues
    capitals = [re.escape(cue) for cue in cues if not cue.islower()]
    return re.compile("|".join(capitals)) if capitals else None, tuple([cue for cue in cues if cue.islower()])


def _used(document: Document, mentions: list[Mention], name: str) -> list[Mention]:
    """Which mentions of one text in one document are of a use: those with a sign, and those without any where the
    others have one.
    """
    use, patterns = USES[name], _patterns(name)
    named = use.title_names and any(mention.end <= len(document.title) for mention in mentions)
    signs = [False if named else _sign(document.text, mention, patterns) for mention in mentions]
    rest = use.usual or (use.spreads and True in signs)
    rest = rest and False not in signs
    return [mention for mention, sign in zip(mentions, signs, strict=True) if sign or (sign is None and rest)]


class _Patterns(NamedTuple):
    """The signs of a use, compiled; see ``Use``."""

    before: Pattern[str] | None
    after: Pattern[str] | None
    near: Pattern[str] | None
    around: Pattern[str] | None
    both: bool
    named_before: Pattern[str] | None
    named_after: Pattern[str] | None


@cache
def _patterns(name: str) -> _Patterns:
    # Not at import: most documents need few of the patterns.
    use = USES[name]
    before, after, near, around, named_before, named_after = (
        re.compile(sign) if sign else None
        for sign in (use.before, use.after, use.near, use.around, use.named_before, use.named_after)
    )
    return _Patterns(before, after, near, around, use.both, named_before, named_after)


def _sign(text: str, mention: Mention, use: _Patterns) -> bool | None:
    """Whether a place shows the use (True) or that the mention names its entity (False); None where it shows
    neither.
    """
    start, end = max(0, mention.start - WINDOW), mention.end + WINDOW
    before, after = text[start : mention.start], text[mention.end : end]
    if (use.named_before and use.named_before.search(before)) or (use.named_after and use.named_after.match(after)):
        return False
    follows = use.after is not None and use.after.match(after) is not None
    if follows if not use.both else follows and use.before is not None and use.before.search(before):
        return True
    if not use.both and use.before and use.before.search(before):
        return True
    if use.near and (use.near.search(before) or use.near.search(after)):
        return True
    if use.around and any(
        start + found.start() <= mention.start and mention.end <= start + found.end()
        for found in use.around.finditer(text[start:end])
    ):
        return True
    return None


def read(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """The words of a table: (type, key of the name) -> uses.

    A name in small letters is found in any case and in the plural, one with a capital as it is printed. Raises
    ConfigError, with the line, for a table that cannot be read.
    """
    words: dict[tuple[str, str], tuple[str, ...]] = {}
    for place, (type_, name, use, _) in word_tables.rows(path, COLUMNS):
        if use not in USES:
            raise ConfigError(f"{place}: unknown use {use!r}, expected one of {', '.join(USES)}")
        key = type_, _key(name)
        words[key] = (*words.get(key, ()), use)
    return words


def _key(name: str) -> str:
    """A name without the differences of blanks and hyphens."""
    return _BLANKS.sub(" ", name).strip()


def _spellings(key: str) -> tuple[str, ...]:
    """A key as it is, without the capital that begins a sentence, and in small letters."""
    return key, key[:1].lower() + key[1:] if key[1:2].islower() else key, key.lower()


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key
