"""Which species a gene's mention belongs to, by the words for species around it.

Gene corpora give ids by species, and authors seldom say it at the gene itself. Each species that the document names
competes for a mention, with human and mouse always among them; a linear model over ``FEATURES`` and over the words of
the document (``kg.pipeline.ground.topic``), trained by ``kg train grounding``, says how well each suits the place, and
the places of a document then agree a little.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import ModelError
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.taxa import HUMAN, MOUSE, RAT
from kg.model import Document, Mention
from kg.pipeline.ground import topic
from kg.pipeline.ground.species_words import SpeciesWord, SpeciesWords, count_words
from kg.pipeline.ground.topic import Vector
from kg.pipeline.guidelines import DEFAULT, Guideline

FILE = "species.json"

FEATURES = (
    *(f"is-{kind}" for kind in topic.KINDS),
    "right-before", "before-in-sentence", "after-in-sentence", "any-before-in-sentence", "last-before",
    "share", "log-count", "in-title", "most-frequent", "absent", "named", "share-named", "human-named",
    *(f"capital-first-{kind}" for kind in topic.KINDS),
    *(f"all-capitals-{kind}" for kind in topic.KINDS),
    *(f"document-capital-first-{kind}" for kind in topic.KINDS),
    "text", "text-unnamed", "unnamed-mouse", "people-mouse", "unnamed-capital-first-mouse",
    "name-known", "symbol-known", "letter", "other-name-known", "other-name-unknown",
)  # fmt: skip
"""What is looked at for a mention and a species. *Named*: by a word for the species itself and not by one for people
(``patients``). *Text*: what the words of the whole text say, as learned from texts that name their species; *unnamed*:
no species but people.
"""

TEXT_SCALE = 1 / 3
"""What of that goes into the model, so that its weight is of the size of the others'."""

AGREEMENT = 0.5
"""How much the mean over the document's mentions counts beside a mention's own probabilities (in logarithms)."""

NO_TABLE = 1.0
"""What is taken off the logarithm of the chance of any other species: its genes have ids only where annotators gave
them.
"""

CLOSE = 0.7
"""A second species whose own chance is at least this share of the first one's is as good as named, and the genes of
both are printed, as annotators do where a study works with both. In the folds of ``bench.genes`` that gains 0.3 to 0.6
F1 and costs a point of precision.
"""

RIGHT_BEFORE = 12
"""Characters between a species word and a mention that it stands right before."""

_LETTERS = {"h": HUMAN, "m": MOUSE, "r": RAT}
_PREFIXED = re.compile(r"([hmr])(?=[A-Z][A-Za-z0-9-]+$)")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z0-9])|\n")
_CAPITAL_FIRST = re.compile(r"[A-Z][a-z]+[a-z0-9-]*\d[a-z0-9]*|[A-Z][a-z]{2,}\d*")
_ALL_CAPITALS = re.compile(r"(?=.*[A-Z])[A-Z0-9-]+")

_end_of = attrgetter("end")


@dataclass(frozen=True, slots=True)
class SpeciesWeights:
    """What ``kg train grounding`` learns of species: a weight for each of ``FEATURES``, and for a word one for each of
    ``topic.KINDS``.

    ``words``: learned from gold; ``texts``: learned from texts without labels that name their species. ``own``: what a
    guideline (that of a corpus) adds to the weights of features: annotators of human genes take a gene for a human one
    sooner than others do.
    """

    features: Mapping[str, float]
    words: Mapping[str, tuple[float, ...]]
    texts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taxa:
    """The species a gene's mention may be of, as CURIEs of NCBI's taxonomy.

    ``ranked``: the likeliest, then the others that the document names; ``close``: the second likeliest where it is
    nearly as likely as the first, else empty.
    """

    ranked: tuple[str, ...]
    close: str = ""


