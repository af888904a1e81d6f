"""What the labels of sources say.

When two are the same, which are a salt of another, and which names are not worth keeping.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.lexicon.word_lists import word_lists

_TOKEN = re.compile(r"\([+±/-]{1,3}\)|[^\W_]+|['′]")
_SIGN = {
    "(+)": "plus",
    "(-)": "minus",
    "(+-)": "racemic",
    "(+/-)": "racemic",
    "(±)": "racemic",
    "(-+)": "racemic",
    "'": "prime",
    "′": "prime",
}
_QUALIFIER = re.compile(
    r"\s+\((?:anhydrous|inn|usan|racemic|medication|drug|free base|free acid)\)$|, unspecified(?: form)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 20)
def label_key(label: str) -> str:
    """The key of a source's label: labels with equal keys mean the same substance or disease.

    Case, hyphens and accents do not count. Stricter than the key of ``kg.lexicon.names``: word borders, signs of
    rotation and primes are kept, as ``(+)-X`` is not ``(-)-X``.
    """
    text = clean(label)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_SIGN.get(token, token) for token in _TOKEN.findall(text.lower()))


def clean(label: str) -> str:
    """A label without the qualifier some sources put behind it: ``tacrolimus (anhydrous)`` -> ``tacrolimus``."""
    return _QUALIFIER.sub("", label.strip())


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``ontologies/words.toml``: ``salts``, ``no_base``, ``common_brands`` or ``any_disease``."""
    return frozenset(word_lists()[name])


def salt_base(label: str) -> str:
    """Key of the base when the label is a base's name and salt words, else empty.

    ``sorafenib tosylate`` gives ``sorafenib``.
    """
    salts, no_base = words("salts"), words("no_base")
    tokens = label_key(label).split(" ")
    if tokens[0] == "anhydrous":
        tokens = [*tokens[1:], "anhydrous"]
    end = len(tokens)
    while end > 1 and tokens[end - 1] in salts:
        end -= 1
    # "disodium hydrogen phosphate" and its like consist of salt words only; a base is at least five letters that are
    # none.
    base = tokens[:end]
    if (
        end == len(tokens)
        or len("".join(base)) < 5
        or base[-1] in no_base
        or base[0] in no_base
        or all(word in salts for word in base)
    ):
        return ""
    return " ".join(base)


_TITLE = re.compile(r"[A-Z][a-z]{3,}(?: [A-Za-z][a-z]+)*")


def is_title(label: str) -> bool:
    """Whether capitals in a label are only a source's house style.

    They are in ``Arsenic Trioxide``, and not in ``AZD-8055`` or ``DDT``.
    """
    return bool(_TITLE.fullmatch(label))


_NUMBER = re.compile(r"[\d\s.,%+/-]+")
_JUNK = re.compile(
    r", somatic\b|\bunspecified\b|\bNOS\b|not otherwise specified|^obsolete |\(disease\)$|non-human animal",
    re.IGNORECASE,
)
MAX_WORDS = 12
MAX_LENGTH = 100


def worth_keeping(text: str, type_: str, scope: str) -> bool:
    """Whether running text could name the entity so: not a single letter, number, registry phrase or systematic name.

    Labels and symbols are kept whatever they look like, unless they could not be matched at all.
    """
    stripped = text.strip()
    if (
        len(stripped) < 2
        or len(stripped) > MAX_LENGTH
        or len(stripped.split()) > MAX_WORDS
        or _NUMBER.fullmatch(stripped)
    ):
        return False
    if scope in ("label", "symbol"):
        return True
    if type_ == "Drug" and scope == "brand" and stripped.casefold() in words("common_brands"):
        return False
    return not _JUNK.search(stripped)
