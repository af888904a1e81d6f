"""From a document to its sentences and mentions: the finders' results merged, overlaps settled by one sort key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.lexicon.lexicon import Lexicon, NameRow
from kg.lexicon.names import TOKEN
from kg.model import Document, Mention, Sentence
from kg.pipeline.nlp import cell_lines, dictionary, organisms, pathways
from kg.pipeline.nlp.abbreviations import Abbreviation, abbreviations
from kg.pipeline.nlp.capitals import Capitals, is_word
from kg.pipeline.nlp.class_names import ClassNames
from kg.pipeline.nlp.defined import ShortForms, used
from kg.pipeline.nlp.dictionary import TYPE_ORDER, Match
from kg.pipeline.nlp.ner.decode import TaggedSpan
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.tagger import Tagger
from kg.pipeline.nlp.no_entity import NoEntities
from kg.pipeline.nlp.overlooked import CLOSE, Overlooked, Placed
from kg.pipeline.nlp.people import HUMAN_NAME, is_of_people, people
from kg.pipeline.nlp.sentences import sentences
from kg.pipeline.nlp.tokens import Tokens, tokenize
from kg.pipeline.nlp.written_out import WrittenOut, written

DETECTORS = ("pathway-rule", "abbreviation", "cell-line-rule", "dictionary", "class-rule", "virus-rule", "network")
"""Which finder's mention wins when two are of one length: a rule knows more than the dictionary, and a role (``mTOR
inhibitor``) that the dictionary knows is no chemical of the network's.
"""

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

SENTENCE_BORDER = re.compile(r"\n|[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-Z]|\w\w[.!?][\"'”’)\]]*\s")
"""Where a mention would reach from one sentence into the next; ``E. coli`` does not, and a name that the dictionary has
whole is one.
"""

_FINDER = {name: number for number, name in enumerate(DETECTORS)}
_MAY_BE_OTHER = frozenset(("CellLine", "Organism"))
"""Types of names that stand for something else in many places."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Sentences and mentions of one document, in text order; mentions do not overlap.

    ``aside``: what is printed and takes no part in relations: the network's mentions within one of them, and words for
    people.
    """

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    aside: tuple[Mention, ...] = ()


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
        self._classes, self._written_out = ClassNames(lexicon), WrittenOut(lexicon)

    def __call__(self, document: Document) -> Mentions:
        """Sentences and mentions of a document."""
        tokens = tokenize(document.text)
        listed = dictionary.matches(tokens, self._lexicon)
        found = dictionary.whole(document.text, listed, self._lexicon)
        printed = abbreviations(document.text)
        defined = self._qualified(document.text, printed, found)
        spans: list[Placed] = [
            (
                s.first,
                s.last,
                Mention(s.start, s.end, document.text[s.start : s.end], "Pathway", "pathway-rule", 0.9, s.name),
            )
            for s in pathways.pathway_spans(tokens, found, self._lexicon, defined)
        ]
        spans += self._short_forms(tokens, found, defined)
        short = frozenset(one.short for one in printed)
        lines = cell_lines.introduced(document.text) - short
        spans += self._lines(tokens, lines, found)
        if self._tagger:
            tagged = self._tagged(self._tagger(tokens, listed, printed), tokens, defined)
            if self._tagger.plain:
                tagged = self._infections(tokens, found, _without_parts_of_organisms(document.text, tagged))
                ill = {
                    span[:2] for span in tagged if span[2].type == "Disease" and _means_illness(document.text, span[2])
                }
                spans = [span for span in spans if span[2].type != "Organism" or span[:2] not in ill]
            if self._overlooked:
                tagged = self._overlooked.retyped(document.text, tagged)
            type_of = {(first, last): mention.type for first, last, mention in tagged}
            found = self._settled(document.text, found, lines, short, type_of)
            spans += [(m.first, m.last, self._mention(document.text, m)) for m in found if m.type not in KINDS]
            spans = [
                (first, last, replace(m, tagged=type_of[first, last]) if (first, last) in type_of else m)
                for first, last, m in spans
                if m.type not in KINDS
            ]
            spans += tagged
            spans += self._passed_over(document.text, found, tagged)
            if self._overlooked:
                spans += self._overlooked.added(document.text, found, tagged)
                short_forms = ShortForms(defined)
                spans += self._classes.spans(tokens, found, tagged, short_forms)
                known = [*((m.first, m.last) for m in found), *((first, last) for first, last, _ in tagged)]
                spans += self._written_out.spans(tokens, defined, known, short_forms)
        else:
            found = self._settled(document.text, found, lines, short, {})
            spans += [(m.first, m.last, self._mention(document.text, m)) for m in found]
        if capitals := Capitals(document.text):
            spans = [span for span in spans if not self._is_word(span[2], capitals)]
        whole = {(m.first, m.last) for m in found}
        spans = [
            span
            for span in spans
            if span[2].detector == "dictionary" or span[:2] in whole or not SENTENCE_BORDER.search(span[2].text)
        ]
        # What a phrase like *response to interferon* holds is named in its own right.
        phrases = self._of_no_entity(document, [m for _, _, m in spans if m.type == "Pathway"])
        if phrases:
            spans = [span for span in spans if span[2] not in phrases]
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
        if no_entities := self._of_no_entity(document, (*kept, *aside)):
            kept = [m for m in kept if m not in no_entities]
        kept.sort(key=lambda m: m.start)
        if aside:
            # A disease within a longer disease's name is the same one, cut short; annotators of corpora count some of
            # these.
            whole_of = (
                []
                if self._overlooked is None
                else [(m.start, m.end, m.type) for m in kept if m.detector == "dictionary"]
            )
            aside = [m for m in aside if m not in no_entities and not _cut_short(m, whole_of)]
        within = {(m.start, m.end) for m in kept if m.detector != "network"} if aside else set()
        aside = [
            m
            for m in aside
            if any(start <= m.start and m.end <= end and (start, end) != (m.start, m.end) for start, end in within)
        ]
        if self._tagger and self._tagger.guideline.people and "Organism" in self._types:
            aside += [m for first, m in people(tokens) if not taken[first]]
        aside.sort(key=lambda m: m.start)
        return Mentions(sentences(document), tuple(kept), tuple(aside))

    def _of_no_entity(self, document: Document, mentions: Iterable[Mention]) -> frozenset[Mention]:
        return self._no_entities(document, mentions) if self._no_entities else frozenset()

    def _lines(self, tokens: Tokens, names_of: frozenset[str], found: list[Match]) -> list[Placed]:
        """Every place of a name that the text introduces as a cell line: one in the table, or one that is no other
        thing's own name.
        """
        if not names_of:
            return []
        spans = [
            (m.first, m.last, Mention(m.start, m.end, surface, "CellLine", "cell-line-rule", 0.95))
            for m in found
            if (surface := tokens.text[m.start : m.end]) in names_of
            and any(self._lexicon.type(row.entity) == "CellLine" for row in m.rows)
        ]
        listed = {mention.text for _, _, mention in spans}
        for name in sorted(names_of - listed):
            rows = self._named(name) if cell_lines.could_be_line(name) else None
            if (
                rows is None
                or any(self._is_own_name(name, row) for row in rows)
                or (rows and cell_lines.is_gene(name, tokens.text))
            ):
                continue
            words = TOKEN.findall(name)
            for at in [number for number, word in enumerate(tokens.words) if word == words[0]]:
                last = at + len(words)
                if tokens.words[at:last] == words:
                    start, end = tokens.starts[at], tokens.ends[last - 1]
                    if end - start == len(name):
                        spans.append((at, last, Mention(start, end, name, "CellLine", "cell-line-rule", 0.8)))
        return spans

    def _is_own_name(self, surface: str, row: NameRow) -> bool:
        """Whether a name is one that an entity really has: its symbol or label, or an alias printed just so."""
        return (
            row.scope in ("label", "symbol", "curated")
            or row.text == surface
            or self._lexicon.type(row.entity) in ("Role", "Organism")
        )

    def _infections(self, tokens: Tokens, found: list[Match], tagged: list[Placed]) -> list[Placed]:
        """The network's mentions and the infections that it has cut or passed over: *M. tuberculosis infection*.

        A disease that begins within the organism's name begins where that does, if the lexicon knows the infection.
        """
        text = tokens.text
        for match in found:
            rows = [row for row in match.rows if self._lexicon.type(row.entity) == "Organism"]
            if not rows:
                continue
            ill = match.last < len(tokens.words) and tokens.words[match.last].lower() in organisms.INFECTION
            if not ill and not organisms.is_infection(text, match.start, match.end):
                continue
            last = match.last + ill
            if any(one.type == "Disease" and first <= match.first and last <= end for first, end, one in tagged):
                continue
            start, end = match.start, tokens.ends[last - 1]
            known = self._infection(f"{text[start : match.end]} infection", rows[0].entity)
            if known:
                mention = Mention(
                    start,
                    end,
                    text[start:end],
                    "Disease",
                    "network",
                    0.9,
                    "" if known == text[start:end] else known,
                    "Disease",
                )
                tagged = [span for span in tagged if span[1] <= match.first or last <= span[0]]
                tagged.append((match.first, last, mention))
        return tagged

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - a finder lives as long as its process
    def _infection(self, printed: str, organism: int) -> str:
        """The name that the lexicon has for the infection by an organism, as printed or by another of the organism's
        names.
        """
        entity = self._lexicon.entity_at(organism)
        forms = (printed, *(f"{name} infection" for name in (entity.name, *entity.synonyms)))
        diseases = (
            (form, row) for form in forms for row in self._named(form) if self._lexicon.type(row.entity) == "Disease"
        )
        return next((form for form, row in diseases if row.scope in CLOSE), "")

    def _settled(
        self,
        text: str,
        found: list[Match],
        lines: frozenset[str],
        short: frozenset[str],
        tagged: Mapping[tuple[int, int], str],
    ) -> list[Match]:
        """Matches without what the text says they are not: a short name of a cell line where nothing speaks of cells,
        an organism where its name stands for the disease, a disease or gene where it is the organism's.

        ``short``: what the text defines; ``tagged``: the network's types by place, in tokens.
        """
        settled = []
        for match in found:
            types = match.types
            if types.isdisjoint(_MAY_BE_OTHER):
                settled.append(match)
                continue
            left_out: set[str] = set()
            surface = text[match.start : match.end]
            if "CellLine" in types and surface not in lines:
                sure = cell_lines.speaks_for_itself(surface)
                near = (
                    len(types) == 1
                    and cell_lines.may_be_one(surface)
                    and cell_lines.near_cells(text, match.start, match.end)
                )
                if surface in short or surface.removesuffix("s") in short or not (sure or near):
                    left_out.add("CellLine")
            if "Organism" in types and surface in short:
                # What the text defines is found with its long form, and is no organism if that is none.
                left_out.add("Organism")
            elif "Organism" in types:
                of = tagged.get((match.first, match.last), "")
                if of == "Disease" or "Disease" in types:
                    left_out |= (
                        {"Organism"} if organisms.means_illness(text, match.start, match.end) else types - {"Organism"}
                    )
                elif organisms.is_genus_of_more(text, match.start, match.end):
                    left_out.add("Organism")
                elif of != "Drug":
                    left_out |= types - {"Organism"}
            rows = (
                tuple([row for row in match.rows if self._lexicon.type(row.entity) not in left_out])
                if left_out
                else match.rows
            )
            if rows:
                settled.append(match if rows is match.rows else match.with_rows(rows, self._lexicon))
        return settled

    def _is_word(self, mention: Mention, capitals: Capitals) -> bool:
        """Whether a gene or disease is a word of a sentence in capitals; what the document defines is none."""
        if (
            mention.type not in ("Target", "Disease")
            or mention.expanded
            or not capitals.holds(mention.start, mention.end)
        ):
            return False
        return is_word(mention.text, self._lexicon)

    def _passed_over(self, text: str, found: list[Match], tagged: list[Placed]) -> list[Placed]:
        """Drugs by laboratory code or generic name where the network has nothing: old corpora have few, and one stands
        for one thing.
        """
        sure = [m for m in found if m.type == "Drug" and any(form.fullmatch(text, m.start, m.end) for form in SURE)]
        return [
            (m.first, m.last, self._mention(text, m))
            for m in sure
            if not any(first < m.last and m.first < last for first, last, _ in tagged)
        ]

    def _qualified(self, text: str, defined: tuple[Abbreviation, ...], found: list[Match]) -> tuple[Abbreviation, ...]:
        """Definitions, of which a long form that no lexicon knows is the whole name that ends with it, where that one
        is known: of *ovarian clear cell carcinoma (CCC)* the letters leave out the first word.
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
                and not self._named(one.long)
            ):
                one = replace(one, long=text[whole.start : whole.end], long_start=whole.start)
            known.append(one)
        return tuple(known)

    def _tagged(self, found: tuple[TaggedSpan, ...], tokens: Tokens, defined: tuple[Abbreviation, ...]) -> list[Placed]:
        short_forms = ShortForms(defined)
        spans = []
        for span in found:
            start, end = tokens.starts[span.first], tokens.ends[span.last - 1]
            text = tokens.text[start:end]
            abbreviation = short_forms.at(text, start)
            expanded = abbreviation.long if abbreviation else ""
            kind = KINDS[span.kind]
            if (
                defined
                and not expanded
                and kind == "Disease"
                and self._overlooked
                and " " in text
                and not self._named(text)
            ):
                expanded = written(tokens.text, start, end, defined, short_forms)
            spans.append(
                (
                    span.first,
                    span.last,
                    Mention(start, end, text, kind, "network", round(span.score, 3), expanded, kind),
                )
            )
        return [*spans, *_like_their_long_forms(spans, tokens, defined, short_forms)]

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

    def _mention(self, text: str, match: Match) -> Mention:
        return Mention(match.start, match.end, text[match.start : match.end], match.type, "dictionary")

    @lru_cache(maxsize=1 << 12)  # noqa: B019 - a finder lives as long as its process
    def _named(self, long: str) -> tuple[NameRow, ...]:
        """The names that a long form can stand for."""
        return dictionary.names_of(long, self._lexicon)

    def _short_forms(self, tokens: Tokens, found: list[Match], defined: tuple[Abbreviation, ...]) -> list[Placed]:
        """Every place where a defined short form is printed, typed by its long form (or by its own, if only that is
        known).
        """
        if not defined:
            return []
        by_place = {(m.first, m.last): m for m in found}
        short_forms = ShortForms(defined)
        spans = []
        for short in dict.fromkeys(abbreviation.short for abbreviation in defined):
            for at, last in used(tokens, short):
                start, end = tokens.starts[at], tokens.ends[last - 1]
                abbreviation = short_forms.at(short, start)
                known = by_place.get((at, last))
                if abbreviation and (rows := self._named(abbreviation.long) or (known.rows if known else ())):
                    mention = Mention(
                        start,
                        end,
                        tokens.text[start:end],
                        dictionary.named_types(rows, self._lexicon)[1],
                        "abbreviation",
                        1.0,
                        abbreviation.long,
                    )
                    spans.append((at, last, mention))
        return spans


