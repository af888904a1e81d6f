"""How names are compared: tokens, folding, keys, and the case a surface must have.

Two strings name the same thing when their *keys* are equal: letters and digits only, folded (case, accents, Greek
letters, British spelling), separators dropped, so that ``RAD-001``, ``RAD 001`` and ``RAD001`` meet. What the key
forgets (case, blanks) is checked afterwards by ``case_fits`` and ``blanks_fit``, because ``CAT`` is a gene and ``cat``
is not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|[^\w\s]|_")
"""One fine token: a decimal number, a run of letters and digits, or a single other character.

Finer than scispaCy's rule tokenizer, which keeps ``amphetamine-induced`` whole and so loses a tenth of the gold spans
of BC5CDR and BioRED.
"""

_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "ϕ": "phi",
    "ϵ": "epsilon",
    "ß": "beta",
}
_GREEK_CHARS = re.compile("[" + "".join(_GREEK) + "]")
# Spelling pairs are folded to one side; both the names and the text go through this, so a wrong pair costs nothing but
# a rare collision.
_SPELLING = (
    ("aemi", "emi"),
    ("haem", "hem"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("umour", "umor"),
    ("sulph", "sulf"),
    ("paed", "ped"),
    ("signall", "signal"),
    ("isation", "ization"),
    ("oestr", "estr"),
    ("rrhoe", "rrhe"),
    ("faec", "fec"),
    ("gynaec", "gynec"),
    ("caec", "cec"),
    ("foet", "fet"),
    ("labour", "labor"),
    ("behaviour", "behavior"),
    ("anaesth", "anesth"),
    ("coeliac", "celiac"),
)  # fmt: skip
_WHOLE = {"ii": "2", "iii": "3", "tumorous": "tumor"}
_PLURALS = {
    "metastases": "metastasis",
    "diagnoses": "diagnosis",
    "fibroses": "fibrosis",
    "stenoses": "stenosis",
    "thromboses": "thrombosis",
    "carcinomata": "carcinoma",
    "adenomata": "adenoma",
    "psychoses": "psychosis",
    "necroses": "necrosis",
    "cirrhoses": "cirrhosis",
    "viruses": "virus",
    "abscesses": "abscess",
}


@lru_cache(maxsize=1 << 18)
def fold(token: str) -> str:
    """The letters and digits of a token that take part in a key: ``fold("β") == "beta"``, ``fold("-") == ""``."""
    if token.isascii():
        text = token.lower()
    else:
        text = _GREEK_CHARS.sub(lambda m: _GREEK[m.group()], unicodedata.normalize("NFKC", token).lower())
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if not text.isalnum():
        text = "".join(c for c in text if c.isalnum())
    if len(text) > 5:
        for old, new in _SPELLING:
            if old in text:
                text = text.replace(old, new)
    return _WHOLE.get(text, text)


@lru_cache(maxsize=1 << 16)
def singular(folded: str) -> str:
    """A folded token without its plural ending; the token itself where it has none."""
    if folded in _PLURALS:
        return _PLURALS[folded]
    if len(folded) <= 3 or not folded.endswith("s") or folded.endswith(("ss", "us", "is")):
        return folded
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    return folded[:-1]


def folded_tokens(text: str) -> list[str]:
    """Folded tokens of a name, empty ones and possessive endings left out."""
    return [f for f in (fold(t) for t in TOKEN.findall(_POSSESSIVE.sub("", text))) if f]


def key(text: str) -> str:
    """The key of a name: ``key("Hürthle-cell carcinomas") == "hurthlecellcarcinomas"``."""
    return "".join(folded_tokens(text))


def singular_key(text: str) -> str:
    """The key with the last token in the singular.

    A name that ends in capitals (``ARMS``) has no plural to take off.
    """
    return _singular_key(text, folded_tokens(text))


@lru_cache(maxsize=1 << 16)
def keys(text: str) -> tuple[str, ...]:
    """The keys to look a name up by: its own, and that in the singular where it is another.

    A name without letters and digits has none.
    """
    tokens = folded_tokens(text)
    if not tokens:
        return ()
    return tuple(dict.fromkeys(("".join(tokens), _singular_key(text, tokens))))


def _singular_key(text: str, tokens: list[str]) -> str:
    if text[-1:] == "S" or (len(tokens) == 1 and not text.islower() and len(text) <= 5):
        return "".join(tokens)
    return "".join(tokens[:-1]) + singular(tokens[-1]) if tokens else ""


_PATHWAY_WORDS = frozenset(
    (
        "pathway",
        "pathways",
        "signaling",
        "signal",
        "signals",
        "axis",
        "cascade",
        "cascades",
        "network",
        "transduction",
        "route",
        "module",
    )
)
_PATHWAY_STOP = frozenset(("the", "of", "by", "via", "through", "and", "mediated", "intracellular"))


def pathway_core(text: str) -> str:
    """What is left of a pathway's name without the words that only say *pathway*; empty when nothing is.

    ``pathway_core("Signaling by WNT") == "wnt"``
    """
    tokens = [t for t in folded_tokens(text) if t not in _PATHWAY_WORDS and t not in _PATHWAY_STOP]
    return "".join(tokens)


PATHWAY_PREFIX = "pathway|"
"""Keys of pathway cores live beside the other keys under this prefix; no key of a name can hold the bar."""

ANY, STRICT, UPPER = 0, 1, 2
"""Case policies of a name: any case, its own case (or all capitals), and capitals only.

