"""From a document to its sentences and mentions: the finders' results merged, overlaps settled by one sort key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.model import Document, Mention, Sentence
from kg.nlp import dictionary, pathways
from kg.nlp.abbreviations import Abbreviation, abbreviations
from kg.nlp.dictionary import Match
from kg.nlp.ner.kinds import KINDS
from kg.nlp.ner.tagger import Tagger
from kg.nlp.overlooked import Overlooked, Placed
from kg.nlp.sentences import sentences
from kg.nlp.tokens import Tokens, tokenize
from kg.ontologies import names
from kg.ontologies.lexicon import Lexicon, NameRow
from kg.ontologies.terms import SCOPES

TYPE_ORDER = ("Disease", "Drug", "Role", "Target", "Pathway", "CellLine", "Organism")
"""Which type wins when a surface names entities of several types equally closely; grounding may still decide otherwise."""

DETECTORS = ("pathway-rule", "abbreviation", "dictionary", "network")
"""Which finder's mention wins when two are of one length: a rule knows more than the dictionary, and a role (``mTOR inhibitor``) that the
dictionary knows is no chemical of the network's."""

LABORATORY_CODE = re.compile(r"[A-Z][A-Za-z]{1,5}[- ]?\d{2,}[A-Za-z]?")
"""What a company calls a substance that has no name yet: ``PKI-587``, ``AZD8055``, ``GSK2126458A``."""

GENERIC_NAME = re.compile(r"[a-z]{3,}(?:mab|nib|limus|cept|ciclib|lisib|parib|zomib|sertib|toclax|degib|platin)", re.IGNORECASE)
"""A generic name by the stem that WHO gives drugs of its class (INN stem book, 2018): ``bevacizumab``, ``sorafenib``, ``everolimus``."""

SURE = (LABORATORY_CODE, GENERIC_NAME)
"""Forms of names in the lexicon that count even where the network passes over them."""

WITH_PEOPLE = frozenset(("biored",))
"""Guidelines whose annotators mark words for people as a species: BioRED's training file does at 588 of 589 places; of the corpora made
for species LINNAEUS has *man* alone, and Species-800 none."""

PEOPLE = frozenset(("patient", "patients", "man", "men", "woman", "women"))
"""These words; *child*, *infant*, *volunteer* and the like BioRED leaves out."""

SENTENCE_BORDER = re.compile(r"\n|[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]|\w\w[.!?][\"'”’)\]]*\s")
"""Where a mention would reach from one sentence into the next; ``E. coli`` does not, and a name that the dictionary has whole is one."""

HUMAN_NAME = "human"
"""The name by which a word for people is grounded."""

_FINDER = {name: number for number, name in enumerate(DETECTORS)}
_RANK = {scope: number for number, scope in enumerate(SCOPES)}


