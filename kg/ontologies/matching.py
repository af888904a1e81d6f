"""How a name will be looked for in text: whether at all, and in which case."""

from __future__ import annotations

import re

from kg.lexicon import names

_PROCESS = re.compile(
    r"(?:tion|sis|ing|al|phagy|lysis|ment|ance|ence|ity|ism|port|gen|ure)$"
    r"|^(?:pathways?|cascades?|axis|response|cycle|repair|death|uptake|growth|flux|release|contact|arrest|"
    r"checkpoints?|shock|stress|fate)$"
)
_ONE_WORD_PROCESS = re.compile(r"\w{4,}(?:osis|phagy|lysis|genesis|olysis|ptosis|ylation)$", re.IGNORECASE)


def case_policy(text: str, type_: str) -> int:
    """The case a surface must have to stand for a name of this type.

    Names of one short token are symbols: ``ERK`` may be written ``Erk`` but not ``erk`` (``met``, ``rest`` and ``was``
    are words). A digit makes a symbol of four characters safe in any case (``bcl-2``, ``rad001``), and so does length.
    """
    letters = [c for c in text if c.isalpha()]
    if " " in text.strip() and len(letters) > 4:
        return names.ANY
    if (
        any(c.isdigit() for c in text)
        and len(letters) >= 2
        and len(letters) + sum(c.isdigit() for c in text) >= 4
        and type_ in ("Target", "Drug")
    ):
        return names.ANY
    limit = {"Target": 6, "Disease": 5, "Drug": 4, "Pathway": 5}.get(type_, 4)
    if len(letters) > limit:
        return names.ANY
    return names.STRICT


def worth_matching(text: str, type_: str, scope: str) -> bool:
    """Whether a name is told apart from ordinary words well enough to be looked for in text.

    The entity keeps it as a synonym either way. Aliases of one or two characters (``D2``, ``U/L``) and one-word
    processes (``growth``, ``release``) name too much, and so do GO's narrow and broad synonyms (``development``,
    ``kinase inhibitor``). A pathway named after what it is about (``Vitamin E``, ``Alzheimer's disease``, ``Dopamine
    receptors``) is found with the word *pathway* only, by its ``pathway_core``.
    """
    close = scope in ("label", "symbol", "curated")
    if scope == "curated":
        return True
    if scope == "mapped":
        return False
    length = sum(c.isalnum() for c in text)
    if length < 2 or (length < 3 and type_ != "Disease" and not (close and type_ == "Target")):
        return False
    if not any(c.isalpha() for c in text):
        return False
    if type_ == "Pathway":
        if scope in ("narrow", "broad", "related"):
            return False
        tokens = names.folded_tokens(text)
        if len(tokens) == 1:
            return bool(_ONE_WORD_PROCESS.search(text.strip()))
        return bool(_PROCESS.search(tokens[-1]) or _PROCESS.search(tokens[0]))
    return True
