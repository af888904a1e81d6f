"""Abbreviations a document defines: where it prints a short form beside its long form.

The ways of print are *long (SHORT)*, *SHORT (long)*, both within one bracket, several at once, and a few without a
bracket; round and square brackets count alike. Which words belong to the long form is settled by
:mod:`kg.pipeline.nlp.long_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.pipeline.nlp import long_forms, short_forms
from kg.pipeline.nlp.long_forms import INNER, STRICT, StretchWord, initials_before, lay, units, words_before, words_in
from kg.pipeline.nlp.short_forms import LEAD, LONGEST, QUOTES, ShortForm

_BRACKETS = re.compile(r"[(\[][^()\[\]\n]+[)\]]")
_PAIRS = {"(": ")", "[": "]"}
_NO_FORM = re.compile(
    r"\s*(?:[)\]<>=≤≥±~+]|\d[\d.,]*(?:[%;,)\]\s±/]|-\d)|[pPnN]\s?[<=>≤≥]|e\.g\.|[Ff]ig|[Tt]able|\w[)\]])"
)
"""What stands first in a bracket that defines nothing."""

_PART = re.compile(r"\s*(?:[;:=,](?=\s)|=)\s*")
_SEVERAL = re.compile(r"[,;:=&]| and | or ")
"""What stands between short forms, or between a short form and its long form, in a bracket."""
_JOINED = re.compile(r"\s*(?:,\s*(?:and|or)|,|;|\band\b|\bor\b|&)\s*")
_BETWEEN = re.compile(r"s?[)\]]\s*(?:,\s*and|,|and|or|&|/|,\s*or|-)\s*-?([^\s,;:()\[\]]+(?: [^\s,;:()\[\]]+)?)\s*")
_JOIN = re.compile(r"\s*(?:,\s*and|,\s*or|,|\band|\bor|/|&)\s*$")
_ISOTOPE = re.compile(r"\d{1,3}m?[A-Z][a-z]?")
"""What marks a substance: 99mTc-white blood cell (WBC)."""
_LAST_S = re.compile(r"\b[sS]\w*$")
_SHORT_BEFORE = re.compile(r"(?:^|[\s(\[/,])[\"'“‘]?([^\W_][\w+./‐‑-]*)[\"'”’]?\s?$")
_CAPITALS = r"[A-Za-z]{0,2}[A-Z][A-Za-z0-9/-]*[A-Z0-9]s?"
_CUES = (", or ", "i.e.", " abbreviat", " termed ", "hereafter ", " short for ", " stands for ", " acronym ")
"""What stands between the two forms where there is no bracket, in either order."""
_AFTER_CUE = re.compile(r"(?:ed|ion)?(?:,? ?\b(?:as|to|by|for|of|called)\b)?,? ?")
_LISTED = re.compile(rf", ({_CAPITALS})(?=[,.;)])")
_SHORT_AFTER = re.compile(rf"[\"'“‘]?({_CAPITALS})(?=[\"'”’]?(?:[,.;)\s]|$))")
_SHORT_ENDS = re.compile(rf"(?:^|[\s(\[\"'“‘])({_CAPITALS})[\"'”’]?,?\s*(?:\ban? )?$")
_PEOPLE = frozenset("patients patient subjects individuals mice rats participants children women group groups".split())
"""Words that may stand between a long form and the bracket."""

_UNITS = frozenset("mg g kg ug mcg microg µg ng ml l iu u mm nm um day d h".split())
"""Units of a dose."""

_WIDEST, _LEAST = 60, 6
"""Most characters of a bracket of several short forms, and least of one that is a long form."""
_MANY = 5
"""Least letters of a short form whose long form may reach over a bracket without having all of them at beginnings of
words.
"""
_MOST_FORMS = 4
"""Most short forms in one bracket."""
_AHEAD = 120
"""Characters that are looked through after a short form."""
_MOST_WORDS = 12
"""Most words of a bracket that is a long form."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form (as printed, in the singular), the long form that defines it, and where the definition stands.

    ``long`` is as printed, less a bracket within; the number in *cyclooxygenase 1 (COX-1) and 2 (COX-2)* has the words
    before it, which ``long_start`` and ``long_end`` leave out.
    """

    short: str
    long: str
    start: int
    end: int
    long_start: int
    long_end: int


def abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """Definitions in a text, in text order; of those that say the same of one short form, the first."""
    found: list[Abbreviation] = []
    for bracket in _BRACKETS.finditer(text):
        start, end = bracket.span()
        if _PAIRS[text[start]] == text[end - 1] and not _NO_FORM.match(text, start + 1):
            found += _bracket(text, start, start + 1, end - 1, found)
    found += _said(text)
    if len(found) < 2:
        return tuple(found)
    known: set[tuple[str, str]] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.start, one.long_start)):
        said = (one.short, _same(one.long))
        if said not in known:
            known.add(said)
            kept.append(one)
    return tuple(kept)


def _same(long: str) -> str:
    return "".join([c for c in long_forms.plain(long) if c.isalnum()]).removesuffix("s")


def _bracket(text: str, opened: int, start: int, end: int, earlier: list[Abbreviation]) -> list[Abbreviation]:
    """Definitions by one bracket."""
    content = text[start:end]
    several = _SEVERAL.search(content) is not None
    if several and end - start <= _WIDEST and (found := _several(text, opened, start, end)):
        return found
    pieces = _pieces(text, start, end) if several else [(start, end)]
    found = []
    for number, (first, last) in enumerate(pieces[:4]):
        form = short_forms.in_part(text, first, last)
        if form is None:
            if not number:
                break
            continue
        if one := _before(text, opened, form, earlier if not number else [], strict=number > 0):
            found.append(one)
    if not found and end - start >= _LEAST:
        found = _long_within(text, opened, start, pieces)
    return found or (_both_within(text, start, end, pieces) if len(pieces) > 1 else [])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for cut in _PART.finditer(text, start, end):
        pieces.append((start, cut.start()))
        start = cut.end()
    return [*pieces, (start, end)]


def _before(
    text: str, opened: int, form: ShortForm, earlier: list[Abbreviation], *, strict: bool = False
) -> Abbreviation | None:
    """The definition of a short form by the words before a place."""
    most = STRICT if strict else form.most
    count = len(form.parts)
    if (simple := initials_before(text, opened, form.parts)) and (one := _made(text, form, *simple)):
        return one
    stretch = words_before(text, opened, min(2 * count + 2, count + 7), form.parts)
    near = stretch.words[stretch.near :]
    laid = lay(form.parts, near, most)
    trimmed = _without_end(near)
    if len(trimmed) < len(near) and (shorter := lay(form.parts, trimmed, laid.cost - INNER if laid else most)):
        near, laid = trimmed, shorter
    if laid:
        return _made(text, form, near[laid.first].start, near[-1].end)
    if stretch.bracket is None:
        return None
    if earlier and (shared := _shared(text, opened, form, earlier[-1])):
        return shared
    laid = lay(form.parts, stretch.words, STRICT if count < _MANY else count / 2)
    if laid is None or laid.first >= stretch.near:
        return None
    return _made(text, form, stretch.words[laid.first].start, stretch.words[-1].end, stretch.bracket)


def _without_end(words: tuple[StretchWord, ...]) -> tuple[StretchWord, ...]:
    """Words without what may stand between a long form and its bracket: the people who have it, a dose."""
    end = len(words)
    while end and words[end - 1].plain in _PEOPLE:
        end -= 1
    if end == len(words):
        while end and (words[end - 1].plain in _UNITS or words[end - 1].plain.isdigit()):
            end -= 1
        if end == len(words) or words[end].plain in _UNITS or words[-1].plain not in _UNITS:
            return words
    return words[:end]


def _made(
    text: str, form: ShortForm, first: int, end: int, without: tuple[int, int] | None = None
) -> Abbreviation | None:
    """The definition by what begins with the word at a place and ends at another, less a bracket."""
    start = _begin(text, first, end)
    long = text[start:end]
    if without:
        long = (
            text[start : without[0]].rstrip()
            + (" " if text[without[1]].isspace() else "")
            + text[without[1] : end].lstrip()
        )
    short = text[form.start : form.end]
    if text[form.end : form.end + 1] == "s" and _LAST_S.search(
        text, start, end
    ):  # the s is no plural's: DHEAs, a sulphate
        short += "s"
    if (
        sum([c.isalnum() for c in long]) <= sum([c.isalnum() for c in short]) + 1
        or _has(long, short)
        or not _balanced(long)
    ):
        return None
    return Abbreviation(short, long, form.start, form.start + len(short), start, end)


def _has(long: str, short: str) -> bool:
    """Whether a long form has the short form as one of its words."""
    return short in long and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) is not None


def _begin(text: str, start: int, end: int) -> int:
    """Where the printed word begins in which a long form begins, less what is no part of a name."""
    at = start
    while at and not text[at - 1].isspace() and text[at - 1] not in '/"“‘;—–':
        at -= 1
    if not _balanced(text[at:end]):
        at = max([at, *(text.rfind(bracket, at, start) + 1 for bracket in "()[]")])
    prefix = text[at:start].rstrip("-‐‑")
    outside = (
        prefix.lower() in long_forms.NOT_OF_IT
        or _ISOTOPE.fullmatch(prefix)
        or (prefix and not prefix[0].isalnum() and prefix[0] not in "([")
    )
    return start if outside or text[start - 1] in ")]" else at


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _shared(text: str, opened: int, form: ShortForm, earlier: Abbreviation) -> Abbreviation | None:
    """The second of *cyclooxygenase 1 (COX-1) and 2 (COX-2)*, whose long form begins with what the first's begins
    with.
    """
    tail = _BETWEEN.fullmatch(text, earlier.end, opened)
    if not tail:
        return None
    before = units(earlier.short)
    same = next(
        (at for at, (a, b) in enumerate(zip(before, form.parts, strict=False)) if a != b),
        min(len(before), len(form.parts)),
    )
    if not same or same in (len(before), len(form.parts)):
        return None
    if not lay(form.parts[same:], words_in(text, tail.start(1), tail.end(1)), STRICT, whole=True):
        return None
    words = words_in(earlier.long, 0, len(earlier.long))
    for count in range(1, min(3, len(words) - 1) + 1):
        if lay(before[same:], words[-count:], STRICT, whole=True):
            long = earlier.long[: words[-count].start] + text[tail.start(1) : tail.end(1)]
            return Abbreviation(text[form.start : form.end], long, form.start, form.end, tail.start(1), tail.end(1))
    return None


def _several(text: str, opened: int, start: int, end: int) -> list[Abbreviation]:
    """Definitions of short forms that share a bracket, in the order of their long forms: *... and ... (ER and PR)*."""
    forms = []
    at = start
    for cut in [*_JOINED.finditer(text, start, end), None]:
        form = short_forms.in_part(text, at, cut.start() if cut else end)
        if form is None:
            return []
        forms.append(form)
        at = cut.end() if cut else end
    if not 2 <= len(forms) <= _MOST_FORMS or not (last := _before(text, opened, forms[-1], [])):
        return []
    found = [last]
    head = last.long.split()[-1]
    for form in reversed(forms[:-1]):
        place = last.long_start
        joined = _JOIN.search(text, max(0, place - 8), place)
        if not joined:
            return []
        one = _headed(text, joined.start(), form, head) or _before(text, joined.start(), form, [])
        if one is None:
            return []
        found.append(one)
        last = one
    return found


def _headed(text: str, end: int, form: ShortForm, head: str) -> Abbreviation | None:
    """The first of *estrogen and progesterone receptors (ER and PR)*, which has its last word with the second."""
    stretch = words_before(text, end, len(form.parts) + 2, form.parts)
    near = stretch.words[stretch.near :]
    if not near or near[-1].end != end:
        return None
    (last,) = words_in(head, 0, len(head))[-1:] or (None,)
    laid = lay(form.parts, (*near, last), form.most) if last else None
    if (
        laid is None
        or laid.first == len(near)
        or ((alone := lay(form.parts, near, form.most)) and alone.cost <= laid.cost)
    ):
        return None
    one = _made(text, form, near[laid.first].start, near[-1].end)
    return replace(one, long=f"{one.long} {head}") if one else None


def _long_within(text: str, opened: int, start: int, pieces: list[tuple[int, int]]) -> list[Abbreviation]:
    """The definition of the short form before a bracket by what is in it: *HCC (hepatocellular carcinoma)*."""
    last = text[opened - 2 : opened].rstrip()[-1:]
    if not (last.isupper() or last.isdigit() or last in "s+\"'”’" or last in long_forms.GREEK):
        return []
    before = _SHORT_BEFORE.search(text, max(0, opened - LONGEST - 8), opened)
    if not before:
        return []
    ends = dict.fromkeys((pieces[-1][1], pieces[0][1]))
    # Of Ig-ELISPOT (enzyme-linked immunospot) only the last part is the short form.
    for at in (0, *(hyphen.end() for hyphen in re.finditer("-", before[1]))):
        form = short_forms.by_capitals(before[1][at:], before.start(1) + at)
        for end in ends if form else ():
            if form and (one := _whole(text, form, start, end, 1.25 * len(form.parts))):
                return [one]
    return []


def _whole(text: str, form: ShortForm, start: int, end: int, most: float, least: int = 1) -> Abbreviation | None:
    """A definition by all the words of a part of a text."""
    while start < end and (text[start].isspace() or text[start] in QUOTES):
        start += 1
    if lead := LEAD.match(text, start, end):
        start = lead.end()
    words = words_in(text, start, end)
    if not least <= len(words) <= _MOST_WORDS or any(
        word.plain in long_forms.BORDER and not word.changed for word in words
    ):
        return None
    if not lay(form.parts, words, most if len(words) > 2 else min(form.most, most), whole=True):
        return None
    return _made(text, form, words[0].start, words[-1].end)


def _both_within(text: str, start: int, end: int, pieces: list[tuple[int, int]]) -> list[Abbreviation]:
    """Definitions that have both forms in a bracket: *(HR, hazard ratio; CI = confidence interval)*, *(hazard ratio,
    HR)*.
    """
    found = []
    at = 0
    while at + 1 < len(pieces):
        first, second = pieces[at], pieces[at + 1]
        one = None
        if (form := short_forms.in_part(text, *first)) and short_forms.by_capitals(
            text[form.start : form.end], form.start
        ):
            one = _whole(text, form, *second, STRICT, 2)
        elif (form := short_forms.in_part(text, *second)) and short_forms.by_capitals(
            text[form.start : form.end], form.start
        ):
            one = _whole(text, form, *first, STRICT, 2)
        if one:
            found.append(one)
        at += 2 if one else 1
    return found


def _said(text: str) -> Iterator[Abbreviation]:
    """Definitions without a bracket, where the letters leave no doubt."""
    for listed in _LISTED.finditer(text):
        form = short_forms.form(listed[1], listed.start(1))
        simple = initials_before(text, listed.start(), form.parts) if form and len(form.parts) > 2 else None
        if form and simple and (one := _made(text, form, *simple)):
            yield one
    for cue in _CUES:
        at = text.find(cue)
        while at >= 0:
            place = next(_AFTER_CUE.finditer(text, at + len(cue))).end()
            if after := _SHORT_AFTER.match(text, place):
                form = short_forms.form(after[1], after.start(1))
                if form and (one := _last_words(text, at, form)):
                    yield one
            ends = text[at - 1 : at]
            if (ends.isupper() or ends.isdigit() or ends in "s,\"'”’ n") and (
                before := _SHORT_ENDS.search(text, max(0, at - LONGEST - 4), at)
            ):
                form = short_forms.form(before[1], before.start(1))
                if form and (one := _next_words(text, place, form)):
                    yield one
            at = text.find(cue, place)


def _last_words(text: str, end: int, form: ShortForm) -> Abbreviation | None:
    """A definition by the words before a place, between two brackets."""
    stretch = words_before(text, end, len(form.parts) + 4, form.parts)
    near = stretch.words[stretch.near :]
    laid = lay(form.parts, near, STRICT)
    return _made(text, form, near[laid.first].start, near[-1].end) if laid else None


def _next_words(text: str, start: int, form: ShortForm) -> Abbreviation | None:
    """A definition by the words after a place, as few as there can be."""
    line = text.find("\n", start)
    words = words_in(text, start, min(start + _AHEAD, line if line >= 0 else len(text)))
    if words and words[0].plain in ("the", "a", "an"):
        words = words[1:]
    for count in range(1, min(len(words), len(form.parts) + 3) + 1):
        if lay(form.parts, words[:count], STRICT, whole=True):
            return _made(text, form, words[0].start, words[count - 1].end)
    return None
