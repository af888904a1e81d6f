"""Questions in words: the query of the pack that answers one, with its parameters, or why there is none.

Offline and deterministic: nothing is learned. A question is answered for sure where one query says that it is its own
(``asks`` in its file), everything the query needs is in the question, and every word of the question is understood.
Where words are left that bound nothing, or another query is as near, it is answered as *not sure*, with the reasons;
anything else is refused.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kg.ask.lookup import KnownNames
from kg.ask.pack import Query
from kg.ask.words.asks import Wording, vocabulary, wordings
from kg.ask.words.bounds import bounded
from kg.ask.words.matching import Filled, Fit, match
from kg.ask.words.near import asked_for, is_near
from kg.ask.words.phrases import Phrases
from kg.ask.words.reading import Reading, readings
from kg.ask.words.spelling import names_like
from kg.ask.words.statements import is_statement
from kg.ask.words.unread import may_be_left
from kg.errors import QueryError

LONGEST = 400
"""Characters of the longest question that is read."""

NEAR = 0.45
"""An answer is not sure where the wording of another query fits that much alike."""

LATER = 1.0
"""What a reading other than the likeliest takes off, where some words are not read."""

SHOWN = 3
"""Queries that are named beside the one taken."""

FAILURES = frozenset({"null", "opposes"})
"""Columns that count publications without an effect and with harm."""

ASKED_BACK = 3
"""Unknown words for which names that are like them are looked for."""


class NotUnderstood(QueryError):
    """A question in words that no query answers for sure."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with the query that answers it.

    ``filled`` are the parameters that it gives; ``runners_up`` other queries whose wording fits less well; ``beside``
    names of the question that no parameter has and the rows show; ``corrected`` (as typed, as read) the slips of the
    pen; ``unread`` the words that were left out, and ``doubts`` why the answer is not sure, in words. ``failed``: it
    is about what did not work, which the rows show in columns and do not choose by.
    """

    question: str
    query: Query
    filled: tuple[Filled, ...]
    runners_up: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    failed: bool = False

    @property
    def sure(self) -> bool:
        """Whether every word was read and no other query is as near."""
        return not self.doubts

    @property
    def values(self) -> dict[str, Any]:
        """Values of the parameters that the question gives and that are not their defaults: CURIEs for names."""
        return {one.parameter.name: one.value for one in self.filled if one.value != _plain(one.parameter.default)}

    @property
    def pairs(self) -> list[str]:
        """The same as ``kg query -p`` takes them, names as they are in the question."""
        return [f"{one.parameter.name}={one.text}" for one in self.filled if one.parameter.name in self.values]

    @property
    def notes(self) -> tuple[str, ...]:
        """What was understood, a line each: the slips of the pen, the query, what the rows have beside, and what
        to change.
        """
        unsure = [f"not sure: {'; '.join(self.doubts)}"] if self.doubts else []
        read = [f"{typed!r} is read as {right!r}" for typed, right in self.corrected]
        shown = [f"no parameter takes {name!r}: look for it in the rows" for name in self.beside]
        shown += ["all are listed, those that worked too: look at the columns null and opposes"] if self.failed else []
        others = [f"it may also mean {', '.join(self.runners_up)}"] if self.runners_up else []
        return (*unsure, *read, *shown, f"asked as {self.query.name}; to change it: {self.command}", *others)

    @property
    def command(self) -> str:
        """The command line that asks the same."""
        return " ".join(["kg query", self.query.name, *(f"-p {shlex.quote(pair)}" for pair in self.pairs)])


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """A question that is not answered: ``kind`` is why in a word, ``why`` in a sentence, ``near`` what may have
    been meant; ``named`` are CURIE and name of what a bare name stands for.
    """

    question: str
    kind: str
    why: str
    near: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        near = f"; near: {', '.join(self.near)}" if self.near else ""
        return f"{self.why}{near}"


def ask(question: str, queries: Iterable[Query], known: KnownNames, today: int) -> Understood:
    """The query that answers a question, with its parameters. Raises NotUnderstood, which says why there is none and
    what is near.

    ``today`` is the year that *the last five years* end with.
    """
    found = understand(question, queries, known, today)
    if isinstance(found, NotAnswered):
        raise NotUnderstood(f"{found} (kg queries lists what can be asked)")
    return found


def understand(question: str, queries: Iterable[Query], known: KnownNames, today: int) -> Understood | NotAnswered:
    """The same, with a refusal as a value."""
    text = " ".join(question.split())
    if not text:
        return NotAnswered(text, "empty", "there is no question")
    if len(text) > LONGEST:
        return NotAnswered(
            text,
            "long",
            f"the question has {len(text)} characters: at most {LONGEST} are read; ask one thing at a time",
        )
    if bound := bounded(text):
        return NotAnswered(text, "out of bounds", f"no query takes {bound!r}: the graph holds what publications say")
    phrases, asked = _wordings(tuple(queries))
    read = readings(text, known, phrases, today)
    found = [[one for wording in asked if (one := match(reading, wording))] for reading in read]
    for reading, matches in zip(read, found, strict=True):
        if not reading.unknown and (
            fits := _ranked(one for one in matches if one.fits and one.ask.sure and not one.guessed)
        ):
            return _statement(text, fits) or _between(text, fits) or _understood(text, reading, fits)
    every = [one for matches in found for one in matches]
    return _unsure(text, read, found, known) or _refused(text, read[0], every, known)


@lru_cache(maxsize=2)
def _wordings(pack: tuple[Query, ...]) -> tuple[Phrases, tuple[Wording, ...]]:
    """The words and wordings of a pack, kept from one question to the next."""
    phrases = vocabulary(pack)
    return phrases, wordings(pack, phrases)


def _ranked(matches: Iterable[Fit]) -> list[Fit]:
    return sorted(matches, key=lambda one: (-one.score, one.wording.query.name))


def _statement(text: str, fits: Sequence[Fit]) -> NotAnswered | None:
    if not is_statement(text):
        return None
    return NotAnswered(text, "statement", "this reads like a statement and not like a question", _commands(fits[:1]))


def _between(text: str, fits: Sequence[Fit]) -> NotAnswered | None:
    """Whether two queries fit so much alike that nothing tells them apart."""
    close = [one for one in fits if fits[0].score == one.score]
    if len(close) < 2:
        return None
    return NotAnswered(text, "ambiguous", "several queries answer this", _commands(close[:SHOWN]))


def _unsure(text: str, read: Sequence[Reading], found: Sequence[Sequence[Fit]], known: KnownNames) -> Understood | None:
    """The likeliest query where some words are not read; None where they are none to leave out."""
    if is_statement(text):
        return None
    ranked: list[tuple[Fit, Reading]] = []
    for reading, matches in zip(read, found, strict=True):
        near = [(one, reading) for one in matches if is_near(one, reading)]
        if near and may_be_left(text, reading, known):
            ranked += near
    if not ranked:
        return None
    likely = {id(reading): LATER * (at > 0) for at, reading in enumerate(read)}
    ranked.sort(key=lambda one: (likely[id(one[1])] - one[0].score, one[0].wording.query.name))
    best, reading = ranked[0]
    others = dict.fromkeys(one.wording.query.name for one, _ in ranked if one.wording is not best.wording)
    unread = (*reading.unknown, *best.unexplained)
    doubts = [f"not read: {', '.join(map(repr, unread))}"] if unread else []
    if best.guessed:
        doubts.append(f"read in part: {', '.join(map(repr, best.guessed))}")
    if not best.ask.sure:
        doubts.append(f"{best.wording.query.name} is one of several ways to answer it")
    taken = _understood(text, reading, (best,))
    return replace(taken, runners_up=tuple(others)[:SHOWN], unread=unread, doubts=tuple(doubts))


def _commands(matches: Iterable[Fit]) -> tuple[str, ...]:
    return tuple(Understood("", one.wording.query, one.filled).command for one in matches)


def _understood(text: str, reading: Reading, fits: Sequence[Fit]) -> Understood:
    best = fits[0]
    close = [one.wording.query.name for one in fits[1:] if best.score - one.score < NEAR]
    counted = {*best.wording.query.column_names} >= FAILURES
    return Understood(
        text,
        best.wording.query,
        best.filled,
        tuple(one.wording.query.name for one in fits[1 : SHOWN + 1]),
        tuple(name.text for name in best.beside),
        reading.corrected,
        doubts=tuple(_doubts(reading, best, close)),
        failed=counted and any("fail" in word.concepts for word in reading.words),
    )


def _doubts(reading: Reading, best: Fit, close: Sequence[str]) -> Iterator[str]:
    """Why an answer that fits is not sure."""
    if close:
        yield f"{', '.join(close[:SHOWN])} is as near"
    if asked := asked_for(best, reading):
        yield f"asked for: {asked!r}"
    if reading.faint:
        yield f"passed over: {', '.join(map(repr, reading.faint))}"


def _refused(text: str, reading: Reading, matches: Sequence[Fit], known: KnownNames) -> NotAnswered:
    """Why nothing fits, of what comes nearest."""
    if reading.unknown:
        near = tuple(name for word in reading.unknown[:ASKED_BACK] for name in names_like(text, word, known))
        listed = ", ".join(repr(word) for word in reading.unknown)
        return NotAnswered(text, "unknown", f"not understood: {listed}", near)
    if not reading.words and not reading.names and not reading.values:
        return NotAnswered(text, "nothing", "nothing is asked here")
    best = _ranked(one for one in matches if one.ask.sure and not one.guessed)
    if reading.names and not [word for word in reading.words if not word.soft]:
        named = ", ".join(f"{name.text!r} ({name.best.id}, {name.best.name})" for name in reading.names)
        meant = tuple(dict.fromkeys((name.best.id, name.best.name) for name in reading.names))
        why = f"{named}: what is to be known of it is not said"
        return NotAnswered(text, "bare name", why, _questions(best), meant)
    if incomplete := [one for one in best if one.missing and not one.too_many and not one.unexplained]:
        missing = ", ".join(f"{name} ({_help(incomplete[0], name)})" for name in incomplete[0].missing)
        return NotAnswered(
            text, "incomplete", f"{incomplete[0].wording.query.name} needs {missing}", _questions(incomplete)
        )
    if several := [one for one in best if one.too_many and not one.unexplained and not one.missing]:
        names = ", ".join(repr(name) for name in several[0].too_many)
        return NotAnswered(text, "too much", f"no query takes {names} here", _questions(several))
    best.sort(key=lambda one: len(one.unexplained) + 2 * (len(one.too_many) + len(one.missing)))
    if best:
        words = ", ".join(repr(word) for word in dict.fromkeys((*best[0].unexplained, *best[0].too_many)))
        return NotAnswered(text, "not understood", f"no query takes {words} here", _questions(best))
    return NotAnswered(text, "no query", "no query of the pack answers this")


def _questions(matches: Sequence[Fit]) -> tuple[str, ...]:
    return tuple(f"{one.wording.query.name} ({one.wording.query.question})" for one in matches[:SHOWN])


def _help(found: Fit, name: str) -> str:
    return next((one.help for one in found.wording.query.parameters if one.name == name), "")


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default
