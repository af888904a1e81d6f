"""Which words a short form stands for: its letters, laid on the words next to it at the least cost.

Schwartz and Hearst (2003) take the shortest stretch that has the letters in order, wherever in a word they are, so that
CC for *cervical cancer* is *cancer*. Here each way to lay the letters has a cost: none where a letter begins a word,
some where it stands inside one, more where a word is passed over (as Sohn et al. 2008 rank their strategies by how
precise they are). The cheapest wins, and one that costs more than a short form of its length can bear is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψωςµ", "abgdezeticlmnxoprstupcposm", strict=True)) | {
    "κ": "k",
    "ψ": "p",
    "ϵ": "e",
    "ϕ": "p",
}
_ACCENTS = dict(zip("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy", strict=True))
_PLAIN = str.maketrans(GREEK | _ACCENTS)
"""One character for one, so that places stay: a Greek letter is what its name begins with."""

_GREEK_NAME = re.compile(r"(?<=.)(?:alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega)")
_UNIT = re.compile(r"[a-z]|\d+")
_TOKEN = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)|(\d+)|([()\[\]])|[.,;:!?](?=\s)|\n")

_PASSED = frozenset("of the and for in to a an on with by from at or as de la le du et via per".split())
"""Words that a short form leaves out."""

_MAY_BEGIN = frozenset("in a at de per".split())
"""Those of them that may begin a long form: *in vitro fertilization (IVF)*, *per capita expenditure (PCE)*."""

_HEAD = frozenset(
    "receptor receptors gene genes protein proteins disease diseases syndrome virus antigen pathway".split()
)
"""Words that a short form leaves out at the end: *von Hippel-Lindau disease (VHL)*."""

_HALF = frozenset(
    "type subtype class form like associated related dependent induced mediated specific based derived".split()
)
"""Words that a short form leaves out now and then."""

BORDER = frozenset(
    "is are was were be been being has have had do does did that which who whose we our this these those their its it"
    " they than versus vs encodes encoding showed shows called termed named using used including included include into"
    " between both whether if when through during after before under against within without among because since while"
    " where".split()
)
"""Words that no long form has within, written small."""

_ROMAN = {
    "1": "i",
    "2": "ii",
    "3": "iii",
    "4": "iv",
    "5": "v",
    "6": "vi",
    "7": "vii",
    "8": "viii",
    "9": "ix",
    "10": "x",
}
_ROMAN_WORDS = frozenset(_ROMAN.values())
_LETTERED = ("", "a", "b", "c")
"""What may stand after a Roman number: *topoisomerase IIa*."""
_DIGIT = {
    "1": ("one", "first"),
    "2": ("two", "second", "di", "bi"),
    "3": ("three", "third", "tri"),
    "4": ("four", "tetra"),
}

NOT_OF_IT = frozenset("anti non pre post peri".split())
"""What stands with a hyphen before a name and is no part of it: *anti-cytomegalovirus (CMV)*."""

INNER, _NEXT, _ONLY_INNER = 0.5, 0.2, 1.5
"""Cost of a letter inside a word that has an earlier one, of one right after that, and of one inside a word that has
none before.
"""
_WORD, _NUMBER, _NO_NUMBER, _HALF_WORD, _LOCANT, _COMMA, _SMALL_FIRST = 1.0, 1.5, 0.6, 0.4, 0.1, 0.5, 0.3
"""Cost of a word passed over, of a number, of a number where the short form has none, of a word that is often passed
over, of a number or letter in the name of a substance, of a comma, and of a small word at the beginning (*ossification
of the posterior longitudinal ligament (OPLL)*).
"""

_MOST_COST = 4.0
"""Most cost of any short form, however long."""
STRICT = 0.45
"""Most cost where only the letters say that there is a definition."""

_INFINITE = 99.0
_AFTER_LOCANT = frozenset("-,'′‐‑")
MOST_UNITS = 12
_WIDTH = 14
"""Characters that are looked through before a short form, for each word that may be of its long form; a bracket takes
as many as it has.
"""


class StretchWord(NamedTuple):
    """A word or number of a stretch: where it is, as it is compared, what it costs to pass over it, and whether it is
    printed otherwise: in capitals.
    """

    start: int
    end: int
    plain: str
    cost: float
    changed: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row; ``near``: the number of the first word after the last bracket; ``bracket``: the places of that
    bracket, if any.
    """

    words: tuple[StretchWord, ...]
    near: int
    bracket: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Laid:
    """A short form laid on words: the number of the first, and the cost."""

    first: int
    cost: float


