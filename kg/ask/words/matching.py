"""Which wording of which query fits a question as it was read, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from kg.ask.parameters import Parameter, allowed
from kg.ask.words.asks import Ask, Wording
from kg.ask.words.names import AskedName
from kg.ask.words.reading import Reading, Word
from kg.ask.words.values import AFTER, UNTIL
from kg.errors import QueryError
from kg.model import Candidate

GENERAL = frozenset(
    "drug disease study evidence result work target paper sentence claim act link count not candidate how".split()
)
"""Concepts that stand in the questions of many queries."""

FIRM = frozenset(
    "except not limit deny without retracted fail null harm worsen evidence study work result count uncounted target "
    "pathway sentence biomarker cells species trial identity yearly new related organ".split()
)
"""Concepts that turn a question round, or say what is asked for: what says one is never left out."""

_SPECIFIC, _COMMON, _SOFT = 3.0, 1.0, 0.5
"""What a word of the wording that is in the question counts: one of few queries', one of many, one that may be
left out.
"""

_SLOT = 0.5
"""What a name that the wording asks for counts over one that the query merely takes."""

_SAID = 0.01
"""What every word of a wording that is in the question counts more, where nothing else tells two queries apart."""

_LEFT = 0.25
"""What a word that the wording does not have, and that changes nothing, takes off."""

_SET = 0.5
"""What words that set a parameter count."""

_STRANGE, _OFF = 1.5, 0.75
"""What a word that the wording does not have, and that may change something, takes off: one of few queries', and one
of many.
"""

_GUESS = 1.0
"""What a word of the wording takes off that only stands within a phrase of the question."""

_PERHAPS = 1.0
"""What a wording takes off that the query may be meant by and may be not."""

_SECOND = 0.5
"""What a name takes off that is not taken for what it is called best: *statins* are a class before they are a drug."""

MOST_NAMES = 5
"""Names in a question with more are not fitted to anything."""

CLASS = ("Role", "Target")


@dataclass(frozen=True, slots=True)
class Filled:
    """A parameter with its value: the name it was read from, or the words or figures."""

    parameter: Parameter
    text: str
    value: Any
    name: AskedName | None = None
    entity: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A wording that fits, or would but for ``lacking``: parameters not given, and what nothing takes."""

    wording: Wording
    ask: Ask
    filled: tuple[Filled, ...]
    score: float
    beside: tuple[AskedName, ...] = ()
    missing: tuple[str, ...] = ()
    too_many: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()
    read: tuple[Word, ...] = ()
    left: tuple[Word, ...] = ()
    guessed: tuple[str, ...] = ()

    @property
    def nearly(self) -> bool:
        """Whether all that is needed is there and all names and figures are taken, whatever words are left."""
        return not (self.missing or self.too_many)

    @property
    def fits(self) -> bool:
        """Whether nothing is lacking."""
        return not (self.missing or self.too_many or self.unexplained)


def match(reading: Reading, wording: Wording) -> Fit | None:
    """The wording of a query that fits best, or lacks least; None where no wording's words are all in the question."""
    found = [one for ask in wording.asks if (one := _match(reading, wording, ask))]
    return max(
        found,
        key=lambda one: (one.fits and not one.guessed, one.fits, one.nearly, one.ask.sure, one.score),
        default=None,
    )


def _match(reading: Reading, wording: Wording, ask: Ask) -> Fit | None:
    explained: set[int] = set()
    guessed: list[str] = []
    score = 0.0 if ask.sure else -_PERHAPS
    for element in ask.elements:
        free = [n for n in range(len(reading.words)) if n not in explained]
        at = next((n for n in free if reading.words[n].concepts & element), None)
        if at is None:
            at = next((n for n in free if _holds(reading.words[n], element)), None)
            if at is None:
                return None
            guessed.append(reading.words[at].text)
        explained.add(at)
        score += _weight(reading.words[at], element)
    if not ask.slots and all(reading.words[at].soft for at in explained):
        return None  # words that tell nothing ask for nothing
    # a word that is said twice is explained twice
    explained |= {n for n, word in enumerate(reading.words) if any(word.concepts & element for element in ask.elements)}
    fill = _Filling(wording, ask, reading)
    fill.names()
    fill.values()
    if fill.second and not ask.sure:
        return None
    if fill.missing and fill.beside and (ask.shown or wording.shown):
        return None
    if ask.shown and not _excepts_beside(reading, explained, fill.beside):
        return None
    explained |= fill.words(explained)
    score += _SAID * len(ask.elements)
    score += _SLOT * len([slot for slot in ask.slots if slot not in fill.missing])
    left = []
    for at, word in enumerate(reading.words):
        if at in explained or word.soft:
            continue
        score -= _LEFT
        if not word.concepts & wording.besides:
            left.append(word)
            score -= _OFF if word.concepts & GENERAL else _STRANGE
    return Fit(
        wording,
        ask,
        tuple(fill.filled[one.name] for one in wording.query.parameters if one.name in fill.filled),
        score + _SET * fill.set_by_words - _GUESS * len(guessed) - _SECOND * fill.second,
        tuple(fill.beside),
        tuple(fill.missing),
        tuple(fill.too_many),
        tuple(word.text for word in left),
        tuple(reading.words[at] for at in sorted(explained)),
        tuple(left),
        tuple(guessed),
    )