class SpeciesFinder:
    """Holds the words for species and what is learned of them; ``guideline``: the corpus whose own weights count
    too.
    """

    def __init__(self, lexicon: Lexicon, weights: SpeciesWeights, guideline: Guideline = DEFAULT) -> None:
        self._lexicon = lexicon
        own = weights.own.get(guideline.name, {})
        self._weights = np.array([weights.features[name] + own.get(name, 0.0) for name in FEATURES])
        self._weight_at: list[float] = self._weights.tolist()
        self._topic = topic.Topic(weights.words)
        self._text = topic.Topic(weights.texts)
        self.words = SpeciesWords(lexicon)
        self._known: dict[tuple[str, str], tuple[bool, bool]] = {}

    def __call__(self, document: Document, mentions: Sequence[Mention]) -> list[Taxa]:
        """The species of each mention of a gene."""
        words = self.words(document.text)
        counted = count_words(document, words)
        if not mentions:
            return []
        taxa = tuple(dict.fromkeys((HUMAN, MOUSE, *counted)))
        style = capital_first([mention.text for mention in mentions])
        topical = self._topic(document.text)[[topic.kind_of(taxon) for taxon in taxa]]
        shared = (self.features_of_document(document, words, counted, taxa, style) @ self._weights + topical).tolist()
        # A document has few species, and numbers are faster than arrays of few.
        chances = [
            _chances(
                [
                    score + sum([self._weight_at[place] for place in own])
                    for score, own in zip(shared, places, strict=True)
                ]
            )
            for places in (self._places(document, mention, words, taxa) for mention in mentions)
        ]
        agreed = [AGREEMENT * math.log(sum(of_all) / len(chances) + 1e-9) for of_all in zip(*chances, strict=True)]
        doubt = [0.0 if taxon == HUMAN or taxon in self._lexicon.genes.taxa else NO_TABLE for taxon in taxa]
        return [
            _ranked(
                taxa, [math.log(chance + 1e-9) - less for chance, less in zip(own, doubt, strict=True)], agreed, counted
            )
            for own in chances
        ]

    def features_of_document(
        self, document: Document, words: list[SpeciesWord], counted: Counter[str], taxa: tuple[str, ...], style: float
    ) -> Vector:
        """Species x ``FEATURES``, those set that are the same for all mentions of a document; ``counted`` as from
        ``count_words``, ``style`` from ``capital_first`` of the document.
        """
        all_named = Counter(word.taxon for word in words if word.named)
        in_title = {word.taxon for word in words if word.start < len(document.title)}
        total, most, named = sum(counted.values()), max(counted.values(), default=0), sum(all_named.values())
        table = np.zeros((len(taxa), len(FEATURES)))
        text = TEXT_SCALE * self._text(document.text)
        unnamed = not counted.keys() - {HUMAN}
        for row, taxon in zip(table, taxa, strict=True):
            kind = topic.KINDS[topic.kind_of(taxon)]
            values = {
                f"is-{kind}": 1.0,
                "share": counted[taxon] / total if total else 0.0,
                "log-count": min(3.0, math.log1p(counted[taxon])),
                "in-title": taxon in in_title,
                "most-frequent": bool(total) and counted[taxon] == most,
                "absent": not counted[taxon],
                "named": all_named[taxon] > 0,
                "share-named": all_named[taxon] / max(1, named),
                "human-named": taxon == HUMAN and all_named[taxon] > 0,
                f"document-capital-first-{kind}": style,
                "text": text[topic.kind_of(taxon)],
                "text-unnamed": text[topic.kind_of(taxon)] if unnamed else 0.0,
                "unnamed-mouse": taxon == MOUSE and not counted,
                "unnamed-capital-first-mouse": style if taxon == MOUSE and unnamed else 0.0,
                "people-mouse": taxon == MOUSE and bool(counted) and unnamed,
            }
            for name, value in values.items():
                row[_PLACE[name]] = float(value)
        return table

    def features(
        self, document: Document, mention: Mention, words: list[SpeciesWord], taxa: tuple[str, ...], of_document: Vector
    ) -> Vector:
        """Species x ``FEATURES`` of a mention: those of its document (``features_of_document``), and what stands around
        it.
        """
        table = of_document.copy()
        for row, places in zip(table, self._places(document, mention, words, taxa), strict=True):
            row[places] = 1.0
        return table

    def _places(
        self, document: Document, mention: Mention, words: list[SpeciesWord], taxa: tuple[str, ...]
    ) -> list[list[int]]:
        """For each species, the features of a mention that are true of it, by their places in ``FEATURES``."""
        text, start, end = document.text, mention.start, mention.end
        at = bisect_left(words, start, key=_end_of)
        before = next((word for word in reversed(words[:at]) if word.named), None)
        after = next((word for word in words[at:] if word.named and word.start >= end), None)
        near_before = before is not None and not _SENTENCE_END.search(text, before.end, start)
        right_before = near_before and before is not None and start - before.end <= RIGHT_BEFORE
        near_after = after is not None and not _SENTENCE_END.search(text, end, after.start)
        around = set()
        for word in reversed(words[max(0, at - 20) : at]):
            if _SENTENCE_END.search(text, word.end, start):
                break
            around.add(word.taxon)
        letter = _PREFIXED.match(mention.text)
        as_mouse = bool(_CAPITAL_FIRST.fullmatch(mention.text))
        as_human = not as_mouse and bool(_ALL_CAPITALS.fullmatch(mention.text))
        found = []
        for taxon in taxa:
            kind = topic.KINDS[topic.kind_of(taxon)]
            known, as_symbol = self._name_known(mention.text, taxon)
            is_before = before is not None and before.taxon == taxon
            true = {
                "right-before": is_before and right_before,
                "before-in-sentence": is_before and near_before,
                "after-in-sentence": near_after and after is not None and after.taxon == taxon,
                "any-before-in-sentence": taxon in around,
                "last-before": is_before,
                f"capital-first-{kind}": as_mouse,
                f"all-capitals-{kind}": as_human,
                "name-known": known,
                "symbol-known": as_symbol,
                "other-name-known": known and kind == "other",
                "other-name-unknown": not known and kind == "other" and taxon in self._lexicon.genes.taxa,
                "letter": letter is not None and _LETTERS[letter[1]] == taxon,
            }
            found.append([_PLACE[name] for name, is_so in true.items() if is_so])
        return found

    def _name_known(self, text: str, taxon: str) -> tuple[bool, bool]:
        at = (text, taxon)
        if at not in self._known:
            if len(self._known) > 1 << 15:
                self._known.clear()
            genes = self._lexicon.genes.named(text, taxon)
            self._known[at] = (bool(genes), bool(genes) and genes[0].rank == 0)
        return self._known[at]


