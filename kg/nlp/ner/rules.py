"""What is done with the network's spans before they become mentions: rules that follow from how each guideline was applied.

Which rules a guideline needs was chosen on its development file; MODEL_CARD.md has the figures with and without them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from spacy.lang.en.stop_words import STOP_WORDS

from kg.nlp.abbreviations import Abbreviation
from kg.nlp.ner.decode import Span, without_overlaps
from kg.nlp.ner.encode import token_span
from kg.nlp.ner.kinds import DRUG
from kg.nlp.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a guideline.

    ``repeats``: a string that is tagged in at least this share of its places in a document is tagged in all of them (above 1: never).
    ``abbreviations``: a short form takes the type of its long form. ``charges``: a chemical takes the bracket that is printed at its end
    (``CaCl(2)``).
    """

    repeats: float = 2.0
    abbreviations: bool = False
    charges: bool = False


RULES: dict[str, Rules] = {
    "bc5cdr": Rules(repeats=0.2, abbreviations=True),
    "biored": Rules(repeats=0.2, abbreviations=True, charges=True),
    "ncbi-disease": Rules(),
    "gnormplus": Rules(),
    "nlmgene": Rules(),
    "drugprot": Rules(),
    "nlmchem": Rules(),
}

_SHORTEST_REPEAT = 3
_CHARGE = re.compile(r"\d|[+-]|I{1,3}V?|VI?|\d[+-]")


def apply(rules: Rules, tokens: Tokens, spans: tuple[Span, ...], defined: tuple[Abbreviation, ...]) -> tuple[Span, ...]:
    """The spans after the rules, in text order and without overlaps."""
    found = [_bracketed(tokens.words, span) for span in spans]
    if rules.charges:
        found = [_charged(tokens, span) for span in found]
    found = list(without_overlaps(found, len(tokens.words)))
    if rules.abbreviations:
        found = _short_forms(tokens, found, defined)
    if rules.repeats <= 1.0:
        found += _repeats(tokens.words, found, rules.repeats)
    return without_overlaps(found, len(tokens.words))


def _bracketed(words: list[str], span: Span) -> Span:
    """The span with its bracket closed, or without the one that is never closed."""
    inside = words[span.first : span.last]
    open_ = inside.count("(") - inside.count(")")
    if open_ == 1 and words[span.last : span.last + 1] == [")"]:
        return replace(span, last=span.last + 1)
    if open_ == 1 and inside[0] == "(" and len(inside) > 1:
        return replace(span, first=span.first + 1)
    if open_ == -1 and inside[-1] == ")" and len(inside) > 1:
        return replace(span, last=span.last - 1)
    return span


def _charged(tokens: Tokens, span: Span) -> Span:
    """A chemical with the bracketed number or charge that follows it without a blank."""
    last = span.last
    if span.kind != DRUG or tokens.words[last : last + 1] != ["("] or tokens.starts[last] != tokens.ends[last - 1]:
        return span
    for size in (1, 2):
        if tokens.words[last + 1 + size : last + 2 + size] == [")"] and _CHARGE.fullmatch(
            "".join(tokens.words[last + 1 : last + 1 + size])
        ):
            return replace(span, last=last + 2 + size)
    return span


def _short_forms(tokens: Tokens, spans: list[Span], defined: tuple[Abbreviation, ...]) -> list[Span]:
    """The spans with those of defined short forms typed as their long forms; a definition whose short form was missed is added."""
    for abbreviation in defined:
        first, last = token_span(tokens, abbreviation.start, abbreviation.end)
        long_first, long_last = token_span(tokens, abbreviation.long_start, abbreviation.long_end)
        # The detector's long form may take in a word or two too many at its left.
        long = next((s for s in spans if s.last == long_last and long_first - 3 <= s.first <= long_first + 1), None)
        if long is None or first == last:
            continue
        touching = [s for s in spans if s.first < last and first < s.last]
        if not touching or (len(touching) == 1 and (touching[0].first, touching[0].last) == (first, last)):
            spans = [s for s in spans if s not in touching]
            spans.append(Span(first, last, long.kind, touching[0].score if touching else long.score))
    return spans


def _repeats(words: list[str], spans: list[Span], share: float) -> list[Span]:
    """Spans at the free places of strings that are tagged in at least ``share`` of their places, longest strings first."""
    by_key: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    taken = bytearray(len(words))
    for span in spans:
        by_key[_key(words, span.first, span.last)].append(span)
        taken[span.first : span.last] = b"\x01" * (span.last - span.first)
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word.lower()].append(at)
    added = []
    for key in sorted(by_key, key=lambda key: (-len(key), key)):
        if len(key) == 1 and (len(key[0]) < _SHORTEST_REPEAT or key[0].lower() in STOP_WORDS or key[0].isdigit()):
            continue
        size, tagged = len(key), by_key[key]
        free = [
            at
            for at in places[key[0].lower()]
            if at + size <= len(words) and not any(taken[at : at + size]) and _key(words, at, at + size) == key
        ]
        found = len(tagged) / (len(tagged) + len(free))
        if not free or found < share:
            continue
        kind = Counter(span.kind for span in tagged).most_common(1)[0][0]
        score = found * sum(span.score for span in tagged) / len(tagged)
        for at in free:
            if not any(taken[at : at + size]):
                taken[at : at + size] = b"\x01" * size
                added.append(Span(at, at + size, kind, score))
    return added


def _key(words: list[str], first: int, last: int) -> tuple[str, ...]:
    """A span's words, short single ones in their case."""
    return tuple(word.lower() if last - first > 1 or len(word) > 4 else word for word in words[first:last])
