"""A question taken apart: its words with their places and stems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]|_")
_CONTRACTIONS = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "what's": ("what", "is"),
    "whats": ("what", "is"),
    "who's": ("who", "is"),
    "where's": ("where", "is"),
    "how's": ("how", "is"),
    "let's": ("let", "us"),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_SPELLING = (("isation", "ization"), ("ise", "ize"), ("our", "or"), ("signall", "signal"), ("leuk", "leuc"))

_RAISE = ("rais", "prais")
"""How words begin that no spelling writes with a z."""

_KEPT = ("names",)
"""What is no plural of its singular: *name some inhibitors*, *names of an inhibitor*."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or one other character (``stem`` is empty then), at ``[start, end)`` of the question.

    A contraction is several tokens with one place: *doesn't* is *does* and *not*.
    """

    text: str
    stem: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of a question, in order."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        for part in _parts(match.group().replace("’", "'")):
            found.append(Token(part, stem(part) if part[0].isalnum() else "", match.start(), match.end()))
    return tuple(found)


def _parts(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if lower in _CONTRACTIONS:
        return _CONTRACTIONS[lower]
    for ending, whole in _ENDINGS.items():
        if lower.endswith(ending) and len(lower) > len(ending):
            return (word[: -len(ending)], whole)
    if lower.endswith("'s"):
        return (word[:-2],)  # whose it is, or that it is: neither tells
    return (word,)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without its endings, in lower case and one spelling: ``stem("Studies") == stem("studied") == "study"``.

    Light on purpose: *act*, *active* and *activate* stay apart.
    """
    word = word.lower()
    for old, new in _SPELLING:
        if len(word) > 5 and not word.startswith(_RAISE):
            word = word.replace(old, new)
    if len(word) <= 3 or word in _KEPT:
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > 4 else word
    if word.endswith("sses") or (word.endswith("es") and word[-3:-2] in ("x",)):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and re.search("[aeiouy]", word[: -len(ending)]):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
