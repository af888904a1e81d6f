"""Other spellings of the names of genes and of toxicities, for names that nobody has as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,})\)")
_SOLUBLE = re.compile(r"s([A-Z]{2}.*)")
_RECEPTOR = re.compile(
    r"([A-Z][A-Za-z0-9-]*(?:[A-Z0-9]|alpha|beta|gamma))[ -][Rr]eceptors?(?:[ -](?:type"
    r" )?([0-9]|I{1,3}|alpha|beta|gamma)([A-Za-z]?))?"
)
_BEFORE = re.compile(
    r"^(?i:human|mouse|murine|rat|bovine|yeast|chicken|recombinant|soluble|mature|full-length|wild-type|"
    r"phospho(?:rylated)?)[ -]|"
    r"^(?:hum|Hs|Mm|Rn|Dm|At|Ce|Sc|Sp|Xl|[Rr]h|p-|v-|pro-)(?=-?[A-Z])|^v-(?=[a-z]{3}$)"
)
"""A species or a state before a symbol."""

_AFTER = re.compile(
    r" (?:subunits?|proteins?|genes?|isoforms?|polypeptides?|kinases?|enzymes?|antigens?|mRNA|transcripts?|ligands?)$|"
    r"-GTP$"
)
_SYMBOL = re.compile(r"(?=.*(?:\d|[A-Z].*[A-Z]))[A-Za-z0-9()/-]+(?: [A-Za-z0-9()/-]+)?")
"""What is short and has a digit or two capitals: without the word after it, it may still be a symbol."""

_YEAST_PROTEIN = re.compile(r"^([A-Z][a-z]{2}\d+)p$")
_MICRO_RNA = re.compile(r"^(?:miR|miRNA|microRNA|mir)[- ]?(\d+[a-z]?)(?:-[35]p)?$")
_LET = re.compile(r"^(?:hsa-|mmu-)?[Ll]et-?(7[a-i]?)(?:-[35]p)?$")
_GREEK = {"a": "alpha", "b": "beta", "g": "gamma", "d": "delta", "e": "epsilon", "z": "zeta"}
_LATIN_FOR_GREEK = re.compile(r"(?<=[A-Z0-9 -])([abgdez])(?=\d*$)")
"""A letter that stands where an abstract lost its Greek one: ``TGF-b1``."""

_ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII".split(), start=1
    )
}
_COLLAGENS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:[Pp]ro-?)?(?:alpha|a) ?(?P<chain>\d) ?\((?P<type>[IVX]+)\)(?: (?:pro)?collagens?(?: chains?)?)?",
        r"(?:[Pp]ro)?[Cc]ollagen(?: type)? ?(?P<type>[IVX]+|\d{1,2})(?:[ -]?(?:A|a|alpha)[ -]?(?P<chain>\d))?",
        r"[Tt]ype (?P<type>[IVX]+|\d{1,2}) (?:pro)?collagen",
    )
)
"""``alpha1(V)``, ``collagen IIA1``, ``type III collagen``: the chain, the first one where none is said."""

_GST_CLASSES = {"A": "alpha", "M": "mu", "O": "omega", "P": "pi", "T": "theta", "Z": "zeta"}
_GST = re.compile(r"[Gg]lutathione[ -]S[ -]transferase[ -]?([AMOPTZ])[ -]?(\d)")
_CYP = re.compile(r"(?:[Cc]ytochrome[ -])?[Pp][ -]?450[ -]?(\d+[A-Z]\d+)")
_NUMBERED = re.compile(r"(.{2,}) (?:type|isoform|form|subtype|isozyme|isoenzyme) (\d+[A-Za-z]?|[IVX]+)")
_NUMBER_FIRST = re.compile(r"(?:[Tt]ype|[Cc]lass) (\d+[A-Za-z]?|[IVX]+) (.{2,})")
_FORM = re.compile(
    r"(.*[A-Z].*\d)(?:[A-Cabc]|[LS]|v\d|[ -]?(?:KO|KD|flox|null))|([A-Z]{3,}\d*)[LS]|(.*\d)[ -]?(?:alpha|beta|gamma)"
)
"""A letter, a word or a Greek letter for an isoform or an allele after a symbol: ``SERCA2a``, ``STAT3KO``, ``NRG-1
beta``.
"""

_BY_WEIGHT = re.compile(r"p\d{2,3}-?(?=[A-Za-z]{3})(.+)")
"""The weight in kilodaltons before a symbol: ``p50csk``."""

_OF_SPECIES = re.compile(r"[hmr] ?(?=[A-Z])(.+)")
_RECEPTOR_TWICE = re.compile(r"([A-Za-z0-9-]*R\d{0,2}[A-Ca-c]?|5-?HT\d[A-F]?|EP[1-4]) [Rr]eceptors?")
"""A symbol that is a receptor's own, before the word: ``CXCR3 receptor``. Before others stands the ligand: ``CNTF
receptor``.
"""

_LONG_FIRST = re.compile(r"(.{8,})[ -](?:1|I)")
"""The first of several, from before there were several: ``8-oxoguanine DNA glycosylase 1``."""

_WORDS = {
    "coenzyme A": "CoA",
    "denylyl": "denylate",
    "uanylyl": "uanylate",
    "eroxisomal prolif": "eroxisome prolif",
    " of ": " ",
    "trophic hormone": "tropic hormone",
    "-related ": "-like ",
    "homologue": "homolog",
    "tumour": "tumor",
    "haem": "hem",
    "oestr": "estr",
    "noradrenaline": "norepinephrine",
    "serotonin": "5-hydroxytryptamine",
    "NO synthase": "nitric oxide synthase",
    "TNFR-": "TNF receptor-",
}
"""What one writes for a part of a name -> what another does."""

LONGEST = 200
"""Characters; what is longer is no name, and the patterns would try too much on it."""

_TOXICITY = re.compile(r"([a-z]+(?: marrow)?) toxicit(?:y|ies)", re.IGNORECASE)
_ORGANS = {
    "hepatic": "hepato",
    "liver": "hepato",
    "renal": "nephro",
    "kidney": "nephro",
    "cardiac": "cardio",
    "heart": "cardio",
    "myocardial": "cardio",
    "neurologic": "neuro",
    "neurological": "neuro",
    "bone marrow": "myelo",
    "hematologic": "hemato",
    "hematological": "hemato",
    "haematological": "hemato",
    "genetic": "geno",
}


def one_word(text: str) -> str:
    """The toxicity for an organ as one word (``hepatotoxicity`` for ``liver toxicity``), empty for any other text."""
    match = _TOXICITY.fullmatch(" ".join(text.split()))
    stem = _ORGANS.get(match[1].lower(), "") if match else ""
    return f"{stem}toxicity" if stem else ""


def spellings(text: str) -> tuple[str, ...]:
    """What else a name may be spelled like, likeliest first; the name itself is not among them."""
    if len(text) > LONGEST:
        return ()
    found: list[str] = []
    for one in (text, *_without_brackets(text)):
        found.append(one)
        if match := _YEAST_PROTEIN.match(one):
            found.append(match[1])
        if match := _MICRO_RNA.match(one):
            found.append(f"MIR{match[1]}")
        if match := _LET.match(one):
            found.append(f"MIRLET{match[1]}")
        shorter = _BEFORE.sub("", one)
        found.append(shorter)
        if (rest := _AFTER.sub("", shorter)) != shorter and _SYMBOL.fullmatch(rest):
            found.append(rest)
    found += [
        one.replace(written, other) for one in (text, *found) for written, other in _WORDS.items() if written in one
    ]
    if match := _RECEPTOR.fullmatch(text):
        found.append(f"{match[1]}R{match[2] or ''}{match[3] or ''}")
    if match := _SOLUBLE.match(text):
        found.append(match[1])
    found += [_LATIN_FOR_GREEK.sub(lambda letter: _GREEK[letter[1]], one) for one in found]
    found += [other for one in dict.fromkeys((text, *found)) for other in _nomenclature(one)]
    return tuple(one for one in dict.fromkeys(found) if one and one != text)


def _nomenclature(text: str) -> Iterator[str]:
    """The name by the rules for its family, and without what tells one form of a gene from another."""
    for pattern in _COLLAGENS:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            if number := _ROMAN.get(parts["type"]) or (int(parts["type"]) if parts["type"].isdigit() else 0):
                yield f"COL{number}A{parts.get('chain') or 1}"
    if match := _GST.fullmatch(text):
        yield f"glutathione S-transferase {_GST_CLASSES[match[1]]} {match[2]}"
    if match := _CYP.fullmatch(text):
        yield f"CYP{match[1]}"
    if match := _NUMBERED.fullmatch(text):
        yield from (f"{match[1]} {match[2]}", f"{match[1]}{match[2]}")
    if match := _NUMBER_FIRST.fullmatch(text):
        yield from (f"{match[2]} {match[1]}", f"{match[2]}{_ROMAN.get(match[1], match[1])}")
    for pattern in (_OF_SPECIES, _FORM, _BY_WEIGHT, _RECEPTOR_TWICE, _LONG_FIRST):
        if match := pattern.fullmatch(text):
            yield next(group for group in match.groups() if group)


def _without_brackets(text: str) -> tuple[str, ...]:
    """``transforming growth factor (TGF)-b1`` as ``transforming growth factor-b1`` and as ``TGF-b1``."""
    match = _IN_BRACKETS.search(text)
    if match is None or match.end() == len(text):
        return ()
    rest = text[match.end() :]
    return (text[: match.start()] + rest, match[1] + rest)