def _ranked(taxa: tuple[str, ...], own: list[float], agreed: list[float], counted: Mapping[str, int]) -> Taxa:
    """Species by the logarithms of a mention's own chances and of what the document's mentions agree on; ``counted``:
    those it names.
    """
    order = sorted(range(len(taxa)), key=lambda at: -(own[at] + agreed[at]))
    first, second = order[:2]
    ranked = tuple([taxa[at] for at in order if at == first or counted.get(taxa[at])])
    return Taxa(ranked, taxa[second] if own[second] - own[first] >= math.log(CLOSE) else "")


def capital_first(texts: Iterable[str]) -> float:
    """How a document writes its genes: to -1 where all symbols are in capitals (``SOX2``, as human ones are), to 1
    where only the first letter is (``Sox2``, as in mice); each symbol counts once, other names not at all, and one
    symbol alone for half of what many do.
    """
    distinct = set(texts)
    mouse = sum(1 for text in distinct if _CAPITAL_FIRST.fullmatch(text))
    human = sum(1 for text in distinct if not _CAPITAL_FIRST.fullmatch(text) and _ALL_CAPITALS.fullmatch(text))
    return (mouse - human) / (mouse + human + 1)


def _chances(scores: list[float]) -> list[float]:
    most = max(scores)
    grown = [math.exp(score - most) for score in scores]
    total = sum(grown)
    return [one / total for one in grown]


_PLACE = {name: place for place, name in enumerate(FEATURES)}


def bare(text: str) -> str:
    """A symbol without the letter of its species: ``mPer1`` becomes ``Per1``."""
    return _PREFIXED.sub("", text)


def publications(folder: Path) -> frozenset[str]:
    """PMIDs of the gold documents that names and weights were learned from. Raises ModelError where the file is missing
    or damaged.
    """
    try:
        return frozenset(
            str(json.loads((folder / FILE).read_text(encoding="utf-8"))["trained"]["publications"]).split()
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / FILE}: cannot be used ({error!r}); install kg again") from error


def load_weights(folder: Path) -> SpeciesWeights:
    """The trained weights. Raises ModelError where the file is missing or lacks something."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        features = {name: float(content["weights"][name]) for name in FEATURES}
        words, texts = (
            {str(word): tuple(map(float, row)) for word, row in content[name].items()} for name in ("words", "texts")
        )
        for table in (words, texts):
            if wrong := next((word for word, row in table.items() if len(row) != len(topic.KINDS)), ""):
                raise ValueError(f"the word {wrong!r} has {len(table[wrong])} numbers, expected {len(topic.KINDS)}")
        own = {str(corpus): {name: float(added[name]) for name in FEATURES} for corpus, added in content["own"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder / FILE}: cannot be used ({error!r}); install kg again") from error
    return SpeciesWeights(features, words, texts, own)


def save_weights(folder: Path, weights: SpeciesWeights, trained: Mapping[str, Any]) -> None:
    """Write the weights, one word a line, with what is to be said of how they were made."""
    blocks = [
        json.dumps({"trained": trained, "weights": weights.features, "own": weights.own}, indent=1, sort_keys=True)[:-2]
    ]
    for name, words in (("words", weights.words), ("texts", weights.texts)):
        rows = ",\n".join(f"  {json.dumps(word)}: {json.dumps(list(row))}" for word, row in sorted(words.items()))
        blocks.append(f' "{name}": {{\n{rows}\n }}')
    (folder / FILE).write_text(",\n".join(blocks) + "\n}\n", encoding="utf-8")
