"""Linear-chain CRF of three states: how probable each state of each token is, by forward and backward products.

The products of transfer matrices are taken by doubling (Hillis and Steele 1986): about ten array operations for an abstract instead of
one a token, which Python could not afford. A chain starts after, and ends before, a token that is surely outside.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.nlp.ner.kinds import INSIDE, OUTSIDE

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]


def marginals(emissions: F32, transitions: F32) -> F32:
    """Probability of each state: tokens x types x states, from scores of that shape and transition scores types x from x to.

    ``INSIDE`` never follows ``OUTSIDE``.
    """
    if not len(emissions):
        return np.zeros_like(emissions)
    scores = emissions.astype(np.float64)
    scores -= scores.max(axis=2, keepdims=True)
    step = np.exp(transitions.astype(np.float64))
    step[:, OUTSIDE, INSIDE] = 0.0
    # matrices[i, j, t, k]: from state i at token t-1 to state j at token t, for type k
    matrices = step.transpose(1, 2, 0)[:, :, None, :] * np.exp(scores).transpose(2, 0, 1)[None]
    forward = _products(matrices)[OUTSIDE]
    # backward from token t: the product of the matrices after t, then the step to the outside
    last = np.broadcast_to(step.transpose(1, 2, 0)[:, :, None, :], (*matrices.shape[:2], 1, matrices.shape[3]))
    after = np.concatenate([matrices[:, :, 1:], last], axis=2)
    # the product from the right is the product from the left of the transposed matrices, taken backwards
    backward = _products(after.transpose(1, 0, 2, 3)[:, :, ::-1])[OUTSIDE][:, ::-1]
    both = forward * backward
    both /= both.sum(axis=0, keepdims=True)
    probabilities: F32 = both.transpose(1, 2, 0).astype(np.float32)
    return probabilities


def _products(matrices: F64) -> F64:
    """For each token the product of the matrices up to it, up to a factor: states x states x tokens x types."""
    products: F64 = matrices / matrices.max(axis=(0, 1), keepdims=True)
    reach = 1
    while reach < products.shape[2]:
        left, right = products[:, :, :-reach], products[:, :, reach:]
        longer = left[:, 0, None] * right[0][None]
        longer += left[:, 1, None] * right[1][None]
        longer += left[:, 2, None] * right[2][None]
        longer /= longer.max(axis=(0, 1), keepdims=True)
        products = np.concatenate([products[:, :, :reach], longer], axis=2)
        reach *= 2
    return products
