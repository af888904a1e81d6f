"""One question read: names, values, words that say something, and what nobody here understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.ask.lookup import KnownNames
from kg.ask.words.asides import without_asides
from kg.ask.words.filler import FAINT
from kg.ask.words.names import AskedName, chosen, names, with_classes
from kg.ask.words.phrases import Phrases
from kg.ask.words.spelling import corrected, named_nearly
from kg.ask.words.tokens import Token, tokens
from kg.ask.words.values import NUMBER, SaidValue, values

PURPOSE = frozenset(("study", "purpose"))
"""What a preposition at the end says: *what is celecoxib for*."""

_ENDS = ("for", "in")
_ASKED = ("which", "what", "other", "any")

KINDS = {
    "drug": "Drug",
    "target": "Target",
    "disease": "Disease",
    "pathway": "Pathway",
    "cells": "CellLine",
    "species": "Organism",
}
"""What a word before a name says it is: the gene MTOR, cell line SH-SY5Y."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words at a place that say one of some concepts; a ``soft`` one may go unexplained.

    ``inner`` are the concepts of single words in a phrase that says something else: *tier* in *at what tier*.
    """

    text: str
    concepts: frozenset[str]
    soft: bool
    start: int = 0
    inner: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read in one way.

    ``unknown`` are the words that say nothing known, in order; ``corrected`` (as typed, as read) the slips of the pen;
    ``tokens`` are all words and signs, ``strange`` the unknown ones, ``faint`` those that may tell something and were
    passed over.
    """

    names: tuple[AskedName, ...]
    values: tuple[SaidValue, ...]
    words: tuple[Word, ...]
    unknown: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    tokens: tuple[Token, ...] = ()
    strange: tuple[Token, ...] = ()
    faint: tuple[str, ...] = ()


def readings(question: str, known: KnownNames, phrases: Phrases, today: int) -> list[Reading]:
    """The ways to read a question, the likeliest first, one at least. ``today`` is the year that *the last five
    years* end with.
    """
    text = without_asides(question)
    words, said, found = _taken_apart(text, known, phrases, today)
    taken = _places(said, found)
    slips = [word for word in words if _is_strange(word, taken, phrases)]
    mended = [
        (word, phrases.surfaces[right])
        for word in slips
        if (right := corrected(word, phrases)) and not _may_be_a_name(word.text, known)
    ]
    if mended:
        for word, right in reversed(mended):
            text = text[: word.start] + right + text[word.end :]
        words, said, found = _taken_apart(text, known, phrases, today)
    ways = [with_classes(way, words, phrases) for way in chosen(found, words, phrases)]
    typed = tuple((word.text, right) for word, right in mended)
    return list(dict.fromkeys(_reading(words, way, said, phrases, typed) for way in ways))


def _taken_apart(
    text: str, known: KnownNames, phrases: Phrases, today: int
) -> tuple[tuple[Token, ...], tuple[SaidValue, ...], list[AskedName]]:
    words, said = tokens(text), values(text, today)
    firm = [(one.start, one.end) for one in said if one.says[0][0] != NUMBER]
    return words, said, names(text, words, firm, known, phrases)


def _may_be_a_name(word: str, known: KnownNames) -> bool:
    """Whether a word may be a name that is written wrongly: that is asked back, and nothing guessed."""
    return any(one[:2] == word[:2].lower() for one in named_nearly(word, word, known))


def _places(said: Iterable[SaidValue], found: Iterable[AskedName]) -> list[tuple[int, int]]:
    return [*((one.start, one.end) for one in said), *((one.start, one.end) for one in found)]


def _is_strange(word: Token, taken: Iterable[tuple[int, int]], phrases: Phrases) -> bool:
    return (
        bool(word.stem)
        and word.stem not in phrases.stems
        and not any(start <= word.start < end for start, end in taken)
    )


def _reading(
    words: Sequence[Token],
    way: tuple[AskedName, ...],
    said: Iterable[SaidValue],
    phrases: Phrases,
    typed: tuple[tuple[str, str], ...],
) -> Reading:
    kept = tuple(one for one in said if all(one.end <= name.start or name.end <= one.start for name in way))
    taken = _places(kept, way)
    last = next((word for word in reversed(words) if word.stem), None) if way else None
    read: list[Word] = []
    unknown: list[Token] = []
    faint: list[str] = []
    run: list[Token] = []
    for word in (*words, None):
        inside = word is not None and any(start <= word.start < end for start, end in taken)
        if word is not None and not inside and word.stem:
            run.append(word)
        elif word is None or inside or word.text not in "-/'\"‘’“”":
            _read_run(run, phrases, last, read, unknown, faint)
            run = []
    read = [_as_kind(word, words, way) for word in read]
    return Reading(
        way, kept, tuple(read), tuple(one.text for one in unknown), typed, tuple(words), tuple(unknown), tuple(faint)
    )


def _as_kind(word: Word, words: Sequence[Token], way: Iterable[AskedName]) -> Word:
    """A word that only says what the name after it is may go unexplained."""
    place = next(at for at, token in enumerate(words) if token.start == word.start)
    before, after = words[place - 1].text.lower() if place else "", place + len(word.text.split())
    name = next((one for one in way if one.first == after), None)
    if name and before == "but" and "not" in word.concepts and name.best.type in ("Drug", "Disease"):
        return replace(word, concepts=frozenset(("except",)))  # drugs in HCC but not sorafenib
    if name is None or before in _ASKED or word.text.lower().endswith("s"):
        return word
    said = any(name.best.type == KINDS[concept] for concept in word.concepts & KINDS.keys())
    return replace(word, soft=True) if said else word


def _read_run(
    run: Sequence[Token],
    phrases: Phrases,
    last: Token | None,
    read: list[Word],
    unknown: list[Token],
    faint: list[str],
) -> None:
    """The phrases of some words that stand together; ``last`` is the last word of the question."""
    at = 0
    while at < len(run):
        end, phrase = phrases.longest(run, at) or (at + 1, None)
        text = " ".join(word.text for word in run[at:end])
        if phrase is None:
            unknown.append(run[at])
        elif phrase.concepts:
            inner = frozenset().union(*(phrases.concepts(word) for word in run[at:end]))
            read.append(Word(text, phrase.concepts, phrase.soft, run[at].start, inner - phrase.concepts))
        elif run[at] is last and last.stem in _ENDS:
            read.append(Word(text, PURPOSE, False, run[at].start))
        elif end == at + 1 and text.lower() in FAINT:
            faint.append(text)
        at = end
