"""The CRF's probabilities are those of an enumeration of all paths."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from kg.pipeline.nlp.ner.crf import BLOCK, marginals
from kg.pipeline.nlp.ner.kinds import INSIDE, OUTSIDE


def enumerated(emissions: npt.NDArray[Any], transitions: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Marginals of one type by adding up every path that does not go from outside to inside."""
    found = np.zeros_like(emissions, dtype=np.float64)
    for path in product(range(3), repeat=len(emissions)):
        steps = list(zip((OUTSIDE, *path), (*path, OUTSIDE), strict=True))
        if (OUTSIDE, INSIDE) in steps:
            continue
        weight = np.exp(
            sum(emissions[at, state] for at, state in enumerate(path)) + sum(transitions[step] for step in steps)
        )
        for at, state in enumerate(path):
            found[at, state] += weight
    shares: npt.NDArray[Any] = found / found.sum(axis=1, keepdims=True)
    return shares


def scores(count: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Emissions of so many tokens, and transitions."""
    random = np.random.RandomState(count)
    return (3 * random.randn(count, 3, 3)).astype(np.float32), random.randn(3, 3, 3).astype(np.float32)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7])
def test_marginals_are_those_of_all_paths(count: int) -> None:
    emissions, transitions = scores(count)
    found = marginals(emissions, transitions)
    for kind in range(3):
        np.testing.assert_allclose(found[:, kind], enumerated(emissions[:, kind], transitions[kind]), atol=1e-5)


def test_a_long_text_of_sure_tokens_stays_finite() -> None:
    emissions = np.zeros((20_000, 3, 3), dtype=np.float32)
    emissions[:, :, OUTSIDE] = np.where(np.arange(20_000) % 3 == 0, -80.0, 80.0)[:, None]
    found = marginals(emissions, np.zeros((3, 3, 3), dtype=np.float32))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(axis=2), 1.0, atol=1e-4)
    assert (found[1::3, :, OUTSIDE] > 0.99).all() and (found[::3, :, OUTSIDE] < 0.01).all()


@pytest.mark.parametrize("count", [BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 3])
def test_a_text_of_several_blocks_is_one_chain(count: int) -> None:
    """Beside a walk a token, forward and backward, of one type."""
    emissions, transitions = scores(count)
    found = marginals(emissions, transitions)
    for kind in range(3):
        step = np.exp(transitions[kind].astype(np.float64))
        step[OUTSIDE, INSIDE] = 0.0
        fits = np.exp(emissions[:, kind].astype(np.float64))
        ahead, behind = [np.eye(3)[OUTSIDE]], [step[:, OUTSIDE]]
        for fit in fits:
            ahead.append(ahead[-1] @ step * fit)
        for fit in fits[:0:-1]:
            behind.append(step @ (behind[-1] * fit))
        joint = np.array(ahead[1:]) * np.array(behind[::-1])
        np.testing.assert_allclose(found[:, kind], joint / joint.sum(axis=1, keepdims=True), atol=1e-6)


def test_tokens_that_contradict_one_another_stay_finite() -> None:
    emissions = np.full((500, 3, 3), -200.0, dtype=np.float32)
    emissions[::2, :, OUTSIDE] = emissions[1::2, :, INSIDE] = 200.0
    found = marginals(emissions, np.full((3, 3, 3), -5.0, dtype=np.float32))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(axis=2), 1.0, atol=1e-4)


def test_no_tokens_no_marginals() -> None:
    assert marginals(np.zeros((0, 3, 3), dtype=np.float32), np.zeros((3, 3, 3), dtype=np.float32)).shape == (0, 3, 3)
