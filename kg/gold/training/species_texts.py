"""Which words tell a text's species, learned from texts that name theirs: a text that says *mice* teaches what else
studies of mice say.

Distant supervision (Mintz et al. 2009): the words for species are the label and are taken out of the text, and what is
learned of the others then speaks for texts that name no species at all, of which gold is scarce. Multinomial logistic
regression over the words of a text; a text that names several species is shared out among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import scipy.optimize
import scipy.sparse

from kg.gold.training.number_types import F64
from kg.pipeline.ground import topic
from kg.pipeline.ground.species_words import SpeciesWords

LEAST_TEXTS, MOST_TEXTS = 8, 0.3
"""Texts that a word must stand in, and share of all that it may stand in, to be learned."""

DECAY = 2e-3
"""The L2 penalty, set by hand: ``python -m bench.genes`` tells what another one brings."""

PASSES = 150
"""Most passes of L-BFGS."""

LEAST_WEIGHT = 0.02
"""A word whose weights lie within this of one another says nothing, and is not kept."""


def word_weights(texts: Iterable[str], words: SpeciesWords) -> dict[str, tuple[float, ...]]:
    """What each word says for each of ``topic.KINDS`` (natural logarithms, mean 0 over the kinds); empty without texts
    that name any.
    """
    found, labels = [], []
    for text in texts:
        named = words(text)
        if not named:
            continue
        counted = Counter(topic.kind_of(word.taxon) for word in named)
        labels.append([counted[kind] / len(named) for kind in range(len(topic.KINDS))])
        for word in reversed(named):
            text = f"{text[: word.start]} {text[word.end :]}"
        found.append(topic.words_of(text))
    frequent = Counter(word for one in found for word in one)
    vocabulary = sorted(word for word, count in frequent.items() if LEAST_TEXTS <= count <= MOST_TEXTS * len(found))
    if not vocabulary:
        return {}
    weights = _fit(_table(found, vocabulary), np.array(labels))
    weights -= weights.mean(axis=1, keepdims=True)
    kept = np.flatnonzero(np.ptp(weights, axis=1) >= LEAST_WEIGHT)
    return {vocabulary[at]: tuple(np.round(weights[at], 3).tolist()) for at in kept.tolist()}


def _table(found: list[tuple[str, ...]], vocabulary: list[str]) -> scipy.sparse.csr_matrix:
    """Texts x (vocabulary and a column of ones), 1 where a text has the word."""
    place = {word: number for number, word in enumerate(vocabulary)}
    rows = [[*(place[word] for word in one if word in place), len(vocabulary)] for one in found]
    starts = np.cumsum([0, *map(len, rows)])
    return scipy.sparse.csr_matrix(
        (np.ones(starts[-1]), np.concatenate(rows), starts), shape=(len(rows), len(vocabulary) + 1)
    )


def _fit(table: scipy.sparse.csr_matrix, labels: F64) -> F64:
    """Weights, vocabulary x kinds, of the least mean cross-entropy with the penalty; the constant is fitted beside them
    and dropped.
    """
    turned = table.T.tocsr()
    shape = (table.shape[1], labels.shape[1])

    def loss(flat: F64) -> tuple[float, F64]:
        weights = flat.reshape(shape)
        scores = table @ weights
        scores -= scores.max(axis=1, keepdims=True)
        chances = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        held = weights.copy()
        held[-1] = 0.0
        slope = turned @ (np.exp(chances) - labels) / len(labels) + DECAY * held
        return float(-(labels * chances).sum() / len(labels) + DECAY / 2 * (held**2).sum()), slope.ravel()

    done = scipy.optimize.minimize(
        loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": PASSES}
    )
    return np.asarray(done.x.reshape(shape)[:-1])
