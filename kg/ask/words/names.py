"""Names of entities in a question: the longest stretches that name something, with what ``kg ground`` says of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.ask.lookup import AS_GOOD, KnownNames
from kg.ask.words.filler import ACRONYMS
from kg.ask.words.phrases import Phrases
from kg.ask.words.tokens import Token
from kg.lexicon import names as keys
from kg.model import Candidate

LONGEST = 14
"""Words and signs of the longest name looked for."""

SHORTEST_LOWER = 3
"""Letters of the shortest abbreviation that may be written in small letters."""

SMALL = 4
"""Letters of the longest filler that no name begins or ends with."""

_ALSO = (("Role", "Drug"), ("Drug", "Role"), ("Drug", "Target"), ("Target", "Drug"))
"""Pairs of types of which a name may be taken for the second though it is the first before that: *statins*,
*insulin*. No others: a disease and a gene with one abbreviation have nothing to do with each other, and who asks
means the disease (*COPD*).
"""

_SYMBOLS = ("Target", "CellLine", "Organism")
"""Types whose short names are symbols."""

_CURIE = re.compile(r"\b[A-Za-z]+:[A-Za-z]*[-:]?\w+\b")
_KINDS = re.compile(r"cancers?|tumou?rs?|malignanc(?:y|ies)|infections?|carcinomas?", re.IGNORECASE)
_ASKED = frozenset(("which", "what", "other", "many"))
_PARTED = re.compile(r"[;?!{}\"]|[,:](?!\w)|(?<!\w)[(\[]|[)\]](?!\w)")
"""Signs that no name goes over; those of *benzo[a]pyrene* and *1,2-dichloroethane* it does."""


@dataclass(frozen=True, slots=True)
class AskedName:
    """A stretch ``[start, end)`` of a question that names an entity: candidates as good as the best, and what its
    class does.

    ``action`` is the concept of the word for a class after a target (*KRAS inhibitors*); ``first`` and ``last`` count
    tokens.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    action: str = ""

    @property
    def best(self) -> Candidate:
        """What the name is taken for where nothing else tells: a disease before anything else."""
        return next((one for one in self.candidates if one.type == "Disease"), self.candidates[0])

    def of_type(self, labels: Sequence[str]) -> Candidate | None:
        """The best candidate of one of some types that the name may be taken for."""
        best = self.best.type
        return next(
            (one for one in self.candidates if one.type in labels and (one.type == best or (best, one.type) in _ALSO)),
            None,
        )


def names(
    text: str, words: Sequence[Token], taken: Iterable[tuple[int, int]], known: KnownNames, phrases: Phrases
) -> list[AskedName]:
    """All stretches that name something outside those ``taken``, overlapping ones included, in order of place."""
    found: list[AskedName] = []
    blocked = tuple(taken)
    for first in range(len(words)):
        if not _edge(words[first], phrases):
            continue
        for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
            start, end = words[first].start, words[last - 1].end
            if _PARTED.search(text, start, end):
                break
            if not _edge(words[last - 1], phrases) or any(start < stop and begin < end for begin, stop in blocked):
                continue
            surface = text[start:end]
            if _KINDS.fullmatch(surface) and first and words[first - 1].stem in _ASKED:
                continue  # which cancers are diseases that are asked for
            if candidates := _named(surface, words[first:last], known, phrases):
                found.append(AskedName(first, last, start, end, surface, candidates))
    return sorted([*found, *_curies(text, words, blocked, known)], key=lambda one: (one.first, one.last))


def _curies(
    text: str, words: Sequence[Token], taken: Sequence[tuple[int, int]], known: KnownNames
) -> Iterator[AskedName]:
    """Entities that a question gives by their CURIEs: *MONDO:0005015*."""
    for match in _CURIE.finditer(text):
        entity = known.lexicon.entity(match.group()) if known.lexicon else None
        inside = [at for at, word in enumerate(words) if match.start() <= word.start < match.end()]
        if entity and inside and all(match.end() <= start or end <= match.start() for start, end in taken):
            candidate = Candidate(entity.id, entity.name, entity.type, 1.0, "its CURIE")
            yield AskedName(inside[0], inside[-1] + 1, match.start(), match.end(), match.group(), (candidate,))