_NONE = Stretch((), 0, None)


def units(short: str) -> list[str]:
    """Letters and numbers of a short form, as they are compared; a Greek letter's name is one letter."""
    small = plain(short)
    return _UNIT.findall(_GREEK_NAME.sub(_first, small) if len(small) > 4 else small)


def _first(name: re.Match[str]) -> str:
    return name.group()[0]


def plain(text: str) -> str:
    """A text in small letters without accents, character for character."""
    small = text.lower()
    if text.isascii():
        return small
    return (small if len(small) == len(text) else "".join([c.lower()[0] for c in text])).translate(_PLAIN)


def bearable(count: int) -> float:
    """Most cost that a short form of so many letters can bear next to a bracket."""
    return (0.0, 0.0, 1.0, 1.8, 2.6)[count] if count < 5 else min(0.75 * count, _MOST_COST)


def words_before(text: str, end: int, most: int, parts: list[str]) -> Stretch:
    """The last words before a place, at most ``most``, back to the border of a sentence, a clause or an open bracket.

    They reach over one bracket, of which no word counts. There are none where the parts of a short form do not stand in
    them in order.
    """
    start = max(0, end - _WIDTH * most)
    small = plain(text[start:end])
    place = len(small)
    for part in reversed(parts):
        if part.isalpha() and (place := small.rfind(part, 0, place)) < 0:
            return _NONE
    found = list(_TOKEN.finditer(small))
    if start and found and not found[0].start():
        del found[0]  # it may be half a word
    words: list[StretchWord] = []
    near, bracket = -1, None
    at = len(found) - 1
    comma = 0.0
    while at >= 0 and len(words) < most:
        match = found[at]
        kind = match.lastindex
        if kind is None:
            if match.group() == ",":
                comma = _COMMA
            elif match.group() != "." or not _initial(text, start + match.start()):
                break
        elif kind == 3:
            opened = _opened(found, at)
            if opened is None:
                break
            before = start + found[opened].start()
            if before and text[before - 1].isspace():
                if bracket is not None:
                    break
                near, bracket = len(words), (before, start + match.end())
            else:  # a bracket in a name: benzo(a)pyrene
                words += [
                    _word(text, start, one, 0.0) for one in reversed(found[opened + 1 : at]) if one.lastindex in (1, 2)
                ]
            at = opened
        else:
            word = _word(text, start, match, comma)
            if (
                word.plain in BORDER
                and not word.changed
                and text[word.start - 1].isspace()
                and text[word.end].isspace()
            ):
                break
            words.append(word)
            comma = 0.0
        at -= 1
    words.reverse()
    return Stretch(tuple(words), len(words) - near if near >= 0 else 0, bracket)


def initials_before(text: str, end: int, parts: list[str]) -> tuple[int, int] | None:
    """Where the words before a place begin and end that begin with the parts of a short form, but for small words; what
    :func:`lay` finds at no cost, sooner.
    """
    start = max(0, end - _WIDTH * (len(parts) + 1))
    small = plain(text[start:end]).rstrip()
    part = len(parts) - 1
    last = place = len(small)
    while place > 0:
        at = max(small.rfind(" ", 0, place), small.rfind("-", 0, place)) + 1
        word = small[at:place]
        if not (word.isalpha() if parts[part].isalpha() else word.isdigit()) or (not at and start):
            return None
        if place == last and word in _PASSED and word != parts[part]:
            return None
        if word[0] == parts[part] if word.isalpha() else word == parts[part]:
            part -= 1
            if part < 0:
                return None if word in _PASSED or word in BORDER else (start + at, start + last)
        elif word not in _PASSED:
            return None
        place = at - 1
    return None


def words_in(text: str, start: int, end: int) -> tuple[StretchWord, ...]:
    """The words of a part of a text, whatever stands between them."""
    words = []
    comma = 0.0
    for match in _TOKEN.finditer(plain(text[start:end])):
        if match.lastindex in (1, 2):
            words.append(_word(text, start, match, comma))
            comma = 0.0
        elif match.group() == ",":
            comma = _COMMA
    return tuple(words)


