"""Classes of drugs in other words than the lexicon's: *alpha 1-adrenoceptor antagonists*, *TNF-alpha blockers*, *PARP-1
inhibitors*.

A class is named by what it acts on and by how: words for the second that mean the same are tried one for the other, and
so are the short and the long form of the first. Where no name fits, the class that the lexicon says to act on just this
target is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.model import Mention
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.defined import ShortForms
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.tokens import Tokens

DETECTOR = "class-rule"

CLOSE = frozenset(("label", "symbol", "curated", "exact"))
"""Scopes of names that stand for just this class or target."""

LONGEST = 12
"""Fine tokens of the longest name of what a class acts on."""

_LOWERS = ("inhibitor", "antagonist", "blocker")
_RAISES = ("agonist", "activator")
HEADS: dict[str, tuple[str, tuple[str, ...]]] = {
    **{one: ("INHIBITS", (one, *(other for other in _LOWERS if other != one))) for one in _LOWERS},
    **{one: ("ACTIVATES", (one, *(other for other in _RAISES if other != one))) for one in _RAISES},
}
"""A last word in the singular -> what drugs of the class do to a target, and the words that say so, its own first."""

_ADRENOCEPTOR = re.compile(r"adreno-?(?:re)?ceptor$", re.IGNORECASE)
_RECEPTOR = re.compile(r"[\s-]receptors?$", re.IGNORECASE)
_PROTEIN = re.compile(r"(?:IL|interleukin)[- ]?1 receptor antagonist", re.IGNORECASE)
"""A protein of the body by the name of what it does."""

_BOTH = re.compile(r"([^()]{3,}) \(([^()\s]{2,})\)")
"""A name with its short form behind it."""

_CLAUSE = re.compile(r"[.;:,\]]\s|\)\s+\w|\n")

_FIRST = re.compile(r"[^\W_]")


class ClassNames:
    """Holds the lexicon and which class acts on which target."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def spans(
        self,
        tokens: Tokens,
        found: Sequence[Match],
        tagged: Sequence[tuple[int, int, Mention]],
        short_forms: ShortForms,
    ) -> Iterator[tuple[int, int, Mention]]:
        """Classes with the tokens that they take up; the name by which the lexicon has one is its ``expanded``. What
        the lexicon has as it is printed (``found``) is left to it. A class takes in the whole of a name of the
        network's (``tagged``) that it begins in.
        """
        known = {m.last for m in found if any(self._lexicon.type(row.entity) == "Role" for row in m.rows)}
        text = tokens.text
        for at, word in enumerate(tokens.words):
            head = word.lower().removesuffix("s")
            if head not in HEADS or at + 1 in known:
                continue
            for first in range(max(0, at - LONGEST), at):
                words = text[tokens.starts[first] : tokens.ends[at - 1]]
                if (first and _joined(tokens, first)) or not _is_name(words) or _PROTEIN.fullmatch(f"{words} {head}"):
                    continue
                if name := self._by_any(words, tokens.starts[first], head, short_forms):
                    first = min((begin for begin, stop, _ in tagged if begin < first < stop <= at), default=first)
                    start, end = tokens.starts[first], tokens.ends[at]
                    yield first, at + 1, Mention(start, end, text[start:end], "Role", DETECTOR, 0.9, name)
                    break

    def _by_any(self, words: str, start: int, head: str, short_forms: ShortForms) -> str:
        """A name of the class by what it acts on as printed, written out, or on either side of a bracket that gives
        both.
        """
        if both := _BOTH.fullmatch(words):
            defined = short_forms.at(both[2], start)
            forms = (both[1], both[2] if defined and defined.long_start == start else "")
        else:
            forms = (words, _long_form(words, start, short_forms))
        return next((name for form in forms if form and (name := self._class(form, head))), "")

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - a finder lives as long as its process
    def _class(self, words: str, head: str) -> str:
        """A name of the class that acts on what ``words`` name; empty where there is none."""
        relation, heads = HEADS[head]
        for target in _in_other_words(words):
            for one in heads:
                if any(self._lexicon.type(row.entity) == "Role" for row in self._named(f"{target} {one}")):
                    return f"{target} {one}"
        targets = {row.entity for row in self._named(words) if self._lexicon.type(row.entity) == "Target"}
        acting = {self._acting[relation, target] for target in targets if (relation, target) in self._acting}
        return self._lexicon.label(acting.pop()) if len(acting) == 1 else ""

    def _named(self, name: str) -> list[NameRow]:
        return [row for row in self._lexicon.lookup(name) if row.scope in CLOSE and dictionary.fits(name, row)]

    @property
    def _acting(self) -> dict[tuple[str, int], int]:
        return _acting(self._lexicon)


@lru_cache(maxsize=2)
def _acting(lexicon: Lexicon) -> dict[tuple[str, int], int]:
    """Relation and target -> the narrowest class that acts on it, where there is one."""
    acts: dict[int, list[tuple[str, int]]] = {}
    for role in lexicon.rows_of_type("Role"):
        for fact in lexicon.facts(role):
            if (target := lexicon.row(fact.object)) is not None:
                acts.setdefault(role, []).append((fact.relation, target))
    found: dict[tuple[str, int], int] = {}
    # A class of several targets is wider than one of fewer; the narrowest comes last and stays.
    for role in sorted(acts, key=lambda role: (-len(acts[role]), lexicon.id(role))):
        found |= dict.fromkeys(acts[role], role)
    return found


def _is_name(words: str) -> bool:
    """Whether a stretch may be a name: it begins with a word that is not an article or the like, and is of one
    clause.
    """
    return (
        bool(_FIRST.match(words))
        and words.split(maxsplit=1)[0].casefold() not in STOP_WORDS
        and words.count("(") == words.count(")")
        and not _CLAUSE.search(words)
    )


def _joined(tokens: Tokens, at: int) -> bool:
    """Whether a token hangs on the one before it, so that no name begins with it."""
    return tokens.ends[at - 1] == tokens.starts[at] and tokens.text[tokens.starts[at] - 1] not in "(["


def _long_form(words: str, start: int, short_forms: ShortForms) -> str:
    """What a short form of the document stands for, in the singular; empty for other words."""
    defined = short_forms.at(words, start)
    if defined is None:
        return ""
    return defined.long.removesuffix("s") if len(defined.long) > len(words) else defined.long


def _in_other_words(words: str) -> Iterator[str]:
    """What a class acts on, in the words that its name may have for it."""
    yield words
    if _ADRENOCEPTOR.search(words):
        for other in ("adrenergic", "adrenergic receptor"):
            yield _ADRENOCEPTOR.sub(other, words)
    yield _RECEPTOR.sub("", words) if _RECEPTOR.search(words) else f"{words} receptor"
