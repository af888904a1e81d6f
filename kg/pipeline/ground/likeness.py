"""Likeness that is sameness: names that differ in spelling, inflection or the order of their words alone.

``kg.lexicon.similar`` and ``kg.lexicon.gene_names`` find names that share most of their letters or words; here it
is asked whether two such names can be told apart at all. What one has and the other lacks makes it broader, narrower or
another thing (``chronic disease`` is not *chronic brain damage*, ``nausea and vomiting`` not *postoperative nausea and
vomiting*), and no id is better than that one's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import gene_names, names, similar

ROUGH = frozenset(("disease", "neoplasm", "malformation", "deficiency"))
"""Words that ``similar`` has several others for which are near it and not the same (``damage`` and ``dysfunction``;
``carcinoma``).
"""

SAME: dict[str, str] = {
    "disease": "disorder",
    "dysfunction": "disorder",
    "impairment": "disorder",
    "disturbance": "disorder",
    "impaired": "disorder",
    "cancer": "malignancy",
    "malignant": "malignancy",
    "tumor": "neoplasm",
    "neoplasia": "neoplasm",
    "anomaly": "malformation",
    "deficient": "deficiency",
    "damage": "injury",
}
"""Words that mean the same whatever they stand with -> the one that stands for them."""

STANDS_FOR: dict[str, frozenset[str]] = {"injury": frozenset(("disorder",)), "lesion": frozenset(("disorder",))}
"""A word of the text -> words of an entity's name that take it in: an injured liver has a disorder of the liver, and
not the reverse.
"""

IMPLIED = frozenset(("disorder", "infection", "neoplasm", "injury", "lesion"))
"""Words that a text may have more than the name of a disease: ``atherosclerotic lesion`` is atherosclerosis. A name may
not have them more than the text, which then names an organ or an organism (``renal``, ``HPV``).
"""

_ADDED = frozenset(("disorder", "syndrome", "neoplasm"))
"""Words that a name may have more than a text that names a disease, and no organ or organism, by itself."""

_PATHOLOGICAL = re.compile(
    r"(?:itis|osis|emia|pathy|inflammation|trophy|plasia|penia|algia|uria|oma|lepsy|spasm|rrhea|rrhage|failure|malignancy|toxicity)$"
)

_TELLING, _SHORTEST_SYMBOL = 4, 3
"""Letters of a word that may tell a gene, and letters and digits of a symbol that does."""

_GREEK_NAMES = frozenset("alpha beta gamma delta epsilon zeta".split())

_ANY_PROTEIN = frozenset(
    (
        *"protein subunit gene chain polypeptide peptide antigen molecule factor receptor domain isoform type class"
        " group form".split(),
        *"member family complex coat capsid membrane surface envelope core shell matrix spike heavy light large small"
        " major".split(),
        *"minor outer inner cell plasma nuclear human mouse precursor component element region enzyme structural"
        " nonstructural".split(),
        *"soluble cytoplasmic mitochondrial associated binding specific homolog like".split(),
    )
)
"""Words that any protein's name may have."""

_LATIN_FIRST = re.compile(r"([abgd])-([a-z]{5,}.*)")
_GREEK = {"a": "alpha", "b": "beta", "g": "gamma", "d": "delta"}

_INFLAMMATORY = re.compile(r"inflammatory$")

_ADJECTIVES = re.compile(r"(.{3,}ma)(?:tic|tous)")
"""``asthmatic`` and ``edematous``: a Greek noun in -ma and its adjective."""


def same_disease(text: str, name: str) -> bool:
    """Whether a text says no less and no more than a name of a disease."""
    if _LATIN_FIRST.fullmatch(text):
        text = noun_form(text)
    if _marks(text) != _marks(name):
        return False
    said, meant = list(_disease(text)), list(_disease(name))
    for word in list(said):
        if word in meant:
            said.remove(word)
            meant.remove(word)
        elif other := next((one for one in meant if one in STANDS_FOR.get(word, ()) or _one_slip(word, one)), ""):
            said.remove(word)
            meant.remove(other)
    words = _disease(text)
    if len(meant) == 1 and not said and meant[0] in _ADDED and any(_PATHOLOGICAL.search(word) for word in words):
        meant = []
    # A bare "disorder" tells no disease, so what is implied may only be left beside words that do.
    return not meant and (not said or (len(said) == 1 and said[0] in IMPLIED and bool(set(words) - IMPLIED)))


def noun_form(text: str) -> str:
    """A disease by its noun (``asthmatic``, ``diabetics``) or its Greek letter (``b-thalassemia``); empty for any other
    text.
    """
    if match := _LATIN_FIRST.fullmatch(text):
        return f"{_GREEK[match[1]]} {match[2]}"
    if len(text.split()) != 1 or len(text) < 7:
        return ""
    found = " ".join(_words(text))
    return found if found != names.singular(names.fold(text)) else ""


def _marks(text: str) -> list[str]:
    """The numbers and single letters of a name, which tell kinds of one disease apart."""
    return sorted(token for token in names.folded_tokens(text) if len(token) == 1 or token.isdigit())


@lru_cache(maxsize=1 << 14)
def _disease(text: str) -> tuple[str, ...]:
    """The words of a disease's name that tell it, sorted, each that says the same as another as that one."""
    return tuple(sorted(SAME.get(word, word) for word in _words(text)))


def _words(text: str) -> list[str]:
    """The words of a disease's name that tell it, nouns for adjectives, one word for those that mean the same organ."""
    found = []
    for token in names.folded_tokens(text):
        word = names.singular(token)
        if match := _ADJECTIVES.fullmatch(word):
            word = match[1]
        word = _INFLAMMATORY.sub("inflammation", word)
        found += [word if one in ROUGH else one for one in similar.words(word)]
    return found


def _one_slip(word: str, other: str) -> bool:
    """Whether two long words differ by a letter doubled or two neighbours exchanged: any other letter may make another
    disease of it (``arthritis``, ``arteritis``).
    """
    if min(len(word), len(other)) < 7 or word == other:
        return False
    if len(word) == len(other):
        at = next(n for n in range(len(word)) if word[n] != other[n])
        return word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
    short, long = sorted((word, other), key=len)
    return any(long[n] == long[n - 1] and long[:n] + long[n + 1 :] == short for n in range(1, len(long)))


def tells(text: str) -> bool:
    """Whether a gene's name has what tells it from others: a word, a symbol with a number, or a number after two words
    that many have (*T cell factor 1*). *Subunit B* has none, and *Pac I* is too short to be words.
    """
    if any(
        len(key) >= _SHORTEST_SYMBOL and not key.isalpha() and not key.isdigit() for key in map(names.key, text.split())
    ):
        return True
    words = [word for word in map(names.singular, names.folded_tokens(text)) if word not in _GREEK_NAMES]
    long = [word for word in words if len(word) >= _TELLING and word.isalpha()]
    return any(word not in _ANY_PROTEIN for word in long) or (len(long) > 1 and words[-1].isdigit())


def same_gene(text: str, name: str) -> bool:
    """Whether a text has the words of a gene's name, each as often, in any order; words such as ``protein`` do not
    count.
    """
    said, meant = (sorted(word for word in gene_names.words(one) if word != "chain") for one in (text, name))
    return said == meant
