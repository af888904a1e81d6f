"""Proteins of viruses, bacteria and reporters, which are no human gene's: HIV's *Tat* is not TAT.

Three things tell: a table of such proteins with the words by which a document shows that it is about them
(``foreign_proteins.tsv``), the organism's name right before (``EBV LMP1``, ``viral IL-10``), and the way bacterial
genes are written (``recA``, ``RecA``) in a document about bacteria.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg import paths
from kg.errors import ConfigError
from kg.lexicon import names
from kg.lexicon.lexicon import Lexicon
from kg.model import Candidate, Document, Grounding, Mention
from kg.pipeline import word_tables
from kg.pipeline.ground.table_words import any_of

COLUMNS = ("where", "names", "types", "reason")

TYPES = frozenset(("Target", "Role", "Disease", "Drug"))
"""What such a protein is taken for; what it is, is a Target of no entity in the lexicon."""

ANY = "*"

_BEFORE = re.compile(
    r"(?:\b(?:HIV(?:-?[12])?|HTLV-?(?:[12]|II?)?|SIV|EBV|HBV|HCV|HPV-?(?:16|18)?|HSV-?[12]?|H?CMV|KSHV|VZV|RSV|MuLV|SV40|MMTV|"
    r"influenza(?: [AB])?(?: virus)?|[Vv]accinia(?: virus)?|[Ee]bola(?: virus)?|[a-z]*virus(?: type)?(?: [12I]+)?|E\."
    r" coli|"
    r"Escherichia coli|H\. pylori|Helicobacter pylori|S\. aureus|P\. aeruginosa|M\. tuberculosis|P\. falciparum|B\."
    r" subtilis|phage|"
    r"bacteriophage)|(?P<adjective>[Vv]iral|[Bb]acterial|[Mm]ycobacterial|[Ss]taphylococcal|[Ss]treptococcal|[Pp]neumococcal|[Pp]lasmodial|[Cc]hlamydial|[Pp]rokaryotic|"
    r"[Vv]irally encoded|[Vv]irus-encoded))[ -]$"
)
"""An organism's name, or an adjective of it, right before a mention. Vectors (*adenoviral p53*) carry genes of
others.
"""

_SITE_AFTER = re.compile(
    r"[ -](?:binding |response |responsive"
    r" )?(?:sites?|elements?|motifs?|enhancers?|sequences?|receptors?|inhibitors?)\b"
)
"""What an organism has of another's protein: a place where it binds."""

_ABOUT_BACTERIA = re.compile(
    r"[Bb]acteri|\b[A-Z]\."
    r" coli\b|Escherichia|coccus\b|Salmonella|Pseudomonas|\bphage|Mycobacter|Helicobacter|Vibrio|Listeria|Legionella|"
    r"Shigella|Yersinia|Borrelia|Klebsiella|\boperon|[Aa]rchae|Streptomyces|Agrobacter|Rhizob|Caulobacter|Synechoc|[Cc]yanobacter|Neisseria|Campylobacter"
)
_BACTERIAL_GENE = re.compile(
    r"(?!apo|rho|pro|pre|anti|non|sub|cyt|iso|mab|myc|vit|rab|ras|fcg|igf|egf|tgf|tnf|ifn|bcr|tcr|ngf|pgr|vdr)[a-z]{3}[A-Z]{1,2}\d{0,2}|(?!Apo|Rho|Pro|Cyt|Myc|Fcg|Igf|Egf|Tgf|Tnf|Ifn|Bcr|Tcr|Ngf|Pgr|Vdr)[A-Z][a-z]{2}[A-Z]"
)
"""Three letters of the pathway and a capital of the gene (Demerec et al. 1966); the protein with the first in capitals
too.
"""

_READING_FRAME = re.compile(
    r"(?:v?ORF|Orf|orf)-?\d+[A-Za-z]?|[UV][LPS]\d{1,3}[A-Z]?|nsp\d{1,2}|gp\d{1,3}(?:/\d+)?|NS\d[AB]?"
)
_ABOUT_VIRUSES = re.compile(
    r"\b[A-Za-z-]*vir(?:us|uses|al|ion|ions)\b|\bphage|\bHIV|\bEBV|\bHCV|\bHBV|\bHSV|\bCMV|\bHCMV|\bKSHV"
)
_BEFORE_LENGTH = 32

_LAST = frozenset("V 0 1 2 6 8 I A B".split())
_LAST_THREE = frozenset(
    # virus, type, influenza, ..., viral, virus-encoded
    "rus ype nza nia ola oli ori eus osa sis rum lis age ral ial cal tic ded".split()
)
"""What stands before the blank or hyphen of ``_BEFORE`` ends in one of these, which is sooner looked at."""


@dataclass(frozen=True, slots=True)
class Protein:
    """A row of the table for one name: the words that must and must not be in the document, and the types it is taken
    for.

    ``spelled``: the letters and digits that the name must have, the first in either case, where no word of the document
    tells.
    """

    spelled: str
    where: re.Pattern[str] | None
    without: re.Pattern[str] | None
    types: frozenset[str]
    reason: str

    def is_meant(self, surface: str, type_: str, text: str) -> bool:
        """Whether a surface of this type in a document of this text is the protein."""
        if type_ not in self.types or (self.without and self.without.search(text)):
            return False
        if self.spelled and _letters(surface) != self.spelled:
            return False
        return self.where is None or bool(self.where.search(text))


