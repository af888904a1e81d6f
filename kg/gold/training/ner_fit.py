"""Fits the network with jax: the same function as ``kg.pipeline.nlp.ner.network``, on documents packed end to end, with
dropout.

Partly annotated corpora: the output of a type that a document does not annotate is held at *outside*, so that it
neither costs nor teaches anything. Wanted states are distributions: one state for gold, the voters' probabilities for
text that they have labelled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.gold.training.ner_examples import NerExample, WordTable
from kg.pipeline.nlp.ner import network as net
from kg.pipeline.nlp.ner.encode import COLUMNS
from kg.pipeline.nlp.ner.kinds import INSIDE, KINDS, OUTSIDE
from kg.pipeline.nlp.ner.network import Weights

GAP = 4
"""Empty tokens between packed documents: as many as two convolutions see, so that none sees its neighbour before the
pooling.
"""

BATCH_TOKENS = 1536
LONG_FORMS = 64
"""Long forms in a batch; further ones are left out."""

OPEN_LOTS = 8
"""Batches that are filled at a time, so that a short text closes the gap that a long one leaves."""

PackedBatch = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NerRecipe:
    """How long and how hard to train. ``steps`` of the learning rate: a rise over ``warm_up``, then a cosine down to a
    fiftieth.
    """

    epochs: int = 6
    rate: float = 2e-3
    warm_up: int = 100
    dropout: float = 0.3
    word_dropout: float = 0.3
    flag_dropout: float = 0.1
    decay: float = 0.01
    average: float = 0.995


def initial(dimensions: int, seed: int) -> Weights:
    """Weights to start from: normal numbers by the seed, gains of 1, everything else 0."""
    random = np.random.RandomState(seed)
    weights: Weights = {}
    for name, shape in net.shapes(dimensions).items():
        if name.startswith("embed_"):
            scale = 0.2 if name == "embed_trigram" else 0.1
        elif name.endswith("_w"):
            # the two halves of the input layer add up to one map
            inputs = (
                sum(net.shapes(dimensions)[n][0] for n in ("word_w", "flag_w"))
                if name in ("word_w", "flag_w")
                else shape[0]
            )
            scale = (0.5 if name == "output_w" else 1.0) / math.sqrt(inputs)
        else:
            scale = 0.0
        weights[name] = (
            (random.randn(*shape) * scale).astype(np.float32)
            if scale
            else np.full(shape, name.endswith("_gain"), np.float32)
        )
    return weights


def pack(examples: Sequence[NerExample]) -> PackedBatch:
    """Examples laid end to end in ``BATCH_TOKENS`` rows, ``GAP`` empty ones between them; what does not fit is cut
    off.
    """
    n = BATCH_TOKENS
    batch: PackedBatch = {
        "words": np.zeros(n, np.int32),
        "flags": np.zeros((n, COLUMNS), np.float32),
        "real": np.zeros(n, np.float32),
        "same": np.full(n, n - 1, np.int32),
        "long_of": np.full(n, LONG_FORMS - 1, np.int32),
        "in_long": np.full(n, LONG_FORMS - 1, np.int32),
        "wanted": np.zeros((n, len(KINDS), 3), np.float32),
        "known": np.zeros((n, len(KINDS)), np.float32),
        "guideline": np.zeros(n, np.int32),
    }
    batch["wanted"][:, :, 0] = 1.0
    at = same = long = 0
    for example in examples:
        size = min(len(example.words), n - at)
        if size <= 0:
            break
        here = slice(at, at + size)
        batch["words"][here] = example.words[:size]
        batch["flags"][here] = example.piece.flags[:size]
        batch["wanted"][here] = example.wanted[:size]
        batch["known"][here] = example.known[:size]
        batch["real"][here] = 1.0
        batch["guideline"][here] = example.guideline
        batch["same"][here] = np.minimum(example.piece.same[:size] + same, n - 2)
        for name, numbers in (("long_of", example.piece.long_of), ("in_long", example.piece.in_long)):
            good = (numbers[:size] >= 0) & (numbers[:size] + long < LONG_FORMS - 1)
            batch[name][here] = np.where(good, numbers[:size] + long, LONG_FORMS - 1)
        same += int(example.piece.same.max()) + 1
        long += int(max(example.piece.long_of.max(), example.piece.in_long.max())) + 1
        at += size + GAP
    return batch


def batches(examples: Sequence[NerExample], random: np.random.RandomState) -> Iterator[list[NerExample]]:
    """The examples in random order in lots that fit a batch."""
    lots: list[list[NerExample]] = []
    sizes: list[int] = []
    for number in random.permutation(len(examples)):
        length = len(examples[number].words) + GAP
        at = next((at for at, size in enumerate(sizes) if size + length <= BATCH_TOKENS), -1)
        if at < 0:
            if len(lots) == OPEN_LOTS:
                fullest = sizes.index(max(sizes))
                sizes.pop(fullest)
                yield lots.pop(fullest)
            lots.append([])
            sizes.append(0)
        lots[at].append(examples[number])
        sizes[at] += length
    yield from lots


def noise_columns(dimensions: int) -> int:
    """Numbers that dropout takes for a token, for word vectors of so many dimensions."""
    inputs = [net.shapes(dimensions)[name][0] for name in ("word_w", "flag_w", "pool_w", "hidden_w", "output_w")]
    return 1 + sum(inputs) + (net.BEFORE + net.AFTER) * net.WIDTH


def _loss(jax: Any, table: tuple[Any, Any, Any], recipe: NerRecipe) -> Callable[[Any, PackedBatch, Any], Any]:
    """The function (weights, batch, noise) -> cost a known token. ``noise``: uint8, ``BATCH_TOKENS`` x
    ``noise_columns``.
    """
    jnp = jax.numpy
    forms, trigrams, values = (jnp.asarray(part) for part in table)
    width = net.WIDTH
    barred = np.zeros((3, 3), np.float32)
    barred[0, 2] = -1e4
    outside = jnp.array([0.0, -1e4, -1e4])

    def normed(w: Any, layer: str, x: Any, inputs: Any, real: Any) -> Any:
        mapped = inputs @ w[f"{layer}_w"] + w[f"{layer}_b"]
        y = x + jnp.maximum(mapped[:, :width], mapped[:, width:])
        y = y - y.mean(1, keepdims=True)
        return (y / jnp.sqrt((y * y).mean(1, keepdims=True) + 1e-5) * w[f"{layer}_gain"] + w[f"{layer}_bias"]) * real

    def scores(w: Any, b: PackedBatch, noise: Any) -> Any:
        used = 0

        def drop(x: Any, rate: float) -> Any:
            nonlocal used
            dropped = round(256 * rate)
            kept = noise[:, used : used + x.shape[1]] >= dropped
            used += x.shape[1]
            return x * kept * (256 / (256 - dropped))

        real = b["real"][:, None]
        rows, grams = forms[b["words"]], trigrams[b["words"]]
        there = (grams >= 0)[:, :, None]
        own = [w[f"embed_{name}"][rows[:, n]] for n, name in enumerate(net.EMBEDDED)]
        own[0] = own[0] * drop(jnp.ones((len(rows), 1)), recipe.word_dropout)
        own.append((w["embed_trigram"][grams] * there).sum(1) / jnp.maximum(there.sum(1), 1))
        own.append(values[b["words"]])
        x = drop(jnp.concatenate(own, 1), recipe.dropout * 2 / 3) @ w["word_w"]
        x = x + drop(b["flags"], recipe.flag_dropout) @ w["flag_w"] + w["input_b"]
        x = jnp.maximum(x[:, :width], x[:, width:]) * real

        def convolve(x: Any, layer: str) -> Any:
            z = jnp.pad(drop(x, recipe.dropout), ((1, 1), (0, 0)))
            return normed(w, layer, x, jnp.concatenate([z[:-2], z[1:-1], z[2:]], 1), real)

        for n in range(net.BEFORE):
            x = convolve(x, f"conv{n}")
        size = len(rows)
        total = jax.ops.segment_sum(real, b["same"], size)
        mean = (jax.ops.segment_sum(x, b["same"], size) / jnp.maximum(total, 1))[b["same"]]
        highest = jax.ops.segment_max(x, b["same"], size)[b["same"]]
        highest = jnp.where(jnp.isfinite(highest), highest, 0)
        count = jax.ops.segment_sum(real, b["in_long"], LONG_FORMS)
        long = jax.ops.segment_sum(x, b["in_long"], LONG_FORMS) / jnp.maximum(count, 1)
        long = (long * (jnp.arange(LONG_FORMS) < LONG_FORMS - 1)[:, None])[b["long_of"]]
        x = normed(w, "pool", x, drop(jnp.concatenate([x, mean, highest, long], 1), recipe.dropout), real)
        for n in range(net.BEFORE, net.BEFORE + net.AFTER):
            x = convolve(x, f"conv{n}")
        hidden = (
            drop(jnp.concatenate([x, w["embed_guideline"][b["guideline"]]], 1), recipe.dropout) @ w["hidden_w"]
            + w["hidden_b"]
        )
        return (drop(jnp.maximum(hidden, 0), recipe.flag_dropout) @ w["output_w"] + w["output_b"]).reshape(
            -1, len(KINDS), 3
        )

    def loss(w: Any, b: PackedBatch, noise: Any) -> Any:
        known = (b["known"] * b["real"][:, None])[:, :, None]
        e = scores(w, b, noise) * known + (1 - known) * outside
        wanted = b["wanted"] * known + (1 - known) * jnp.array([1.0, 0.0, 0.0])
        step = w["transitions"] + barred
        first = e[0] + jnp.array([0.0, 0.0, -1e4])
        last, _ = jax.lax.scan(
            lambda a, em: (jax.nn.logsumexp(a[:, :, None] + step, axis=1) + em, None), first, e[1:], unroll=16
        )
        right = (wanted * e).sum() + (_pairs(jnp, wanted) * w["transitions"]).sum()
        return (jax.nn.logsumexp(last, 1).sum() - right) / jnp.maximum(known.sum(), 1) * len(KINDS)

    return loss


def _pairs(jnp: Any, wanted: Any) -> Any:
    """How often a state follows another, of each type, where each token has a distribution of states: types x from x
    to.

    Only the states of single tokens are known. What is *inside* comes from a beginning or an inside before it, each by
    its share, as far as these suffice; the rest is taken as independent. Of gold it is the count.
    """
    before, after = wanted[:-1], wanted[1:]
    open_ = before.at[:, :, OUTSIDE].set(0.0)
    inside = open_ * (jnp.minimum(after[:, :, INSIDE], open_.sum(2)) / jnp.maximum(open_.sum(2), 1e-6))[:, :, None]
    left = before - inside
    other = after.at[:, :, INSIDE].set(0.0)
    other = other / jnp.maximum(other.sum(2, keepdims=True), 1e-6)
    return jnp.einsum("tki,tkj->kij", left, other).at[:, :, INSIDE].add(inside.sum(0))


def fit(
    draw: Callable[[np.random.RandomState], Sequence[NerExample]],
    table: WordTable,
    recipe: NerRecipe,
    seed: int,
    told: Callable[[str], None],
    start: Weights | None = None,
) -> Weights:
    """Train; ``draw`` gives the examples of an epoch. Returns the moving average of the weights. The same seed gives
    the same weights.

    ``start``: weights to go on from instead of random ones.
    """
    import jax

    jnp = jax.numpy
    arrays = table.arrays()
    loss = _loss(jax, arrays, recipe)

    def update(w: Any, m: Any, v: Any, average: Any, b: PackedBatch, noise: Any, rate: Any, t: Any, keep: Any) -> Any:
        cost, slopes = jax.value_and_grad(loss)(w, b, noise)
        norm = jnp.sqrt(sum((g * g).sum() for g in jax.tree.leaves(slopes)))
        slopes = jax.tree.map(lambda g: g * jnp.minimum(1.0, 1.0 / (norm + 1e-9)), slopes)
        m = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, m, slopes)
        v = jax.tree.map(lambda a, g: 0.99 * a + 0.01 * g * g, v, slopes)
        w = {
            name: (
                w[name]
                - rate
                * (
                    m[name] / (1 - 0.9**t) / (jnp.sqrt(v[name] / (1 - 0.99**t)) + 1e-8)
                    + (recipe.decay * w[name] if name.endswith("_w") else 0.0)
                )
            )
            for name in w
        }
        average = jax.tree.map(lambda a, p: keep * a + (1 - keep) * p, average, w)
        return w, m, v, average, cost

    step = jax.jit(update, donate_argnums=(0, 1, 2, 3))
    random = np.random.RandomState(seed)
    w = {name: jnp.asarray(array) for name, array in (start or initial(arrays[2].shape[1], seed)).items()}
    m, v = jax.tree.map(jnp.zeros_like, w), jax.tree.map(jnp.zeros_like, w)
    average = jax.tree.map(jnp.copy, w)
    total = recipe.epochs * sum(1 for _ in batches(draw(np.random.RandomState(seed)), np.random.RandomState(seed)))
    # jax's own generators take as long on a CPU as all the rest of a step.
    generator = np.random.Generator(np.random.SFC64(seed))
    size = (BATCH_TOKENS, noise_columns(arrays[2].shape[1]))
    t, cost = 0, 0.0
    for epoch in range(recipe.epochs):
        for lot in batches(draw(random), random):
            t += 1
            noise = generator.integers(256, size=size, dtype=np.uint8)
            rate = (
                recipe.rate
                * min(1.0, t / recipe.warm_up)
                * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, t / total))))
            )
            keep = min(recipe.average, (1 + t) / (10 + t))
            w, m, v, average, spent = step(
                w, m, v, average, pack(lot), noise, np.float32(rate), np.float32(t), np.float32(keep)
            )
            cost = float(spent) if t == 1 else 0.98 * cost + 0.02 * float(spent)
        told(f"epoch {epoch + 1} of {recipe.epochs}: cost {cost:.4f}")
    return {name: np.asarray(array) for name, array in average.items()}
