"""From a document to its sentences and mentions: what the finders propose, and what of it stays.

Read ``MentionFinder.__call__`` from the top: the text is read once (``_ReadText``), rules, the network and the lexicon
propose mentions, those that cannot be believed go, and overlaps are settled by one sort key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.lexicon.lexicon import Lexicon
from kg.model import Document, Mention, Sentence
from kg.pipeline.nlp import cell_lines, dictionary, overlaps, pathways, short_form_mentions
from kg.pipeline.nlp.abbreviations import Abbreviation, abbreviations
from kg.pipeline.nlp.capitals import Capitals, is_word
from kg.pipeline.nlp.class_names import ClassNames
from kg.pipeline.nlp.defined import ShortForms
from kg.pipeline.nlp.dictionary import TYPE_ORDER, Match, NamesInText
from kg.pipeline.nlp.in_context import NamedInText, in_context
from kg.pipeline.nlp.infections import Infections, without_organisms_as_illness, without_parts_of_organisms
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.no_entity import NoEntities
from kg.pipeline.nlp.overlaps import Placed
from kg.pipeline.nlp.overlooked import Overlooked
from kg.pipeline.nlp.people import HUMAN_NAME, is_of_people, people
from kg.pipeline.nlp.sentences import sentences
from kg.pipeline.nlp.tokens import Tokens, tokenize
from kg.pipeline.nlp.unlike_names import without_unlike
from kg.pipeline.nlp.written_out import WrittenOut, written

LABORATORY_CODE = re.compile(r"[A-Z][A-Za-z]{1,5}[- ]?\d{2,}[A-Za-z]?")
"""What a company calls a substance that has no name yet: ``PKI-587``, ``AZD8055``, ``GSK2126458A``."""

GENERIC_NAME = re.compile(
    r"[a-z]{3,}(?:mab|nib|limus|cept|ciclib|lisib|parib|zomib|sertib|toclax|degib|platin)", re.IGNORECASE
)
"""A generic name by the stem that WHO gives drugs of its class (INN stem book, 2018): ``bevacizumab``, ``sorafenib``,
``everolimus``.
"""

SURE = (LABORATORY_CODE, GENERIC_NAME)
"""Forms of names in the lexicon that count even where the network passes over them."""

BRAND = re.compile(r"[A-Z][a-z]{5,}")
"""The name that a company sells a drug under, where it is a word of six letters or more."""

BRAND_BEFORE = re.compile(r"[.!?:]\s$|\n$|\($")
BRAND_AFTER = re.compile(r"\)|[;,] [A-Z]*\d|(?: \([^()]*\))? [a-z]")
"""What stands around a brand where it is likely: the beginning of a sentence or a bracket, and no other name."""

SENTENCE_BORDER = re.compile(r"\n|[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]|\w\w[.!?][\"'”’)\]]*\s")
"""Where a mention would reach from one sentence into the next; ``E. coli`` does not, and a name that the dictionary has
whole is one.
"""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Sentences and mentions of one document, in text order; mentions do not overlap.

    ``aside``: what is printed and takes no part in relations: the network's mentions within one of them, and words for
    people.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    aside: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class _ReadText:
    """What is read of a text once, for all finders: its tokens; the stretches that name something in the lexicon
    (``listed``), and of them those that are whole names (``found``); its definitions as printed, and with whole names
    as long forms (``defined``); and the names that it introduces as cell lines.
    """

    tokens: Tokens
    listed: list[Match]
    found: list[Match]
    printed: tuple[Abbreviation, ...]
    defined: tuple[Abbreviation, ...]
    lines: frozenset[str]

    @property
    def short(self) -> frozenset[str]:
        """The short forms that the text defines."""
        return frozenset(one.short for one in self.printed)


class MentionFinder:
    """Finds mentions with a lexicon, and drugs, diseases and targets with a tagger where one is given.

    ``no_entities``: what is left out because it names no entity; nothing is where it is not given. ``as_annotated``: a
    mention is what the tagger's guideline calls one, and nothing that its annotators leave out.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        types: frozenset[str] = frozenset(TYPE_ORDER),
        tagger: Tagger | None = None,
        no_entities: NoEntities | None = None,
        *,
        as_annotated: bool = False,
    ) -> None:
        self._lexicon = lexicon
        self._types = types
        self._tagger = tagger
        self._no_entities = no_entities
        self._overlooked = None if as_annotated else Overlooked(lexicon)
        self._names = NamesInText(lexicon)
        self._infections = Infections(lexicon, self._names)
        self._classes, self._written_out = ClassNames(lexicon), WrittenOut(lexicon)

    def __call__(self, document: Document) -> Mentions:
        """Sentences and mentions of a document."""
        read = self._read(document.text)
        spans = self._by_rules(read)
        if self._tagger is None:
            found = in_context(document.text, read.found, NamedInText(read.lines, read.short, {}), self._lexicon)
            spans += _listed(document.text, found)
        else:
            spans, found = self._with_network(read, spans, self._tagger)
        spans = self._without_faults(document, spans, found)
        kept, aside, taken = overlaps.settled(spans, len(read.tokens.words), self._types)
        if no_entities := self._of_no_entity(document, (*kept, *aside)):
            kept = [m for m in kept if m not in no_entities]
            aside = [m for m in aside if m not in no_entities]
        if self._overlooked:
            # Annotators of corpora count some diseases within a longer disease's name.
            aside = overlaps.without_cut_short(aside, kept)
        aside = overlaps.within(aside, kept)
        if self._tagger and self._tagger.guideline.people and "Organism" in self._types:
            aside += [m for at, m in people(read.tokens) if not taken[at]]
        return Mentions(sentences(document), _in_text_order(kept), _in_text_order(aside))

    def _read(self, text: str) -> _ReadText:
        tokens = tokenize(text)
        listed = dictionary.matches(tokens, self._lexicon)
        found = without_unlike(text, dictionary.whole(text, listed, self._lexicon), self._lexicon)
        printed = abbreviations(text)
        defined = short_form_mentions.with_whole_names(text, printed, found, self._names)
        lines = cell_lines.introduced(text) - frozenset(one.short for one in printed)
        return _ReadText(tokens, listed, found, printed, defined, lines)

    def _by_rules(self, read: _ReadText) -> list[Placed]:
        """Pathways, defined short forms, and cell lines that the text introduces."""
        tokens, text = read.tokens, read.tokens.text
        return [
            *(
                (
                    s.first,
                    s.last,
                    Mention(s.start, s.end, text[s.start : s.end], "Pathway", "pathway-rule", 0.9, s.name),
                )
                for s in pathways.pathway_spans(tokens, read.found, self._lexicon, read.defined)
            ),
            *short_form_mentions.by_long_forms(tokens, read.found, read.defined, self._names, self._lexicon),
            *cell_lines.mentions(tokens, read.lines, read.found, self._names, self._lexicon),
        ]

    def _with_network(
        self, read: _ReadText, by_rules: list[Placed], tagger: Tagger
    ) -> tuple[list[Placed], list[Match]]:
        """The rules' mentions, the network's, and the lexicon's where the network has no say or passes over them; with
        the lexicon's matches as the text has them.
        """
        text = read.tokens.text
        tagged = self._tagged(read, tagger)
        if tagger.plain:
            tagged = self._infections(read.tokens, read.found, without_parts_of_organisms(text, tagged))
            by_rules = without_organisms_as_illness(text, by_rules, tagged)
        if self._overlooked:
            tagged = self._overlooked.retyped(text, tagged)
        type_of = {(first, last): mention.type for first, last, mention in tagged}
        found = in_context(text, read.found, NamedInText(read.lines, read.short, type_of), self._lexicon)
        others = [*by_rules, *_listed(text, [m for m in found if m.type not in KINDS])]
        spans = [
            (first, last, replace(m, tagged=type_of[first, last]) if (first, last) in type_of else m)
            for first, last, m in others
            if m.type not in KINDS
        ]
        spans += tagged
        spans += passed_over(text, found, tagged)
        if self._overlooked:
            spans += self._overlooked.added(text, found, tagged)
            short_forms = ShortForms(read.defined)
            spans += self._classes.spans(read.tokens, found, tagged, short_forms)
            known = [*((m.first, m.last) for m in found), *((first, last) for first, last, _ in tagged)]
            spans += self._written_out.spans(read.tokens, read.defined, known, short_forms)
        return spans, found

    def _tagged(self, read: _ReadText, tagger: Tagger) -> list[Placed]:
        """The network's mentions, with the long forms of what the text defines."""
        tokens, defined = read.tokens, read.defined
        short_forms = ShortForms(defined)
        spans = []
        for span in tagger(tokens, read.listed, read.printed):
            start, end = tokens.starts[span.first], tokens.ends[span.last - 1]
            text, kind = tokens.text[start:end], KINDS[span.kind]
            abbreviation = short_forms.at(text, start)
            expanded = abbreviation.long if abbreviation else ""
            unknown = defined and kind == "Disease" and " " in text and not expanded and not self._names(text)
            if unknown and self._overlooked:
                expanded = written(tokens.text, start, end, defined, short_forms)
            mention = Mention(start, end, text, kind, "network", round(span.score, 3), expanded, kind)
            spans.append((span.first, span.last, mention))
        return [*spans, *short_form_mentions.like_long_forms(spans, tokens, defined, short_forms)]

    def _without_faults(self, document: Document, spans: list[Placed], found: Iterable[Match]) -> list[Placed]:
        """Without words of sentences in capitals, what reaches from one sentence into the next, and pathways that name
        no entity: what a phrase like *response to interferon* holds is named in its own right.
        """
        if capitals := Capitals(document.text):
            spans = [span for span in spans if not self._is_word(span[2], capitals)]
        whole = {(m.first, m.last) for m in found}
        spans = [
            span
            for span in spans
            if span[2].detector == "dictionary" or span[:2] in whole or not SENTENCE_BORDER.search(span[2].text)
        ]
        phrases = self._of_no_entity(document, [m for _, _, m in spans if m.type == "Pathway"])
        return [span for span in spans if span[2] not in phrases] if phrases else spans

    def _of_no_entity(self, document: Document, mentions: Iterable[Mention]) -> frozenset[Mention]:
        return self._no_entities(document, mentions) if self._no_entities else frozenset()

    def _is_word(self, mention: Mention, capitals: Capitals) -> bool:
        """Whether a gene or disease is a word of a sentence in capitals; what the document defines is none."""
        if (
            mention.type not in ("Target", "Disease")
            or mention.expanded
            or not capitals.holds(mention.start, mention.end)
        ):
            return False
        return is_word(mention.text, self._lexicon)

    def explained(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Mentions that others found, with what this finder knows of a place: the long form of a short form, the name
        of a pathway, that a word for people is the human species.
        """
        short_forms = ShortForms(abbreviations(document.text))
        found = []
        for one in mentions:
            if abbreviation := short_forms.at(one.text, one.start):
                one = replace(one, detector="abbreviation", expanded=abbreviation.long)
            elif one.type == "Pathway":
                one = replace(one, detector="pathway-rule", expanded=one.text)
            elif one.type == "Organism" and is_of_people(one.text):
                one = replace(one, detector="people", expanded=HUMAN_NAME)
            found.append(one)
        return tuple(found)


def _listed(text: str, found: Iterable[Match]) -> list[Placed]:
    """The lexicon's matches as mentions."""
    return [(m.first, m.last, Mention(m.start, m.end, text[m.start : m.end], m.type, "dictionary")) for m in found]


def passed_over(text: str, found: Iterable[Match], tagged: Sequence[Placed]) -> list[Placed]:
    """Drugs by laboratory code, generic name or brand where the network has nothing: old corpora have few, and one
    stands for one thing.
    """
    drugs = [m for m in found if m.type == "Drug"]
    sure = [m for m in drugs if any(form.fullmatch(text, m.start, m.end) for form in SURE) or _is_brand(text, m)]
    return _listed(text, [m for m in sure if not any(first < m.last and m.first < last for first, last, _ in tagged)])


def _is_brand(text: str, match: Match) -> bool:
    """Whether a match is a brand alone where a brand is likely: people and places that are called like one begin no
    sentence and have other names beside them.
    """
    surface = text[match.start : match.end]
    if not BRAND.fullmatch(surface) or any(row.scope != "brand" or row.text != surface for row in match.rows):
        return False
    marked = text[match.end : match.end + 1] in ("®", "™")
    return marked or (_begins(text, match.start) and BRAND_AFTER.match(text, match.end) is not None)


def _begins(text: str, start: int) -> bool:
    return start == 0 or BRAND_BEFORE.search(text[max(0, start - 2) : start]) is not None


def _in_text_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: m.start))
