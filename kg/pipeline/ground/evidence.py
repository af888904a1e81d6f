"""The order of evidence: what speaks for a name standing for an entity, strongest first, and which of several entities
it stands for.

``kg ground``, ``kg annotate`` and ``kg run`` share this order. A context or a score chooses among entities with
evidence of one class and never lifts a weaker class over a stronger one, with one exception: what the document itself
says (``DocumentContext``). Who asks for the guideline of a corpus (``--guideline bc5cdr``) asks for the habits of its
annotators instead, who then come before the lexicon.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import names
from kg.lexicon.lexicon import NameRow

CLASSES: dict[str, str] = {
    "defined": "the document writes out what the name stands for there, and the long form is a name of the entity",
    "curated": "a person has looked at what texts call so, and wrote down why",
    "label": (
        "the name that an entity goes by, or its official symbol: who coins one sees to it that it is nobody else's"
    ),
    "alias": "another name of the lexicon: sources collect every use of a name, also those that nobody else follows",
    "annotators": (
        "people who annotated texts gave the name this id, often the nearest that they had: counts only in enough"
        " documents"
    ),
    "guess": (
        "a short form that is only an alias: three characters are many things, and what the document does not write out"
        " can be any"
    ),
    "likeness": (
        "no name of the lexicon, and one that is the same but for spelling, inflection or the order of its words"
    ),
}
"""Classes of evidence, strongest first, with the reason for their place."""

RANK = {name: number for number, name in enumerate(CLASSES)}

OF_SCOPE = {
    "curated": "curated",
    "label": "label",
    "symbol": "label",
    "exact": "alias",
    "brand": "alias",
    "code": "alias",
    "salt": "alias",
    "previous": "alias",
    "abbreviation": "alias",
    "related": "guess",
    "narrow": "guess",
    "broad": "guess",
    "mapped": "guess",
}
"""Scope of a name -> class of evidence. What a source calls related, narrower or broader is another thing."""

SHORT = 3
"""Letters and digits of the longest name that is a guess where it is only an alias."""


_LIGHT = re.compile(r"[\s'’‐‑–-]")
"""What may stand between the words of a name or not; a comma or a slash parts things."""

_PARTS = re.compile(r"[^\W_]+|[\W_]")

REFOLDED = 5
"""Letters and digits of the longest name that case and hyphens tell from others: ``cART`` and CART, ``CAR-T`` and
CART.
"""

_PARTED = 4
"""Letters of the longest name in which a hyphen tells."""

_LETTERS_JOINED = re.compile(r"(?<=[^\W\d_])[\s‐‑–-]+(?=[^\W\d_])")
"""What stands between two letters; between a letter and a digit anything may (``IL 6``, ``IL-6``)."""

_LATIN_FOR_GREEK = frozenset("abgdez")

_ONCOGENE = re.compile(r"[A-Za-z]-[A-Za-z]{3,}")
"""A letter before a gene's name, which some write with a hyphen and others without: ``K-ras``, ``N-myc``."""

_WEIGHT = re.compile(r"[pP]\d{2,3}")
"""A weight in kilodaltons, which many proteins have: ``p120``."""

_ROMAN = re.compile(r"[IVX]+")
_FORMULA = re.compile(r"(?=.*[\d+-])(?:(?:H|C|N|O|F|P|S|K|I|Na|Cl|Ca|Mg|Fe|Br|Mn|Zn|Cu|Si|Ti|Al)\(?\d*[+-]?\)?)+")
"""Formulas of small substances and ions, with a number or a charge: ``CO2``, ``Mg(2+)``."""


def of_name(row: NameRow, surface: str, identifier: str) -> str:
    """The class of a name of the lexicon for a surface; ``identifier``: the CURIE of its entity.

    A label is one in any case, with or without blanks and hyphens. One in the plural is that of a class, which a
    singular does not name (*Lactates*), and a substance that only the UNII register knows is mostly a preparation of
    what bears the name: both are no better than an alias. A short alias is a guess unless it is an ordinary word
    (``flu``) or a formula: capitals and digits make an abbreviation.
    """
    found = OF_SCOPE[row.scope]
    if found in ("curated", "label") and surface != row.text and not same_letters(surface, row.text):
        found = "alias"
    if found == "label" and identifier.startswith("UNII:"):
        found = "alias"
    gene = identifier.startswith(("HGNC:", "FPLX:"))
    own = found == "curated" and gene
    if (
        not own
        and found != "guess"
        and is_refolded(surface, row.text, gene=gene, symbol=gene and row.scope in ("symbol", "label"))
    ):
        return "guess"
    # A brand has a capital; in small letters it may be an ordinary word (luminal, nostril).
    if row.scope == "brand" and surface.islower() and not row.text.islower():
        return "guess"
    substance = not identifier.startswith(("HGNC:", "FPLX:", "MONDO:"))
    if (
        found == "alias"
        and is_short(surface)
        and not (substance and is_formula(surface) and is_formula(row.text))
        and not (surface == row.text and surface.islower() and surface.isalpha())
    ):
        return "guess"
    return found