def _excepts_beside(reading: Reading, explained: set[int], beside: Sequence[AskedName]) -> bool:
    """Whether what is excepted, the name after *except* or *besides*, is one that stands beside."""
    for word in (reading.words[at] for at in explained):
        if word.concepts & {"except", "beside"}:
            after = next((name for name in reading.names if name.start > word.start), None)
            if after not in beside:
                return False
    return True


def _holds(word: Word, element: frozenset[str]) -> bool:
    """Whether a phrase that turns nothing round has a word within it that says an element."""
    return bool(word.inner & element) and not word.concepts & FIRM


def _weight(word: Word, element: frozenset[str]) -> float:
    if word.soft:
        return _SOFT
    return _COMMON if word.concepts & element & GENERAL else _SPECIFIC


@dataclass(slots=True)
class _Filling:
    """The parameters of one query, as far as a question gives them."""

    wording: Wording
    ask: Ask
    reading: Reading
    filled: dict[str, Filled] = field(default_factory=dict)
    beside: list[AskedName] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    too_many: list[str] = field(default_factory=list)
    set_by_words: int = 0
    second: int = 0

    def names(self) -> None:
        """Names to the parameters that take entities: those of the wording first, and each to one."""
        # who is named twice is one
        classes = {one.best.id for one in self.reading.names if one.action}
        once = {
            (one.best.id, one.action): one
            for one in reversed(self.reading.names)
            if one.action or one.best.id not in classes
        }
        given = tuple(once.values())[::-1]
        parameters = {
            one.name: one
            for one in self.wording.query.parameters
            if one.type == "curie" and set(one.entity) - {"Publication", "Trial"}
        }
        wanted = [name for name in self.ask.slots if name in parameters]
        wanted += self.ask.shown
        optional = [name for name in parameters if name not in wanted] + [*self.wording.shown, *self.wording.shown]
        if self.ask.shown:
            given = _narrow_first(given, self.reading)
        best: list[tuple[str, AskedName, Candidate]] = []
        if len(given) <= MOST_NAMES:
            for order in self._orders(wanted, optional, len(given)):
                fits = [
                    (slot, name, one)
                    for slot, name in zip(order, given, strict=False)
                    if slot and (one := _taken(name, parameters[slot]) if slot in parameters else name.of_type((slot,)))
                ]
                if len(fits) > len(best):
                    best = fits
                if len(best) == len(given):
                    break
        used = []
        for slot, name, candidate in best:
            used.append(name)
            self.second += candidate.type != name.best.type and not name.action
            if slot in self.filled or slot not in parameters:  # the second of two that are compared: a column has it
                self.beside.append(name)
                continue
            self.filled[slot] = Filled(parameters[slot], name.text, candidate.id, name, candidate)
            if name.action:
                self._set("action", name.action, name.text)
        self.too_many += [name.text for name in given if name not in used]
        got = [slot for slot, _, _ in best]
        for slot in dict.fromkeys(wanted):
            if got.count(slot) < wanted.count(slot):
                self.missing.append(slot)
        self.missing += [
            name
            for name in optional
            if name in parameters
            and name not in self.filled
            and parameters[name].default is None
            and name not in self.missing
        ]

    @staticmethod
    def _orders(wanted: Sequence[str], optional: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
        """Ways to give the names of a question, in their order, to slots; an empty slot takes none."""
        slots = [*wanted, *optional]
        slots += [""] * max(0, count - len(slots))
        seen: set[tuple[str, ...]] = set()
        for order in permutations(slots, count):
            if order not in seen:
                seen.add(order)
                yield order

    def values(self) -> None:
        """Figures to the parameters that read their kind."""
        readers = {one.reads: one for one in self.wording.query.parameters if one.reads}
        records = {
            label: one
            for one in self.wording.query.parameters
            for label in one.entity
            if label in ("Publication", "Trial")
        }
        for said in self.reading.values:
            for kind, read in said.says:
                value = list(read) if isinstance(read, tuple) else read
                parameter = readers.get(kind) or records.get(kind)
                if parameter is None and kind in self.wording.besides:
                    continue
                if parameter and parameter.name in self.filled and self.filled[parameter.name].value == value:
                    continue
                if parameter is None or parameter.name in self.filled or not _is_allowed(parameter, value):
                    self.too_many.append(said.text)
                    continue
                text = ",".join(value) if isinstance(value, list) else str(value)
                self.filled[parameter.name] = Filled(parameter, text, value)
        self._years(readers)
        for name in self.ask.slots:
            parameter = next(one for one in self.wording.query.parameters if one.name == name)
            if (
                name not in self.filled
                and name not in self.missing
                and (parameter.reads or name in {one.name for one in records.values()})
            ):
                self.missing.append(name)
        for parameter in self.wording.query.parameters:
            if parameter.default is None and parameter.name not in self.filled and parameter.name not in self.missing:
                self.missing.append(parameter.name)

    def _years(self, readers: Mapping[str, Parameter]) -> None:
        """Years up to one that lies before those that are asked for, by default, are no years."""
        if AFTER in readers and UNTIL in readers:
            after, until = (self.filled.get(readers[kind].name) for kind in (AFTER, UNTIL))
            if until and until.value <= (after.value if after else readers[AFTER].default):
                self.too_many.append(until.text)

    def words(self, explained: set[int]) -> set[int]:
        """Words that set a parameter (*upregulate*); returns which they are."""
        found: set[int] = set()
        for name, said in self.wording.said.items():
            for at, word in enumerate(self.reading.words):
                concepts = sorted(word.concepts & said.keys())
                if concepts and not (
                    word.concepts & {c for e in self.ask.elements for c in e} and concepts[0] not in said
                ):
                    found.add(at)
                    self._set(name, concepts[0], word.text)
        return found

    def _set(self, name: str, concept: str, text: str) -> None:
        parameter = next((one for one in self.wording.query.parameters if one.name == name), None)
        value = self.wording.said.get(name, {}).get(concept)
        if parameter is None or value is None:
            self.too_many.append(text)
            return
        before = self.filled.get(name)
        if parameter.type == "list":
            values = (
                [*before.value, value] if before and value not in before.value else before.value if before else [value]
            )
            self.filled[name] = Filled(parameter, ",".join(values), values)
        elif before and before.value != value:
            self.too_many.append(text)
        else:
            self.set_by_words += before is None
            self.filled[name] = Filled(parameter, value, value)


def _narrow_first(given: tuple[AskedName, ...], reading: Reading) -> tuple[AskedName, ...]:
    """Names in their order, but those that are a kind of another first, *diastolic heart failure* before *heart
    failure*, and what is asked for *itself*.
    """
    texts = [name.text.lower() for name in given]
    own = {word.start - 1 for word in reading.words if "itself" in word.concepts}

    def later(name: AskedName) -> bool:
        text = name.text.lower()
        return name.end not in own and not any(one != text and one in text for one in texts)

    return tuple(sorted(given, key=later))


def _taken(name: AskedName, parameter: Parameter) -> Candidate | None:
    """The candidate of a name that a parameter takes; a target is no class unless a word says so, and a class no
    target.
    """
    if name.action:
        return (
            name.of_type(("Target",))
            if set(CLASS) <= set(parameter.entity) and len(parameter.entity) == len(CLASS)
            else None
        )
    labels = (
        tuple(one for one in parameter.entity if one != "Target")
        if set(parameter.entity) == set(CLASS)
        else parameter.entity
    )
    return name.of_type(labels)


def _is_allowed(parameter: Parameter, value: Any) -> bool:
    try:
        allowed(parameter, value, value)
    except QueryError:
        return False
    return True
