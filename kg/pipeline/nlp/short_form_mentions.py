"""Mentions by the short forms that a document defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.lexicon.lexicon import Lexicon
from kg.model import Mention
from kg.pipeline.nlp import dictionary
from kg.pipeline.nlp.abbreviations import Abbreviation
from kg.pipeline.nlp.defined import ShortForms, used
from kg.pipeline.nlp.dictionary import Match, NamesInText
from kg.pipeline.nlp.overlaps import Placed
from kg.pipeline.nlp.tokens import Tokens


def with_whole_names(
    text: str, defined: tuple[Abbreviation, ...], found: Iterable[Match], names: NamesInText
) -> tuple[Abbreviation, ...]:
    """Definitions, of which a long form that no lexicon knows is the whole name that ends with it, where that one is
    known: of *ovarian clear cell carcinoma (CCC)* the letters leave out the first word.
    """
    if not defined:
        return defined
    longest: dict[int, Match] = {}
    for match in found:
        if match.end not in longest or match.start < longest[match.end].start:
            longest[match.end] = match
    known = []
    for one in defined:
        whole = longest.get(one.long_end)
        if (
            whole
            and whole.start < one.long_start
            and text[one.long_start : one.long_end] == one.long
            and not names(one.long)
        ):
            one = replace(one, long=text[whole.start : whole.end], long_start=whole.start)
        known.append(one)
    return tuple(known)


def by_long_forms(
    tokens: Tokens, found: Iterable[Match], defined: tuple[Abbreviation, ...], names: NamesInText, lexicon: Lexicon
) -> Iterator[Placed]:
    """Every place where a defined short form is printed, typed by its long form (or by its own, if only that is
    known).
    """
    if not defined:
        return
    by_place = {(m.first, m.last): m for m in found}
    for first, last, abbreviation in _places(tokens, defined, ShortForms(defined)):
        known = by_place.get((first, last))
        if rows := names(abbreviation.long) or (known.rows if known else ()):
            start, end = tokens.starts[first], tokens.ends[last - 1]
            type_ = dictionary.named_types(rows, lexicon)[1]
            long = abbreviation.long
            yield first, last, Mention(start, end, tokens.text[start:end], type_, "abbreviation", 1.0, long)


def like_long_forms(
    tagged: Sequence[Placed], tokens: Tokens, defined: tuple[Abbreviation, ...], short_forms: ShortForms
) -> Iterator[Placed]:
    """Short forms that the network passes over although it found their long form, as it found that."""
    if not defined:
        return
    by_place = {(mention.start, mention.end): mention for _, _, mention in tagged}
    taken = {at for first, last, _ in tagged for at in range(first, last)}
    for first, last, abbreviation in _places(tokens, defined, short_forms):
        long = by_place.get((abbreviation.long_start, abbreviation.long_end))
        if long and taken.isdisjoint(range(first, last)):
            start, end = tokens.starts[first], tokens.ends[last - 1]
            text = tokens.text[start:end]
            yield first, last, replace(long, start=start, end=end, text=text, expanded=abbreviation.long)


def _places(
    tokens: Tokens, defined: tuple[Abbreviation, ...], short_forms: ShortForms
) -> Iterator[tuple[int, int, Abbreviation]]:
    """Half-open numbers of the tokens that are a short form, with the definition that holds there."""
    for short in dict.fromkeys(abbreviation.short for abbreviation in defined):
        for first, last in used(tokens, short):
            if abbreviation := short_forms.at(short, tokens.starts[first]):
                yield first, last, abbreviation
