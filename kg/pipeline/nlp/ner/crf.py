"""Linear-chain CRF of three states: how probable each state of each token is, by the forward-backward algorithm
(Rabiner 1989).

A step a token in Python would cost more than the network. So the chain is cut into blocks of tokens that are walked
side by side, all types and both directions in one array: first from each state that a block can be entered in, then,
once it is known how each block is entered, from there alone.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.pipeline.nlp.ner.kinds import INSIDE, OUTSIDE

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]

BLOCK = 16
"""Tokens of a block: about the root of the tokens of an abstract, so that there are as many blocks as steps in one."""


LEAST = -30.0
"""Log weight under which no state of a token goes, beside its likeliest, so that the product of a block stays within a
float. A state of weight 1e-13 is as good as impossible; the network's scores of a token are seldom 20 apart.
"""


def marginals(emissions: F32, transitions: F32) -> F32:
    """Probability of each state: tokens x types x states, from scores of that shape and transition scores types x from
    x to.

    ``INSIDE`` never follows ``OUTSIDE``.
    """
    types = emissions.shape[1]
    if not len(emissions):
        return np.zeros_like(emissions)
    scores = emissions.astype(np.float64)
    scores = np.maximum(scores - scores.max(axis=2, keepdims=True), LEAST)
    step = np.exp(transitions.astype(np.float64))
    step[:, OUTSIDE, INSIDE] = 0.0
    # Backward is forward over the reversed tokens with the steps turned about, as 2 x types independent chains.
    fits = np.exp(scores)
    both = np.concatenate([fits, fits[::-1]], axis=1)
    steps = np.concatenate([step, step.transpose(0, 2, 1)])
    reached = _walk(both, steps)
    forward, ahead = reached[:, :types], reached[::-1, types:]
    # What comes after a token, with the step to it; beyond the last one lies the outside.
    after = np.zeros_like(ahead)
    after[:-1] = ahead[1:]
    after[-1, :, OUTSIDE] = 1.0
    joint: F64 = forward * np.einsum("kij,tkj->tki", step, after)
    joint /= joint.sum(axis=2, keepdims=True)
    return joint.astype(np.float32)


def _walk(fits: F64, steps: F64) -> F64:
    """Weight of all ways to each state from the outside before the first token: tokens x chains x states, a factor a
    token left open.

    ``fits``: tokens x chains x states, the weight of a state at a token. ``steps``: chains x from x to, the weight of a
    step.
    """
    count, chains, states = fits.shape
    blocks = -(-count // BLOCK)
    padded = np.ones((blocks * BLOCK, chains * states))
    padded[:count] = fits.reshape(count, -1)
    padded = np.ascontiguousarray(padded.reshape(blocks, BLOCK, -1).swapaxes(0, 1))
    # One product takes all chains a step on.
    step = np.zeros((chains * states, chains * states))
    for chain in range(chains):
        inside = slice(chain * states, (chain + 1) * states)
        step[inside, inside] = steps[chain]
    # ways[b, i, c * states + j]: from state i before block b to state j at its end, in chain c
    ways = np.tile(np.eye(states), (blocks, 1, chains))
    for fit in padded:
        ways = (ways.reshape(-1, chains * states) @ step).reshape(ways.shape) * fit[:, None]
    ways = ways.reshape(blocks, states, chains, states).transpose(0, 2, 1, 3)
    entered = np.empty((blocks, chains, 1, states))
    weight = np.zeros((chains, 1, states))
    weight[..., OUTSIDE] = 1.0
    for block in range(blocks):
        entered[block] = weight
        weight = weight @ ways[block]
        weight /= weight.max(axis=2, keepdims=True)
    found = np.empty_like(padded)
    weight = entered.reshape(blocks, -1)
    for place, fit in enumerate(padded):
        weight = (weight @ step) * fit
        found[place] = weight
    return found.swapaxes(0, 1).reshape(-1, chains, states)[:count]
