"""Names of two things, told apart by what stands around them: the *APC* gene and families with *APC*, *Rho* GTPases and
rhodopsin.

A table (``ontologies/homonyms.tsv``) says where a name means another entity than the one that bears it, or none; a
symbol that is a gene's and the short form of the disease of that gene needs no row. A document that shows at most of
its places that it speaks of the gene speaks of it at the others too (one sense per discourse; Gale, Church and Yarowsky
1992).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from re import Pattern

from kg import paths
from kg.errors import ConfigError
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Document, Grounding
from kg.pipeline import word_tables
from kg.pipeline.ground.rank import resembles
from kg.pipeline.ground.table_words import any_of

COLUMNS = ("names", "type", "place", "words", "id", "reason")

NOWHERE = "none"
"""Id of what is no entity of the lexicon."""

PLACES = ("document", "beside", "before", "after", "gene", "gene word", "always")
"""Where the words of a row stand: anywhere in the document, within ``NEAR`` characters, right before or right after the
name. ``gene``: any sign that a gene is spoken of; ``gene word``: that the name is called a gene or protein. ``always``
and these two have no words.
"""

NEAR = 60
_BEFORE = 40

_BRACKET = re.compile(r"(?:\s*\([^()]{1,12}\))?['’s]{0,2}[\s\-‐–/,]*")
"""What may stand between a name and the word that tells: its short form."""

_GENE_WORD = re.compile(
    r"(?:(?:tumou?r[ -]?suppress\w+|susceptibility|disease|syndrome|human|mouse|family) )*"
    r"(?:tumou?r[ -]?suppressor|genes?\b|proteins?\b|mRNAs?\b|cDNA|gene product|locus\b|promoter)",
    re.IGNORECASE,
)
_GENE_AFTER = re.compile(
    r"mutations?\b|mutated|mutants?\b|expression|allel|transcripts?\b|deletions?\b|knock|null\b|deficient|germline|polymorphism|variants?\b|"
    r"exons?\b|coding|nuclear bod|isoform|homolog|-/-|\(?-/-|regulated|mediated|degradation|inactivation|dependent|"
    r"silencing|(?:hyper)?methylation|and (?:[A-Z][A-Z0-9]{1,6}) (?:genes?|mutations?)"
)
_GENE_BEFORE = re.compile(
    r"(?:(?:expression|mutations?|loss|inactivation|deletions?|alleles?|silencing|methylation|degradation|function|levels|"
    r"copies|exons?|transcripts?|homologs?|homologues?)"
    r" (?:of|in)|(?:genes?|proteins?|suppressors?),?|encod\w+|encoded by|"
    r"bind\w*(?: \w+)? to) (?:the )?\(?$",
    re.IGNORECASE,
)
_DISEASE_AFTER = re.compile(
    r"patients?|kindreds?|famil(?:y|ies)\b|disease|syndrome|cases?\b|cells?\b|cell lines?|tumou?rs?\b(?!"
    r" suppress)|carriers?|subjects|"
    r"individuals|diagnos|screening|associated|related|phenotype|blasts?\b|a condition|is an? \w+"
    r" (?:disease|disorder|syndrome|condition)"
)
_DISEASE_BEFORE = re.compile(
    r"(?:with|diagnos\w+ of|cases? of|causes?|caused|cause of|treatment of|therapy"
    r" of|develop\w*|familial|acute|hereditary|attenuated|"
    r"risk of|suffering from|onset of|forms? of|responsible for|leads? to|predispos\w+ to) \(?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sense:
    """A row of the table for one name.

    ``printed``: the name as it must be printed, empty where any case will do. ``words`` and ``without``: what must and
    what must not stand at the place, None where the place has signs of its own or nothing is left out.
    """

    printed: str
    type: str
    place: str
    words: Pattern[str] | None
    without: Pattern[str] | None
    id: str
    reason: str


class Homonyms:
    """Holds the lexicon and the table: key of a name -> what else it may mean."""

    def __init__(self, lexicon: Lexicon, table: Mapping[str, tuple[Sense, ...]] | None = None) -> None:
        self._lexicon = lexicon
        self._table = read_table() if table is None else table

    def __call__(self, document: Document, groundings: Sequence[Grounding]) -> tuple[Grounding, ...]:
        """The groundings, those of names that mean another entity there with that one, or with none."""
        told: list[tuple[Sense, bool | None] | None] = []
        for one in groundings:
            surface = one.mention.expanded or one.mention.text
            type_ = one.candidates[0].type if one.candidates else one.mention.type
            disease = one.candidates[0].id if type_ == "Disease" and one.candidates and not one.mention.expanded else ""
            senses = self._senses(surface, type_, disease)
            told.append(_first(document.text, one, senses) if senses else None)
        if not any(told):
            return tuple(groundings)
        balance: dict[str, int] = {}
        for found in told:
            if found and found[1] is not None and found[0].place == "gene":
                balance[found[0].id] = balance.get(found[0].id, 0) + (1 if found[1] else -1)
        return tuple(
            (
                self._as(one, found[0])
                if found
                and (found[1] or (found[1] is None and found[0].place == "gene" and balance.get(found[0].id, 0) > 0))
                else one
            )
            for one, found in zip(groundings, told, strict=True)
        )

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - lives as long as its process
    def _senses(self, surface: str, type_: str, disease: str) -> tuple[Sense, ...]:
        """What else a surface of a type may mean; ``disease``: the CURIE of the disease that it would be."""
        found = [
            sense
            for key in names.keys(surface)
            for sense in self._table.get(key, ())
            if sense.type == type_ and (not sense.printed or surface in (sense.printed, f"{sense.printed}s"))
        ]
        row = self._lexicon.row(disease) if disease else None
        if row is not None and surface.isupper() and not found:
            label = self._lexicon.label(row)
            for name in self._lexicon.lookup(surface):
                curie = self._lexicon.id(name.entity)
                if (
                    curie.startswith("HGNC:")
                    and name.scope == "symbol"
                    and name.text == surface
                    and resembles(label, name.entity, self._lexicon)
                ):
                    found.append(
                        Sense(
                            surface,
                            "Disease",
                            "gene",
                            None,
                            None,
                            curie,
                            f"the text speaks of the gene, not of {label}",
                        )
                    )
        return tuple(found)

    def _as(self, one: Grounding, sense: Sense) -> Grounding:
        if sense.id == NOWHERE:
            return Grounding(one.mention, ())
        row = self._lexicon.row(sense.id)
        if row is None or (one.candidates and one.candidates[0].id == self._lexicon.id(row)):
            return one
        label, type_ = self._lexicon.label(row), self._lexicon.type(row)
        candidate = Candidate(
            self._lexicon.id(row), label, type_, 0.9, f"told by the words around it: {sense.reason}", evidence="curated"
        )
        return Grounding(replace(one.mention, type=type_), (candidate,))


def _first(text: str, one: Grounding, senses: tuple[Sense, ...]) -> tuple[Sense, bool | None] | None:
    """The first sense that a place shows (True), else the last one with whether the place speaks against it (False) or
    not (None).
    """
    last: tuple[Sense, bool | None] | None = None
    for sense in senses:
        sign = _sign(text, one.mention.start, one.mention.end, sense)
        last = sense, sign
        if sign:
            break
    return last


def _sign(text: str, start: int, end: int, sense: Sense) -> bool | None:
    before = text[max(0, start - _BEFORE) : start]
    if sense.place in ("gene", "gene word"):
        bracket = _BRACKET.match(text, end)
        after = bracket.end() if bracket else end
        if _GENE_WORD.match(text, after):
            return True
        if sense.place == "gene word":
            return None
        if _DISEASE_AFTER.match(text, after):
            return False
        if _GENE_AFTER.match(text, after) or _GENE_BEFORE.search(before):
            return True
        return False if _DISEASE_BEFORE.search(before) else None
    if sense.place == "always":
        return True
    near = text if sense.place == "document" else text[max(0, start - NEAR) : end + NEAR]
    if sense.without and _has(near, sense.without):
        return False
    if sense.words is None:
        return True
    if sense.place == "after":
        bracket = _BRACKET.match(text, end)
        return sense.words.match(text, bracket.end() if bracket else end) is not None
    if sense.place == "before":
        return any(not before[found.end() :].strip(" -(") for found in sense.words.finditer(before))
    return _has(near, sense.words)


@lru_cache(maxsize=64)
def _has(text: str, words: Pattern[str]) -> bool:
    return words.search(text) is not None


def read_table(path: Path | None = None) -> dict[str, tuple[Sense, ...]]:
    """Key of a name -> what it may mean. Raises ConfigError, with file and line, for a row that is wrong."""
    path = path or paths.data("ontologies", "homonyms.tsv")
    found: dict[str, tuple[Sense, ...]] = {}
    for at, fields in word_tables.rows(path, COLUMNS):
        called, type_, place, words, curie, reason = fields
        if place not in PLACES:
            raise ConfigError(f"{at}: unknown place {place!r}, expected one of {', '.join(PLACES)}")
        listed = [] if words == "*" else words.split("|")
        needed = any_of([word for word in listed if not word.startswith("!")])
        without = any_of([word[1:] for word in listed if word.startswith("!")])
        for name in dict.fromkeys(called.split("|")):
            printed = "" if name.islower() else name
            key = names.key(name)
            found[key] = (*found.get(key, ()), Sense(printed, type_, place, needed, without, curie, reason))
    return found
