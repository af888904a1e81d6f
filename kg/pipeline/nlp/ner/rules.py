"""What is done with the network's spans before they become mentions: brackets, which the network cannot count, what is
no name, residues of a protein or gene that a variant changes, and words that annotators never mark. No span goes on
over the end of a line.

Two other rules were tried and cost F1 on the development files: tagging every repeat of a tagged string, and giving a
short form the type of its long form. The network pools equal words and long forms itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.pipeline.guidelines import Guideline
from kg.pipeline.nlp.ner.decode import TaggedSpan, without_overlaps
from kg.pipeline.nlp.ner.kinds import DRUG
from kg.pipeline.nlp.ner.unmarked import word_key
from kg.pipeline.nlp.sentences import sentence_bounds
from kg.pipeline.nlp.tokens import Tokens

LONGEST = 250
"""Characters of a mention; the longest in the training corpora has 110. Longer ones are no text but sequences or dotted
lines.
"""

_RESIDUE = re.compile(
    r"(?i:alanine|arginine|asparagine|aspart(ate|ic( acid)?)|cysteine|glutamine|glutam(ate|ic( acid)?)|glycine|"
    r"histidine|isoleucine|leucine|lysine|methionine|phenylalanine|proline|serine|threonine|tryptophan|tyrosine|valine|"
    r"amino([- ]acids?)?|(thymid|cytos|guan|aden|thym|cytid)ine|(aden|guan)osine)|Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|"
    r"Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val"
)
_VARIANT = re.compile(
    r"substitut|replac|\bcodons?\b|mutation|mutant|missense|nonsense|\bresidues?\b|polymorphi|genotyp|\balleles?\b|"
    r"position \d|\bp\.|variant|exchange|insertion|deletion|transition|encod",
    re.IGNORECASE,
)
"""Words of a sentence about a variant, beside which BioRED's annotators leave the names of residues out."""

_CHARGE = re.compile(r"\d|[+-]|I{1,3}V?|VI?|\d[+-]")


def apply(
    guideline: Guideline, tokens: Tokens, spans: tuple[TaggedSpan, ...], unmarked: Mapping[int, frozenset[str]]
) -> tuple[TaggedSpan, ...]:
    """The spans after the rules, in text order and without overlaps. ``unmarked``: words that are no mention of a type
    on their own.
    """
    whole = _with_long_forms(tokens, [part for span in spans for part in _within_lines(tokens, span)])
    found = [_bracketed(tokens.words, part) for span in whole for part in _without_open_bracket(tokens, span)]
    if not guideline.residues:
        found = _without_residues(tokens, found)
    if guideline.charges:
        found = [_charged(tokens, span) for span in found]
    kept = [span for span in found if _may_be_a_name(tokens, span) and not _is_unmarked(tokens, span, unmarked)]
    return without_overlaps(kept, len(tokens.words))


def _is_unmarked(tokens: Tokens, span: TaggedSpan, unmarked: Mapping[int, frozenset[str]]) -> bool:
    return span.last - span.first == 1 and word_key(tokens.words[span.first]) in unmarked.get(span.kind, ())


def _may_be_a_name(tokens: Tokens, span: TaggedSpan) -> bool:
    start, end = tokens.starts[span.first], tokens.ends[span.last - 1]
    return end - start <= LONGEST and any(character.isalnum() for character in tokens.text[start:end])


def _within_lines(tokens: Tokens, span: TaggedSpan) -> Iterator[TaggedSpan]:
    """The parts of a span that lie on one line each: no name goes on from a title to the abstract."""
    first = span.first
    if "\n" not in tokens.text[tokens.starts[first] : tokens.ends[span.last - 1]]:
        yield span
        return
    for at in range(span.first + 1, span.last):
        if "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]:
            yield replace(span, first=first, last=at)
            first = at
    yield replace(span, first=first)


def _without_residues(tokens: Tokens, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """The spans without chemicals that are the residues of a variant: those in a sentence with a word for variants."""
    residues = {
        span
        for span in spans
        if span.kind == DRUG and _RESIDUE.fullmatch(tokens.text, tokens.starts[span.first], tokens.ends[span.last - 1])
    }
    if not residues:
        return spans
    told = [(start, end) for start, end in sentence_bounds(tokens.text) if _VARIANT.search(tokens.text, start, end)]
    return [
        span
        for span in spans
        if span not in residues or not any(start <= tokens.starts[span.first] < end for start, end in told)
    ]


def _with_long_forms(tokens: Tokens, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """The spans in text order; one that begins in brackets and goes on behind them takes in the one before them.

    Of ``T-cell factor (TCF)-4`` the network finds the long form and ``TCF)-4``; both are one name, of the kind of the
    whole's end.
    """
    words, joined = tokens.words, list[TaggedSpan]()
    for span in sorted(spans, key=lambda s: (s.first, s.last)):
        closing = next((at for at in range(span.first, span.last) if words[at] in "()"), span.last)
        goes_on = closing < span.last - 1 and words[closing] == ")" and words[span.first - 1 : span.first] == ["("]
        beside = bool(joined) and joined[-1].last == span.first - 1
        if goes_on and beside and "\n" not in tokens.text[tokens.ends[span.first - 2] : tokens.starts[span.first]]:
            joined[-1] = replace(span, first=joined[-1].first, score=min(span.score, joined[-1].score))
        else:
            joined.append(span)
    return joined


def _without_open_bracket(tokens: Tokens, span: TaggedSpan) -> Iterator[TaggedSpan]:
    """The span, or what stands before and behind a bracket in it that stands apart and is not closed: ``zidovudine
    (3'-azido...; AZT)``.
    """
    words = tokens.words
    at = (
        span.last - 1 - words[span.first : span.last][::-1].index("(")
        if "(" in words[span.first : span.last]
        else span.first
    )
    closed = ")" in words[at : span.last + 1]
    if at == span.first or closed or (at < span.last - 1 and tokens.starts[at] == tokens.ends[at - 1]):
        yield span
        return
    yield replace(span, last=at)
    if at + 1 < span.last:
        yield replace(span, first=at + 1)


def _bracketed(words: list[str], span: TaggedSpan) -> TaggedSpan:
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


def _charged(tokens: Tokens, span: TaggedSpan) -> TaggedSpan:
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