def _like_their_long_forms(
    spans: list[Placed], tokens: Tokens, defined: tuple[Abbreviation, ...], short_forms: ShortForms
) -> Iterator[Placed]:
    """Short forms that the network passes over although it found their long form, as it found that."""
    if not defined:
        return
    ends = {(mention.start, mention.end): mention for _, _, mention in spans}
    taken = {at for first, last, _ in spans for at in range(first, last)}
    for short in dict.fromkeys(abbreviation.short for abbreviation in defined):
        for first, last in used(tokens, short):
            abbreviation = short_forms.at(short, tokens.starts[first])
            if abbreviation is None or not taken.isdisjoint(range(first, last)):
                continue
            if long := ends.get((abbreviation.long_start, abbreviation.long_end)):
                start, end = tokens.starts[first], tokens.ends[last - 1]
                text = tokens.text[start:end]
                yield first, last, replace(long, start=start, end=end, text=text, expanded=abbreviation.long)


def _cut_short(mention: Mention, whole: Iterable[tuple[int, int, str]]) -> bool:
    """Whether a mention lies within a longer name of its type; ``whole``: start, end and type of those."""
    return any(type_ == mention.type and start <= mention.start and mention.end <= end for start, end, type_ in whole)


def _means_illness(text: str, mention: Mention) -> bool:
    return organisms.means_illness(text, mention.start, mention.end)


def _without_parts_of_organisms(text: str, tagged: list[Placed]) -> list[Placed]:
    """The network's mentions without diseases that are cut out of an organism's name; a disease that is called a virus
    is one.
    """
    kept = []
    for first, last, mention in tagged:
        if mention.type == "Disease" and organisms.is_part_of_organism(text, mention.start, mention.end):
            continue
        if mention.type != "Drug" and organisms.is_virus(mention.text):
            mention = replace(mention, type="Organism", detector="virus-rule")
        elif mention.type == "Disease" and organisms.is_virus(mention.expanded) and _means_illness(text, mention):
            # The disease has the short form as a name of its own; the long form is the virus's alone.
            mention = replace(mention, expanded="")
        kept.append((first, last, mention))
    return kept