def _initial(text: str, at: int) -> bool:
    """Whether the full stop at a place is that of an initial (*E. coli*), not of a sentence."""
    return at >= 1 and text[at - 1].isupper() and (at == 1 or not text[at - 2].isalnum())


def _opened(found: list[re.Match[str]], at: int) -> int | None:
    """The token that opens the bracket which closes at one."""
    depth = 0
    for place in range(at, -1, -1):
        match = found[place]
        if match.lastindex == 3:
            depth += 1 if match.group() in ")]" else -1
            if not depth:
                return place
            if depth < 0:
                return None
    return None


def _word(text: str, offset: int, match: re.Match[str], comma: float) -> StretchWord:
    word = match.group()
    start, end = match.span()
    start += offset
    end += offset
    if match.lastindex == 2:
        cost = _LOCANT if text[end : end + 1] in _AFTER_LOCANT else _NUMBER
    elif len(word) == 1 and text[end : end + 1] in _AFTER_LOCANT:
        cost = _LOCANT
    elif word in _PASSED:
        cost = 0.0
    else:
        cost = _HALF_WORD if word in _HALF else _WORD
    return StretchWord(start, end, word, cost + comma, text[start] != word[0])


def lay(parts: list[str], words: tuple[StretchWord, ...], most: float, *, whole: bool = False) -> Laid | None:
    """The cheapest way to lay the parts of a short form on words, up to the last and at ``most`` cost; of equals the
    nearest.

    ``whole``: they begin at the first word.
    """
    count, size = len(parts), len(words)
    if not size or (words[-1].plain in _PASSED and words[-1].plain != parts[-1]):
        return None
    if (simple := _initials(parts, words)) is not None and words[simple].cost and (not whole or simple == 0):
        return Laid(simple, 0.0)
    numbered = not "".join(parts).isalpha()
    best, first = most + 1e-9, -1
    states = {count: 0.0}  # the number of the first part that has a place -> the least cost of that
    for at in range(size - 1, -1, -1):
        word = words[at]
        letters = word.plain
        passed = _passed(word, numbered, last=at == size - 1)
        begins = at == 0 if whole else letters not in _PASSED or letters in _MAY_BEGIN
        here = {part: cost + passed for part, cost in states.items() if cost + passed < best}
        for placed, before in states.items():
            for part in range(placed - 1, -1, -1):
                cost = before + _within(parts, part, placed, letters, best - before)
                if cost < here.get(part, best):
                    if part:
                        here[part] = cost
                    elif begins and (cost := cost + (_SMALL_FIRST if letters in _PASSED else 0.0)) < best:
                        best, first = cost - 1e-9, at
        if not here:
            break
        states = here
    return Laid(first, best) if first >= 0 else None


def _passed(word: StretchWord, numbered: bool, *, last: bool) -> float:
    """What it costs that a word has no part of a short form; ``numbered``: the short form has a number."""
    if last:
        return _HALF_WORD if word.plain in _HEAD else word.cost
    return _NO_NUMBER if not numbered and (word.cost == _NUMBER or word.plain in _ROMAN_WORDS) else word.cost


def _initials(parts: list[str], words: tuple[StretchWord, ...]) -> int | None:
    """The word at which a short form begins where each of its parts begins a word, and only small words are passed
    over.
    """
    part = len(parts) - 1
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if _begins(word.plain, parts[part]):
            if not part:
                return at
            part -= 1
        elif word.cost or part == len(parts) - 1:
            return None
    return None


def _begins(letters: str, part: str) -> bool:
    if part[0].isalpha():
        return letters[0] == part
    if letters == part or letters.startswith(_DIGIT.get(part, "0")):
        return True
    roman = _ROMAN.get(part)
    return roman is not None and letters.startswith(roman) and letters[len(roman) :] in _LETTERED


def _within(parts: list[str], first: int, last: int, letters: str, most: float) -> float:
    """The cost of having some parts of a short form in a word; infinite where they are not in it in order, or cost more
    than ``most``.
    """
    sought = parts[first]
    if letters[0] == sought or (sought.isdigit() and _begins(letters, sought)):
        cost, place = 0.0, 1
    elif first and most > _ONLY_INNER and (place := letters.find(sought, 1) + 1):
        cost = _ONLY_INNER
    else:
        return _INFINITE
    for part in range(first + 1, last):
        found = letters.find(parts[part], place)
        if found < 0:
            return _INFINITE
        cost += _NEXT if found == place else INNER
        place = found + 1
    return cost
