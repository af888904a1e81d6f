"""The layers in whole numbers against the same in float32."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from kg.pipeline.nlp.ner.graph import Layers

WIDTH = 8


def _weights(seed: int) -> dict[str, npt.NDArray[Any]]:
    random = np.random.RandomState(seed)
    sizes = {"conv0": 3 * WIDTH, "conv1": 3 * WIDTH, "pool": 4 * WIDTH}
    made = {f"{layer}_w": random.randn(rows, 2 * WIDTH) / np.sqrt(rows) for layer, rows in sizes.items()}
    for layer in sizes:
        made |= {
            f"{layer}_b": random.randn(2 * WIDTH),
            f"{layer}_gain": random.rand(WIDTH) + 0.5,
            f"{layer}_bias": random.randn(WIDTH),
        }
    return {name: array.astype(np.float32) for name, array in made.items()}


def _run(
    weights: dict[str, npt.NDArray[Any]], x: npt.NDArray[Any], *, exact: bool
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    layers = Layers(weights, WIDTH, 1, 1, exact=exact)
    found = layers.convolved(x)
    return found, layers.pooled(found, found * 0.5, found + 1, np.zeros_like(found))


@pytest.mark.parametrize("tokens", [1, 2, 3, 50, 700])
def test_whole_numbers_are_close_and_not_the_same(tokens: int) -> None:
    weights, x = _weights(1), np.random.RandomState(tokens).randn(tokens, WIDTH).astype(np.float32)
    for whole, exact in zip(_run(weights, x, exact=False), _run(weights, x, exact=True), strict=True):
        assert whole.shape == exact.shape == (tokens, WIDTH) and whole.dtype == exact.dtype == np.float32
        assert 0 < np.abs(whole - exact).mean() < 0.03 * exact.std()


def test_the_largest_sums_are_not_cut_off() -> None:
    # Every product of a pair is the largest there is, with either sign: a processor that adds pairs in 16 bits must not
    # run over.
    weights = _weights(2)
    weights["conv0_w"] = np.tile(np.linspace(-1, 1, 2 * WIDTH, dtype=np.float32), (3 * WIDTH, 1))
    x = np.full((20, WIDTH), 3.0, dtype=np.float32)
    whole, exact = (_run(weights, x, exact=kind)[0] for kind in (False, True))
    np.testing.assert_allclose(whole[1:-1], exact[1:-1], atol=0.02)


def test_beyond_the_ends_lie_zeros() -> None:
    weights, x = _weights(3), np.random.RandomState(0).randn(6, WIDTH).astype(np.float32)
    padded = np.concatenate([np.zeros((1, WIDTH), np.float32), x, np.zeros((1, WIDTH), np.float32)])
    for exact in (True, False):
        layers = Layers(weights, WIDTH, 1, 1, exact=exact)
        np.testing.assert_allclose(layers.convolved(x), layers.convolved(padded)[1:-1], rtol=1e-5, atol=1e-6)


def test_columns_and_inputs_of_zeros() -> None:
    weights = _weights(4)
    for name in ("conv0_w", "pool_w"):
        weights[name][:, ::2] = 0.0
    for x in (np.zeros((4, WIDTH), np.float32), np.ones((4, WIDTH), np.float32)):
        for whole, exact in zip(_run(weights, x, exact=False), _run(weights, x, exact=True), strict=True):
            np.testing.assert_allclose(whole, exact, atol=0.1)
