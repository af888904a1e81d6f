"""The network: residual convolutions over a document, pooled over equal words and over abbreviations.

``emissions`` gives the score of each state of each type for every token, conditioned on a guideline. Documents are run
one at a time: the products of a single abstract (200 rows and more) already run at full speed, and the outcome does not
depend on what a document was batched with. All that depends on a token alone goes through the input layer once a
distinct token. That layer, the pooling and the output are numpy's; the layers between, where the work is, are those of
``kg.pipeline.nlp.ner.graph``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.pipeline.guidelines import GUIDELINES
from kg.pipeline.nlp.ner.encode import COLUMNS, TextPiece
from kg.pipeline.nlp.ner.graph import Layers
from kg.pipeline.nlp.ner.kinds import KINDS
from kg.pipeline.nlp.ner.vectors import WordVectors
from kg.pipeline.nlp.ner.words import ROWS, TRIGRAM_ROWS, word_form

F32 = npt.NDArray[np.float32]
Weights = dict[str, F32]
"""Arrays by name; shapes as in ``shapes``."""

WIDTH = 128
BEFORE, AFTER = 3, 2
"""Convolutions before and after the document is pooled."""

EMBEDDED = {"word": 48, "prefix": 32, "suffix": 32, "shape": 24}
TRIGRAM_WIDTH = 48
GUIDELINE_WIDTH = 16
HIDDEN = 96
STATES = 3
_CACHED_WORDS = 1 << 15


def shapes(dimensions: int) -> dict[str, tuple[int, ...]]:
    """Shape of every array of the network for word vectors of so many dimensions."""
    own = sum(EMBEDDED.values()) + TRIGRAM_WIDTH + dimensions
    found: dict[str, tuple[int, ...]] = {f"embed_{name}": (ROWS[name], width) for name, width in EMBEDDED.items()}
    found["embed_trigram"] = (TRIGRAM_ROWS, TRIGRAM_WIDTH)
    found |= {"word_w": (own, 2 * WIDTH), "flag_w": (COLUMNS, 2 * WIDTH), "input_b": (2 * WIDTH,)}
    for layer in [f"conv{n}" for n in range(BEFORE + AFTER)] + ["pool"]:
        inputs = 4 * WIDTH if layer == "pool" else 3 * WIDTH
        found |= {
            f"{layer}_w": (inputs, 2 * WIDTH),
            f"{layer}_b": (2 * WIDTH,),
            f"{layer}_gain": (WIDTH,),
            f"{layer}_bias": (WIDTH,),
        }
    found["embed_guideline"] = (len(GUIDELINES), GUIDELINE_WIDTH)
    found |= {"hidden_w": (WIDTH + GUIDELINE_WIDTH, HIDDEN), "hidden_b": (HIDDEN,)}
    found |= {"output_w": (HIDDEN, len(KINDS) * STATES), "output_b": (len(KINDS) * STATES,)}
    found["transitions"] = (len(KINDS), STATES, STATES)
    return found


class MentionNetwork:
    """Holds the weights and what is known of tokens seen so far."""

    def __init__(self, weights: Weights, vectors: WordVectors, *, exact: bool = False) -> None:
        """``exact``: with the products of the layers in float32, as in training; slower."""
        self._weights = weights
        self._layers = Layers(weights, WIDTH, BEFORE, AFTER, exact=exact)
        self._vectors = vectors
        self._known: dict[str, F32] = {}

    @property
    def transitions(self) -> F32:
        """Scores of a state after another: types x from x to."""
        return self._weights["transitions"]

    def emissions(self, piece: TextPiece, guideline: int) -> F32:
        """Scores: tokens x types x states, not normalised; ``guideline`` is a row of the embedding."""
        return self.scores(self.context(piece), guideline)

    def context(self, piece: TextPiece) -> F32:
        """What the network knows of each token before it is told the guideline: tokens x ``WIDTH``."""
        w = self._weights
        x = self._words(piece.words)
        x += piece.flags @ w["flag_w"]
        x += w["input_b"]
        x = self._layers.convolved(np.maximum(x[:, :WIDTH], x[:, WIDTH:]))
        return self._layers.pooled(x, *_pooled(x, piece))

    def scores(self, context: F32, guideline: int) -> F32:
        """What ``emissions`` gives, from ``context``."""
        w = self._weights
        # The guideline is the same for every token, so its part of the product is one row.
        fixed = w["embed_guideline"][guideline] @ w["hidden_w"][WIDTH:] + w["hidden_b"]
        hidden = np.maximum(context @ w["hidden_w"][:WIDTH] + fixed, 0.0)
        scores: F32 = hidden @ w["output_w"] + w["output_b"]
        return scores.reshape(-1, len(KINDS), STATES)

    def _words(self, words: list[str]) -> F32:
        """The tokens' share of the input layer: tokens x 2 ``WIDTH``."""
        known = self._known
        if unknown := [word for word in dict.fromkeys(words) if word not in known]:
            if len(known) + len(unknown) > _CACHED_WORDS:
                known.clear()
                unknown = list(dict.fromkeys(words))
            w = self._weights
            # One product a word: rows of a product of many may differ in the last bit with what stands beside them.
            known.update(zip(unknown, (own @ w["word_w"] for own in self._own(unknown)), strict=True))
        return np.concatenate([known[word] for word in words]).reshape(-1, 2 * WIDTH)

    def _own(self, words: list[str]) -> F32:
        """What a token is on its own: tokens x (embedded forms, mean of the embedded trigrams, static vector)."""
        w, forms = self._weights, [word_form(word) for word in words]
        rows = np.array([form.rows for form in forms])
        trigrams = w["embed_trigram"][[row for form in forms for row in form.trigrams]]
        counts = np.array([len(form.trigrams) for form in forms])
        mean = np.add.reduceat(trigrams, np.cumsum(counts) - counts) / counts[:, None].astype(np.float32)
        return np.concatenate(
            [*(w[f"embed_{name}"][rows[:, n]] for n, name in enumerate(EMBEDDED)), mean, self._vectors.all(words)],
            axis=1,
        )


def _pooled(x: F32, piece: TextPiece) -> tuple[F32, F32, F32]:
    """For each token: mean and maximum of the states of its word in the piece, and the mean state of its abbreviation's
    long form.
    """
    # Words by how often they come, the most frequent first, so that those with a further place are always the first
    # ones.
    order, count = np.argsort(piece.same, kind="stable"), np.bincount(piece.same)
    words = np.argsort(-count, kind="stable")
    first, count = (np.cumsum(count) - count)[words], count[words]
    highest = x[order[first]]
    mean = highest.copy()
    for place, further in enumerate(np.searchsorted(-count, np.arange(-1, -count[0], -1)).tolist(), start=1):
        states = x[order[first[:further] + place]]
        np.maximum(highest[:further], states, out=highest[:further])
        mean[:further] += states
    mean /= count[:, None].astype(np.float32)
    number = np.empty_like(words)
    number[words] = np.arange(len(words))
    at = number[piece.same]
    long = np.zeros_like(x)
    for form in np.unique(piece.long_of[piece.long_of >= 0]).tolist():
        inside = piece.in_long == form
        if inside.any():
            long[piece.long_of == form] = x[inside].mean(axis=0)
    return mean[at], highest[at], long
