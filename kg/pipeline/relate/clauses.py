"""Where the clauses of a sentence begin and end, as the scopes of its cues need it (``kg.pipeline.relate.context``).

Cues ask from left to right. What was looked for once is kept for those that follow, so that a sentence with many cues
takes time in proportion to its length: a list may say *not* a thousand times.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

_CLAUSE_START = re.compile(
    r"(?:[;:]|,|\b(?:that|but|however|although|though|whereas|while|because|which|if|whether)\b)\s*"
)
_PHRASE_END = re.compile(
    r"(?<!\s)\s*(?:[,:)]|\s\(|\b(?:is|are|was|were|has|have|had|can|may|could|do|does|did|that|which|who|to|on|in|at|"
    r"by|with|from|for|during|between|among|through|under|after|before|and (?:the|a|an|is|are|was|were|to)|\w+ing the|"
    r"reflects?|acts?|occur(?:s|red))\b)"
)
_WORD = re.compile(r"\w+")
_PERIODS = ".?!"


class Clauses:
    """The borders of one sentence's clauses; ``terminators``: kind of cue -> what ends the scope of such a cue.

    All places are offsets in the sentence, and of one method never smaller than those that it was asked before.
    """

    def __init__(self, sentence: str, terminators: Mapping[str, re.Pattern[str]]) -> None:
        self._sentence = sentence
        self._starts = [match.end() for match in _CLAUSE_START.finditer(sentence)]
        self._words = [match.start() for match in _WORD.finditer(sentence)]
        self._behind = {kind: _Ahead(pattern, sentence) for kind, pattern in terminators.items()}
        self._ahead = {kind: _Ahead(pattern, sentence) for kind, pattern in terminators.items()}
        self._phrases = _Ahead(_PHRASE_END, sentence)
        self._lefts = dict.fromkeys(terminators, 0)
        self._trimmed = (-1, -1)

    def left(self, start: int, kind: str) -> int:
        """Start of the clause that a cue's first character lies in."""
        begun = bisect_right(self._starts, start)
        left = max(self._lefts[kind], self._starts[begun - 1] if begun else 0)
        while (match := self._behind[kind](left)) and match.end() <= start:
            left = match.end()
        while left < start and self._sentence[left].isspace():
            left += 1
        self._lefts[kind] = left
        return left

    def right(self, end: int, kind: str) -> int:
        """End of the clause that a cue's last character lies in, without the spaces and full stops after it."""
        match = self._ahead[kind](end)
        stop = match.start() if match else len(self._sentence)
        if self._trimmed[0] != stop:
            at = stop
            while at > end and (self._sentence[at - 1].isspace() or self._sentence[at - 1] in _PERIODS):
                at -= 1
            self._trimmed = (stop, at)
        return max(end, self._trimmed[1])

    def phrase(self, end: int, right: int) -> int:
        """End of the noun phrase after a cue; ``right`` where it runs to there."""
        match = self._phrases(end)
        return match.start() if match and match.start() < right else right

    def word_before(self, end: int) -> int:
        """Start of the last word but one that begins before a place; 0 where there are not two."""
        return self._words[max(0, bisect_left(self._words, end) - 2)] if self._words else 0


class _Ahead:
    """The first match of a pattern that begins at a place or behind it, for places that never go back."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text = pattern, text
        self._asked = False
        self._match: re.Match[str] | None = None

    def __call__(self, place: int) -> re.Match[str] | None:
        if not self._asked or (self._match is not None and self._match.start() < place):
            self._asked = True
            self._match = self._pattern.search(self._text, place)
        return self._match