@dataclass(frozen=True, slots=True)
class Mentions:
    """Sentences and mentions of one document, in text order; mentions do not overlap.

    ``aside``: what is printed and takes no part in relations: the network's mentions within one of them, and words for people.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    aside: tuple[Mention, ...] = ()


class MentionFinder:
    """Finds mentions with a lexicon, and drugs, diseases and targets with a tagger where one is given.

    ``as_annotated``: a mention is what the tagger's guideline calls one, and nothing that its annotators leave out.
    """

    def __init__(
        self, lexicon: Lexicon, types: frozenset[str] = frozenset(TYPE_ORDER), tagger: Tagger | None = None, *, as_annotated: bool = False
    ) -> None:
        self._lexicon = lexicon
        self._types = types
        self._tagger = tagger
        self._overlooked = None if as_annotated else Overlooked(lexicon)

    def __call__(self, document: Document) -> Mentions:
        """Sentences and mentions of a document."""
        tokens = tokenize(document.text)
        found = dictionary.matches(tokens, self._lexicon)
        defined = abbreviations(document.text)
        spans: list[Placed] = [
            (s.first, s.last, Mention(s.start, s.end, document.text[s.start : s.end], "Pathway", "pathway-rule", 0.9, s.name))
            for s in pathways.pathway_spans(tokens, found, self._lexicon, defined)
        ]
        spans += self._short_forms(tokens, found, defined)
        if self._tagger:
            tagged = self._tagged(self._tagger, tokens, found, defined)
            if self._overlooked:
                tagged = self._overlooked.retyped(document.text, tagged)
            type_of = {(first, last): mention.type for first, last, mention in tagged}
            spans += [(m.first, m.last, self._mention(document.text, m)) for m in found if self._type(m.rows) not in KINDS]
            spans = [(first, last, replace(m, tagged=type_of.get((first, last), ""))) for first, last, m in spans if m.type not in KINDS]
            spans += tagged
            spans += self._passed_over(document.text, found, tagged)
            if self._overlooked:
                spans += self._overlooked.added(document.text, found, tagged)
        else:
            spans += [(m.first, m.last, self._mention(document.text, m)) for m in found]
        whole = {(m.first, m.last) for m in found}
        spans = [span for span in spans if span[:2] in whole or not SENTENCE_BORDER.search(span[2].text)]
        # Longest first; of equal length, the finder named first in DETECTORS; then the leftmost.
        spans.sort(key=lambda s: (s[0] - s[1], _FINDER[s[2].detector], s[0]))
        taken = bytearray(len(tokens.words))
        kept, aside = [], []
        for first, last, mention in spans:
            if not any(taken[first:last]):
                taken[first:last] = b"\x01" * (last - first)
                if mention.type in self._types:
                    kept.append(mention)
            elif mention.detector == "network" and mention.type in self._types:
                aside.append(mention)
        kept.sort(key=lambda m: m.start)
        within = {(m.start, m.end) for m in kept if m.detector != "network"}
        aside = [m for m in aside if any(start <= m.start and m.end <= end and (start, end) != (m.start, m.end) for start, end in within)]
        if self._tagger and self._tagger.guideline in WITH_PEOPLE and "Organism" in self._types:
            aside += [m for first, m in _people(tokens) if not taken[first]]
        aside.sort(key=lambda m: m.start)
        return Mentions(sentences(document), tuple(kept), tuple(aside))

    def _passed_over(self, text: str, found: list[Match], tagged: list[Placed]) -> list[Placed]:
        """Drugs by laboratory code or generic name where the network has nothing: old corpora have few, and one stands for one thing."""
        sure = [m for m in found if any(form.fullmatch(text, m.start, m.end) for form in SURE) and self._type(m.rows) == "Drug"]
        return [
            (m.first, m.last, self._mention(text, m))
            for m in sure
            if not any(first < m.last and m.first < last for first, last, _ in tagged)
        ]

    @staticmethod
    def _tagged(tagger: Tagger, tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...]) -> list[Placed]:
        long_of = {abbreviation.short: abbreviation.long for abbreviation in defined}
        spans = []
        for span in tagger(tokens, found, defined):
            start, end = tokens.starts[span.first], tokens.ends[span.last - 1]
            text = tokens.text[start:end]
            expanded = long_of.get(text) or long_of.get(text.removesuffix("s"), "")
            kind = KINDS[span.kind]
            spans.append((span.first, span.last, Mention(start, end, text, kind, "network", round(span.score, 3), expanded, kind)))
        return spans

    def explained(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Mentions that others found, with what this finder knows of a place: the long form of a short form, the name of a pathway, that
        a word for people is the human species."""
        long = {a.short: a.long for a in abbreviations(document.text)}
        found = []
        for one in mentions:
            if expanded := long.get(one.text) or long.get(one.text.removesuffix("s")):
                one = replace(one, detector="abbreviation", expanded=expanded)
            elif one.type == "Pathway":
                one = replace(one, detector="pathway-rule", expanded=one.text)
            elif one.type == "Organism" and _of_people(one.text):
                one = replace(one, detector="people", expanded=HUMAN_NAME)
            found.append(one)
        return tuple(found)

    def _mention(self, text: str, match: Match) -> Mention:
        return Mention(match.start, match.end, text[match.start : match.end], self._type(match.rows), "dictionary")

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a finder lives as long as its process
    def _type(self, rows: tuple[NameRow, ...]) -> str:
        """The type of the closest of some names."""
        types = ((_RANK[row.scope], TYPE_ORDER.index(self._lexicon.type(row.entity)), row.entity) for row in rows)
        return TYPE_ORDER[min(types)[1]]

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - a finder lives as long as its process
    def _named(self, long: str) -> tuple[NameRow, ...]:
        """The names that a long form can stand for."""
        return tuple([row for row in self._lexicon.lookup(long) if dictionary.fits(long, row)])

    def _short_forms(self, tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...]) -> list[Placed]:
        """Every place where a defined short form is printed, typed by its long form (or by its own, if only that is known)."""
        if not defined:
            return []
        by_place = {(m.start, m.end): m for m in found}
        spans = []
        for abbreviation in defined:
            long_rows = self._named(abbreviation.long)
            words = names.TOKEN.findall(abbreviation.short)
            for at in [*_places(words[0], tokens.words), *(_places(words[0] + "s", tokens.words) if len(words) == 1 else ())]:
                last = at + len(words)
                if len(words) > 1 and tokens.words[at:last] != words:
                    continue
                start, end = tokens.starts[at], tokens.ends[last - 1]
                known = by_place.get((start, end))
                rows = long_rows or (known.rows if known else ())
                if rows:
                    mention = Mention(
                        start,
                        end,
                        tokens.text[start:end],
                        self._type(rows),
                        "abbreviation",
                        1.0,
                        abbreviation.long,
                    )
                    spans.append((at, last, mention))
        return spans


def _people(tokens: Tokens) -> Iterator[tuple[int, Mention]]:
    """Numbers of tokens that are words for people, with their mentions; *MEN* is a syndrome."""
    for at, word in enumerate(tokens.words):
        if _of_people(word):
            yield at, Mention(tokens.starts[at], tokens.ends[at], word, "Organism", "people", expanded=HUMAN_NAME)


def _of_people(word: str) -> bool:
    return word.lower() in PEOPLE and word[1:].islower()


def _places(word: str, words: list[str]) -> Iterator[int]:
    """Where a word stands among others."""
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        yield at
