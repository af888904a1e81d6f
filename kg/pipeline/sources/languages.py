"""Which of several abstracts of one publication is the English one: as declared, else by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.pipeline.sources.assemble import SectionText

_ENGLISH_CODES = ("en", "eng", "english")

_ENGLISH = frozenset(
    "the of and with were to for that by this from which after between not than had have been these".split()
)
_OTHERS: dict[str, frozenset[str]] = {
    "es": frozenset("el la los las de del en y con una por para que fue fueron se como entre más su es sin".split()),
    "fr": frozenset(
        "le la les du et une dans avec pour est sont par ont été chez sur qui que au aux cette nous".split()
    ),
    "de": frozenset(
        "der die und das mit bei von wurden wurde nicht eine einer zur zum den dem des ist sind auf durch".split()
    ),
    "pt": frozenset("os de da dos em com uma um por para que foi foram não ao na entre mais são".split()),
    "it": frozenset("il la gli le di del della dei delle e con una che sono stati stato nei nel non alla".split()),
    "nl": frozenset("de het een van en met bij werd werden voor niet zijn dat te door aan".split()),
    "xx": frozenset(
        "og av med til som ikke och att det för är jest oraz się nie przez ve bir ile için olan az és volt".split()
    ),
}
"""Language -> common words that English has not (``in`` and ``was`` are left out); the last are of several
languages.
"""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_FEW_WORDS = 8
_MANY_WORDS = 15
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_HEADING = re.compile(r"\W*\w+(?:\s\w+){0,2}\s?[:.]")
_HINTS = tuple(
    f" {word} "
    for word in (
        "el los les des une pour der und das dos uma para dei alla che het een og och jest się bir için com não".split()
    )
)
_SCRIPTS = re.compile("[\u0400-\u1cff\u2e80-\ud7ff]{2}")


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract as a source has it: its parts, and its language as declared (``en``, ``eng``, ``es``), empty where it
    is not.
    """

    parts: Sequence[SectionText]
    language: str = ""


def is_english(code: str) -> bool:
    """Whether a declared language is English (``en-GB``, ``eng``)."""
    return code.lower().replace("_", "-").partition("-")[0] in _ENGLISH_CODES


def reads_english(text: str) -> bool | None:
    """Whether the words of a text are English; None for one in which too little tells."""
    letters = len(_LETTER.findall(text))
    if letters >= _FEW_WORDS and len(_LATIN.findall(text)) < letters / 2:
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    ours = sum(1 for word in words if word in _ENGLISH)
    others = max(sum(1 for word in words if word in common) for common in _OTHERS.values())
    if len(words) >= _FEW_WORDS and others > max(3 * ours, len(words) / 7):
        return False
    return True if ours > max(others, len(words) / 20) else None


def english(abstracts: Sequence[Abstract]) -> list[SectionText]:
    """Parts of the English abstract, or of the first one where none is English; empty where there is none.

    Of abstracts that are declared alike the first that reads as English is taken. Parts in another language that stand
    in one abstract with English ones (``Resumen`` behind ``Abstract``) are left out.
    """
    if len(abstracts) == 1 and not any(_has_another(text) for _, _, text in abstracts[0].parts):
        return list(abstracts[0].parts)
    found = [_english_parts(one) for one in abstracts if one.parts]
    if not found:
        return []
    return list(max(found, key=_rank).parts)  # the first of the best


def _has_another(text: str) -> bool:
    """Whether a text may hold another language; most are English throughout and need no closer look, which would double
    a reader's time.
    """
    for hint in _HINTS:  # a plain loop: half the time of any()
        if hint in text:
            return True
    return not text.isascii() and _SCRIPTS.search(text) is not None


def _rank(abstract: Abstract) -> int:
    reads = reads_english(" ".join(text for _, _, text in abstract.parts))
    if not abstract.language:
        return 1 if reads is False else 4
    if is_english(abstract.language):
        return 2 if reads is False else 4
    return 3 if reads else 0


def _english_parts(abstract: Abstract) -> Abstract:
    """The abstract without its parts, and without the runs of sentences in a part, that are in another language beside
    English ones.
    """
    reads = [reads_english(text) for _, _, text in abstract.parts]
    kept: list[SectionText] = []
    english_now = True
    for (name, label, text), one in zip(abstract.parts, reads, strict=True):
        english_now = english_now if one is None else one  # a short part goes with the one before it
        if english_now or True not in reads:
            kept.append((name, label, text))
    return Abstract([(name, label, _english_sentences(text)) for name, label, text in kept], abstract.language)


def _english_sentences(text: str) -> str:
    """A text without its long runs of sentences in another language, where long runs of English ones stand beside
    them.
    """
    if not _has_another(text):
        return text
    runs: list[tuple[bool, list[str]]] = []
    headings: list[str] = []
    for sentence in _SENTENCE.split(text):
        if _HEADING.fullmatch(sentence):
            headings.append(sentence)  # it goes with what stands under it
            continue
        reads = reads_english(sentence)
        if runs and (reads is None or reads == runs[-1][0]):
            runs[-1][1].extend([*headings, sentence])
        else:
            runs.append((reads is not False, [*headings, sentence]))
        headings = []
    if runs:
        runs[-1][1].extend(headings)
    parts = [(reads, " ".join(sentences)) for reads, sentences in runs]
    parts = [(reads or not _is_foreign_prose(part), part) for reads, part in parts]
    if all(reads for reads, _ in parts) or not any(
        reads and len(_WORD.findall(part)) >= _MANY_WORDS for reads, part in parts
    ):
        return text
    return " ".join(part for reads, part in parts if reads)


def _is_foreign_prose(text: str) -> bool:
    """Whether a run of sentences is prose of another language: a list of references with Dutch or French names is
    none.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    letters = len(_LETTER.findall(text))
    if len(_LATIN.findall(text)) < letters / 2:  # Chinese has no blanks to count words by
        return letters >= 2 * _MANY_WORDS
    if len(words) < _MANY_WORDS:
        return False
    return max(sum(1 for word in words if word in common) for common in _OTHERS.values()) > len(words) / 5
