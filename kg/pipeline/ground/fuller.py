"""Whether a long form is a fuller or other spelling of a name: *tumor necrosis factor receptor-associated factor 3* of
*TNF receptor associated factor 3*, *activating protein-1* of *activator protein 1*.

Word by word, where a word in capitals stands for those whose initials it has, and inflections of a word are the same.
Numbers and single letters must be the same, and a word must tell: initials alone spell anything.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from kg.lexicon import names

FILLING = frozenset("of and the in a an for to by with protein gene antigen molecule human type".split())
"""Words that one of two names may have more than the other."""

_TELLING = 4
"""Letters of a word that tells."""

_STEM = 5
"""Letters that inflections of a word share at the least."""

_ENDINGS = frozenset(
    ("", "s", "e", "ed", "es", "ing", "or", "ors", "er", "ion", "ive", "al", "ic", "ly", "y", "ent", "ant", "ible")
)
"""What may follow them: ``activating``, ``activator``."""

_LONGEST = 12
"""Words of the longest names that are compared."""

FoldedWord = tuple[str, bool]
"""A folded word, and whether it is printed in capitals."""


@lru_cache(maxsize=1 << 14)
def is_fuller(long: str, name: str) -> bool:
    """Whether a long form says what a name says."""
    said, meant = _words(long), _words(name)
    if not (1 < len(said) <= _LONGEST and 1 < len(meant) <= _LONGEST):
        return False
    return _same(said, meant, telling=False)


def is_whole(long_form: str) -> bool:
    """Whether a long form has both brackets of each pair: what begins within a bracket is the end of another name."""
    return long_form.count("(") == long_form.count(")")


def spells(long: str, short: str) -> bool:
    """Whether the words of a long form have just the letters of a short form, four and more, as their initials:
    *Madin-Darby canine kidney* and MDCK.
    """
    initials = "".join(word[:1] for word, _ in _words(long) if word not in FILLING)
    return len(short) >= _TELLING and short.isalpha() and initials == short.casefold()


def _words(text: str) -> tuple[FoldedWord, ...]:
    found = []
    for token in names.TOKEN.findall(text):
        if word := names.fold(token):
            letters = "".join(takewhile(str.isalpha, token))
            parts = (letters, token[len(letters) :]) if letters and token[len(letters) :].isdigit() else (token,)
            found += [(names.fold(part) or word, len(part) > 1 and part.isalpha() and part.isupper()) for part in parts]
    return tuple(found)


def _same(said: tuple[FoldedWord, ...], meant: tuple[FoldedWord, ...], *, telling: bool) -> bool:
    """Whether the rest of two names is the same; ``telling``: whether a word before has told something."""
    if not said or not meant:
        return telling and all(word in FILLING for word, _ in (*said, *meant))
    (one, capitals), (other, other_capitals) = said[0], meant[0]
    if _inflected(one, other) and _same(
        said[1:], meant[1:], telling=telling or (len(one) >= _TELLING and one not in FILLING)
    ):
        return True
    for short, is_short, words, rest in ((other, other_capitals, said, meant[1:]), (one, capitals, meant, said[1:])):
        if is_short and 1 < len(short) <= len(words) and "".join(word[:1] for word, _ in words[: len(short)]) == short:
            after = words[len(short) :]
            tells = telling or not {word for word, _ in words[: len(short)] if len(word) >= _TELLING}.isdisjoint(
                word for word, _ in rest
            )
            if _same(after, rest, telling=tells):
                return True
    return (one in FILLING and _same(said[1:], meant, telling=telling)) or (
        other in FILLING and _same(said, meant[1:], telling=telling)
    )


def _inflected(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = sum([1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])
    return shared >= _STEM and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS
