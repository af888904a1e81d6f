"""Whether a mention names a family of genes or one gene: ``tyrosine kinases`` is no gene, though many have such a name.

A logistic model over the words of the name, what the lexicon has under it, and the place, learned by ``kg train
grounding`` from a corpus whose annotators mark families (GNormPlus; Wei, Kao and Lu 2015).
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import Any

from kg.errors import ModelError
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN, MOUSE
from kg.model import Document, Mention

FILE = "families.json"

FAMILY = 0.5
"""A mention of this probability and more is a family, under the guidelines that mark them."""

NO_LIKENESS = 0.7
"""A mention of this probability and more is no gene that only has a name like it, under any guideline: ``Rac GTPase``
is not ARHGAP32. Both were chosen in the folds of ``bench.genes``; names that a gene has as they are, and ids by
annotators, count whatever the probability.
"""

_WORD = re.compile(r"[A-Za-z]+|\d+|[^\sA-Za-z\d]")
_GREEK = frozenset("alpha beta gamma delta epsilon zeta eta theta kappa lambda mu sigma".split())
_PLURAL = re.compile(r"[a-rt-z]s$")
_CAPITAL_LAST = re.compile(r"[a-z\d -][A-Z]$")
_ROMAN_LAST = re.compile(r" [IVX]+$")
_MEMBER = re.compile(r"s?[ -]?(?:\d|[IVX]+\b|[A-E]\b|alpha|beta|gamma|delta)")
_TELLS_MEMBER = re.compile(r"\d|[α-ω]|\b(?:alpha|beta|gamma|delta|epsilon|zeta|theta|[IVX]+)\b")
_WINDOW = 40
"""Characters before and after a mention among which its neighbours are."""

_MOST = 5
"""A name that a text has so often or more is as frequent as can be."""

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FamilyWeights:
    """What is learned: a weight for each feature, and the score of a mention that has none."""

    bias: float
    features: Mapping[str, float]


class FamilyFinder:
    """Holds the weights and the lexicon; call it with a document and mentions of genes and families."""

    def __init__(self, lexicon: Lexicon, weights: FamilyWeights) -> None:
        self._lexicon = lexicon
        self._weights = weights

    def __call__(self, document: Document, mentions: Sequence[Mention], names: Iterable[str]) -> list[float]:
        """The probability that each mention names a family: mentions of one name, or of one long form, have their mean
        in log odds.

        ``names``: the texts of all the document's mentions of genes and families.
        """
        texts = distinct(names)
        scores: dict[str, list[float]] = {}
        keys = [(mention.expanded or mention.text).lower().rstrip("s") for mention in mentions]
        for key, mention in zip(keys, mentions, strict=True):
            scores.setdefault(key, []).append(
                self._of_name(mention.text)[1] + self._score(_of_place(document, mention, texts))
            )
        return [1 / (1 + math.exp(-fmean(scores[key]))) for key in keys]

    def features(self, document: Document, mention: Mention, texts: Sequence[str]) -> dict[str, float]:
        """Feature -> value of a mention; ``texts``: the names of the document's mentions as ``distinct`` gives them."""
        return dict(self._of_name(mention.text)[0]) | _of_place(document, mention, texts)

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - a finder lives as long as its process
    def _of_name(self, text: str) -> tuple[Features, float]:
        """The features of a name wherever it stands, and their score with the bias."""
        found = _of_words(text) | self._of_lexicon(text)
        return found, self._weights.bias + self._score(found)

    def _score(self, features: Features) -> float:
        weights = self._weights.features
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    def _of_lexicon(self, text: str) -> dict[str, float]:
        lexicon, genes = self._lexicon, self._lexicon.genes
        rows = [row for row in lexicon.lookup(text) if lexicon.type(row.entity) == "Target"]
        families = [row for row in rows if is_family(lexicon.id(row.entity))]
        single = [row for row in rows if not is_family(lexicon.id(row.entity))]
        human = genes.named(text, HUMAN)
        found = {f"scope={single[0].scope}": 1.0} if single else {}
        flags = {
            "a-family": families,
            "a-gene": single,
            "a-family-alone": families and not single,
            "a-family-and-a-gene": families and single,
            "ncbi-human": human,
            "ncbi-human-symbol": any(gene.rank == 0 for gene in human),
            "ncbi-mouse": genes.named(text, MOUSE),
        }
        found |= {name: 1.0 for name, is_so in flags.items() if is_so}
        return found | {"genes": min(3, len({row.entity for row in single})) / 3}


def is_family(curie: str) -> bool:
    """Whether a target is a family or a complex, as FamPlex has them, or a class of proteins of MeSH."""
    return curie.startswith(("FPLX:", "MESH:"))


def names_member(text: str) -> bool:
    """Whether a name has what tells a member of a family from others: a number or a Greek letter."""
    return _TELLS_MEMBER.search(text) is not None


def distinct(names: Iterable[str]) -> list[str]:
    """Names in lower case, each once, sorted: those that begin alike stand together."""
    return sorted({name.lower() for name in names})


def _of_words(text: str) -> dict[str, float]:
    words = ["0" if word.isdigit() else word for word in _WORD.findall(text.lower())]
    if not words:
        return {}
    names = [*(f"word={word}" for word in words), f"first={words[0]}", f"last={words[-1]}", f"ending={words[-1][-3:]}"]
    if len(words) > 1:
        names.append(f"last-two={words[-2]} {words[-1]}")
    flags = {
        "digit": any(c.isdigit() for c in text),
        "digit-last": text[-1:].isdigit(),
        "plural": _PLURAL.search(text),
        "all-capitals": text.isupper(),
        "lower-case": text.islower(),
        "one-word": " " not in text,
        "greek-last": words[-1] in _GREEK,
        "capital-last": _CAPITAL_LAST.search(text),
        "roman-last": _ROMAN_LAST.search(text),
        "long-words-alone": all(word.isalpha() and len(word) > 3 for word in words),
    }
    names += [name for name, is_so in flags.items() if is_so]
    return dict.fromkeys(names, 1.0) | {"words": len(words) / 10}


def _of_place(document: Document, mention: Mention, texts: Sequence[str]) -> dict[str, float]:
    text, start, end = document.text, mention.start, mention.end
    after = _WORD.findall(text[end : end + _WINDOW].lower())
    before = _WORD.findall(text[max(0, start - _WINDOW) : start].lower())
    found = {"title": 1.0} if start < len(document.title) else {}
    for name, words in (("next", after), ("previous", before[::-1])):
        found |= {f"{name}-{number}={word}": 1.0 for number, word in enumerate(words[:2], start=1)}
    own = mention.text.lower()
    stem = own.rstrip("s")
    for other in texts[bisect_left(texts, stem) :] if stem else ():
        if not other.startswith(stem):
            break
        if other != own and _MEMBER.match(other, len(stem)):
            found["member-named"] = 1.0
    if any(stem in other and other not in (own, stem) for other in texts):
        found["within-another"] = 1.0
    return found | {"often": min(_MOST, text.count(mention.text)) / _MOST}


def load_weights(folder: Path) -> FamilyWeights:
    """The trained weights. Raises ModelError where the file is missing or damaged."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return FamilyWeights(
            float(content["bias"]), {str(name): float(weight) for name, weight in content["weights"].items()}
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder / FILE}: cannot be used ({error!r}); install kg again") from error


def save_weights(folder: Path, weights: FamilyWeights, trained: Mapping[str, Any]) -> None:
    """Write the weights, one feature a line, with what is to be said of how they were made."""
    content = {"trained": trained, "bias": weights.bias, "weights": dict(weights.features)}
    (folder / FILE).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
