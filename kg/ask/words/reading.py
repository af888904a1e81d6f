"""One question read: names, values, words that say something, and what nobody here understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.ask.lookup import Known
from kg.ask.words.names import Name, chosen, names, with_classes
from kg.ask.words.phrases import Phrases
from kg.ask.words.spelling import corrected
from kg.ask.words.tokens import Token, tokens
from kg.ask.words.values import NUMBER, Value, values

PURPOSE = "study"
"""What a preposition at the end says: *what is celecoxib for*."""

_ENDS = ("for", "in")


@dataclass(frozen=True, slots=True)
class Word:
    """Words that say one of some concepts; ``corrected`` is the word that a slip of the pen was read as."""

    text: str
    concepts: frozenset[str]
    soft: bool
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read in one way: ``unknown`` are the words that say nothing known, in order."""

    names: tuple[Name, ...]
    values: tuple[Value, ...]
    words: tuple[Word, ...]
    unknown: tuple[str, ...]


def readings(question: str, known: Known, phrases: Phrases, today: int) -> list[Reading]:
    """The ways to read a question, the likeliest first, one at least. ``today`` is the year that *the last five years* end with."""
    words = tokens(question)
    said = values(question, today)
    firm = [one for one in said if one.says[0][0] != NUMBER]
    found = names(question, words, [(one.start, one.end) for one in firm], known, phrases)
    ways = [with_classes(way, words, phrases) for way in chosen(found, words, phrases)]
    return list(dict.fromkeys(_reading(words, way, said, phrases) for way in ways))


def _reading(words: Sequence[Token], way: tuple[Name, ...], said: Iterable[Value], phrases: Phrases) -> Reading:
    kept = tuple(one for one in said if all(one.end <= name.start or name.end <= one.start for name in way))
    taken = [(one.start, one.end) for one in (*way, *kept)]
    read: list[Word] = []
    unknown: list[str] = []
    run: list[Token] = []
    for word in (*words, None):
        inside = word is not None and any(start <= word.start < end for start, end in taken)
        if word is not None and not inside and word.stem:
            run.append(word)
        elif word is None or inside or word.text not in "-/'\"‘’“”":
            _read_run(run, phrases, read, unknown)
            run = []
    last = next((word for word in reversed(words) if word.stem), None)
    if last and last.text.lower() in _ENDS and not any(start <= last.start < end for start, end in taken):
        read.append(Word(last.text, frozenset((PURPOSE,)), soft=False))
    return Reading(way, kept, tuple(read), tuple(unknown))


def _read_run(run: Sequence[Token], phrases: Phrases, read: list[Word], unknown: list[str]) -> None:
    """The phrases of some words that stand together."""
    mended, slips = list(run), {}
    for at, word in enumerate(run):
        if word.stem not in phrases.by_first and not _inside_phrase(word.stem, phrases) and (right := corrected(word, phrases)):
            mended[at] = Token(word.text, right, word.start, word.end)
            slips[at] = right
    at = 0
    while at < len(mended):
        found = phrases.longest(mended, at)
        if found is None:
            unknown.append(mended[at].text)
            at += 1
            continue
        end, phrase = found
        text = " ".join(word.text for word in mended[at:end])
        right = ", ".join(slips[one] for one in range(at, end) if one in slips)
        if phrase.concepts or right:
            read.append(Word(text, phrase.concepts, phrase.soft, right))
        at = end


def _inside_phrase(stem: str, phrases: Phrases) -> bool:
    return any(stem in stems for stems in phrases.table)