def chosen(found: Sequence[AskedName], words: Sequence[Token], phrases: Phrases) -> list[tuple[AskedName, ...]]:
    """Ways to take names out of a question, the longest first: one word that a name ends in may be a word of the
    question.

    *Alzheimer's disease pathways* is a pathway, or a disease whose pathways are asked for.
    """
    longest = _without_overlap(sorted(found, key=lambda one: (one.first - one.last, one.first)))
    ways = [tuple(longest)]
    for name in longest:
        others = [one for one in found if one is not name and not (name.first <= one.first and one.last <= name.last)]
        inside = [one for one in found if one is not name and name.first <= one.first and one.last <= name.last]
        inside = [
            one
            for one in inside
            if all(w.stem in phrases for w in (*words[name.first : one.first], *words[one.last : name.last]))
        ]
        for inner in sorted(inside, key=lambda one: (one.first - one.last, one.first)):
            kept = [one for one in longest if one is not name]
            ways.append(
                tuple(
                    _without_overlap([*kept, inner, *sorted(others, key=lambda one: (one.first - one.last, one.first))])
                )
            )
    return ways


def with_classes(way: Sequence[AskedName], words: Sequence[Token], phrases: Phrases) -> tuple[AskedName, ...]:
    """The names, those of targets that a word for a class follows or goes before joined with it: *KRAS inhibitors*."""
    joined = []
    for name in way:
        if name.of_type(("Target",)) and not name.of_type(("Role",)) and name.last < len(words):
            after = name.last + (words[name.last].text == "-")
            phrase = phrases.table.get((words[after].stem,)) if after < len(words) else None
            if phrase and (action := sorted(phrase.concepts & {"inhibitor", "activator"})):
                name = replace(name, last=after + 1, end=words[after].end, action=action[0])
        joined.append(name)
    return tuple(joined)


def _without_overlap(ranked: Iterable[AskedName]) -> list[AskedName]:
    taken: list[AskedName] = []
    for name in ranked:
        if all(name.last <= one.first or one.last <= name.first for one in taken):
            taken.append(name)
    return sorted(taken, key=lambda one: one.first)


def _are_words(words: Sequence[Token], phrases: Phrases) -> bool:
    """Whether a stretch is words of questions and no more."""
    if any(_is_capital(word.text) for word in words):
        return False
    at = 0
    while at < len(words):
        end, _ = phrases.longest(words, at) or (at + (not words[at].stem), None)
        if end == at:
            return False
        at = end
    return True


def _edge(word: Token, phrases: Phrases) -> bool:
    """Whether a name may begin or end with a word."""
    small = word.stem in phrases.filler and len(word.stem) <= SMALL
    return bool(word.stem) and (not small or _is_capital(word.text))


def _is_capital(text: str) -> bool:
    return text.isupper() and len(text) > 1 and text not in ACRONYMS


def _named(surface: str, words: Sequence[Token], known: KnownNames, phrases: Phrases) -> tuple[Candidate, ...]:
    """What a stretch names; nothing where all its words are words of questions."""
    if known.lexicon is None or _are_words(words, phrases):
        return ()
    if surface.endswith(("'s", "’s")) and len(words) == 1:
        surface = f"{surface} disease"  # Parkinson's
    core = keys.pathway_core(surface)
    if not known.lexicon.lookup(surface) and not (core != keys.key(surface) and known.lexicon.lookup_pathway(core)):
        return ()
    found = [one for one in known.named(surface) if one.evidence != "likeness"]
    if surface.islower() and surface.isalpha():
        # In small letters a symbol is a word like any other: impact, rest, set.
        symbols = not known.lexicon.fitting(surface)
        if symbols and len(words) == 1 and words[0].stem in phrases.stems:
            return ()  # nor is an abbreviation of a disease: docs, lean
        found = [one for one in found if len(surface) >= SHORTEST_LOWER and not (symbols and one.type in _SYMBOLS)]
    return tuple(one for one in found if found[0].score - one.score <= AS_GOOD + 1e-9)
