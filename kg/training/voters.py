"""A second opinion on text without labels: linear-chain CRFs over hand-made features, one a guideline (python-crfsuite).

They err elsewhere than the network does, so the two together label text better than either; the network that ships is trained on what
they agree on and needs no CRF itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.nlp.ner import lexical
from kg.nlp.ner.encode import Piece
from kg.nlp.ner.kinds import BEGIN, INSIDE, KINDS, OUTSIDE
from kg.nlp.ner.words import shape
from kg.training.examples import F32, Example

PARAMETERS: dict[str, Any] = {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}

WEIGHTS = {"bc5cdr": 0.35, "biored": 0.3, "ncbi-disease": 0.4}
"""Share of the CRF in the vote, by guideline; chosen on the development files in an earlier trial."""

_LEAST = 1e-5
"""A probability below this counts as this in the vote, so that no voter has a veto."""


def train_voter(examples: Iterable[Example], path: Path) -> None:
    """Train the CRF of one guideline on its gold and write it to ``path``. The outcome depends on the examples alone."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        labels = _labels(example)
        for (first, last), features in _features(example.piece):
            trainer.append(features, labels[first:last])
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


class Voters:
    """Holds trained CRFs by guideline; gives the probability of each state of each type, by guideline."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        import pycrfsuite

        self._taggers = {}
        for corpus, path in paths.items():
            self._taggers[corpus] = pycrfsuite.Tagger()
            self._taggers[corpus].open(str(path))

    def __call__(self, piece: Piece) -> dict[str, F32]:
        """Probabilities by guideline: tokens x types x states."""
        import pycrfsuite

        # The features are the same for all the CRFs, and most of the work.
        sentences = [(bounds, pycrfsuite.ItemSequence(features)) for bounds, features in _features(piece)]
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


def _labels(example: Example) -> list[str]:
    """One label a token: ``O``, or ``B`` or ``I`` with the number of the type."""
    labels = ["O"] * len(example.words)
    states = example.wanted.argmax(axis=2)
    for at, kind in zip(*np.nonzero(states), strict=True):
        labels[at] = f"{'B' if states[at, kind] == BEGIN else 'I'}{kind}"
    return labels


def _features(piece: Piece) -> Iterator[tuple[tuple[int, int], list[list[str]]]]:
    """The sentences' bounds with the features of their tokens."""
    lexicon = _lexicon_features(piece)
    for first, last in piece.sentences:
        words = piece.words[first:last]
        lower = [word.lower() for word in words]
        shapes = [shape(word) for word in words]
        rows = [[*_own(words[at], lower[at], shapes[at]), *lexicon[first + at]] for at in range(len(words))]
        for at, row in enumerate(rows):
            for step in (-3, -2, -1, 1, 2, 3):
                if 0 <= at + step < len(words):
                    row.append(f"w{step}={lower[at + step]}")
                    if abs(step) < 3:
                        row += [f"s{step}={shapes[at + step]}", f"u{step}={lower[at + step][-3:]}"]
                    if abs(step) == 1:
                        row += [f"{step}{name}" for name in lexicon[first + at + step]]
            if at:
                row.append(f"b-={lower[at - 1]}_{lower[at]}")
            if at + 1 < len(words):
                row.append(f"b+={lower[at]}_{lower[at + 1]}")
        yield (first, last), rows


def _own(word: str, lower: str, form: str) -> list[str]:
    """Features of a token on its own."""
    found = ["bias", f"w={lower}", f"W={word}", f"s={form}", f"t={''.join(c for at, c in enumerate(form) if form[at - 1 : at] != c)}"]
    for size in (2, 3, 4, 5):
        if len(lower) > size:
            found += [f"p{size}={lower[:size]}", f"u{size}={lower[-size:]}"]
    found += [f"3={lower[at : at + 3]}" for at in range(len(lower) - 2)]
    found += [f"4={lower[at : at + 4]}" for at in range(len(lower) - 3)]
    return found


def _lexicon_features(piece: Piece) -> list[list[str]]:
    """What the flags of each token say, and what the lexicon says of its abbreviation's long form."""
    found: list[list[str]] = [[] for _ in piece.words]
    for at, column in zip(*np.nonzero(piece.flags), strict=True):
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
