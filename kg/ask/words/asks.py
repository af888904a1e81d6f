"""What the queries say they answer: ``asks`` of a query's file, read with the words that questions are read with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.pack import Query
from kg.ask.words.phrases import Phrases, phrases_of
from kg.ask.words.tokens import Token, tokens

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Ask:
    """One wording of a query: every one of ``elements`` has to be said, by any of its concepts, and every one of
    ``slots`` filled. A wording of ``perhaps`` is not ``sure``. ``shown`` are types of names that it has beside, which
    no parameter takes and the rows show: ``{drug} {Target}``.
    """

    text: str
    elements: tuple[frozenset[str], ...]
    slots: tuple[str, ...]
    sure: bool = True
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """All wordings of a query, the concepts and kinds of figures that change nothing in it, for a parameter what
    each concept sets it to, and the types of names that any wording may have beside.
    """

    query: Query
    asks: tuple[Ask, ...]
    besides: frozenset[str]
    said: dict[str, dict[str, str]]
    shown: tuple[str, ...] = ()


def vocabulary(queries: Iterable[Query]) -> Phrases:
    """The words of questions, with those that only these queries use."""
    common = phrases_of()
    texts = [_SLOT.sub(" , ", text) for query in queries for text in (*query.asks, *query.perhaps, query.besides)]
    texts += [words for query in queries for one in query.parameters for _, words in one.said]
    return phrases_of(
        frozenset(one.stem for text in texts for one in tokens(text) if one.stem and one.stem not in common)
    )


def wordings(queries: Iterable[Query], phrases: Phrases) -> tuple[Wording, ...]:
    """The wordings of all queries that have some."""
    return tuple(
        Wording(
            query,
            tuple(
                Ask(
                    text,
                    _elements(_SLOT.sub(" , ", text), phrases),
                    tuple(slot for slot in _SLOT.findall(text) if not slot[0].isupper()),
                    sure,
                    _types(text),
                )
                for texts, sure in ((query.asks, True), (query.perhaps, False))
                for text in texts
            ),
            frozenset(concept for element in _elements(_SLOT.sub("", query.besides), phrases) for concept in element)
            | {*_SLOT.findall(query.besides)},
            {
                one.name: {
                    concept: value
                    for value, words in one.said
                    for said in _elements(words, phrases)
                    for concept in said
                }
                for one in query.parameters
                if one.said
            },
            _types(query.besides),
        )
        for query in queries
        if query.asks
    )


def _types(text: str) -> tuple[str, ...]:
    """The types of names that a text has between braces; names of parameters are small."""
    return tuple(slot for slot in _SLOT.findall(text) if slot[0].isupper())


def _elements(text: str, phrases: Phrases) -> tuple[frozenset[str], ...]:
    """The concepts of the words of a wording; a word that is what a concept is called means that one alone."""
    found: list[frozenset[str]] = []
    run: list[Token] = []
    for word in (*tokens(text), None):
        if word is not None and word.stem:
            run.append(word)
            continue
        at = 0
        while at < len(run):
            end, phrase = phrases.longest(run, at) or (at + 1, None)
            if phrase and phrase.concepts:
                own = frozenset((" ".join(word.text.lower() for word in run[at:end]),)) & phrase.concepts
                found.append(own or phrase.concepts)
            at = end
        run = []
    return tuple(found)