@lru_cache(maxsize=1 << 14)
def is_short(surface: str) -> bool:
    """Whether a name is so short a form, or so bare a number, that it may be many things."""
    return sum([c.isalnum() for c in surface]) <= SHORT or _ROMAN.fullmatch(surface) is not None


@lru_cache(maxsize=1 << 16)
def is_refolded(surface: str, name: str, *, gene: bool, symbol: bool) -> bool:
    """Whether a short name is another one with other capitals, with a hyphen or blank between its letters, or with a
    number in Roman ones.

    Such a name is mostly that of something else (``cART`` is a therapy, CART a gene). Of a ``gene``, other species'
    symbols have one capital (``Akt``; ``symbol``: the name is one) or several within (``RhoA``), and a last small
    letter is a Greek one (``TNFa``); ``MRAs`` is a plural. Of a substance, a small letter before the others is one of
    chemistry (``cGMP``). Capitals throughout tell nothing, small letters are for ``names.case_fits`` to judge, and what
    has a digit is nobody's plural.
    """
    if surface == name or not (surface.isascii() and name.isascii()):
        return False
    said, meant = ("".join([c for c in text if c.isalnum()]) for text in (surface, name))
    if len(said) > REFOLDED:
        return False
    if said[-1:] == "s" and said[-2:-1].isupper() and said[:-1].casefold() == meant.casefold():
        said, surface = said[:-1], surface[:-1]
    if said.casefold() != meant.casefold():
        return gene and said.isalpha() and not meant.isalpha()
    if not said.isalpha():
        return False
    if are_parted(surface, name, gene=gene):
        return True
    if said == meant or said.isupper() or said.islower() or not meant.isupper():
        return False
    if said[-1] == "s" and said[-2:-1].isupper():
        return True
    if (said[-1] in _LATIN_FOR_GREEK and said[:-1].isupper()) if gene else said[1:].isupper():
        return False
    return not (gene and said[0].isupper() and (symbol or not said.istitle()))


def are_parted(surface: str, name: str, *, gene: bool) -> bool:
    """Whether of two short names one has a hyphen or blank between letters where the other has none."""
    if len(_LETTERS_JOINED.sub("", surface)) > _PARTED:
        return False
    if gene and (surface[-1:] in _LATIN_FOR_GREEK or surface.endswith("-R") or _ONCOGENE.fullmatch(surface)):
        return False
    return _joints(surface) != _joints(name)


def _joints(text: str) -> list[int]:
    """Places in the letters and digits of a text at which two letters are parted."""
    return [sum([c.isalnum() for c in text[: gap.start()]]) for gap in _LETTERS_JOINED.finditer(text)]


def is_weight(surface: str) -> bool:
    """Whether a name of a protein is no more than its weight in kilodaltons, which others have too: ``p120``."""
    return _WEIGHT.fullmatch(surface) is not None


def is_formula(surface: str) -> bool:
    """Whether a name of a substance is a formula, which stands for it alone: ``CO2``, ``Mg2+``."""
    return _FORMULA.fullmatch(surface) is not None


@lru_cache(maxsize=1 << 16)
def same_letters(surface: str, name: str) -> bool:
    """Whether two names are the same but for case, Greek letters, British spelling, blanks and hyphens; the surface may
    be a plural.
    """
    if surface.isascii() and surface.lower() == name.lower():  # most are, and need no closer look
        return True
    said, meant = (_bare(text) for text in (surface, name))
    return said == meant or (said == meant + "s" and not surface[-1:].isupper()) or said == meant[:-1] + "ies"


def _bare(text: str) -> str:
    parts = [part for token in names.TOKEN.findall(text) for part in _PARTS.findall(token)]
    return "".join([names.fold(part) or part for part in parts if not _LIGHT.fullmatch(part)])