The last is for names whose lower-case word is something else.
"""


def case_fits(surface: str, name: str, policy: int) -> bool:
    """Whether the case of a surface suits the name under its policy.

    A word in odd case (``SiLVER``) is some acronym, and suits no name that is a plain word.
    """
    if policy == ANY:
        return not (_ODD_CASE.match(surface) and name.islower() and name.isalpha())
    has_upper = any(c.isupper() for c in surface)
    if policy == UPPER:
        return sum(c.isupper() for c in surface) >= 2
    plain_surface = "".join(c for c in surface if c.isalnum())
    plain_name = "".join(c for c in name if c.isalnum())
    if plain_surface == plain_name:
        return True
    if plain_surface.endswith("s") and plain_surface[:-1] == plain_name:
        return True
    if not has_upper:
        return plain_name.islower() and len(plain_name) > 2
    if plain_name.islower():
        return plain_surface.istitle() and len(plain_name) > 3
    upper = sum(c.isupper() for c in plain_surface)
    return upper >= 2 or (
        len(plain_surface) >= 3 and plain_surface[0].isupper() and plain_surface.isalpha() and plain_name.isupper()
    )


_ODD_CASE = re.compile(r"[A-Z]?[a-z]+[A-Z]{2,}")
_SMALL_WORD_AND_NUMBER = re.compile(r"(?:^|\s)[a-z]{1,4}\s\d")


@lru_cache(maxsize=1 << 17)
def _layout(text: str) -> tuple[str, frozenset[int], frozenset[int]]:
    """A text folded, and the positions in that at which a token starts after blanks, and after anything."""
    folded = ""
    blank: set[int] = set()
    every: set[int] = set()
    previous_end = 0
    clean = _POSSESSIVE.sub("", text)
    for match in TOKEN.finditer(clean):
        part = fold(match.group())
        if part:
            if folded:
                every.add(len(folded))
                if clean[previous_end : match.start()].isspace():
                    blank.add(len(folded))
            folded += part
            previous_end = match.end()
    return folded, frozenset(blank), frozenset(every)


_PARTED = re.compile(r"[^\W\d][,;]\s")
"""A comma or semicolon that parts what stands before it from what comes after."""


def is_parted(surface: str, name: str) -> bool:
    """Whether a comma parts a surface in two that the name has not: ``LTR, as`` is not ``LTRAs``."""
    if "," not in surface and ";" not in surface:
        return False
    return _PARTED.search(surface) is not None and "," not in name and ";" not in name


def blanks_fit(surface: str, name: str) -> bool:
    """Whether the surface has blanks only where the name has a border or a letter meets a digit.

    So ``as t`` is not ``AST``.
    """
    if " " not in surface and "\n" not in surface and " " not in name:
        return True
    if _SMALL_WORD_AND_NUMBER.search(surface) and not _SMALL_WORD_AND_NUMBER.search(name):
        return False
    if surface.lower() == name.lower():  # most are, and need no closer look
        return True
    folded, surface_blanks, surface_borders = _layout(surface)
    _, name_blanks, name_borders = _layout(name)
    for position in surface_blanks - name_borders:
        if position >= len(folded) or folded[position - 1].isdigit() == folded[position].isdigit():
            return False
    # A blank of the name that the surface lacks (``betablocker``) joins words; it may not join a letter to a word
    # (``proteins``).
    ends = [0, *sorted(name_borders), len(folded)]
    for position in name_blanks - surface_borders:
        if position >= len(folded) or folded[position - 1].isdigit() != folded[position].isdigit():
            continue
        before = max(end for end in ends if end < position)
        after = min(end for end in ends if end > position)
        if len(folded) <= 6 or position - before < 3 or after - position < 3:
            return False
    return True
