"""A second opinion: linear-chain CRFs over hand-made features, one a guideline (CRFsuite).

They err elsewhere than the network does. In training they vote with the networks on text without labels, under every
guideline; at run time on the types that a guideline has ``votes`` for, where one network does not take up all that they
know. Elsewhere the network alone is better, and twice as fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.errors import ModelError
from kg.pipeline.nlp.ner import lexical
from kg.pipeline.nlp.ner.encode import TextPiece
from kg.pipeline.nlp.ner.kinds import BEGIN, INSIDE, KINDS, OUTSIDE
from kg.pipeline.nlp.ner.words import shape

F32 = npt.NDArray[np.float32]

_STEPS = (-3, -2, -1, 1, 2, 3)
"""Places beside a token whose words are features of it."""

_LEAST = 1e-5
"""A probability below this counts as this in the vote, so that no voter has a veto."""


class Voters:
    """Holds trained CRFs by guideline; gives the probability of each state of each type, by guideline."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        """``contents``: guideline -> what CRFsuite has written. Raises ModelError for anything else."""
        import pycrfsuite

        # CRFsuite reads from these bytes as long as it tags.
        self._contents = dict(contents)
        self._taggers = {}
        for corpus, content in self._contents.items():
            self._taggers[corpus] = pycrfsuite.Tagger()
            try:
                self._taggers[corpus].open_inmemory(content)
            except ValueError as error:
                raise ModelError(f"the CRF for {corpus}: {error}; install kg again") from error

    def __call__(self, piece: TextPiece) -> dict[str, F32]:
        """Probabilities by guideline: tokens x types x states."""
        import pycrfsuite

        # The features are the same for all the CRFs, and most of the work.
        sentences = [(bounds, pycrfsuite.ItemSequence(rows)) for bounds, rows in features(piece)]
        return {corpus: _probabilities(tagger, sentences, len(piece.words)) for corpus, tagger in self._taggers.items()}


def _probabilities(tagger: Any, sentences: Sequence[tuple[tuple[int, int], Any]], count: int) -> F32:
    """Probabilities of the states of ``count`` tokens by one CRF."""
    found = np.zeros((count, len(KINDS), 3), dtype=np.float32)
    labels = [label for label in tagger.labels() if label != "O"]
    for (first, last), features in sentences:
        tagger.set(features)
        for label in labels:
            state = BEGIN if label[0] == "B" else INSIDE
            found[first:last, int(label[1:]), state] = [tagger.marginal(label, at) for at in range(last - first)]
    found[:, :, OUTSIDE] = np.maximum(1.0 - found[:, :, BEGIN] - found[:, :, INSIDE], 0.0)
    return found


def vote(opinions: Sequence[F32], weights: Sequence[float]) -> F32:
    """The weighted geometric mean of probabilities (last axis: states), normalised."""
    logs = sum(weight * np.log(np.maximum(opinion, _LEAST)) for weight, opinion in zip(weights, opinions, strict=True))
    mixed: F32 = np.exp(logs - np.max(logs, axis=2, keepdims=True)).astype(np.float32)
    mixed /= mixed.sum(axis=2, keepdims=True)
    return mixed


def features(piece: TextPiece) -> Iterator[tuple[tuple[int, int], list[list[str]]]]:
    """The sentences' bounds with the names of the features of their tokens."""
    lexicon = _lexicon_features(piece)
    for first, last in piece.sentences:
        words = [_named(word) for word in piece.words[first:last]]
        rows = [[*word.own, *lexicon[first + at]] for at, word in enumerate(words)]
        for at, row in enumerate(rows):
            for step in _STEPS:
                if 0 <= at + step < len(words):
                    row += words[at + step].beside[step]
                    if abs(step) == 1:
                        row += [f"{step}{name}" for name in lexicon[first + at + step]]
            if at:
                row.append(f"b-={words[at - 1].lower}_{words[at].lower}")
            if at + 1 < len(words):
                row.append(f"b+={words[at].lower}_{words[at + 1].lower}")
        yield (first, last), rows


@dataclass(frozen=True, slots=True)
class _WordFeatures:
    """The names of a word's features: of its own, and of the tokens that it stands beside, by the steps from them to
    it.
    """

    lower: str
    own: tuple[str, ...]
    beside: dict[int, tuple[str, ...]]


@lru_cache(maxsize=1 << 14)
def _named(word: str) -> _WordFeatures:
    lower, form = word.lower(), shape(word)
    beside: dict[int, tuple[str, ...]] = {step: (f"w{step}={lower}",) for step in _STEPS}
    for step in (-2, -1, 1, 2):
        beside[step] += (f"s{step}={form}", f"u{step}={lower[-3:]}")
    return _WordFeatures(lower, tuple(_own(word, lower, form)), beside)


def _own(word: str, lower: str, form: str) -> list[str]:
    """Features of a token on its own."""
    found = [
        "bias",
        f"w={lower}",
        f"W={word}",
        f"s={form}",
        f"t={''.join(c for at, c in enumerate(form) if form[at - 1 : at] != c)}",
    ]
    for size in (2, 3, 4, 5):
        if len(lower) > size:
            found += [f"p{size}={lower[:size]}", f"u{size}={lower[-size:]}"]
    found += [f"3={lower[at : at + 3]}" for at in range(len(lower) - 2)]
    found += [f"4={lower[at : at + 4]}" for at in range(len(lower) - 3)]
    return found


def _lexicon_features(piece: TextPiece) -> list[list[str]]:
    """What the flags of each token say, and what the lexicon says of its abbreviation's long form."""
    found: list[list[str]] = [[] for _ in piece.words]
    for at, column in np.argwhere(piece.flags).tolist():
        found[at].append(f"L{column}")
    for number in np.unique(piece.long_of[piece.long_of >= 0]).tolist():
        inside = np.flatnonzero(piece.in_long == number)
        if not len(inside):
            continue
        classes = np.flatnonzero(piece.flags[inside, : 4 * len(lexical.CLASSES)].any(axis=0)) // 4
        told = f"A={piece.words[inside[-1]].lower()[-4:]}_{'.'.join(map(str, sorted(set(classes.tolist()))))}"
        for at in np.flatnonzero(piece.long_of == number):
            found[at].append(told)
    return found
