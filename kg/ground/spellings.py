"""Other spellings of the names of genes and of toxicities, for names that nobody has as they are printed."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,})\)")
_SOLUBLE = re.compile(r"s([A-Z]{2}.*)")
_RECEPTOR = re.compile(
    r"([A-Z][A-Za-z0-9-]*(?:[A-Z0-9]|alpha|beta|gamma))[ -][Rr]eceptors?(?:[ -](?:type )?([0-9]|I{1,3}|alpha|beta|gamma)([A-Za-z]?))?"
)
_BEFORE = re.compile(
    r"^(?i:human|mouse|murine|rat|bovine|yeast|chicken|recombinant|soluble|mature|full-length|wild-type|phospho(?:rylated)?)[ -]|"
    r"^(?:hum|Hs|Mm|Rn|Dm|At|Ce|Sc|Sp|Xl|[Rr]h|p-|v-|pro-)(?=-?[A-Z])|^v-(?=[a-z]{3}$)"
)
"""A species or a state before a symbol."""

_AFTER = re.compile(
    r" (?:subunits?|proteins?|genes?|isoforms?|polypeptides?|kinases?|enzymes?|antigens?|mRNA|transcripts?|ligands?)$|-GTP$"
)
_SYMBOL = re.compile(r"(?=.*(?:\d|[A-Z].*[A-Z]))[A-Za-z0-9()/-]+(?: [A-Za-z0-9()/-]+)?")
"""What is short and has a digit or two capitals: without the word after it, it may still be a symbol."""

_YEAST_PROTEIN = re.compile(r"^([A-Z][a-z]{2}\d+)p$")
_MICRO_RNA = re.compile(r"^(?:miR|miRNA|microRNA|mir)[- ]?(\d+[a-z]?)(?:-[35]p)?$")
_LET = re.compile(r"^(?:hsa-|mmu-)?[Ll]et-?(7[a-i]?)(?:-[35]p)?$")
_GREEK = {"a": "alpha", "b": "beta", "g": "gamma", "d": "delta", "e": "epsilon", "z": "zeta"}
_LATIN_FOR_GREEK = re.compile(r"(?<=[A-Z0-9 -])([abgdez])(?=\d*$)")
"""A letter that stands where an abstract lost its Greek one: ``TGF-b1``."""

_TOXICITY = re.compile(r"([a-z]+(?: marrow)?) toxicit(?:y|ies)", re.IGNORECASE)
_ORGANS = {
    "hepatic": "hepato", "liver": "hepato", "renal": "nephro", "kidney": "nephro", "cardiac": "cardio", "heart": "cardio",
    "myocardial": "cardio", "neurologic": "neuro", "neurological": "neuro", "bone marrow": "myelo", "hematologic": "hemato",
    "hematological": "hemato", "haematological": "hemato", "genetic": "geno",
}  # fmt: skip


def one_word(text: str) -> str:
    """The toxicity for an organ as one word (``hepatotoxicity`` for ``liver toxicity``), empty for any other text."""
    match = _TOXICITY.fullmatch(" ".join(text.split()))
    stem = _ORGANS.get(match[1].lower(), "") if match else ""
    return f"{stem}toxicity" if stem else ""


def spellings(text: str) -> tuple[str, ...]:
    """What else a name may be spelled like, likeliest first; the name itself is not among them."""
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
    found += [one.replace("homologue", "homolog") for one in found]
    if match := _RECEPTOR.fullmatch(text):
        found.append(f"{match[1]}R{match[2] or ''}{match[3] or ''}")
    if match := _SOLUBLE.match(text):
        found.append(match[1])
    found += [_LATIN_FOR_GREEK.sub(lambda letter: _GREEK[letter[1]], one) for one in found]
    return tuple(one for one in dict.fromkeys(found) if one and one != text)


def _without_brackets(text: str) -> tuple[str, ...]:
    """``transforming growth factor (TGF)-b1`` as ``transforming growth factor-b1`` and as ``TGF-b1``."""
    match = _IN_BRACKETS.search(text)
    if match is None or match.end() == len(text):
        return ()
    rest = text[match.end() :]
    return (text[: match.start()] + rest, match[1] + rest)
