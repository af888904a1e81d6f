"""Numbers of registered trials: read from what a source says and from the text, and which of them are the publication's
own trial.

A number that a text only cites (a review's list, a trial that is still going on) is no registration of the publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Document, Record, Section

_GAP = r"[\s:#_\-‐‑–—]{0,3}"
_EDGE = r"(?<![A-Za-z0-9])"

REGISTRIES: dict[str, re.Pattern[str]] = {
    "CLINICALTRIALS": re.compile(rf"{_EDGE}(NCT){_GAP}(\d{{8}})(?!\d)", re.IGNORECASE),
    "ISRCTN": re.compile(rf"{_EDGE}(ISRCTN){_GAP}(\d{{8}})(?!\d)", re.IGNORECASE),
    "EUCTR": re.compile(r"(?<![\d-])()((?:19|20)\d\d-\d{6}-\d\d)(?![\d])(?!-\d\d(?!\d))"),
    "CHICTR": re.compile(rf"{_EDGE}(ChiCTR){_GAP}((?:[A-Z]{{2,4}}[-‐‑–]?)?\d{{8,10}})(?!\d)", re.IGNORECASE),
    "ACTRN": re.compile(rf"{_EDGE}(ACTRN){_GAP}(\d{{14}})(?!\d)", re.IGNORECASE),
    "UMIN": re.compile(rf"{_EDGE}(UMIN)(?:[- ]?CTR)?(?:{_GAP}ID)?{_GAP}(\d{{9}})(?!\d)", re.IGNORECASE),
    "DRKS": re.compile(rf"{_EDGE}(DRKS){_GAP}(\d{{8}})(?!\d)", re.IGNORECASE),
    "CTRI": re.compile(r"(?<![A-Za-z0-9])(CTRI/)(\d{4}/\d{2,3}/\d{6})(?!\d)", re.IGNORECASE),
    "IRCT": re.compile(rf"{_EDGE}(IRCT){_GAP}(\d{{8,20}}N\d{{1,3}})(?!\d)", re.IGNORECASE),
    "NTR": re.compile(rf"{_EDGE}(NTR){_GAP}(\d{{3,4}})(?!\d|\.\d)"),
    "JRCT": re.compile(r"(?<![A-Za-z0-9])(jRCTs?)(\d{9,12})(?!\d)", re.IGNORECASE),
    "JAPICCTI": re.compile(rf"{_EDGE}(JapicCTI){_GAP}(\d{{6}})(?!\d)", re.IGNORECASE),
    "KCT": re.compile(rf"{_EDGE}(KCT){_GAP}(\d{{7}})(?!\d)"),
    "TCTR": re.compile(rf"{_EDGE}(TCTR){_GAP}(\d{{11}})(?!\d)"),
    "PACTR": re.compile(rf"{_EDGE}(PACTR){_GAP}(\d{{15,18}})(?!\d)", re.IGNORECASE),
    "REBEC": re.compile(r"(?<![A-Za-z0-9])(RBR-)([0-9a-z]{6,7})(?![0-9A-Za-z])"),
}
"""CURIE prefix of a registry -> how its numbers are printed: their letters, and what follows. Digits are counted: seven
are a misprint.
"""

_LETTERS = {"CHICTR": "ChiCTR", "JAPICCTI": "JapicCTI-", "EUCTR": ""}
"""Letters of a number where they are not those of its prefix."""

_KEPT_LETTERS = frozenset({"CTRI", "JRCT", "REBEC"})
_STEMS = {"CLINICALTRIALS": "NCT", "EUCTR": "", "CTRI": "CTRI/", "JAPICCTI": "JAPIC", "REBEC": "RBR-"}
"""Capitals of a number's letters where they are not those of its prefix: looked for before the pattern, in a tenth of
the time.
"""

_EU_NUMBER = re.compile(r"-\d{6}-\d\d")

_NEEDS_WORD = {
    "NTR": re.compile(r"regist|trial", re.IGNORECASE),
    "EUCTR": re.compile(r"eudra|euctr|\bEU\b|regist|trial", re.IGNORECASE),
}
"""Registries whose numbers could be something else -> what has to be printed nearby."""

_NEARBY = 80
_FULL_TEXT, _FRONT = 10_000, 4_000
"""A text of this length has a body; title and abstract end before this place."""

_LIST = 4
"""This many trials named outside a registration are a list, as reviews have."""

_REGISTRATION_LABEL = re.compile(
    r"regist|clinicaltrials?|trial (?:number|identifier|no)|\bNCT\b|ISRCTN|eudract", re.IGNORECASE
)
_LED_IN = re.compile(r"clinical ?trials?\.gov,? (?:identifiers?|numbers?|nos?\b|IDs?\b)", re.IGNORECASE)
_CITED_BEFORE = re.compile(
    r"\b(?:on-?going|currently|under ?way|recruiting|planned|planning|upcoming|forthcoming|future|awaited|"
    r"previous(?:ly)?|earlier|prior|other|another|separate|such as|e\.g\.|will (?:be|assess|evaluate|test|determine|"
    r"investigate)|(?:is|are) (?:now )?being (?:\w+ ){0,2}(?:tested|evaluated|investigated|studied|conducted|explored|"
    r"assessed)|(?:has|have) (?:been )?(?:initiated|entered|started|launched)|led to (?:a|the))\b(?:[^.;]|\.(?=\S))*$",
    re.IGNORECASE,
)
_CITED_BEHIND = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:is|are) (?:currently |now )?(?:on-?going|under ?way|recruiting|planned|in progress|being )|"
    r"will (?:be|further) )",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:this|our|the present|the current) (?:\S+ ){0,6}?(?:trial|study|protocol)\b|\bwe\b|\b(?:was|were|is|"
    r"has been) (?:\w+ )?registered\b|\b(?:recruited|drawn|derived|selected|obtained) from\b|\benrolled in\b|"
    r"\banalys[ie]s (?:of|from)\b|\bsub-?study\b",
    re.IGNORECASE,
)
_REVIEW_TYPES = frozenset(
    {
        "Review",
        "Systematic Review",
        "Meta-Analysis",
        "Network Meta-Analysis",
        "Practice Guideline",
        "Guideline",
        "Scoping Review",
        "Consensus Development Conference",
        "Editorial",
        "Comment",
        "News",
    }
)
_REVIEW_TITLE = re.compile(
    r"\b(?:(?:systematic|scoping|narrative|literature|critical|mini|umbrella)[ -]?review|a review|"
    r"(?<!and )(?<!with )reviews? of|meta-analys[ie]s|an overview)\b",
    re.IGNORECASE,
)
_SURVEY_TITLE = re.compile(
    r"\b(?:guidelines?|current (?:status|concepts|evidence|landscape)|state of the art|recent advances|advances in|"
    r"an update|perspectives?|emerging|pipeline)\b",
    re.IGNORECASE,
)
_TRIAL_TITLE = re.compile(r"randomi[sz]ed|\bprotocol\b|\btrials?\b|\bphase\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A trial's number in a text: its CURIE and half-open place."""

    curie: str
    start: int
    end: int


