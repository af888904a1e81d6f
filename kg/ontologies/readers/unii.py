"""FDA's substance register: official names, brands and code names of drugs and their salts."""

from __future__ import annotations

import re

from kg.ontologies.manifest import OntologySource
from kg.ontologies.readers import openers
from kg.ontologies.readers.mesh_supplementary import systematic
from kg.ontologies.source_labels import label_key
from kg.ontologies.terms import Name, Term, Terms

_SCOPE = {"of": "exact", "cn": "exact", "bn": "brand", "cd": "code"}
"""Type of a name in the register -> scope: official, common, brand and code names.

Systematic ones (``sys``) are skipped.
"""

_TAG = re.compile(r" \[[^\]]*\]$")
_DRUG_TAG = re.compile(r" \[(?:INN|USAN|JAN|BAN|ORANGE BOOK|PURPLE BOOK CDER|EMA EPAR|WHO-DD|VANDF)\]$")
_IMPURITY = re.compile(r"\[[A-Z]+ IMPURITY\]$|\bIMPURITY\b|\bCOMPONENT\b")
_ATC = re.compile(r"Q?[A-Z]\d\d[A-Z]{2}\d\d")
_CODE = re.compile(r"[A-Z]{1,4}[- ]?\d{3,}[A-Z]{0,2}")
_NOT_DRUG = re.compile(
    r"\b(?:WHOLE|ROOT|LEAF|SEED|POLLEN|EXTRACT|FLOWER|BARK|FRUIT|OIL|TOP|STEM|BULB|RHIZOME|SPORE|SKIN|DANDER)\b"
)


def read(source: OntologySource, given: openers.Openers, into: Terms) -> None:
    """Add the substances that are drugs.

    They have an official or register name, are named by an earlier list, or are known by a code.
    A substance whose only sign of being a drug is a brand is skipped, since brands of pesticides share the brand type
    (``IMPACT``, ``AIM``).
    """
    known = {label_key(term.label) for term in into.terms.values() if term.type == "Drug"}
    substances: dict[str, tuple[str, list[tuple[str, str]], bool]] = {}
    for row in openers.records(given["names"]):
        kind = row["TYPE"]
        if kind not in _SCOPE:
            continue
        raw, identifier = row["Name"], row["UNII"]
        label, names, drug = substances.get(identifier, (row["Display Name"], [], False))
        drug = drug or kind == "of" or bool(_DRUG_TAG.search(raw))
        if not _IMPURITY.search(raw) and not _ATC.fullmatch(raw):
            names.append((_TAG.sub("", raw), kind))
        substances[identifier] = (label, names, drug)
    for local, (label, names, drug) in substances.items():
        is_known = label_key(label) in known or bool(_CODE.fullmatch(label))
        if not (drug or is_known) or (_NOT_DRUG.search(label) and not is_known):
            continue
        identifier = f"UNII:{local}"
        label = recased(label, "cd" if _CODE.fullmatch(label) else "of")
        into.terms[identifier] = Term(identifier, "Drug", label, source.name)
        into.names.append(Name(identifier, label, "label", source.name))
        for text, kind in dict.fromkeys(names):
            if not systematic(text):
                into.names.append(Name(identifier, recased(text, kind), _SCOPE[kind], source.name))


def recased(text: str, kind: str) -> str:
    """A name of the register, which is all capitals, as it is written.

    Words become small, brands get a capital, and codes stay as they are.
    """
    if kind == "cd":
        return text
    words = [_word(word, kind) for word in text.split(" ")]
    return " ".join(words)


def _word(word: str, kind: str) -> str:
    letters = "".join(c for c in word if c.isalpha())
    if len(letters) <= 4 and letters.isalpha() and kind == "cn":
        return word
    if any(c.isdigit() for c in word) and len(letters) <= 5:
        return word
    return word.capitalize() if kind == "bn" else word.lower()