class ForeignProteins:
    """Holds the table; call it with a document, a mention and the candidates it would have."""

    def __init__(self, lexicon: Lexicon, table: Mapping[str, tuple[Protein, ...]] | None = None) -> None:
        self._lexicon = lexicon
        self._table = read_table() if table is None else table

    def __call__(self, document: Document, mention: Mention, candidates: tuple[Candidate, ...]) -> str:
        """Why a mention is a protein of another kingdom, empty where it is not. A long form that an entity has says
        what it is.
        """
        type_ = candidates[0].type if candidates else mention.type
        if type_ not in TYPES or (mention.expanded and candidates and _is_defined(candidates[0])):
            return ""
        text = document.text
        for surface in (mention.expanded, mention.text):
            for protein in self._proteins(surface) if surface else ():
                if protein.is_meant(surface, type_, text):
                    return protein.reason
        if type_ != "Target":
            return ""
        before = _organism_before(text, mention.start)
        if (
            before
            and not _SITE_AFTER.match(text, mention.end)
            and (before["adjective"] or not _is_label(mention.text, candidates))
        ):
            return "an organism's name stands right before it"
        bacterial, frame = _written_as(mention.text)
        if bacterial and _about(text, _ABOUT_BACTERIA):
            is_symbol = bool(candidates) and candidates[0].name.casefold() == mention.text.casefold()
            if not (is_symbol or self._is_printed_so(mention.text)):
                return "written as genes of bacteria are"
        if frame and _about(text, _ABOUT_VIRUSES) and not _is_label(mention.text, candidates):
            return "written as reading frames of viruses are"
        return ""

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - lives as long as its process
    def _proteins(self, surface: str) -> tuple[Protein, ...]:
        return self._table.get(next(iter(names.keys(surface)), ""), ())  # its key; the lexicon has asked for it already

    def _is_printed_so(self, surface: str) -> bool:
        """Whether the lexicon has a name in just these letters: ``RhoA``, ``ErbB``."""
        return any(row.text == surface for row in self._lexicon.lookup(surface))


def without_foreign(
    document: Document, groundings: Sequence[Grounding], foreign: ForeignProteins
) -> tuple[Grounding, ...]:
    """The groundings, those of proteins of other kingdoms without an entity and as targets, wherever the document has
    the name.
    """
    said: set[str] = set()
    for one in groundings:
        if one.mention.text not in said and foreign(document, one.mention, one.candidates):
            said.add(one.mention.text)
    if not said:
        return tuple(groundings)
    found = []
    for one in groundings:
        type_ = one.candidates[0].type if one.candidates else one.mention.type
        # A gene of another species by its own id is not taken for a human one.
        if (
            one.mention.text in said
            and type_ in TYPES
            and not (one.candidates and one.candidates[0].id.startswith("NCBIGene:"))
        ):
            one = Grounding(replace(one.mention, type="Target"), ())
        found.append(one)
    return tuple(found)


def read_table(path: Path | None = None) -> dict[str, tuple[Protein, ...]]:
    """Key of a name -> the proteins that are called so. Raises ConfigError, with file and line, for a row that is
    wrong.
    """
    path = path or paths.data("ontologies", "foreign_proteins.tsv")
    found: dict[str, tuple[Protein, ...]] = {}
    for at, fields in word_tables.rows(path, COLUMNS):
        where, called, types, reason = fields
        if unknown := set(types.split("|")) - TYPES:
            raise ConfigError(f"{at}: unknown type {sorted(unknown)[0]!r}, expected some of {', '.join(sorted(TYPES))}")
        words = where.split("|")
        told = None if ANY in words else any_of([word for word in words if not word.startswith("!")])
        without = any_of([word[1:] for word in words if word.startswith("!")])
        for one in dict.fromkeys(called.split("|")):
            spelled = _letters(one) if told is None and not one.islower() and " " not in one else ""
            key = names.key(one)
            found[key] = (*found.get(key, ()), Protein(spelled, told, without, frozenset(types.split("|")), reason))
    return found


def _letters(name: str) -> str:
    """Letters and digits of a name, the first in small letters."""
    found = "".join(c for c in name if c.isalnum())
    return found[:1].lower() + found[1:]


def _organism_before(text: str, start: int) -> re.Match[str] | None:
    """The name of an organism, or an adjective of it, that ends right before a place."""
    last = text[max(0, start - 4) : start]
    if last[-1:] not in (" ", "-") or (last[-2:-1] not in _LAST and last[:-1] not in _LAST_THREE):
        return None
    return _BEFORE.search(text[max(0, start - _BEFORE_LENGTH) : start])


@lru_cache(maxsize=1 << 16)
def _written_as(surface: str) -> tuple[bool, bool]:
    """Whether a name is written as genes of bacteria are, and as reading frames of viruses are."""
    return _BACTERIAL_GENE.fullmatch(surface) is not None, _READING_FRAME.fullmatch(surface) is not None


@lru_cache(maxsize=8)
def _about(text: str, words: re.Pattern[str]) -> bool:
    return bool(words.search(text))


def _is_label(surface: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a surface is the very symbol of its first candidate (``CCR5``)."""
    return bool(candidates) and candidates[0].name == surface


def _is_defined(candidate: Candidate) -> bool:
    return "defined here as" in candidate.reason and "close to a name" not in candidate.reason
