"""Names that are printed with a short form in them, written out: *growth hormone (GH) deficiency*, *GH deficiency*.

A bracket that defines a short form is left out of the name that it stands in, and a short form is replaced by what the
document says it stands for; what the lexicon has by the name so written is a mention of the whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from kg.lexicon.lexicon import Lexicon
from kg.model import Mention
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import Abbreviation
from kg.pipeline.nlp.defined import ShortForms, used
from kg.pipeline.nlp.dictionary import Match
from kg.pipeline.nlp.tokens import Tokens, tokenize

BESIDE = 6
"""Fine tokens before and after a short form among which the rest of a name is looked for."""

TYPES = frozenset(("Disease", "Role"))

_CLOSE = frozenset(("label", "curated", "exact"))


class WrittenOut:
    """Holds the lexicon that names are looked up in once they are written out."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def spans(
        self,
        tokens: Tokens,
        defined: tuple[Abbreviation, ...],
        known: Sequence[tuple[int, int]],
        short_forms: ShortForms,
    ) -> Iterator[tuple[int, int, Mention]]:
        """Names longer than the short form in them, with the tokens that they take up; none that begins or ends within
        one of ``known``.
        """
        text, starts, ends = tokens.text, tokens.starts, tokens.ends
        for first, last, long in _places(tokens, defined, short_forms):
            head = text[starts[max(0, first - BESIDE)] : starts[first]].rpartition("\n")[2]
            tail = text[ends[last - 1] : ends[min(len(ends), last + BESIDE) - 1]].partition("\n")[0]
            begins, goes_on = starts[first] - len(head), ends[last - 1]
            for start, stop, type_, name in self._over(head if long else head.rstrip(), long, tail):
                at, until = bisect_left(starts, begins + start), bisect_left(ends, goes_on + stop) + 1
                if until > len(ends) or (starts[at], ends[until - 1]) != (begins + start, goes_on + stop):
                    continue
                if not any(one < at < other or one < until < other for one, other in known):
                    surface = text[starts[at] : ends[until - 1]]
                    yield at, until, Mention(starts[at], ends[until - 1], surface, type_, "abbreviation", 1.0, name)

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - a finder lives as long as its process
    def _over(self, head: str, long: str, tail: str) -> tuple[tuple[int, int, str, str], ...]:
        """Names that reach from within ``head``, or from the long form, into ``tail``: where they begin in the one and
        end in the other, their type and how they are written.
        """
        text, joint = head + long + tail, len(head) + len(long)
        found = []
        for match in dictionary.matches(tokenize(text), self._lexicon):
            if match.start <= len(head) - (0 if long else 1) and match.end > joint:
                name = text[match.start : match.end]
                if type_ := self._type(name, match):
                    found.append((match.start, match.end - joint, type_, name))
        return tuple(found)

    def _type(self, surface: str, match: Match) -> str:
        """The type of what a name stands for, if it is one of those looked for; empty otherwise."""
        rows = tuple(
            row for row in match.rows if row.scope in _CLOSE and dictionary.is_near_label(surface, row, self._lexicon)
        )
        type_ = dictionary.named_types(rows, self._lexicon)[1] if rows else ""
        return type_ if type_ in TYPES else ""


def _places(
    tokens: Tokens, defined: tuple[Abbreviation, ...], short_forms: ShortForms
) -> Iterator[tuple[int, int, str]]:
    """Tokens of a bracket that defines a short form, without a long form, and of a short form with its long one, where
    a word follows.
    """
    text = tokens.text
    for one in defined:
        if one.long_end <= one.start and text[one.start - 1] in "([" and text[one.end : one.end + 1] in (")", "]"):
            first, last = bisect_left(tokens.starts, one.start - 1), bisect_left(tokens.ends, one.end + 1) + 1
            if _is_followed(tokens, last):
                yield first, last, ""
    for short in dict.fromkeys(one.short for one in defined):
        for first, last in used(tokens, short):
            abbreviation = short_forms.at(short, tokens.starts[first])
            if abbreviation and _is_followed(tokens, last):
                yield first, last, abbreviation.long


def _is_followed(tokens: Tokens, at: int) -> bool:
    """Whether a word in small letters comes next that may be the rest of a name, behind a blank or a hyphen."""
    if at < len(tokens.words) and tokens.words[at] in "-–":
        at += 1
    if at >= len(tokens.words):
        return False
    word = tokens.words[at]
    return (
        word.islower() and word.isalpha() and len(word) > 3 and word not in STOP_WORDS and "\n" not in _gap(tokens, at)
    )


def _gap(tokens: Tokens, at: int) -> str:
    return tokens.text[tokens.ends[at - 1] : tokens.starts[at]] if at else ""


def written(text: str, start: int, end: int, defined: tuple[Abbreviation, ...], short_forms: ShortForms) -> str:
    """A stretch of a text with its short forms written out and without the brackets that define them; empty where it
    has none.
    """
    surface = text[start:end]
    for one in defined:
        if start <= one.start - 1 and one.end < end and text[one.start - 1] in "([":
            surface = surface.replace(f" {text[one.start - 1 : one.end + 1]}", "").replace(
                text[one.start - 1 : one.end + 1], ""
            )
    words = surface.split(" ")
    if len(words) > 1:
        words = [found.long if (found := short_forms.at(word, start)) and word.isupper() else word for word in words]
    result = " ".join(words)
    return "" if result == text[start:end] else result
