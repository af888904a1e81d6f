"""What a question says in figures: years, phases, numbers, and the identifiers of publications, trials and claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

AFTER, UNTIL, NUMBER, SHARE, PHASES, CLAIM = "after", "until", "number", "share", "phases", "assertion"
"""Kinds of values that a parameter may read (``reads`` in a query's file)."""

PUBLICATION, TRIAL = "Publication", "Trial"

_COUNTED = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {"thirty": 30, "fifty": 50, "hundred": 100}
_COUNT = r"\d{1,4}|" + "|".join(_COUNTED)
_MANY = "|".join(word for word, count in _COUNTED.items() if count > 3)
_PHASE = r"(?:iii|ii|i|3|2|1|three|two|one)(?:[ab]|\b)"
_NUMBERED = {"i": 1, "ii": 2, "iii": 3, "one": 1, "two": 2, "three": 3, "1": 1, "2": 2, "3": 3}
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class SaidValue:
    """What ``[start, end)`` of a question says: values by kind."""

    start: int
    end: int
    text: str
    says: tuple[tuple[str, Any], ...]


def values(text: str, today: int) -> tuple[SaidValue, ...]:
    """The values of a question in order, none overlapping; ``today`` is the year that *the last five years* end
    with.
    """
    found: list[SaidValue] = []
    for pattern, read in _PATTERNS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            free = all(match.end() <= one.start or one.end <= match.start() for one in found)
            if free and (says := read(match, today)):
                found.append(SaidValue(match.start(), match.end(), match.group(), tuple(says)))
    return tuple(sorted(found, key=lambda one: one.start))


_Says = list[tuple[str, Any]]


def _kind(kind: str, prefix: str = "") -> Callable[[re.Match[str], int], _Says]:
    def read(match: re.Match[str], today: int) -> _Says:
        found = match.group(1).replace(" ", "")
        return [(kind, prefix + (found.upper() if prefix not in ("DOI:", "") else found))]

    return read


def _claim(match: re.Match[str], today: int) -> _Says:
    return [(CLAIM, match.group(1).lower())]


def _phases(match: re.Match[str], today: int) -> _Says:
    numbers = [_NUMBERED[one.lower().rstrip("ab")] for one in re.findall(_PHASE, match.group(1), re.IGNORECASE)]
    return [(PHASES, tuple(f"phase-{number}" for number in sorted(set(numbers), reverse=True)))]


def _between(match: re.Match[str], today: int) -> _Says:
    first, last = int(match.group(1)), int(match.group(2))
    return [(AFTER, first - 1), (UNTIL, last)] if first <= last else []


def _year(kind: str, shift: int) -> Callable[[re.Match[str], int], _Says]:
    return lambda match, today: [(kind, int(match.group(1)) + shift)]


def _after(match: re.Match[str], today: int) -> _Says:
    return [(AFTER, int(next(one for one in match.groups() if one)))]


def _in_year(match: re.Match[str], today: int) -> _Says:
    return [(AFTER, int(match.group(1)) - 1), (UNTIL, int(match.group(1)))]


def _last_years(match: re.Match[str], today: int) -> _Says:
    return [(AFTER, today - number(match.group(1)))]


def _last(years: int) -> Callable[[re.Match[str], int], _Says]:
    return lambda match, today: [(AFTER, today - years)]


def number(text: str) -> int:
    """The number that a figure or a word is."""
    return _COUNTED.get(text.lower()) or int(text)


def _share(match: re.Match[str], today: int) -> _Says:
    return [(SHARE, float(match.group(1)) / (100 if match.group(2) else 1))]


def _number(match: re.Match[str], today: int) -> _Says:
    return [(NUMBER, number(match.group(1)))]


_PATTERNS: tuple[tuple[str, Callable[[re.Match[str], int], _Says]], ...] = (
    (r"\b((?=[0-9a-f]*\d)[0-9a-f]{16,40})\b", _claim),
    (
        r"\b(?:assertion|claim|edge)(?:\s+(?:id|with|no\.?|number|the|assertion|is|whose))*\s+"
        r"((?=[0-9a-f]*\d)[0-9a-f]{8,40})\b",
        _claim,
    ),
    (
        r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*)?(?<![\w.])(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:?!)])",
        _kind(PUBLICATION, "DOI:"),
    ),
    (r"(?:\bPMCID:?\s*|\bPMC:)?\b(PMC\d+)\b", _kind(PUBLICATION, "PMC:")),
    (
        r"(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|\b(?:PMIDs?|PubMed(?:[ -]?(?:id|identifier|number|record|entry))?)"
        r"\s*(?:[:=#]|is|no\.?)?\s*)"
        r"(\d{1,9})\b/?",
        _kind(PUBLICATION, "PMID:"),
    ),
    (r"\b(?:clinicaltrials(?:\.gov)?[:/ ]\s*)?(NCT\s?\d{8})\b", _kind(TRIAL, "CLINICALTRIALS:")),
    (r"\b(?:ISRCTN:?\s?)(\d{8})\b", _kind(TRIAL, "ISRCTN:ISRCTN")),
    (rf"\b(?:phases?|ph\.?)[ -]*({_PHASE}(?:(?:\s*(?:,|/|-|\+|and|or|to|&)\s*)+(?:phases?[ -]*)?{_PHASE})*)", _phases),
    (rf"\b(?:between|from)\s+({_YEAR})\s+(?:and|to|until|till|through|up to)\s+({_YEAR})\b", _between),
    (rf"\b({_YEAR})\s*(?:-|–|to|until|through)\s*({_YEAR})\b", _between),
    (
        rf"\b(?:since|as of|starting(?: in| from| with)?|beginning(?: in| with)?|from)\s+(?:the year\s+)?({_YEAR})"
        r"(?:\s+(?:on|onwards?|forward|and later))?\b",
        _year(AFTER, -1),
    ),
    (
        rf"\bsince\s+(?:the\s+)?(?:beginning|start|early|mid|middle|first half)(?:\s+of|-)?\s*({_YEAR})\b",
        _year(AFTER, -1),
    ),
    (
        rf"\b(?:since|after)\s+(?:the|our|my|their|his|her|that|last|previous)\s+[a-z' -]{{0,30}}?({_YEAR})\b"
        r"(?:\s+(?:version|edition|review|update|report|release|search|issue|survey|version of (?:the|our|my) \w+))?",
        _after,
    ),
    (rf"\b({_YEAR})\s+(?:onwards?|and later|or later)\b", _year(AFTER, -1)),
    (rf"\b(?:after|later than|past|following)\s+(?:the year\s+)?({_YEAR})\b", _year(AFTER, 0)),
    (
        rf"(?:not|n't)(?:\s+\w+){{0,3}}?\s+(?:at|by)\s+the\s+end\s+of\s+({_YEAR})\b"
        rf"|(?:not|n't)(?:\s+yet)?\s+(?:know|known|have|there)\s+(?:in|by|before)\s+({_YEAR})\b"
        rf"|\b(?:closed|ended|stopped)\s+(?:at|by|in)\s+(?:the\s+end\s+of\s+)?({_YEAR})\b",
        _after,
    ),
    (rf"\b(?:before|prior to|earlier than)\s+(?:the year\s+)?({_YEAR})\b", _year(UNTIL, -1)),
    (
        rf"\b(?:until|till|up to|to|through|by|no later than)\s+(?:the end of\s+|and including\s+)?({_YEAR})\b",
        _year(UNTIL, 0),
    ),
    (rf"\b(?:in|of|during|for)\s+(?:the year\s+)?({_YEAR})\b", _in_year),
    (
        rf"\b(?:(?:in|over|during|within|for|of)\s+)?the\s+(?:last|past|previous|most recent|recent)\s+({_COUNT})\s+"
        r"years?\b",
        _last_years,
    ),
    (rf"\b(?:last|past|previous|these)\s+({_COUNT})\s+years?\b", _last_years),
    (r"\b(?:(?:in|over|during|within)\s+)?(?:the\s+)?(?:last|past|previous)\s+decade\b", _last(10)),
    (r"\b(?:(?:in|over|during|within)\s+)?(?:the\s+)?(?:last|past|previous)\s+year\b", _last(1)),
    (
        r"\b(?:beliefs?|confidence|probability)\s+(?:of\s+)?"
        r"(?:at least\s+|above\s+|over\s+|from\s+|>=?\s*|≥\s*|=\s*|exceeding\s+)*"
        r"(\d?\.\d+|[01]|\d{1,3}(?=\s?%))\s?(%)?",
        _share,
    ),
    (
        r"\b(?:at least|above|over|>=?|≥)\s*(\d?\.\d+|\d{1,3}(?=\s?%))\s?(%)?(?:\s+(?:belief|confidence|probability))?",
        _share,
    ),
    (
        r"\b(?:leave out|leaving out|drop|ignore|exclude|excluding|hide|skip|omit|nothing|no claims?|none)\b"
        r"[^.?;]{0,40}?\b(?:less than|lower than|below|under)\s+(\d?\.\d+|\d{1,3}(?=\s?%))\s?(%)?",
        _share,
    ),
    (
        r"\b(?:beliefs?|confidence|probability)\b[^.?;\d]{0,20}?(\d?\.\d+|\d{1,3}(?=\s?%))\s?(%)?"
        r"(?:\s+(?:or|and)\s+(?:higher|more|above|better|over))?",
        _share,
    ),
    (rf"\b(?:max|maximum|limit)\.?\s*(?:=|:|of|to|is)?\s*({_COUNT})\b(?:\s+rows?\b)?", _number),
    (
        rf"\b(?:top|first|at most|up to|no more than|limit(?:ed)?(?: to)?|maximum(?: of)?|not more than)\s+({_COUNT})\b"
        r"(?:\s+rows?\b)?",
        _number,
    ),
    (r"\b([1-9]\d{6,7})\b", _kind(PUBLICATION, "PMID:")),
    (rf"(?<![\w.,/-])(\d{{1,3}}|{_MANY})(?![\w/-]|[.,]\d)(?:\s+(?:rows?|at most)\b)?", _number),
)