def numbers(text: str) -> list[Number]:
    """The trials that a text names, in text order; a number with a digit too few or too many is none."""
    found = []
    capitals = text.upper()
    for prefix, pattern in REGISTRIES.items():
        if _STEMS.get(prefix, prefix) not in capitals or (prefix == "EUCTR" and not _EU_NUMBER.search(text)):
            continue
        for match in pattern.finditer(text):
            word = _NEEDS_WORD.get(prefix)
            if word is None or word.search(text, max(0, match.start() - _NEARBY), match.end() + _NEARBY):
                found.append(Number(f"{prefix}:{_printed(prefix, match)}", match.start(), match.end()))
    return sorted(found, key=lambda number: number.start)


def _printed(prefix: str, match: re.Match[str]) -> str:
    """A number as its registry prints it, however the text does."""
    if prefix in _KEPT_LETTERS:
        letters = {"JRCT": "jRCT" + match[1][4:].lower(), "CTRI": "CTRI/", "REBEC": "RBR-"}[prefix]
        return letters + match[2]
    rest = re.sub("[‐‑–]", "-", match[2]).upper() if prefix in ("CHICTR", "IRCT") else match[2]
    letters = _LETTERS.get(prefix, prefix if prefix != "CLINICALTRIALS" else "NCT")
    return f"{letters}-{rest}" if prefix == "CHICTR" and rest[0].isalpha() else letters + rest


