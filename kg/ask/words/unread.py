"""Words that nobody here knows: whether a question may be answered without them.

A word that stands where names and restrictions stand (beside a name, after a preposition), is written like a name, or
is known to bound a question, may not be left out. A verb, an adverb or a noun elsewhere may; the answer says so. Of
common English words (``english.txt``) less is asked: they are no names.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kg.ask.lookup import KnownNames
from kg.ask.words.bounds import bounds
from kg.ask.words.reading import Reading
from kg.ask.words.spelling import names_like
from kg.ask.words.tokens import Token
from kg.ask.words.values import CLAIM, PUBLICATION, TRIAL

MOST = 4
"""Unknown words in a question with more are too many to leave out."""

LONGEST = 4
"""Words of the longest phrase that bounds a question, or more."""

_PLACES = frozenset("in from at by per within among during under".split())
_BEFORE_NAMES = frozenset(
    "in for of with among by from at on to against within during under without per than via into about like".split()
)
_PASSED = frozenset("the a an any some this that these those its their".split())
_ASKED = frozenset("which many much".split())
_ASKING = frozenset("do does did can could may might will would is are was were has have had".split())
_RECORDS = (PUBLICATION, TRIAL, CLAIM)
_HEADS = re.compile(
    r"^(?:inhibitor|agonist|antagonist|blocker|syndrome|diseas|disorder|cancer|carcinoma|tumor|infection|gen|"
    r"protein|pathway|receptor|mutation|positive|negative|treat|therapy|patient)\w*$"
)
_LIKE_NAMES = re.compile(
    r"(?:mab|nib|stat|prazole|vir|cillin|olol|sartan|gliptin|gliflozin|statin|oma|itis|emia|osis|pathy|virus)$"
)
_VERB = re.compile(r"(?:ed|ing|ise|ize|ises|izes|ify|ifies)$")


@cache
def english() -> frozenset[str]:
    """Stems of common English words that name nothing in the lexicon and stand in few names of diseases.

    From the frequency dictionary of SymSpell (MIT licence, Wolf Garbe), its 7,500 most frequent words.
    """
    return frozenset(Path(__file__).with_name("english.txt").read_text(encoding="utf-8").split())


def may_be_left(question: str, reading: Reading, known: KnownNames) -> bool:
    """Whether a question may be answered though some of its words are unknown."""
    strange = reading.strange
    if len(strange) > MOST or any(_bounds(reading, word) for word in strange if word.text.lower() != "only"):
        return False
    if any(kind in _RECORDS for one in reading.values for kind, _ in one.says):
        return True  # an identifier says what is meant, whatever stands around it
    return all(_is_told(question, word) or _is_harmless(question, reading, word, known) for word in strange)


def _is_told(question: str, word: Token) -> bool:
    """Whether a word stands in a sentence that is told before the one that asks: *My brother has gout. What helps?*"""
    rest = question[word.end :]
    return bool(re.match(r"[^.!?]*[.!]\s.*\?", rest)) and word.text.isalpha() and word.text[1:].islower()


def _bounds(reading: Reading, word: Token) -> bool:
    """Whether a word, alone or with its neighbours, is known to bound a question."""
    words = [one for one in reading.tokens if one.stem]
    at = words.index(word)
    return any(
        tuple(one.stem for one in words[first:last]) in bounds()
        for first in range(max(0, at - LONGEST + 1), at + 1)
        for last in range(at + 1, min(at + LONGEST, len(words)) + 1)
    )


def _is_harmless(question: str, reading: Reading, word: Token, known: KnownNames) -> bool:
    text = word.text
    if text.lower() == "only":
        return not _is_before_a_place(reading, reading.tokens.index(word) + 1)
    if not text.isalpha() or len(text) < 3 or _LIKE_NAMES.search(text):
        return False
    if not text.islower() and word.start > 0 and not question.isupper():
        return False
    at = reading.tokens.index(word)
    after = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if at and reading.tokens[at - 1].text.lower() in _ASKED and not _VERB.search(text):
        return False
    if after is not None and _HEADS.match(after.stem):
        return False
    if text.endswith("ly"):
        return True
    if after is not None and _is_name(reading, after) and not text.endswith("ing"):
        return False
    if word.stem in english():
        return _before(reading, at) not in _PLACES
    return _stands_free(reading, at) and not names_like(question, text, known)


def _is_before_a_place(reading: Reading, at: int) -> bool:
    """Whether a token says where or to whom, by a word that is not read: *only in women*, not *only to mice*."""
    if at + 1 >= len(reading.tokens) or reading.tokens[at].text.lower() not in _BEFORE_NAMES:
        return False
    return not any(word.start == reading.tokens[at + 1].start for word in reading.words)


def _stands_free(reading: Reading, at: int) -> bool:
    """Whether a word stands neither after a preposition nor after a name that it may belong to."""
    words = reading.tokens
    if at and _is_name(reading, words[at - 1]):
        asks = any(one.text.lower() in _ASKING for one in words[: at - 1])
        return asks or bool(_VERB.search(words[at].text))
    return _before(reading, at) not in _BEFORE_NAMES or words[at].text.endswith("ing")


def _before(reading: Reading, at: int) -> str:
    """The word before one, articles passed over."""
    return next((one.text.lower() for one in reversed(reading.tokens[:at]) if one.text.lower() not in _PASSED), "")


def _is_name(reading: Reading, word: Token) -> bool:
    return any(name.start <= word.start < name.end for name in reading.names)
