"""Lists that a denial covers to their end (*did not affect IL-6 (by ELISA), IL-8 or TNF*).

The scope of a cue ends with its phrase, at a bracket or a comma (:mod:`kg.pipeline.relate.context`), which is right for
whatever follows but the further items of a list.
"""

from __future__ import annotations

import re

_DENIAL = re.compile(r"\b(?:did not|does not|do not|could not|failed to|had no|has no|have no)\b")
_ANY_DENIAL = re.compile(r"\b(?:not|no|nor|neither|never|failed|cannot)\b|n't\b")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ELSEWHERE = re.compile(
    r"[;:]|[.?!] |\b(?:but|whereas|while|although|though|however|except|only|than|that|which|who|when|where|if|instead|"
    r"thereby|in contrast|compared|because|until|unless|without|alone|by|via|through|as|after|before|due)\b|, "
    r"(?:the|an?|we|it|they|this|these|more|\w+ing|and (?:was|were|is|are|had|did))\b"
)
"""What leads out of the list: another clause, or how and when it was so."""

_LEADS_ON = re.compile(r"[;:,.] |\b(?:and|but|which|that|who)\b")
_FAR = 60


def is_denied(sentence: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether what is said of two names (offsets in the sentence, the first before the second) stands in a list that a
    verb denies.
    """
    between = sentence[first[1] : second[0]]
    cue = _DENIAL.search(between)
    if cue is None or cue.start() > _FAR or len(_ANY_DENIAL.findall(between)) != 1:
        return False
    if _LEADS_ON.search(between, 0, cue.start()):
        return False
    return not _ELSEWHERE.search(_BRACKETS.sub("", between[cue.end() :]))