def registered(printed: str) -> list[str]:
    """CURIEs of the trials in a field for registry numbers, however many it holds (``NCT01234567; NCT07654321``); empty
    for none.
    """
    found = numbers(f"Trial registration: {printed}")
    return list(dict.fromkeys(number.curie for number in found))


def with_trials(records: Iterator[Record]) -> Iterator[Record]:
    """The records, each document also with those trials of its text that are its own (``own_trials``)."""
    for record in records:
        if isinstance(record, Document) and (own := own_trials(record)):
            yield replace(record, registry_ids=tuple(dict.fromkeys([*record.registry_ids, *own])))
        else:
            yield record


def own_trials(document: Document) -> list[str]:
    """The trials named in a document's text that it reports, plans or draws its data from, each once in text order.

    Not: trials of a review or comment, four or more that are named outside a statement of registration, one that the
    text says is still to come or another's, and what the body of a full text tells outside its methods.
    """
    found = numbers(document.text)
    if not found:
        return []
    text = document.text
    if _is_review(document):
        return []
    stated = {number for number in found if _stated(text, number, document.sections)}
    named = {
        number.curie
        for number in found
        if number not in stated and not _LED_IN.search(_sentence_before(text, number, 0))
    }
    kept = found if len(named) < _LIST else [number for number in found if number in stated]
    return list(
        dict.fromkeys(
            number.curie
            for number in kept
            if number in stated or not (_cited(text, number) or _in_body(document, number))
        )
    )


def _in_body(document: Document, number: Number) -> bool:
    """Whether a number stands in the body of a full text and not among its methods, where the work of others is
    told.
    """
    if len(document.text) < _FULL_TEXT or number.start < _FRONT:
        return False
    return not any(one.name == "methods" and one.start <= number.start < one.end for one in document.sections)


def _is_review(document: Document) -> bool:
    title = document.title
    if _REVIEW_TYPES.intersection(document.publication_types) or _REVIEW_TITLE.search(title):
        return True
    return _SURVEY_TITLE.search(title) is not None and not _TRIAL_TITLE.search(title)


def _stated(text: str, number: Number, sections: tuple[Section, ...]) -> bool:
    """Whether a number stands in a statement of registration: under such a heading, or in a last section of little
    else.
    """
    section = next((one for one in sections if one.start <= number.start < one.end), None)
    if section is None:
        return False
    if _REGISTRATION_LABEL.search(section.label):
        return True
    before = _sentence_before(text, number, section.start)
    return bool(re.search(r"\bregist(?:ered|ration|ry)\b", before, re.IGNORECASE)) and not _CITED_BEFORE.search(before)


def _cited(text: str, number: Number) -> bool:
    """Whether the words around a number say that the trial is another one."""
    before = _sentence_before(text, number, 0)
    return bool(
        _CITED_BEFORE.search(before) or _CITED_BEHIND.search(text[number.end : number.end + 120])
    ) and not _OWN.search(before)


_SENTENCE_END = re.compile(r"[.!?]\)?\s+(?=[A-Z(])|\n")


def _sentence_before(text: str, number: Number, floor: int) -> str:
    """What stands before a number in its sentence, 250 characters at most."""
    stretch = text[max(floor, number.start - 250) : number.start]
    return _SENTENCE_END.split(stretch)[-1]
