"""Decoding gives spans that do not overlap, and the best path where states are unsure."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.nlp.ner.decode import TaggedSpan, decode, without_overlaps
from kg.pipeline.nlp.ner.kinds import DISEASE, DRUG, INSIDE, OUTSIDE, TARGET


def _random(seed: int, count: int) -> npt.NDArray[Any]:
    raw = np.random.RandomState(seed).rand(count, 3, 3).astype(np.float32) ** 4
    shares: npt.NDArray[Any] = raw / raw.sum(axis=2, keepdims=True)
    return shares


@given(seed=st.integers(0, 10_000), count=st.integers(0, 40))
def test_spans_never_overlap_and_have_scores(seed: int, count: int) -> None:
    spans = decode(_random(seed, count))
    assert all(left.last <= right.first for left, right in pairwise(spans))
    assert all(0 <= span.first < span.last <= count and 0.0 < span.score <= 1.0 for span in spans)


@pytest.mark.parametrize("seed", range(20))
def test_the_path_is_the_likeliest_of_all(seed: int) -> None:
    probabilities = _random(seed, 6)[:, :1]
    allowed = [
        p for p in product(range(3), repeat=6) if (OUTSIDE, INSIDE) not in set(zip((OUTSIDE, *p), p, strict=False))
    ]
    best = max(allowed, key=lambda path: sum(np.log(probabilities[at, 0, state]) for at, state in enumerate(path)))
    wanted = np.zeros((6, 1, 3), dtype=np.float32)
    wanted[np.arange(6), 0, list(best)] = 1.0
    assert [(s.first, s.last) for s in decode(probabilities, (0,))] == [(s.first, s.last) for s in decode(wanted, (0,))]


def test_of_two_that_overlap_the_surer_stays() -> None:
    long, short, other = TaggedSpan(0, 3, DISEASE, 0.7), TaggedSpan(1, 2, TARGET, 0.9), TaggedSpan(3, 4, DRUG, 0.5)
    assert without_overlaps([long, short, other], 4) == (short, other)
    assert without_overlaps([TaggedSpan(0, 3, DISEASE, 0.9), TaggedSpan(1, 2, TARGET, 0.9)], 4) == (
        TaggedSpan(0, 3, DISEASE, 0.9),
    )
